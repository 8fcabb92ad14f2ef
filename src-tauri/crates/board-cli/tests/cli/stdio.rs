//! `host --stdio`: messages in, answers out, an orderly end.

use std::io::BufRead;

use serde_json::{Value, json};

use crate::program::{Desk, Host};

fn add(text: &str) -> Value {
    json!({ "addNote": { "step": "Awareness", "row": "Doing", "text": text } })
}

fn texts(host: &mut Host) -> Vec<String> {
    let board = host.get(99, "board");
    let notes = board["sheets"][0]["notes"].as_array().unwrap().clone();
    notes
        .iter()
        .map(|note| note["text"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn the_first_line_says_who_is_where() {
    let (desk, board) = Desk::with_board("zapier-standard");
    let mut host = desk.host(&board, &["--name", "Ann"]);
    let hello = host.hear()["hello"].clone();
    assert_eq!(hello["protocol"], 1);
    assert_eq!(hello["name"], "Ann");
    assert_eq!(hello["role"], "facilitator");
    let ticket = hello["ticket"].as_str().unwrap();
    assert!(ticket.starts_with("journey"), "{ticket}");
    for absent in ["guest_url", "code"] {
        assert_eq!(hello[absent], Value::Null, "{absent}");
        assert!(
            hello.get(absent).is_some(),
            "{absent} is said to be absent, not left out"
        );
    }
    assert!(hello["board"].is_string() && hello["participant"].is_string());
}

#[test]
fn what_was_ok_is_there_after_an_orderly_end() {
    let (desk, board) = Desk::with_board("zapier-standard");
    let mut host = desk.host(&board, &[]);
    host.hear();
    let first = host.edit(1, add("sees a poster"));
    assert!(first["id"].is_string(), "the new note's id: {first}");
    host.edit(2, add("asks a friend"));
    assert_eq!(texts(&mut host), ["sees a poster", "asks a friend"]);
    let (_, status) = host.leave();
    assert_eq!(status.code(), Some(0));
    assert_eq!(desk.files(), ["board.journey"], "one file again");

    let mut again = desk.host(&board, &[]);
    again.hear();
    assert_eq!(texts(&mut again), ["sees a poster", "asks a friend"]);
}

#[test]
fn everything_asked_before_the_end_of_input_is_answered() {
    let (desk, board) = Desk::with_board("zapier-standard");
    let mut host = desk.host(&board, &[]);
    host.hear();
    let lines: String = (0..200)
        .map(|id| json!({ "id": id, "edit": add(&format!("note {id}")) }).to_string() + "\n")
        .collect();
    host.say_bytes(lines.as_bytes());
    let (rest, status) = host.leave();
    assert_eq!(status.code(), Some(0));
    let answers = rest.lines().filter(|line| line.contains("\"ok\"")).count();
    assert_eq!(answers, 200, "{rest}");
}

#[test]
#[cfg(unix)]
fn being_asked_to_end_is_an_orderly_end() {
    let (desk, board) = Desk::with_board("zapier-standard");
    let mut host = desk.host(&board, &[]);
    host.hear();
    host.edit(1, add("sees a poster"));
    let (_, status) = host.terminate();
    assert_eq!(status.code(), Some(0));
    assert_eq!(desk.files(), ["board.journey"]);
    let mut again = desk.host(&board, &[]);
    again.hear();
    assert_eq!(texts(&mut again), ["sees a poster"]);
}

#[test]
fn a_bad_line_is_answered_and_nothing_else_happens() {
    let (desk, board) = Desk::with_board("zapier-standard");
    let mut host = desk.host(&board, &[]);
    host.hear();
    let lines: [&[u8]; 5] = [
        b"hello\n",
        b"{\n",
        b"[1]\n",
        b"{\"id\":1,\"edit\":{\"explode\":{}}}\n",
        b"\"\xff\xfe\"\n",
    ];
    for line in lines {
        host.say_bytes(line);
        let answer = host.hear();
        assert_eq!(answer["error"]["code"], "E_BAD_MESSAGE", "{answer}");
    }
    host.say_bytes(b"\n  \n");
    assert_eq!(texts(&mut host), [""; 0], "blank lines are nothing at all");
}

#[test]
fn a_refused_edit_names_what_is_missing() {
    let (desk, board) = Desk::with_board("zapier-standard");
    let mut host = desk.host(&board, &[]);
    host.hear();
    host.say(&json!({ "id": 5, "edit": { "addNote": { "step": "Nowhere", "row": "Doing", "text": "x" } } }));
    let answer = host.hear();
    assert_eq!(
        (&answer["id"], &answer["error"]["code"]),
        (&json!(5), &json!("E_NO_SUCH"))
    );
}

#[test]
fn a_board_is_open_once() {
    let (desk, board) = Desk::with_board("zapier-standard");
    let mut host = desk.host(&board, &[]);
    host.hear();
    desk.refused(&["host", "board.journey", "--stdio"], "E_BOARD_OPEN");
    desk.write("one.csv", "text\nhello\n");
    desk.refused(
        &["import", "one.csv", "--into", "board.journey"],
        "E_BOARD_OPEN",
    );
}

#[test]
fn a_board_is_open_even_where_no_other_machine_can_reach_it() {
    let (desk, board) = Desk::with_board("zapier-standard");
    // An address that is not of this machine.
    let mut host = desk.host(&board, &["--listen", "192.0.2.1:1", "--no-mdns"]);
    assert_eq!(host.hear()["hello"]["ticket"], Value::Null);
    let note = host.stderr().lines().next().unwrap().unwrap();
    assert!(note.starts_with("other computers cannot join"), "{note}");
}

#[test]
fn a_ticket_is_read_from_the_input_where_no_list_of_programs_shows_it() {
    let (desk, board) = Desk::with_board("zapier-standard");
    let network = ["--listen", "127.0.0.1:0", "--no-mdns"];
    let mut host = desk.host(&board, &network);
    let ticket = host.hear()["hello"]["ticket"].as_str().unwrap().to_owned();
    let other = Desk::new();
    let mut words = vec!["join", "-", "--name", "Bo"];
    words.extend(network);
    let mut joined = other.talk(&words);
    joined.say_bytes(format!("{ticket}\n").as_bytes());
    let hello = joined.hear();
    assert_eq!(hello["hello"]["name"], "Bo", "{hello}");
    joined.edit(
        1,
        json!({ "addNote": { "step": "Awareness", "row": "Doing", "text": "from afar" } }),
    );
    assert!(joined.leave().1.success());
    assert!(host.leave().1.success());
    let sentence = other.refused(&words, "E_TICKET");
    assert!(
        sentence.contains("the first line of standard input"),
        "{sentence}"
    );
}
