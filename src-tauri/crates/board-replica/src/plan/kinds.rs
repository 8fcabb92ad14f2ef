//! Edits of the kinds of a board.

use super::{Plan, bounds, no_such, planned};
use crate::schema::{Root, fields, list_value};
use board_model::{DefineKind, EditError, KindId, RemoveKind, limits};
use yrs::Any;

planned! {
    DefineKind => |plan, act| plan.define_kind(&act);
    RemoveKind => |plan, act| plan.remove_kind(&act);
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
}
