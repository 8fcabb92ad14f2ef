//! Names and meanings of everything in the document. `SCHEMA.md` is the text of this folder.
//!
//! Reading is total: a value of the wrong type counts as absent, an entity with a broken id is passed over,
//! and nothing here fails.

pub(crate) mod action;
pub(crate) mod comment;
pub(crate) mod fields;
pub(crate) mod grid;
pub(crate) mod group;
pub(crate) mod note;
pub(crate) mod persona;
pub(crate) mod workshop;

use yrs::Any;

/// Major format: a board with a higher one opens read-only with a sentence.
pub const FORMAT_MAJOR: i64 = 1;
/// Minor format: higher ones are read, and what they added is kept.
pub const FORMAT_MINOR: i64 = 0;

/// The root maps of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Root {
    /// Registers of the board itself: format, id, header.
    Meta,
    /// Sheets by id.
    Sheets,
    /// Stages by id.
    Stages,
    /// Steps by id.
    Steps,
    /// Rows by id.
    Rows,
    /// Notes by id.
    Notes,
    /// Groups by id.
    Groups,
    /// Personas by id.
    Personas,
    /// Comments by id.
    Comments,
    /// Actions by id.
    Actions,
    /// Phases by id.
    Phases,
    /// Rounds by id.
    Rounds,
    /// Registers by kind name.
    Kinds,
    /// Registers by `persona/participant/step`.
    Sentiments,
    /// Registers by `row/step`.
    Measures,
    /// Registers by `round/voter`.
    Ballots,
    /// Registers by participant.
    People,
    /// The highest number of each guest's edits, by participant. No part of the board.
    Guests,
    /// Signed records of who may take part, by what they are about. No part of the board.
    Control,
}

impl Root {
    /// All roots that this version knows.
    pub const ALL: [Self; 19] = [
        Self::Meta,
        Self::Sheets,
        Self::Stages,
        Self::Steps,
        Self::Rows,
        Self::Notes,
        Self::Groups,
        Self::Personas,
        Self::Comments,
        Self::Actions,
        Self::Phases,
        Self::Rounds,
        Self::Kinds,
        Self::Sentiments,
        Self::Measures,
        Self::Ballots,
        Self::People,
        Self::Guests,
        Self::Control,
    ];

    /// The root of a name; `None` for one that this version does not know.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|root| root.name() == name)
    }

    /// Its name in the document.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Meta => "meta",
            Self::Sheets => "sheets",
            Self::Stages => "stages",
            Self::Steps => "steps",
            Self::Rows => "rows",
            Self::Notes => "notes",
            Self::Groups => "groups",
            Self::Personas => "personas",
            Self::Comments => "comments",
            Self::Actions => "actions",
            Self::Phases => "phases",
            Self::Rounds => "rounds",
            Self::Kinds => "kinds",
            Self::Sentiments => "sentiments",
            Self::Measures => "measures",
            Self::Ballots => "ballots",
            Self::People => "people",
            Self::Guests => "guests",
            Self::Control => "control",
        }
    }

    /// Whether its values are entities (maps) and not registers.
    pub const fn holds_entities(self) -> bool {
        matches!(
            self,
            Self::Sheets
                | Self::Stages
                | Self::Steps
                | Self::Rows
                | Self::Notes
                | Self::Groups
                | Self::Personas
                | Self::Comments
                | Self::Actions
                | Self::Phases
                | Self::Rounds
        )
    }
}

/// Root names that an update may use: those above, and `ext`, kept for newer versions.
pub(crate) fn is_known_root(name: &str) -> bool {
    name == "ext" || Root::named(name).is_some()
}

/// The id that a key names. Ids have one spelling in keys: in another one a key is that of nothing, or two of them would
/// be one thing, and which of them counts would hang on who comes first.
pub(crate) fn id_in<T: std::str::FromStr>(key: &str) -> Option<T> {
    let is_ours = |letter: u8| matches!(letter, b'0'..=b'9' | b'a'..=b'f' | b'-');
    // 36 letters without blanks are the form with hyphens.
    let is_spelt = key.len() == 36 && key.bytes().all(is_ours);
    is_spelt.then(|| key.parse().ok()).flatten()
}

/// Keys that several kinds of entities have.
pub(crate) mod key {
    /// The tombstone: a register that marks its entity deleted (rule DL1).
    pub(crate) const DELETED: &str = "deleted";
    /// Order key.
    pub(crate) const ORDER: &str = "order";
    /// Title.
    pub(crate) const TITLE: &str = "title";
    /// Text of a note: the one nested text.
    pub(crate) const TEXT: &str = "text";
    /// Placement register of a note (rule PL1).
    pub(crate) const PLACE: &str = "place";
    /// Sheet of a stage, row or phase.
    pub(crate) const SHEET: &str = "sheet";
}

/// The string in a register; empty for anything else.
pub(crate) fn text(value: &Any) -> String {
    match value {
        Any::String(text) => text.to_string(),
        _ => String::new(),
    }
}

/// The string in a register, borrowed.
pub(crate) fn str_of(value: &Any) -> Option<&str> {
    match value {
        Any::String(text) => Some(text),
        _ => None,
    }
}

/// Whether a register says yes.
pub(crate) fn truth(value: &Any) -> bool {
    matches!(value, Any::Bool(true))
}

/// The whole number in a register.
pub(crate) fn int(value: &Any) -> Option<i64> {
    match value {
        Any::Number(number) => number.as_i64(),
        _ => None,
    }
}

/// The whole number in a register, when it lies in the range.
pub(crate) fn int_in<T: TryFrom<i64> + PartialOrd>(
    value: &Any,
    range: std::ops::RangeInclusive<T>,
) -> Option<T> {
    T::try_from(int(value)?)
        .ok()
        .filter(|number| range.contains(number))
}

/// The parts of a list register; none for anything else.
pub(crate) fn list(value: &Any) -> &[Any] {
    match value {
        Any::Array(parts) => parts,
        _ => &[],
    }
}

/// The id in a register.
pub(crate) fn id<T: std::str::FromStr>(value: &Any) -> Option<T> {
    str_of(value)?.parse().ok()
}

/// A register that holds a string; an empty one is written as null, so that clearing leaves no text behind.
pub(crate) fn text_value(text: &str) -> Any {
    if text.is_empty() {
        Any::Null
    } else {
        Any::from(text)
    }
}

/// A register that holds yes, or null for no.
pub(crate) fn flag_value(flag: bool) -> Any {
    if flag { Any::Bool(true) } else { Any::Null }
}

/// A register that holds a list.
pub(crate) fn list_value(parts: Vec<Any>) -> Any {
    Any::Array(parts.into())
}
