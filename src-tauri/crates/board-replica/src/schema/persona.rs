//! Registers of personas.

use super::grid::read_order;
use super::{key, list, list_value, text, text_value, truth};
use board_model::{Persona, PersonaFields, PersonaId, limits};
use yrs::Any;

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
