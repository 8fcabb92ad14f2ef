//! Pictures against their references in `tests/golden` (how to renew them: `tests/README.md`).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod hand_made;
mod laid_out;
mod picture;
#[path = "../../src/table/tests/wall.rs"]
#[allow(dead_code, reason = "tests of tables ask it for more")]
mod wall;

use board_export::picture::{Format, PictureOptions, Scale, render, svg};
use board_export::table::example;
use board_layout::palette::Theme;
use board_layout::{Layout, Scene};
use board_model::{Board, Edit, template};
use laid_out::assert_golden_scene;
use picture::assert_golden;

fn png(scene: &Scene, scale: f32, theme: Theme) -> Vec<u8> {
    let options = PictureOptions {
        scale: Scale::Times(scale),
        theme,
        ..PictureOptions::default()
    };
    let mut bytes = Vec::new();
    render(scene, &options, Format::Png, &mut bytes).unwrap();
    bytes
}

#[test]
fn rectangles() {
    assert_golden(
        "rectangles",
        &png(&hand_made::rectangles(), 1.0, Theme::Light),
    );
}

#[test]
fn rectangles_in_the_dark() {
    assert_golden(
        "rectangles-dark",
        &png(&hand_made::rectangles(), 1.0, Theme::Dark),
    );
}

#[test]
fn edges_are_sharp_at_odd_scales() {
    assert_golden(
        "rectangles-odd-scale",
        &png(&hand_made::rectangles(), 1.3183, Theme::Light),
    );
}

#[test]
fn lines_and_dots() {
    assert_golden(
        "lines-and-dots",
        &png(&hand_made::lines_and_dots(), 1.0, Theme::Light),
    );
}

#[test]
fn icons() {
    assert_golden("icons", &png(&hand_made::icons(), 1.0, Theme::Light));
}

#[test]
fn scripts() {
    assert_golden("scripts", &png(&hand_made::scripts(), 1.0, Theme::Light));
}

#[test]
fn emoji() {
    assert_golden("emoji", &png(&hand_made::emoji(), 2.0, Theme::Light));
}

#[test]
fn the_same_scene_gives_the_same_bytes() {
    let scene = hand_made::scripts();
    let options = PictureOptions::default();
    for format in [Format::Png, Format::Jpeg, Format::WebP] {
        let once = || {
            let mut bytes = Vec::new();
            render(&scene, &options, format, &mut bytes).unwrap();
            bytes
        };
        assert_eq!(once(), once(), "{format:?}");
    }
    assert_eq!(
        svg(&scene, &options).unwrap(),
        svg(&scene, &options).unwrap()
    );
}

/// The board that edits make of a blank one.
fn made(edits: Vec<Edit>) -> Board {
    let mut board = wall::blank();
    wall::apply_all(&mut board, edits);
    board.clone()
}

/// The worked example with the header of its references, which is shorter than what ships.
fn pictured_example() -> Vec<Edit> {
    let mut edits = example(&mut wall::counter(1 << 64));
    let shorter = r#"{"setHeader": {"starts": "", "ends": "", "scenario": "", "goal": "", "owner": "", "reviewDate": ""}}"#;
    edits.push(serde_json::from_str(shorter).unwrap());
    edits
}

#[test]
fn templates() {
    let mut wrong = Vec::new();
    for template in template::all() {
        let board = made(template.edits(&mut wall::counter(1 << 64), None));
        let bytes = png(Layout::new().scene(&board), 0.5, Theme::Light);
        let compared = std::panic::catch_unwind(|| {
            assert_golden(&format!("template-{}", template.id), &bytes)
        });
        if compared.is_err() {
            wrong.push(template.id.as_str());
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn scenes_of_templates_and_the_example() {
    let mut boards: Vec<(&str, Vec<Edit>)> = Vec::new();
    for template in template::all() {
        let edits = template.edits(&mut wall::counter(1 << 64), None);
        boards.push((template.id.as_str(), edits));
    }
    boards.push(("example", pictured_example()));
    let mut wrong = Vec::new();
    for (name, edits) in boards {
        let board = made(edits);
        let compared =
            std::panic::catch_unwind(|| assert_golden_scene(name, Layout::new().scene(&board)));
        if compared.is_err() {
            wrong.push(name);
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn the_worked_example() {
    let board = made(pictured_example());
    assert_golden(
        "example",
        &png(Layout::new().scene(&board), 1.0, Theme::Light),
    );
}

#[test]
fn the_worked_example_in_the_dark() {
    let board = made(pictured_example());
    assert_golden(
        "example-dark",
        &png(Layout::new().scene(&board), 0.5, Theme::Dark),
    );
}
