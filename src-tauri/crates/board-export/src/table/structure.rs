//! The sheets, stages, steps, rows and kinds that an import finds things in, and adds what is missing to.

use super::error::ImportReason;
use super::labels::{folded, kind_labels, labels};
use super::structure_index::{IndexedRow, IndexedSheet, IndexedStage, sheets_after, sheets_of};
use board_model::limits::{OTHERS, ROWS, SHEETS, STAGES, STEPS, TITLE_UTF16, utf16_len};
use board_model::{
    AddNote, AddPersona, AddRow, AddSheet, AddStage, AddStep, After, Board, CellId, Colour,
    DefineKind, Edit, Kind, KindId, NoteId, PersonaFields, PersonaId, Placed, RowId, RowType,
    SheetId, StageId, StepId, Zone,
};
use uuid::Uuid;

/// How a sheet, a stage and a row are called that an import needs but that neither file nor board names.
const FIRST_SHEET: &str = "Journey map";
const FIRST_STAGE: &str = "Journey";
const FIRST_ROW: &str = "Notes";
const SENTIMENT_ROW: &str = "Sentiment";
const MEASURES_ROW: &str = "Metrics";
const FIRST_PERSONA: &str = "Persona";

/// A column, as a table names it.
#[derive(Clone, Copy, Debug)]
pub(super) struct ColumnName<'a> {
    pub(super) stage: &'a str,
    pub(super) step: &'a str,
}

/// The index of what is there so far, and the edits that made it so. Labels are kept folded.
pub(super) struct Structure<'m> {
    board: Option<&'m Board>,
    sheets: Vec<IndexedSheet>,
    kinds: Vec<(KindId, [String; 3])>,
    personas: Vec<(PersonaId, String)>,
    mint: &'m mut dyn FnMut() -> Uuid,
    pub(super) edits: Vec<Edit>,
}

fn fits(what: &'static str, title: &str) -> Result<(), ImportReason> {
    let given = utf16_len(title);
    if given > TITLE_UTF16 {
        Err(ImportReason::Limit {
            what,
            given,
            max: TITLE_UTF16,
        })
    } else {
        Ok(())
    }
}

fn one_more(what: &'static str, present: usize, max: usize) -> Result<(), ImportReason> {
    if present >= max {
        Err(ImportReason::Limit {
            what,
            given: present + 1,
            max,
        })
    } else {
        Ok(())
    }
}

impl<'m> Structure<'m> {
    fn with(
        board: Option<&'m Board>,
        sheets: Vec<IndexedSheet>,
        kinds: &[Kind],
        mint: &'m mut dyn FnMut() -> Uuid,
    ) -> Self {
        let named = kind_labels(kinds).into_iter().zip(kinds);
        let kinds = named
            .map(|((id, label), kind)| {
                (
                    id.clone(),
                    [folded(&label), folded(&id.0), folded(&kind.title)],
                )
            })
            .collect();
        let personas = board.map(Board::personas).unwrap_or_default();
        let names = labels(personas.iter().map(|persona| persona.name.as_str()));
        let named = personas.iter().zip(names);
        Self {
            board,
            sheets,
            kinds,
            personas: named
                .map(|(persona, name)| (persona.id, folded(&name)))
                .collect(),
            mint,
            edits: Vec::new(),
        }
    }

    /// What a board has.
    pub(super) fn of(board: &'m Board, mint: &'m mut dyn FnMut() -> Uuid) -> Self {
        Self::with(Some(board), sheets_of(board), &board.kinds(), mint)
    }

    /// What a blank board has after these edits, which name sheets and stages by id.
    pub(super) fn after(edits: &[Edit], mint: &'m mut dyn FnMut() -> Uuid) -> Self {
        Self::with(None, sheets_after(edits), &Kind::built_in(), mint)
    }

    /// Whether a note of this id is on the board, or was.
    pub(super) fn has_note(&self, id: NoteId) -> bool {
        self.board.is_some_and(|board| board.note(id).is_some())
    }

    /// How many notes the board has, deleted ones too.
    pub(super) fn note_count(&self) -> usize {
        self.board.map_or(0, |board| board.all_notes().len())
    }

    pub(super) fn next_id(&mut self) -> Uuid {
        (self.mint)()
    }

    /// The cell of these names, its parts added when missing.
    pub(super) fn cell(
        &mut self,
        sheet: &str,
        column: ColumnName<'_>,
        row: &str,
    ) -> Result<CellId, ImportReason> {
        let sheet = self.sheet(sheet)?;
        Ok(CellId {
            step: self.step(sheet, column)?,
            row: self.row(sheet, row, RowType::Notes)?,
        })
    }

    /// Adds a note to a place.
    pub(super) fn add_note(&mut self, note: AddNote, place: Placed) {
        self.edits.push(match place {
            Placed::Parked => AddNote {
                parked: true,
                ..note
            }
            .into(),
            Placed::Cell(cell) => AddNote {
                step: Some(cell.step.into()),
                row: Some(cell.row.into()),
                ..note
            }
            .into(),
        });
    }

    /// The sheet of this name, the first for none; added when it is missing. As a position in the index.
    pub(super) fn sheet(&mut self, name: &str) -> Result<usize, ImportReason> {
        let wanted = folded(name);
        let indexed = if wanted.is_empty() {
            (!self.sheets.is_empty()).then_some(0)
        } else {
            self.sheets.iter().position(|sheet| sheet.label == wanted)
        };
        if let Some(place) = indexed {
            return Ok(place);
        }
        let title = if wanted.is_empty() {
            FIRST_SHEET
        } else {
            name.trim()
        };
        one_more("the board, in sheets,", self.sheets.len(), SHEETS)?;
        fits("the sheet's title, in characters,", title)?;
        let id = SheetId::from_uuid(self.next_id());
        self.edits.push(
            AddSheet {
                id: Some(id),
                title: title.to_owned(),
                map_type: String::new(),
                after: After::Last,
            }
            .into(),
        );
        self.sheets.push(IndexedSheet {
            id,
            label: folded(title),
            stages: Vec::new(),
            rows: Vec::new(),
        });
        Ok(self.sheets.len() - 1)
    }

    /// The step of this name on an indexed sheet; its stage and itself are added when missing. A step without a
    /// stage is looked for as a stage, then in every stage. No name at all means the first step.
    pub(super) fn step(
        &mut self,
        sheet: usize,
        name: ColumnName<'_>,
    ) -> Result<StepId, ImportReason> {
        let (stage, step) = (folded(name.stage), folded(name.step));
        let Some(indexed) = self.sheets.get(sheet) else {
            return self.first_step(sheet);
        };
        match (stage.is_empty(), step.is_empty()) {
            (true, true) => return self.first_step(sheet),
            (true, false) => {
                let as_stage = indexed
                    .stages
                    .iter()
                    .find(|stage| stage.label == step)
                    .and_then(|stage| stage.steps.first());
                let mut steps = indexed.stages.iter().flat_map(|stage| &stage.steps);
                match as_stage.or_else(|| steps.find(|(_, label)| *label == step)) {
                    Some((id, _)) => return Ok(*id),
                    None => return self.add_stage(sheet, name.step.trim(), ""),
                }
            }
            (false, _) => {}
        }
        let Some(place) = indexed.stages.iter().position(|own| own.label == stage) else {
            return self.add_stage(sheet, name.stage.trim(), name.step.trim());
        };
        let steps = indexed
            .stages
            .get(place)
            .map(|stage| stage.steps.as_slice())
            .unwrap_or_default();
        let found = if step.is_empty() {
            steps.first()
        } else {
            steps.iter().find(|(_, label)| *label == step)
        };
        match found {
            Some((id, _)) => Ok(*id),
            None => self.add_step(sheet, place, name.step.trim()),
        }
    }

    fn first_step(&mut self, sheet: usize) -> Result<StepId, ImportReason> {
        let first = self
            .sheets
            .get(sheet)
            .and_then(|sheet| sheet.stages.first())
            .and_then(|stage| stage.steps.first());
        match first {
            Some((id, _)) => Ok(*id),
            None => self.add_stage(sheet, FIRST_STAGE, ""),
        }
    }

    fn add_stage(
        &mut self,
        sheet: usize,
        title: &str,
        step_title: &str,
    ) -> Result<StepId, ImportReason> {
        let (id, step) = (
            StageId::from_uuid(self.next_id()),
            StepId::from_uuid(self.next_id()),
        );
        fits("the stage's title, in characters,", title)?;
        fits("the step's title, in characters,", step_title)?;
        if let Some(indexed) = self.sheets.get_mut(sheet) {
            one_more("the sheet, in stages,", indexed.stages.len(), STAGES)?;
            indexed.stages.push(IndexedStage {
                id,
                label: folded(title),
                steps: vec![(step, folded(step_title))],
            });
            let added = AddStage {
                id: Some(id),
                first_step: Some(step),
                sheet: Some(indexed.id.into()),
                title: title.to_owned(),
                step_title: step_title.to_owned(),
                after: After::Last,
            };
            self.edits.push(added.into());
        }
        Ok(step)
    }

    fn add_step(
        &mut self,
        sheet: usize,
        stage: usize,
        title: &str,
    ) -> Result<StepId, ImportReason> {
        let id = StepId::from_uuid(self.next_id());
        fits("the step's title, in characters,", title)?;
        if let Some(indexed) = self.sheets.get_mut(sheet)
            && let Some(stage) = indexed.stages.get_mut(stage)
        {
            one_more("the stage, in steps,", stage.steps.len(), STEPS)?;
            stage.steps.push((id, folded(title)));
            let added = AddStep {
                id: Some(id),
                stage: stage.id.into(),
                sheet: Some(indexed.id.into()),
                title: title.to_owned(),
                after: After::Last,
            };
            self.edits.push(added.into());
        }
        Ok(id)
    }

    /// The row of this name on an indexed sheet, for none the first that holds this; added when it is missing. A row for
    /// notes may hold anything else too.
    ///
    /// # Errors
    /// [`ImportReason::RowHoldsOther`] where ratings or metrics would come into a row of something else.
    pub(super) fn row(
        &mut self,
        sheet: usize,
        name: &str,
        holds: RowType,
    ) -> Result<RowId, ImportReason> {
        let wanted = folded(name);
        let rows = self
            .sheets
            .get(sheet)
            .map(|sheet| sheet.rows.as_slice())
            .unwrap_or_default();
        let mut fitting = rows.iter().filter(|row| row.holds == holds);
        let found = match (wanted.is_empty(), holds) {
            (true, RowType::Notes) => fitting.next().or(rows.first()),
            (true, _) => fitting.next(),
            (false, _) => rows.iter().find(|row| row.label == wanted),
        };
        if let Some(found) = found {
            if holds != RowType::Notes && found.holds != holds {
                let row = name.trim().to_owned();
                let what = if holds == RowType::Sentiment {
                    "ratings"
                } else {
                    "metrics"
                };
                return Err(ImportReason::RowHoldsOther { row, what });
            }
            return Ok(found.id);
        }
        let title = match (wanted.is_empty(), holds) {
            (false, _) => name.trim(),
            (true, RowType::Notes) => FIRST_ROW,
            (true, RowType::Sentiment) => SENTIMENT_ROW,
            (true, RowType::Measures) => MEASURES_ROW,
        };
        one_more("the sheet, in rows,", rows.len(), ROWS)?;
        fits("the row's title, in characters,", title)?;
        let id = RowId::from_uuid(self.next_id());
        if let Some(indexed) = self.sheets.get_mut(sheet) {
            let label = folded(title);
            indexed.rows.push(IndexedRow { id, label, holds });
            let added = AddRow {
                id: Some(id),
                sheet: Some(indexed.id.into()),
                title: title.to_owned(),
                row_type: holds,
                zone: Zone::None,
                prompt: String::new(),
                kind: None,
                after: After::Last,
            };
            self.edits.push(added.into());
        }
        Ok(id)
    }

    /// The persona of this name, the first for none; added when it is missing.
    pub(super) fn persona(&mut self, name: &str) -> Result<PersonaId, ImportReason> {
        let wanted = folded(name);
        let found = if wanted.is_empty() {
            self.personas.first()
        } else {
            self.personas.iter().find(|(_, label)| *label == wanted)
        };
        if let Some((id, _)) = found {
            return Ok(*id);
        }
        let name = if wanted.is_empty() {
            FIRST_PERSONA
        } else {
            name.trim()
        };
        one_more("the board, in personas,", self.personas.len(), OTHERS)?;
        fits("the persona's name, in characters,", name)?;
        let id = PersonaId::from_uuid(self.next_id());
        let fields = PersonaFields {
            name: Some(name.to_owned()),
            ..PersonaFields::default()
        };
        let added = AddPersona {
            id: Some(id),
            fields,
        };
        self.edits.push(added.into());
        self.personas.push((id, folded(name)));
        Ok(id)
    }

    /// The kind of this name; defined when it is missing, in the colours of the palette by turns.
    pub(super) fn kind(&mut self, name: &str) -> Result<KindId, ImportReason> {
        let wanted = folded(name);
        for way in 0..3 {
            if let Some((id, _)) = self
                .kinds
                .iter()
                .find(|(_, names)| names.get(way) == Some(&wanted))
            {
                return Ok(id.clone());
            }
        }
        fits("the kind's name, in characters,", name.trim())?;
        let id = KindId::named(name);
        let colour = Colour::ALL
            .get(self.kinds.len() % Colour::ALL.len())
            .copied()
            .unwrap_or(Colour::Grey);
        self.edits.push(
            DefineKind {
                kind: id.clone(),
                title: name.trim().to_owned(),
                colour,
                mark: String::new(),
            }
            .into(),
        );
        self.kinds
            .push((id.clone(), [wanted.clone(), wanted.clone(), wanted]));
        Ok(id)
    }
}
