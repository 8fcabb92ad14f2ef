//! Prints what a 4K picture of 500 notes costs, part by part, and leaves the pictures in a folder to look at:
//! `cargo run --release -p board-export --example picture_timing -- FOLDER`.
#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a program for the command line"
)]

use board_export::picture::{Format, PictureOptions, Scale, render, svg, to_file};
use board_layout::{Layout, Scene};
use board_model::{
    Board, BoardId, GridPart, Header, KindId, Note, NoteId, Placement, Row, RowEntry, RowId,
    RowType, Sheet, SheetEntry, SheetId, Stage, StageEntry, StageId, Step, StepEntry, StepId, Zone,
    order,
};
use std::path::Path;
use std::time::Instant;

const STAGES: u128 = 12;
const ROWS: u128 = 8;
const NOTES: u128 = 500;
const TEXTS: [&str; 10] = [
    "Searches for a gym nearby and reads reviews for an hour",
    "Price list is missing on the website",
    "Does not want to phone, but has questions about classes",
    "Вопросы о договоре и цене",
    "Είναι εύκολο να εγγραφώ;",
    "رحلة العميل من البداية",
    "מסע הלקוח מתחיל כאן",
    "旅の始まり。ジムを探す",
    "여정의 시작, 체육관 찾기",
    "Got a free trial 🎉👍🏽 and told 👩‍👩‍👧 about it",
];

fn board() -> Board {
    let mut board = Board::blank(BoardId::from_u128(1));
    board.put_header(Header {
        title: "Joining a gym".into(),
        scope: "From the first idea to the third visit".into(),
        ..Header::default()
    });
    let keys = |count: u128| {
        let mut keys: Vec<String> = Vec::new();
        for number in 0..count {
            keys.push(order::between(
                keys.last().map(String::as_str),
                None,
                number,
            ));
        }
        keys
    };
    let sheet = SheetId::from_u128(1);
    let entry = Sheet {
        id: sheet,
        title: "Journey map".into(),
        map_type: String::new(),
        stages: Vec::new(),
        rows: Vec::new(),
    };
    let mut parts = vec![GridPart::Sheet(SheetEntry {
        sheet: entry,
        order: keys(1).remove(0),
        deleted: false,
    })];
    for (number, order) in (0..STAGES).zip(keys(STAGES)) {
        let id = StageId::from_u128(number + 10);
        let stage = Stage {
            id,
            title: format!("Stage {}", number + 1),
            goal: String::new(),
            owner: String::new(),
            steps: Vec::new(),
        };
        let step = Step {
            id: StepId::from_u128(number + 10),
            title: String::new(),
            width: None,
        };
        parts.push(GridPart::Stage(StageEntry {
            stage,
            sheet,
            order: order.clone(),
            deleted: false,
        }));
        parts.push(GridPart::Step(StepEntry {
            step,
            stage: id,
            order,
            deleted: false,
        }));
    }
    for (number, order) in (0..ROWS).zip(keys(ROWS)) {
        let row = Row {
            id: RowId::from_u128(number + 10),
            title: format!("Row {}", number + 1),
            prompt: "What does the customer do here?".into(),
            row_type: RowType::Notes,
            zone: Zone::None,
            kind: None,
            height: None,
            locked: false,
        };
        parts.push(GridPart::Row(RowEntry {
            row,
            sheet,
            order,
            deleted: false,
        }));
    }
    board.put_grid(parts);
    let kinds = board_model::BUILT_IN_KINDS;
    for (number, order) in (0..NOTES).zip(keys(NOTES)) {
        let (step, row) = (
            StepId::from_u128(number % STAGES + 10),
            RowId::from_u128(number / STAGES % ROWS + 10),
        );
        let place = usize::try_from(number).expect("small");
        board.put_note(Note {
            text: TEXTS[place % TEXTS.len()].into(),
            kind: KindId(kinds[place % kinds.len()].0.into()),
            placement: Placement::Cell { step, row, order },
            ..Note::new(NoteId::from_u128(number + 1000))
        });
    }
    board
}

fn timed<R>(what: &str, act: impl FnOnce() -> R) -> R {
    let start = Instant::now();
    let result = act();
    println!(
        "{what:<36}{:>9.1} ms",
        start.elapsed().as_secs_f64() * 1000.0
    );
    result
}

fn bytes(scene: &Scene, options: &PictureOptions, format: Format) -> usize {
    let mut bytes = Vec::new();
    render(scene, options, format, &mut bytes).expect("a picture");
    bytes.len()
}

fn main() {
    let board = board();
    let mut layout = Layout::new();
    let scene = timed("layout from scratch", || layout.scene(&board).clone());
    let wide = PictureOptions {
        scale: Scale::Width(3840),
        ..PictureOptions::default()
    };
    let small = PictureOptions {
        scale: Scale::Times(0.02),
        ..PictureOptions::default()
    };
    timed("first picture, 1/50 of the size", || {
        bytes(&scene, &small, Format::Png)
    });
    timed("shaping and outlines (1/50 again)", || {
        bytes(&scene, &small, Format::Png)
    });
    for format in [Format::Png, Format::Jpeg, Format::WebP] {
        let size = timed(&format!("{} 3840 wide, all parts", format.name()), || {
            bytes(&scene, &wide, format)
        });
        println!("{:<36}{:>9} KB", "", size / 1024);
    }
    let text = timed("SVG, outlined", || svg(&scene, &wide).expect("an SVG"));
    println!("{:<36}{:>9} KB", "", text.len() / 1024);
    let huge = PictureOptions {
        scale: Scale::Width(20_000),
        ..PictureOptions::default()
    };
    timed("PNG 20,000 wide", || bytes(&scene, &huge, Format::Png));
    if let Some(folder) = std::env::args().nth(1) {
        to_file(
            &Path::new(&folder).join("picture.png"),
            &scene,
            &wide,
            Format::Png,
        )
        .expect("written");
        std::fs::write(Path::new(&folder).join("picture.svg"), text).expect("written");
    }
}
