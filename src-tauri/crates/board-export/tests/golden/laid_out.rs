//! Compares a scene with its reference.

use board_layout::Scene;
use std::fs;
use std::path::Path;

/// Fails unless `scene` is `tests/golden/scenes/NAME.json`. Then the actual one lies in `tests/diffs`. With
/// `UPDATE_GOLDEN=1` the reference is rewritten, and the test still fails.
pub(crate) fn assert_golden_scene(name: &str, scene: &Scene) {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests");
    let path = tests.join("golden/scenes").join(format!("{name}.json"));
    let actual = one_part_a_line(scene);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::create_dir_all(tests.join("golden/scenes")).unwrap();
        fs::write(&path, actual).unwrap();
        panic!(
            "{name}: the scene is rewritten; look at the difference, then run again without UPDATE_GOLDEN"
        );
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    if expected != actual {
        fs::create_dir_all(tests.join("diffs")).unwrap();
        fs::write(
            tests.join("diffs").join(format!("{name}.scene.json")),
            &actual,
        )
        .unwrap();
        let line = expected
            .lines()
            .zip(actual.lines())
            .take_while(|(one, other)| one == other)
            .count();
        panic!(
            "{name}: the scene differs from line {} on; see tests/diffs",
            line + 1
        );
    }
}

/// JSON with a line for each shape, so that a difference shows what moved.
fn one_part_a_line(scene: &Scene) -> String {
    let json = serde_json::to_string(scene).unwrap();
    json.replace("{\"run\"", "\n{\"run\"")
        .replace("{\"rect\":{\"rect\"", "\n{\"rect\":{\"rect\"")
        .replace("{\"icon\"", "\n{\"icon\"")
        .replace("{\"id\"", "\n{\"id\"")
        + "\n"
}
