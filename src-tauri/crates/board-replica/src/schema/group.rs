//! Registers of groups.

use super::{id, key, list, list_value, text, truth};
use board_model::{CellId, Group, GroupId};
use yrs::Any;

/// A group as it is when nothing is said of it.
pub(crate) fn group(id: GroupId) -> Group {
    Group {
        id,
        title: String::new(),
        cell: None,
        by: None,
        deleted: false,
    }
}

/// Sets one field of a group from its register.
pub(crate) fn set_group(group: &mut Group, name: &str, value: &Any) {
    match name {
        key::TITLE => group.title = text(value),
        "cell" => {
            let parts = list(value);
            let cell = parts.first().and_then(id).zip(parts.get(1).and_then(id));
            group.cell = cell.map(|(step, row)| CellId { step, row });
        }
        "by" => group.by = id(value),
        key::DELETED => group.deleted = truth(value),
        _ => {}
    }
}

/// The cell register of a group: `[step, row]`.
pub(crate) fn cell_value(cell: CellId) -> Any {
    list_value(vec![
        Any::from(cell.step.to_string()),
        Any::from(cell.row.to_string()),
    ])
}
