//! Edits of personas, and of what they feel at a step.

use super::order_keys::key_after;
use super::{Plan, bounds, fresh, live, minted, no_such, planned};
use crate::schema::{Root, fields, key, persona};
use board_model::{
    AddPersona, After, DeletePersona, EditError, PersonaFields, SENTIMENT_RANGE, SetPersona,
    SetSentiment, limits,
};
use yrs::Any;

planned! {
    AddPersona => |plan, act| plan.add_persona(act);
    SetPersona => |plan, act| plan.set_persona(&act);
    DeletePersona => |plan, act| plan.delete_persona(&act);
    SetSentiment => |plan, act| plan.set_sentiment(&act);
}

impl Plan<'_> {
    fn add_persona(&mut self, edit: AddPersona) -> Result<(), EditError> {
        let id = minted(edit.id)?;
        fresh!(self.board, persona_entry, id);
        let personas = self.board.personas();
        bounds::at_most("this board", personas.len() + 1, limits::OTHERS)?;
        check_persona(&edit.fields)?;
        let keys: Vec<_> = personas
            .iter()
            .map(|persona| (persona.id, persona.order.as_str()))
            .collect();
        let order = key_after(&keys, &After::Last, id.uuid().as_u128());
        self.create(Root::Personas, id, None);
        self.set(Root::Personas, id, key::ORDER, Any::from(order));
        for (name, value) in persona::persona_values(&edit.fields) {
            self.set(Root::Personas, id, name, value);
        }
        Ok(())
    }

    fn set_persona(&mut self, edit: &SetPersona) -> Result<(), EditError> {
        live!(self.board, persona_entry, edit.persona, "persona")?;
        check_persona(&edit.fields)?;
        for (name, value) in persona::persona_values(&edit.fields) {
            self.set(Root::Personas, edit.persona, name, value);
        }
        Ok(())
    }

    fn delete_persona(&mut self, edit: &DeletePersona) -> Result<(), EditError> {
        live!(self.board, persona_entry, edit.persona, "persona")?;
        self.delete(Root::Personas, edit.persona);
        Ok(())
    }

    fn set_sentiment(&mut self, edit: &SetSentiment) -> Result<(), EditError> {
        live!(self.board, persona_entry, edit.persona, "persona")?;
        let step = edit
            .step
            .id()
            .filter(|step| self.board.sheet_of_step(*step).is_some());
        let step = step.ok_or_else(|| no_such("step", &edit.step.0))?;
        if let Some(value) = edit.value.filter(|value| !SENTIMENT_RANGE.contains(value)) {
            return Err(EditError::BadValue {
                field: "value",
                given: value.to_string(),
                expected: "a whole number from -2 to 2, or null",
            });
        }
        let value = edit
            .value
            .map_or(Any::Null, |value| Any::from(i64::from(value)));
        self.set_flat(
            Root::Sentiments,
            fields::sentiment_key(edit.persona, self.by, step),
            value,
        );
        Ok(())
    }
}

fn check_persona(fields: &PersonaFields) -> Result<(), EditError> {
    let short = [&fields.name, &fields.role, &fields.portrait];
    for field in short.into_iter().flatten() {
        bounds::text("this field of the persona", field, limits::TITLE_UTF16)?;
    }
    let long = [
        &fields.motto,
        &fields.goals,
        &fields.needs,
        &fields.pain_points,
    ];
    for field in long.into_iter().flatten() {
        bounds::text("this field of the persona", field, limits::LONG_TEXT_UTF16)?;
    }
    if let Some(pairs) = &fields.fields {
        bounds::at_most(
            "this persona's list of fields",
            pairs.len(),
            limits::PERSONA_FIELDS,
        )?;
        for (label, value) in pairs {
            bounds::title(label)?;
            bounds::text("this field of the persona", value, limits::LONG_TEXT_UTF16)?;
        }
    }
    Ok(())
}
