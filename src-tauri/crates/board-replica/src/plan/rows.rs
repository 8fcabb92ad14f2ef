//! Edits of rows.

use super::{Plan, bounds, minted, planned};
use crate::schema::{Root, flag_value, key, text_value};
use board_model::{
    AddRow, DeleteRow, EditError, MoveRow, RenameRow, RowType, SetRow, Zone, limits,
};
use yrs::Any;

planned! {
    AddRow => |plan, act| plan.add_row(act);
    RenameRow => |plan, act| plan.rename_row(&act);
    SetRow => |plan, act| plan.set_row(&act);
    MoveRow => |plan, act| plan.move_row(&act);
    DeleteRow => |plan, act| plan.delete_row(&act);
}

impl Plan<'_> {
    fn add_row(&mut self, edit: AddRow) -> Result<(), EditError> {
        let id = minted(edit.id)?;
        if self.board.row_entry(id).is_some() {
            return Err(EditError::DuplicateId { id: id.to_string() });
        }
        let sheet = self.sheet_for(edit.sheet.as_ref())?;
        let rows = self.board.sheet(sheet).map_or(0, |sheet| sheet.rows.len());
        bounds::at_most("this sheet", rows + 1, limits::ROWS)?;
        bounds::title(&edit.title)?;
        bounds::text("the prompt", &edit.prompt, limits::LONG_TEXT_UTF16)?;
        let order = self.row_order(sheet, &edit.after, id);
        self.create(Root::Rows, id, None);
        self.set(Root::Rows, id, key::TITLE, text_value(&edit.title));
        self.set(Root::Rows, id, key::SHEET, Any::from(sheet.to_string()));
        self.set(Root::Rows, id, key::ORDER, Any::from(order));
        self.set(Root::Rows, id, "type", row_type_value(edit.row_type));
        self.set(Root::Rows, id, "zone", zone_value(edit.zone));
        self.set(Root::Rows, id, "prompt", text_value(&edit.prompt));
        self.set(
            Root::Rows,
            id,
            "kind",
            edit.kind
                .map_or(Any::Null, |kind| text_value(kind.as_str())),
        );
        Ok(())
    }

    fn rename_row(&mut self, edit: &RenameRow) -> Result<(), EditError> {
        bounds::title(&edit.title)?;
        let id = self.live_row(&edit.row)?.row.id;
        self.set(Root::Rows, id, key::TITLE, text_value(&edit.title));
        Ok(())
    }

    fn set_row(&mut self, edit: &SetRow) -> Result<(), EditError> {
        let id = self.live_row(&edit.row)?.row.id;
        if let Some(prompt) = &edit.prompt {
            bounds::text("the prompt", prompt, limits::LONG_TEXT_UTF16)?;
        }
        if let Some(Some(height)) = edit.height {
            bounds::number(
                "height",
                height,
                1..=limits::ROW_HEIGHT_MAX,
                "a height from 1 to 4000 board units",
            )?;
        }
        let values = [
            ("type", edit.row_type.map(row_type_value)),
            ("zone", edit.zone.map(zone_value)),
            ("prompt", edit.prompt.as_deref().map(text_value)),
            (
                "kind",
                edit.kind.as_ref().map(|kind| {
                    kind.as_ref()
                        .map_or(Any::Null, |kind| text_value(kind.as_str()))
                }),
            ),
            (
                "height",
                edit.height
                    .map(|height| height.map_or(Any::Null, |height| Any::from(i64::from(height)))),
            ),
            ("locked", edit.locked.map(flag_value)),
        ];
        for (name, value) in values {
            if let Some(value) = value {
                self.set(Root::Rows, id, name, value);
            }
        }
        Ok(())
    }

    fn move_row(&mut self, edit: &MoveRow) -> Result<(), EditError> {
        let entry = self.live_row(&edit.row)?;
        let (id, sheet) = (entry.row.id, entry.sheet);
        let order = self.row_order(sheet, &edit.after, id);
        self.set(Root::Rows, id, key::ORDER, Any::from(order));
        Ok(())
    }

    fn delete_row(&mut self, edit: &DeleteRow) -> Result<(), EditError> {
        let id = self.live_row(&edit.row)?.row.id;
        self.delete(Root::Rows, id);
        Ok(())
    }
}

fn row_type_value(row_type: RowType) -> Any {
    if row_type == RowType::default() {
        Any::Null
    } else {
        Any::from(row_type.name())
    }
}

fn zone_value(zone: Zone) -> Any {
    if zone == Zone::default() {
        Any::Null
    } else {
        Any::from(zone.name())
    }
}
