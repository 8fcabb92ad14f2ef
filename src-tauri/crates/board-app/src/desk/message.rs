//! The desk's own messages; `PROTOCOL.md` of `board-room`, section 6, says what each means.

use crate::error::AppError;
use crate::tell::line;
use board_export::table::Separator;
use board_layout::palette::Theme;
use board_model::{ParticipantId, limits};
use board_room::message::{NUMBER_MAX, OutMessage, Refusal, Role};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The version of these messages.
pub(super) const PROTOCOL: u32 = 1;

/// What a page asks of the desk.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Act {
    /// The boards there are.
    Boards {},
    /// What new boards can be made from.
    Templates {},
    /// A picture of a board or a template.
    Picture(PictureOf),
    /// A new board.
    Create(New),
    /// To sit at a board.
    Open { path: String },
    /// To go back to the start screen.
    Close {},
    /// Another title.
    Rename { path: String, title: String },
    /// A board of its own with the same content.
    Duplicate { path: String },
    /// Off the list; in the library, to the deleted ones.
    Delete { path: String },
    /// Back from the deleted ones.
    Restore { path: String },
    /// Gone for good.
    Erase { path: String },
    /// To sit at a board, or an import, that a person chooses.
    ChooseOpen {},
    /// A board of the list as a file elsewhere, whether it can be opened or not.
    SaveFile { path: String },
    /// The whole board as a file elsewhere.
    SaveCopy {},
    /// What one gives away: without history and deleted things.
    SendCopy {},
    /// The board as something else.
    Export(ExportOf),
    /// The picture that an export would give, small.
    Preview(PreviewOf),
    /// To let other machines take part in the open board.
    Share {
        /// A relay for machines elsewhere.
        relay: Option<String>,
    },
    /// What is known before sharing.
    Sharing {},
    /// A ticket for the open board's session.
    Ticket {
        /// What it allows.
        role: Role,
    },
    /// To make the tickets for a role void.
    Renew {
        /// Which.
        role: Role,
    },
    /// To give a member another role, or to remove them.
    Assign {
        /// Whom.
        participant: ParticipantId,
        /// What they may do; `null` removes them.
        role: Option<Role>,
        /// Takes what they wrote off the wall, too; only with `null`.
        #[serde(default)]
        erase: bool,
    },
    /// To hear, or to say, whether participants' machines may host while no facilitator is there.
    Caretakers {
        /// What is to hold; absent to hear what holds.
        #[serde(default, rename = "mayHost")]
        may_host: Option<bool>,
    },
    /// To see the recovery code of the board's owner.
    OwnerCode {},
    /// To become the owner by their recovery code.
    Recover {
        /// The code.
        recovery: String,
    },
    /// To end this machine's part in the session.
    Unshare {},
    /// To let people without the app come in, or no more; without a word, how it stands.
    Guests {
        /// Whether they may come.
        on: Option<bool>,
    },
    /// To put another link in the place of the one for guests of a role.
    RenewGuests {
        /// Which.
        role: Role,
    },
    /// To give out a PIN for the open board's session, or no more.
    Pin {
        /// Whether there is one; another one in the place of the one before.
        on: Option<bool>,
        /// Whether newcomers are asked about.
        asks: Option<bool>,
    },
    /// To let in a newcomer, or not.
    Admit {
        /// Whom.
        newcomer: u64,
        /// Whether they come in.
        admit: bool,
    },
    /// To try whether other devices reach this machine, or no more; again, how it stands.
    Check {
        /// Whether.
        on: bool,
    },
    /// Whether this machine is kept awake.
    Awake {},
    /// To look for sessions nearby, or no more.
    Nearby {
        /// Whether.
        on: bool,
    },
    /// To ask a session nearby for a ticket.
    Knock {
        /// Which.
        session: String,
        /// Its PIN.
        pin: String,
    },
    /// To be called something else, from the next board on and at the next start too.
    Call {
        /// The name.
        name: String,
    },
    /// To take part in somebody's session.
    Join {
        /// The ticket.
        ticket: String,
        /// A relay, if the session uses one.
        relay: Option<String>,
    },
}

/// Which picture.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(super) struct PictureOf {
    /// Of this template.
    pub(super) template: Option<String>,
    /// Of this board.
    pub(super) path: Option<String>,
    /// Pixels across.
    pub(super) width: u32,
    /// Its look.
    #[serde(default)]
    pub(super) look: Theme,
}

/// What a new board is made from.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(super) struct New {
    /// From this template.
    pub(super) template: Option<String>,
    /// From this set of stages…
    pub(super) stages: Option<String>,
    /// … and this set of rows.
    pub(super) rows: Option<String>,
    /// Its title.
    pub(super) title: Option<String>,
}

/// What the open board is written as.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(super) struct ExportOf {
    /// The ending of the file.
    pub(super) ext: String,
    /// One sheet only.
    pub(super) sheet: Option<String>,
    /// Pixels per board unit.
    pub(super) scale: Option<f32>,
    /// The look of a picture.
    #[serde(default)]
    pub(super) look: Theme,
    /// What a table is opened with.
    #[serde(default)]
    pub(super) table: TableOf,
}

/// How a table is written: as the contract with other programs says, or so that a spreadsheet opens it by a double click.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct TableOf {
    /// Begins with a byte order mark.
    pub(super) mark: bool,
    /// What parts the cells.
    pub(super) separator: Separator,
}

/// Which picture of the open board to look at before it is written.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(super) struct PreviewOf {
    /// One sheet only.
    pub(super) sheet: Option<String>,
    /// The look.
    #[serde(default)]
    pub(super) look: Theme,
    /// Pixels of its longer side.
    pub(super) side: u32,
}

impl Act {
    /// Whether it takes long, or waits for a person, and changes nothing that later acts build on: then those do
    /// not wait for it.
    pub(super) const fn is_apart(&self) -> bool {
        matches!(
            self,
            Self::Picture(_)
                | Self::ChooseOpen {}
                | Self::SaveFile { .. }
                | Self::SaveCopy {}
                | Self::SendCopy {}
                | Self::Export(_)
                | Self::Preview(_)
                | Self::Knock { .. }
                | Self::Awake {}
        )
    }
}

#[derive(Deserialize)]
struct Line {
    id: Option<u64>,
    desk: Option<Value>,
}

/// Reads a message for the desk: the number and the act. `None` for a message that is not for the desk. The error
/// is the whole answer.
pub(super) fn read(text: &str) -> Option<Result<(u64, Act), String>> {
    // As a whole word in quotes it stands in few other messages, and those are told apart below.
    if !text.contains("\"desk\"") || text.len() > limits::MESSAGE_BYTES {
        return None;
    }
    let Line { id, desk } = serde_json::from_str(text).ok()?;
    let desk = desk?;
    let refused = |id, message: &str| {
        let error = Refusal::bad(message.to_owned());
        Some(Err(line(&OutMessage::Error { id, error })))
    };
    let Some(id) = id.filter(|id| *id <= NUMBER_MAX) else {
        return refused(None, "an id is needed, a number of your choice below 2^53");
    };
    match serde_json::from_value(desk) {
        Ok(act) => Some(Ok((id, act))),
        Err(_) => refused(
            Some(id),
            "this is nothing the desk does, or something it needs is missing; PROTOCOL.md lists what there is",
        ),
    }
}

#[derive(Serialize)]
struct Done {
    id: u64,
    ok: Value,
}

/// The answer to an act.
pub(super) fn answer(id: u64, done: Result<Value, AppError>) -> String {
    match done {
        Ok(ok) => line(&Done { id, ok }),
        Err(error) => refusal(Some(id), &error),
    }
}

/// That something was not done, or, without a number, that something went wrong.
pub(super) fn refusal(id: Option<u64>, error: &AppError) -> String {
    let error = Refusal::from(error);
    line(&OutMessage::Error { id, error })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_has_a_desk_is_for_the_desk() {
        for other in [
            r#"{"id":1,"edit":{"addNote":{"text":"desk"}}}"#,
            r#"{"id":1,"edit":{"addNote":{"text":"a \"desk\""}}}"#,
            r#"{"id":1,"get":"board"}"#,
            "nonsense \"desk\"",
        ] {
            assert!(read(other).is_none(), "{other}");
        }
        let boards = read(r#"{"id":1,"desk":{"boards":{}}}"#);
        assert_eq!(boards, Some(Ok((1, Act::Boards {}))));
        let picture = read(r#"{"id":2,"desk":{"picture":{"template":"blank","width":320}}}"#);
        assert!(matches!(picture, Some(Ok((2, Act::Picture(of)))) if of.look == Theme::Light));
    }

    #[test]
    fn what_the_desk_does_not_understand_is_answered_under_its_number() {
        let unknown = read(r#"{"id":7,"desk":{"paint":{}}}"#);
        let Some(Err(answer)) = unknown else {
            panic!("{unknown:?}")
        };
        assert!(
            answer.starts_with(r#"{"id":7,"error":{"code":"E_BAD_MESSAGE""#),
            "{answer}"
        );
        let unnumbered = read(r#"{"desk":{"boards":{}}}"#);
        assert!(matches!(unnumbered, Some(Err(answer)) if answer.starts_with(r#"{"id":null"#)));
    }
}
