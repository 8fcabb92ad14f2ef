//! From an edit as asked to an edit that names ids only: missing ids are minted, names are looked up.

use crate::{
    AddedId, After, Board, Edit, EditError, RowRef, SheetId, SheetRef, StageRef, StepRef,
    for_each_edit,
};
use uuid::Uuid;

/// What an act needs before it can be judged. Most need nothing, and say so with an empty `impl`.
pub(crate) trait Prepare {
    /// Mints the ids that it lacks.
    fn mint(&mut self, _mint: &mut dyn FnMut() -> Uuid) {}

    /// What it adds, once minted.
    fn added(&self) -> Option<AddedId> {
        None
    }

    /// Replaces its names by ids.
    fn resolve(&mut self, _names: &Names<'_>) -> Result<(), EditError> {
        Ok(())
    }
}

/// Inside an `impl Prepare`: the act adds something whose id may be missing.
macro_rules! adds {
    ($kind:ident: $id:ident $(, $also:ident: $also_id:ident)?) => {
        fn mint(&mut self, mint: &mut dyn FnMut() -> uuid::Uuid) {
            self.id.get_or_insert_with(|| $crate::$id::from_uuid(mint()));
            $( self.$also.get_or_insert_with(|| $crate::$also_id::from_uuid(mint())); )?
        }

        fn added(&self) -> Option<$crate::AddedId> {
            self.id.map($crate::AddedId::$kind)
        }
    };
}
pub(crate) use adds;

macro_rules! dispatch {
    ($( $name:ident: $rule:ident $(($deed:literal))? $example:literal; )*) => {
        impl Edit {
            /// Mints the ids that an adding edit lacks, each from one call of `mint`.
            pub fn mint(&mut self, mint: &mut dyn FnMut() -> Uuid) {
                match self { $( Self::$name(act) => act.mint(mint), )* }
            }

            /// What a minted edit adds; of several edits the first that adds something.
            pub fn added(&self) -> Option<AddedId> {
                match self { $( Self::$name(act) => act.added(), )* }
            }

            /// Replaces names by ids, looked up on `board`. The edits of a `many` are not looked into: each of them
            /// is resolved on the board as the edits before it leave it.
            ///
            /// # Errors
            /// `NoSuch`, `Ambiguous`.
            pub fn resolve(&mut self, board: &Board) -> Result<(), EditError> {
                let names = Names { board };
                match self { $( Self::$name(act) => act.resolve(&names), )* }
            }
        }
    };
}
for_each_edit!(dispatch);

/// Where names are looked up.
pub(crate) struct Names<'a> {
    board: &'a Board,
}

impl Names<'_> {
    pub(crate) fn some(&self, sheet: &Option<SheetRef>) -> Result<Option<SheetId>, EditError> {
        sheet
            .as_ref()
            .map(|sheet| self.board.find_sheet(Some(sheet)))
            .transpose()
    }

    pub(crate) fn need_sheet(&self, sheet: &mut Option<SheetRef>) -> Result<SheetId, EditError> {
        let id = self.board.find_sheet(sheet.as_ref())?;
        *sheet = Some(id.into());
        Ok(id)
    }

    pub(crate) fn sheet(&self, sheet: &mut SheetRef) -> Result<(), EditError> {
        *sheet = self.board.find_sheet(Some(sheet))?.into();
        Ok(())
    }

    pub(crate) fn stage(
        &self,
        sheet: Option<SheetId>,
        stage: &mut StageRef,
    ) -> Result<(), EditError> {
        *stage = self.board.find_stage(sheet, stage)?.into();
        Ok(())
    }

    pub(crate) fn step(&self, sheet: Option<SheetId>, step: &mut StepRef) -> Result<(), EditError> {
        *step = self.board.find_step(sheet, step)?.into();
        Ok(())
    }

    pub(crate) fn row(&self, sheet: Option<SheetId>, row: &mut RowRef) -> Result<(), EditError> {
        *row = self.board.find_row(sheet, row)?.into();
        Ok(())
    }

    pub(crate) fn cell(
        &self,
        sheet: &mut Option<SheetRef>,
        step: &mut Option<StepRef>,
        row: &mut Option<RowRef>,
    ) -> Result<(), EditError> {
        let sheet = self.some(sheet)?;
        if let Some(step) = step {
            self.step(sheet, step)?;
        }
        row.as_mut().map_or(Ok(()), |row| self.row(sheet, row))
    }

    pub(crate) fn after_sheet(&self, after: &mut After<SheetRef>) -> Result<(), EditError> {
        if let After::This(sheet) = after {
            self.sheet(sheet)
        } else {
            Ok(())
        }
    }

    pub(crate) fn after_stage(
        &self,
        sheet: Option<SheetId>,
        after: &mut After<StageRef>,
    ) -> Result<(), EditError> {
        if let After::This(stage) = after {
            self.stage(sheet, stage)
        } else {
            Ok(())
        }
    }

    pub(crate) fn after_step(
        &self,
        sheet: Option<SheetId>,
        after: &mut After<StepRef>,
    ) -> Result<(), EditError> {
        if let After::This(step) = after {
            self.step(sheet, step)
        } else {
            Ok(())
        }
    }

    pub(crate) fn after_row(
        &self,
        sheet: Option<SheetId>,
        after: &mut After<RowRef>,
    ) -> Result<(), EditError> {
        if let After::This(row) = after {
            self.row(sheet, row)
        } else {
            Ok(())
        }
    }
}
