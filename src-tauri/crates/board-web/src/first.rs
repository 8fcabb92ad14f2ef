//! The first message of a browser: it joins, or looks at where an invitation leads before anybody says who they are.

use serde::Deserialize;
use serde_json::json;

use crate::screen::{GuestSecret, Introduction};
use crate::token::Token;

/// What a browser begins with.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum First {
    /// Somebody comes.
    Join(Introduction),
    /// Somebody holds an invitation, and wants to know what it is for.
    Look(Token),
}

#[derive(Deserialize)]
struct Line {
    join: Option<Join>,
    look: Option<Look>,
}

#[derive(Deserialize)]
struct Join {
    token: String,
    #[serde(default)]
    name: String,
    colour: Option<u8>,
    secret: Option<String>,
}

#[derive(Deserialize)]
struct Look {
    token: String,
}

/// Where an invitation leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invited {
    /// The board's title, maybe empty.
    pub board: String,
    /// Who hosts it, maybe empty.
    pub host: String,
}

impl Invited {
    /// As the page reads it.
    pub(crate) fn line(&self) -> String {
        json!({ "invited": { "board": self.board, "host": self.host } }).to_string()
    }
}

/// Reads it; `None` for anything else.
pub(crate) fn read(text: &str) -> Option<First> {
    let Line { join, look } = serde_json::from_str(text).ok()?;
    let Some(join) = join else {
        return Some(First::Look(Token::shown(&look?.token)));
    };
    let secret = match &join.secret {
        None => None,
        Some(text) => Some(GuestSecret::read(text)?),
    };
    Some(First::Join(Introduction {
        token: Token::shown(&join.token),
        name: join.name.trim().to_owned(),
        colour: join.colour,
        secret,
    }))
}

#[cfg(test)]
mod tests {
    use super::{First, read};

    #[test]
    fn a_browser_joins_or_looks_and_does_nothing_else_first() {
        let joined = read(r#"{"join":{"token":"ab","name":" Ann "}}"#);
        assert!(matches!(joined, Some(First::Join(person)) if person.name == "Ann"));
        assert!(matches!(
            read(r#"{"look":{"token":"ab"}}"#),
            Some(First::Look(_))
        ));
        for other in [
            "",
            "{}",
            r#"{"look":{}}"#,
            r#"{"join":{"name":"Ann"}}"#,
            r#"{"join":{"token":"ab","secret":"short"}}"#,
            r#"{"id":1,"get":"board"}"#,
        ] {
            assert_eq!(read(other), None, "{other}");
        }
    }
}
