//! Kinds: what a note is, shown as colour, mark and label together.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The name that notes carry, such as `pain point`. The built-in ones are those of [`BUILT_IN_KINDS`];
/// a board may define its own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(export_to = "board.ts", type = "string")]
pub struct KindId(pub String);

impl KindId {
    /// The kind of this name: kinds are called by the key of what people write ([`crate::name_key()`]).
    pub fn named(name: &str) -> Self {
        Self(crate::name_key(name))
    }
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for KindId {
    /// `action`: what people write most on a journey map.
    fn default() -> Self {
        Self("action".into())
    }
}

/// The seven note colours, chosen so that colour-blind eyes can tell any two apart
/// (smallest CIE76 distance 19.3 over normal, protan, deutan and tritan vision).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(export_to = "board.ts")]
pub enum Colour {
    /// `#FBE493`
    Yellow,
    /// `#F79655`
    Orange,
    /// `#E8A4B1`
    Pink,
    /// `#B3AAD3`
    Violet,
    /// `#5DB4FF`
    Blue,
    /// `#BBFECD`
    Green,
    /// `#E4ECF4`
    Grey,
}

impl Colour {
    /// All seven, in the order of the palette.
    pub const ALL: [Self; 7] = [
        Self::Yellow,
        Self::Orange,
        Self::Pink,
        Self::Violet,
        Self::Blue,
        Self::Green,
        Self::Grey,
    ];

    /// The name used in documents and on screens.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Yellow => "yellow",
            Self::Orange => "orange",
            Self::Pink => "pink",
            Self::Violet => "violet",
            Self::Blue => "blue",
            Self::Green => "green",
            Self::Grey => "grey",
        }
    }

    /// The colour of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|colour| colour.name() == name)
    }
}

/// A kind as the legend shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "board.ts")]
pub struct Kind {
    /// The name that notes carry.
    pub id: KindId,
    /// What the legend says.
    pub title: String,
    /// Paper colour.
    pub colour: Colour,
    /// Lucide icon name of the mark in the corner.
    pub mark: String,
    /// Digit key that picks it, for the ten most used.
    pub digit: Option<u8>,
}

/// Name, colour, mark and digit of every kind that ships, in legend order.
pub const BUILT_IN_KINDS: [(&str, Colour, &str, Option<u8>); 16] = [
    ("action", Colour::Yellow, "arrow-right", Some(1)),
    ("thought", Colour::Blue, "cloud", Some(2)),
    ("question", Colour::Violet, "circle-help", Some(3)),
    ("pain point", Colour::Orange, "zap", Some(4)),
    ("happy moment", Colour::Green, "smile", Some(5)),
    ("opportunity", Colour::Pink, "lightbulb", Some(6)),
    ("touchpoint", Colour::Grey, "map-pin", Some(7)),
    ("decision", Colour::Yellow, "split", Some(8)),
    ("quote", Colour::Blue, "quote", Some(9)),
    ("idea", Colour::Green, "sparkles", Some(0)),
    ("channel", Colour::Grey, "radio", None),
    ("tech limit", Colour::Orange, "wrench", None),
    ("need", Colour::Violet, "target", None),
    ("outcome", Colour::Green, "flag", None),
    ("requirement", Colour::Violet, "list-checks", None),
    ("observation", Colour::Grey, "eye", None),
];

impl Kind {
    /// The shipped kinds, in legend order.
    pub fn built_in() -> Vec<Self> {
        BUILT_IN_KINDS
            .iter()
            .map(|&(name, colour, mark, digit)| Self {
                id: KindId(name.into()),
                title: capitalised(name),
                colour,
                mark: mark.into(),
                digit,
            })
            .collect()
    }
}

fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
