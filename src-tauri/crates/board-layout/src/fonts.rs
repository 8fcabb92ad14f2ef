//! The bundled fonts: which file draws what, under which family name, and their shapers.
//!
//! Layout, export and every screen use these same files (see `assets/fonts/README.md`); a [`Face`] names
//! one file, and each file is exactly one pair of family name and weight.

use crate::face::Face;
use harfrust::{
    Direction, FontRef, Script, ShapeOptions, ShapePlan, ShaperData, UnicodeBuffer, script,
};
use skrifa::MetadataProvider;
use skrifa::charmap::Charmap;
use std::collections::HashMap;
use std::sync::OnceLock;

/// A bundled font file with the names that a painter looks it up by.
#[derive(Clone, Copy, Debug)]
pub struct FontFile {
    /// The key that runs carry.
    pub key: Face,
    /// A letter for it, where tens of thousands of references name it (SVG).
    pub short: &'static str,
    /// The whole file (TrueType or OpenType).
    pub bytes: &'static [u8],
    /// Typographic family name inside the file.
    pub family: &'static str,
    /// CSS weight inside the file.
    pub weight: u16,
}

macro_rules! font_files {
    ($($key:ident $short:literal $family:literal $weight:literal $file:literal),* $(,)?) => {
        /// Every bundled file, in the order in which fonts are tried for a character.
        static FILES: &[FontFile] = &[$(FontFile {
            key: Face::$key,
            short: $short,
            bytes: include_bytes!(concat!("../../../../assets/fonts/", $file)),
            family: $family,
            weight: $weight,
        }),*];
        /// How many there are.
        const COUNT: usize = [$($file),*].len();
    };
}

font_files! {
    Regular "r" "Inter" 400 "Inter-Regular.ttf",
    SemiBold "b" "Inter" 600 "Inter-SemiBold.ttf",
    Hebrew "h" "Noto Sans Hebrew" 400 "NotoSansHebrew-Regular.ttf",
    Arabic "a" "Noto Sans Arabic" 400 "NotoSansArabic-Regular.ttf",
    Thai "t" "Noto Sans Thai" 400 "NotoSansThai-Regular.ttf",
    Devanagari "d" "Noto Sans Devanagari" 400 "NotoSansDevanagari-Regular.ttf",
    Armenian "A" "Noto Sans Armenian" 400 "NotoSansArmenian-Regular.ttf",
    Georgian "G" "Noto Sans Georgian" 400 "NotoSansGeorgian-Regular.ttf",
    Ethiopic "E" "Noto Sans Ethiopic" 400 "NotoSansEthiopic-Regular.ttf",
    Bengali "B" "Noto Sans Bengali" 400 "NotoSansBengali-Regular.ttf",
    Gurmukhi "U" "Noto Sans Gurmukhi" 400 "NotoSansGurmukhi-Regular.ttf",
    Gujarati "J" "Noto Sans Gujarati" 400 "NotoSansGujarati-Regular.ttf",
    Oriya "O" "Noto Sans Oriya" 400 "NotoSansOriya-Regular.ttf",
    Tamil "T" "Noto Sans Tamil" 400 "NotoSansTamil-Regular.ttf",
    Telugu "L" "Noto Sans Telugu" 400 "NotoSansTelugu-Regular.ttf",
    Kannada "K" "Noto Sans Kannada" 400 "NotoSansKannada-Regular.ttf",
    Malayalam "M" "Noto Sans Malayalam" 400 "NotoSansMalayalam-Regular.ttf",
    Sinhala "S" "Noto Sans Sinhala" 400 "NotoSansSinhala-Regular.ttf",
    Lao "o" "Noto Sans Lao" 400 "NotoSansLao-Regular.ttf",
    Tibetan "i" "Noto Serif Tibetan" 400 "NotoSerifTibetan-Regular.ttf",
    Myanmar "y" "Noto Sans Myanmar" 400 "NotoSansMyanmar-Regular.ttf",
    Khmer "k" "Noto Sans Khmer" 400 "NotoSansKhmer-Regular.ttf",
    Mongolian "m" "Noto Sans Mongolian" 400 "NotoSansMongolian-Regular.ttf",
    Thaana "n" "Noto Sans Thaana" 400 "NotoSansThaana-Regular.ttf",
    Syriac "Y" "Noto Sans Syriac" 400 "NotoSansSyriac-Regular.ttf",
    Nko "N" "Noto Sans NKo" 400 "NotoSansNKo-Regular.ttf",
    Adlam "D" "Noto Sans Adlam" 400 "NotoSansAdlam-Regular.ttf",
    Cherokee "C" "Noto Sans Cherokee" 400 "NotoSansCherokee-Regular.ttf",
    CanadianAboriginal "I" "Noto Sans Canadian Aboriginal" 400 "NotoSansCanadianAboriginal-Regular.ttf",
    Tifinagh "F" "Noto Sans Tifinagh" 400 "NotoSansTifinagh-Regular.ttf",
    Yi "x" "Noto Sans Yi" 400 "NotoSansYi-Regular.ttf",
    OlChiki "H" "Noto Sans Ol Chiki" 400 "NotoSansOlChiki-Regular.ttf",
    MeeteiMayek "P" "Noto Sans Meetei Mayek" 400 "NotoSansMeeteiMayek-Regular.ttf",
    Javanese "V" "Noto Sans Javanese" 400 "NotoSansJavanese-Regular.ttf",
    Letters "l" "Noto Sans" 400 "NotoSans-Letters.ttf",
    Cjk "c" "Noto Sans CJK SC" 400 "NotoSansCJKsc-Subset.otf",
    CjkRare "R" "Noto Sans CJK SC Rare" 400 "NotoSansCJKsc-Rare.otf",
    Symbols "s" "Noto Sans Symbols2" 400 "NotoSansSymbols2-Subset.ttf",
    SymbolsOne "q" "Noto Sans Symbols" 400 "NotoSansSymbols-Subset.ttf",
    Maths "u" "Noto Sans Math" 400 "NotoSansMath-Subset.ttf",
    SymbolsMore "Q" "Noto Sans Symbols2 More" 400 "NotoSansSymbols2-More.ttf",
    Emoji "e" "Twemoji Mozilla" 400 "TwemojiMozilla.ttf",
    EmojiNew "w" "Twemoji New" 400 "TwemojiNew.ttf",
}

/// FNV-1a of the bytes of all files in their order: other fonts, other scenes. A test keeps it true.
pub const DIGEST: u64 = 0x0845_89b1_c4dd_33df;

/// Every bundled font file.
pub fn files() -> &'static [FontFile] {
    FILES
}

impl Face {
    /// The file of this key: files lie in the order of the keys, which a test holds.
    pub fn file(self) -> &'static FontFile {
        &FILES[self as usize]
    }
}

/// A parsed font: its character map and its shaper.
struct Parsed {
    font: FontRef<'static>,
    charmap: Charmap<'static>,
    shaper: ShaperData,
    units_per_em: i64,
}

/// One glyph of a shaped piece.
pub(crate) struct ShapedGlyph {
    /// Byte offset in the piece of the first character of its cluster.
    pub cluster: usize,
    /// Advance in font units.
    pub advance: i64,
    /// The text may be cut before this cluster, and both parts shape as they do together.
    pub cut_before: bool,
}

/// The bundled fonts, each parsed when the first text needs it.
pub(crate) struct Fonts {
    faces: [OnceLock<Option<Parsed>>; COUNT],
}

impl Fonts {
    /// The bundled fonts, parsed once per process.
    pub(crate) fn bundled() -> &'static Self {
        static FONTS: Fonts = Fonts {
            faces: [const { OnceLock::new() }; COUNT],
        };
        &FONTS
    }

    fn face(&self, key: Face) -> Option<&Parsed> {
        let place = self.faces.get(key as usize)?;
        place.get_or_init(|| Parsed::parse(key.file())).as_ref()
    }

    /// Whether `key` has a glyph for `c`.
    pub(crate) fn covers(&self, key: Face, c: char) -> bool {
        self.face(key)
            .is_some_and(|face| face.charmap.map(c).is_some())
    }

    /// Design units of one em of `key`.
    pub(crate) fn units_per_em(&self, key: Face) -> i64 {
        self.face(key).map_or(1000, |face| face.units_per_em)
    }

    /// Shapes a piece of one font, one script and one direction with the fonts' default features
    /// (kerning and ligatures on). Glyphs come in visual order.
    pub(crate) fn shape(
        &self,
        plans: &mut Plans,
        key: Face,
        piece: &str,
        rtl: bool,
    ) -> Vec<ShapedGlyph> {
        let Some(face) = self.face(key) else {
            return Vec::new();
        };
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(piece);
        buffer.guess_segment_properties();
        let direction = if rtl {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        };
        buffer.set_direction(direction);
        let script = Some(buffer.script()).filter(|found| *found != script::UNKNOWN);
        let shaper = face.shaper.shaper(&face.font).build();
        let plan = plans.0.entry((key, rtl, script));
        let plan = plan.or_insert_with(|| ShapePlan::new(&shaper, direction, script, None, &[]));
        let glyphs = shaper.shape(buffer, ShapeOptions::new().plan(Some(plan)));
        let positions = glyphs.glyph_positions().iter();
        let with_position = glyphs.glyph_infos().iter().zip(positions);
        let shaped = with_position.map(|(glyph, position)| ShapedGlyph {
            cluster: glyph.cluster as usize,
            advance: i64::from(position.x_advance),
            cut_before: !glyph.unsafe_to_break(),
        });
        shaped.collect()
    }
}

/// How to shape a script with a font: worked out once, because that costs more than shaping a word.
#[derive(Default)]
pub(crate) struct Plans(HashMap<(Face, bool, Option<Script>), ShapePlan>);

impl Parsed {
    fn parse(file: &FontFile) -> Option<Self> {
        let font = FontRef::new(file.bytes).ok()?;
        let shaper = ShaperData::new(&font);
        let units_per_em = i64::from(shaper.shaper(&font).build().units_per_em());
        Some(Self {
            charmap: font.charmap(),
            font,
            shaper,
            units_per_em,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use skrifa::string::StringId;

    #[test]
    fn every_file_parses_and_has_the_names_it_is_listed_with() {
        for file in files() {
            let font = FontRef::new(file.bytes).unwrap();
            let name = |id| {
                font.localized_strings(id)
                    .english_or_first()
                    .map(|name| name.to_string())
            };
            let family =
                name(StringId::TYPOGRAPHIC_FAMILY_NAME).or_else(|| name(StringId::FAMILY_NAME));
            assert_eq!(family.as_deref(), Some(file.family));
            assert_eq!(
                font.attributes().weight.value(),
                f32::from(file.weight),
                "{}",
                file.family
            );
            assert!(
                Fonts::bundled().face(file.key).is_some(),
                "{} is parsed",
                file.family
            );
        }
    }

    #[test]
    fn files_lie_in_the_order_of_their_keys() {
        for file in files() {
            assert_eq!(file.key.file().key, file.key, "{}", file.family);
        }
    }

    #[test]
    fn the_digest_is_that_of_the_files() {
        let mut digest = 0xcbf2_9ce4_8422_2325_u64;
        for &byte in files().iter().flat_map(|file| file.bytes) {
            digest = (digest ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
        assert_eq!(DIGEST, digest, "write 0x{digest:016x}");
    }

    #[test]
    fn no_two_files_answer_to_the_same_family_and_weight() {
        let mut names: Vec<_> = files()
            .iter()
            .map(|file| (file.family, file.weight))
            .collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), files().len());
    }

    #[test]
    fn han_and_kana_are_one_em_wide_like_in_every_cjk_font() {
        let fonts = Fonts::bundled();
        for c in ["漢", "字", "か", "カ", "。", "Ａ"] {
            let advance: i64 = fonts
                .shape(&mut Plans::default(), Face::Cjk, c, false)
                .iter()
                .map(|glyph| glyph.advance)
                .sum();
            assert_eq!(advance, fonts.units_per_em(Face::Cjk), "{c}");
        }
    }
}
