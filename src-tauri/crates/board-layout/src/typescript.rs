//! The TypeScript side of the scene is generated from this crate and committed; this test keeps it true.

use crate::curve::{HIGH, LOW};
use crate::palette::Theme;
use crate::row_type::MEASURE_ROOM;
use crate::scene::{Scene, SceneChange};
use crate::text::line_height;
use committed::{assert_committed, typescript};
use ts_rs::TS;

#[test]
fn the_generated_typescript_is_that_of_the_scene() {
    let generated = typescript("scene.ts", |config| {
        Scene::export_all(config)?;
        SceneChange::export_all(config)?;
        Theme::export_all(config)
    });
    assert_committed("ui/src/gen/scene.ts", &generated);
}

#[test]
fn the_generated_measures_are_those_of_the_layout() {
    let sizes = [12, 14, 16, 20, 28].map(|size| format!("  {size}: {},\n", line_height(size)));
    let generated = format!(
        "// Generated from board-layout; its tests compare.\n\n\
         /** Height of a line by size of its text, both in board units. */\n\
         export const LINE_HEIGHTS: Readonly<Record<number, number>> = {{\n{}}};\n\n\
         /** Heights of +2 and −2 below the top of a sentiment row, in board units. */\n\
         export const CURVE = {{ high: {HIGH}, low: {LOW} }} as const;\n\n\
         /** Height of a measure's value at the top of its cell, in board units. */\n\
         export const MEASURE_ROOM = {MEASURE_ROOM};\n",
        sizes.concat()
    );
    assert_committed("ui/src/gen/measures.ts", &generated);
}

#[test]
fn the_generated_faces_are_the_bundled_files() {
    let name = |key: crate::Face| serde_json::to_string(&key).unwrap().replace('"', "");
    let face = |file: &crate::fonts::FontFile| {
        let (key, family, weight) = (name(file.key), file.family, file.weight);
        format!("  {key}: {{ family: '{family}', weight: {weight} }},\n")
    };
    let faces: String = crate::fonts::files().iter().map(face).collect();
    assert_committed(
        "ui/src/gen/faces.ts",
        &format!(
            "// Generated from board-layout; its tests compare.\n\
             import type {{ Face }} from './scene';\n\n\
             /** Family and weight of each face, as the file and the style sheet name it. */\n\
             export const FAMILIES: Readonly<Record<Face, {{ family: string; weight: number }}>> = {{\n{faces}}};\n"
        ),
    );
}
