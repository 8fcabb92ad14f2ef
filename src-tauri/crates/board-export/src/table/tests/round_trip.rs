use super::wall::{Wall, apply_all, blank, counter, from_template};
use crate::table::{CsvOptions, Separator, csv_export, csv_import};
use board_model::{
    AddSheet, AddStage, AddStep, After, Board, Colour, DefineKind, Edit, Evidence, Impact, KindId,
    Note, NoteId, ParticipantId, Placement, RemoveKind, RowId, SheetId, StageId, StepId, order,
};
use proptest::prelude::*;

fn exported(board: &Board) -> String {
    csv_export(board, &CsvOptions::default())
}

fn taken_in(mut board: Wall, table: &str) -> Wall {
    let import = csv_import("round.csv", table, &board, &mut counter(1 << 100), false).unwrap();
    apply_all(&mut board, vec![import.into_edit()]);
    board
}

/// The lines of a table as records, sorted.
fn lines(table: &str) -> Vec<Vec<String>> {
    let mut lines: Vec<_> = crate::table::delimited::Reader::new(table, ',')
        .map(|record| record.unwrap().cells)
        .collect();
    lines.sort();
    lines
}

/// Titles as people leave them: the same twice, none, with separators, like labels that export makes.
const TITLES: [&str; 10] = [
    "Compare",
    "compare ",
    "",
    "Compare (2)",
    "Find; or not",
    "=Sum",
    "Größe",
    "發現",
    "\"quoted\", twice",
    "Untitled",
];

/// A grid of sheets with these titles; each stage has up to three steps.
fn grid(titles: &[usize]) -> Vec<Edit> {
    let title = |place: usize| TITLES[titles[place % titles.len()] % TITLES.len()].to_owned();
    let mut edits = Vec::new();
    for sheet in 0..2u128 {
        let id = SheetId::from_u128(10 + sheet);
        edits.push(
            AddSheet {
                id: Some(id),
                title: title(usize::try_from(sheet).unwrap()),
                map_type: String::new(),
                after: After::Last,
            }
            .into(),
        );
        for stage in 0..3u128 {
            let number = 100 * (sheet + 1) + 10 * stage;
            let place = usize::try_from(number).unwrap();
            let stage_id = StageId::from_u128(number);
            edits.push(
                AddStage {
                    id: Some(stage_id),
                    first_step: Some(StepId::from_u128(number)),
                    sheet: Some(id.into()),
                    title: title(place),
                    step_title: if stage == 0 {
                        String::new()
                    } else {
                        title(place + 1)
                    },
                    after: After::Last,
                }
                .into(),
            );
            for step in 1..=stage {
                let step_id = StepId::from_u128(number + step);
                let step_title = title(place + 2 + usize::try_from(step).unwrap());
                edits.push(
                    AddStep {
                        id: Some(step_id),
                        stage: stage_id.into(),
                        sheet: Some(id.into()),
                        title: step_title,
                        after: After::Last,
                    }
                    .into(),
                );
            }
            let row = serde_json::json!({"addRow": {"id": RowId::from_u128(number), "sheet": id, "title": title(place + 5)}});
            edits.push(serde_json::from_value(row).unwrap());
        }
    }
    for (place, name) in ["own", "action", "gone"].into_iter().enumerate() {
        let kind = KindId::named(name);
        edits.push(
            DefineKind {
                kind,
                title: title(place + 7),
                colour: Colour::Pink,
                mark: String::new(),
            }
            .into(),
        );
    }
    edits
}

fn arbitrary_note() -> impl Strategy<Value = (Note, u8)> {
    let text = "[a-zäß語مא,;\"'=+@\t\r\n -]{0,12}|\\PC{0,8}";
    let attributes = (
        prop::option::of(0usize..3),
        prop::option::of(0usize..3),
        "[a-z;'= ]{0,6}",
        0u32..9,
        any::<bool>(),
    );
    (
        any::<u64>(),
        text,
        "[A-Z'=ü]{0,4}",
        attributes,
        any::<u8>(),
        0usize..6,
    )
        .prop_map(
            |(id, text, author, (impact, evidence, tags, votes, moment), place, kind)| {
                let mut note = Note::new(NoteId::from_u128(u128::from(id)));
                note.text = text;
                note.author = author;
                note.tags = tags
                    .split(' ')
                    .filter(|tag| !tag.is_empty())
                    .map(str::to_owned)
                    .collect();
                note.impact = impact
                    .map(|place| [Impact::Trivial, Impact::WorkAround, Impact::Abandon][place]);
                note.evidence = evidence
                    .map(|place| [Evidence::Assumption, Evidence::Data, Evidence::Quote][place]);
                note.carried_votes = votes;
                note.moment = moment;
                note.detail = tags;
                note.kind = KindId::named(
                    [
                        "action",
                        "pain point",
                        "own",
                        "gone",
                        "never defined",
                        "idea",
                    ][kind],
                );
                (note, place)
            },
        )
}

/// The board of a grid, where one kind was defined and taken away.
fn grid_of(titles: &[usize]) -> Wall {
    let mut board = blank();
    apply_all(&mut board, grid(titles));
    let kind = KindId::named("gone");
    apply_all(&mut board, vec![RemoveKind { kind }.into()]);
    board
}

/// The same with notes in its cells, and in the parking lot: also such as no edit of today makes.
fn board_of(titles: &[usize], notes: Vec<(Note, u8)>) -> Board {
    let mut board = grid_of(titles).clone();
    let mut last = None;
    for (mut note, place) in notes {
        let cells: Vec<_> = board
            .sheets()
            .iter()
            .flat_map(|sheet| {
                sheet
                    .steps()
                    .flat_map(move |step| sheet.rows.iter().map(move |row| (step.id, row.id)))
            })
            .collect();
        let key = order::between(last.as_deref(), None, note.id.uuid().as_u128());
        note.placement = match cells.get(usize::from(place)) {
            Some(&(step, row)) => Placement::Cell {
                step,
                row,
                order: key.clone(),
            },
            None => Placement::Parked { order: key.clone() },
        };
        last = Some(key);
        board.put_note(note);
    }
    board
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_fresh_board_of_the_same_structure_gives_the_same_bytes(
        titles in prop::collection::vec(0usize..TITLES.len(), 1..12),
        notes in prop::collection::vec(arbitrary_note(), 0..25),
    ) {
        let board = board_of(&titles, notes);
        let first = exported(&board);
        let second = exported(&taken_in(grid_of(&titles), &first));
        prop_assert_eq!(&first, &second);
    }

    #[test]
    fn a_blank_board_gives_the_same_lines(
        titles in prop::collection::vec(0usize..TITLES.len(), 1..12),
        notes in prop::collection::vec(arbitrary_note(), 0..25),
    ) {
        let first = exported(&board_of(&titles, notes));
        let second = exported(&taken_in(blank(), &first));
        prop_assert_eq!(lines(&first), lines(&second));
    }

    #[test]
    fn any_table_is_imported_or_refused(table in "(text|stage|row|kind|id|votes|[,;\"\n\r\t'=]|\\PC){0,60}") {
        let board = from_template("zapier-standard");
        let _ = csv_import("any.csv", &table, &board, &mut counter(1 << 100), false);
    }

    #[test]
    fn any_bytes_are_imported_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300), ending in "csv|tsv|txt|png") {
        let mut with_header = b"text,stage,row\n".to_vec();
        with_header.extend(&bytes);
        let board = from_template("zapier-standard");
        for bytes in [bytes, with_header] {
            let _ = crate::table::import_file(&format!("any.{ending}"), &bytes, &board, &mut counter(1 << 100), false);
        }
    }
}

#[test]
fn a_table_of_one_stage_has_the_notes_of_that_stage_only() {
    let table = "stage,row,text,parked\nAwareness,Doing,a,\nRetention,Doing,b,\n,,c,yes\n";
    let board = taken_in(from_template("zapier-standard"), table);
    let sheet = &board.sheets()[0];
    let texts = |options: CsvOptions| {
        let table = csv_export(&board, &options);
        let records = crate::table::delimited::Reader::new(&table, ',').skip(1);
        records
            .map(|record| record.unwrap().cells[5].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        texts(CsvOptions {
            stage: Some(sheet.stages[3].id),
            ..CsvOptions::default()
        }),
        ["b"]
    );
    assert_eq!(
        texts(CsvOptions {
            row: Some(sheet.rows[0].id),
            ..CsvOptions::default()
        }),
        ["a", "b"]
    );
    assert_eq!(
        texts(CsvOptions {
            sheet: Some(sheet.id),
            ..CsvOptions::default()
        }),
        ["a", "b"]
    );
    assert_eq!(texts(CsvOptions::default()), ["a", "b", "c"]);
}

#[test]
fn no_cell_can_run_in_a_spreadsheet() {
    let mut board = from_template("zapier-standard").clone();
    let mut note = Note::new(NoteId::from_u128(7));
    note.text = "=HYPERLINK(\"http://a.example\")".into();
    note.author = "+1".into();
    note.owner = "@me".into();
    note.detail = "\tx".into();
    note.source = "-".into();
    board.put_note(note);
    let table = exported(&board);
    let record = crate::table::delimited::Reader::new(&table, ',')
        .nth(1)
        .unwrap()
        .unwrap();
    assert!(
        record
            .cells
            .iter()
            .all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])),
        "{record:?}"
    );
}

#[test]
fn control_characters_are_written_as_the_wall_shows_them() {
    let mut board = blank().clone();
    let mut note = Note::new(NoteId::from_u128(7));
    note.text = "a\u{0}\u{1b}b".into();
    board.put_note(note);
    let table = exported(&board);
    assert!(table.contains("a␀␛b"), "{table}");
    assert_eq!(exported(&taken_in(blank(), &table)), table);
}

#[test]
fn the_first_line_and_the_mark_are_as_the_contract_says() {
    let columns = "sheet,stage,step,row,kind,text,author,tags,impact,evidence,source,owner,votes,moment,link,detail,parked,id\r\n";
    assert_eq!(exported(&blank()), columns);
    let marked = csv_export(
        &blank(),
        &CsvOptions {
            byte_order_mark: true,
            ..CsvOptions::default()
        },
    );
    assert_eq!(marked, format!("\u{feff}{columns}"));
}

/// A board with ratings, metrics and notes.
fn rated() -> Wall {
    let table = "stage,row,text,persona,sentiment,measure,unit,target\n\
                 Awareness,Mood,,Ann,,,,\n\
                 Awareness,Mood,,Ann,1,,,\n\
                 Awareness,Mood,,Bo,1,,,\n\
                 Awareness,Metrics,,,,=41,%,50\n\
                 Retention,Doing,Comes back,,,,,\n";
    let mut board = from_template("zapier-standard");
    let import = csv_import("rated.csv", table, &board, &mut counter(1 << 90), false).unwrap();
    apply_all(&mut board, vec![import.into_edit()]);
    board
}

#[test]
fn ratings_and_metrics_come_back_byte_for_byte_and_name_nobody() {
    let mut board = rated().clone();
    let personas: Vec<_> = board.personas().iter().map(|persona| persona.id).collect();
    let step = board.sheets()[0].stages[0].steps[0].id;
    for (persona, ratings) in personas.iter().zip([&[2, -2, -2, 0][..], &[1]]) {
        for (by, rating) in (1..).zip(ratings) {
            let by = ParticipantId::from_u128(by);
            board.put_sentiment((*persona, step), by, Some(*rating));
        }
    }
    let table = exported(&board);
    let lines: Vec<&str> = table.lines().collect();
    assert!(lines[0].ends_with(",id,persona,sentiment,measure,unit,target"));
    assert_eq!(
        lines[1..4],
        [
            "Journey map,Awareness,,Mood,,,,,,,,,,,,,,,Ann,\u{2212}2;\u{2212}2;0;2,,,",
            "Journey map,Awareness,,Mood,,,,,,,,,,,,,,,Bo,1,,,",
            "Journey map,Awareness,,Metrics,,,,,,,,,,,,,,,,,'=41,%,50",
        ]
    );
    // Into a fresh board of the same structure; each act is somebody's.
    let mut fresh = from_template("zapier-standard");
    let import = csv_import("round.csv", &table, &fresh, &mut counter(1 << 100), false).unwrap();
    let rated = import.rated.clone();
    apply_all(&mut fresh, vec![import.into_edit()]);
    let mut fresh = fresh.clone();
    for rated in rated {
        for (by, value) in (7..).zip(rated.values) {
            fresh.put_sentiment(
                (rated.persona, rated.step),
                ParticipantId::from_u128(by),
                Some(value),
            );
        }
    }
    assert_eq!(exported(&fresh), table);
}

#[test]
fn a_part_without_ratings_and_metrics_has_the_columns_of_the_contract() {
    let board = rated();
    let row = board.sheets()[0].rows[0].id;
    let options = CsvOptions {
        row: Some(row),
        ..CsvOptions::default()
    };
    let table = csv_export(&board, &options);
    assert_eq!(
        table.lines().next(),
        Some(crate::table::COLUMNS.join(",").as_str())
    );
    assert_eq!(crate::table::COLUMNS.last(), Some(&"id"));
    assert_eq!(crate::table::FURTHER_COLUMNS.first(), Some(&"persona"));
}

#[test]
fn a_table_for_excel_comes_back_as_it_was() {
    let board = rated();
    for separator in [Separator::Comma, Separator::Semicolon, Separator::Tab] {
        let options = CsvOptions {
            byte_order_mark: true,
            separator,
            ..CsvOptions::default()
        };
        let table = csv_export(&board, &options);
        assert!(table.starts_with("\u{feff}sheet"));
        let fresh = taken_in(from_template("zapier-standard"), &table);
        assert_eq!(csv_export(&fresh, &options), table, "{separator:?}");
    }
}
