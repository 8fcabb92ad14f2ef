//! From an edit as asked to an edit that names ids only: missing ids are minted, names are looked up.

use crate::{AddedId, After, Board, Edit, EditError, RowRef, SheetId, SheetRef, StageRef, StepRef};
use uuid::Uuid;

impl Edit {
    /// Mints the ids that an adding edit lacks, each from one call of `mint`.
    pub fn mint(&mut self, mint: &mut dyn FnMut() -> Uuid) {
        macro_rules! fresh {
            ($($field:expr => $id:ident),*) => {{ $( if $field.is_none() { $field = Some(crate::$id::from_uuid(mint())); } )* }};
        }
        match self {
            Self::AddNote(edit) => fresh!(edit.id => NoteId),
            Self::AddSheet(edit) => fresh!(edit.id => SheetId),
            Self::AddStage(edit) => fresh!(edit.id => StageId, edit.first_step => StepId),
            Self::AddStep(edit) => fresh!(edit.id => StepId),
            Self::AddRow(edit) => fresh!(edit.id => RowId),
            Self::AddGroup(edit) => fresh!(edit.id => GroupId),
            Self::AddPersona(edit) => fresh!(edit.id => PersonaId),
            Self::AddComment(edit) => fresh!(edit.id => CommentId),
            Self::AddAction(edit) => fresh!(edit.id => ActionId),
            Self::AddPhase(edit) => fresh!(edit.id => PhaseId),
            Self::OpenRound(edit) => fresh!(edit.id => RoundId),
            Self::Many(many) => many.edits.iter_mut().for_each(|edit| edit.mint(mint)),
            _ => {}
        }
    }

    /// What a minted edit adds; of several edits the first that adds something.
    pub fn added(&self) -> Option<AddedId> {
        match self {
            Self::AddNote(edit) => edit.id.map(AddedId::Note),
            Self::AddSheet(edit) => edit.id.map(AddedId::Sheet),
            Self::AddStage(edit) => edit.id.map(AddedId::Stage),
            Self::AddStep(edit) => edit.id.map(AddedId::Step),
            Self::AddRow(edit) => edit.id.map(AddedId::Row),
            Self::AddGroup(edit) => edit.id.map(AddedId::Group),
            Self::AddPersona(edit) => edit.id.map(AddedId::Persona),
            Self::AddComment(edit) => edit.id.map(AddedId::Comment),
            Self::AddAction(edit) => edit.id.map(AddedId::Action),
            Self::AddPhase(edit) => edit.id.map(AddedId::Phase),
            Self::OpenRound(edit) => edit.id.map(AddedId::Round),
            Self::Many(many) => many.edits.iter().find_map(Self::added),
            _ => None,
        }
    }

    /// Replaces names by ids, looked up on `board`. The edits of a `many` are not looked into: each of them
    /// is resolved on the board as the edits before it leave it.
    ///
    /// # Errors
    /// `NoSuch`, `Ambiguous`.
    pub fn resolve(&mut self, board: &Board) -> Result<(), EditError> {
        let names = Names { board };
        match self {
            Self::AddNote(edit) => names.cell(&mut edit.sheet, &mut edit.step, &mut edit.row),
            Self::MoveNote(edit) => names.cell(&mut edit.sheet, &mut edit.step, &mut edit.row),
            Self::MoveNotes(edit) => names.cell(&mut edit.sheet, &mut edit.step, &mut edit.row),
            Self::AddSheet(edit) => names.after_sheet(&mut edit.after),
            Self::RenameSheet(edit) => names.sheet(&mut edit.sheet),
            Self::MoveSheet(edit) => names
                .sheet(&mut edit.sheet)
                .and_then(|()| names.after_sheet(&mut edit.after)),
            Self::DeleteSheet(edit) => names.sheet(&mut edit.sheet),
            Self::AddStage(edit) => {
                let sheet = names.need_sheet(&mut edit.sheet)?;
                names.after_stage(Some(sheet), &mut edit.after)
            }
            Self::RenameStage(edit) => names.stage(names.some(&edit.sheet)?, &mut edit.stage),
            Self::SetStage(edit) => names.stage(names.some(&edit.sheet)?, &mut edit.stage),
            Self::MoveStage(edit) => {
                let sheet = names.some(&edit.sheet)?;
                names.stage(sheet, &mut edit.stage)?;
                names.after_stage(sheet, &mut edit.after)
            }
            Self::DeleteStage(edit) => names.stage(names.some(&edit.sheet)?, &mut edit.stage),
            _ => self.resolve_steps_and_rows(&names),
        }
    }

    fn resolve_steps_and_rows(&mut self, names: &Names<'_>) -> Result<(), EditError> {
        match self {
            Self::AddStep(edit) => {
                let sheet = names.some(&edit.sheet)?;
                names.stage(sheet, &mut edit.stage)?;
                names.after_step(sheet, &mut edit.after)
            }
            Self::RenameStep(edit) => names.step(names.some(&edit.sheet)?, &mut edit.step),
            Self::SetStep(edit) => names.step(names.some(&edit.sheet)?, &mut edit.step),
            Self::MoveStep(edit) => {
                let sheet = names.some(&edit.sheet)?;
                names.step(sheet, &mut edit.step)?;
                if let Some(stage) = &mut edit.stage {
                    names.stage(sheet, stage)?;
                }
                names.after_step(sheet, &mut edit.after)
            }
            Self::DeleteStep(edit) => names.step(names.some(&edit.sheet)?, &mut edit.step),
            Self::AddRow(edit) => {
                let sheet = names.need_sheet(&mut edit.sheet)?;
                names.after_row(Some(sheet), &mut edit.after)
            }
            Self::RenameRow(edit) => names.row(names.some(&edit.sheet)?, &mut edit.row),
            Self::SetRow(edit) => names.row(names.some(&edit.sheet)?, &mut edit.row),
            Self::MoveRow(edit) => {
                let sheet = names.some(&edit.sheet)?;
                names.row(sheet, &mut edit.row)?;
                names.after_row(sheet, &mut edit.after)
            }
            Self::DeleteRow(edit) => names.row(names.some(&edit.sheet)?, &mut edit.row),
            Self::SetSentiment(edit) => names.step(names.some(&edit.sheet)?, &mut edit.step),
            Self::SetMeasure(edit) => {
                let sheet = names.some(&edit.sheet)?;
                names.step(sheet, &mut edit.step)?;
                names.row(sheet, &mut edit.row)
            }
            Self::AddPhase(edit) => {
                let sheet = names.some(&edit.sheet)?;
                if let (Some(id), Some(name)) = (sheet, &mut edit.sheet) {
                    *name = id.into();
                }
                edit.rows
                    .iter_mut()
                    .try_for_each(|row| names.row(sheet, row))
            }
            _ => Ok(()),
        }
    }
}

struct Names<'a> {
    board: &'a Board,
}

impl Names<'_> {
    fn some(&self, sheet: &Option<SheetRef>) -> Result<Option<SheetId>, EditError> {
        sheet
            .as_ref()
            .map(|sheet| self.board.find_sheet(Some(sheet)))
            .transpose()
    }

    fn need_sheet(&self, sheet: &mut Option<SheetRef>) -> Result<SheetId, EditError> {
        let id = self.board.find_sheet(sheet.as_ref())?;
        *sheet = Some(id.into());
        Ok(id)
    }

    fn sheet(&self, sheet: &mut SheetRef) -> Result<(), EditError> {
        *sheet = self.board.find_sheet(Some(sheet))?.into();
        Ok(())
    }

    fn stage(&self, sheet: Option<SheetId>, stage: &mut StageRef) -> Result<(), EditError> {
        *stage = self.board.find_stage(sheet, stage)?.into();
        Ok(())
    }

    fn step(&self, sheet: Option<SheetId>, step: &mut StepRef) -> Result<(), EditError> {
        *step = self.board.find_step(sheet, step)?.into();
        Ok(())
    }

    fn row(&self, sheet: Option<SheetId>, row: &mut RowRef) -> Result<(), EditError> {
        *row = self.board.find_row(sheet, row)?.into();
        Ok(())
    }

    fn cell(
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

    fn after_sheet(&self, after: &mut After<SheetRef>) -> Result<(), EditError> {
        if let After::This(sheet) = after {
            self.sheet(sheet)
        } else {
            Ok(())
        }
    }

    fn after_stage(
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

    fn after_step(
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

    fn after_row(
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
