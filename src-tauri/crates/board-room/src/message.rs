//! The messages of the screen contract and of the JSON lines: one JSON text each.
//!
//! `PROTOCOL.md` beside this crate says what each means; the rule ids here are those.

pub use crate::subject::Subject;
use board_model::{
    BoardId, Edit, EditError, ErrorCode, FileLoss, NoteId, ParticipantId, SheetId, WhyNot, limits,
};
use serde::{Deserialize, Deserializer, Serialize};
use ts_rs::TS;

/// The version of these messages.
pub const PROTOCOL: u32 = 1;
/// Request numbers and edit numbers stay below 2⁵³, so that every JSON reader holds them exactly.
pub const NUMBER_MAX: u64 = (1 << 53) - 1;
/// How much of a reader's complaint is told back, in characters: it may quote the bad line.
const COMPLAINT_CHARS: usize = 200;

/// What a person may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(export_to = "messages.ts")]
pub enum Role {
    /// Looks on; writes nothing.
    Viewer,
    /// Adds notes; changes and moves their own.
    Participant,
    /// May do everything.
    Facilitator,
}

impl Role {
    /// The word in messages and sentences.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Participant => "participant",
            Self::Facilitator => "facilitator",
        }
    }

    /// The role of this word.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Viewer, Self::Participant, Self::Facilitator]
            .into_iter()
            .find(|role| role.name() == name)
    }
}

/// What patches can carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(export_to = "messages.ts")]
pub enum Topic {
    /// Changes of the board.
    Board,
    /// Changes of the scene.
    Scene,
}

/// The topics that a seat has asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Topics {
    /// Changes of the board.
    pub board: bool,
    /// Changes of the scene.
    pub scene: bool,
}

impl Topics {
    /// These topics.
    pub fn of(topics: &[Topic]) -> Self {
        Self {
            board: topics.contains(&Topic::Board),
            scene: topics.contains(&Topic::Scene),
        }
    }

    /// At least one.
    pub const fn any(self) -> bool {
        self.board || self.scene
    }
}

/// Absent, `null` or a value: as it was, gone, or this.
fn set_or_clear<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(deserializer).map(Some)
}

/// What a person lets others see of what they are doing; absent parts stay as they were. Never stored (A10).
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(default)]
#[ts(export_to = "messages.ts")]
pub struct PresenceChange {
    /// The note they are typing in.
    #[serde(deserialize_with = "set_or_clear")]
    #[ts(optional = nullable, as = "Option<NoteId>")]
    pub typing: Option<Option<NoteId>>,
    /// The sheet they look at.
    #[serde(deserialize_with = "set_or_clear")]
    #[ts(optional = nullable, as = "Option<SheetId>")]
    pub sheet: Option<Option<SheetId>>,
    /// Their pointer in board units of the scene.
    #[serde(deserialize_with = "set_or_clear")]
    #[ts(optional = nullable, as = "Option<(i32, i32)>")]
    pub cursor: Option<Option<(i32, i32)>>,
}

/// What others see of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "messages.ts")]
pub struct Presence {
    /// The note they are typing in.
    pub typing: Option<NoteId>,
    /// The sheet they look at.
    pub sheet: Option<SheetId>,
    /// Their pointer in board units of the scene.
    pub cursor: Option<(i32, i32)>,
}

impl Presence {
    /// Takes over the parts that are given.
    pub fn take(&mut self, change: &PresenceChange) {
        let PresenceChange {
            typing,
            sheet,
            cursor,
        } = change;
        self.typing = typing.unwrap_or(self.typing);
        self.sheet = sheet.unwrap_or(self.sheet);
        self.cursor = cursor.unwrap_or(self.cursor);
    }
}

/// What a seat asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// To change the board.
    Edit {
        /// What to do; boxed because it is much larger than the rest.
        edit: Box<Edit>,
        /// The edit's number among this seat's edits.
        seq: Option<u64>,
    },
    /// To be told something.
    Get(Subject),
    /// A ticket that invites for this role.
    Ticket(Role),
    /// To get patches of these topics from now on, and no others.
    Subscribe(Topics),
}

/// A message from a seat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InMessage {
    /// Something that gets an answer.
    Ask {
        /// Comes back with the answer.
        id: u64,
        /// What is asked.
        request: Request,
    },
    /// What the seat's person is doing; not answered.
    Presence(PresenceChange),
}

/// One message as it comes: exactly one of `edit`, `get`, `subscribe` and `presence`, and what goes with it.
#[derive(Deserialize, TS)]
#[ts(export_to = "messages.ts", rename = "InMessage", optional_fields)]
pub(crate) struct Line {
    id: Option<u64>,
    edit: Option<Box<Edit>>,
    seq: Option<u64>,
    get: Option<Subject>,
    role: Option<Role>,
    subscribe: Option<Vec<Topic>>,
    presence: Option<PresenceChange>,
}

impl InMessage {
    /// Reads one message. Keys that are not known are passed over, for newer screens.
    ///
    /// # Errors
    /// A [`Refusal`] with `E_BAD_MESSAGE` that says what is wrong.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        if text.len() > limits::MESSAGE_BYTES {
            let (given, max) = (text.len(), limits::MESSAGE_BYTES);
            return Err(Refusal::bad(format!(
                "the message has {given} bytes, but at most {max} are possible; divide it"
            )));
        }
        let line: Line = serde_json::from_str(text).map_err(|error| {
            Refusal::bad(format!(
                "this is no message: {}; PROTOCOL.md lists what there is",
                harmless(&error.to_string())
            ))
        })?;
        line.message()
    }
}

impl Line {
    fn message(self) -> Result<InMessage, Refusal> {
        let Self {
            id,
            edit,
            seq,
            get,
            role,
            subscribe,
            presence,
        } = self;
        if [id, seq]
            .into_iter()
            .flatten()
            .any(|number| number > NUMBER_MAX)
        {
            return Err(Refusal::bad(format!("numbers go up to {NUMBER_MAX}")));
        }
        let request = match (edit, get, subscribe, presence) {
            (Some(edit), None, None, None) => Request::Edit { edit, seq },
            (None, Some(Subject::Ticket), None, None) => {
                Request::Ticket(role.unwrap_or(Role::Participant))
            }
            (None, Some(subject), None, None) => Request::Get(subject),
            (None, None, Some(topics), None) => Request::Subscribe(Topics::of(&topics)),
            (None, None, None, Some(presence)) => return Ok(InMessage::Presence(presence)),
            _ => {
                return Err(Refusal::bad(
                    "a message holds exactly one of edit, get, subscribe and presence".to_owned(),
                ));
            }
        };
        let id =
            id.ok_or_else(|| Refusal::bad("an id is needed, a number of your choice".to_owned()))?;
        Ok(InMessage::Ask { id, request })
    }
}

/// A reader's complaint, made harmless to show: no control characters, and not longer than a sentence.
fn harmless(complaint: &str) -> String {
    let shown = complaint
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c });
    let mut shown: String = shown.take(COMPLAINT_CHARS + 1).collect();
    if shown.chars().count() > COMPLAINT_CHARS {
        shown.pop();
        shown.push('…');
    }
    shown
}

/// Why something was not done: a stable code, and a sentence that says what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "messages.ts")]
pub struct Refusal {
    /// One of the contract's codes.
    pub code: ErrorCode,
    /// A sentence for people.
    pub message: String,
    /// What a screen can tell apart beyond the code (RO5); absent for most.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub why: Option<WhyNot>,
}

impl Refusal {
    /// A refusal that its code says all of.
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            why: None,
        }
    }

    /// A message that cannot be understood.
    pub fn bad(message: String) -> Self {
        Self::new(ErrorCode::BadMessage, message)
    }
}

impl From<EditError> for Refusal {
    fn from(error: EditError) -> Self {
        Self {
            code: error.code(),
            message: error.to_string(),
            why: error.why(),
        }
    }
}

/// The first message to a seat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "messages.ts")]
pub struct Hello {
    /// [`PROTOCOL`].
    pub protocol: u32,
    /// The board.
    pub board: BoardId,
    /// Who this seat is.
    pub participant: ParticipantId,
    /// Their name.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// An invitation for others; `null` while nothing is shared.
    pub ticket: Option<String>,
    /// Where browsers join; `null` while nothing is shared.
    pub guest_url: Option<String>,
    /// The short code to join by; `null` while nothing is shared.
    pub code: Option<String>,
    /// Why every edit will be refused, on a board that may only be read; absent otherwise.
    #[serde(rename = "readOnly", skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub read_only: Option<Refusal>,
}

/// What an `ok` carries, unless a `get` is answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "messages.ts")]
pub struct Done {
    /// The revision at which it is on the board.
    pub revision: u64,
    /// The id of what an edit added.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub id: Option<String>,
    /// The epoch of the patches that follow; only after `subscribe`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub epoch: Option<u64>,
}

/// A person as the list of people shows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "messages.ts")]
pub struct Peer {
    /// Who.
    pub participant: ParticipantId,
    /// Their name.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Whether a screen of theirs is open now.
    pub here: bool,
    /// Whether they are a guest of this machine: in a browser, without the app. Absent for all others.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub guest: bool,
    /// The number of their colour: the one they chose, else that of the board, else a free one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub colour: Option<u8>,
}

/// How it stands with the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(export_to = "messages.ts")]
pub enum Standing {
    /// This peer relays a session to others.
    Hosting,
    /// This peer is connected to the host.
    Connected,
    /// The host is looked for.
    Reconnecting,
    /// No session: this peer has the board to itself.
    Alone,
}

/// How it stands with session and disk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "messages.ts")]
pub struct State {
    /// The session.
    pub state: Standing,
    /// The participant whose peer relays the session.
    pub host: ParticipantId,
    /// Counts the changes of host.
    pub term: u64,
    /// Edits of this machine that no other has yet; absent while there are none, and without a session.
    #[serde(skip_serializing_if = "is_zero")]
    #[ts(optional, as = "Option<u64>")]
    pub waiting: u64,
    /// What keeps changes from being saved; absent while all is well.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub disk: Option<DiskNews>,
}

/// What keeps changes from being saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "messages.ts")]
pub struct DiskNews {
    /// One of the contract's codes.
    pub code: ErrorCode,
    /// What happened to the board's file; absent where it is not about that.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub reason: Option<FileLoss>,
    /// A sentence for people.
    pub message: String,
}

/// Where a board lies whose file was taken away under it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "messages.ts")]
pub struct KeptElsewhere {
    /// What happened to its file.
    pub reason: FileLoss,
    /// Where it lies now; its old place where that was free.
    pub path: String,
}

fn is_zero(count: &u64) -> bool {
    *count == 0
}

/// What a person does, for the screens of others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "messages.ts")]
pub struct PresenceOf {
    /// Who.
    pub participant: ParticipantId,
    /// What they let others see.
    #[serde(flatten)]
    pub presence: Presence,
}

/// What was written here and does not come in any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "messages.ts")]
pub struct KeptApart {
    /// The title of the board that it is kept as.
    pub title: String,
}

/// The new state of what changed with one revision: `B` the changes of the board, `S` those of the scene, which
/// this crate does not know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "messages.ts")]
pub struct Patch<B, S> {
    /// A new epoch means: load anew.
    pub epoch: u64,
    /// Each patch's revision is one more than that of the one before.
    pub revision: u64,
    /// What changed of the board; absent unless subscribed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub board: Option<B>,
    /// What changed of the scene; absent unless subscribed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub scene: Option<S>,
}

/// The answer to something that was asked: to a `get` the thing itself, to an act of the desk what it gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "messages.ts")]
pub struct Answer<T> {
    /// The number that was asked under.
    pub id: u64,
    /// What was asked for.
    pub ok: T,
}

/// A patch on its way to a seat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "messages.ts")]
pub struct PatchMessage<B, S> {
    /// The patch.
    pub patch: Patch<B, S>,
}

/// How a board stands, as `get` answers it under `status`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "messages.ts")]
pub struct Status {
    /// The board.
    pub board: BoardId,
    /// Its title.
    pub title: String,
    /// The revision that screens show.
    pub revision: u64,
    /// The epoch of its patches.
    pub epoch: u64,
    /// How many updates were to be stored since it was opened.
    pub appended: u64,
    /// How many of them are on disk.
    pub stored: u64,
    /// The session and the disk.
    pub state: State,
    /// Who is here, and who was.
    pub peers: Vec<Peer>,
    /// How packets go just now to each machine that this one has a link to.
    pub links: Vec<LinkStatus>,
}

/// How a link stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "messages.ts")]
pub struct LinkStatus {
    /// How its packets go.
    pub way: Way,
}

/// How packets go to another machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(export_to = "messages.ts")]
pub enum Way {
    /// From machine to machine.
    Direct,
    /// Through a relay.
    Relay,
}

/// A message to a seat, other than patches and the things that `get` answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(untagged)]
#[ts(export_to = "messages.ts")]
#[expect(
    missing_docs,
    reason = "the fields are the keys of the contract, each documented at its type"
)]
pub enum OutMessage {
    /// The first one.
    Hello { hello: Hello },
    /// It is done, and on disk.
    Ok { id: u64, ok: Done },
    /// It was not done. `null` when the message was not understood.
    Error { id: Option<u64>, error: Refusal },
    /// Who is here.
    Peers { peers: Vec<Peer> },
    /// How it stands with session and disk.
    State(State),
    /// What the session's clock says now, in milliseconds since 1970: to who subscribes, and whenever it is set.
    Clock {
        #[ts(type = "number")]
        clock: u64,
    },
    /// What somebody else is doing.
    Presence { presence: PresenceOf },
    /// What was written here does not come in any more. It is kept as another board, and this one goes on as the
    /// session has it.
    Apart { apart: KeptApart },
    /// The board's file was taken away; everything is in another one. For screens of this machine's own person.
    Kept { kept: KeptElsewhere },
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> ErrorCode {
        InMessage::parse(text).unwrap_err().code
    }

    #[test]
    fn messages_of_the_contract_are_read() {
        let edit = r#"{"id":1,"seq":4,"edit":{"addNote":{"step":"Awareness","row":"Doing","text":"Sees ad"}}}"#;
        let Ok(InMessage::Ask { id: 1, request }) = InMessage::parse(edit) else {
            panic!("not read")
        };
        assert!(matches!(request, Request::Edit { seq: Some(4), .. }));
        let get = InMessage::parse(r#"{"id":2,"get":"scene"}"#).unwrap();
        let scene = Request::Get(Subject::Scene);
        assert_eq!(
            get,
            InMessage::Ask {
                id: 2,
                request: scene
            }
        );
        let ticket = InMessage::parse(r#"{"id":3,"get":"ticket","role":"viewer"}"#).unwrap();
        let request = Request::Ticket(Role::Viewer);
        assert_eq!(ticket, InMessage::Ask { id: 3, request });
        let both = InMessage::parse(r#"{"id":4,"subscribe":["board","scene"]}"#).unwrap();
        let topics = Topics {
            board: true,
            scene: true,
        };
        let request = Request::Subscribe(topics);
        assert_eq!(both, InMessage::Ask { id: 4, request });
    }

    #[test]
    fn a_bad_line_is_refused_with_a_sentence() {
        // [PR3]
        for line in [
            "",
            "nonsense",
            "[]",
            "{}",
            r#"{"id":1}"#,
            r#"{"id":-1,"get":"board"}"#,
            r#"{"id":1,"get":"weather"}"#,
            r#"{"get":"board"}"#,
            r#"{"id":1,"get":"board","subscribe":[]}"#,
            r#"{"id":1,"edit":{"paintNote":{}}}"#,
            r#"{"id":1,"edit":{"deleteNote":{"note":"7"}}}"#,
            r#"{"id":9007199254740992,"get":"board"}"#,
            r#"{"presence":{"typing":"7"}}"#,
        ] {
            assert_eq!(code(line), ErrorCode::BadMessage, "{line}");
        }
    }

    #[test]
    fn a_line_beyond_the_limit_is_refused_unread() {
        // [PR4]
        let long = format!(
            r#"{{"id":1,"get":"{}"}}"#,
            "x".repeat(limits::MESSAGE_BYTES)
        );
        let refusal = InMessage::parse(&long).unwrap_err();
        assert!(refusal.message.contains("8388608"), "{}", refusal.message);
    }

    #[test]
    fn a_complaint_never_repeats_a_long_or_harmful_line() {
        let line = format!(r#"{{"id":1,"get":"\u001b[31m{}"}}"#, "x".repeat(10_000));
        let refusal = InMessage::parse(&line).unwrap_err();
        assert!(refusal.message.len() < 400 && !refusal.message.contains('\u{1b}'));
    }

    #[test]
    fn deep_nesting_is_refused_without_harm() {
        // [PR4]
        let nested = r#"{"many":{"edits":["#.repeat(100_000);
        assert_eq!(
            code(&format!(r#"{{"id":1,"edit":{nested}"#)),
            ErrorCode::BadMessage
        );
    }

    #[test]
    fn presence_parts_are_left_cleared_or_set() {
        // [PS2]
        let note = NoteId::from_u128(5);
        let mut presence = Presence::default();
        let typing = format!(r#"{{"presence":{{"typing":"{note}","cursor":[3,4]}}}}"#);
        for (line, expected) in [
            (typing.as_str(), Some(note)),
            (r#"{"presence":{"cursor":[9,9]}}"#, Some(note)),
            (r#"{"presence":{"typing":null}}"#, None),
        ] {
            let Ok(InMessage::Presence(change)) = InMessage::parse(line) else {
                panic!("not read: {line}")
            };
            presence.take(&change);
            assert_eq!(presence.typing, expected, "{line}");
        }
        assert_eq!(
            presence.cursor,
            Some((9, 9)),
            "a part that is not given stays"
        );
    }
}
