//! What a page hears of the server itself, besides what its screen says: rules GU1, GU13 and GU14 of `PROTOCOL.md`.

use board_model::ErrorCode;
use serde::Serialize;
use ts_rs::TS;

/// Something that the server tells a page by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "guests.ts")]
pub enum GuestNotice {
    /// Where the invitation leads that was looked at.
    Invited(Invited),
    /// This machine is there: pages see no pings, and a machine without power hangs up on nobody.
    Alive(bool),
    /// Addresses of the machines that could host next, the likeliest first.
    Doors(Vec<String>),
}

impl GuestNotice {
    /// As the page reads it.
    pub fn line(&self) -> String {
        // Texts and lists of them can always be written.
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// Where an invitation leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "guests.ts")]
pub struct Invited {
    /// The board's title, maybe empty.
    pub board: String,
    /// Who hosts it, maybe empty.
    pub host: String,
}

/// Why a page is not let in, as it reads it.
#[derive(Serialize, TS)]
#[ts(export_to = "guests.ts")]
pub(crate) struct NotLetIn<'a> {
    /// Answers nothing that was asked under a number.
    id: (),
    error: Why<'a>,
}

/// A code and its sentence.
#[derive(Serialize, TS)]
#[ts(export_to = "guests.ts")]
struct Why<'a> {
    code: ErrorCode,
    message: &'a str,
}

impl<'a> NotLetIn<'a> {
    /// With this code and sentence, as the page reads it.
    pub(crate) fn line(code: ErrorCode, message: &'a str) -> String {
        let error = Why { code, message };
        // Texts can always be written.
        serde_json::to_string(&Self { id: (), error }).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::{GuestNotice, Invited, NotLetIn};
    use crate::first_message::FirstMessage;
    use board_model::ErrorCode;
    use committed::{assert_committed, assert_types_listed, declared, typescript};
    use ts_rs::TS;

    #[test]
    fn notices_are_written_as_the_pages_read_them() {
        // [GU1], [GU13]
        let invited = GuestNotice::Invited(Invited {
            board: "Gym".to_owned(),
            host: "Mira".to_owned(),
        });
        let lines = [
            invited.line(),
            GuestNotice::Alive(true).line(),
            GuestNotice::Doors(vec!["10.0.0.2:80".to_owned()]).line(),
            NotLetIn::line(ErrorCode::Ticket, "no"),
        ];
        assert_eq!(
            lines,
            [
                r#"{"invited":{"board":"Gym","host":"Mira"}}"#,
                r#"{"alive":true}"#,
                r#"{"doors":["10.0.0.2:80"]}"#,
                r#"{"id":null,"error":{"code":"E_TICKET","message":"no"}}"#,
            ]
        );
    }

    #[test]
    fn the_front_end_and_the_document_have_the_messages_of_guests() {
        let generated = typescript("guests.ts", |config| {
            GuestNotice::export_all(config)?;
            NotLetIn::export_all(config)?;
            FirstMessage::export_all(config)
        });
        assert_committed("ui/src/gen/guests.ts", &generated);
        let document = "src-tauri/crates/board-web/PROTOCOL.md";
        assert_types_listed(document, &declared(&generated));
    }
}
