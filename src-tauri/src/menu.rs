//! The native menu. What an item does is the page's business: it gets the item's name as a notice.
//!
//! A key in a menu is taken before the page hears of it. So only keys that mean nothing while a
//! person types are bound here; all others belong to the page, which knows whether a text field has
//! the focus, and the menu merely shows them. On macOS the web view hears keys before the menu does,
//! and all of them are bound.

use tauri::menu::{
    AboutMetadata, IsMenuItem, Menu, MenuBuilder, MenuItemBuilder, PredefinedMenuItem, Submenu,
    SubmenuBuilder,
};
use tauri::{AppHandle, Manager, Wry};

use crate::sitting::{Notice, Sitting};
use crate::window;

const IS_MAC: bool = cfg!(target_os = "macos");

/// The item that ends the program.
const QUIT: &str = "quit";

/// A key with what is held. `Ctrl` is the command key on macOS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Key {
    ctrl: bool,
    shift: bool,
    key: &'static str,
    /// Bound by the menu, and not only shown by it.
    is_bound: bool,
}

/// One line of a menu.
#[derive(Debug, Clone, Copy)]
enum Line {
    Item {
        /// What the page is told.
        name: &'static str,
        /// With `&` before the letter that chooses it.
        text: &'static str,
        key: Option<Key>,
    },
    Separator,
}

use Line::Separator;

const fn item(name: &'static str, text: &'static str) -> Line {
    Line::Item {
        name,
        text,
        key: None,
    }
}

/// An item whose key the menu takes.
const fn bound(name: &'static str, text: &'static str, shift: bool, key: &'static str) -> Line {
    let key = Some(Key {
        ctrl: true,
        shift,
        key,
        is_bound: true,
    });
    Line::Item { name, text, key }
}

/// An item whose key is the page's.
const fn shown(
    name: &'static str,
    text: &'static str,
    (ctrl, shift): (bool, bool),
    key: &'static str,
) -> Line {
    let key = Some(Key {
        ctrl,
        shift,
        key,
        is_bound: false,
    });
    Line::Item { name, text, key }
}

const CTRL: (bool, bool) = (true, false);
const CTRL_SHIFT: (bool, bool) = (true, true);
const SHIFT: (bool, bool) = (false, true);
const ALONE: (bool, bool) = (false, false);

const BOARD: &[Line] = &[
    bound("newBoard", "&New board…", false, "N"),
    bound("openFile", "&Open…", false, "O"),
    bound("home", "&All boards", true, "B"),
    Separator,
    bound("saveCopy", "&Save full copy…", true, "S"),
    item("sendCopy", "Save &clean copy…"),
    bound("export", "&Export…", true, "E"),
];

const EDIT: &[Line] = &[
    shown("undo", "&Undo", CTRL, "Z"),
    shown("redo", "&Redo", CTRL_SHIFT, "Z"),
    Separator,
    shown("cut", "Cu&t", CTRL, "X"),
    shown("copy", "&Copy", CTRL, "C"),
    shown("paste", "&Paste", CTRL, "V"),
    shown("selectAll", "Select &all", CTRL, "A"),
    Separator,
    shown("find", "&Find…", CTRL, "F"),
];

const VIEW: &[Line] = &[
    shown("zoomIn", "Zoom &in", CTRL, "+"),
    shown("zoomOut", "Zoom &out", CTRL, "-"),
    shown("zoomFull", "&100%", CTRL, "0"),
    shown("zoomBoard", "&Fit board", SHIFT, "1"),
    Separator,
    item("outline", "Show as &table"),
];

const HELP: &[Line] = &[
    item("guide", "A &workshop in short"),
    shown("keys", "&Keyboard shortcuts", ALONE, "?"),
];

/// What means nothing while no board is open. Undo and the clipboard are for text fields too.
const OF_A_BOARD: [&str; 10] = [
    "saveCopy",
    "sendCopy",
    "export",
    "find",
    "zoomIn",
    "zoomOut",
    "zoomFull",
    "zoomBoard",
    "outline",
    "keys",
];

/// The menus of the bar, from the left; on macOS one of the app itself comes before them.
const BAR: [(&str, &[Line]); 4] = [
    ("&Board", BOARD),
    ("&Edit", EDIT),
    ("&View", VIEW),
    ("&Help", HELP),
];

/// Makes the menu.
///
/// # Errors
/// What the system says against it.
pub(crate) fn build(app: &AppHandle) -> tauri::Result<Menu<Wry>> {
    let mut bar = MenuBuilder::new(app);
    if IS_MAC {
        bar = bar.item(&app_menu(app)?);
    }
    for (title, lines) in BAR {
        let mut menu = SubmenuBuilder::new(app, title);
        for line in lines {
            menu = menu.item(line.build(app)?.as_ref());
        }
        if title == BAR[0].0 && !IS_MAC {
            menu = menu.separator().item(&quit_item(app, "&Quit")?);
        }
        if title == BAR[3].0 && !IS_MAC {
            menu = menu.separator().item(&about_item(app)?);
        }
        bar = bar.item(&menu.build()?);
    }
    let menu = bar.build()?;
    offer(&menu, false)?;
    Ok(menu)
}

/// The name and the version, in a window of the system.
fn about_item(app: &AppHandle) -> tauri::Result<PredefinedMenuItem<Wry>> {
    let package = app.package_info();
    let about = AboutMetadata {
        name: Some(package.name.clone()),
        version: Some(package.version.to_string()),
        ..AboutMetadata::default()
    };
    let text = format!("&About {}", package.name);
    PredefinedMenuItem::about(app, Some(&text), Some(about))
}

/// Offers what can be done where the pages are: at a board, or at the start screen.
pub(crate) fn follow(app: &AppHandle, is_at_board: bool) {
    let done = app.menu().map(|menu| offer(&menu, is_at_board));
    if let Some(Err(error)) = done {
        tracing::warn!(%error, "the menu does not follow");
    }
}

fn offer(menu: &Menu<Wry>, is_at_board: bool) -> tauri::Result<()> {
    for submenu in menu.items()? {
        let Some(submenu) = submenu.as_submenu() else {
            continue;
        };
        for item in submenu.items()? {
            if let Some(item) = item.as_menuitem()
                && OF_A_BOARD.contains(&item.id().as_ref())
            {
                item.set_enabled(is_at_board)?;
            }
        }
    }
    Ok(())
}

/// What every app on macOS has under its own name.
fn app_menu(app: &AppHandle) -> tauri::Result<Submenu<Wry>> {
    let name = &app.package_info().name;
    SubmenuBuilder::new(app, name)
        .about(None)
        .separator()
        .services()
        .separator()
        .hide()
        .hide_others()
        .show_all()
        .separator()
        .item(&quit_item(app, &format!("Quit {name}"))?)
        .build()
}

/// Our own, not the system's, which would end the program without closing the boards first.
fn quit_item(app: &AppHandle, text: &str) -> tauri::Result<tauri::menu::MenuItem<Wry>> {
    MenuItemBuilder::with_id(QUIT, text)
        .accelerator("CmdOrCtrl+Q")
        .build(app)
}

impl Line {
    fn build(&self, app: &AppHandle) -> tauri::Result<Box<dyn IsMenuItem<Wry>>> {
        let Self::Item { name, text, key } = *self else {
            return Ok(Box::new(PredefinedMenuItem::separator(app)?));
        };
        if IS_MAC && let Some(item) = clipboard_item(app, name) {
            return Ok(Box::new(item?));
        }
        let mut text = text.to_owned();
        let mut accelerator = None;
        match key {
            Some(key) if key.is_bound || (IS_MAC && key.ctrl) => {
                accelerator = Some(key.written("CmdOrCtrl"));
            }
            // What stands behind a tab is set to the right there. On Linux see `show_keys`.
            Some(key) if cfg!(windows) => text = format!("{text}\t{}", key.written("Ctrl")),
            _ => {}
        }
        let mut item = MenuItemBuilder::with_id(name, text);
        if let Some(accelerator) = accelerator {
            item = item.accelerator(accelerator);
        }
        Ok(Box::new(item.build(app)?))
    }
}

/// On macOS the clipboard reaches a page only through the system's own items.
fn clipboard_item(app: &AppHandle, name: &str) -> Option<tauri::Result<PredefinedMenuItem<Wry>>> {
    match name {
        "cut" => Some(PredefinedMenuItem::cut(app, None)),
        "copy" => Some(PredefinedMenuItem::copy(app, None)),
        "paste" => Some(PredefinedMenuItem::paste(app, None)),
        "selectAll" => Some(PredefinedMenuItem::select_all(app, None)),
        _ => None,
    }
}

impl Key {
    /// As menus write it, such as `Ctrl+Shift+Z`.
    fn written(self, ctrl: &str) -> String {
        let held = [(self.ctrl, ctrl), (self.shift, "Shift")];
        let held = held.iter().filter(|(is_held, _)| *is_held);
        held.map(|(_, name)| *name)
            .chain([self.key])
            .collect::<Vec<_>>()
            .join("+")
    }
}

/// Does what the chosen item says.
pub(crate) fn choose(app: &AppHandle, id: &str) {
    if id == QUIT {
        window::quit(app.clone());
        return;
    }
    if clipboard::run(app, id) {
        return;
    }
    if let Some(name) = names().find(|name| *name == id) {
        app.state::<Sitting>().tell(&Notice::Menu(name));
    }
}

/// A page may not read the clipboard. The web view may, and gives the page the same events as the
/// keys do, whether the person writes in a field or has notes in hand.
#[cfg(target_os = "linux")]
mod clipboard {
    use crate::window;
    use tauri::{AppHandle, Manager};
    use webkit2gtk::WebViewExt;

    /// Does what the item says; false when it says nothing of the clipboard.
    pub(super) fn run(app: &AppHandle, id: &str) -> bool {
        // Names of WebKit's own editing commands.
        let command = match id {
            "cut" => "Cut",
            "copy" => "Copy",
            "paste" => "Paste",
            _ => return false,
        };
        if let Some(window) = app.get_webview_window(window::MAIN) {
            // A window that is going has no clipboard any more.
            drop(window.with_webview(move |view| view.inner().execute_editing_command(command)));
        }
        true
    }
}

/// On macOS these items are the system's; on Windows the page does what it may.
#[cfg(not(target_os = "linux"))]
mod clipboard {
    pub(super) fn run(_app: &tauri::AppHandle, _id: &str) -> bool {
        false
    }
}

/// What pages are told of items.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    let lines = BAR.iter().flat_map(|(_, lines)| lines.iter());
    lines.filter_map(|line| match line {
        Line::Item { name, .. } => Some(*name),
        Separator => None,
    })
}

/// Writes the keys that are the page's beside their items. The menu library cannot show a key
/// without taking it.
///
/// # Errors
/// When the window is gone.
#[cfg(target_os = "linux")]
pub(crate) fn show_keys(window: &tauri::WebviewWindow) -> tauri::Result<()> {
    use gtk::prelude::*;

    let all = window.default_vbox()?.children();
    let bar = all
        .iter()
        .find_map(|child| child.downcast_ref::<gtk::MenuBar>());
    let menus = bar.map(gtk::MenuBar::children).unwrap_or_default();
    for (menu, (_, lines)) in menus.iter().zip(BAR) {
        let menu = menu
            .downcast_ref::<gtk::MenuItem>()
            .and_then(|item| item.submenu());
        let menu = menu.and_then(|menu| menu.downcast::<gtk::Menu>().ok());
        let items = menu.map(|menu| menu.children()).unwrap_or_default();
        for (item, line) in items.iter().zip(lines) {
            let label = item
                .downcast_ref::<gtk::Bin>()
                .and_then(|item| item.child());
            let label = label.and_then(|label| label.downcast::<gtk::AccelLabel>().ok());
            if let (Some(label), Line::Item { key: Some(key), .. }) = (label, line)
                && !key.is_bound
            {
                let (value, held) = gtk::accelerator_parse(&key.for_gtk());
                label.set_accel(value, held);
            }
        }
    }
    Ok(())
}

#[cfg(target_os = "linux")]
impl Key {
    /// As GTK reads it, such as `<Control><Shift>z`.
    fn for_gtk(self) -> String {
        let name = match self.key {
            "+" => "plus",
            "-" => "minus",
            "?" => "question",
            key => key,
        };
        let (ctrl, shift) = (
            if self.ctrl { "<Control>" } else { "" },
            if self.shift { "<Shift>" } else { "" },
        );
        format!("{ctrl}{shift}{}", name.to_lowercase())
    }
}

/// The menus of other systems show them from the beginning.
#[cfg(not(target_os = "linux"))]
pub(crate) fn show_keys(_window: &tauri::WebviewWindow) -> tauri::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{BAR, Key, Line, OF_A_BOARD, names};
    use std::collections::HashSet;

    fn keys() -> impl Iterator<Item = (&'static str, Key)> {
        BAR.iter()
            .flat_map(|(_, lines)| lines.iter())
            .filter_map(|line| match line {
                Line::Item {
                    name,
                    key: Some(key),
                    ..
                } => Some((*name, *key)),
                _ => None,
            })
    }

    #[test]
    fn the_document_of_the_desks_messages_names_every_item() {
        let document = include_str!("../crates/board-desk/PROTOCOL.md");
        let listed: Vec<String> = names().map(|name| format!("`{name}`")).collect();
        let line = document
            .lines()
            .find(|line| line.contains("{\"menu\":NAME}"));
        let line = line.unwrap();
        for name in &listed {
            assert!(line.contains(name), "{name}");
        }
        // The first of the ticks is the message itself.
        assert_eq!(line.matches('`').count() / 2 - 1, listed.len(), "{line}");
    }

    #[test]
    fn each_name_is_one_item() {
        let told: HashSet<&str> = names().collect();
        assert_eq!(told.len(), names().count());
    }

    #[test]
    fn what_needs_a_board_is_in_the_menu_and_what_text_fields_need_is_always_there() {
        let told: HashSet<&str> = names().collect();
        assert!(OF_A_BOARD.iter().all(|name| told.contains(name)));
        for always in [
            "newBoard", "openFile", "home", "undo", "cut", "copy", "paste", "guide",
        ] {
            assert!(!OF_A_BOARD.contains(&always), "{always}");
        }
    }

    #[test]
    fn no_key_of_a_text_field_is_taken_from_it() {
        let of_text_fields = ["A", "C", "V", "X", "Z", "Y", "B", "I", "U"];
        for (name, key) in keys().filter(|(_, key)| key.is_bound) {
            assert!(key.ctrl, "{name} is a letter that people write");
            assert!(
                key.shift || !of_text_fields.contains(&key.key),
                "{name} is a key of text fields"
            );
        }
    }

    #[test]
    fn no_two_items_have_the_same_key() {
        let written: HashSet<String> = keys().map(|(_, key)| key.written("Ctrl")).collect();
        assert_eq!(written.len(), keys().count());
    }

    #[test]
    fn letters_that_choose_an_item_differ_within_a_menu() {
        for (title, lines) in BAR {
            let letters: Vec<char> = lines
                .iter()
                .filter_map(|line| match line {
                    Line::Item { text, .. } => text.split_once('&')?.1.chars().next(),
                    Line::Separator => None,
                })
                .map(|letter| letter.to_ascii_lowercase())
                .collect();
            let different: HashSet<&char> = letters.iter().collect();
            assert_eq!(different.len(), letters.len(), "{title}: {letters:?}");
            let items = lines
                .iter()
                .filter(|line| matches!(line, Line::Item { .. }));
            assert_eq!(letters.len(), items.count(), "{title}: each has one");
        }
    }
}
