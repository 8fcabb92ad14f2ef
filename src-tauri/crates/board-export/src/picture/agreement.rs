//! The SVG shows what the pixels show: resvg, a painter of its own, draws the SVG and the two are compared.

use super::display_list::DisplayList;
use super::glyphs::shape;
use super::raster::{Band, paint};
use super::walk::{Painter, Part, walk};
use super::{PictureOptions, SvgText, svg};
use board_layout::fonts::files;
use board_layout::palette::Theme;
use board_layout::{FINE, Paint, Rect, Run, Scene, Shape};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, fontdb};
use std::sync::Arc;

#[path = "../../tests/golden/hand_made.rs"]
mod hand_made;

const SCALE: f64 = 2.0;

fn options(svg_text: SvgText) -> PictureOptions {
    PictureOptions {
        svg_text,
        ..PictureOptions::default()
    }
}

fn by_us(scene: &Scene) -> Pixmap {
    let (width, height) = (scene.width as u32 * 2, scene.height as u32 * 2);
    let mut pixels = Pixmap::new(width, height).unwrap();
    let list = DisplayList::of(scene, &options(SvgText::Outlined));
    let band = Band {
        scale: SCALE,
        top: 0,
        height,
        theme: Theme::Light,
        sharp: false,
    };
    paint(&list, band, &mut pixels.as_mut());
    pixels
}

fn by_resvg(scene: &Scene, text: SvgText) -> Pixmap {
    let mut fonts = fontdb::Database::new();
    for file in files() {
        fonts.load_font_source(fontdb::Source::Binary(Arc::new(file.bytes)));
    }
    let parse = usvg::Options {
        fontdb: Arc::new(fonts),
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_str(&svg(scene, &options(text)).unwrap(), &parse).unwrap();
    let size = tree.size().to_int_size();
    let mut pixels = Pixmap::new(size.width(), size.height()).unwrap();
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    pixels
}

/// Pixels whose channels differ by more than `tolerance`, in per mille of all.
fn apart(one: &Pixmap, other: &Pixmap, tolerance: u8) -> f64 {
    assert_eq!((one.width(), one.height()), (other.width(), other.height()));
    let differs = |(one, other): (&[u8], &[u8])| {
        one.iter()
            .zip(other)
            .any(|(one, other)| one.abs_diff(*other) > tolerance)
    };
    let pixels = one.data().chunks_exact(4).zip(other.data().chunks_exact(4));
    pixels.filter(|&pair| differs(pair)).count() as f64 * 4000.0 / one.data().len() as f64
}

fn scenes() -> [(&'static str, Scene); 5] {
    [
        ("rectangles", hand_made::rectangles()),
        ("lines", hand_made::lines_and_dots()),
        ("icons", hand_made::icons()),
        ("scripts", hand_made::scripts()),
        ("emoji", hand_made::emoji()),
    ]
}

#[test]
fn outlined_svg_shows_what_the_pixels_show() {
    for (name, scene) in scenes() {
        // Coverage of an edge pixel is rounded at other places; a shape that is missing or off by a quarter
        // of a pixel differs in many pixels by much more.
        let apart = apart(&by_us(&scene), &by_resvg(&scene, SvgText::Outlined), 24);
        assert!(apart < 0.5, "{name}: {apart:.2} ‰ of the pixels differ");
    }
}

#[test]
fn named_svg_shows_the_same_where_the_fonts_are() {
    // Runs of this scene mix scripts, which those of a layout never do; usvg would cut them by script.
    let laid_out_alike = scenes().into_iter().filter(|(name, _)| *name != "scripts");
    for (name, scene) in laid_out_alike {
        let apart = apart(&by_us(&scene), &by_resvg(&scene, SvgText::Named), 24);
        assert!(apart < 0.5, "{name}: {apart:.2} ‰ of the pixels differ");
    }
}

#[test]
fn bands_join_without_a_seam() {
    for (name, scene) in scenes() {
        for scale in [1.0, 1.3183, 2.5] {
            let list = DisplayList::of(&scene, &options(SvgText::Outlined));
            let side = |units: i32| (f64::from(units) * scale).round() as u32;
            let (width, all) = (side(scene.width), side(scene.height));
            let painted = |top: u32, height: u32| {
                let mut pixels = Pixmap::new(width, height).unwrap();
                paint(
                    &list,
                    Band {
                        scale,
                        top,
                        height,
                        theme: Theme::Light,
                        sharp: true,
                    },
                    &mut pixels.as_mut(),
                );
                pixels.take()
            };
            let joined: Vec<u8> = (0..all)
                .step_by(24)
                .flat_map(|top| painted(top, 24.min(all - top)))
                .collect();
            let whole = painted(0, all);
            // Curves that are cut at the edge of a band round their coverage differently, here and there in
            // single pixels; a seam would be as long as a shape is wide.
            let longest = longest_streak(&whole, &joined, width as usize);
            assert!(
                longest < 8,
                "{name} at {scale}: {longest} pixels in a row differ"
            );
        }
    }
}

/// Most neighbouring pixels of a row that differ by more than a tenth.
fn longest_streak(one: &[u8], other: &[u8], width: usize) -> usize {
    let mut longest = 0;
    for (one, other) in one
        .chunks_exact(width * 4)
        .zip(other.chunks_exact(width * 4))
    {
        let mut streak = 0;
        for (one, other) in one.chunks_exact(4).zip(other.chunks_exact(4)) {
            let differs = one
                .iter()
                .zip(other)
                .any(|(one, other)| one.abs_diff(*other) > 24);
            streak = if differs { streak + 1 } else { 0 };
            longest = longest.max(streak);
        }
    }
    longest
}

/// A board in many scripts as the layout lays it out.
fn laid_out() -> Scene {
    let texts = [
        "Does not want to phone, but has questions about classes and prices",
        "Mitgliedschaftsberatungsterminvereinbarung AVATAR To Ty fi",
        "رحلة العميل من البداية (2026)!",
        "מסע (הלקוח) 2026!",
        "การเดินทางของลูกค้าเริ่มต้นที่นี่",
        "旅の始まり。ジムを探す",
        "여정의 시작",
        "यात्रा की शुरुआत",
        "Подтверждение Επιβεβαίωση",
        "👩‍👩‍👧‍👦🇩🇪👍🏽1️⃣ fine 😊",
    ];
    let mut board = board_model::Board::blank(board_model::BoardId::from_u128(1));
    for (number, text) in (1_u128..).zip(texts) {
        let order = board_model::order::between(None, None, number);
        let placement = board_model::Placement::Parked { order };
        board.put_note(board_model::Note {
            text: text.into(),
            placement,
            ..board_model::Note::new(board_model::NoteId::from_u128(number))
        });
    }
    board_layout::Layout::new().scene(&board).clone()
}

/// The runs of a scene.
struct Runs<'s>(Vec<&'s Run>);

impl<'s> Painter<'s> for Runs<'s> {
    fn enter(&mut self, _: Part<'s>) {}
    fn leave(&mut self) {}
    fn fill(&mut self, _: Rect, _: Paint) {}
    fn shape(&mut self, _: (i32, i32), shape: &'s Shape) {
        if let Shape::Run(run) = shape {
            self.0.push(run);
        }
    }
}

#[test]
fn runs_are_as_wide_as_the_layout_says() {
    let scene = laid_out();
    let mut runs = Runs(Vec::new());
    walk(&scene, &mut runs);
    assert!(runs.0.len() > 20, "all notes are there");
    for run in runs.0 {
        let shaped = shape(run);
        let width =
            f64::from(shaped.width) / f64::from(shaped.units_per_em) * f64::from(run.size * FINE);
        let off = (width - f64::from(run.w)).abs();
        // A thousandth, or the rounding to 1/64 unit.
        assert!(off <= (width * 0.001).max(1.0), "{run:?} is {width} wide");
        assert!(
            shaped.glyphs.iter().all(|glyph| glyph.id != 0),
            "{run:?} has all glyphs"
        );
    }
}

#[test]
fn a_whole_scene_is_the_same_as_svg_and_as_pixels() {
    let scene = laid_out();
    let pixels = by_us(&scene);
    for text in [SvgText::Outlined, SvgText::Named] {
        let apart = apart(&pixels, &by_resvg(&scene, text), 24);
        assert!(apart < 0.5, "{text:?}: {apart:.2} ‰ of the pixels differ");
    }
}
