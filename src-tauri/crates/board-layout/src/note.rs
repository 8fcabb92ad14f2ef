//! One note: paper, text, mark, foot.

use crate::block_builder::{BlockBuilder, plain, strong};
use crate::lookups::paper;
use crate::scene::{NoteScene, Paint, Rect};
use crate::text::{Spec, Texts};
use board_model::{Evidence, Impact, Kind, Note};
use unicode_segmentation::UnicodeSegmentation;

/// Space between notes, and between notes and the edges of their cell.
pub(crate) const GAP: i32 = 16;
/// Width of a small note: what sub-columns are made for. Some 15 letters a line.
pub(crate) const UNIT: i32 = 128;
/// Height of a small note: four lines and the foot.
pub(crate) const SMALL: i32 = 136;
/// Height of a note with much text.
pub(crate) const TALL: i32 = 216;
/// Height of the bar that spans several steps, when its text is short.
pub(crate) const BAR: i32 = 96;
/// Height that a picture adds.
const PICTURE: i32 = 104;

const PAD: i32 = 12;
const FOOT: i32 = 16;
const MARK: i32 = 16;
/// Text on notes: one size for all, so that the wall looks calm; the smaller one before clipping.
const SIZES: &[u16] = &[14, 12];
const FIRST_SIZE: &[u16] = &[14];

/// What a note shows besides what it says itself.
pub(crate) struct Look<'a> {
    /// The note.
    pub note: &'a Note,
    /// Its kind.
    pub kind: Kind,
    /// Its author's name; empty when unknown.
    pub author: &'a str,
    /// Votes of closed rounds and carried in.
    pub votes: u32,
    /// How many comments it has that nobody took away.
    pub comments: usize,
}

/// How many sub-columns a note takes and how tall it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Extent {
    /// Sub-columns.
    pub columns: i32,
    /// Height in board units.
    pub height: i32,
}

/// The smallest of the note sizes that shows the whole text without breaking a word; where none does, the
/// smallest that shows the whole text; else the largest. `unit` is the width of a sub-column.
pub(crate) fn extent(texts: &mut Texts, note: &Note, columns: i32, unit: i32) -> Extent {
    let candidates: &[(i32, i32)] = if columns >= 2 {
        &[(1, SMALL), (2, SMALL), (2, TALL)]
    } else {
        &[(1, SMALL), (1, TALL)]
    };
    let picture = picture_height(note);
    let mut whole = None;
    for &(columns, height) in candidates {
        let width = unit * columns + GAP * (columns - 1);
        let fitted = texts.fit(&note.text, body(width, height, FIRST_SIZE));
        let extent = Extent {
            columns,
            height: height + picture,
        };
        if !fitted.clipped && !fitted.broke_word {
            return extent;
        }
        if !fitted.clipped && whole.is_none() {
            whole = Some(extent);
        }
    }
    let (columns, height) = candidates[candidates.len() - 1];
    whole.unwrap_or(Extent {
        columns,
        height: height + picture,
    })
}

/// The height of a note that spans steps, `width` wide.
pub(crate) fn bar_height(texts: &mut Texts, note: &Note, width: i32) -> i32 {
    let fits = |height: &i32| {
        !texts
            .fit(&note.text, body(width, *height, FIRST_SIZE))
            .clipped
    };
    [BAR, SMALL, TALL].into_iter().find(fits).unwrap_or(TALL) + picture_height(note)
}

const fn body(width: i32, height: i32, sizes: &'static [u16]) -> Spec {
    plain(width - 2 * PAD, height - 3 * PAD - FOOT - 4, sizes)
}

fn picture_height(note: &Note) -> i32 {
    if note.image.is_empty() { 0 } else { PICTURE }
}

/// Draws a note at `rect`.
pub(crate) fn draw(texts: &mut Texts, look: &Look<'_>, rect: Rect) -> NoteScene {
    let note = look.note;
    let paper = paper(look.kind.colour);
    let mut builder = BlockBuilder::new(texts, rect);
    let whole = Rect { x: 0, y: 0, ..rect };
    builder.fill(Rect { y: 2, ..whole }, Paint::Shadow, 2);
    builder.fill(whole, paper, 2);
    builder.edge(whole, Paint::NoteEdge, 2);
    if note.moment {
        builder.fill(Rect { h: 4, ..whole }, Paint::Accent, 2);
    }
    let picture = picture_height(note);
    if picture > 0 {
        let rect = Rect {
            x: PAD,
            y: PAD,
            w: rect.w - 2 * PAD,
            h: picture - 8,
        };
        builder.push(crate::scene::Shape::Image {
            rect,
            id: note.image.clone(),
        });
    }
    let spec = body(rect.w, rect.h - picture, SIZES);
    let text = Rect {
        x: PAD,
        y: PAD + picture,
        w: spec.width,
        h: spec.height,
    };
    let fitted = builder.text(&note.text, spec, (text.x, text.y), Paint::NoteInk);
    foot(&mut builder, look, whole);
    NoteScene {
        id: note.id,
        block: builder.build(),
        text,
        size: i32::from(fitted.size),
        paper,
    }
}

/// Size of initials and numbers: that of the text, so that they can be read wherever it can.
const SMALL_PRINT: &[u16] = &[14];

/// Marks from the left; initials, votes and comments from the right; what finds no room between is left to the panel.
fn foot(builder: &mut BlockBuilder<'_>, look: &Look<'_>, whole: Rect) {
    let top = whole.h - PAD - FOOT + 2;
    let mut right = whole.w - PAD;
    let initials = initials(look.author);
    if !initials.is_empty() {
        let width = builder.fit(&initials, plain(40, 20, SMALL_PRINT)).width;
        right -= width;
        builder.text(
            &initials,
            plain(width, 20, SMALL_PRINT),
            (right, top - 2),
            Paint::NoteInkSoft,
        );
        right -= 8;
    }
    if look.votes > 0 {
        right = number(builder, look.votes as usize, (right, top)) - 10;
        builder.push(crate::scene::Shape::Dot {
            x: right + 3,
            y: top + 8,
            radius: 4,
            paint: Paint::Accent,
        });
        right -= 6;
    }
    if look.comments > 0 {
        right = number(builder, look.comments, (right, top)) - 2 - MARK;
        builder.icon("message-circle", (right, top), MARK, Paint::NoteInk);
        right -= 6;
    }
    let mut left = PAD;
    for (icon, paint) in marks(look) {
        if left + MARK > right {
            break;
        }
        builder.icon(&icon, (left, top), MARK, paint);
        left += MARK + 4;
    }
}

/// Writes a number that ends at `right`; returns where it begins.
fn number(builder: &mut BlockBuilder<'_>, number: usize, (right, top): (i32, i32)) -> i32 {
    let text = number.to_string();
    let width = builder.fit(&text, strong(80, 20, SMALL_PRINT)).width;
    let spec = strong(width, 20, SMALL_PRINT);
    builder.text(&text, spec, (right - width, top - 2), Paint::NoteInk);
    right - width
}

fn marks(look: &Look<'_>) -> Vec<(String, Paint)> {
    let note = look.note;
    let impact = note.impact.map(|impact| match impact {
        Impact::Trivial => "circle-dot",
        Impact::WorkAround => "triangle-alert",
        Impact::Abandon => "octagon-x",
    });
    let evidence = note.evidence.map(|evidence| match evidence {
        Evidence::Assumption => "flask-conical",
        Evidence::Data => "chart-column",
        Evidence::Quote => "message-square-quote",
    });
    let mut marks = vec![(look.kind.mark.clone(), Paint::NoteInk)];
    if note.moment {
        marks.push(("star".into(), Paint::NoteInk));
    }
    marks.extend(impact.map(|icon| (icon.to_owned(), Paint::NoteInk)));
    marks.extend(evidence.map(|icon| (icon.to_owned(), Paint::NoteInkSoft)));
    if note.locked {
        marks.push(("lock".into(), Paint::NoteInkSoft));
    }
    marks
}

/// First letters of the first and the last word of a name; brackets and quotes before them are passed over, so that
/// the second of two Miras, "Mira (2)", is "M2".
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().map(|word| {
        let bare = word.trim_start_matches(|sign: char| {
            sign.is_ascii_punctuation() || "«»‹›“”„‟‘’‚（「『【".contains(sign)
        });
        if bare.is_empty() { word } else { bare }
    });
    let first = words.next().and_then(|word| word.graphemes(true).next());
    let last = words
        .next_back()
        .and_then(|word| word.graphemes(true).next());
    first
        .into_iter()
        .chain(last)
        .flat_map(str::chars)
        .flat_map(char::to_uppercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use board_model::NoteId;

    #[test]
    fn initials_of_names() {
        for (name, expected) in [
            ("Mira", "M"),
            ("ana de la cruz", "AC"),
            ("", ""),
            ("  Jon  Snow ", "JS"),
            ("😀 Lee", "😀L"),
            ("李 明", "李明"),
            ("Mira (2)", "M2"),
            ("“Jo” Ek", "JE"),
            ("(", "("),
        ] {
            assert_eq!(initials(name), expected, "{name}");
        }
    }

    #[test]
    fn a_note_is_as_large_as_its_text_needs() {
        let mut texts = Texts::new();
        let mut of = |text: &str| {
            let note = Note {
                text: text.into(),
                ..Note::new(NoteId::from_u128(1))
            };
            extent(&mut texts, &note, 2, UNIT)
        };
        assert_eq!(
            of("Online reviews"),
            Extent {
                columns: 1,
                height: SMALL
            }
        );
        assert_eq!(
            of("Does not want to phone, but has questions about classes and prices"),
            Extent {
                columns: 2,
                height: SMALL
            }
        );
        assert_eq!(
            of(&"Many words here. ".repeat(15)),
            Extent {
                columns: 2,
                height: TALL
            }
        );
        assert_eq!(
            of(&"Many words here. ".repeat(200)),
            Extent {
                columns: 2,
                height: TALL
            }
        );
        assert_eq!(
            of("Mitgliedschaftsberatung"),
            Extent {
                columns: 2,
                height: SMALL
            },
            "no word is broken while there is room"
        );
    }
}
