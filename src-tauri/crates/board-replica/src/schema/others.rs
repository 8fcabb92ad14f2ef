//! Registers of groups, personas, comments and actions.

use super::grid::read_order;
use super::{id, key, list, list_value, text, text_value, truth};
use board_model::{
    Action, ActionId, CellId, Comment, CommentId, Group, GroupId, Persona, PersonaFields,
    PersonaId, limits,
};
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
pub(crate) fn group_cell_value(cell: CellId) -> Any {
    list_value(vec![
        Any::from(cell.step.to_string()),
        Any::from(cell.row.to_string()),
    ])
}

/// A persona as it is when nothing is said of it.
pub(crate) fn persona(id: PersonaId) -> Persona {
    Persona {
        id,
        name: String::new(),
        role: String::new(),
        motto: String::new(),
        portrait: String::new(),
        goals: String::new(),
        needs: String::new(),
        pain_points: String::new(),
        fields: Vec::new(),
        order: String::new(),
        deleted: false,
    }
}

/// Sets one field of a persona from its register.
pub(crate) fn set_persona(persona: &mut Persona, name: &str, value: &Any) {
    match name {
        "name" => persona.name = text(value),
        "role" => persona.role = text(value),
        "motto" => persona.motto = text(value),
        "portrait" => persona.portrait = text(value),
        "goals" => persona.goals = text(value),
        "needs" => persona.needs = text(value),
        "painPoints" => persona.pain_points = text(value),
        "fields" => persona.fields = read_pairs(value),
        key::ORDER => persona.order = read_order(value),
        key::DELETED => persona.deleted = truth(value),
        _ => {}
    }
}

fn read_pairs(value: &Any) -> Vec<(String, String)> {
    let pair = |pair: &Any| Some((text(list(pair).first()?), text(list(pair).get(1)?)));
    list(value)
        .iter()
        .filter_map(pair)
        .take(limits::PERSONA_FIELDS)
        .collect()
}

/// The registers that the given persona fields set, with their limits.
pub(crate) fn persona_values(fields: &PersonaFields) -> Vec<(&'static str, Any)> {
    let mut values = Vec::new();
    let texts = [
        ("name", &fields.name),
        ("role", &fields.role),
        ("motto", &fields.motto),
        ("portrait", &fields.portrait),
        ("goals", &fields.goals),
        ("needs", &fields.needs),
        ("painPoints", &fields.pain_points),
    ];
    values.extend(
        texts
            .into_iter()
            .filter_map(|(name, field)| Some((name, text_value(field.as_deref()?)))),
    );
    if let Some(pairs) = &fields.fields {
        let pairs = pairs.iter().map(|(label, value)| {
            list_value(vec![Any::from(label.as_str()), Any::from(value.as_str())])
        });
        values.push(("fields", list_value(pairs.collect())));
    }
    values
}

/// A comment as it is when nothing is said of it.
pub(crate) fn comment(id: CommentId) -> Comment {
    Comment {
        id,
        note: None,
        text: String::new(),
        by: None,
        deleted: false,
    }
}

/// Sets one field of a comment from its register.
pub(crate) fn set_comment(comment: &mut Comment, name: &str, value: &Any) {
    match name {
        "note" => comment.note = id(value),
        "words" => comment.text = text(value),
        "by" => comment.by = id(value),
        key::DELETED => comment.deleted = truth(value),
        _ => {}
    }
}

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
