//! Text of an SVG: numbers, escapes, attributes, path data, words of a note.

use board_layout::{Face, NoteScene, Run, Scene, Shape};
use resvg::tiny_skia::{Path, PathSegment};
use std::fmt::{self, Display, Formatter, Write};

/// Text that people wrote, safe inside elements and attributes.
pub(crate) struct Escaped<'t>(pub &'t str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                // XML 1.0 has no place for these, not even escaped.
                '\u{0}'..='\u{8}'
                | '\u{b}'
                | '\u{c}'
                | '\u{e}'..='\u{1f}'
                | '\u{fffe}'
                | '\u{ffff}' => f.write_char('\u{fffd}')?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

/// A number with at most six decimals, without needless zeros.
pub(crate) fn plain(number: f64) -> String {
    let mut text = format!("{number:.6}");
    let kept = text.trim_end_matches('0').trim_end_matches('.').len();
    text.truncate(kept);
    if text == "-0" { "0".into() } else { text }
}

/// Path data of an outline, with at most three decimals.
pub(crate) fn path_data(path: &Path) -> String {
    let mut data = String::new();
    let mut put = |verb: char, points: &[(f32, f32)]| {
        data.push(verb);
        for (index, &(x, y)) in points.iter().enumerate() {
            let gap = if index > 0 { " " } else { "" };
            // Writing to a string does not fail.
            let _ = write!(data, "{gap}{} {}", short(x), short(y));
        }
    };
    for segment in path.segments() {
        match segment {
            PathSegment::MoveTo(to) => put('M', &[(to.x, to.y)]),
            PathSegment::LineTo(to) => put('L', &[(to.x, to.y)]),
            PathSegment::QuadTo(by, to) => put('Q', &[(by.x, by.y), (to.x, to.y)]),
            PathSegment::CubicTo(from, by, to) => {
                put('C', &[(from.x, from.y), (by.x, by.y), (to.x, to.y)])
            }
            PathSegment::Close => put('Z', &[]),
        }
    }
    data
}

fn short(number: f32) -> String {
    plain((f64::from(number) * 1000.0).round() / 1000.0)
}

/// The largest words of the header: the board's title.
pub(crate) fn title(scene: &Scene) -> String {
    let runs: Vec<&Run> = runs(&scene.header.shapes).collect();
    let Some(size) = runs.iter().map(|run| run.size).max() else {
        return "Journey map".into();
    };
    words(runs.into_iter().filter(|run| run.size == size))
}

/// What a picture shows, in a sentence.
pub(crate) fn description(scene: &Scene) -> String {
    let stages: usize = scene.sheets.iter().map(|sheet| sheet.stages.len()).sum();
    let rows: usize = scene.sheets.iter().map(|sheet| sheet.rows.len()).sum();
    let in_cells: usize = scene.cells.values().map(|cell| cell.notes.len()).sum();
    let notes = in_cells + scene.parking.notes.len();
    format!("Journey map: {stages} stages, {rows} rows, {notes} notes.")
}

/// What is written on a note, in reading order.
pub(crate) fn note_words(note: &NoteScene) -> String {
    let text = note.text;
    let inside = |run: &&Run| {
        let y = run.y / board_layout::FINE;
        y > text.y && y <= text.y + text.h
    };
    words(runs(&note.block.shapes).filter(inside))
}

fn runs(shapes: &[Shape]) -> impl Iterator<Item = &Run> {
    shapes.iter().filter_map(|shape| match shape {
        Shape::Run(run) => Some(run),
        _ => None,
    })
}

/// The text of runs: line after line, each in the direction that most of its letters have.
fn words<'r>(runs: impl Iterator<Item = &'r Run>) -> String {
    let mut lines: Vec<Vec<&Run>> = Vec::new();
    for run in runs {
        match lines.last_mut() {
            Some(line) if line.first().is_some_and(|first| first.y == run.y) => line.push(run),
            _ => lines.push(vec![run]),
        }
    }
    let mut text = String::new();
    for line in &mut lines {
        let rtl: i32 = line
            .iter()
            .map(|run| if run.rtl { run.w } else { -run.w })
            .sum();
        line.sort_by_key(|run| if rtl > 0 { -run.x } else { run.x });
        let mut end = None;
        for run in line.iter() {
            let (from, to) = if rtl > 0 {
                (-run.x - run.w, -run.x)
            } else {
                (run.x, run.x + run.w)
            };
            // An eighth of an em apart is a space.
            let apart = end.is_none_or(|end| from - end > run.size * board_layout::FINE / 8);
            if apart && !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&run.text);
            end = Some(to);
        }
    }
    text
}

/// The id of a glyph in an SVG.
pub(crate) fn glyph_id(face: Face, glyph: u32) -> String {
    format!("{}-{glyph}", face.file().short)
}

/// An attribute with a colour, and its opacity when it is not opaque.
pub(crate) fn attribute(attribute: &str, [r, g, b, a]: [u8; 4]) -> String {
    let mut text = format!(r##" {attribute}="#{r:02x}{g:02x}{b:02x}""##);
    if a != u8::MAX {
        text.push_str(&format!(
            r#" {attribute}-opacity="{}""#,
            plain(f64::from(a) / 255.0)
        ));
    }
    text
}

/// Width and height of a stored image, from its head.
pub(crate) fn pixels(bytes: &[u8]) -> Option<(u32, u32)> {
    image::ImageReader::new(std::io::Cursor::new(bytes))
        .with_guessed_format()
        .ok()?
        .into_dimensions()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_exact() {
        for (number, text) in [
            (1.0, "1"),
            (0.5, "0.5"),
            (-0.0, "0"),
            (1.0 / 3.0, "0.333333"),
            (-12.25, "-12.25"),
            (100.0, "100"),
        ] {
            assert_eq!(plain(number), text);
        }
    }

    #[test]
    fn nothing_written_leaves_its_element() {
        assert_eq!(
            Escaped(r#"</text><script>"&'"#).to_string(),
            "&lt;/text&gt;&lt;script&gt;&quot;&amp;&#39;"
        );
        assert_eq!(
            Escaped("a\u{0}b\u{1b}c\td").to_string(),
            "a\u{fffd}b\u{fffd}c\td"
        );
    }
}
