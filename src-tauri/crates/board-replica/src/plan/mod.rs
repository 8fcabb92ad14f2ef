//! From an edit to its writes, judged on the board as it is: what exists, what fits, where in the order.
//! Roles and locks are judged elsewhere.

mod actions;
mod bounds;
mod comments;
mod grid;
mod groups;
mod kinds;
mod measures;
mod notes;
mod order_keys;
mod people;
mod personas;
mod rows;
mod workshop;

use crate::read;
use crate::schema::{Root, key};
use crate::write::{Slot, Write};
use board_model::{Board, Edit, EditError, Many, ParticipantId, Redo, Undo, limits};
use std::sync::Arc;
use yrs::Any;

/// The writes of an edit whose ids are minted. Names are looked up here.
///
/// # Errors
/// Every [`EditError`] but `Role` and `Locked`.
pub(crate) fn writes(
    board: &Board,
    by: ParticipantId,
    mut edit: Edit,
) -> Result<Vec<Write>, EditError> {
    if let Edit::Many(many) = edit {
        bounds::at_most("this act", many.edits.len(), limits::EDITS_IN_ONE_ACT)?;
        return several(board, by, many.edits);
    }
    edit.resolve(board)?;
    let mut plan = Plan {
        board,
        by,
        writes: Vec::new(),
        created: None,
    };
    plan.edit(edit)?;
    Ok(plan.writes)
}

/// Tries each edit on a copy of the board as the edits before it leave it: all of them or none.
fn several(board: &Board, by: ParticipantId, edits: Vec<Edit>) -> Result<Vec<Write>, EditError> {
    if edits.is_empty() {
        return Ok(Vec::new());
    }
    let is_alone = edits.len() == 1;
    // Nothing is tried after an only edit.
    let mut copy = (!is_alone).then(|| board.clone());
    let mut all = Vec::new();
    for edit in edits {
        if matches!(edit, Edit::Many(_) | Edit::Undo(_) | Edit::Redo(_)) {
            return Err(not_in_an_act(&edit));
        }
        let planned = writes(copy.as_ref().unwrap_or(board), by, edit)?;
        if let Some(copy) = &mut copy {
            for write in &planned {
                read::write_on(copy, write);
            }
        }
        all.extend(planned);
    }
    Ok(all)
}

/// An act that becomes writes. Every act has to say how, so that none is answered with `ok` and does nothing.
trait Planned {
    /// Puts down its writes.
    ///
    /// # Errors
    /// Every [`EditError`] but `Role` and `Locked`.
    fn plan(self, plan: &mut Plan<'_>) -> Result<(), EditError>;
}

/// Which method of [`Plan`] an act is.
macro_rules! planned {
    ($( $act:ident => |$plan:ident, $of:ident| $call:expr; )*) => {$(
        impl $crate::plan::Planned for $act {
            fn plan(self, $plan: &mut $crate::plan::Plan<'_>) -> Result<(), board_model::EditError> {
                let $of = self;
                $call
            }
        }
    )*};
}

planned! {
    // What stands above these judges them: `writes` parts several acts, and undo and redo are no acts on the board.
    Many => |_plan, act| Err(not_in_an_act(&act.into()));
    Undo => |_plan, act| Err(not_in_an_act(&act.into()));
    Redo => |_plan, act| Err(not_in_an_act(&act.into()));
}

fn not_in_an_act(edit: &Edit) -> EditError {
    EditError::BadValue {
        field: "many",
        given: edit.name().to_owned(),
        expected: "an act that is not itself several acts, an undo or a redo",
    }
}

macro_rules! dispatch {
    ($( $name:ident: $rule:ident $(($deed:literal))? $example:literal; )*) => {
        impl Plan<'_> {
            fn edit(&mut self, edit: Edit) -> Result<(), EditError> {
                match edit { $( Edit::$name(act) => act.plan(self), )* }
            }
        }
    };
}
board_model::for_each_edit!(dispatch);

/// An edit on its way to writes.
pub(super) struct Plan<'a> {
    board: &'a Board,
    by: ParticipantId,
    writes: Vec<Write>,
    /// What was created last.
    created: Option<Arc<str>>,
}

impl Plan<'_> {
    fn create(&mut self, root: Root, id: impl ToString, text: Option<String>) {
        let entity: Arc<str> = id.to_string().into();
        self.created = Some(Arc::clone(&entity));
        self.writes.push(Write::Create { root, entity, text });
    }

    /// Sets a register of an entity. Right after a creation, unset values are not worth a write.
    fn set(&mut self, root: Root, id: impl ToString, name: &str, value: Any) {
        let slot = Slot::of(root, id, name);
        let is_fresh = self.created.is_some() && slot.entity == self.created;
        if !is_fresh || !matches!(value, Any::Null) {
            self.writes.push(Write::Set { slot, value });
        }
    }

    fn set_flat(&mut self, root: Root, name: impl Into<std::sync::Arc<str>>, value: Any) {
        self.writes.push(Write::Set {
            slot: Slot::flat(root, name),
            value,
        });
    }

    fn delete(&mut self, root: Root, id: impl ToString) {
        self.set(root, id, key::DELETED, Any::Bool(true));
    }
}

/// A live entity, or why there is none.
macro_rules! live {
    ($board:expr, $entry:ident, $id:expr, $what:literal) => {
        match $board.$entry($id) {
            None => Err($crate::plan::no_such($what, $id)),
            Some(found) if found.deleted => Err(board_model::EditError::Gone {
                what: concat!("this ", $what),
            }),
            Some(found) => Ok(found),
        }
    };
}

/// Refuses an id that is taken.
macro_rules! fresh {
    ($board:expr, $entry:ident, $id:expr) => {
        if $board.$entry($id).is_some() {
            return Err(EditError::DuplicateId {
                id: $id.to_string(),
            });
        }
    };
}

use {fresh, live, planned};

/// The minted id of an adding edit.
fn minted<T>(id: Option<T>) -> Result<T, EditError> {
    id.ok_or(EditError::BadValue {
        field: "id",
        given: String::new(),
        expected: "an id; the app mints one where it is left out",
    })
}

fn no_such(what: &'static str, name: impl ToString) -> EditError {
    EditError::NoSuch {
        what,
        name: name.to_string(),
    }
}
