//! Reading the messages for the desk; `PROTOCOL.md` says what each means.

use crate::acts::Act;
use board_app::json::line;
use board_model::limits;
use board_room::message::{NUMBER_MAX, OutMessage, Refusal};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct Line {
    id: Option<u64>,
    desk: Option<Value>,
}

/// Reads a message for the desk: the number and the act. `None` for a message that is not for the desk. The error
/// is the whole answer.
pub(crate) fn read(text: &str) -> Option<Result<(u64, Act), String>> {
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
        assert!(matches!(boards, Some(Ok((1, Act::ListBoards(_))))));
        let picture = read(r#"{"id":2,"desk":{"picture":{"template":"blank","width":320}}}"#);
        assert!(matches!(picture, Some(Ok((2, Act::DrawPicture(_))))));
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
