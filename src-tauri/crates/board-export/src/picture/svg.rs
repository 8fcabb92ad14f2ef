//! A scene as SVG: the same shapes in the same order as in pixels, in groups that say what they belong to.
//!
//! Written so that drawing programs take it: SVG 1.1 elements, no style sheets, no filters (a blur per note
//! costs ten times the rest of a picture), no masks. Everything that people wrote is escaped.

use super::geometry::{DASH, polyline};
use super::glyphs::{Layer, Outlines, shape};
use super::icons::{GRID, STROKE, drawn_name, icon};
use super::images::{fitted, media_type};
use super::options::{Images, PictureOptions, SvgText};
use super::svg_text::{
    Escaped, attribute, description, glyph_id, note_words, path_data, pixels, plain, title,
};
use super::walk::{Painter, Part, walk};
use board_layout::palette::{Theme, colour};
use board_layout::{FINE, Paint, Rect, Run, Scene, Shape};
use data_encoding::BASE64;
use std::collections::BTreeSet;
use std::fmt::{self, Write};

/// Writes a scene, `scale` pixels to a board unit.
pub(crate) fn write(scene: &Scene, options: &PictureOptions, scale: f64) -> String {
    let mut painter = SvgPainter {
        theme: options.theme,
        text: options.svg_text,
        images: &options.images,
        body: String::new(),
        outlines: Outlines::default(),
        icons: BTreeSet::new(),
    };
    walk(scene, &mut painter);
    let mut svg = String::with_capacity(painter.body.len() * 2);
    // Writing to a string does not fail.
    let _ = painter.document(scene, scale, &mut svg);
    svg
}

struct SvgPainter<'s> {
    theme: Theme,
    text: SvgText,
    images: &'s Images,
    body: String,
    outlines: Outlines,
    icons: BTreeSet<&'static str>,
}

impl<'s> SvgPainter<'s> {
    fn document(&self, scene: &Scene, scale: f64, svg: &mut String) -> fmt::Result {
        let (width, height) = (scene.width.max(1), scene.height.max(1));
        let size = |units: i32| plain(f64::from(units) * scale);
        writeln!(svg, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
        writeln!(
            svg,
            r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{}" height="{}" viewBox="0 0 {width} {height}" role="img">"#,
            size(width),
            size(height),
        )?;
        writeln!(svg, "<title>{}</title>", Escaped(&title(scene)))?;
        writeln!(svg, "<desc>{}</desc>", description(scene))?;
        self.definitions(svg)?;
        writeln!(
            svg,
            r#"<rect width="{width}" height="{height}"{}/>"#,
            self.fill_of(Paint::Ground)
        )?;
        svg.push_str(&self.body);
        svg.push_str("</svg>\n");
        Ok(())
    }

    fn definitions(&self, svg: &mut String) -> fmt::Result {
        svg.push_str("<defs>\n");
        for name in &self.icons {
            if let Some(outline) = icon(name) {
                writeln!(
                    svg,
                    r#"<path id="icon-{name}" d="{}"/>"#,
                    path_data(outline)
                )?;
            }
        }
        for (face, glyph, layers) in self.outlines.all() {
            match layers {
                [] => {}
                [Layer { path, colour: None }] => writeln!(
                    svg,
                    r#"<path id="{}" d="{}"/>"#,
                    glyph_id(face, glyph),
                    path_data(path)
                )?,
                layers => {
                    write!(svg, r#"<g id="{}">"#, glyph_id(face, glyph))?;
                    for layer in layers {
                        let own = layer
                            .colour
                            .map(|own| attribute("fill", own))
                            .unwrap_or_default();
                        write!(svg, r#"<path d="{}"{own}/>"#, path_data(&layer.path))?;
                    }
                    svg.push_str("</g>\n");
                }
            }
        }
        svg.push_str("</defs>\n");
        Ok(())
    }

    fn fill_of(&self, paint: Paint) -> String {
        attribute("fill", colour(paint, self.theme))
    }

    fn stroke_of(&self, paint: Paint) -> String {
        attribute("stroke", colour(paint, self.theme))
    }

    fn rect(
        &mut self,
        rect: Rect,
        look: (Option<Paint>, Option<Paint>),
        width: i32,
        radius: i32,
    ) -> fmt::Result {
        let (fill, edge) = look;
        if rect.w <= 0 || rect.h <= 0 {
            return Ok(());
        }
        // SVG would cut too large a radius for each axis on its own, into an ellipse.
        let radius = f64::from(radius)
            .min(f64::from(rect.w) / 2.0)
            .min(f64::from(rect.h) / 2.0);
        if let Some(fill) = fill {
            let round = if radius > 0.0 {
                format!(r#" rx="{}""#, plain(radius))
            } else {
                String::new()
            };
            let fill = self.fill_of(fill);
            writeln!(
                self.body,
                r#"<rect x="{}" y="{}" width="{}" height="{}"{round}{fill}/>"#,
                rect.x, rect.y, rect.w, rect.h
            )?;
        }
        if let Some(edge) = edge {
            // A stroke lies on its path: half a width inside, so that it ends at the rectangle.
            let half = f64::from(width) / 2.0;
            let round = if radius > 0.0 {
                format!(r#" rx="{}""#, plain((radius - half).max(0.0)))
            } else {
                String::new()
            };
            let place = [
                f64::from(rect.x) + half,
                f64::from(rect.y) + half,
                f64::from(rect.w - width),
                f64::from(rect.h - width),
            ];
            let [x, y, w, h] = place.map(|side| plain(side.max(0.0)));
            let edge = self.stroke_of(edge);
            writeln!(
                self.body,
                r#"<rect x="{x}" y="{y}" width="{w}" height="{h}"{round} fill="none"{edge} stroke-width="{width}"/>"#
            )?;
        }
        Ok(())
    }

    fn run(&mut self, at: (i32, i32), run: &Run) -> fmt::Result {
        let fine = |whole: i32, part: i32| f64::from(whole) + f64::from(part) / f64::from(FINE);
        let (x, y) = (fine(at.0, run.x), fine(at.1, run.y));
        match self.text {
            SvgText::Outlined => self.outlined(x, y, run),
            SvgText::Named => self.named(x, y, run),
        }
    }

    fn outlined(&mut self, x: f64, y: f64, run: &Run) -> fmt::Result {
        let shaped = shape(run);
        let unit = f64::from(run.size) / f64::from(shaped.units_per_em);
        let fill = self.fill_of(run.paint);
        write!(
            self.body,
            r#"<g transform="matrix({u} 0 0 {down} {} {})"{fill}>"#,
            plain(x),
            plain(y),
            u = plain(unit),
            down = plain(-unit)
        )?;
        for glyph in &shaped.glyphs {
            self.outlines.learn(run.face, glyph.id);
            if self.outlines.get(run.face, glyph.id).is_empty() {
                continue;
            }
            write!(
                self.body,
                r##"<use xlink:href="#{}""##,
                glyph_id(run.face, glyph.id)
            )?;
            if glyph.x != 0 {
                write!(self.body, r#" x="{}""#, glyph.x)?;
            }
            if glyph.y != 0 {
                write!(self.body, r#" y="{}""#, glyph.y)?;
            }
            self.body.push_str("/>");
        }
        self.body.push_str("</g>\n");
        Ok(())
    }

    fn named(&mut self, x: f64, y: f64, run: &Run) -> fmt::Result {
        let file = run.face.file();
        let fill = self.fill_of(run.paint);
        let weight = if file.weight == 400 {
            String::new()
        } else {
            format!(r#" font-weight="{}""#, file.weight)
        };
        writeln!(
            self.body,
            r#"<text x="{}" y="{}" font-family="'{}', sans-serif" font-size="{}"{weight}{fill} xml:space="preserve">{}</text>"#,
            plain(x),
            plain(y),
            file.family,
            run.size,
            Escaped(&run.text),
        )
    }

    fn icon(&mut self, (x, y): (i32, i32), name: &str, size: i32, paint: Paint) -> fmt::Result {
        let name = drawn_name(name);
        self.icons.insert(name);
        let stroke = self.stroke_of(paint);
        let factor = plain(f64::from(size) / f64::from(GRID));
        writeln!(
            self.body,
            r##"<use xlink:href="#icon-{name}" transform="matrix({factor} 0 0 {factor} {x} {y})" fill="none"{stroke} stroke-width="{STROKE}" stroke-linecap="round" stroke-linejoin="round"/>"##,
        )
    }

    fn line(
        &mut self,
        at: (i32, i32),
        points: &[(i32, i32)],
        paint: Paint,
        width: i32,
        style: (bool, bool),
    ) -> fmt::Result {
        let (dashed, smooth) = style;
        let placed: Vec<(f64, f64)> = points
            .iter()
            .map(|point| (f64::from(at.0 + point.0), f64::from(at.1 + point.1)))
            .collect();
        let straight = points.windows(2).all(|pair| pair[0].0 == pair[1].0)
            || points.windows(2).all(|pair| pair[0].1 == pair[1].1);
        let Some(outline) = polyline(&placed, smooth) else {
            return Ok(());
        };
        let dash = if dashed {
            format!(
                r#" stroke-dasharray="{} {}""#,
                DASH[0] * width,
                DASH[1] * width
            )
        } else {
            String::new()
        };
        let cap = if dashed || straight {
            ""
        } else {
            r#" stroke-linecap="round""#
        };
        let stroke = self.stroke_of(paint);
        let data = path_data(&outline);
        writeln!(
            self.body,
            r#"<path d="{data}" fill="none"{stroke} stroke-width="{width}"{dash}{cap} stroke-linejoin="round"/>"#
        )
    }

    fn image(&mut self, rect: Rect, id: &str) -> fmt::Result {
        let found = self
            .images
            .get(id)
            .and_then(|bytes| Some((bytes, media_type(bytes)?, pixels(bytes)?)));
        let Some((bytes, kind, size)) = found else {
            self.rect(rect, (None, Some(Paint::NoteInkSoft)), 1, 2)?;
            let size = rect.w.min(rect.h).min(24);
            return self.icon(
                (rect.x + (rect.w - size) / 2, rect.y + (rect.h - size) / 2),
                "image",
                size,
                Paint::NoteInkSoft,
            );
        };
        let [x, y, w, h] = fitted(rect, size).map(plain);
        writeln!(
            self.body,
            r#"<image x="{x}" y="{y}" width="{w}" height="{h}" xlink:href="data:{kind};base64,{}"/>"#,
            BASE64.encode(bytes)
        )
    }

    fn write_shape(&mut self, at: (i32, i32), shape: &'s Shape) -> fmt::Result {
        match shape {
            &Shape::Rect {
                rect,
                fill,
                stroke,
                width,
                radius,
            } => {
                let rect = Rect {
                    x: at.0 + rect.x,
                    y: at.1 + rect.y,
                    ..rect
                };
                self.rect(rect, (fill, stroke), width, radius)
            }
            Shape::Run(run) => self.run(at, run),
            Shape::Icon {
                name,
                x,
                y,
                size,
                paint,
            } => self.icon((at.0 + x, at.1 + y), name, *size, *paint),
            Shape::Line {
                points,
                paint,
                width,
                dashed,
                smooth,
            } => self.line(at, points, *paint, *width, (*dashed, *smooth)),
            &Shape::Dot {
                x,
                y,
                radius,
                paint,
            } => {
                let fill = self.fill_of(paint);
                writeln!(
                    self.body,
                    r#"<circle cx="{}" cy="{}" r="{radius}"{fill}/>"#,
                    at.0 + x,
                    at.1 + y
                )
            }
            Shape::Image { rect, id } => self.image(
                Rect {
                    x: at.0 + rect.x,
                    y: at.1 + rect.y,
                    ..*rect
                },
                id,
            ),
        }
    }

    fn write_enter(&mut self, part: Part<'s>) -> fmt::Result {
        match part {
            Part::Header => writeln!(self.body, r#"<g id="header">"#),
            Part::Sheet(id) => writeln!(self.body, r#"<g data-sheet-id="{id}">"#),
            Part::Row(id) => writeln!(self.body, r#"<g data-row-id="{id}">"#),
            Part::Stage(id) => writeln!(self.body, r#"<g data-stage-id="{id}">"#),
            Part::Step(id) => writeln!(self.body, r#"<g data-step-id="{id}">"#),
            Part::Group(id) => writeln!(self.body, r#"<g data-group-id="{id}">"#),
            Part::Note(note) => {
                let words = note_words(note);
                writeln!(
                    self.body,
                    r#"<g data-note-id="{}"><title>{}</title>"#,
                    note.id,
                    Escaped(&words)
                )
            }
            Part::Parking => writeln!(self.body, r#"<g id="parking-lot">"#),
            Part::Legend => writeln!(self.body, r#"<g id="legend">"#),
        }
    }
}

impl<'s> Painter<'s> for SvgPainter<'s> {
    fn enter(&mut self, part: Part<'s>) {
        // Writing to a string does not fail; here and below.
        let _ = self.write_enter(part);
    }
    fn leave(&mut self) {
        self.body.push_str("</g>\n");
    }
    fn shape(&mut self, at: (i32, i32), shape: &'s Shape) {
        let _ = self.write_shape(at, shape);
    }
    fn fill(&mut self, rect: Rect, paint: Paint) {
        let _ = self.rect(rect, (Some(paint), None), 0, 0);
    }
}
