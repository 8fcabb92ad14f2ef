//! The TypeScript side of the scene is generated from this crate and committed; this test keeps it true.

use crate::palette::Theme;
use crate::scene::{Scene, SceneChange};
use std::path::Path;
use ts_rs::{Config, TS};

#[test]
fn the_generated_typescript_is_that_of_the_scene() {
    let out = std::env::temp_dir().join(format!("journeywall-scene-ts-{}", std::process::id()));
    let config = Config::new().with_out_dir(&out);
    Scene::export_all(&config).unwrap();
    SceneChange::export_all(&config).unwrap();
    Theme::export_all(&config).unwrap();
    let generated = std::fs::read_to_string(out.join("scene.ts")).unwrap();
    std::fs::remove_dir_all(&out).unwrap();
    let committed_at = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src/gen/scene.ts");
    let committed = std::fs::read_to_string(&committed_at).unwrap_or_default();
    if generated != committed {
        std::fs::write(&committed_at, generated).unwrap();
        panic!(
            "ui/src/gen/scene.ts was behind; it is written anew: look at the difference and commit it"
        );
    }
}
