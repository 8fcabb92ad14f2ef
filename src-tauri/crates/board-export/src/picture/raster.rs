//! A band of a picture as pixels.
//!
//! Rectangles, level lines, baselines and icons are moved to whole pixels (by less than half a pixel), so
//! that edges are sharp at every scale. Where something stands along a line of text is never moved.

use super::display_list::{DisplayList, Mark};
use super::geometry::{DASH, polyline, rounded};
use super::icons::{GRID, STROKE, icon};
use super::images::fitted;
use board_layout::palette::{Theme, colour};
use board_layout::{Paint, Rect};
use resvg::tiny_skia::{
    self, Color, FillRule, FilterQuality, LineCap, LineJoin, Path, PathBuilder, PathSegment,
    PixmapMut, PixmapPaint, Point, Stroke, StrokeDash, Transform,
};

/// A part of a picture, and how it is painted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Band {
    /// Pixels per board unit.
    pub scale: f64,
    /// First row of pixels.
    pub top: u32,
    /// Rows of pixels.
    pub height: u32,
    /// The look.
    pub theme: Theme,
    /// Move edges to whole pixels. Off only where a picture is compared with what other programs draw.
    pub sharp: bool,
}

/// Paints a band of a display list on a ground of its own.
pub(crate) fn paint(list: &DisplayList<'_>, band: Band, pixels: &mut PixmapMut<'_>) {
    pixels.fill(solid(Paint::Ground, band.theme));
    let mut brush = Brush { list, band, pixels };
    let (top, bottom) = (
        f64::from(band.top) - 1.0,
        f64::from(band.top + band.height) + 1.0,
    );
    for entry in &list.entries {
        if entry.bottom * band.scale >= top && entry.top * band.scale <= bottom {
            brush.mark(&entry.mark);
        }
    }
}

fn solid(paint: Paint, theme: Theme) -> Color {
    let [r, g, b, a] = colour(paint, theme);
    Color::from_rgba8(r, g, b, a)
}

struct Brush<'b, 's, 'p> {
    list: &'b DisplayList<'s>,
    band: Band,
    pixels: &'b mut PixmapMut<'p>,
}

impl Brush<'_, '_, '_> {
    fn mark(&mut self, mark: &Mark<'_>) {
        match mark {
            &Mark::Rect {
                rect,
                fill,
                edge,
                radius,
            } => self.rect(rect, fill, edge, radius),
            Mark::Run { .. } => self.run(mark),
            &Mark::Icon {
                x,
                y,
                size,
                paint,
                outline,
            } => self.icon((x, y), size, paint, outline),
            Mark::Line { .. } => self.line(mark),
            &Mark::Dot {
                x,
                y,
                radius,
                paint,
            } => {
                let (x, y) = (self.x(f64::from(x)), self.y(f64::from(y)));
                let radius = f64::from(radius) * self.band.scale;
                if let Some(circle) = PathBuilder::from_circle(x as f32, y as f32, radius as f32) {
                    self.fill(&circle, solid(paint, self.band.theme), FillRule::Winding);
                }
            }
            &Mark::Image { rect, id } => self.image(rect, id),
        }
    }

    /// A place across, in pixels.
    fn x(&self, units: f64) -> f64 {
        units * self.band.scale
    }

    /// A place down, in pixels of the band.
    fn y(&self, units: f64) -> f64 {
        units * self.band.scale - f64::from(self.band.top)
    }

    /// The nearest whole pixel. Halves go up in every band, above its first row too, so that bands join.
    fn sharp(&self, pixels: f64) -> f64 {
        if self.band.sharp {
            (pixels + 0.5).floor()
        } else {
            pixels
        }
    }

    /// A width that is not lost between pixels.
    fn thickness(&self, units: i32) -> f64 {
        let pixels = f64::from(units) * self.band.scale;
        if self.band.sharp {
            pixels.round().max(1.0)
        } else {
            pixels
        }
    }

    fn edges(&self, rect: Rect) -> [f64; 4] {
        let x = |units: i32| self.sharp(self.x(f64::from(units)));
        let y = |units: i32| self.sharp(self.y(f64::from(units)));
        [x(rect.x), y(rect.y), x(rect.x + rect.w), y(rect.y + rect.h)]
    }

    fn rect(&mut self, rect: Rect, fill: Option<Paint>, edge: Option<(Paint, i32)>, radius: i32) {
        let edges = self.edges(rect);
        let radius = f64::from(radius) * self.band.scale;
        let [left, top, right, bottom] = edges;
        if right <= left || bottom <= top {
            return;
        }
        if let Some(fill) = fill {
            self.fill_box(edges, radius, fill);
        }
        let Some((edge, width)) = edge else {
            return;
        };
        let width = self.thickness(width);
        let mut outline = PathBuilder::new();
        rounded(&mut outline, edges, radius);
        if right - left > 2.0 * width && bottom - top > 2.0 * width {
            let inner = [left + width, top + width, right - width, bottom - width];
            rounded(&mut outline, inner, (radius - width).max(0.0));
        }
        if let Some(outline) = outline.finish() {
            self.fill(&outline, solid(edge, self.band.theme), FillRule::EvenOdd);
        }
    }

    fn fill_box(&mut self, edges: [f64; 4], radius: f64, paint: Paint) {
        let colour = solid(paint, self.band.theme);
        if radius <= 0.0 && self.band.sharp {
            // Cut to the band: what lies outside costs nothing.
            let [left, top, right, bottom] = edges;
            let (low, high) = (-2.0, f64::from(self.band.height) + 2.0);
            let (top, bottom) = (top.max(low), bottom.min(high));
            let Some(rect) =
                tiny_skia::Rect::from_ltrb(left as f32, top as f32, right as f32, bottom as f32)
            else {
                return;
            };
            let mut paint = tiny_skia::Paint::default();
            paint.set_color(colour);
            paint.anti_alias = false;
            self.pixels
                .fill_rect(rect, &paint, Transform::identity(), None);
            return;
        }
        let mut outline = PathBuilder::new();
        rounded(&mut outline, edges, radius);
        if let Some(outline) = outline.finish() {
            self.fill(&outline, colour, FillRule::Winding);
        }
    }

    fn fill(&mut self, outline: &Path, colour: Color, rule: FillRule) {
        let mut paint = tiny_skia::Paint::default();
        paint.set_color(colour);
        paint.anti_alias = true;
        self.pixels
            .fill_path(outline, &paint, rule, Transform::identity(), None);
    }

    fn run(&mut self, mark: &Mark<'_>) {
        let Mark::Run {
            x,
            y,
            unit,
            face,
            paint,
            glyphs,
        } = mark
        else {
            return;
        };
        let (x, y) = (self.x(*x), self.sharp(self.y(*y)));
        let unit = unit * self.band.scale;
        let text = solid(*paint, self.band.theme);
        let mut outline = PathBuilder::new();
        for glyph in &self.list.glyphs[glyphs.clone()] {
            let (x, y) = (x + f64::from(glyph.x) * unit, y - f64::from(glyph.y) * unit);
            let place = |point: Point| {
                (
                    (x + f64::from(point.x) * unit) as f32,
                    (y - f64::from(point.y) * unit) as f32,
                )
            };
            for layer in self.list.outlines.get(*face, glyph.id) {
                let Some([r, g, b, a]) = layer.colour else {
                    append(&mut outline, &layer.path, place);
                    continue;
                };
                let mut coloured = PathBuilder::new();
                append(&mut coloured, &layer.path, place);
                if let Some(coloured) = coloured.finish() {
                    self.fill(&coloured, Color::from_rgba8(r, g, b, a), FillRule::Winding);
                }
            }
        }
        if let Some(outline) = outline.finish() {
            self.fill(&outline, text, FillRule::Winding);
        }
    }

    fn icon(&mut self, (x, y): (i32, i32), size: i32, paint: Paint, outline: &Path) {
        let factor = f64::from(size) * self.band.scale / f64::from(GRID);
        let (x, y) = (
            self.sharp(self.x(f64::from(x))),
            self.sharp(self.y(f64::from(y))),
        );
        let transform =
            Transform::from_row(factor as f32, 0.0, 0.0, factor as f32, x as f32, y as f32);
        let stroke = Stroke {
            width: STROKE,
            line_cap: LineCap::Round,
            line_join: LineJoin::Round,
            ..Stroke::default()
        };
        self.stroke(outline, paint, &stroke, transform);
    }

    fn stroke(&mut self, outline: &Path, colour: Paint, stroke: &Stroke, transform: Transform) {
        let mut paint = tiny_skia::Paint::default();
        paint.set_color(solid(colour, self.band.theme));
        paint.anti_alias = true;
        self.pixels
            .stroke_path(outline, &paint, stroke, transform, None);
    }

    fn line(&mut self, mark: &Mark<'_>) {
        let &Mark::Line {
            at,
            points,
            paint,
            width,
            dashed,
            smooth,
        } = mark
        else {
            return;
        };
        let thick = self.thickness(width);
        let mut placed: Vec<(f64, f64)> = points
            .iter()
            .map(|point| {
                (
                    self.x(f64::from(at.0 + point.0)),
                    self.y(f64::from(at.1 + point.1)),
                )
            })
            .collect();
        let level = points.windows(2).all(|pair| pair[0].1 == pair[1].1);
        let upright = points.windows(2).all(|pair| pair[0].0 == pair[1].0);
        let centre = |middle: f64| self.sharp(middle - thick / 2.0) + thick / 2.0;
        for (x, y) in &mut placed {
            match (level, upright) {
                (true, _) => *y = centre(*y),
                (false, true) => *x = centre(*x),
                (false, false) => {}
            }
        }
        let Some(outline) = polyline(&placed, smooth) else {
            return;
        };
        let dash = DASH.map(|part| (f64::from(part) * thick) as f32);
        let plain = dashed || level || upright;
        let stroke = Stroke {
            width: thick as f32,
            line_cap: if plain { LineCap::Butt } else { LineCap::Round },
            line_join: LineJoin::Round,
            dash: if dashed {
                StrokeDash::new(dash.to_vec(), 0.0)
            } else {
                None
            },
            ..Stroke::default()
        };
        self.stroke(&outline, paint, &stroke, Transform::identity());
    }

    fn image(&mut self, rect: Rect, id: &str) {
        let Some(image) = self.list.pictures.get(id) else {
            self.rect(rect, None, Some((Paint::NoteInkSoft, 1)), 2);
            if let Some(outline) = icon("image") {
                let size = rect.w.min(rect.h).min(24);
                let middle = (rect.x + (rect.w - size) / 2, rect.y + (rect.h - size) / 2);
                self.icon(middle, size, Paint::NoteInkSoft, outline);
            }
            return;
        };
        let [left, top, width, height] = fitted(rect, (image.width(), image.height()));
        let (left, top) = (self.sharp(self.x(left)), self.sharp(self.y(top)));
        let factor = |units: f64, pixels: u32| (units * self.band.scale / f64::from(pixels)) as f32;
        let (across, down) = (factor(width, image.width()), factor(height, image.height()));
        let transform = Transform::from_row(across, 0.0, 0.0, down, left as f32, top as f32);
        let paint = PixmapPaint {
            quality: FilterQuality::Bicubic,
            ..PixmapPaint::default()
        };
        self.pixels
            .draw_pixmap(0, 0, image.as_ref(), &paint, transform, None);
    }
}

/// Adds an outline with every point at its place.
fn append(outline: &mut PathBuilder, path: &Path, place: impl Fn(Point) -> (f32, f32)) {
    for segment in path.segments() {
        match segment {
            PathSegment::MoveTo(to) => {
                let (x, y) = place(to);
                outline.move_to(x, y);
            }
            PathSegment::LineTo(to) => {
                let (x, y) = place(to);
                outline.line_to(x, y);
            }
            PathSegment::QuadTo(by, to) => {
                let ((bx, by), (x, y)) = (place(by), place(to));
                outline.quad_to(bx, by, x, y);
            }
            PathSegment::CubicTo(from, by, to) => {
                let ((fx, fy), (bx, by), (x, y)) = (place(from), place(by), place(to));
                outline.cubic_to(fx, fy, bx, by, x, y);
            }
            PathSegment::Close => outline.close(),
        }
    }
}
