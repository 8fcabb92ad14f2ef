//! Images of notes: foreign bytes, decoded within bounds and kept at the size they are drawn at most.

use super::options::Images;
use super::walk::{Painter, Part, walk};
use board_layout::{Paint, Rect, Scene, Shape};
use image::{ImageFormat, ImageReader, Limits, RgbaImage};
use resvg::tiny_skia::{IntSize, Pixmap};
use std::collections::BTreeMap;
use std::io::Cursor;

/// Longest side of a stored image that is decoded, in pixels.
const SIDE_MAX: u32 = 16_384;
/// Memory that decoding one image may take, in bytes: 64 megapixels of 4 bytes.
const DECODED_MAX: u64 = 256 << 20;
/// Longest side that is kept, in pixels; larger images are shrunk.
const KEPT_SIDE: u32 = 2_048;

/// The decoded images of a picture by id.
#[derive(Default)]
pub(crate) struct Pictures(BTreeMap<String, Pixmap>);

impl Pictures {
    /// Decodes the images that a scene shows. What cannot be decoded is left out.
    pub(crate) fn of(scene: &Scene, images: &Images) -> Self {
        let mut shown = Shown(BTreeMap::new());
        walk(scene, &mut shown);
        let decode = |id: &str| Some((id.to_owned(), decode(images.get(id)?)?));
        Self(shown.0.into_keys().filter_map(decode).collect())
    }

    /// An image.
    pub(crate) fn get(&self, id: &str) -> Option<&Pixmap> {
        self.0.get(id)
    }
}

/// Media type of an image that can be drawn.
pub(crate) fn media_type(bytes: &[u8]) -> Option<&'static str> {
    match image::guess_format(bytes).ok()? {
        ImageFormat::Png => Some("image/png"),
        ImageFormat::Jpeg => Some("image/jpeg"),
        ImageFormat::WebP => Some("image/webp"),
        _ => None,
    }
}

/// The largest rectangle of the image's proportions inside `rect`, in its middle: left, top, width, height.
pub(crate) fn fitted(rect: Rect, (width, height): (u32, u32)) -> [f64; 4] {
    let (w, h) = (f64::from(rect.w), f64::from(rect.h));
    let factor = (w / f64::from(width.max(1))).min(h / f64::from(height.max(1)));
    let (fit_w, fit_h) = (f64::from(width) * factor, f64::from(height) * factor);
    [
        f64::from(rect.x) + (w - fit_w) / 2.0,
        f64::from(rect.y) + (h - fit_h) / 2.0,
        fit_w,
        fit_h,
    ]
}

fn decode(bytes: &[u8]) -> Option<Pixmap> {
    media_type(bytes)?;
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .ok()?;
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(SIDE_MAX), Some(SIDE_MAX));
    limits.max_alloc = Some(DECODED_MAX);
    reader.limits(limits);
    let decoded = reader.decode().ok()?;
    let kept = if decoded.width().max(decoded.height()) > KEPT_SIDE {
        decoded.thumbnail(KEPT_SIDE, KEPT_SIDE)
    } else {
        decoded
    };
    pixmap(kept.into_rgba8())
}

fn pixmap(image: RgbaImage) -> Option<Pixmap> {
    let size = IntSize::from_wh(image.width(), image.height())?;
    let mut pixels = image.into_raw();
    for pixel in pixels.chunks_exact_mut(4) {
        let alpha = u32::from(pixel[3]);
        for part in &mut pixel[..3] {
            // At most 255 · 255, divided by 255.
            *part = ((u32::from(*part) * alpha + 127) / 255) as u8;
        }
    }
    Pixmap::from_vec(pixels, size)
}

struct Shown<'s>(BTreeMap<&'s str, ()>);

impl<'s> Painter<'s> for Shown<'s> {
    fn enter(&mut self, _: Part<'s>) {}
    fn leave(&mut self) {}
    fn fill(&mut self, _: Rect, _: Paint) {}
    fn shape(&mut self, _: (i32, i32), shape: &'s Shape) {
        if let Shape::Image { id, .. } = shape {
            self.0.insert(id, ());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        RgbaImage::from_pixel(width, height, image::Rgba([200, 100, 50, 128]))
            .write_to(&mut bytes, ImageFormat::Png)
            .unwrap();
        bytes.into_inner()
    }

    #[test]
    fn an_image_keeps_its_proportions() {
        let rect = Rect {
            x: 10,
            y: 20,
            w: 100,
            h: 50,
        };
        assert_eq!(fitted(rect, (400, 100)), [10.0, 32.5, 100.0, 25.0]);
        assert_eq!(fitted(rect, (10, 10)), [35.0, 20.0, 50.0, 50.0]);
    }

    #[test]
    fn large_images_are_kept_small_and_broken_ones_left_out() {
        let kept = decode(&png(4096, 16)).unwrap();
        assert_eq!((kept.width(), kept.height()), (KEPT_SIDE, 8));
        let whole = png(8, 8);
        for broken in [
            &whole[..whole.len() / 2],
            b"GIF89a",
            b"",
            &[0x89, b'P', b'N', b'G'],
        ] {
            assert!(decode(broken).is_none());
        }
    }

    #[test]
    fn half_transparent_pixels_are_premultiplied() {
        let pixel = decode(&png(1, 1)).unwrap().pixel(0, 0).unwrap();
        assert_eq!(
            [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()],
            [100, 50, 25, 128]
        );
    }
}
