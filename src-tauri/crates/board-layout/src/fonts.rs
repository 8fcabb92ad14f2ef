//! The bundled fonts: which file draws what, under which family name, and their shapers.
//!
//! Layout, export and every screen use these same files (see `assets/fonts/README.md`); a [`Face`] names
//! one file, and each file is exactly one pair of family name and weight.

use crate::scene::Face;
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
    /// The whole file (TrueType or OpenType).
    pub bytes: &'static [u8],
    /// Typographic family name inside the file.
    pub family: &'static str,
    /// CSS weight inside the file.
    pub weight: u16,
}

macro_rules! font_files {
    ($($key:ident $family:literal $weight:literal $file:literal),* $(,)?) => {
        /// Every bundled file, in the order in which fonts are tried for a character.
        static FILES: &[FontFile] = &[$(FontFile {
            key: Face::$key,
            bytes: include_bytes!(concat!("../../../../assets/fonts/", $file)),
            family: $family,
            weight: $weight,
        }),*];
    };
}

font_files! {
    Regular "Inter" 400 "Inter-Regular.ttf",
    SemiBold "Inter" 600 "Inter-SemiBold.ttf",
    Hebrew "Noto Sans Hebrew" 400 "NotoSansHebrew-Regular.ttf",
    Arabic "Noto Sans Arabic" 400 "NotoSansArabic-Regular.ttf",
    Thai "Noto Sans Thai" 400 "NotoSansThai-Regular.ttf",
    Devanagari "Noto Sans Devanagari" 400 "NotoSansDevanagari-Regular.ttf",
    Cjk "Noto Sans CJK SC" 400 "NotoSansCJKsc-Subset.otf",
    Symbols "Noto Sans Symbols2" 400 "NotoSansSymbols2-Subset.ttf",
    Emoji "Twemoji Mozilla" 400 "TwemojiMozilla.ttf",
}

/// FNV-1a of the bytes of all files in their order: other fonts, other scenes. A test keeps it true.
pub const DIGEST: u64 = 0xe818_411d_2c8c_530c;

/// Every bundled font file.
pub fn files() -> &'static [FontFile] {
    FILES
}

impl Face {
    /// The file of this key.
    pub fn file(self) -> &'static FontFile {
        let place = FILES.iter().position(|file| file.key == self);
        &FILES[place.unwrap_or(0)]
    }
}

/// A parsed font: its character map and its shaper.
struct Parsed {
    key: Face,
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

/// The parsed bundled fonts.
pub(crate) struct Fonts {
    faces: Vec<Parsed>,
}

impl Fonts {
    /// The bundled fonts, parsed once per process.
    pub(crate) fn bundled() -> &'static Self {
        static FONTS: OnceLock<Fonts> = OnceLock::new();
        FONTS.get_or_init(|| Self {
            faces: FILES.iter().filter_map(Parsed::parse).collect(),
        })
    }

    fn face(&self, key: Face) -> Option<&Parsed> {
        self.faces.iter().find(|face| face.key == key)
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
            key: file.key,
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
