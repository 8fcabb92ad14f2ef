//! Edits of comments.

use super::{Plan, bounds, fresh, live, minted, planned};
use crate::schema::{Root, text_value};
use board_model::{AddComment, DeleteComment, EditError, limits};
use yrs::Any;

planned! {
    AddComment => |plan, act| plan.add_comment(act);
    DeleteComment => |plan, act| plan.delete_comment(&act);
}

impl Plan<'_> {
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
        live!(self.board, comment_entry, edit.comment, "comment")?;
        self.delete(Root::Comments, edit.comment);
        Ok(())
    }
}
