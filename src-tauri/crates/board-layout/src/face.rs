//! The faces that ship: what a run names, and which of them a script is written in.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use unicode_script::Script;

/// A font face that ships, in the order in which they are tried for a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "scene.ts")]
pub enum Face {
    /// Inter Regular.
    Regular,
    /// Inter SemiBold.
    SemiBold,
    /// Noto Sans Hebrew.
    Hebrew,
    /// Noto Sans Arabic.
    Arabic,
    /// Noto Sans Thai.
    Thai,
    /// Noto Sans Devanagari.
    Devanagari,
    /// Noto Sans Armenian.
    Armenian,
    /// Noto Sans Georgian.
    Georgian,
    /// Noto Sans Ethiopic.
    Ethiopic,
    /// Noto Sans Bengali.
    Bengali,
    /// Noto Sans Gurmukhi.
    Gurmukhi,
    /// Noto Sans Gujarati.
    Gujarati,
    /// Noto Sans Oriya.
    Oriya,
    /// Noto Sans Tamil.
    Tamil,
    /// Noto Sans Telugu.
    Telugu,
    /// Noto Sans Kannada.
    Kannada,
    /// Noto Sans Malayalam.
    Malayalam,
    /// Noto Sans Sinhala.
    Sinhala,
    /// Noto Sans Lao.
    Lao,
    /// Noto Serif Tibetan; there is no sans.
    Tibetan,
    /// Noto Sans Myanmar.
    Myanmar,
    /// Noto Sans Khmer.
    Khmer,
    /// Noto Sans Mongolian.
    Mongolian,
    /// Noto Sans Thaana.
    Thaana,
    /// Noto Sans Syriac.
    Syriac,
    /// Noto Sans NKo.
    Nko,
    /// Noto Sans Adlam.
    Adlam,
    /// Noto Sans Cherokee.
    Cherokee,
    /// Noto Sans Canadian Aboriginal.
    CanadianAboriginal,
    /// Noto Sans Tifinagh.
    Tifinagh,
    /// Noto Sans Yi.
    Yi,
    /// Noto Sans Ol Chiki.
    OlChiki,
    /// Noto Sans Meetei Mayek.
    MeeteiMayek,
    /// Noto Sans Javanese.
    Javanese,
    /// Noto Sans: Latin, Greek and Cyrillic letters that Inter lacks, and every mark on them.
    Letters,
    /// Noto Sans CJK SC, a subset: Chinese, Japanese and Korean. Han and kana are one em wide in every font.
    Cjk,
    /// The ideographs of Noto Sans CJK SC that [`Face::Cjk`] lacks: names, Cantonese, old forms.
    CjkRare,
    /// Noto Sans Symbols 2, a subset: marks, arrows, control pictures.
    Symbols,
    /// Noto Sans Symbols, a subset: signs of astronomy, circled and squared letters.
    SymbolsOne,
    /// Noto Sans Math, a subset: operators and mathematical letters.
    Maths,
    /// The rest of Noto Sans Symbols 2: pictographs in outline, cards, blocks.
    SymbolsMore,
    /// Emoji in colour.
    Emoji,
    /// Emoji of Unicode 16 in colour.
    EmojiNew,
}

impl Face {
    /// Whether its glyphs are pictures in colour: each is a run of its own.
    pub fn is_emoji(self) -> bool {
        matches!(self, Self::Emoji | Self::EmojiNew)
    }

    /// Whether common marks beside its letters are drawn by another face: in CJK fonts they are as wide as
    /// ideographs, and symbols and emoji have none.
    pub(crate) fn leaves_marks(self) -> bool {
        self >= Self::Cjk
    }

    /// The faces that have the letters of a script. Marks of no script are looked for among letters and symbols,
    /// as most fonts of scripts have a few of their own.
    pub(crate) fn of(script: Script) -> &'static [Self] {
        match script {
            Script::Hebrew => &[Self::Hebrew],
            Script::Arabic => &[Self::Arabic],
            Script::Thai => &[Self::Thai],
            Script::Devanagari => &[Self::Devanagari],
            Script::Armenian => &[Self::Armenian],
            Script::Georgian => &[Self::Georgian],
            Script::Ethiopic => &[Self::Ethiopic],
            Script::Bengali => &[Self::Bengali],
            Script::Gurmukhi => &[Self::Gurmukhi],
            Script::Gujarati => &[Self::Gujarati],
            Script::Oriya => &[Self::Oriya],
            Script::Tamil => &[Self::Tamil],
            Script::Telugu => &[Self::Telugu],
            Script::Kannada => &[Self::Kannada],
            Script::Malayalam => &[Self::Malayalam],
            Script::Sinhala => &[Self::Sinhala],
            Script::Lao => &[Self::Lao],
            Script::Tibetan => &[Self::Tibetan],
            Script::Myanmar => &[Self::Myanmar],
            Script::Khmer => &[Self::Khmer],
            Script::Mongolian => &[Self::Mongolian],
            Script::Thaana => &[Self::Thaana],
            Script::Syriac => &[Self::Syriac],
            Script::Nko => &[Self::Nko],
            Script::Adlam => &[Self::Adlam],
            Script::Cherokee => &[Self::Cherokee],
            Script::Canadian_Aboriginal => &[Self::CanadianAboriginal],
            Script::Tifinagh => &[Self::Tifinagh],
            Script::Yi => &[Self::Yi],
            Script::Ol_Chiki => &[Self::OlChiki],
            Script::Meetei_Mayek => &[Self::MeeteiMayek],
            Script::Javanese => &[Self::Javanese],
            Script::Latin | Script::Greek | Script::Cyrillic => &[Self::Letters],
            Script::Han
            | Script::Hangul
            | Script::Hiragana
            | Script::Katakana
            | Script::Bopomofo => &[Self::Cjk, Self::CjkRare],
            Script::Common | Script::Inherited => &[
                Self::Letters,
                Self::Cjk,
                Self::Symbols,
                Self::SymbolsOne,
                Self::Maths,
                Self::SymbolsMore,
            ],
            _ => &[],
        }
    }
}
