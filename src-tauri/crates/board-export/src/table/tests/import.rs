use super::wall::{Wall, apply_all, blank, counter, evidence, from_template, note, place};
use crate::table::{
    Import, ImportError, csv_import, decode, import_file, outline, text_import, tsv_import,
};
use board_model::{Board, ErrorCode, Evidence, Impact, NoteId, RowType};

fn imported(board: &mut Wall, table: &str) -> Import {
    let base = (1 << 96) + (u128::try_from(board.all_notes().len()).unwrap() << 64);
    let import = csv_import("notes.csv", table, board, &mut counter(base), false).unwrap();
    apply_all(board, vec![import.clone().into_edit()]);
    import
}

fn refused(table: &str) -> ImportError {
    csv_import(
        "notes.csv",
        table,
        &from_template("zapier-standard"),
        &mut counter(0),
        false,
    )
    .unwrap_err()
}

fn place_of(board: &Board, text: &str) -> String {
    place(board, note(board, text).id)
}

#[test]
fn columns_may_come_in_any_order_and_only_text_is_needed() {
    let mut board = from_template("zapier-standard");
    imported(&mut board, "text,ROW, Stage \nCompares,doing,  AWARENESS\n");
    assert_eq!(place_of(&board, "Compares"), "Journey map/Awareness//Doing");
    assert_eq!(
        note(&board, "Compares").kind.as_str(),
        "action",
        "the row's own kind"
    );
    imported(&mut board, "text\njust a thought\n");
    assert_eq!(place_of(&board, "just a thought"), "parked");
}

#[test]
fn every_column_lands_in_its_attribute() {
    let mut board = from_template("zapier-standard");
    let id = "0190f2a0-0000-7000-8000-000000000001";
    imported(
        &mut board,
        &format!(
            "sheet,stage,step,row,kind,text,author,tags,impact,evidence,source,owner,votes,moment,link,detail,parked,id\r\n\
             Journey map,Awareness,,Doing,Pain Point,\"a, \"\"b\"\"\nc\",Mira,x; y;,Work-around,quote,interview 4,Lee,7,Yes,https://a.example,behind,,{id}\r\n"
        ),
    );
    let found = note(&board, "a, \"b\"\nc");
    assert_eq!(found.id, id.parse::<NoteId>().unwrap());
    assert_eq!(found.kind.as_str(), "pain point");
    assert_eq!(found.author, "Mira");
    assert_eq!(found.tags, ["x", "y"]);
    assert_eq!(found.impact, Some(Impact::WorkAround));
    assert_eq!(found.evidence, Some(Evidence::Quote));
    assert_eq!(
        (found.source.as_str(), found.owner.as_str()),
        ("interview 4", "Lee")
    );
    assert_eq!((board.votes(found), found.moment), (7, true));
    assert_eq!(
        (found.link.as_str(), found.detail.as_str()),
        ("https://a.example", "behind")
    );
}

#[test]
fn what_is_missing_is_added_in_the_order_of_appearance() {
    let mut board = from_template("zapier-standard");
    imported(
        &mut board,
        "sheet,stage,step,row,kind,text\n\
         To be,Later,,Wishes,regulation,one\n\
         journey map,Awareness,Search,Doing,,two\n\
         ,Renewal,,Doing,Regulation,three\n\
         To be,Sooner,First,wishes,,four\n\
         To be,Sooner,Second,Wishes,,five\n",
    );
    assert_eq!(place_of(&board, "one"), "To be/Later//Wishes");
    assert_eq!(
        place_of(&board, "two"),
        "Journey map/Awareness/Search/Doing"
    );
    assert_eq!(place_of(&board, "three"), "Journey map/Renewal//Doing");
    assert_eq!(place_of(&board, "four"), "To be/Sooner/First/Wishes");
    assert_eq!(place_of(&board, "five"), "To be/Sooner/Second/Wishes");
    assert_eq!(note(&board, "one").kind, note(&board, "three").kind);
    let sheet = &board.sheets()[0];
    let stages: Vec<_> = sheet
        .stages
        .iter()
        .map(|stage| stage.title.as_str())
        .collect();
    assert_eq!(stages.last(), Some(&"Renewal"));
    assert_eq!(board.sheets()[1].stages[1].steps.len(), 2);
}

#[test]
fn half_a_place_means_the_first_of_the_other_half() {
    let mut board = from_template("zapier-standard");
    imported(
        &mut board,
        "stage,row,text\nRetention,,a\n,Thinking,b\n,,c\n",
    );
    assert_eq!(place_of(&board, "a"), "Journey map/Retention//Doing");
    assert_eq!(place_of(&board, "b"), "Journey map/Awareness//Thinking");
    assert_eq!(place_of(&board, "c"), "parked");
    imported(
        &mut board,
        "step,row,text\nretention,Doing,d\nAftermath,Doing,e\n",
    );
    assert_eq!(place_of(&board, "d"), "Journey map/Retention//Doing");
    assert_eq!(place_of(&board, "e"), "Journey map/Aftermath//Doing");
}

#[test]
fn a_blank_board_gets_what_a_note_needs() {
    let mut board = blank();
    imported(&mut board, "stage,text\nFind,a\n");
    assert_eq!(place_of(&board, "a"), "Journey map/Find//Notes");
}

#[test]
fn a_line_with_a_place_only_adds_the_place() {
    let mut board = blank();
    let import = imported(
        &mut board,
        "stage,row,text,author\nFind,Doing,,\nBuy,Doing,x,\n,,,\n",
    );
    assert_eq!(import.notes, 1);
    let stages: Vec<_> = board.sheets()[0]
        .stages
        .iter()
        .map(|stage| stage.title.as_str())
        .collect();
    assert_eq!(stages, ["Find", "Buy"]);
}

#[test]
fn unknown_columns_are_passed_over_and_named() {
    let mut board = from_template("zapier-standard");
    let import = imported(
        &mut board,
        "text,mood,,row,stage\nx,good,,Doing,Awareness\n",
    );
    assert_eq!(import.ignored, ["mood"]);
    assert_eq!(import.notes, 1);
}

#[test]
fn spreadsheets_of_other_countries_are_read() {
    for table in [
        "stage;row;text\nAwareness;Doing;a, b\n",
        "\u{feff}stage\trow\ttext\r\nAwareness\tDoing\ta, b\r\n",
    ] {
        let mut board = from_template("zapier-standard");
        imported(&mut board, table);
        assert_eq!(place_of(&board, "a, b"), "Journey map/Awareness//Doing");
    }
    let board = from_template("zapier-standard");
    let import = tsv_import(
        "a.tsv",
        "text\tauthor\na,b\tMira\n",
        &board,
        &mut counter(0),
        false,
    )
    .unwrap();
    assert_eq!(import.notes, 1);
}

#[test]
fn one_bad_line_refuses_the_file_and_is_named() {
    for (table, code, sentence) in [
        (
            "",
            ErrorCode::BadInput,
            "notes.csv, line 1: no column is called «text»",
        ),
        (
            "stage,row\na,b\n",
            ErrorCode::BadInput,
            "notes.csv, line 1: no column is called «text»",
        ),
        (
            "text,Text\na,b\n",
            ErrorCode::BadInput,
            "notes.csv, line 1: two columns are called «text»",
        ),
        (
            "text,impact\na,\nb,catastrophic\n",
            ErrorCode::BadInput,
            "notes.csv, line 3: impact cannot be «catastrophic»: «trivial», «work-around», «abandon» or nothing",
        ),
        (
            "text,evidence\na,rumour\n",
            ErrorCode::BadInput,
            "notes.csv, line 2: evidence cannot be «rumour»",
        ),
        (
            "text,votes\na,-1\n",
            ErrorCode::BadInput,
            "notes.csv, line 2: votes cannot be «-1»",
        ),
        (
            "text,moment\na,perhaps\n",
            ErrorCode::BadInput,
            "notes.csv, line 2: moment cannot be «perhaps»",
        ),
        (
            "text,parked\na,x\n",
            ErrorCode::BadInput,
            "notes.csv, line 2: parked cannot be «x»",
        ),
        (
            "text,id\na,17\n",
            ErrorCode::BadInput,
            "notes.csv, line 2: id cannot be «17»",
        ),
        (
            "stage,row,text,author\nA,B,\"a\nb\",c\nA,B\n",
            ErrorCode::BadInput,
            "notes.csv, line 4: 2 of 4 cells, and «text» is missing; put cells that hold line breaks into quotation marks",
        ),
        (
            "text,author\na,b,c\n",
            ErrorCode::BadInput,
            "notes.csv, line 2: 3 cells, but the first line names 2 columns",
        ),
        (
            "text\nok\n\"never closed\nx\n",
            ErrorCode::BadInput,
            "notes.csv, line 3: a cell begins with a quotation mark here and never ends",
        ),
        (
            "text\n\"a\"b\n",
            ErrorCode::BadInput,
            "notes.csv, line 2: «b» follows the closing quotation mark",
        ),
        (
            "text\na\u{1b}[31m\n",
            ErrorCode::BadInput,
            "notes.csv, line 2: the control character U+001B",
        ),
    ] {
        let error = refused(table);
        assert_eq!(error.code(), code, "{table:?}");
        assert!(error.to_string().starts_with(sentence), "{error}");
    }
}

#[test]
fn text_beyond_a_limit_is_refused_with_the_limit() {
    let long = |letters: usize| "x".repeat(letters);
    for (table, limit) in [
        (format!("text\n{}\n", long(4_001)), "4000"),
        (format!("text,author\na,{}\n", long(201)), "200"),
        (format!("text,tags\na,{}\n", long(201)), "200"),
        (format!("text,tags\na,{}\n", "t;".repeat(21)), "20"),
        (format!("text,link\na,{}\n", long(2_001)), "2000"),
        (format!("text,detail\na,{}\n", long(20_001)), "20000"),
        (format!("text,stage,row\na,{},Doing\n", long(201)), "200"),
        (format!("text,kind\na,{}\n", long(201)), "200"),
    ] {
        let error = refused(&table);
        assert_eq!((error.code(), error.line), (ErrorCode::Limit, Some(2)));
        assert!(
            error
                .to_string()
                .contains(&format!("at most {limit} are possible")),
            "{error}"
        );
    }
    assert!(
        csv_import(
            "n",
            &format!("text\n{}\n", long(4_000)),
            &blank(),
            &mut counter(0),
            false
        )
        .is_ok()
    );
}

#[test]
fn more_notes_or_stages_than_a_board_holds_are_refused_at_their_line() {
    let notes = format!("text\n{}", "x\n".repeat(20_001));
    assert_eq!(
        (refused(&notes).code(), refused(&notes).line),
        (ErrorCode::Limit, Some(20_002))
    );
    let stages: String = (0..61)
        .map(|number| format!("Stage {number},R,x\n"))
        .collect();
    let error = csv_import(
        "n",
        &format!("stage,row,text\n{stages}"),
        &blank(),
        &mut counter(0),
        false,
    )
    .unwrap_err();
    assert_eq!((error.code(), error.line), (ErrorCode::Limit, Some(62)));
}

#[test]
fn a_known_id_is_refused_unless_new_ids_are_asked_for() {
    let table = "text,id\na,0190f2a0-0000-7000-8000-000000000001\n";
    let mut board = from_template("zapier-standard");
    imported(&mut board, table);
    let again = |new_ids| csv_import("notes.csv", table, &board, &mut counter(1 << 80), new_ids);
    assert_eq!(again(false).unwrap_err().code(), ErrorCode::DuplicateId);
    let edit = again(true).unwrap().into_edit();
    apply_all(&mut board, vec![edit]);
    assert_eq!(board.all_notes().len(), 2);
    let twice =
        "text,id\na,0190f2a0-0000-7000-8000-000000000009\nb,0190f2a0-0000-7000-8000-000000000009\n";
    let error = refused(twice);
    assert_eq!(
        (error.code(), error.line),
        (ErrorCode::DuplicateId, Some(3))
    );
}

#[test]
fn the_apostrophe_before_a_formula_is_taken_away() {
    let mut board = from_template("zapier-standard");
    imported(&mut board, "text,author\n'=1+1,'-Jo\n'tis,=raw\n");
    assert_eq!(note(&board, "=1+1").author, "-Jo");
    assert_eq!(note(&board, "'tis").author, "=raw");
}

#[test]
fn bytes_that_are_no_text_are_refused_with_their_offset() {
    let error = decode(
        "notes.csv",
        "text\nGröße \u{1f680}".as_bytes().split_last().unwrap().1,
    );
    let error = error.unwrap_err();
    assert_eq!((error.code(), error.line), (ErrorCode::BadInput, Some(2)));
    assert!(
        error.to_string().contains("byte 13 is in no encoding"),
        "{error}"
    );
    let utf16 = decode("notes.csv", b"\xff\xfet\0e").unwrap_err();
    assert!(utf16.to_string().contains("UTF-16"), "{utf16}");
    let large = vec![b'a'; crate::table::FILE_BYTES + 1];
    assert_eq!(
        decode("notes.csv", &large).unwrap_err().code(),
        ErrorCode::TooLarge
    );
    let other = import_file("notes.docx", b"", &blank(), &mut counter(0), false).unwrap_err();
    assert_eq!(other.code(), ErrorCode::BadInput);
    assert!(other.to_string().contains(".docx"), "{other}");
}

#[test]
fn lines_of_text_become_notes() {
    let mut board = from_template("zapier-standard");
    let text = "\u{feff}- first\r\n\n  • second  \nAwareness | Thinking | is it | open?\na | b\n";
    let import = text_import("list.txt", text, &board, &mut counter(1 << 96)).unwrap();
    assert_eq!(import.notes, 4);
    apply_all(&mut board, vec![import.into_edit()]);
    let parked: Vec<_> = board.parked().map(|note| note.text.as_str()).collect();
    assert_eq!(parked, ["first", "second", "a | b"]);
    assert_eq!(
        place_of(&board, "is it | open?"),
        "Journey map/Awareness//Thinking"
    );
    let error = text_import(
        "list.txt",
        &format!("a\n{}", "x".repeat(4_001)),
        &blank(),
        &mut counter(0),
    )
    .unwrap_err();
    assert_eq!((error.code(), error.line), (ErrorCode::Limit, Some(2)));
}

#[test]
fn the_outline_says_what_is_where() {
    let mut board = from_template("zapier-standard");
    imported(
        &mut board,
        "stage,step,row,kind,text,author,votes,impact,parked\n\
         Awareness,,Doing,action,\"Looks\naround\",Mira,2,,\n\
         Awareness,Later,Thinking,pain point,Too far\u{202e},,1,abandon,\n\
         ,,,idea,A tram,Jon,,,yes\n",
    );
    let text = outline(&board);
    let lines: Vec<&str> = text
        .lines()
        .skip_while(|line| *line != "Journey map")
        .take(10)
        .collect();
    assert_eq!(
        lines,
        [
            "Journey map",
            "  Rows: Doing, Thinking, Encounters, Missing touchpoints",
            "  Awareness",
            "    Doing",
            "      [action] Looks",
            "        around — Mira (2 votes)",
            "    Later",
            "      Thinking",
            "        [pain point] Too far\u{202e} (1 vote, abandon)",
            "  Consideration",
        ]
    );
    assert!(
        text.ends_with("Parking lot\n  [idea] A tram — Jon\n"),
        "{text}"
    );
    assert_eq!(evidence(&board, "A tram"), None);
}

/// A file of `tests/inputs`, as spreadsheets and word processors wrote it.
macro_rules! input {
    ($name:literal) => {
        (
            $name,
            include_bytes!(concat!("../../../../../../tests/inputs/", $name)).as_slice(),
        )
    };
}

fn from_file((name, bytes): (&str, &[u8])) -> (Wall, Import) {
    let mut board = from_template("zapier-standard");
    let import = import_file(name, bytes, &board, &mut counter(1 << 96), false);
    let import = import.unwrap_or_else(|error| panic!("{error}"));
    apply_all(&mut board, vec![import.clone().into_edit()]);
    (board, import)
}

#[test]
fn tables_are_read_as_spreadsheets_write_them() {
    for (file, texts) in [
        (
            input!("csv-missing-trailing.csv"),
            &["One", "Two", "Three"][..],
        ),
        (input!("csv-extra-trailing.csv"), &["One", "Two"]),
        (input!("csv-sep-line.csv"), &["Preis: 3,50 €"]),
        (input!("csv-cp1252.csv"), &["Überlegt für später"]),
        (input!("csv-utf16le.csv"), &["Überlegt"]),
    ] {
        let (board, import) = from_file(file);
        assert_eq!(import.notes, texts.len(), "{}", file.0);
        for text in texts {
            assert_eq!(place_of(&board, text), "Journey map/Awareness//Doing");
        }
        let is_guess = file.0 == "csv-cp1252.csv";
        assert_eq!(import.guessed, is_guess.then_some("Windows-1252"));
        assert!(import.ignored.is_empty(), "{}", file.0);
    }
    let (board, _) = from_file(input!("csv-missing-trailing.csv"));
    assert_eq!(note(&board, "One").owner, "Ann");
}

#[test]
fn lists_are_read_as_word_processors_write_them() {
    for (file, texts) in [
        (
            input!("word-bullets.txt"),
            &["First idea", "Second idea", "Sub idea"][..],
        ),
        (
            input!("word-vt.txt"),
            &["First line\nsecond line of the same paragraph", "Next idea"],
        ),
        (
            input!("mac-cr-only.txt"),
            &["First idea", "Second idea", "Third idea"],
        ),
        (
            input!("excel-unicode-text.txt"),
            &["Überlegt lange", "Schaut sich um"],
        ),
    ] {
        let (board, _) = from_file(file);
        let parked: Vec<_> = board.parked().map(|note| note.text.as_str()).collect();
        assert_eq!(parked, texts, "{}", file.0);
    }
    let table = "stage\trow\ttext\r\nAwareness\tDoing\tLooks around\r\n";
    let (board, _) = from_file(("notes.txt", table.as_bytes()));
    assert_eq!(
        place_of(&board, "Looks around"),
        "Journey map/Awareness//Doing"
    );
}

#[test]
fn names_that_look_the_same_are_one_stage_and_the_first_writing_stays() {
    for (file, title) in [
        (input!("csv-nfd.csv"), "Cafe\u{301}"),
        (input!("csv-nbsp.csv"), "Brand loyalty"),
    ] {
        let (board, _) = from_file(file);
        let stages = &board.sheets()[0].stages;
        let same = |stage: &&board_model::Stage| board_model::is_same_name(&stage.title, title);
        let found: Vec<_> = stages
            .iter()
            .filter(same)
            .map(|stage| stage.title.as_str())
            .collect();
        assert_eq!(found, [title], "{}", file.0);
    }
}

#[test]
fn a_line_that_says_what_parts_cells_is_counted_and_no_column() {
    for (table, line) in [
        ("sep=;\ntext;votes\na;x\n", 3),
        ("\"sep=;\"\r\ntext;votes\r\na;x\r\n", 3),
        ("SEP=|\rtext|votes\ra|x\r", 3),
    ] {
        assert_eq!(refused(table).line, Some(line), "{table:?}");
    }
}

#[test]
fn columns_without_a_name_that_hold_something_are_told() {
    let mut board = from_template("zapier-standard");
    let import = imported(&mut board, "text,,\na,,\nb,,lost\n");
    assert_eq!(import.ignored, ["column 3 (no name)"]);
}

#[test]
fn ratings_and_metrics_are_read_and_get_rows_of_their_own() {
    let mut board = from_template("zapier-standard");
    let import = imported(
        &mut board,
        "stage,row,text,persona,sentiment,measure,unit,target\n\
         Awareness,Mood,,Ann,\u{2212}2; -1;+2,,,\n\
         Awareness,,Looks,,1,41,%,\n\
         Retention,KPIs,,,,12,,20\n",
    );
    assert_eq!((import.notes, import.ratings(), import.measures), (1, 4, 2));
    assert_eq!(import.raters().len(), 4, "each rating is somebody's own");
    let sheet = &board.sheets()[0];
    let rows: Vec<_> = sheet
        .rows
        .iter()
        .skip(4)
        .map(|row| (row.title.as_str(), row.row_type))
        .collect();
    assert_eq!(
        rows,
        [
            ("Mood", RowType::Sentiment),
            ("Metrics", RowType::Measures),
            ("KPIs", RowType::Measures)
        ]
    );
    assert_eq!(board.personas()[0].name, "Ann");
    for (line, told) in [
        (
            "Awareness,,,,3,,,",
            "line 2: sentiment cannot be «3»: whole numbers from -2 to 2",
        ),
        (
            "Awareness,Doing,,,1,,,",
            "line 2: the row «Doing» does not hold ratings",
        ),
        (
            "Awareness,Doing,,,,5,,",
            "line 2: the row «Doing» does not hold metrics",
        ),
    ] {
        let error = refused(&format!(
            "stage,row,text,persona,sentiment,measure,unit,target\n{line}\n"
        ));
        assert!(error.to_string().contains(told), "{error}");
        assert_eq!(error.code(), ErrorCode::BadInput);
    }
}
