//! Glyphs of runs: shaped as the layout shaped them, and their outlines.
//!
//! Both come from the bundled files alone. A glyph of a colour font (COLR version 0) is several outlines,
//! each with a colour of its own.

use board_layout::{Face, Run, fonts};
use harfrust::{Direction, FontRef, ShapeOptions, ShaperData, UnicodeBuffer};
use resvg::tiny_skia::{Path, PathBuilder};
use skrifa::color::{Brush, ColorGlyphFormat, ColorPainter, CompositeMode, Transform as Affine};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::raw::types::BoundingBox;
use skrifa::{GlyphId, MetadataProvider};
use std::collections::HashMap;
use std::sync::OnceLock;

/// The entry of a colour layer that takes the colour of the text (OpenType, `COLR`).
const TEXT_COLOUR: u16 = 0xFFFF;

/// A glyph of a shaped run, at its place in font units from the run's left end on the baseline, y upwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Placed {
    /// Number in its font; 0 when the font has no glyph for the character.
    pub id: u32,
    /// Rightwards.
    pub x: i32,
    /// Upwards.
    pub y: i32,
}

/// A shaped run.
#[derive(Clone, Debug)]
pub(crate) struct Shaped {
    /// Its glyphs from left to right.
    pub glyphs: Vec<Placed>,
    /// Its advance width in font units, to compare with the layout's.
    #[cfg(test)]
    pub width: i32,
    /// Font units of an em.
    pub units_per_em: i32,
}

/// An outline of a glyph in font units, y upwards.
#[derive(Clone, Debug)]
pub(crate) struct Layer {
    /// The outline, filled by the non-zero rule.
    pub path: Path,
    /// Its own colour; `None` takes the colour of the text.
    pub colour: Option<[u8; 4]>,
}

struct Parsed {
    font: FontRef<'static>,
    shaper: ShaperData,
    units_per_em: i32,
}

/// A face, parsed when the first run needs it.
fn parsed(key: Face) -> Option<&'static Parsed> {
    static FONTS: OnceLock<Vec<OnceLock<Option<Parsed>>>> = OnceLock::new();
    let places = FONTS.get_or_init(|| fonts::files().iter().map(|_| OnceLock::new()).collect());
    let place = places.get(key as usize)?;
    place.get_or_init(|| Parsed::parse(key.file())).as_ref()
}

impl Parsed {
    fn parse(file: &fonts::FontFile) -> Option<Self> {
        let font = FontRef::new(file.bytes).ok()?;
        let shaper = ShaperData::new(&font);
        let units_per_em = shaper.shaper(&font).build().units_per_em();
        Some(Self {
            font,
            shaper,
            units_per_em,
        })
    }
}

/// Shapes a run: its one face, its one direction, the font's default features, as the layout did.
pub(crate) fn shape(run: &Run) -> Shaped {
    let Some(font) = parsed(run.face) else {
        return Shaped {
            glyphs: Vec::new(),
            #[cfg(test)]
            width: 0,
            units_per_em: 1,
        };
    };
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(&run.text);
    buffer.guess_segment_properties();
    buffer.set_direction(if run.rtl {
        Direction::RightToLeft
    } else {
        Direction::LeftToRight
    });
    let shaper = font.shaper.shaper(&font.font).build();
    let shaped = shaper.shape(buffer, ShapeOptions::new());
    let mut pen = 0;
    let mut glyphs = Vec::with_capacity(shaped.glyph_infos().len());
    for (glyph, place) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
        glyphs.push(Placed {
            id: glyph.glyph_id,
            x: pen + place.x_offset,
            y: place.y_offset,
        });
        pen += place.x_advance;
    }
    Shaped {
        glyphs,
        #[cfg(test)]
        width: pen,
        units_per_em: font.units_per_em,
    }
}

/// Whether a face has no glyph for a character.
pub(crate) fn lacks(face: Face, c: char) -> bool {
    parsed(face).is_none_or(|font| font.font.charmap().map(c).is_none())
}

/// Outlines of the glyphs of one picture, each drawn from its font once.
#[derive(Default)]
pub(crate) struct Outlines {
    known: HashMap<(Face, u32), Vec<Layer>>,
}

impl Outlines {
    /// Fetches the outlines of a glyph, unless they are known.
    pub(crate) fn learn(&mut self, face: Face, glyph: u32) {
        self.known.entry((face, glyph)).or_insert_with(|| {
            parsed(face)
                .map(|font| layers(&font.font, glyph))
                .unwrap_or_default()
        });
    }

    /// The outlines of a glyph that was learnt, lowest first; none for white space.
    pub(crate) fn get(&self, face: Face, glyph: u32) -> &[Layer] {
        self.known.get(&(face, glyph)).map_or(&[], Vec::as_slice)
    }

    /// Every glyph that was learnt, in a fixed order.
    pub(crate) fn all(&self) -> Vec<(Face, u32, &[Layer])> {
        let mut all: Vec<_> = self
            .known
            .iter()
            .map(|(&(face, glyph), layers)| (face, glyph, layers.as_slice()))
            .collect();
        all.sort_unstable_by_key(|&(face, glyph, _)| (face, glyph));
        all
    }
}

fn layers(font: &FontRef<'static>, glyph: u32) -> Vec<Layer> {
    let glyph = GlyphId::new(glyph);
    let Some(colour_glyph) = font
        .color_glyphs()
        .get_with_format(glyph, ColorGlyphFormat::ColrV0)
    else {
        return outline(font, glyph)
            .map(|path| Layer { path, colour: None })
            .into_iter()
            .collect();
    };
    let mut collector = Collector {
        font,
        layers: Vec::new(),
    };
    match colour_glyph.paint(LocationRef::default(), &mut collector) {
        Ok(()) => collector.layers,
        Err(_) => outline(font, glyph)
            .map(|path| Layer { path, colour: None })
            .into_iter()
            .collect(),
    }
}

fn outline(font: &FontRef<'static>, glyph: GlyphId) -> Option<Path> {
    let mut pen = Pen(PathBuilder::new());
    let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
    font.outline_glyphs()
        .get(glyph)?
        .draw(settings, &mut pen)
        .ok()?;
    pen.0.finish()
}

struct Pen(PathBuilder);

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }
    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.0.quad_to(cx0, cy0, x, y);
    }
    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.0.cubic_to(cx0, cy0, cx1, cy1, x, y);
    }
    fn close(&mut self) {
        self.0.close();
    }
}

/// Takes the layers of a COLR version 0 glyph: plain fills, without transforms or blending.
struct Collector<'f> {
    font: &'f FontRef<'static>,
    layers: Vec<Layer>,
}

impl Collector<'_> {
    fn colour(&self, entry: u16, alpha: f32) -> Option<[u8; 4]> {
        if entry == TEXT_COLOUR {
            return None;
        }
        let palettes = self.font.color_palettes();
        let palette = palettes.get(0)?;
        let colour = palette.colors().get(usize::from(entry))?;
        // `as` saturates, and alpha is between 0 and 1.
        let alpha = (f32::from(colour.alpha) * alpha).round() as u8;
        Some([colour.red, colour.green, colour.blue, alpha])
    }
}

impl ColorPainter for Collector<'_> {
    fn fill_glyph(&mut self, glyph: GlyphId, _: Option<Affine>, brush: Brush<'_>) {
        let Brush::Solid {
            palette_index,
            alpha,
        } = brush
        else {
            return;
        };
        if let Some(path) = outline(self.font, glyph) {
            let colour = self.colour(palette_index, alpha);
            self.layers.push(Layer { path, colour });
        }
    }
    fn push_transform(&mut self, _: Affine) {}
    fn pop_transform(&mut self) {}
    fn push_clip_glyph(&mut self, _: GlyphId) {}
    fn push_clip_box(&mut self, _: BoundingBox<f32>) {}
    fn pop_clip(&mut self) {}
    fn fill(&mut self, _: Brush<'_>) {}
    fn push_layer(&mut self, _: CompositeMode) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use board_layout::Paint;

    fn run(face: Face, text: &str) -> Run {
        let rtl = matches!(face, Face::Arabic | Face::Hebrew);
        Run {
            x: 0,
            y: 0,
            w: 0,
            size: 16,
            face,
            paint: Paint::Ink,
            rtl,
            text: text.into(),
        }
    }

    #[test]
    fn every_face_gives_outlines() {
        for (face, text) in [
            (Face::Regular, "Journey"),
            (Face::SemiBold, "Ωmega Ж"),
            (Face::Arabic, "مرحبا"),
            (Face::Hebrew, "שלום"),
            (Face::Thai, "สวัสดี"),
            (Face::Devanagari, "नमस्ते"),
            (Face::Cjk, "你好かな"),
            (Face::Emoji, "🙂"),
        ] {
            let shaped = shape(&run(face, text));
            assert!(
                shaped.width > 0 && shaped.glyphs.iter().all(|glyph| glyph.id != 0),
                "{face:?}"
            );
            let mut outlines = Outlines::default();
            for glyph in &shaped.glyphs {
                outlines.learn(face, glyph.id);
            }
            assert!(
                shaped
                    .glyphs
                    .iter()
                    .any(|glyph| !outlines.get(face, glyph.id).is_empty()),
                "{face:?}"
            );
        }
    }

    #[test]
    fn an_emoji_sequence_is_one_glyph_of_coloured_layers() {
        for text in ["👩‍👩‍👧", "🇩🇪", "👍🏽", "1️⃣", "🏳️‍🌈"] {
            let shaped = shape(&run(Face::Emoji, text));
            let mut outlines = Outlines::default();
            let drawn: Vec<_> = shaped
                .glyphs
                .iter()
                .map(|glyph| {
                    outlines.learn(Face::Emoji, glyph.id);
                    outlines.get(Face::Emoji, glyph.id).to_vec()
                })
                .filter(|layers| !layers.is_empty())
                .collect();
            assert_eq!(drawn.len(), 1, "{text}: one drawn glyph");
            assert!(
                drawn[0].iter().all(|layer| layer.colour.is_some()),
                "{text}: in colour"
            );
        }
    }

    #[test]
    fn arabic_letters_are_joined() {
        let apart: Vec<u32> = "ب ب ب"
            .chars()
            .filter(|c| *c != ' ')
            .map(|c| shape(&run(Face::Arabic, &c.to_string())).glyphs[0].id)
            .collect();
        let together: Vec<u32> = shape(&run(Face::Arabic, "ببب"))
            .glyphs
            .iter()
            .map(|glyph| glyph.id)
            .collect();
        assert_ne!(apart, together);
    }
}
