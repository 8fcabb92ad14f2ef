//! The keys of a library: in the file that people copy, and what is said when they are lost.

use std::fs;
use std::io::BufRead;

use serde_json::Value;

use crate::program::Desk;

const NETWORK: [&str; 4] = ["--listen", "127.0.0.1:0", "--no-mdns", "--name"];

#[test]
fn whoever_lost_the_keys_of_their_library_is_told_so_and_what_helps() {
    let desk = Desk::new();
    let library = desk.path("library");
    let file = |name: &str| library.join(name);
    // A new library has nothing to miss.
    desk.done(&["new", "elsewhere.journey", "--template", "blank"]);
    let board = file("Mine.journey");
    let words = ["new", board.to_str().unwrap(), "--template", "blank"];
    desk.done(&words);
    let share = [&NETWORK[..], &["Ann"]].concat();
    let mut host = desk.host(&board, &share);
    assert!(host.hear()["hello"]["ticket"].is_string());
    assert!(host.leave().1.success());
    // After an orderly end all of it is in the one file that people copy.
    let log = fs::metadata(file("library.db-wal"));
    assert!(log.map_or(true, |log| log.len() == 0));
    let kept = fs::read(file("library.db")).unwrap();

    for beside in ["library.db-wal", "library.db-shm"] {
        drop(fs::remove_file(file(beside)));
    }
    fs::write(file("library.db"), b"").unwrap();
    let mut host = desk.host(&board, &share);
    assert_eq!(host.hear()["hello"]["ticket"], Value::Null);
    let notes: Vec<String> = host.stderr().lines().take(2).map(Result::unwrap).collect();
    let [keys, sharing] = &notes[..] else {
        panic!("{notes:?}")
    };
    assert!(keys.contains("the keys of this library are new"), "{keys}");
    assert!(
        sharing.starts_with("other computers cannot join"),
        "{sharing}"
    );
    for note in [keys, sharing] {
        assert!(
            note.contains("library.db") && note.contains("recovery code"),
            "{note}"
        );
    }
    assert!(host.leave().1.success());

    // Restored, everything is as it was.
    for beside in ["library.db-wal", "library.db-shm"] {
        drop(fs::remove_file(file(beside)));
    }
    fs::write(file("library.db"), kept).unwrap();
    let mut host = desk.host(&board, &share);
    assert!(host.hear()["hello"]["ticket"].is_string());
    assert!(host.leave().1.success());
}
