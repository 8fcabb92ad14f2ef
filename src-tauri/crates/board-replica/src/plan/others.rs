//! Edits of kinds, groups, personas, sentiments, measures, comments, actions, the agenda, rounds and people.

use super::places::key_after;
use super::{Plan, bounds, fresh, live, minted, no_such, planned};
use crate::schema::{Root, fields, flag_value, key, list_value, others, text_value};
use board_model::{
    AddAction, AddComment, AddGroup, AddPersona, After, DefineKind, DeleteAction, DeleteComment,
    DeleteGroup, DeletePersona, EditError, KindId, Measure, Person, PersonaFields, Placed,
    RemoveKind, RenameGroup, SENTIMENT_RANGE, SetAction, SetMeasure, SetPerson, SetPersona,
    SetSentiment, limits,
};
use yrs::Any;

planned! {
    DefineKind => |plan, act| plan.define_kind(&act);
    RemoveKind => |plan, act| plan.remove_kind(&act);
    AddGroup => |plan, act| plan.add_group(act);
    RenameGroup => |plan, act| plan.rename_group(&act);
    DeleteGroup => |plan, act| plan.delete_group(&act);
    AddPersona => |plan, act| plan.add_persona(act);
    SetPersona => |plan, act| plan.set_persona(&act);
    DeletePersona => |plan, act| plan.delete_persona(&act);
    SetSentiment => |plan, act| plan.set_sentiment(&act);
    SetMeasure => |plan, act| plan.set_measure(act);
    AddComment => |plan, act| plan.add_comment(act);
    DeleteComment => |plan, act| plan.delete_comment(&act);
    AddAction => |plan, act| plan.add_action(act);
    SetAction => |plan, act| plan.set_action(&act);
    DeleteAction => |plan, act| plan.delete_action(&act);
    SetPerson => |plan, act| plan.set_person(&act);
}

impl Plan<'_> {
    fn define_kind(&mut self, edit: &DefineKind) -> Result<(), EditError> {
        let kind = KindId::named(edit.kind.as_str());
        bounds::title(kind.as_str())?;
        bounds::title(&edit.title)?;
        bounds::text("the mark", &edit.mark, limits::TITLE_UTF16)?;
        bounds::at_most("this board", self.board.kinds().len(), limits::OTHERS)?;
        if kind.as_str().is_empty() {
            return Err(EditError::BadValue {
                field: "kind",
                given: String::new(),
                expected: "the name of a kind",
            });
        }
        self.set_flat(
            Root::Kinds,
            kind.as_str(),
            fields::kind_value(&edit.title, edit.colour, &edit.mark),
        );
        Ok(())
    }

    fn remove_kind(&mut self, edit: &RemoveKind) -> Result<(), EditError> {
        let kind = KindId::named(edit.kind.as_str());
        if !self.board.kinds().iter().any(|known| known.id == kind) {
            return Err(no_such("kind", kind.as_str()));
        }
        // Written as a list of one null, so that it differs from a register that was never set.
        self.set_flat(Root::Kinds, kind.as_str(), list_value(vec![Any::Null]));
        Ok(())
    }

    fn add_group(&mut self, edit: AddGroup) -> Result<(), EditError> {
        let id = minted(edit.id)?;
        fresh!(self.board, group_entry, id);
        bounds::at_most("this board", self.board.groups().len() + 1, limits::OTHERS)?;
        bounds::title(&edit.title)?;
        let mut cell = None;
        for note in &edit.notes {
            let place = self.board.placed(self.live_note(*note)?);
            let Some(Placed::Cell(of)) = place else {
                return Err(EditError::BadValue {
                    field: "notes",
                    given: note.to_string(),
                    expected: "notes of one cell",
                });
            };
            if *cell.get_or_insert(of) != of {
                return Err(EditError::BadValue {
                    field: "notes",
                    given: note.to_string(),
                    expected: "notes of one cell",
                });
            }
        }
        self.create(Root::Groups, id, None);
        self.set(Root::Groups, id, key::TITLE, text_value(&edit.title));
        self.set(
            Root::Groups,
            id,
            "cell",
            cell.map_or(Any::Null, others::group_cell_value),
        );
        self.set(Root::Groups, id, "by", Any::from(self.by.to_string()));
        for note in &edit.notes {
            self.set(Root::Notes, note, "group", Any::from(id.to_string()));
        }
        Ok(())
    }

    fn rename_group(&mut self, edit: &RenameGroup) -> Result<(), EditError> {
        live!(self.board, group_entry, edit.group, "group", "this group")?;
        bounds::title(&edit.title)?;
        self.set(
            Root::Groups,
            edit.group,
            key::TITLE,
            text_value(&edit.title),
        );
        Ok(())
    }

    fn delete_group(&mut self, edit: &DeleteGroup) -> Result<(), EditError> {
        live!(self.board, group_entry, edit.group, "group", "this group")?;
        self.delete(Root::Groups, edit.group);
        Ok(())
    }

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
        for (name, value) in others::persona_values(&edit.fields) {
            self.set(Root::Personas, id, name, value);
        }
        Ok(())
    }

    fn set_persona(&mut self, edit: &SetPersona) -> Result<(), EditError> {
        live!(
            self.board,
            persona_entry,
            edit.persona,
            "persona",
            "this persona"
        )?;
        check_persona(&edit.fields)?;
        for (name, value) in others::persona_values(&edit.fields) {
            self.set(Root::Personas, edit.persona, name, value);
        }
        Ok(())
    }

    fn delete_persona(&mut self, edit: &DeletePersona) -> Result<(), EditError> {
        live!(
            self.board,
            persona_entry,
            edit.persona,
            "persona",
            "this persona"
        )?;
        self.delete(Root::Personas, edit.persona);
        Ok(())
    }

    fn set_sentiment(&mut self, edit: &SetSentiment) -> Result<(), EditError> {
        live!(
            self.board,
            persona_entry,
            edit.persona,
            "persona",
            "this persona"
        )?;
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

    fn set_measure(&mut self, edit: SetMeasure) -> Result<(), EditError> {
        let cell = self.live_cell(&edit.step, &edit.row)?;
        let was = self.board.measure(cell).cloned().unwrap_or_default();
        let measure = Measure {
            value: edit.value.unwrap_or(was.value),
            unit: edit.unit.unwrap_or(was.unit),
            target: edit.target.unwrap_or(was.target),
        };
        for field in [&measure.value, &measure.unit, &measure.target] {
            bounds::text("the measure", field, limits::TITLE_UTF16)?;
        }
        self.set_flat(
            Root::Measures,
            fields::measure_key(cell),
            fields::measure_value(&measure),
        );
        Ok(())
    }

    fn add_comment(&mut self, edit: AddComment) -> Result<(), EditError> {
        let id = minted(edit.id)?;
        fresh!(self.board, comment_entry, id);
        bounds::at_most("this board", self.board.comment_count() + 1, limits::OTHERS)?;
        bounds::text("the comment", &edit.text, limits::LONG_TEXT_UTF16)?;
        self.live_note(edit.note)?;
        self.create(Root::Comments, id, None);
        self.set(Root::Comments, id, "note", Any::from(edit.note.to_string()));
        self.set(Root::Comments, id, "words", text_value(&edit.text));
        self.set(Root::Comments, id, "by", Any::from(self.by.to_string()));
        Ok(())
    }

    fn delete_comment(&mut self, edit: &DeleteComment) -> Result<(), EditError> {
        live!(
            self.board,
            comment_entry,
            edit.comment,
            "comment",
            "this comment"
        )?;
        self.delete(Root::Comments, edit.comment);
        Ok(())
    }

    fn add_action(&mut self, edit: AddAction) -> Result<(), EditError> {
        let id = minted(edit.id)?;
        fresh!(self.board, action_entry, id);
        let actions = self.board.actions();
        bounds::at_most("this board", actions.len() + 1, limits::OTHERS)?;
        check_action(Some(&edit.text), Some(&edit.owner), Some(&edit.due))?;
        if let Some(note) = edit.note {
            self.live_note(note)?;
        }
        let keys: Vec<_> = actions
            .iter()
            .map(|action| (action.id, action.order.as_str()))
            .collect();
        let order = key_after(&keys, &After::Last, id.uuid().as_u128());
        self.create(Root::Actions, id, None);
        self.set(Root::Actions, id, "words", text_value(&edit.text));
        self.set(Root::Actions, id, "owner", text_value(&edit.owner));
        self.set(Root::Actions, id, "due", text_value(&edit.due));
        self.set(
            Root::Actions,
            id,
            "note",
            edit.note
                .map_or(Any::Null, |note| Any::from(note.to_string())),
        );
        self.set(Root::Actions, id, key::ORDER, Any::from(order));
        Ok(())
    }

    fn set_action(&mut self, edit: &SetAction) -> Result<(), EditError> {
        live!(
            self.board,
            action_entry,
            edit.action,
            "action",
            "this action"
        )?;
        check_action(
            edit.text.as_deref(),
            edit.owner.as_deref(),
            edit.due.as_deref(),
        )?;
        let text = |field: &Option<String>| field.as_deref().map(text_value);
        let values = [
            ("words", text(&edit.text)),
            ("owner", text(&edit.owner)),
            ("due", text(&edit.due)),
            ("done", edit.done.map(flag_value)),
        ];
        for (name, value) in values {
            if let Some(value) = value {
                self.set(Root::Actions, edit.action, name, value);
            }
        }
        Ok(())
    }

    fn delete_action(&mut self, edit: &DeleteAction) -> Result<(), EditError> {
        live!(
            self.board,
            action_entry,
            edit.action,
            "action",
            "this action"
        )?;
        self.delete(Root::Actions, edit.action);
        Ok(())
    }

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

fn check_action(
    text: Option<&str>,
    owner: Option<&str>,
    due: Option<&str>,
) -> Result<(), EditError> {
    bounds::text(
        "the action",
        text.unwrap_or_default(),
        limits::LONG_TEXT_UTF16,
    )?;
    bounds::text("the owner", owner.unwrap_or_default(), limits::TITLE_UTF16)?;
    bounds::text("the date", due.unwrap_or_default(), limits::TITLE_UTF16)
}
