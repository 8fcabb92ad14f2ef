//! Edits of groups of notes.

use super::{Plan, bounds, fresh, live, minted, planned};
use crate::schema::{Root, group, key, text_value};
use board_model::{AddGroup, DeleteGroup, EditError, Placed, RenameGroup, limits};
use yrs::Any;

planned! {
    AddGroup => |plan, act| plan.add_group(act);
    RenameGroup => |plan, act| plan.rename_group(&act);
    DeleteGroup => |plan, act| plan.delete_group(&act);
}

impl Plan<'_> {
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
            cell.map_or(Any::Null, group::cell_value),
        );
        self.set(Root::Groups, id, "by", Any::from(self.by.to_string()));
        for note in &edit.notes {
            self.set(Root::Notes, note, "group", Any::from(id.to_string()));
        }
        Ok(())
    }

    fn rename_group(&mut self, edit: &RenameGroup) -> Result<(), EditError> {
        live!(self.board, group_entry, edit.group, "group")?;
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
        live!(self.board, group_entry, edit.group, "group")?;
        self.delete(Root::Groups, edit.group);
        Ok(())
    }
}
