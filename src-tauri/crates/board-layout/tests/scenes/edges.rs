//! Where boards are odd: too long, hostile, without a font; and what one edit redraws.

use crate::contents::{laid_out, note, texts};
use crate::wall::Wall;
use board_layout::{Layout, SceneChange};
use board_model::*;

#[test]
fn a_text_too_long_for_the_largest_note_is_clipped_and_says_so() {
    let mut wall = Wall::new();
    let id = wall.add_note((0, 0), &"word ".repeat(700));
    let scene = laid_out(&wall);
    let block = &note(&scene, id).unwrap().block;
    assert!(block.clipped && texts(block).iter().any(|text| text.ends_with('…')));
}

#[test]
fn characters_without_a_font_are_named() {
    let mut wall = Wall::new();
    wall.add_note((0, 0), "fine 漢 \u{13000}");
    assert_eq!(
        laid_out(&wall).missing().into_iter().collect::<Vec<_>>(),
        ['\u{13000}']
    );
}

#[test]
fn the_scripts_that_people_write_in_leave_nothing_out() {
    let lines = include_str!("../../../../../tests/golden/lines-in-every-script.json");
    let lines: Vec<String> = serde_json::from_str(lines).unwrap();
    let mut wall = Wall::new();
    for line in &lines {
        wall.add_note((0, 0), line);
    }
    let scene = laid_out(&wall);
    assert_eq!(scene.missing(), [].into());
}

#[test]
fn a_hostile_note_changes_nothing_outside_of_itself() {
    let (mut calm, mut hostile) = (Wall::new(), Wall::new());
    let mut others: Vec<NoteId> = Vec::new();
    for wall in [&mut calm, &mut hostile] {
        others = (0..6)
            .map(|number| wall.add_note((number % 3, 0), "calm"))
            .collect();
    }
    let zalgo = format!("\u{202e}\u{2067}x{}\u{0}\u{1b}[2J", "\u{301}".repeat(3000));
    hostile.change(others[0], |note| note.text = zalgo.clone());
    calm.change(others[0], |note| note.text = "x".into());
    let (calm, hostile) = (laid_out(&calm), laid_out(&hostile));
    for id in &others[1..] {
        assert_eq!(note(&calm, *id), note(&hostile, *id));
    }
    assert_eq!((calm.width, calm.height), (hostile.width, hostile.height));
    let shown = texts(&note(&hostile, others[0]).unwrap().block).concat();
    assert!(
        shown.chars().filter(|c| *c == '\u{301}').count() <= 4,
        "marks do not climb over the neighbours"
    );
}

#[test]
fn one_edit_redraws_its_cell_alone_whatever_the_size_of_the_board() {
    let patch_of = |notes: usize| {
        let mut wall = Wall::new();
        for number in 0..notes {
            wall.add_note((number % 3, number % 2), "A note like any other");
        }
        let sheet = &wall.board.sheets()[1];
        let (step, row) = (sheet.steps().next().unwrap().id, sheet.rows[0].id);
        let id = wall.add_note((0, 0), "the one");
        wall.change(id, |note| {
            note.placement = Placement::Cell {
                step,
                row,
                order: "V".into(),
            }
        });
        let mut layout = Layout::new();
        layout.scene(&wall.board);
        let changes = wall.change(id, |note| note.text = "Does not want to phone".into());
        let patch = layout.update(&wall.board, &changes);
        assert!(
            matches!(&patch[..], [SceneChange::Cell(cell)] if cell.notes.len() == 1),
            "{patch:?}"
        );
        serde_json::to_string(&patch).unwrap().len()
    };
    assert_eq!(patch_of(10), patch_of(1_000));
}

#[test]
fn a_row_that_grows_moves_rows_and_redraws_no_other_cell() {
    let mut wall = Wall::new();
    for column in 0..3 {
        wall.add_note((column, 0), "above");
        wall.add_note((column, 1), "below");
    }
    let mut layout = Layout::new();
    layout.scene(&wall.board);
    let id = wall.add_note(
        (0, 0),
        "one more line of notes, so that the row grows by one shelf and a bit",
    );
    let cell = wall.board.placed(wall.board.note(id).unwrap()).unwrap();
    let Placed::Cell(cell) = cell else {
        panic!("in a cell")
    };
    let patch = layout.update(&wall.board, &[Change::Note(id), Change::Cell(cell)]);
    let cells: Vec<CellId> = patch
        .iter()
        .filter_map(|change| {
            if let SceneChange::Cell(cell) = change {
                Some(cell.id())
            } else {
                None
            }
        })
        .collect();
    assert_eq!(cells, []);
    let notes = |change: &SceneChange| match change {
        SceneChange::Notes(notes) => notes.notes.iter().map(|note| note.id).collect(),
        _ => Vec::new(),
    };
    let sent: Vec<NoteId> = patch.iter().flat_map(notes).collect();
    assert_eq!(sent, [id], "and of its cell only the note that came");
    assert!(
        patch
            .iter()
            .any(|change| matches!(change, SceneChange::Rows { rows, .. } if rows.len() == 3)),
        "{patch:?}"
    );
}

/// A wall whose first cell holds this many notes, and the last of them.
fn crowded(notes: usize) -> (Wall, NoteId) {
    let mut wall = Wall::new();
    wall.add_note((1, 1), "elsewhere");
    let mut last = None;
    for _ in 0..notes {
        last = Some(wall.add_note((0, 0), "One of many"));
    }
    (wall, last.unwrap())
}

#[test]
fn an_edit_in_a_crowded_cell_sends_only_what_it_changed() {
    // [PA4]
    let (mut wall, last) = crowded(200);
    let mut layout = Layout::new();
    layout.scene(&wall.board);
    let whole = serde_json::to_string(layout.current()).unwrap().len();
    let changes = wall.change(last, |note| note.text = "Another of many".into());
    let patch = layout.update(&wall.board, &changes);
    assert!(
        matches!(&patch[..], [SceneChange::Notes(notes)]
            if notes.places.is_none() && notes.notes.len() == 1 && notes.notes[0].id == last),
        "{patch:?}"
    );
    let changes = wall.change(last, |note| {
        if let Placement::Cell { order, .. } = &mut note.placement {
            *order = "0".into();
        }
    });
    let patch = layout.update(&wall.board, &changes);
    assert!(
        matches!(&patch[..], [SceneChange::Notes(notes)]
            if notes.places.as_ref().is_some_and(|places| places.len() == 200) && notes.notes.is_empty()),
        "a note that only moved is not sent again: {patch:?}"
    );
    let bytes = serde_json::to_string(&patch).unwrap().len();
    assert!(bytes * 8 < whole, "{bytes} of {whole}");
}

#[test]
fn a_column_that_nobody_sized_is_as_wide_as_its_fullest_cell_asks_for() {
    let widths = |notes: usize| {
        let (wall, _) = crowded(notes);
        let scene = laid_out(&wall);
        let steps = scene.sheets[0].steps.iter();
        let shape = (scene.sheets[0].steps[0].w, scene.sheets[0].rows[0].h);
        assert!(steps.skip(1).all(|step| step.w == 304), "the others stay");
        shape
    };
    assert_eq!(widths(8), (304, 624));
    assert_eq!(
        widths(9),
        (448, 472),
        "one note more: wider by a note, lower by a line"
    );
    assert_eq!(widths(16), (592, 624));
    assert_eq!(widths(300).0, 1_600, "no wider than people can make it");
    let (mut wall, _) = crowded(30);
    wall.act(&crate::acts::Act::NameStep {
        step: 0,
        text: 1,
        width: Some(400),
    });
    assert_eq!(laid_out(&wall).sheets[0].steps[0].w, 400, "people decide");
}

#[test]
fn a_wall_of_600_notes_has_the_proportions_of_a_wall() {
    let mut wall = Wall::new();
    for number in 0..600 {
        let text = [
            "Sees an ad",
            "Asks a friend about the prices and the classes",
        ][number % 2];
        wall.add_note((number % 3, number % 2), text);
    }
    let scene = laid_out(&wall);
    let (w, h) = (scene.width, scene.height);
    assert!(w < 3 * h && h < 3 * w, "{w} × {h}");
}
