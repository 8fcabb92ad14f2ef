//! A mirror of a board that follows board changes as a screen does, in plain JSON.

use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// A board as a screen keeps it.
#[derive(Debug)]
pub struct BoardMirror {
    parts: Map<String, Value>,
    grid: Value,
    notes: BTreeMap<String, Value>,
    /// Notes of a cell in order; cells by step and row.
    cells: BTreeMap<(String, String), Vec<String>>,
    parked: Vec<String>,
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().expect("a list").iter().map(text).collect()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

impl BoardMirror {
    /// The parts of a board that changes carry whole.
    pub const PARTS: [&str; 9] = [
        "title", "header", "sheets", "parked", "kinds", "personas", "actions", "agenda", "people",
    ];

    /// The mirror of a board that was just loaded.
    pub fn of(board: &Value) -> Self {
        let mut mirror = Self {
            parts: board.as_object().expect("a board").clone(),
            grid: board["sheets"].clone(),
            notes: BTreeMap::new(),
            cells: BTreeMap::new(),
            parked: Vec::new(),
        };
        for sheet in list(&board["sheets"]) {
            for note in list(&sheet["notes"]) {
                mirror
                    .cells
                    .entry((text(&note["step"]), text(&note["row"])))
                    .or_default()
                    .push(text(&note["id"]));
                mirror.notes.insert(text(&note["id"]), note.clone());
            }
        }
        for note in list(&board["parked"]) {
            mirror.parked.push(text(&note["id"]));
            mirror.notes.insert(text(&note["id"]), note.clone());
        }
        mirror
    }

    /// Applies the changes of one patch.
    pub fn apply(&mut self, changes: &[Value]) {
        for change in changes {
            let (name, value) = change
                .as_object()
                .expect("a change")
                .iter()
                .next()
                .expect("one key");
            match name.as_str() {
                "header" => {
                    self.parts.insert("title".into(), value["title"].clone());
                    self.parts.insert("header".into(), value.clone());
                }
                "grid" => self.grid = value.clone(),
                "note" => drop(self.notes.insert(text(&value["id"]), value.clone())),
                "noteGone" => drop(self.notes.remove(&text(value))),
                "cell" => {
                    let cell = (text(&value["step"]), text(&value["row"]));
                    self.cells.insert(cell, texts(&value["notes"]));
                }
                "parked" => self.parked = texts(value),
                "kinds" | "personas" | "actions" | "agenda" | "rounds" | "people" => {
                    drop(self.parts.insert(name.clone(), value.clone()));
                }
                "sentiment" | "measure" | "comments" => {}
                other => panic!("a change that no screen knows: {other}"),
            }
        }
    }

    fn note(&self, id: &str, place: Option<(&str, &str)>) -> Value {
        let mut note = self
            .notes
            .get(id)
            .unwrap_or_else(|| panic!("the note {id} was told of"))
            .clone();
        let fields = note.as_object_mut().expect("a note");
        if let Some((step, row)) = place {
            fields.insert("step".into(), json!(step));
            fields.insert("row".into(), json!(row));
        } else {
            fields.remove("step");
            fields.remove("row");
        }
        note
    }

    /// The board that the mirror shows, in the form that `get board` answers. Key order does not count.
    pub fn board(&self) -> Value {
        let mut sheets = self.grid.clone();
        for sheet in sheets.as_array_mut().expect("sheets") {
            let steps: Vec<String> = list(&sheet["stages"])
                .iter()
                .flat_map(|stage| list(&stage["steps"]))
                .map(|step| text(&step["id"]))
                .collect();
            let rows: Vec<String> = list(&sheet["rows"])
                .iter()
                .map(|row| text(&row["id"]))
                .collect();
            let mut notes = Vec::new();
            for step in &steps {
                for row in &rows {
                    let ids = self
                        .cells
                        .get(&(step.clone(), row.clone()))
                        .map(Vec::as_slice)
                        .unwrap_or_default();
                    notes.extend(ids.iter().map(|id| self.note(id, Some((step, row)))));
                }
            }
            sheet["notes"] = Value::Array(notes);
        }
        let mut board = self.parts.clone();
        board.insert("sheets".into(), sheets);
        board.insert(
            "parked".into(),
            self.parked.iter().map(|id| self.note(id, None)).collect(),
        );
        Value::Object(board)
    }
}
