//! Outlines of what a scene names only by its corners and points.

use resvg::tiny_skia::{Path, PathBuilder};

/// Part of a radius that the handles of a quarter circle are long: 4/3 · (√2 − 1).
const QUARTER: f64 = 0.552_284_749_830_793_4;

/// Dashes and gaps of a dashed line, as multiples of its width.
pub(crate) const DASH: [i32; 2] = [4, 4];

/// A rectangle with round corners, added to `outline`; edges are given, so that they can lie on pixels.
pub(crate) fn rounded(
    outline: &mut PathBuilder,
    [left, top, right, bottom]: [f64; 4],
    radius: f64,
) {
    let radius = radius
        .min((right - left) / 2.0)
        .min((bottom - top) / 2.0)
        .max(0.0);
    let reach = radius * (1.0 - QUARTER);
    // Each corner from where its side ends: two handles and where the next side begins.
    let corners = [
        (
            right,
            top,
            [(-radius, 0.0), (-reach, 0.0), (0.0, reach), (0.0, radius)],
        ),
        (
            right,
            bottom,
            [(0.0, -radius), (0.0, -reach), (-reach, 0.0), (-radius, 0.0)],
        ),
        (
            left,
            bottom,
            [(radius, 0.0), (reach, 0.0), (0.0, -reach), (0.0, -radius)],
        ),
        (
            left,
            top,
            [(0.0, radius), (0.0, reach), (reach, 0.0), (radius, 0.0)],
        ),
    ];
    outline.move_to((left + radius) as f32, top as f32);
    for (x, y, offsets) in corners {
        let [from, first, second, to] = offsets.map(|(dx, dy)| ((x + dx) as f32, (y + dy) as f32));
        outline.line_to(from.0, from.1);
        if radius > 0.0 {
            outline.cubic_to(first.0, first.1, second.0, second.1, to.0, to.1);
        }
    }
    outline.close();
}

/// A line through points, straight or rounded.
pub(crate) fn polyline(points: &[(f64, f64)], smooth: bool) -> Option<Path> {
    let mut outline = PathBuilder::new();
    let &(x, y) = points.first()?;
    outline.move_to(x as f32, y as f32);
    if smooth && points.len() > 2 && points.windows(2).all(|pair| pair[0].0 < pair[1].0) {
        let slopes = slopes(points);
        for (pair, slope) in points.windows(2).zip(slopes.windows(2)) {
            let ((ax, ay), (bx, by)) = (pair[0], pair[1]);
            let third = (bx - ax) / 3.0;
            let (c1, c2) = (
                (ax + third, ay + third * slope[0]),
                (bx - third, by - third * slope[1]),
            );
            outline.cubic_to(
                c1.0 as f32,
                c1.1 as f32,
                c2.0 as f32,
                c2.1 as f32,
                bx as f32,
                by as f32,
            );
        }
    } else {
        for &(x, y) in &points[1..] {
            outline.line_to(x as f32, y as f32);
        }
    }
    outline.finish()
}

/// Slopes at the points of a monotone cubic in x: between its points the curve never leaves their heights.
/// Source: M. Steffen, "A simple method for monotonic interpolation in one dimension", 1990; the same
/// numbers as `curveMonotoneX` of d3-shape.
fn slopes(points: &[(f64, f64)]) -> Vec<f64> {
    let secant = |i: usize| (points[i + 1].1 - points[i].1) / (points[i + 1].0 - points[i].0);
    let last = points.len() - 1;
    let mut slopes = vec![0.0; points.len()];
    for i in 1..last {
        let (h0, h1) = (points[i].0 - points[i - 1].0, points[i + 1].0 - points[i].0);
        let (s0, s1) = (secant(i - 1), secant(i));
        let mean = (s0 * h1 + s1 * h0) / (h0 + h1);
        if s0 * s1 > 0.0 {
            slopes[i] = s0.signum() * (2.0 * s0.abs()).min(2.0 * s1.abs()).min(mean.abs());
        }
    }
    slopes[0] = (3.0 * secant(0) - slopes[1]) / 2.0;
    slopes[last] = (3.0 * secant(last - 1) - slopes[last - 1]) / 2.0;
    slopes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_smooth_line_passes_its_points_and_stays_between_them() {
        let points = [
            (0.0, 0.0),
            (100.0, 80.0),
            (200.0, 80.0),
            (300.0, -40.0),
            (420.0, 10.0),
        ];
        let bounds = polyline(&points, true)
            .unwrap()
            .compute_tight_bounds()
            .unwrap();
        assert_eq!((bounds.left(), bounds.right()), (0.0, 420.0));
        assert!(
            bounds.top() >= -40.001 && bounds.bottom() <= 80.001,
            "{bounds:?}"
        );
    }

    #[test]
    fn slopes_are_those_of_the_published_method() {
        // Worked by hand: secants 1, 2, -1; the weighted mean 1.5 is within twice each neighbour.
        let found = slopes(&[(0.0, 0.0), (1.0, 1.0), (2.0, 3.0), (3.0, 2.0)]);
        assert_eq!(found, [0.75, 1.5, 0.0, -1.5]);
    }

    #[test]
    fn a_radius_never_exceeds_half_a_side() {
        let mut outline = PathBuilder::new();
        rounded(&mut outline, [10.0, 20.0, 30.0, 26.0], 99.0);
        let bounds = outline.finish().unwrap().bounds();
        assert_eq!(
            [bounds.left(), bounds.top(), bounds.right(), bounds.bottom()],
            [10.0, 20.0, 30.0, 26.0]
        );
    }
}
