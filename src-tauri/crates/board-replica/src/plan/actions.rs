//! Edits of actions, the follow-ups of a workshop.

use super::order_keys::key_after;
use super::{Plan, bounds, fresh, live, minted, planned};
use crate::schema::{Root, flag_value, key, text_value};
use board_model::{AddAction, After, DeleteAction, EditError, SetAction, limits};
use yrs::Any;

planned! {
    AddAction => |plan, act| plan.add_action(act);
    SetAction => |plan, act| plan.set_action(&act);
    DeleteAction => |plan, act| plan.delete_action(&act);
}

impl Plan<'_> {
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
        live!(self.board, action_entry, edit.action, "action")?;
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
        live!(self.board, action_entry, edit.action, "action")?;
        self.delete(Root::Actions, edit.action);
        Ok(())
    }
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
