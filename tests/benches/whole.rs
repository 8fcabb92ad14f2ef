//! Costs of the whole app, printed as a table with ratios: `cargo bench -p journeywall-tests --bench whole`.
//! Nothing is asserted: figures depend on the machine, ratios much less.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a bench prints, and fails by panicking"
)]

use board_export::picture::{Format, PictureOptions, Scale, Selection, render, rows, scene, size};
use board_layout::Layout;
use board_model::{Board, BoardId, Edit, Many, ParticipantId};
use board_replica::Replica;
use journeywall_tests::{Rng, installation};
use serde_json::json;
use std::time::{Duration, Instant};

const WORDS: [&str; 16] = [
    "Sees",
    "an",
    "ad",
    "on",
    "the",
    "bus",
    "asks",
    "a",
    "friend",
    "about",
    "prices",
    "waiting",
    "too",
    "long",
    "Kündigung",
    "今天",
];
const REPEATS: usize = 200;

fn minted() -> impl FnMut() -> uuid::Uuid {
    let mut last = 0u128;
    move || {
        last += 1;
        uuid::Uuid::from_u128(last << 64 | 0x8000_0000_0000_0000)
    }
}

/// A board with this many notes of 3 to 15 words, five in a cell: larger boards have more stages and rows, as
/// people's do, and the cell and the row of an edit stay alike.
fn board_of(notes: usize) -> Replica {
    let mut mint = minted();
    let rows = ((notes / 5) as f64).sqrt().round().min(25.0) as usize;
    let stages = (notes / 5).div_ceil(rows);
    let mut edits = vec![json!({ "addSheet": { "title": "Bench" } })];
    edits.extend(
        (0..stages).map(|stage| json!({ "addStage": { "title": format!("Stage {stage}") } })),
    );
    edits.extend((0..rows).map(|row| json!({ "addRow": { "title": format!("Row {row}") } })));
    let mut rng = Rng::new(5);
    for note in 0..notes {
        let words: Vec<&str> = (0..3 + rng.below(13))
            .map(|_| WORDS[rng.below(WORDS.len())])
            .collect();
        let cell = note % (stages * rows);
        let (step, row) = (
            format!("Stage {}", cell % stages),
            format!("Row {}", cell / stages),
        );
        edits.push(json!({ "addNote": { "step": step, "row": row, "text": words.join(" ") } }));
    }
    let edits = edits.into_iter().map(|edit| {
        let mut edit: Edit = serde_json::from_value(edit).unwrap();
        edit.mint(&mut mint);
        edit
    });
    let edits = edits.collect();
    let mut replica = Replica::blank(3, BoardId::from_u128(1));
    replica
        .apply(ParticipantId::from_u128(1), Many { edits }.into())
        .unwrap();
    replica
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let done = work();
    (done, start.elapsed())
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

/// Resident memory of this process in MB, where the system tells.
fn resident() -> Option<f64> {
    let statm = std::fs::read_to_string("/proc/self/statm").ok()?;
    let pages: f64 = statm.split_whitespace().nth(1)?.parse().ok()?;
    Some(pages * 4_096.0 / 1e6)
}

/// One edit at a board of this size: the parts and the whole, median of many.
fn edit(notes: usize) -> [Duration; 4] {
    let mut replica = board_of(notes);
    let mut layout = Layout::new();
    layout.scene(replica.board());
    let ids: Vec<_> = replica
        .board()
        .notes_in_reading_order()
        .map(|note| note.id)
        .collect();
    let mut rng = Rng::new(notes as u64);
    let mut times: [Vec<Duration>; 4] = Default::default();
    for round in 0..REPEATS {
        let note = ids[rng.below(ids.len())];
        let words = WORDS[rng.below(WORDS.len())];
        let edit: Edit = serde_json::from_value(
            json!({ "setText": { "note": note, "text": format!("{words} {round}") } }),
        )
        .unwrap();
        let (applied, transaction) =
            timed(|| replica.apply(ParticipantId::from_u128(1), edit).unwrap());
        let (scene, laid_out) = timed(|| layout.update(replica.board(), &applied.changes));
        let board = replica.board();
        let (_, patch) = timed(|| {
            serde_json::to_string(&(board.board_changes(&applied.changes), &scene)).unwrap()
        });
        for (all, one) in
            times
                .iter_mut()
                .zip([transaction, laid_out, patch, transaction + laid_out + patch])
        {
            all.push(one);
        }
    }
    times.map(median)
}

fn edits() {
    println!("\none edit (setText), median of {REPEATS}, µs");
    println!(
        "{:>7} {:>12} {:>8} {:>8} {:>8} {:>12}",
        "notes", "transaction", "layout", "patch", "all", "to 50 notes"
    );
    let mut first = None;
    for notes in [50, 500, 5_000] {
        let [transaction, laid_out, patch, all] = edit(notes).map(|time| time.as_secs_f64() * 1e6);
        let base = *first.get_or_insert(all);
        println!(
            "{notes:>7} {transaction:>12.0} {laid_out:>8.0} {patch:>8.0} {all:>8.0} {:>11.2}×",
            all / base
        );
    }
}

/// Milliseconds until a board is open and until a screen has its scene, and the bytes of that; the board is closed
/// again.
async fn first_scene(app: &board_app::App, path: &std::path::Path) -> (f64, f64, usize) {
    let start = Instant::now();
    let board = app.open_board(path).await.unwrap();
    let opened = start.elapsed();
    let seat = board_app::Seat::new("Ann", board_app::Role::Facilitator);
    let mut screen = board.connect(seat).unwrap();
    screen.send(r#"{"id":1,"get":"scene"}"#).await;
    let scene = loop {
        let message = screen.recv().await.unwrap();
        if message.starts_with(r#"{"id":1"#) {
            break message;
        }
    };
    let told = start.elapsed();
    // A second question is answered when the layout is ready for edits.
    screen.send(r#"{"id":2,"get":"status"}"#).await;
    while !screen.recv().await.unwrap().starts_with(r#"{"id":2"#) {}
    let ready = start.elapsed();
    board.close().await.unwrap();
    println!(
        "    open {:.0} ms, scene told {:.0}, ready for edits {:.0}, closed again {:.0}",
        milliseconds(opened),
        milliseconds(told),
        milliseconds(ready),
        milliseconds(start.elapsed() - ready)
    );
    (milliseconds(opened), milliseconds(told), scene.len())
}

/// What the file alone costs: checking and locking it, reading it, closing it.
async fn file_alone(path: &std::path::Path) {
    let start = Instant::now();
    let mut file = board_store::BoardFile::open(path, board_store::OpenMode::Write)
        .await
        .unwrap();
    let opened = start.elapsed();
    let loaded = file.load().await.unwrap();
    let read = start.elapsed() - opened;
    let (_, key) = timed(|| board_store::SceneKey::of(loaded.states(), &board_layout::maker()));
    let closing = Instant::now();
    file.close().await.unwrap();
    println!(
        "  the file alone: checked and locked {:.0} ms, read {:.0}, closed {:.0}; its digest {:.1}",
        milliseconds(opened),
        milliseconds(read),
        milliseconds(closing.elapsed()),
        milliseconds(key)
    );
}

async fn opening() {
    let (folder, app) = installation().await;
    let path = folder.path().join("b.journey");
    let replica = board_of(5_000);
    let state = replica.state();
    let first = [board_store::AppendedUpdate::of(state.clone())];
    board_store::BoardFile::create(&path, replica.board().id(), &first)
        .await
        .unwrap()
        .close()
        .await
        .unwrap();
    drop(replica);
    let before = resident();
    println!("\n5,000 notes");
    println!("  laid out from scratch");
    let (_, scratch, bytes) = first_scene(&app, &path).await;
    let used = resident();
    println!("  with the scene kept at closing");
    let (mut opened, mut told) = (Vec::new(), Vec::new());
    for _ in 0..5 {
        let (one, other, _) = first_scene(&app, &path).await;
        opened.push(one);
        told.push(other);
    }
    let middle = |times: &mut Vec<f64>| {
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    };
    let (opened, told) = (middle(&mut opened), middle(&mut told));
    file_alone(&path).await;
    let (replica, crdt) = timed(|| Replica::load(4, &[&state]).unwrap());
    let crdt = milliseconds(crdt);
    let mut layout = Layout::new();
    let (_, laid_out) = timed(|| layout.scene(replica.board()).cells.len());
    let (text, written) = timed(|| serde_json::to_string(layout.current()).unwrap());
    let (kept, read) = timed(|| serde_json::from_str::<board_layout::Scene>(&text).unwrap());
    let (_, resumed) = timed(|| Layout::new().resume(replica.board(), kept));
    println!(
        "  first scene: {scratch:.0} ms from scratch, {told:.0} ms kept ({opened:.0} of it opening), budget 150; {:.1} MB of JSON",
        bytes as f64 / 1e6
    );
    println!(
        "  the document alone {crdt:.0} ms; a kept scene is told after {:.2}× of it, a fresh one after {:.2}×",
        told / crdt,
        scratch / crdt
    );
    println!(
        "  layout from scratch {:.0} ms, its JSON written {:.0}, read {:.0}, taken up {:.0}",
        milliseconds(laid_out),
        milliseconds(written),
        milliseconds(read),
        milliseconds(resumed)
    );
    if let (Some(before), Some(used)) = (before, used) {
        println!(
            "  resident memory {before:.0} MB, +{:.0} after opening, scene and closing; budget of the heap 80",
            used - before
        );
    }
}

/// An edit in a cell that holds far too much: the others of the cell are not sent again.
fn crowded() {
    println!("\none edit in a cell of 250 notes, median of {REPEATS}");
    let mut mint = minted();
    let mut edits = vec![
        json!({ "addSheet": { "title": "Bench" } }),
        json!({ "addStage": { "title": "Stage" } }),
        json!({ "addRow": { "title": "Row" } }),
    ];
    let mut rng = Rng::new(7);
    for _ in 0..250 {
        let words: Vec<&str> = (0..3 + rng.below(13))
            .map(|_| WORDS[rng.below(WORDS.len())])
            .collect();
        edits
            .push(json!({ "addNote": { "step": "Stage", "row": "Row", "text": words.join(" ") } }));
    }
    let mut of = |edit: serde_json::Value| {
        let mut edit: Edit = serde_json::from_value(edit).unwrap();
        edit.mint(&mut mint);
        edit
    };
    let by = ParticipantId::from_u128(1);
    let mut replica = Replica::blank(3, BoardId::from_u128(1));
    let edits = edits.into_iter().map(&mut of).collect();
    replica.apply(by, Many { edits }.into()).unwrap();
    let mut layout = Layout::new();
    layout.scene(replica.board());
    let ids: Vec<_> = replica
        .board()
        .notes_in_reading_order()
        .map(|note| note.id)
        .collect();
    for act in ["setText", "moveNote", "addNote"] {
        let mut times = Vec::new();
        let mut bytes = Vec::new();
        for round in 0..REPEATS {
            let (note, after) = (ids[rng.below(250)], ids[rng.below(250)]);
            let edit = match act {
                "setText" => {
                    json!({ "setText": { "note": note, "text": format!("Waits {round}") } })
                }
                "moveNote" if note != after => {
                    json!({ "moveNote": { "note": note, "step": "Stage", "row": "Row", "after": after } })
                }
                _ => {
                    json!({ "addNote": { "step": "Stage", "row": "Row", "text": "Asks a friend" } })
                }
            };
            let applied = replica.apply(by, of(edit)).unwrap();
            let (patch, time) = timed(|| {
                let changes = layout.update(replica.board(), &applied.changes);
                serde_json::to_string(&changes).unwrap()
            });
            times.push(time);
            bytes.push(patch.len());
        }
        bytes.sort_unstable();
        println!(
            "  {act:>9}: layout and patch {:.0} µs, {} bytes",
            median(times).as_secs_f64() * 1e6,
            bytes[bytes.len() / 2]
        );
    }
}

fn picture() {
    let replica = board_of(500);
    let board: &Board = replica.board();
    let options = PictureOptions {
        scale: Scale::Width(3_840),
        ..PictureOptions::default()
    };
    let (scene, shaped) = timed(|| scene(board, &Selection::default()).unwrap());
    let mut png = Vec::new();
    let mut pixels = 0;
    let (_, raster) =
        timed(|| rows(&scene, &options, &mut |band| pixels += band.len() / 3).unwrap());
    let (_, whole) = timed(|| render(&scene, &options, Format::Png, &mut png).unwrap());
    let (width, height) = size(&scene, &options, Format::Png).unwrap();
    println!(
        "\n4K PNG of 500 notes, {width} × {height}, {:.1} MB",
        png.len() as f64 / 1e6
    );
    println!(
        "  scene (shaping) {:.0} ms, raster alone {:.0} ms, raster and PNG together {:.0} ms, {:.1} Mpx",
        milliseconds(shaped),
        milliseconds(raster),
        milliseconds(whole),
        pixels as f64 / 1e6
    );
    println!(
        "  in all {:.0} ms; budget 1,000",
        milliseconds(shaped + whole)
    );
}

fn main() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(opening());
    edits();
    crowded();
    picture();
}
