//! Files in and out: tables, pictures, states, board files.

use board_app::{AppError, ExportOptions, export, outline, overview, repair, scene, verify};
use board_replica::Replica;
use journeywall_tests::installation;
use std::path::{Path, PathBuf};

const EXAMPLE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../assets/examples/gym-membership.csv"
);

async fn exported(board: &Path, out: &Path) -> Vec<u8> {
    let written = export(board, out, &ExportOptions::default())
        .await
        .unwrap_or_else(|error| panic!("{}: {error}", out.display()));
    let bytes = std::fs::read(out).unwrap();
    assert_eq!(written.bytes, bytes.len() as u64);
    bytes
}

fn code<T: std::fmt::Debug>(result: Result<T, AppError>) -> &'static str {
    result.unwrap_err().code().name()
}

#[tokio::test]
async fn a_workshops_table_comes_back_as_it_went() {
    let (folder, app) = installation().await;
    let at = |name: &str| folder.path().join(name);
    for name in ["first.journey", "second.journey"] {
        app.create(&at(name), "zapier-standard", None)
            .await
            .unwrap();
    }
    let imported = app
        .import(Path::new(EXAMPLE), &at("first.journey"), false)
        .await
        .unwrap();
    assert!(imported.notes > 20, "{imported:?}");
    let first = exported(&at("first.journey"), &at("first.csv")).await;
    assert_eq!(
        overview(&at("first.journey")).await.unwrap().notes,
        imported.notes
    );

    app.import(&at("first.csv"), &at("second.journey"), false)
        .await
        .unwrap();
    let second = exported(&at("second.journey"), &at("second.csv")).await;
    assert_eq!(
        String::from_utf8(first).unwrap(),
        String::from_utf8(second).unwrap()
    );

    let again = app
        .import(&at("first.csv"), &at("second.journey"), false)
        .await;
    assert_eq!(code(again), "E_DUPLICATE_ID");
    app.import(&at("first.csv"), &at("second.journey"), true)
        .await
        .unwrap();
    assert_eq!(
        overview(&at("second.journey")).await.unwrap().notes,
        2 * imported.notes
    );
}

#[tokio::test]
async fn an_import_is_one_act() {
    let (folder, app) = installation().await;
    let path = folder.path().join("b.journey");
    app.create(&path, "blank", None).await.unwrap();
    app.import(Path::new(EXAMPLE), &path, false).await.unwrap();
    let mut file = board_store::BoardFile::open(&path, board_store::OpenMode::ReadOnly)
        .await
        .unwrap();
    assert_eq!(
        file.load().await.unwrap().last.0,
        2,
        "one update for the board, one for the import"
    );
    file.close().await.unwrap();
}

#[tokio::test]
async fn a_failed_import_leaves_the_file_byte_for_byte() {
    let (folder, app) = installation().await;
    let at = |name: &str| folder.path().join(name);
    app.create(&at("b.journey"), "zapier-standard", None)
        .await
        .unwrap();
    let before = std::fs::read(at("b.journey")).unwrap();
    std::fs::write(
        at("bad.csv"),
        "stage,row,text\nAwareness,Doing,fine\nAwareness,\"Doing,open\n",
    )
    .unwrap();
    std::fs::write(at("long.csv"), format!("text\n{}\n", "x".repeat(5_000))).unwrap();
    std::fs::write(at("map.canvas"), "{}").unwrap();
    for (name, expected, line) in [
        ("bad.csv", "E_BAD_INPUT", Some("line 3")),
        ("long.csv", "E_LIMIT", Some("line 2")),
        ("map.canvas", "E_BAD_INPUT", None),
        ("missing.csv", "E_NO_FILE", None),
    ] {
        let refused = app
            .import(&at(name), &at("b.journey"), false)
            .await
            .unwrap_err();
        assert_eq!(refused.code(), expected, "{refused}");
        let sentence = refused.to_string();
        assert!(sentence.contains(name), "it names the file: {sentence}");
        assert!(
            line.is_none_or(|line| sentence.contains(line)),
            "{sentence}"
        );
        assert_eq!(std::fs::read(at("b.journey")).unwrap(), before, "{name}");
    }
    let nowhere = app
        .import(Path::new(EXAMPLE), &at("nowhere.journey"), false)
        .await;
    assert_eq!(code(nowhere), "E_NO_FILE");
    assert!(!at("nowhere.journey").exists());
}

#[tokio::test]
async fn the_ending_decides_what_is_written() {
    let (folder, app) = installation().await;
    let at = |name: &str| folder.path().join(name);
    let board = at("b.journey");
    app.create_example(&board).await.unwrap();
    assert!(exported(&board, &at("o.png")).await.starts_with(b"\x89PNG"));
    assert!(
        exported(&board, &at("o.jpg"))
            .await
            .starts_with(&[0xff, 0xd8])
    );
    assert_eq!(&exported(&board, &at("o.webp")).await[8..12], b"WEBP");
    let svg = String::from_utf8(exported(&board, &at("o.svg")).await).unwrap();
    assert!(svg.contains("<svg") && svg.trim_end().ends_with("</svg>"));
    let json: serde_json::Value =
        serde_json::from_slice(&exported(&board, &at("o.json")).await).unwrap();
    let yjs = exported(&board, &at("o.yjs")).await;
    let replica = Replica::load(0, &[&yjs]).unwrap();
    assert_eq!(serde_json::to_value(replica.board()).unwrap(), json);
    exported(&board, &at("o.journey")).await;
    assert_eq!(
        outline(&at("o.journey")).await.unwrap(),
        outline(&board).await.unwrap()
    );
    assert_eq!(
        scene(&at("o.journey")).await.unwrap(),
        scene(&board).await.unwrap()
    );
}

#[tokio::test]
async fn a_picture_is_as_wide_as_asked_and_the_same_each_time() {
    let (folder, app) = installation().await;
    let board = folder.path().join("b.journey");
    app.create_example(&board).await.unwrap();
    let options = ExportOptions {
        width: Some(1_200),
        ..ExportOptions::default()
    };
    let (one, two) = (folder.path().join("1.png"), folder.path().join("2.png"));
    let written = export(&board, &one, &options).await.unwrap();
    assert_eq!(written.pixels.unwrap().0, 1_200);
    export(&board, &two, &options).await.unwrap();
    assert!(
        std::fs::read(one).unwrap() == std::fs::read(two).unwrap(),
        "A14"
    );
}

#[tokio::test]
async fn a_failed_export_leaves_the_file_that_was_there() {
    let (folder, app) = installation().await;
    let at = |name: &str| folder.path().join(name);
    let board = at("b.journey");
    app.create_example(&board).await.unwrap();
    let cases: [(&str, ExportOptions, &str); 6] = [
        ("o.pdf", ExportOptions::default(), "E_BAD_INPUT"),
        (
            "o.webp",
            ExportOptions {
                width: Some(20_000),
                ..ExportOptions::default()
            },
            "E_TOO_LARGE",
        ),
        (
            "o.png",
            ExportOptions {
                scale: Some(-1.0),
                ..ExportOptions::default()
            },
            "E_BAD_INPUT",
        ),
        (
            "o.png",
            ExportOptions {
                stage: Some("Nowhere".into()),
                ..ExportOptions::default()
            },
            "E_NO_SUCH",
        ),
        (
            "o.json",
            ExportOptions {
                row: Some("Doing".into()),
                ..ExportOptions::default()
            },
            "E_BAD_INPUT",
        ),
        ("no/folder.png", ExportOptions::default(), "E_NO_FILE"),
    ];
    for (name, options, expected) in cases {
        let out: PathBuf = at(name);
        drop(std::fs::write(&out, "before"));
        let refused = export(&board, &out, &options).await.unwrap_err();
        assert_eq!(refused.code(), expected, "{name}: {refused}");
        assert_eq!(
            std::fs::read(&out).ok(),
            out.parent().unwrap().exists().then(|| b"before".to_vec())
        );
    }
}

#[tokio::test]
async fn what_is_whole_in_a_damaged_file_is_saved() {
    let (folder, app) = installation().await;
    let at = |name: &str| folder.path().join(name);
    app.create_example(&at("b.journey")).await.unwrap();
    let notes = overview(&at("b.journey")).await.unwrap().notes;
    let mut file = board_store::BoardFile::open(&at("b.journey"), board_store::OpenMode::Write)
        .await
        .unwrap();
    file.append(&[board_store::AppendedUpdate::of(
        b"no update at all".to_vec(),
    )])
    .await
    .unwrap();
    file.close().await.unwrap();
    assert_eq!(code(overview(&at("b.journey")).await), "E_DAMAGED");
    let verdict = verify(&at("b.journey")).await.unwrap();
    assert!(!verdict.sound && !verdict.findings.is_empty());
    let repaired = repair(&at("b.journey"), &at("whole.journey"))
        .await
        .unwrap();
    assert_eq!((repaired.notes, repaired.lost), (notes, 1));
    assert!(verify(&at("whole.journey")).await.unwrap().sound);
    assert_eq!(
        code(repair(&at("b.journey"), &at("whole.journey")).await),
        "E_BAD_INPUT",
        "nothing is overwritten"
    );
}
