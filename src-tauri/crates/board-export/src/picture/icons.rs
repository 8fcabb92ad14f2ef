//! The bundled Lucide icons as paths.

use resvg::tiny_skia::{Path, PathBuilder};
use resvg::usvg;
use std::collections::HashMap;
use std::sync::OnceLock;

/// Side of an icon's own grid in path units.
pub(crate) const GRID: f32 = 24.0;
/// Width of an icon's strokes in path units.
pub(crate) const STROKE: f32 = 2.0;
/// What stands for a mark that is not bundled, such as one a newer version knows.
const STAND_IN: &str = "sticky-note";

macro_rules! bundled {
    ($($name:literal,)*) => {
        /// Name and file of every bundled icon.
        static FILES: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../../../../assets/icons/lucide/", $name, ".svg")))),*];
    };
}

bundled! {
    "angry",
    "archive",
    "arrow-right",
    "book-open",
    "calendar",
    "calendar-clock",
    "calendar-days",
    "chart-column",
    "check",
    "chevron-down",
    "chevron-left",
    "chevron-right",
    "chevron-up",
    "circle-alert",
    "circle-check",
    "circle-dot",
    "circle-help",
    "circle-parking",
    "circle-user-round",
    "circle-x",
    "clapperboard",
    "clipboard-paste",
    "clock",
    "cloud",
    "coffee",
    "columns-3",
    "copy",
    "download",
    "ellipsis",
    "eye",
    "eye-off",
    "file-down",
    "file-plus",
    "flag",
    "flask-conical",
    "folder",
    "folder-open",
    "frown",
    "gem",
    "grip-vertical",
    "group",
    "hand",
    "heart",
    "house",
    "image",
    "info",
    "keyboard",
    "laugh",
    "layers",
    "lightbulb",
    "link",
    "list",
    "list-checks",
    "lock",
    "lock-open",
    "map",
    "map-pin",
    "maximize",
    "megaphone",
    "meh",
    "message-circle",
    "message-square-quote",
    "messages-square",
    "mic",
    "minus",
    "moon",
    "mouse-pointer-2",
    "move-horizontal",
    "octagon-x",
    "palette",
    "paperclip",
    "pause",
    "pencil",
    "play",
    "plus",
    "printer",
    "qr-code",
    "quote",
    "radio",
    "redo-2",
    "rotate-ccw",
    "route",
    "rows-3",
    "scissors",
    "search",
    "settings",
    "share-2",
    "smile",
    "sparkles",
    "split",
    "square-parking",
    "star",
    "sticky-note",
    "sun",
    "table",
    "tag",
    "target",
    "thumbs-up",
    "timer",
    "trash-2",
    "triangle-alert",
    "undo-2",
    "upload",
    "user",
    "user-round",
    "users",
    "volume-2",
    "volume-x",
    "vote",
    "wifi-off",
    "wrench",
    "x",
    "zap",
    "zoom-in",
    "zoom-out",
}

/// The name of the icon that is drawn for a name: its own, or a plain note for one that is not bundled, so
/// that a mark is never silently missing.
pub(crate) fn drawn_name(name: &str) -> &'static str {
    let bundled = FILES.iter().find(|(bundled, _)| *bundled == name);
    bundled.map_or(STAND_IN, |(bundled, _)| bundled)
}

/// The outline of an icon on its [`GRID`].
pub(crate) fn icon(name: &str) -> Option<&'static Path> {
    static ICONS: OnceLock<HashMap<&'static str, Path>> = OnceLock::new();
    let icons = ICONS.get_or_init(|| {
        FILES
            .iter()
            .filter_map(|&(name, svg)| Some((name, parse(svg)?)))
            .collect()
    });
    icons.get(drawn_name(name))
}

fn parse(svg: &str) -> Option<Path> {
    let tree = usvg::Tree::from_str(svg, &usvg::Options::default()).ok()?;
    let mut outline = PathBuilder::new();
    collect(tree.root(), &mut outline);
    outline.finish()
}

fn collect(group: &usvg::Group, outline: &mut PathBuilder) {
    for node in group.children() {
        match node {
            usvg::Node::Group(group) => collect(group, outline),
            usvg::Node::Path(path) => {
                if let Some(path) = path.data().clone().transform(path.abs_transform()) {
                    outline.push_path(&path);
                }
            }
            usvg::Node::Image(_) | usvg::Node::Text(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_file_of_the_folder_is_bundled_and_drawn() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/icons/lucide");
        let names = std::fs::read_dir(folder).unwrap().filter_map(|file| {
            let name = file.unwrap().file_name().into_string().unwrap();
            name.strip_suffix(".svg").map(str::to_owned)
        });
        let listed: BTreeSet<String> = FILES.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(listed, names.collect());
        for (name, svg) in FILES {
            let bounds = parse(svg)
                .unwrap_or_else(|| panic!("{name} has an outline"))
                .bounds();
            assert!(
                bounds.left() >= 0.0
                    && bounds.right() <= GRID
                    && bounds.top() >= 0.0
                    && bounds.bottom() <= GRID,
                "{name}"
            );
        }
    }

    #[test]
    fn every_mark_of_a_kind_is_bundled() {
        for kind in board_model::Kind::built_in() {
            assert!(
                FILES.iter().any(|(name, _)| *name == kind.mark),
                "{}",
                kind.mark
            );
        }
    }
}
