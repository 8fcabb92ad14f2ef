//! The first message of a browser: it joins, or looks at where an invitation leads before anybody says who they are.

use serde::Deserialize;
use ts_rs::TS;

use crate::introduction::{GuestSecret, Introduction};
use crate::token::Token;

/// What a browser begins with.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum First {
    /// Somebody comes.
    Join(Introduction),
    /// Somebody holds an invitation, and wants to know what it is for.
    Look(Token),
}

/// The first message as it comes: one of the two.
#[derive(Deserialize, TS)]
#[ts(export_to = "guests.ts", optional_fields)]
pub(crate) struct FirstMessage {
    join: Option<Join>,
    look: Option<Look>,
}

/// What somebody shows to be let in.
#[derive(Deserialize, TS)]
#[ts(export_to = "guests.ts", optional_fields)]
struct Join {
    /// From the page's URL fragment, which never travels to a server by itself.
    token: String,
    /// Empty at a desk, which knows who works there.
    #[serde(default)]
    name: String,
    /// The number of the colour they chose.
    colour: Option<u8>,
    /// A guest's own, by which the host knows them again.
    secret: Option<String>,
}

/// What somebody shows who wants to know where an invitation leads.
#[derive(Deserialize, TS)]
#[ts(export_to = "guests.ts")]
struct Look {
    token: String,
}

/// Reads it; `None` for anything else.
pub(crate) fn read(text: &str) -> Option<First> {
    let FirstMessage { join, look } = serde_json::from_str(text).ok()?;
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
