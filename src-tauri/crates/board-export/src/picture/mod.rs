//! Pictures of a scene: [`svg`] for drawing programs and browsers, [`render`] for PNG, JPEG and WebP.
//!
//! One walk over the scene feeds two painters. The SVG painter writes a tree of groups that says which
//! sheet, row and note each shape belongs to. The pixel painter draws glyph outlines, shaped from the same
//! fonts by the same shaper as the layout, straight into bands: no second text engine has a say in where a
//! letter stands, and a picture of any size needs a few bands of memory. A test draws the SVG with resvg and
//! compares.
//!
//! Nothing is dropped in silence: characters that no bundled font has are named by [`missing_glyphs`], an
//! icon that is not bundled is drawn as a plain note, an image that is missing or broken as a frame.

#[cfg(test)]
mod agreement;
mod bands;
mod display_list;
mod encode;
mod file;
mod geometry;
mod glyphs;
mod icons;
mod images;
mod options;
mod raster;
mod select;
mod svg;
mod svg_text;
mod walk;

pub use file::to_file;
pub use options::{Format, Images, PictureOptions, SCALE_MAX, Scale, SvgText};
pub use select::{Selection, scene};

use crate::ExportError;
use board_layout::{Paint, Rect, Run, Scene, Shape};
use display_list::DisplayList;
use options::Size;
use std::collections::BTreeSet;
use std::io::Write;
use walk::{Painter, Part, walk};

/// Paints a scene and hands its rows over from top to bottom, some at a time: red, green and blue of each
/// pixel. What [`render`] writes into a file, before it is encoded.
///
/// # Errors
/// `E_TOO_LARGE` beyond the largest PNG.
pub fn rows(
    scene: &Scene,
    options: &PictureOptions,
    take: &mut dyn FnMut(&[u8]),
) -> Result<(), ExportError> {
    let size = Size::of(scene, options.scale, Format::Png)?;
    let list = DisplayList::of(scene, options);
    bands::with_bands(&list, size, options.theme, |bands| {
        bands.for_each(|band| take(&band));
    });
    Ok(())
}

/// Writes a picture of pixels. The same scene and options give the same bytes.
///
/// Memory is bounded by a few bands of the picture, but for WebP, whose encoder takes the picture whole
/// (three bytes per pixel).
///
/// # Errors
/// [`ExportError::BadScale`] and [`ExportError::TooLarge`] before anything is written, [`ExportError::Write`] when `out` fails; what was
/// written until then is no whole file ([`to_file`] leaves none).
pub fn render(
    scene: &Scene,
    options: &PictureOptions,
    format: Format,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    let size = Size::of(scene, options.scale, format)?;
    let list = DisplayList::of(scene, options);
    bands::with_bands(&list, size, options.theme, |bands| {
        encode::write(bands, size, format, options.quality, out)
    })
}

/// Width and height in pixels that [`render`] would give.
///
/// # Errors
/// As [`render`], but for writing.
pub fn size(
    scene: &Scene,
    options: &PictureOptions,
    format: Format,
) -> Result<(u32, u32), ExportError> {
    Size::of(scene, options.scale, format).map(|size| (size.width, size.height))
}

/// A picture as SVG 1.1 of the scene's size times the scale, with a view box in board units.
///
/// # Errors
/// [`ExportError::BadScale`].
pub fn svg(scene: &Scene, options: &PictureOptions) -> Result<String, ExportError> {
    let factor = options::factor(scene, options.scale)?;
    Ok(svg::write(scene, options, factor))
}

/// Characters that no bundled font has; `□` is drawn for them. In order, each once.
pub fn missing_glyphs(scene: &Scene) -> Vec<char> {
    let mut missing = Missing(BTreeSet::new());
    walk(scene, &mut missing);
    missing.0.extend(
        walk::blocks(scene)
            .into_iter()
            .flat_map(|block| &block.missing),
    );
    missing.0.into_iter().collect()
}

struct Missing(BTreeSet<char>);

impl<'s> Painter<'s> for Missing {
    fn enter(&mut self, _: Part<'s>) {}
    fn leave(&mut self) {}
    fn fill(&mut self, _: Rect, _: Paint) {}
    fn shape(&mut self, _: (i32, i32), shape: &'s Shape) {
        if let Shape::Run(run) = shape {
            self.0.extend(undrawn(run));
        }
    }
}

/// Characters of a run that its face has no glyph for.
fn undrawn(run: &Run) -> impl Iterator<Item = char> {
    let gaps = glyphs::shape(run).glyphs.iter().any(|glyph| glyph.id == 0);
    run.text
        .chars()
        .filter(move |&c| gaps && glyphs::lacks(run.face, c))
}
