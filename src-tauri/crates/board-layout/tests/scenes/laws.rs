//! What holds for the scene of any board, after any edits.

use crate::acts::{Act, acts};
use crate::wall::Wall;
use board_layout::{Block, Layout, Rect, Scene, Shape, SheetScene};
use proptest::prelude::*;

fn run(acts: &[Act], mut check: impl FnMut(&Wall, &Layout)) {
    let mut wall = Wall::new();
    let mut layout = Layout::new();
    layout.scene(&wall.board);
    for act in acts {
        let changes = wall.act(act);
        layout.update(&wall.board, &changes);
        check(&wall, &layout);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn following_changes_gives_the_scene_from_scratch_and_so_does_a_mirror(acts in acts()) {
        let mut wall = Wall::new();
        let (mut layout, mut scratch) = (Layout::new(), Layout::new());
        let mut mirror = layout.scene(&wall.board).clone();
        for act in &acts {
            let changes = wall.act(act);
            let patch = layout.update(&wall.board, &changes);
            mirror.apply(&patch);
            prop_assert_eq!(&mirror, layout.current(), "a mirror after {:?}", act);
            prop_assert_eq!(scratch.scene(&wall.board), layout.current(), "from scratch after {:?}", act);
        }
    }

    #[test]
    fn a_scene_that_was_kept_is_taken_up_as_if_just_laid_out(before in acts(), after in acts()) {
        let mut wall = Wall::new();
        for act in &before {
            wall.act(act);
        }
        let mut layout = Layout::new();
        let kept = serde_json::to_string(layout.scene(&wall.board)).unwrap();
        let mut resumed = Layout::new();
        resumed.resume(&wall.board, serde_json::from_str(&kept).unwrap());
        prop_assert_eq!(&kept, &serde_json::to_string(resumed.current()).unwrap());
        for act in &after {
            let changes = wall.act(act);
            let patch = layout.update(&wall.board, &changes);
            prop_assert_eq!(patch, resumed.update(&wall.board, &changes), "the patch of {:?}", act);
            prop_assert_eq!(layout.current(), resumed.current(), "after {:?}", act);
        }
    }

    #[test]
    fn nothing_overlaps_and_no_text_leaves_its_box(acts in acts()) {
        let mut last = None;
        run(&acts, |_, layout| last = Some(layout.current().clone()));
        let scene = last.unwrap();
        let overlap = overlaps(&scene);
        prop_assert!(overlap.is_none(), "{}", overlap.unwrap_or_default());
    }

    #[test]
    fn the_same_board_gives_the_same_bytes_whatever_was_laid_out_before(acts in acts()) {
        let mut wall = Wall::new();
        let mut seasoned = Layout::new();
        for act in &acts {
            wall.act(act);
            seasoned.scene(&wall.board);
        }
        let first = serde_json::to_string(seasoned.current()).unwrap();
        let again = serde_json::to_string(Layout::new().scene(&wall.board)).unwrap();
        prop_assert_eq!(first, again);
    }
}

#[test]
fn a_scene_of_another_board_is_laid_out_anew() {
    let mut wall = Wall::new();
    let fresh = Layout::new().scene(&wall.board).clone();
    wall.act(&Act::AddStage { text: 1 });
    let expected = Layout::new().scene(&wall.board).clone();
    let mut layout = Layout::new();
    layout.resume(&wall.board, fresh);
    assert_eq!(layout.current(), &expected);
    let older = Scene {
        version: expected.version - 1,
        ..Scene::default()
    };
    layout.resume(&wall.board, older);
    assert_eq!(layout.current(), &expected);
}

fn moved(rect: Rect, (x, y): (i32, i32)) -> Rect {
    Rect {
        x: rect.x + x,
        y: rect.y + y,
        ..rect
    }
}

fn meet(a: Rect, b: Rect) -> bool {
    a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h
}

fn inside(inner: Rect, outer: Rect) -> bool {
    inner.x >= outer.x
        && inner.y >= outer.y
        && inner.x + inner.w <= outer.x + outer.w
        && inner.y + inner.h <= outer.y + outer.h
}

/// The first overlap found, in words.
fn overlaps(scene: &Scene) -> Option<String> {
    let whole = Rect {
        x: 0,
        y: 0,
        w: scene.width,
        h: scene.height,
    };
    let mut parts = vec![
        scene.header.rect,
        scene.parking.block.rect,
        scene.legend.rect,
    ];
    parts.extend(scene.sheets.iter().map(|sheet| sheet.rect));
    parts.retain(|rect| rect.w > 0 && rect.h > 0);
    for (index, part) in parts.iter().enumerate() {
        if !inside(*part, whole) || parts[index + 1..].iter().any(|other| meet(*part, *other)) {
            return Some(format!("part {part:?} of {parts:?}"));
        }
    }
    let parked: Vec<Rect> = scene
        .parking
        .notes
        .iter()
        .map(|note| note.block.rect)
        .collect();
    let field = Rect {
        x: 0,
        y: 0,
        ..scene.parking.block.rect
    };
    let blocks = [&scene.header, &scene.legend, &scene.parking.block];
    let loose = blocks
        .into_iter()
        .chain(scene.parking.notes.iter().map(|note| &note.block));
    loose
        .filter_map(stray_text)
        .next()
        .or_else(|| crowded(&parked, field))
        .or_else(|| scene.sheets.iter().find_map(|sheet| in_sheet(scene, sheet)))
}

fn crowded(notes: &[Rect], field: Rect) -> Option<String> {
    for (index, note) in notes.iter().enumerate() {
        if !inside(*note, field) || notes[index + 1..].iter().any(|other| meet(*note, *other)) {
            return Some(format!("note {note:?} in {field:?}"));
        }
    }
    None
}

fn in_sheet(scene: &Scene, sheet: &SheetScene) -> Option<String> {
    let mut y = sheet.band;
    for row in &sheet.rows {
        if row.y < y || row.block.rect.h > row.h {
            return Some(format!("row {row:?} above {y}"));
        }
        y = row.y + row.h;
        let lane = Rect {
            x: sheet.gutter,
            y: row.y,
            w: sheet.rect.w - sheet.gutter,
            h: row.h,
        };
        let mut notes = Vec::new();
        for step in &sheet.steps {
            let Some(cell) = scene.cells.get(&board_model::CellId {
                step: step.id,
                row: row.id,
            }) else {
                continue;
            };
            let place = (step.x, row.y);
            notes.extend(cell.notes.iter().map(|note| moved(note.block.rect, place)));
            let frames: Vec<Rect> = cell.groups.iter().map(|group| group.block.rect).collect();
            let column = Rect {
                x: 0,
                y: 0,
                w: step.w,
                h: row.h,
            };
            let half_in = |frame: &Rect| {
                cell.notes
                    .iter()
                    .any(|note| meet(*frame, note.block.rect) && !inside(note.block.rect, *frame))
            };
            if let Some(found) = crowded(&frames, column) {
                return Some(format!("group frame: {found}"));
            }
            if frames.iter().any(half_in) {
                return Some("a note half inside a group's frame".into());
            }
            let groups = cell.groups.iter().map(|group| &group.block);
            if let Some(found) = cell
                .notes
                .iter()
                .map(|note| &note.block)
                .chain(groups)
                .find_map(stray_text)
            {
                return Some(found);
            }
        }
        if let Some(found) = crowded(&notes, lane) {
            return Some(found);
        }
    }
    let stages = sheet.stages.iter().map(|stage| &stage.block);
    let titles = sheet
        .rows
        .iter()
        .map(|row| &row.block)
        .chain(sheet.steps.iter().map(|step| &step.block));
    let stacked = (y > sheet.rect.h).then(|| "rows below the sheet".to_owned());
    stages
        .chain(titles)
        .chain([&sheet.title])
        .find_map(stray_text)
        .or(stacked)
}

/// Text that leaves its block, or two runs of a line on each other.
fn stray_text(block: &Block) -> Option<String> {
    let (w, h) = (block.rect.w * 64, block.rect.h * 64);
    let runs: Vec<_> = block
        .shapes
        .iter()
        .filter_map(|shape| {
            if let Shape::Run(run) = shape {
                Some(run)
            } else {
                None
            }
        })
        .collect();
    for (index, run) in runs.iter().enumerate() {
        let (top, bottom) = (run.y - run.size * 62, run.y + run.size * 16);
        if run.x < 0 || run.x + run.w > w + 1 || top < 0 || bottom > h {
            return Some(format!("text {run:?} leaves {:?}", block.rect));
        }
        let over = |other: &&&board_layout::Run| {
            other.y == run.y && other.x + 1 < run.x + run.w && run.x + 1 < other.x + other.w
        };
        if let Some(other) = runs[index + 1..].iter().find(over) {
            return Some(format!("{run:?} over {other:?}"));
        }
    }
    None
}
