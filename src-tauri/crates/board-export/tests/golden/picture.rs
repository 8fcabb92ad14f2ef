//! Compares a picture with its reference.

use image::{Rgb, RgbImage};
use std::fs;
use std::path::{Path, PathBuf};

/// Largest difference of a channel: rounding of other processors.
const TOLERANCE: u8 = 1;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../tests")
        .join(name)
}

/// Fails unless `png` shows what `tests/golden/NAME.png` shows. Then expected, actual and their difference
/// lie in `tests/diffs`. With `UPDATE_GOLDEN=1` the reference is rewritten, and the test still fails.
pub(crate) fn assert_golden(name: &str, png: &[u8]) {
    let path = folder("golden").join(format!("{name}.png"));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, png).unwrap();
        panic!(
            "{name}: the reference is rewritten; look at it, then run again without UPDATE_GOLDEN"
        );
    }
    let actual = image::load_from_memory(png).unwrap().into_rgb8();
    let Ok(expected) = image::open(&path) else {
        keep(name, "actual", &actual);
        panic!("{name}: there is no reference yet; UPDATE_GOLDEN=1 writes it");
    };
    let expected = expected.into_rgb8();
    let wrong = differing(&expected, &actual);
    if wrong > 0 || expected.dimensions() != actual.dimensions() {
        keep(name, "expected", &expected);
        keep(name, "actual", &actual);
        keep(name, "difference", &difference(&expected, &actual));
        let (before, now) = (expected.dimensions(), actual.dimensions());
        panic!("{name}: {wrong} pixels differ ({before:?} before, {now:?} now); see tests/diffs");
    }
}

fn keep(name: &str, what: &str, picture: &RgbImage) {
    let folder = folder("diffs");
    fs::create_dir_all(&folder).unwrap();
    picture
        .save(folder.join(format!("{name}.{what}.png")))
        .unwrap();
}

/// Pixels that both have and that differ by more than [`TOLERANCE`].
pub(crate) fn differing(expected: &RgbImage, actual: &RgbImage) -> usize {
    let apart = |(x, y, pixel): (u32, u32, &Rgb<u8>)| {
        let other = actual.get_pixel_checked(x, y)?;
        let far = pixel
            .0
            .iter()
            .zip(other.0)
            .any(|(one, other)| one.abs_diff(other) > TOLERANCE);
        far.then_some(())
    };
    expected.enumerate_pixels().filter_map(apart).count()
}

fn difference(expected: &RgbImage, actual: &RgbImage) -> RgbImage {
    let (width, height) = (
        expected.width().max(actual.width()),
        expected.height().max(actual.height()),
    );
    RgbImage::from_fn(width, height, |x, y| {
        match (
            expected.get_pixel_checked(x, y),
            actual.get_pixel_checked(x, y),
        ) {
            (Some(one), Some(other)) => {
                let channel = |at: usize| one.0[at].abs_diff(other.0[at]).saturating_mul(8);
                Rgb([channel(0), channel(1), channel(2)])
            }
            _ => Rgb([255, 0, 255]),
        }
    })
}
