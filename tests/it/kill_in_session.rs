//! Any machine of a session is killed at any moment, the host too, and comes back with what it has on its disk: nothing
//! that anybody was answered with `ok` is lost, and in the end all have the same board, byte for byte.
//!
//! `JOURNEYWALL_SESSION_KILL_ROUNDS` sets the number of rounds (50 when it is not set).

use crate::kill::notes_of;
use board_app::verify;
use journeywall_tests::{Crowd, Rng, Said, installation};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::time::{Duration, Instant};

const NAMES: [&str; 5] = ["Olga", "Ann", "Ben", "Cem", "Dora"];
const STAGES: [&str; 5] = [
    "Awareness",
    "Consideration",
    "Conversion",
    "Retention",
    "Brand loyalty",
];
const ROWS: [&str; 4] = ["Doing", "Thinking", "Encounters", "Missing touchpoints"];

/// Questions that somebody lets wait at once: whoever dies does so while the disk is busy for them.
const AT_ONCE: usize = 4;
/// How long boards may differ without any of them changing. Far beyond what it takes: timing decides no test.
const PATIENCE: Duration = Duration::from_secs(30);
/// Edits of one person in a round, so that boards stay small enough to be compared.
const A_ROUND: usize = 24;

/// What somebody asked for and was not yet answered.
enum Asked {
    Note { text: u64 },
    Text { note: String, text: u64 },
}

/// What must be in a note: its author's last text that was answered, or a later one that was sent.
#[derive(Clone, Copy)]
struct Promise {
    answered: u64,
    sent: u64,
}

/// Somebody who writes, through all lives of their machine.
#[derive(Default)]
struct Writer {
    /// Texts are numbered, so that a later one is told from an earlier one.
    last: u64,
    waiting: HashMap<u64, Asked>,
    /// Notes of this life. Texts of an earlier life may still come from elsewhere, so its notes are let be.
    own: Vec<String>,
    promises: BTreeMap<String, Promise>,
    /// What was sent in this round, and how much of it was answered.
    sent: usize,
    answered: usize,
}

impl Writer {
    /// The next edit: a note, or another text for one of this life.
    fn next(&mut self, name: &str, rng: &mut Rng) -> (Asked, Value) {
        self.last += 1;
        self.sent += 1;
        let (number, text) = (self.last, format!("{name} {}", self.last));
        if self.own.len() > 3 && rng.below(3) == 0 {
            let note = self.own[rng.below(self.own.len())].clone();
            let promise = self.promises.get_mut(&note).expect("it was answered");
            promise.sent = number;
            let edit = json!({ "edit": { "setText": { "note": note, "text": text } } });
            return (Asked::Text { note, text: number }, edit);
        }
        let step = STAGES[rng.below(STAGES.len())];
        let row = ROWS[rng.below(ROWS.len())];
        let edit = json!({ "edit": { "addNote": { "step": step, "row": row, "text": text } } });
        (Asked::Note { text: number }, edit)
    }

    /// An answer to one of these edits.
    fn answer(&mut self, name: &str, answer: &Value) {
        let Some(asked) = answer["id"]
            .as_u64()
            .and_then(|id| self.waiting.remove(&id))
        else {
            return;
        };
        let ok = &answer["ok"];
        assert!(ok["revision"].is_u64(), "{name} was answered {answer}");
        self.answered += 1;
        match asked {
            Asked::Note { text } => {
                let note = ok["id"].as_str().expect("the id of the note").to_owned();
                let (answered, sent) = (text, text);
                self.promises
                    .insert(note.clone(), Promise { answered, sent });
                self.own.push(note);
            }
            Asked::Text { note, text } => {
                let promise = self.promises.get_mut(&note).expect("it was answered");
                promise.answered = text;
            }
        }
    }

    /// The promises that these notes break.
    fn broken(&self, name: &str, notes: &BTreeMap<String, String>) -> Vec<String> {
        let number = |text: &str| text.strip_prefix(name)?.trim().parse::<u64>().ok();
        let is_kept = |(id, promise): &(&String, &Promise)| {
            let found = notes.get(*id).and_then(|text| number(text));
            found.is_some_and(|found| (promise.answered..=promise.sent).contains(&found))
        };
        let broken = self.promises.iter().filter(|promise| !is_kept(promise));
        broken
            .map(|(id, promise)| {
                let (found, Promise { answered, sent }) = (notes.get(id), promise);
                format!("{name}'s note {id}: {answered}..={sent}, found {found:?}")
            })
            .collect()
    }
}

/// The session, and what was promised in it.
struct Trial {
    crowd: Crowd,
    writers: Vec<Writer>,
    /// What each machine last said of its place in the session.
    states: Vec<String>,
    rng: Rng,
}

impl Trial {
    fn new(folder: &Path, board: &Path) -> Self {
        let peer = |(index, name): (usize, &&str)| {
            let library = folder.join(format!("library of {name}"));
            let own = folder.join(format!("{name}.journey"));
            let file = if index == 0 { board.to_owned() } else { own };
            ((*name).to_owned(), library, file)
        };
        let crowd = Crowd::new(NAMES.iter().enumerate().map(peer));
        Self {
            crowd,
            writers: NAMES.iter().map(|_| Writer::default()).collect(),
            states: vec![String::new(); NAMES.len()],
            rng: Rng::new(7),
        }
    }

    /// Whoever runs writes on until they have written enough for this round.
    fn write(&mut self, who: usize) {
        let writer = &mut self.writers[who];
        while self.crowd.is_on(who) && writer.waiting.len() < AT_ONCE && writer.sent < A_ROUND {
            let (asked, edit) = writer.next(NAMES[who], &mut self.rng);
            let id = self.crowd.ask(who, edit);
            writer.waiting.insert(id, asked);
        }
    }

    fn heard(&mut self, said: &Said) {
        let Some((_, line)) = &said.line else {
            return;
        };
        self.writers[said.who].answer(NAMES[said.who], line);
        if let Some(state) = line["state"].as_str() {
            state.clone_into(&mut self.states[said.who]);
        }
    }

    /// Everybody goes on until something is said that fits.
    fn go_on_until(&mut self, mut fits: impl FnMut(&Self, &Said) -> bool) {
        loop {
            let said = self.crowd.hear();
            let said = said.unwrap_or_else(|| panic!("all are silent: {:?}", self.states));
            self.heard(&said);
            if fits(self, &said) {
                return;
            }
            self.write(said.who);
        }
    }

    /// Switches a machine on and waits for its hello.
    fn start(&mut self, who: usize) {
        self.states[who].clear();
        self.crowd.start(who);
        self.go_on_until(|_, said| {
            let is_hello = |(_, line): &(String, Value)| line["hello"].is_object();
            if said.who == who {
                assert!(said.line.is_some(), "{} does not start", NAMES[who]);
            }
            said.who == who && said.line.as_ref().is_some_and(is_hello)
        });
        self.write(who);
    }

    /// SIGKILL; then everything that was answered before is heard.
    fn kill(&mut self, who: usize) {
        self.crowd.kill(who);
        self.go_on_until(|_, said| said.who == who && said.line.is_none());
        self.writers[who].waiting.clear();
        self.writers[who].own.clear();
        self.states[who].clear();
    }

    /// Everybody who runs writes, and somebody is killed after the given number of answers.
    fn round(&mut self, victim: usize, answers: usize) {
        for who in 0..NAMES.len() {
            (self.writers[who].sent, self.writers[who].answered) = (0, 0);
            self.write(who);
        }
        if answers > 0 {
            self.go_on_until(|trial, _| trial.writers[victim].answered >= answers);
        }
        self.kill(victim);
    }

    /// The board of everybody, when all have the same.
    fn same_board(&mut self) -> String {
        let all = NAMES.len();
        for who in 0..all {
            self.crowd.ask(who, json!({ "subscribe": ["board"] }));
        }
        let mut boards = vec![String::new(); all];
        let mut asked: Vec<Option<u64>> = vec![None; all];
        let mut is_old = vec![true; all];
        let mut changed = Instant::now();
        loop {
            assert!(
                changed.elapsed() < PATIENCE,
                "{}",
                self.differences(&boards)
            );
            for who in 0..all {
                if is_old[who] && asked[who].is_none() {
                    is_old[who] = false;
                    asked[who] = Some(self.crowd.ask(who, json!({ "get": "board" })));
                }
            }
            let is_quiet = asked.iter().all(Option::is_none);
            if is_quiet && boards.iter().all(|board| *board == boards[0]) {
                return boards.swap_remove(0);
            }
            let Some(said) = self.crowd.hear() else {
                panic!("{}", self.differences(&boards));
            };
            self.heard(&said);
            let Some((_, line)) = &said.line else {
                panic!("{} has ended", NAMES[said.who]);
            };
            if line["id"].as_u64() == asked[said.who] && asked[said.who].is_some() {
                let now = said.answered().expect("a board");
                if now != boards[said.who] {
                    now.clone_into(&mut boards[said.who]);
                    changed = Instant::now();
                }
                asked[said.who] = None;
            }
            is_old[said.who] |= line.get("patch").is_some();
        }
    }
}

impl Trial {
    /// Who stands where, and what who lacks that others have: for whoever has to find out why.
    fn differences(&self, boards: &[String]) -> String {
        let boards: Vec<_> = boards.iter().map(|board| notes_in(board)).collect();
        let mut lines = vec!["they do not come to the same board:".to_owned()];
        for (who, name) in NAMES.iter().enumerate() {
            let others = boards.iter().flatten();
            let is_missing = |(id, text): &(&String, &String)| boards[who].get(*id) != Some(*text);
            let missing: BTreeMap<_, _> = others.filter(is_missing).collect();
            let some: Vec<_> = missing.values().take(12).collect();
            let (state, notes) = (&self.states[who], boards[who].len());
            let lacks = missing.len();
            lines.push(format!(
                "{name} is {state}, has {notes} notes, lacks {lacks}: {some:?}"
            ));
        }
        lines.join("\n")
    }
}

/// The texts of a board's notes by their ids.
fn notes_in(board: &str) -> BTreeMap<String, String> {
    let board: Value = serde_json::from_str(board).unwrap_or_default();
    let notes = board["sheets"][0]["notes"].as_array();
    let text = |note: &Value, key: &str| note[key].as_str().unwrap().to_owned();
    notes
        .into_iter()
        .flatten()
        .map(|note| (text(note, "id"), text(note, "text")))
        .collect()
}

/// What the machine alone holds after its death, without anybody else's help.
async fn assert_kept(trial: &Trial, who: usize, folder: &Path, round: usize) {
    let file = trial.crowd.file(who);
    let notes = notes_of(file, &folder.join("out.json")).await;
    let broken = trial.writers[who].broken(NAMES[who], &notes);
    assert!(
        broken.is_empty(),
        "round {round}, on its own disk: {broken:#?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_was_ok_is_lost_when_machines_of_a_session_are_killed() {
    let rounds = std::env::var("JOURNEYWALL_SESSION_KILL_ROUNDS");
    let rounds = rounds.ok().and_then(|text| text.parse().ok()).unwrap_or(50);
    let (folder, app) = installation().await;
    let board = folder.path().join("Shared.journey");
    app.create(&board, "zapier-standard", None).await.unwrap();
    let began = Instant::now();
    let mut trial = Trial::new(folder.path(), &board);
    for who in 0..NAMES.len() {
        trial.start(who);
    }
    // Who is killed when does not depend on what is written how fast.
    let mut plan = Rng::new(20_261_122);
    let mut away = None;
    let mut followed = Vec::<Duration>::new();
    for round in 0..rounds {
        // While the host is away its successor is killed, if one is there, else anybody.
        let successor = trial.states.iter().position(|state| state == "hosting");
        let victim = match away {
            Some(gone) => successor.unwrap_or((gone + 1) % NAMES.len()),
            None => plan.below(NAMES.len()),
        };
        let answers = plan.below(A_ROUND);
        let states = &trial.states;
        println!(
            "round {round}: {} after {answers} answers; {states:?}",
            NAMES[victim]
        );
        trial.round(victim, answers);
        assert_kept(&trial, victim, folder.path(), round).await;
        // Every other time the host stays away until another machine hosts, and through the next round.
        if away.is_none() && victim == 0 && plan.below(2) == 0 {
            let gone = Instant::now();
            trial.go_on_until(|trial, _| trial.states.iter().any(|state| state == "hosting"));
            followed.push(gone.elapsed());
            away = Some(victim);
            continue;
        }
        trial.start(victim);
        if let Some(gone) = away.take() {
            trial.start(gone);
        }
    }
    if let Some(gone) = away {
        trial.start(gone);
    }
    println!(
        "{rounds} rounds after {:?}; dead hosts were followed after {followed:?}",
        began.elapsed()
    );
    let same = trial.same_board();
    println!("the same board everywhere after {:?}", began.elapsed());
    let notes = notes_in(&same);
    for (writer, name) in trial.writers.iter().zip(NAMES) {
        let broken = writer.broken(name, &notes);
        assert!(broken.is_empty(), "lost by all: {broken:#?}");
    }
    let promised: usize = trial
        .writers
        .iter()
        .map(|writer| writer.promises.len())
        .sum();
    println!(
        "{promised} notes that were answered, {} on the board",
        notes.len()
    );
    assert!(promised >= rounds, "somebody wrote");
    for who in (0..NAMES.len()).rev() {
        trial.crowd.leave(who);
        let verdict = verify(trial.crowd.file(who)).await.unwrap();
        assert!(verdict.sound, "{}: {verdict:?}", NAMES[who]);
    }
}
