//! What a scene shows of a board.

use crate::wall::Wall;
use board_layout::{Block, Layout, Paint, Scene, SceneChange, Shape};
use board_model::*;
use std::collections::BTreeMap;

pub(crate) fn texts(block: &Block) -> Vec<&str> {
    texts_of(&block.shapes)
}

fn texts_of(shapes: &[Shape]) -> Vec<&str> {
    shapes
        .iter()
        .filter_map(|shape| {
            if let Shape::Run(run) = shape {
                Some(run.text.as_str())
            } else {
                None
            }
        })
        .collect()
}

fn icons(block: &Block) -> Vec<&str> {
    block
        .shapes
        .iter()
        .filter_map(|shape| {
            if let Shape::Icon { name, .. } = shape {
                Some(name.as_str())
            } else {
                None
            }
        })
        .collect()
}

pub(crate) fn laid_out(wall: &Wall) -> Scene {
    Layout::new().scene(&wall.board).clone()
}

pub(crate) fn note(scene: &Scene, id: NoteId) -> Option<&board_layout::NoteScene> {
    let in_cells = scene.cells.values().flat_map(|cell| &cell.notes);
    in_cells
        .chain(&scene.parking.notes)
        .find(|note| note.id == id)
}

#[test]
fn the_header_shows_what_is_given_and_nothing_else() {
    let mut wall = Wall::new();
    let header = Header {
        title: "Gym membership".into(),
        scope: "From search to member".into(),
        starts: "Search".into(),
        ends: "Member".into(),
        date: "May 2026".into(),
        ..Header::default()
    };
    wall.board.put_header(header);
    let scene = laid_out(&wall);
    assert_eq!(
        texts(&scene.header),
        [
            "Gym membership",
            "From search to member",
            "Journey",
            "Search → Member",
            "Persona",
            "Ana, New member",
            "Date",
            "May 2026"
        ]
    );
    assert_eq!(icons(&scene.header), ["route", "user-round", "calendar"]);
    assert!(
        laid_out(&Wall::bare()).header.rect.h == 0,
        "nothing given takes no room"
    );
}

#[test]
fn a_stage_with_one_unnamed_step_looks_like_a_plain_column() {
    let mut wall = Wall::new();
    let plain = laid_out(&wall);
    let sheet = &plain.sheets[0];
    assert_eq!(sheet.stages.len(), 2);
    assert_eq!(sheet.steps.len(), 3);
    assert!(sheet.steps.iter().all(|step| step.block.shapes.is_empty()));
    assert_eq!(
        sheet.stages[1].block.rect.w,
        sheet.steps[1].w + sheet.steps[2].w,
        "a stage spans its steps"
    );
    wall.name_step(1, "Compare");
    let named = laid_out(&wall);
    assert_eq!(texts(&named.sheets[0].steps[1].block), ["Compare"]);
    assert!(
        named.sheets[0].band > sheet.band,
        "the band grows for names of steps"
    );
}

#[test]
fn sheets_stand_64_units_apart_below_each_other() {
    let scene = laid_out(&Wall::new());
    let [first, second] = &scene.sheets[..] else {
        panic!("two sheets")
    };
    assert_eq!(second.rect.y - first.rect.y - first.rect.h, 64);
    assert_eq!(texts(&first.title), ["Journey map"]);
}

#[test]
fn the_legend_shows_the_kinds_in_use_and_follows_them() {
    let mut wall = Wall::new();
    let mut layout = Layout::new();
    let id = wall.add_note((0, 0), "one");
    assert_eq!(texts(&layout.scene(&wall.board).legend), ["Action"]);
    let changes = wall.change(id, |note| note.kind = KindId::named("Pain point"));
    layout.update(&wall.board, &changes);
    assert_eq!(texts(&layout.current().legend), ["Pain point"]);
    let changes = wall.change(id, |note| note.kind = KindId::named("our own"));
    layout.update(&wall.board, &changes);
    assert_eq!(
        texts(&layout.current().legend),
        ["our own"],
        "a name the board does not know is shown as it is"
    );
    let changes = wall.change(id, |note| note.deleted = true);
    layout.update(&wall.board, &changes);
    assert_eq!(layout.current().legend, Block::default());
}

#[test]
fn a_note_shows_kind_moment_impact_evidence_votes_and_initials() {
    let mut wall = Wall::new();
    let id = wall.add_note((0, 0), "Looks for the price page");
    wall.change(id, |note| {
        note.author = "Mira Lee".into();
        note.impact = Some(Impact::Abandon);
        note.evidence = Some(Evidence::Data);
        note.carried_votes = 3;
    });
    let scene = laid_out(&wall);
    let shown = &note(&scene, id).unwrap().block;
    assert_eq!(texts(shown), ["Looks for the", "price page", "ML", "3"]);
    assert_eq!(
        icons(shown),
        ["arrow-right", "octagon-x"],
        "what finds no room at the foot waits for the panel"
    );
    assert!(
        !texts(shown).iter().any(|text| text.contains("Mira")),
        "the full name is not on the wall"
    );
    let accent = |block: &Block| {
        block.shapes.iter().any(|shape| {
            matches!(
                shape,
                Shape::Rect {
                    fill: Some(Paint::Accent),
                    ..
                }
            )
        })
    };
    assert!(!accent(shown));
    wall.change(id, |note| note.moment = true);
    assert!(
        accent(&note(&laid_out(&wall), id).unwrap().block),
        "the moment that matters is marked"
    );
}

#[test]
fn votes_of_an_open_round_are_in_no_scene() {
    let mut wall = Wall::new();
    let id = wall.add_note((0, 0), "one");
    let round = RoundId::from_u128(50);
    let open = Round {
        id: round,
        title: String::new(),
        allowance: 5,
        closed: false,
        order: "W".into(),
        deleted: false,
    };
    wall.board.put_round(open.clone());
    wall.board.put_ballot(
        round,
        ParticipantId::from_u128(1),
        BTreeMap::from([(id, 4)]),
    );
    assert_eq!(texts(&note(&laid_out(&wall), id).unwrap().block), ["one"]);
    wall.board.put_round(Round {
        closed: true,
        ..open
    });
    assert_eq!(
        texts(&note(&laid_out(&wall), id).unwrap().block),
        ["one", "4"]
    );
}

#[test]
fn a_bar_spans_its_steps_and_pushes_what_is_below() {
    let mut wall = Wall::new();
    let below = wall.add_note((1, 0), "below");
    let aside = wall.add_note((2, 0), "aside");
    let before = laid_out(&wall);
    let bar = wall.add_note((0, 0), "from the first step to the second");
    wall.change(bar, |note| note.span = 2);
    let scene = laid_out(&wall);
    let steps = &scene.sheets[0].steps;
    let rect = note(&scene, bar).unwrap().block.rect;
    assert_eq!(
        rect.x + steps[0].x + rect.w,
        steps[1].x + steps[1].w - rect.x,
        "as wide as two steps but for the margins"
    );
    let top = |scene: &Scene, id| note(scene, id).unwrap().block.rect.y;
    assert!(top(&scene, below) >= rect.y + rect.h);
    assert_eq!(
        top(&scene, aside),
        top(&before, aside),
        "a step that it does not reach stays as it was"
    );
}

#[test]
fn a_group_is_framed_where_its_first_note_stands() {
    let mut wall = Wall::new();
    let ids: Vec<NoteId> = ["a", "b", "c", "d"]
        .iter()
        .map(|text| wall.add_note((0, 0), text))
        .collect();
    for &id in &ids[1..3] {
        wall.change(id, |note| note.group = Some(GroupId::from_u128(10)));
    }
    let scene = laid_out(&wall);
    let cell = scene.cells.values().next().unwrap();
    let frame = &cell.groups[0].block;
    assert_eq!(texts(frame), ["Group 0"]);
    let inside = |id| {
        let rect = note(&scene, id).unwrap().block.rect;
        rect.y >= frame.rect.y && rect.y + rect.h <= frame.rect.y + frame.rect.h
    };
    assert_eq!(
        ids.iter().map(|&id| inside(id)).collect::<Vec<_>>(),
        [false, true, true, false]
    );
}

#[test]
fn a_sentiment_row_shows_the_median_of_each_persona() {
    let mut wall = Wall::new();
    let steps: Vec<StepId> = wall.board.sheets()[0].steps().map(|step| step.id).collect();
    for (step, values) in [
        (steps[0], [2, 2, -2]),
        (steps[1], [0, 0, 0]),
        (steps[2], [-2, -1, -2]),
    ] {
        for (by, value) in values.into_iter().enumerate() {
            wall.board.put_sentiment(
                (PersonaId::from_u128(2), step),
                ParticipantId::from_u128(by as u128),
                Some(value),
            );
        }
    }
    let scene = laid_out(&wall);
    let curve = &scene.sheets[0].curves[0];
    let line = curve.shapes.iter().find_map(|shape| match shape {
        Shape::Line {
            points,
            smooth: true,
            ..
        } => Some(points.clone()),
        _ => None,
    });
    let line = line.expect("a curve");
    let columns = &scene.sheets[0].steps;
    assert!(
        line.iter()
            .zip(columns)
            .all(|(point, step)| point.0 == step.x + step.w / 2),
        "at the middle of each step"
    );
    assert!(
        line[0].1 < line[1].1 && line[1].1 < line[2].1,
        "from +2 down to −2: {line:?}"
    );
    assert_eq!(line[1].1 - line[0].1, line[2].1 - line[1].1);
    assert_eq!(
        texts_of(&curve.shapes),
        ["3 ratings"; 3],
        "how many said so"
    );
}

#[test]
fn zones_begin_with_their_line() {
    let scene = laid_out(&Wall::new());
    let rows = &scene.sheets[0].rows;
    assert!(rows[0].above.is_empty());
    assert_eq!(texts_of(&rows[1].above), ["Frontstage"]);
    assert_eq!(
        texts_of(&rows[2].above),
        ["Backstage", "Line of visibility"]
    );
    assert!(
        rows[2].y > rows[1].y + rows[1].h,
        "the line has room of its own"
    );
}

#[test]
fn a_measure_shows_value_unit_and_target() {
    let mut wall = Wall::new();
    let sheet = &wall.board.sheets()[0];
    let cell = CellId {
        step: sheet.steps().next().unwrap().id,
        row: sheet.rows[2].id,
    };
    wall.board.put_measure(
        cell,
        Some(Measure {
            value: "41".into(),
            unit: "%".into(),
            target: "50 %".into(),
        }),
    );
    assert_eq!(
        texts_of(&laid_out(&wall).cells[&cell].shapes),
        ["41 %", "50 %"]
    );
}

#[test]
fn deleted_notes_are_not_in_the_scene_and_orphans_are_parked() {
    let mut wall = Wall::new();
    let (gone, orphan) = (
        wall.add_note((0, 0), "gone"),
        wall.add_note((1, 0), "orphan"),
    );
    wall.change(gone, |note| note.deleted = true);
    wall.act(&crate::acts::Act::DeleteStage {
        stage: 1,
        deleted: true,
    });
    let scene = laid_out(&wall);
    assert!(note(&scene, gone).is_none());
    assert_eq!(scene.parking.notes[0].id, orphan);
    assert_eq!(texts(&scene.parking.block), ["Parking lot"]);
}

#[test]
fn who_joins_redraws_nothing_and_who_is_renamed_only_their_notes() {
    let mut wall = Wall::new();
    let (ana, lee) = (ParticipantId::from_u128(1), ParticipantId::from_u128(2));
    let id = wall.add_note((0, 0), "mine");
    wall.change(id, |note| note.by = Some(ana));
    wall.add_note((1, 0), "of nobody");
    let mut layout = Layout::new();
    layout.scene(&wall.board);
    let person = |name: &str| Person {
        name: name.into(),
        colour: 0,
    };
    wall.board.put_person(lee, person("Lee"));
    assert!(layout.update(&wall.board, &[Change::People]).is_empty());
    wall.board.put_person(ana, person("Ana Lima"));
    let patch = layout.update(&wall.board, &[Change::People]);
    assert!(matches!(&patch[..], [SceneChange::Cell(cell)] if cell.notes[0].id == id));
    assert_eq!(
        texts(&note(layout.current(), id).unwrap().block),
        ["mine", "AL"]
    );
}

#[test]
fn a_note_shows_how_many_comments_it_has_and_a_mirror_follows() {
    let mut wall = Wall::new();
    let (id, other) = (
        wall.add_note((0, 0), "asked about"),
        wall.add_note((0, 0), "calm"),
    );
    let mut layout = Layout::new();
    let mut mirror = layout.scene(&wall.board).clone();
    for number in 1..=3 {
        wall.board.put_comment(Comment {
            id: CommentId::from_u128(number),
            note: Some(id),
            text: "Who owns this?".into(),
            by: None,
            deleted: number == 3,
        });
    }
    let patch = layout.update(&wall.board, &[Change::Comments(id)]);
    assert_eq!(patch.len(), 1, "its cell alone: {patch:?}");
    for change in patch {
        mirror.apply(&[change]);
    }
    assert_eq!(mirror, laid_out(&wall));
    let block = &note(&mirror, id).unwrap().block;
    assert!(icons(block).contains(&"message-circle") && texts(block).contains(&"2"));
    assert!(!icons(&note(&mirror, other).unwrap().block).contains(&"message-circle"));
}
