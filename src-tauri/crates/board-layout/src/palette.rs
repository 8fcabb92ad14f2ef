//! The colours behind each [`Paint`], in a light and a dark look.
//!
//! The seven papers were chosen by simulating protan, deutan and tritan vision (Machado 2009): the smallest
//! CIE76 distance between any two is 19.3. They vary in lightness, which is what keeps them apart; colour
//! never stands alone, the mark and the legend say the same. In the dark, papers keep their hue as dark
//! tints, as light as their text allows (a darker yellow is an olive), and a lighter edge sets them off from the
//! wall; dark tints lie closer, the smallest distance is 9.7.

use crate::scene::Paint;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A look of the wall.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "scene.ts")]
pub enum Theme {
    /// Dark text on warm paper; what exports use unless asked otherwise.
    #[default]
    Light,
    /// Light text on a dark wall.
    Dark,
}

impl Paint {
    /// Every paint.
    pub const ALL: [Self; 24] = [
        Self::Ground,
        Self::Band,
        Self::RowEven,
        Self::RowOdd,
        Self::Line,
        Self::LineStrong,
        Self::Ink,
        Self::InkSoft,
        Self::Accent,
        Self::NoteYellow,
        Self::NoteOrange,
        Self::NotePink,
        Self::NoteViolet,
        Self::NoteBlue,
        Self::NoteGreen,
        Self::NoteGrey,
        Self::NoteInk,
        Self::NoteInkSoft,
        Self::NoteEdge,
        Self::Shadow,
        Self::CurveA,
        Self::CurveB,
        Self::CurveC,
        Self::CurveD,
    ];
}

/// Red, green, blue and alpha (not premultiplied, sRGB) of a paint.
pub const fn colour(paint: Paint, theme: Theme) -> [u8; 4] {
    let rgba = match theme {
        Theme::Light => light(paint),
        Theme::Dark => dark(paint),
    };
    rgba.to_be_bytes()
}

const fn light(paint: Paint) -> u32 {
    match paint {
        Paint::Ground => 0xFAF8_F4FF,
        Paint::Band => 0xECE7_DDFF,
        Paint::RowEven => 0xF3F0_E9FF,
        Paint::RowOdd => 0xF8F6_F1FF,
        Paint::Line => 0xE1DC_D1FF,
        Paint::LineStrong => 0xA39C_8EFF,
        Paint::Ink | Paint::NoteInk => 0x1F23_28FF,
        Paint::InkSoft => 0x5B61_6BFF,
        Paint::Accent => 0x3D52_D5FF,
        Paint::NoteYellow => 0xFBE4_93FF,
        Paint::NoteOrange => 0xF796_55FF,
        Paint::NotePink => 0xE8A4_B1FF,
        Paint::NoteViolet => 0xB3AA_D3FF,
        Paint::NoteBlue => 0x5DB4_FFFF,
        Paint::NoteGreen => 0xBBFE_CDFF,
        Paint::NoteGrey => 0xE4EC_F4FF,
        Paint::NoteInkSoft => 0x363C_44FF,
        Paint::NoteEdge => 0x1F23_281F,
        Paint::Shadow => 0x1F23_282E,
        Paint::CurveA => 0x3D52_D5FF,
        Paint::CurveB => 0xC241_0CFF,
        Paint::CurveC => 0x0F76_6EFF,
        Paint::CurveD => 0x6B70_79FF,
    }
}

const fn dark(paint: Paint) -> u32 {
    match paint {
        Paint::Ground => 0x1618_1CFF,
        Paint::Band => 0x262A_31FF,
        Paint::RowEven => 0x1C1F_24FF,
        Paint::RowOdd => 0x191B_20FF,
        Paint::Line => 0x2D32_39FF,
        Paint::LineStrong => 0x6B73_7EFF,
        Paint::Ink => 0xF2F4_F7FF,
        Paint::NoteInk => 0xFFFF_FFFF,
        Paint::InkSoft => 0xA9B1_BCFF,
        Paint::Accent => 0x8EA0_FFFF,
        Paint::NoteYellow => 0x6B56_00FF,
        Paint::NoteOrange => 0x7026_00FF,
        Paint::NotePink => 0x601A_45FF,
        Paint::NoteViolet => 0x4A2F_8AFF,
        Paint::NoteBlue => 0x1C42_72FF,
        Paint::NoteGreen => 0x1B52_32FF,
        Paint::NoteGrey => 0x5056_5FFF,
        Paint::NoteInkSoft => 0xD3D8_DFFF,
        Paint::NoteEdge => 0x7F87_93FF,
        Paint::Shadow => 0x0000_0066,
        Paint::CurveA => 0x8EA0_FFFF,
        Paint::CurveB => 0xFF9E_64FF,
        Paint::CurveC => 0x5ED0_BFFF,
        Paint::CurveD => 0xA9B1_BCFF,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAPERS: [Paint; 7] = [
        Paint::NoteYellow,
        Paint::NoteOrange,
        Paint::NotePink,
        Paint::NoteViolet,
        Paint::NoteBlue,
        Paint::NoteGreen,
        Paint::NoteGrey,
    ];
    const WALLS: [Paint; 4] = [Paint::Ground, Paint::Band, Paint::RowEven, Paint::RowOdd];

    /// The parts of a colour without the screen's gamma, 0 to 1, as sRGB defines them.
    fn linear(paint: Paint, theme: Theme) -> [f64; 4] {
        colour(paint, theme).map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        })
    }

    /// Relative luminance, WCAG 2.2.
    fn luminance(paint: Paint, theme: Theme) -> f64 {
        let [r, g, b, _] = linear(paint, theme);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    fn contrast(one: Paint, other: Paint, theme: Theme) -> f64 {
        let (one, other) = (luminance(one, theme), luminance(other, theme));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    fn assert_contrast(fronts: &[Paint], grounds: &[Paint], at_least: f64) {
        for theme in [Theme::Light, Theme::Dark] {
            for &front in fronts {
                for &ground in grounds {
                    let found = contrast(front, ground, theme);
                    assert!(
                        found >= at_least,
                        "{front:?} on {ground:?} in {theme:?}: {found:.2} < {at_least}"
                    );
                }
            }
        }
    }

    #[test]
    fn text_can_be_read_on_every_ground_it_stands_on() {
        assert_contrast(&[Paint::NoteInk, Paint::NoteInkSoft], &PAPERS, 4.5);
        assert_contrast(&[Paint::Ink, Paint::InkSoft], &WALLS, 4.5);
        assert_contrast(&[Paint::Accent], &[Paint::Ground], 4.5);
    }

    /// Red, green and blue as the eyes of `vision` see them, linear (Machado 2009, severity 1).
    fn seen(paint: Paint, theme: Theme, vision: [[f64; 3]; 3]) -> [f64; 3] {
        let [r, g, b, _] = linear(paint, theme);
        vision.map(|[x, y, z]| (x * r + y * g + z * b).max(0.0))
    }

    /// CIE 1976 L*a*b*, D65.
    fn lab([r, g, b]: [f64; 3]) -> [f64; 3] {
        let f = |t: f64| {
            if t > 0.008_856 {
                t.cbrt()
            } else {
                7.787 * t + 16.0 / 116.0
            }
        };
        let x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
        let y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
        let z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    const VISIONS: [[[f64; 3]; 3]; 4] = [
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ];

    #[test]
    fn papers_can_be_told_apart_by_every_kind_of_eyes() {
        for (theme, least) in [(Theme::Light, 19.0), (Theme::Dark, 9.0)] {
            for vision in VISIONS {
                for (place, &one) in PAPERS.iter().enumerate() {
                    for &other in &PAPERS[..place] {
                        let [a, b] = [one, other].map(|paper| lab(seen(paper, theme, vision)));
                        let apart = (0..3).map(|i| (a[i] - b[i]).powi(2)).sum::<f64>().sqrt();
                        assert!(
                            apart >= least,
                            "{one:?} and {other:?} in {theme:?}: {apart:.1} < {least}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn curves_can_be_told_from_their_row() {
        let curves = [Paint::CurveA, Paint::CurveB, Paint::CurveC, Paint::CurveD];
        assert_contrast(&curves, &[Paint::RowEven, Paint::RowOdd], 3.0);
    }

    #[test]
    fn dark_papers_have_an_edge_against_the_wall() {
        assert!(contrast(Paint::NoteEdge, Paint::Ground, Theme::Dark) >= 3.0);
        assert!(contrast(Paint::NoteEdge, Paint::RowEven, Theme::Dark) >= 3.0);
    }

    #[test]
    fn all_paints_are_listed_once() {
        let mut all = Paint::ALL.to_vec();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), Paint::ALL.len());
        assert_eq!(
            all.last(),
            Some(&Paint::CurveD),
            "a paint added at the end is listed"
        );
    }
}
