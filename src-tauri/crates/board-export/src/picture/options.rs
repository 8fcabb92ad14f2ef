//! How large a picture is, in which look, in which format.

use crate::ExportError;
use board_layout::Scene;
use board_layout::palette::Theme;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Largest scale: a note is 16,384 pixels wide then.
pub const SCALE_MAX: f32 = 128.0;

/// Size of a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scale {
    /// Pixels per board unit.
    Times(f32),
    /// Pixels across.
    Width(u32),
}

/// Stored images by id: whole PNG, JPEG or WebP files.
pub type Images = BTreeMap<String, Arc<[u8]>>;

/// How a picture is made.
#[derive(Clone, Debug)]
pub struct PictureOptions {
    /// Size.
    pub scale: Scale,
    /// The look.
    pub theme: Theme,
    /// Quality of JPEG from 1 to 100.
    pub quality: u8,
    /// How text goes into SVG.
    pub svg_text: SvgText,
    /// The images that notes show. For one that is missing a frame with a mark is drawn.
    pub images: Images,
}

impl Default for PictureOptions {
    /// The whole board, two pixels per unit, light, JPEG at 90, text as outlines.
    fn default() -> Self {
        Self {
            scale: Scale::Times(2.0),
            theme: Theme::Light,
            quality: 90,
            svg_text: SvgText::Outlined,
            images: Images::new(),
        }
    }
}

/// How text goes into SVG.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SvgText {
    /// As outlines: it looks the same in every program and needs no font. A note's words are in its `<title>`.
    #[default]
    Outlined,
    /// As text with font names: it can be searched and changed where the fonts are installed. Elsewhere
    /// another font is put in its place, and words may run wider than their note.
    Named,
}

/// A format of pictures made of pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// PNG, 8 bits per channel, lossless; up to 65,535 pixels a side.
    Png,
    /// JPEG; up to 65,535 pixels a side.
    Jpeg,
    /// WebP, lossless; up to 16,383 pixels a side.
    WebP,
}

impl Format {
    /// Longest side in pixels. JPEG: 16 bits in its frame header (ITU T.81, B.2.2). WebP: 14 bits (RFC 9649,
    /// 3.4). PNG could have more, but few programs open it.
    pub const fn longest_side(self) -> u32 {
        match self {
            Self::Png | Self::Jpeg => 65_535,
            Self::WebP => 16_383,
        }
    }

    /// Name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
            Self::WebP => "WebP",
        }
    }
}

/// Size of a picture in pixels, and the scale that gives it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Size {
    pub width: u32,
    pub height: u32,
    pub scale: f64,
}

impl Size {
    /// The size of a scene in a format.
    pub(crate) fn of(scene: &Scene, scale: Scale, format: Format) -> Result<Self, ExportError> {
        let scale = factor(scene, scale)?;
        let side = |units: i32| (f64::from(units.max(1)) * scale).round().max(1.0) as u64;
        let (width, height) = (side(scene.width), side(scene.height));
        let limit = format.longest_side();
        let fit = |side: u64| u32::try_from(side).ok().filter(|&side| side <= limit);
        match (fit(width), fit(height)) {
            (Some(width), Some(height)) => Ok(Self {
                width,
                height,
                scale,
            }),
            _ => Err(ExportError::TooLarge {
                width,
                height,
                limit,
                format: format.name(),
            }),
        }
    }
}

/// Pixels per board unit.
pub(crate) fn factor(scene: &Scene, scale: Scale) -> Result<f64, ExportError> {
    let factor = match scale {
        Scale::Times(times) => f64::from(times),
        Scale::Width(width) => f64::from(width) / f64::from(scene.width.max(1)),
    };
    if factor.is_finite() && factor > 0.0 && factor <= f64::from(SCALE_MAX) {
        Ok(factor)
    } else if let Scale::Width(_) = scale {
        Err(ExportError::BadWidth {
            own: scene.width,
            max: SCALE_MAX,
        })
    } else {
        Err(ExportError::BadScale { max: SCALE_MAX })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scene(width: i32, height: i32) -> Scene {
        Scene {
            width,
            height,
            ..Scene::default()
        }
    }

    #[test]
    fn a_width_is_met_exactly() {
        for units in [960, 1337, 2913, 7919] {
            let size = Size::of(&scene(units, 700), Scale::Width(3840), Format::Png).unwrap();
            assert_eq!(size.width, 3840);
            assert_eq!(
                i64::from(size.height),
                (700.0 * 3840.0 / f64::from(units)).round() as i64
            );
        }
    }

    #[test]
    fn each_format_says_where_it_ends() {
        for (format, units, fits) in [
            (Format::Png, 65_535, true),
            (Format::Png, 65_536, false),
            (Format::Jpeg, 65_535, true),
            (Format::Jpeg, 65_536, false),
            (Format::WebP, 16_383, true),
            (Format::WebP, 16_384, false),
        ] {
            for scene in [scene(units, 10), scene(10, units)] {
                let size = Size::of(&scene, Scale::Times(1.0), format);
                assert_eq!(size.is_ok(), fits, "{format:?} {units}");
                if let Err(error) = size {
                    assert_eq!(error.code(), "E_TOO_LARGE");
                    assert!(
                        error
                            .to_string()
                            .contains(&format.longest_side().to_string()),
                        "{error}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_scale_must_be_a_size() {
        for times in [0.0, -1.0, f32::NAN, f32::INFINITY, SCALE_MAX * 2.0] {
            let error = Size::of(&scene(100, 100), Scale::Times(times), Format::Png).unwrap_err();
            assert_eq!(error.code(), "E_BAD_INPUT", "{times}");
        }
    }

    #[test]
    fn a_width_that_no_picture_has_is_refused_as_a_width() {
        for width in [0, 100 * 129] {
            let error = Size::of(&scene(100, 100), Scale::Width(width), Format::Png).unwrap_err();
            assert_eq!(
                error.to_string(),
                "the width must be above 0 and at most 128 times the board's own, which is 100 pixels",
                "{width}"
            );
        }
    }
}
