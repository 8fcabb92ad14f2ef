//! Modules inside a crate: what imports what, in one direction.
//!
//! A circle is a knot that can only be read as a whole. A module and its own parts (`thread/mod.rs` and
//! `thread/compaction.rs`) are one thing in several files and may know one another; nothing else may.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::{self, Source};

const CRATES: &str = "src-tauri/crates";

/// Folders of a crate from the ground up: each imports those before it and the files beside the folders.
const LAYERS: [(&str, &[&str]); 2] = [
    (
        "board-app",
        &["installation", "files", "open", "guests", "session"],
    ),
    ("board-desk", &["state", "acts"]),
];

/// Files of one crate by the path of their module, such as `open::saver`.
type Modules<'a> = BTreeMap<String, &'a Source>;

/// The path of a file's module inside its crate; the crate's root has none.
fn module_of(path: &str) -> Option<(&str, String)> {
    let (name, inside) = path
        .strip_prefix(CRATES)?
        .strip_prefix('/')?
        .split_once("/src/")?;
    let inside = inside.strip_suffix(".rs")?;
    let inside = inside.strip_suffix("/mod").unwrap_or(inside);
    (!["lib", "main"].contains(&inside)).then(|| (name, inside.replace('/', "::")))
}

/// What a `use` names, one path each: `a::{b, c::d}` is `a::b` and `a::c::d`.
fn expanded(tree: &str) -> Vec<String> {
    let tree = tree.trim();
    let Some((lead, rest)) = tree.split_once('{') else {
        return vec![tree.to_owned()];
    };
    let inner = rest.strip_suffix('}').unwrap_or(rest);
    let (mut depth, mut start, mut parts) = (0_i32, 0, Vec::new());
    for (at, letter) in inner.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&inner[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&inner[start..]);
    let named = parts.into_iter().filter(|part| !part.trim().is_empty());
    named
        .flat_map(expanded)
        .map(|part| format!("{lead}{part}"))
        .collect()
}

/// Paths from the crate's root that the product part of a file imports or names.
fn named_in(source: &Source, module: &str) -> Vec<String> {
    let lines: Vec<&str> = source
        .product_lines()
        .into_iter()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect();
    let text = lines.join("\n");
    let mut paths = Vec::new();
    for statement in text.split(';') {
        let Some(at) = statement.rfind("use ") else {
            continue;
        };
        let tree: String = statement[at + 4..]
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        paths.extend(expanded(&tree).iter().map(|path| absolute(path, module)));
    }
    for (at, lead) in text.match_indices("crate::") {
        let rest = text[at + lead.len()..]
            .split(|letter: char| !(letter.is_alphanumeric() || "_:".contains(letter)));
        paths.extend(rest.take(1).map(str::to_owned));
    }
    paths
}

/// A path of a `use` from the crate's root. One that begins with another crate's name leads nowhere.
fn absolute(path: &str, module: &str) -> String {
    if let Some(rest) = path.strip_prefix("crate::") {
        return rest.to_owned();
    }
    let mut inside: Vec<&str> = module.split("::").collect();
    let mut rest = path.strip_prefix("self::").unwrap_or(path);
    while let Some(above) = rest.strip_prefix("super::") {
        inside.pop();
        rest = above;
    }
    inside.push(rest);
    inside.join("::")
}

/// The module that a path leads into: the longest beginning of it that is a file.
fn target(path: &str, modules: &Modules) -> Option<String> {
    let mut parts: Vec<&str> = path.split("::").map(str::trim).collect();
    while !parts.is_empty() {
        let module = parts.join("::");
        if modules.contains_key(&module) {
            return Some(module);
        }
        parts.pop();
    }
    None
}

type Arrows = BTreeMap<String, BTreeSet<String>>;

fn arrows(modules: &Modules) -> Arrows {
    let arrow = |(module, source): (&String, &&Source)| {
        let to = named_in(source, module)
            .iter()
            .filter_map(|path| target(path, modules))
            .filter(|to| to != module)
            .collect();
        (module.clone(), to)
    };
    modules.iter().map(arrow).collect()
}

fn crates(sources: &[Source]) -> BTreeMap<&str, Modules<'_>> {
    let mut crates: BTreeMap<&str, Modules> = BTreeMap::new();
    for source in sources.iter().filter(|source| !source.is_test_file()) {
        if let Some((name, module)) = module_of(&source.path) {
            crates.entry(name).or_default().insert(module, source);
        }
    }
    crates
}

fn reached(arrows: &Arrows, from: &str) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    let mut next: Vec<&str> = vec![from];
    while let Some(module) = next.pop() {
        for to in arrows.get(module).into_iter().flatten() {
            if seen.insert(to.clone()) {
                next.push(to);
            }
        }
    }
    seen
}

/// Circles, each once, as the modules in it.
fn circles(arrows: &Arrows) -> BTreeSet<Vec<String>> {
    let reach: BTreeMap<&String, BTreeSet<String>> = arrows
        .keys()
        .map(|module| (module, reached(arrows, module)))
        .collect();
    reach
        .iter()
        .filter(|(module, to)| to.contains(**module))
        .map(|(module, to)| {
            let back = |other: &&String| reach.get(other).is_some_and(|to| to.contains(*module));
            to.iter().filter(back).cloned().collect()
        })
        .collect()
}

/// Whether the modules of a circle are one module and its parts.
fn is_parent_and_parts(circle: &[String]) -> bool {
    circle.iter().any(|parent| {
        let within = format!("{parent}::");
        circle
            .iter()
            .all(|part| part == parent || part.starts_with(&within))
    })
}

#[test]
fn modules_of_a_crate_import_one_another_in_no_circle() {
    let sources = source::sources(CRATES, &["rs"]);
    let mut findings = Vec::new();
    for (name, modules) in crates(&sources) {
        let knots = circles(&arrows(&modules));
        let knots = knots.iter().filter(|circle| !is_parent_and_parts(circle));
        findings.extend(knots.map(|circle| format!("{name}: {}", circle.join(", "))));
    }
    source::assert_none(
        &findings,
        "these import each other in a circle; move what both need below them",
    );
}

#[test]
fn layers_of_a_crate_import_downwards_only() {
    let sources = source::sources(CRATES, &["rs"]);
    let crates = crates(&sources);
    let mut findings = Vec::new();
    for (name, layers) in LAYERS {
        let modules = crates.get(name).expect("the crate is there");
        let height = |module: &str| {
            let folder = module.split("::").next().unwrap_or_default();
            layers.iter().position(|layer| *layer == folder)
        };
        for (from, to) in arrows(modules) {
            let Some(own) = height(&from) else { continue };
            for to in to.iter().filter(|to| height(to) > Some(own)) {
                findings.push(format!("{name}: {from} may not import {to}"));
            }
        }
    }
    source::assert_none(&findings, "a layer imports those below it");
}

#[test]
fn circles_are_found_and_a_module_with_its_parts_is_none() {
    let arrows = |pairs: &[(&str, &str)]| {
        let mut arrows = Arrows::new();
        for (from, to) in pairs {
            arrows
                .entry((*from).to_owned())
                .or_default()
                .insert((*to).to_owned());
        }
        arrows
    };
    assert!(circles(&arrows(&[("a", "b"), ("b", "c")])).is_empty());
    let knot = circles(&arrows(&[("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")]));
    assert_eq!(
        knot,
        BTreeSet::from([vec!["a".into(), "b".into(), "c".into()]])
    );
    let own = circles(&arrows(&[
        ("saver", "saver::rename"),
        ("saver::rename", "saver"),
    ]));
    assert!(own.iter().all(|circle| is_parent_and_parts(circle)));
    assert_eq!(
        expanded("crate::{a::{b, c}, d}"),
        ["crate::a::b", "crate::a::c", "crate::d"]
    );
    assert_eq!(absolute("super::b", "a::c"), "a::b");
    assert_eq!(absolute("crate::b", "a::c"), "b");
    assert_eq!(absolute("part::Thing", "a"), "a::part::Thing");
}
