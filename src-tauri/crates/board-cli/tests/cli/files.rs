//! Commands that read or write files.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::program::Desk;

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/examples/gym-membership.csv")
}

/// A desk with the worked example on `board.journey`.
fn with_example() -> Desk {
    let (desk, _) = Desk::with_board("zapier-standard");
    desk.done(&[
        "import",
        example().to_str().unwrap(),
        "--into",
        "board.journey",
    ]);
    desk
}

fn lines_of(path: &Path) -> Vec<String> {
    fs::read_to_string(path)
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_templates_of_the_contract_are_there_and_each_makes_a_board() {
    let desk = Desk::new();
    let listed = desk.done(&["templates"]);
    let json = desk.done_json(&["templates"]).to_string();
    let ids = [
        "blank",
        "hotjar-workshop",
        "atlassian-play",
        "zapier-standard",
        "support-experience",
        "service-blueprint",
        "day-in-the-life",
        "empathy-map",
        "back-story",
    ];
    for id in ids {
        assert!(listed.contains(id), "{id} is not in the list");
        assert!(
            json.contains(&format!("\"{id}\"")),
            "{id} is not in the JSON"
        );
        let file = format!("{id}.journey");
        desk.done(&["new", &file, "--template", id]);
        desk.done(&["verify", &file]);
    }
}

#[test]
fn a_new_board_has_its_template_and_title() {
    let desk = Desk::new();
    desk.done(&[
        "new",
        "gym.journey",
        "--template",
        "zapier-standard",
        "--title",
        "Joining a gym",
    ]);
    assert_eq!(desk.files(), ["gym.journey"]);
    let info = desk.done_json(&["info", "gym.journey"]);
    assert_eq!(info["title"], "Joining a gym");
    assert_eq!(info["notes"], 0);
    let sheet = &info["sheets"][0];
    assert_eq!(sheet["title"], "Journey map");
    for (what, count) in [("stages", 5), ("steps", 5), ("rows", 4)] {
        assert_eq!(sheet[what], count, "{what}: {info}");
    }
    let text = desk.done(&["info", "gym.journey"]);
    assert!(text.contains("Joining a gym"), "{text}");
}

#[test]
fn a_board_is_never_made_over_another_file() {
    let desk = Desk::new();
    desk.write("mine.journey", "not yours");
    desk.refused(
        &["new", "mine.journey", "--template", "blank"],
        "E_BAD_INPUT",
    );
    assert_eq!(
        fs::read_to_string(desk.path("mine.journey")).unwrap(),
        "not yours"
    );
    desk.refused(&["new", "x.journey", "--template", "nonsense"], "E_NO_SUCH");
    assert_eq!(desk.files(), ["mine.journey"]);
}

#[test]
fn the_example_comes_in_whole_and_goes_out_the_same_twice() {
    let desk = with_example();
    let expected = lines_of(&example()).len() - 1;
    assert_eq!(
        desk.done_json(&["info", "board.journey"])["notes"],
        expected
    );
    desk.done(&["export", "board.journey", "one.csv"]);
    desk.done(&["new", "other.journey", "--template", "zapier-standard"]);
    desk.done(&["import", "one.csv", "--into", "other.journey"]);
    desk.done(&["export", "other.journey", "two.csv"]);
    assert_eq!(
        fs::read(desk.path("one.csv")).unwrap(),
        fs::read(desk.path("two.csv")).unwrap()
    );
}

#[test]
fn the_same_notes_come_in_again_only_as_others() {
    let desk = with_example();
    desk.done(&["export", "board.journey", "out.csv"]);
    let notes = desk.done_json(&["info", "board.journey"])["notes"]
        .as_u64()
        .unwrap();
    desk.refused(
        &["import", "out.csv", "--into", "board.journey"],
        "E_DUPLICATE_ID",
    );
    assert_eq!(desk.done_json(&["info", "board.journey"])["notes"], notes);
    desk.done(&["import", "out.csv", "--into", "board.journey", "--new-ids"]);
    assert_eq!(
        desk.done_json(&["info", "board.journey"])["notes"],
        2 * notes
    );
}

#[test]
fn one_bad_line_brings_nothing_in_and_is_named() {
    let (desk, _) = Desk::with_board("zapier-standard");
    desk.write(
        "bad.csv",
        "stage,row,text,impact\nAwareness,Doing,fine,\nAwareness,Doing,not fine,enormous\n",
    );
    let sentence = desk.refused(
        &["import", "bad.csv", "--into", "board.journey"],
        "E_BAD_INPUT",
    );
    assert!(
        sentence.contains("bad.csv") && sentence.contains('3') && sentence.contains("enormous"),
        "{sentence}"
    );
    assert_eq!(desk.done_json(&["info", "board.journey"])["notes"], 0);
}

#[test]
fn pictures_are_what_their_ending_says() {
    let desk = with_example();
    let formats: [(&str, &[u8]); 4] = [
        ("png", b"\x89PNG\r\n\x1a\n"),
        ("jpg", b"\xff\xd8\xff"),
        ("webp", b"RIFF"),
        ("svg", b"<?xml"),
    ];
    for (ending, magic) in formats {
        let file = format!("out.{ending}");
        desk.done(&["export", "board.journey", &file, "--scale", "0.5"]);
        let bytes = fs::read(desk.path(&file)).unwrap();
        assert!(bytes.starts_with(magic), "{file}: {:?}", bytes.get(..8));
    }
    desk.done(&["export", "board.journey", "wide.png", "--width", "640"]);
    let png = fs::read(desk.path("wide.png")).unwrap();
    assert_eq!(
        png[16..20],
        640_u32.to_be_bytes(),
        "the width in the header"
    );
}

#[test]
fn what_pictures_cannot_show_is_said_beside_them() {
    let desk = with_example();
    desk.write(
        "rare.csv",
        "stage,row,text\nAwareness,Doing,Pyramids \u{13000}\n",
    );
    desk.done(&["import", "rare.csv", "--into", "board.journey"]);
    for file in ["out.png", "out.svg"] {
        let outcome = desk.call(&["export", "board.journey", file, "--scale", "0.25"]);
        let said = outcome.err;
        assert_eq!(outcome.code, Some(0), "{said}");
        assert!(
            said.contains("warning") && said.contains("U+13000"),
            "{said}"
        );
    }
    let exported = desk.done_json(&["export", "board.journey", "out.png", "--scale", "0.25"]);
    assert_eq!(exported["missing"], serde_json::json!(["\u{13000}"]));
    let table = desk.done_json(&["export", "board.journey", "out.csv"]);
    assert_eq!(table["missing"], Value::Null, "tables hold every character");
}

#[test]
fn an_export_that_fails_leaves_what_was_there() {
    let desk = with_example();
    desk.write("old.png", "old picture");
    desk.refused(
        &[
            "export",
            "board.journey",
            "old.png",
            "--sheet",
            "No such sheet",
        ],
        "E_NO_SUCH",
    );
    assert_eq!(
        fs::read_to_string(desk.path("old.png")).unwrap(),
        "old picture"
    );
    let sentence = desk.refused(&["export", "board.journey", "x.bmp"], "E_BAD_INPUT");
    assert!(sentence.contains("bmp"), "{sentence}");
    desk.refused(
        &["export", "board.journey", "huge.webp", "--width", "17000"],
        "E_TOO_LARGE",
    );
    assert_eq!(desk.files(), ["board.journey", "old.png"], "no half files");
}

#[test]
fn exports_of_the_whole_board_carry_every_note() {
    let desk = with_example();
    let text = lines_of(&example())[1].clone();
    assert!(!text.is_empty());
    desk.done(&["export", "board.journey", "out.json"]);
    let json: Value = serde_json::from_slice(&fs::read(desk.path("out.json")).unwrap()).unwrap();
    let sheets = json["sheets"].as_array().unwrap();
    let notes: usize = sheets
        .iter()
        .map(|sheet| sheet["notes"].as_array().unwrap().len())
        .sum();
    let parked = json["parked"].as_array().unwrap().len();
    assert_eq!(notes + parked, lines_of(&example()).len() - 1);
    desk.done(&["export", "board.journey", "out.yjs"]);
    assert!(fs::metadata(desk.path("out.yjs")).unwrap().len() > 1_000);
}

#[test]
fn outline_and_scene_are_answers() {
    let desk = with_example();
    let outline = desk.done(&["outline", "board.journey"]);
    for title in ["Awareness", "Consideration", "Doing", "Thinking"] {
        assert!(outline.contains(title), "{title} is not in the outline");
    }
    let scene: Value = serde_json::from_str(&desk.done(&["scene", "board.journey"])).unwrap();
    assert_eq!(scene["sheets"][0]["steps"].as_array().unwrap().len(), 5);
}

#[test]
fn a_damaged_board_is_told_from_a_sound_one_and_repaired() {
    let desk = with_example();
    assert!(!desk.done(&["verify", "board.journey"]).is_empty());
    desk.write("foreign.journey", "this is a shopping list");
    desk.refused(&["verify", "foreign.journey"], "E_BAD_INPUT");
    desk.done(&["verify", "board.journey", "--repair", "saved.journey"]);
    let (board, saved) = (
        desk.done_json(&["info", "board.journey"]),
        desk.done_json(&["info", "saved.journey"]),
    );
    assert_eq!(board["notes"], saved["notes"]);
    desk.done(&["verify", "saved.journey"]);
}

#[test]
fn a_table_for_excel_has_a_mark_and_the_separator_that_is_asked_for() {
    let desk = with_example();
    desk.done(&["export", "board.journey", "plain.csv"]);
    let plain = fs::read(desk.path("plain.csv")).unwrap();
    assert!(plain.starts_with(b"sheet,stage,"));
    desk.done(&[
        "export",
        "board.journey",
        "excel.csv",
        "--bom",
        "--separator",
        "semicolon",
    ]);
    let excel = fs::read(desk.path("excel.csv")).unwrap();
    assert!(excel.starts_with(b"\xef\xbb\xbfsheet;stage;"));
    let sentence = desk.refused(
        &["export", "board.journey", "a.png", "--bom"],
        "E_BAD_INPUT",
    );
    assert!(sentence.contains("--bom is for tables"), "{sentence}");
}

#[test]
fn ratings_and_metrics_go_through_a_table_into_another_board() {
    let desk = Desk::new();
    desk.done(&["new", "gym.journey", "--template", "zapier-gym"]);
    desk.done(&["export", "gym.journey", "gym.csv"]);
    desk.done(&["new", "fresh.journey", "--template", "blank"]);
    let said = desk.done_json(&["import", "gym.csv", "--into", "fresh.journey"]);
    assert_eq!(
        (&said["ratings"], &said["measures"]),
        (&Value::from(5), &Value::from(5))
    );
    desk.done(&["export", "fresh.journey", "again.csv"]);
    let sorted = |name| {
        let mut lines = lines_of(&desk.path(name));
        lines.sort();
        lines
    };
    assert_eq!(sorted("gym.csv"), sorted("again.csv"));
}

#[test]
fn an_encoding_that_was_guessed_is_said() {
    let (desk, _) = Desk::with_board("zapier-standard");
    let input = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/inputs/csv-cp1252.csv");
    let outcome = desk.call(&["import", input.to_str().unwrap(), "--into", "board.journey"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.err);
    assert!(
        outcome.err.contains("it was read as Windows-1252"),
        "{}",
        outcome.err
    );
    assert!(
        outcome.out.starts_with("1 note imported"),
        "{}",
        outcome.out
    );
}

#[cfg(unix)]
#[test]
fn a_pipe_is_written_to_and_a_folder_is_called_one() {
    let desk = with_example();
    let pipe = desk.path("pipe.csv");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    let reader = std::thread::spawn(move || fs::read(pipe).unwrap());
    let said = desk.done_json(&["export", "board.journey", "pipe.csv"]);
    let read = reader.join().unwrap();
    assert!(read.starts_with(b"sheet,stage,"));
    assert_eq!(said["bytes"], read.len());
    fs::create_dir(desk.path("folder.csv")).unwrap();
    let sentence = desk.refused(&["export", "board.journey", "folder.csv"], "E_BAD_INPUT");
    assert!(sentence.contains("is a folder"), "{sentence}");
}
