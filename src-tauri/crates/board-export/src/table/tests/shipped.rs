//! The examples that ship, and a board of six hundred notes.

use super::wall::{Wall, apply_all, blank, counter, from_template};
use crate::table::{CsvOptions, csv_export, csv_import, example, json_export};
use board_model::{Board, Edit, template};

const GYM: &str = include_str!("../../../../../../assets/examples/gym-membership.csv");
const AROUND: &str = include_str!("../../../../../../assets/examples/gym-membership.json");
const SEVEN_SCRIPTS: &str = include_str!("../../../../../../assets/examples/seven-scripts.csv");

fn with_notes(template: &str, table: &str) -> Wall {
    let mut board = from_template(template);
    let import = csv_import("shipped.csv", table, &board, &mut counter(1 << 90), false).unwrap();
    assert_eq!(import.ignored, Vec::<String>::new());
    apply_all(&mut board, vec![import.into_edit()]);
    board
}

/// A table of `count` notes spread over the cells of the standard map, with all lengths of text.
fn many_notes(count: usize) -> String {
    let titles = |kind: &str| {
        let edits = template::find("zapier-standard")
            .unwrap()
            .edits(&mut counter(0), None);
        let title = |edit: Edit| match edit {
            Edit::AddStage(stage) if kind == "stage" => Some(stage.title),
            Edit::AddRow(row) if kind == "row" => Some(row.title),
            _ => None,
        };
        edits.into_iter().filter_map(title).collect::<Vec<_>>()
    };
    let (stages, rows) = (titles("stage"), titles("row"));
    let mut table = String::from("stage,row,text,author,votes\r\n");
    for number in 0..count {
        let words = vec!["waits for an answer"; 1 + number % 5].join(", then ");
        let (stage, row) = (
            &stages[number % stages.len()],
            &rows[number / stages.len() % rows.len()],
        );
        table.push_str(&format!(
            "{stage},{row},\"{number}: {words}\",Person {},{}\r\n",
            number % 12,
            number % 7
        ));
    }
    table
}

#[test]
fn the_example_can_be_read_and_is_whole() {
    let around: Vec<Edit> = serde_json::from_str(AROUND).unwrap();
    assert!(around.len() >= 10);
    let mut board = blank();
    apply_all(&mut board, example(&mut counter(0)));
    assert_eq!(
        board.header().title,
        "Gym membership: from first look to regular"
    );
    assert_eq!(board.all_notes().len(), GYM.lines().count() - 1 + 2);
    assert_eq!(board.sheets().len(), 1);
    let sheet = &board.sheets()[0];
    let rows: Vec<_> = sheet.rows.iter().map(|row| row.title.as_str()).collect();
    assert_eq!(
        rows,
        [
            "Doing",
            "Thinking",
            "Sentiment",
            "Encounters",
            "Missing touchpoints",
            "Metrics"
        ]
    );
    assert_eq!(sheet.stages.len(), 5, "the notes found their stages");
    let persona = board.personas()[0].id;
    assert!(
        sheet
            .steps()
            .all(|step| board.sentiments(persona, step.id).is_some())
    );
    assert_eq!(board.all_notes().filter(|note| note.moment).count(), 1);
    assert_eq!(board.parked().count(), 2);
}

#[test]
fn the_examples_notes_are_the_ones_of_its_table() {
    let board = with_notes("zapier-standard", GYM);
    let mut example_board = blank();
    apply_all(&mut example_board, example(&mut counter(0)));
    let texts = |board: &Board| {
        let mut texts: Vec<_> = board
            .notes_in_reading_order()
            .filter(|note| board.placed(note) != Some(board_model::Placed::Parked))
            .map(|note| note.text.clone())
            .collect();
        texts.sort();
        texts
    };
    assert_eq!(texts(&board), texts(&example_board));
}

#[test]
fn seven_scripts_come_through_unharmed() {
    let board = with_notes("zapier-standard", SEVEN_SCRIPTS);
    assert_eq!(board.all_notes().len(), SEVEN_SCRIPTS.lines().count() - 1);
    let sheet = &board.sheets()[0];
    assert_eq!(
        (sheet.stages.len(), sheet.rows.len()),
        (5, 4),
        "nothing was added to the standard map"
    );
    let all: String = board.all_notes().map(|note| note.text.as_str()).collect();
    let scripts = [
        ('ř', "Latin"),
        ('ε', "Greek"),
        ('ж', "Cyrillic"),
        ('店', "Han"),
        ('の', "Kana"),
        ('자', "Hangul"),
        ('س', "Arabic"),
        ('א', "Hebrew"),
        ('ร', "Thai"),
    ];
    for (letter, script) in scripts {
        assert!(all.contains(letter), "{script}");
    }
    for sequence in ["👩‍👩‍👧‍👦", "🇹🇭", "👨🏽‍🔧", "1️⃣", "🏳️‍🌈", "🏴󠁧󠁢󠁳󠁣󠁴󠁿"]
    {
        assert!(all.contains(sequence), "{sequence}");
    }
    let table = csv_export(&board, &CsvOptions::default());
    let again = csv_export(
        &with_notes("zapier-standard", &table),
        &CsvOptions::default(),
    );
    assert_eq!(table, again);
}

#[test]
fn six_hundred_notes_go_in_as_one_act_and_out_again() {
    let board = from_template("zapier-standard");
    let import = csv_import(
        "many.csv",
        &many_notes(600),
        &board,
        &mut counter(1 << 90),
        false,
    )
    .unwrap();
    assert_eq!(
        (import.notes, import.edits.len()),
        (600, 600),
        "no structure was added"
    );
    assert!(matches!(import.into_edit(), Edit::Many(many) if many.edits.len() == 600));
    let board = with_notes("zapier-standard", &many_notes(600));
    let table = csv_export(&board, &CsvOptions::default());
    assert_eq!(table.lines().count(), 601);
    let again = csv_export(
        &with_notes("zapier-standard", &table),
        &CsvOptions::default(),
    );
    assert_eq!(table, again);
}

#[test]
fn json_is_the_boards_own_form() {
    let board = with_notes("zapier-standard", GYM);
    let text = json_export(&board).unwrap();
    let parsed: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(parsed, serde_json::to_value(&*board).unwrap());
    assert!(text.ends_with("}\n"));
}
