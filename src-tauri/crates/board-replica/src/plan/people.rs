//! Edits of what the board remembers of people.

use super::{Plan, bounds, planned};
use crate::schema::{Root, fields};
use board_model::{EditError, Person, SetPerson, limits};

planned! {
    SetPerson => |plan, act| plan.set_person(&act);
}

impl Plan<'_> {
    fn set_person(&mut self, edit: &SetPerson) -> Result<(), EditError> {
        bounds::text("the name", &edit.name, limits::TITLE_UTF16)?;
        let person = Person {
            name: edit.name.clone(),
            colour: edit.colour,
        };
        self.set_flat(
            Root::People,
            self.by.to_string(),
            fields::person_value(&person),
        );
        Ok(())
    }
}
