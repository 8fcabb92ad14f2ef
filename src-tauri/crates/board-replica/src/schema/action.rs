//! Registers of actions.

use super::grid::read_order;
use super::{id, key, text, truth};
use board_model::{Action, ActionId};
use yrs::Any;

/// An action as it is when nothing is said of it.
pub(crate) fn action(id: ActionId) -> Action {
    Action {
        id,
        text: String::new(),
        owner: String::new(),
        due: String::new(),
        done: false,
        note: None,
        order: String::new(),
        deleted: false,
    }
}

/// Sets one field of an action from its register.
pub(crate) fn set_action(action: &mut Action, name: &str, value: &Any) {
    match name {
        "words" => action.text = text(value),
        "owner" => action.owner = text(value),
        "due" => action.due = text(value),
        "done" => action.done = truth(value),
        "note" => action.note = id(value),
        key::ORDER => action.order = read_order(value),
        key::DELETED => action.deleted = truth(value),
        _ => {}
    }
}
