//! A cell: notes flow in its sub-columns in the participants' own order; groups are framed.

use crate::block_builder::{BlockBuilder, plain, strong};
use crate::lookups::{Kinds, Tally};
use crate::note::{self, Extent, GAP, Look, UNIT};
use crate::scene::{Block, CellScene, GroupScene, NoteScene, Paint, Rect};
use crate::text::{Align, Spec, Texts};
use board_model::{Board, CellId, Group, Measure, Note, NoteId, RowType};
use std::collections::{BTreeMap, HashMap};

const GROUP_TITLE: i32 = 32;

/// What laying out any part of a board needs.
pub(crate) struct LayoutContext<'a> {
    /// The board.
    pub board: &'a Board,
    /// The text engine.
    pub texts: &'a mut Texts,
    /// Kinds by name.
    pub kinds: &'a Kinds,
    /// Votes by note.
    pub tally: &'a Tally,
}

impl LayoutContext<'_> {
    /// Draws a note at `rect`.
    pub(crate) fn note(&mut self, note: &Note, rect: Rect) -> NoteScene {
        let votes = self
            .tally
            .get(&note.id)
            .copied()
            .unwrap_or(0)
            .saturating_add(note.carried_votes);
        let look = Look {
            note,
            kind: self.kinds.get(&note.kind),
            author: self.board.author_of(note),
            votes,
            comments: self.board.comments(note.id).count(),
        };
        note::draw(self.texts, &look, rect)
    }
}

/// Sub-columns of a width: how many, and how wide each is.
pub(crate) fn sub_columns(width: i32) -> (i32, i32) {
    let count = ((width - GAP) / (UNIT + GAP)).max(1);
    (count, (width - GAP * (count + 1)) / count)
}

/// Notes put shelf after shelf, from left to right, never out of order.
pub(crate) struct Flow {
    columns: i32,
    unit: i32,
    next_column: i32,
    shelf_top: i32,
    shelf_height: i32,
}

impl Flow {
    /// A flow over the sub-columns of `width` from `top` down.
    pub(crate) fn new(width: i32, top: i32) -> Self {
        let (columns, unit) = sub_columns(width);
        Self::of(columns, unit, top)
    }

    /// A flow of notes of their own width, whatever is left over at the right.
    pub(crate) fn loose(width: i32, top: i32) -> Self {
        let (columns, _) = sub_columns(width);
        Self::of(columns, UNIT, top)
    }

    const fn of(columns: i32, unit: i32, top: i32) -> Self {
        Self {
            columns,
            unit,
            next_column: 0,
            shelf_top: top,
            shelf_height: 0,
        }
    }

    /// The place for the next note.
    pub(crate) fn place(&mut self, texts: &mut Texts, note: &Note) -> Rect {
        let Extent { columns, height } = note::extent(texts, note, self.columns, self.unit);
        if self.next_column + columns > self.columns {
            self.close();
        }
        let rect = Rect {
            x: GAP + self.next_column * (self.unit + GAP),
            y: self.shelf_top,
            w: self.unit * columns + GAP * (columns - 1),
            h: height,
        };
        self.next_column += columns;
        self.shelf_height = self.shelf_height.max(height);
        rect
    }

    /// Ends the shelf, and returns where the next one begins.
    pub(crate) fn close(&mut self) -> i32 {
        if self.shelf_height > 0 {
            self.shelf_top += self.shelf_height + GAP;
        }
        (self.next_column, self.shelf_height) = (0, 0);
        self.shelf_top
    }
}

/// Where a cell stands and what it keeps free.
pub(crate) struct Frame<'a> {
    /// Which cell.
    pub id: CellId,
    /// Width of its column.
    pub width: i32,
    /// What the row holds.
    pub row_type: RowType,
    /// Where its own notes begin: below notes that span it.
    pub top: i32,
    /// Places, relative to the cell, of its notes that span several steps.
    pub spanning: &'a BTreeMap<NoteId, Rect>,
}

/// Lays a cell out; `None` when it holds nothing.
pub(crate) fn lay_out(cx: &mut LayoutContext<'_>, frame: &Frame<'_>) -> Option<CellScene> {
    let board = cx.board;
    let notes: Vec<&Note> = board.notes_in(frame.id).collect();
    let measure = board
        .measure(frame.id)
        .filter(|_| frame.row_type == RowType::Measures);
    let own = measure
        .map(|measure| draw_measure(cx.texts, measure, frame.width))
        .unwrap_or_default();
    if notes.is_empty() && own.shapes.is_empty() {
        return None;
    }
    let (places, groups) = place_notes(cx, frame, &notes);
    let rects = places
        .values()
        .chain(groups.iter().map(|group| &group.block.rect));
    let bottom = rects.map(|rect| rect.y + rect.h + GAP).max().unwrap_or(0);
    let drawn = notes
        .iter()
        .filter_map(|note| places.get(&note.id).map(|&rect| cx.note(note, rect)));
    Some(CellScene {
        step: frame.id.step,
        row: frame.id.row,
        height: bottom.max(frame.top),
        notes: drawn.collect(),
        shapes: own.shapes,
        groups,
        missing: own.missing,
    })
}

/// Finds a place for every note of a cell, bars first, then in order; a group stands where its first note does.
fn place_notes(
    cx: &mut LayoutContext<'_>,
    frame: &Frame<'_>,
    notes: &[&Note],
) -> (HashMap<NoteId, Rect>, Vec<GroupScene>) {
    let board = cx.board;
    let mut flow = Flow::new(frame.width, frame.top);
    let mut places: HashMap<NoteId, Rect> = frame
        .spanning
        .iter()
        .map(|(&id, &rect)| (id, rect))
        .collect();
    let mut groups: Vec<GroupScene> = Vec::new();
    let group_of = |note: &Note| note.group.and_then(|id| board.group(id));
    for note in notes {
        if places.contains_key(&note.id) {
            continue;
        }
        let Some(group) = group_of(note) else {
            places.insert(note.id, flow.place(cx.texts, note));
            continue;
        };
        let belongs = |other: &Note| group_of(other).is_some_and(|of| of.id == group.id);
        let loose = |other: &Note| belongs(other) && !frame.spanning.contains_key(&other.id);
        let members: Vec<&Note> = notes.iter().copied().filter(|other| loose(other)).collect();
        groups.push(place_group(
            cx.texts,
            &mut flow,
            frame.width,
            group,
            &members,
            &mut places,
        ));
    }
    (places, groups)
}

/// A group takes shelves of its own, framed, at the place of its first note.
fn place_group(
    texts: &mut Texts,
    flow: &mut Flow,
    width: i32,
    group: &Group,
    members: &[&Note],
    places: &mut HashMap<NoteId, Rect>,
) -> GroupScene {
    let top = flow.close();
    flow.shelf_top = top + GROUP_TITLE;
    for note in members {
        places.insert(note.id, flow.place(texts, note));
    }
    let end = flow.close();
    let rect = Rect {
        x: GAP / 2,
        y: top,
        w: width - GAP,
        h: end - GAP / 2 - top,
    };
    flow.shelf_top = end + GAP / 2;
    GroupScene {
        id: group.id,
        block: draw_group(texts, &group.title, rect),
    }
}

fn draw_group(texts: &mut Texts, title: &str, rect: Rect) -> Block {
    let mut builder = BlockBuilder::new(texts, rect);
    builder.edge(Rect { x: 0, y: 0, ..rect }, Paint::LineStrong, 4);
    builder.text(
        title,
        strong(rect.w - GAP, 20, &[14]),
        (GAP / 2, 6),
        Paint::InkSoft,
    );
    builder.build()
}

/// Value and unit large, the target below.
fn draw_measure(texts: &mut Texts, measure: &Measure, width: i32) -> Block {
    let mut builder = BlockBuilder::new(texts, Rect::default());
    let inner = width - 2 * GAP;
    let value = [measure.value.as_str(), measure.unit.as_str()].join(" ");
    let centred = |spec: Spec| Spec {
        align: Align::Centre,
        ..spec
    };
    if !value.trim().is_empty() {
        builder.text(
            value.trim(),
            centred(strong(inner, 28, &[20, 16, 14])),
            (GAP, 12),
            Paint::Ink,
        );
    }
    if !measure.target.is_empty() {
        let width = builder
            .fit(&measure.target, plain(inner - 20, 20, &[14]))
            .width;
        let left = GAP + (inner - width - 20) / 2;
        builder.icon("target", (left, 44), 16, Paint::InkSoft);
        builder.text(
            &measure.target,
            plain(inner - 20, 20, &[14]),
            (left + 20, 42),
            Paint::InkSoft,
        );
    }
    builder.build()
}
