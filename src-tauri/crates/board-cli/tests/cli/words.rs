//! Exit codes and error lines.

use crate::program::Desk;

#[test]
fn what_is_not_understood_is_a_usage_error() {
    let desk = Desk::new();
    for words in [
        &[][..],
        &["paint"],
        &["new"],
        &["new", "x.journey"],
        &["export", "x.journey"],
        &["info"],
    ] {
        let outcome = desk.call(words);
        assert_eq!(outcome.code, Some(2), "{words:?}");
        assert_eq!(outcome.out, "", "{words:?}");
        assert!(outcome.err.contains("Usage:"), "{words:?}: {}", outcome.err);
    }
    let both = [
        "export",
        "a.journey",
        "a.png",
        "--scale",
        "2",
        "--width",
        "9",
    ];
    assert_eq!(desk.call(&both).code, Some(2));
}

#[test]
fn commands_of_later_versions_say_so() {
    let desk = Desk::new();
    for words in [
        &["pack", "a.journey", "a.zip"][..],
        &["insights", "a.journey"],
    ] {
        let sentence = desk.refused(words, "E_BAD_INPUT");
        assert!(sentence.contains("not in this version"), "{sentence}");
        assert!(sentence.contains(words[0]), "{sentence}");
    }
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let desk = Desk::new();
    desk.write("notes.csv", "text\nhello\n");
    let calls = [
        &["info", "gone.journey"][..],
        &["outline", "gone.journey"],
        &["scene", "gone.journey"],
        &["verify", "gone.journey"],
        &["export", "gone.journey", "a.csv"],
        &["host", "gone.journey", "--stdio"],
        &["import", "notes.csv", "--into", "gone.journey"],
    ];
    for words in calls {
        let sentence = desk.refused(words, "E_NO_FILE");
        assert!(sentence.contains("gone.journey"), "{sentence}");
    }
    assert_eq!(desk.files(), ["notes.csv"], "nothing was made on the way");
}

#[test]
fn help_and_version_are_answers() {
    let desk = Desk::new();
    assert!(desk.done(&["--help"]).contains("templates"));
    assert!(desk.done(&["--version"]).starts_with("journeywall-cli "));
}

#[test]
fn nothing_of_a_title_or_a_path_speaks_to_the_terminal() {
    let desk = Desk::new();
    let title = "Gym\u{1b}]0;gone\u{7}\u{9b}31m\nsecond";
    desk.done(&[
        "new",
        "gym.journey",
        "--template",
        "blank",
        "--title",
        title,
    ]);
    let info = desk.done(&["info", "gym.journey"]);
    assert!(info.starts_with("Gym␛]0;gone␇␦31m␊second\n"), "{info:?}");
    let json = desk.done(&["--json", "info", "gym.journey"]);
    assert!(
        !json.contains(|letter: char| letter.is_control() && letter != '\n'),
        "{json:?}"
    );
    let told: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(told["title"], title);
    let sentence = desk.refused(&["verify", "no\nsuch\u{1b}[2J.journey"], "E_NO_FILE");
    assert!(sentence.contains("no␊such␛[2J.journey"), "{sentence:?}");
}
