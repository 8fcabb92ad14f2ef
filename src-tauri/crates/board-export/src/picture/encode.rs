//! Pixels into files.

use super::bands::{Bands, Rows, band_height};
use super::options::{Format, Size};
use crate::ExportError;
use image::codecs::jpeg::{JpegEncoder, PixelDensity, PixelDensityUnit};
use image::codecs::webp::WebPEncoder;
use image::{ExtendedColorType, GenericImageView, Rgb};
use std::cell::RefCell;
use std::io::Write;

/// Pixels per inch at scale 1 (CSS).
const PIXELS_PER_INCH: f64 = 96.0;
const METRES_PER_INCH: f64 = 0.0254;

/// Writes a picture.
pub(crate) fn write(
    bands: Bands,
    size: Size,
    format: Format,
    quality: u8,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    match format {
        Format::Png => png(bands, size, out),
        Format::Jpeg => jpeg(bands, size, quality, out),
        Format::WebP => webp(bands, size, out),
    }
}

fn png(bands: Bands, size: Size, mut out: &mut dyn Write) -> Result<(), ExportError> {
    let mut encoder = png::Encoder::new(&mut out, size.width, size.height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Balanced);
    encoder.set_source_srgb(png::SrgbRenderingIntent::Perceptual);
    let per_metre = (size.scale * PIXELS_PER_INCH / METRES_PER_INCH).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions {
        xppu: per_metre,
        yppu: per_metre,
        unit: png::Unit::Meter,
    }));
    let mut writer = encoder.write_header()?;
    let mut rows = writer.stream_writer_with_size(64 << 10)?;
    for band in bands {
        rows.write_all(&band)?;
    }
    rows.finish()?;
    writer.finish()?;
    Ok(())
}

fn jpeg(bands: Bands, size: Size, quality: u8, out: &mut dyn Write) -> Result<(), ExportError> {
    let mut encoder = JpegEncoder::new_with_quality(out, quality.clamp(1, 100));
    let density = (size.scale * PIXELS_PER_INCH)
        .round()
        .clamp(1.0, f64::from(u16::MAX)) as u16;
    encoder.set_pixel_density(PixelDensity {
        density: (density, density),
        unit: PixelDensityUnit::Inches,
    });
    let window = Window {
        bands,
        from: 0,
        to: 0,
        rows: Vec::new(),
    };
    let view = Streamed {
        size,
        band: band_height(size),
        window: RefCell::new(window),
    };
    Ok(encoder.encode_image(&view)?)
}

fn webp(bands: Bands, size: Size, out: &mut dyn Write) -> Result<(), ExportError> {
    // The lossless encoder needs the whole picture.
    let mut all = Vec::with_capacity(size.width as usize * size.height as usize * 3);
    for band in bands {
        all.extend_from_slice(&band);
    }
    Ok(WebPEncoder::new_lossless(out).encode(
        &all,
        size.width,
        size.height,
        ExtendedColorType::Rgb8,
    )?)
}

/// A picture of which only one band is in memory. The JPEG encoder reads it from top to bottom, block after
/// block (it promises so), and bands end on whole blocks.
struct Streamed {
    size: Size,
    band: u32,
    window: RefCell<Window>,
}

struct Window {
    bands: Bands,
    from: u32,
    to: u32,
    rows: Rows,
}

impl GenericImageView for Streamed {
    type Pixel = Rgb<u8>;

    fn dimensions(&self) -> (u32, u32) {
        (self.size.width, self.size.height)
    }

    fn get_pixel(&self, x: u32, y: u32) -> Rgb<u8> {
        let mut window = self.window.borrow_mut();
        while y >= window.to {
            (window.from, window.to) = (window.to, window.to + self.band);
            window.rows = window.bands.next().unwrap_or_default();
        }
        let row = y.saturating_sub(window.from) as usize;
        let at = (row * self.size.width as usize + x as usize) * 3;
        match window.rows.get(at..at + 3) {
            Some(&[r, g, b]) => Rgb([r, g, b]),
            _ => Rgb([u8::MAX; 3]),
        }
    }
}
