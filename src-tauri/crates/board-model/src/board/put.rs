//! How the replica brings a board up to date.

use super::{Board, CellId, Placed, Written, sorted};
use crate::entity::*;
use crate::{
    Kind, KindId, Note, NoteId, ParticipantId, Phase, RoundId, RowId, Run, Sheet, SheetId, StageId,
    StepId,
};
use std::collections::HashMap;

impl Board {
    /// Replaces the header.
    pub fn put_header(&mut self, header: Header) {
        self.header = header;
    }
    /// Replaces what participants may do.
    pub fn put_rights(&mut self, rights: Rights) {
        self.rights = rights;
    }
    /// Says which phase is on; none with `None`.
    pub fn put_run(&mut self, run: Option<Run>) {
        self.run = run;
    }
    /// Defines, or with `None` takes away, a kind.
    pub fn put_kind(&mut self, id: KindId, kind: Option<Kind>) {
        self.own_kinds.insert(id, kind);
    }
    /// Forgets what the board says of a kind: a shipped one is as it ships, another is gone.
    pub fn forget_kind(&mut self, id: &KindId) {
        self.own_kinds.remove(id);
    }
    /// Puts a group.
    pub fn put_group(&mut self, group: Group) {
        self.groups.insert(group.id, group);
    }
    /// Puts a persona.
    pub fn put_persona(&mut self, persona: Persona) {
        self.personas.insert(persona.id, persona);
    }
    /// Puts a comment.
    pub fn put_comment(&mut self, comment: Comment) {
        let before = self
            .comments
            .get(&comment.id)
            .and_then(|before| before.note);
        if let Some(of) = before.and_then(|note| self.comments_of.get_mut(&note)) {
            of.remove(&comment.id);
        }
        if let Some(note) = comment.note {
            self.comments_of.entry(note).or_default().insert(comment.id);
        }
        self.comments.insert(comment.id, comment);
    }
    /// Puts an action.
    pub fn put_action(&mut self, action: Action) {
        self.actions.insert(action.id, action);
    }
    /// Puts a phase.
    pub fn put_phase(&mut self, phase: Phase) {
        self.phases.insert(phase.id, phase);
    }
    /// Puts a round.
    pub fn put_round(&mut self, round: Round) {
        self.rounds.insert(round.id, round);
    }
    /// Puts one person's ballot of a round. An empty one is none: whoever closed a round by mistake and took it back
    /// has no voters left in it.
    pub fn put_ballot(&mut self, round: RoundId, voter: ParticipantId, ballot: Ballot) {
        if ballot.is_empty() {
            self.ballots.remove(&(round, voter));
        } else {
            self.ballots.insert((round, voter), ballot);
        }
    }
    /// Puts, or with `None` takes back, one person's sentiment.
    pub fn put_sentiment(&mut self, key: SentimentKey, by: ParticipantId, value: Option<i8>) {
        let set = self.sentiments.entry(key).or_default();
        match value {
            Some(value) => drop(set.insert(by, value)),
            None => drop(set.remove(&by)),
        }
    }
    /// Puts, or with `None` takes away, a measure.
    pub fn put_measure(&mut self, cell: CellId, measure: Option<Measure>) {
        match measure {
            Some(measure) => drop(self.measures.insert(cell, measure)),
            None => drop(self.measures.remove(&cell)),
        }
    }
    /// Remembers a participant.
    pub fn put_person(&mut self, id: ParticipantId, person: Person) {
        self.people.insert(id, person);
    }

    /// Puts a note and returns where it was shown before and is shown now.
    pub fn put_note(&mut self, note: Note) -> (Option<Placed>, Option<Placed>) {
        let before = self.unlist(note.id);
        let now = self.placed(&note);
        let key = (note.placement.order().to_owned(), note.id);
        let is_shown = !note.deleted;
        for counted in self.counted(note.by) {
            counted.ever += 1;
            counted.shown += usize::from(is_shown);
        }
        if let Some(before) = self.notes.insert(note.id, note) {
            for counted in self.counted(before.by) {
                counted.ever -= 1;
                counted.shown -= usize::from(!before.deleted);
            }
        }
        match now {
            Some(Placed::Cell(cell)) => drop(self.cells.entry(cell).or_default().insert(key)),
            Some(Placed::Parked) => drop(self.parked.insert(key)),
            None => {}
        }
        (before, now)
    }

    /// The counts that a note of this author is in.
    fn counted(&mut self, by: Option<ParticipantId>) -> impl Iterator<Item = &mut Written> {
        let own = by.map(|by| self.written_by.entry(by).or_default());
        own.into_iter().chain([&mut self.written])
    }

    fn unlist(&mut self, id: NoteId) -> Option<Placed> {
        let note = self.notes.get(&id)?;
        let place = self.placed(note)?;
        let key = (note.placement.order().to_owned(), id);
        match place {
            Placed::Cell(cell) => {
                if let Some(listed) = self.cells.get_mut(&cell) {
                    listed.remove(&key);
                    if listed.is_empty() {
                        self.cells.remove(&cell);
                    }
                }
            }
            Placed::Parked => drop(self.parked.remove(&key)),
        }
        Some(place)
    }

    /// Puts entities of the grid, then works out anew what is shown; returns the live notes that are shown at
    /// another place now, with where they were and are.
    pub fn put_grid(
        &mut self,
        parts: impl IntoIterator<Item = GridPart>,
    ) -> Vec<(NoteId, Placed, Placed)> {
        for part in parts {
            match part {
                GridPart::Sheet(entry) => drop(self.sheet_entries.insert(entry.sheet.id, entry)),
                GridPart::Stage(entry) => drop(self.stage_entries.insert(entry.stage.id, entry)),
                GridPart::Step(entry) => drop(self.step_entries.insert(entry.step.id, entry)),
                GridPart::Row(entry) => drop(self.row_entries.insert(entry.row.id, entry)),
            }
        }
        let (sheets, steps, rows) = self.shown_grid();
        self.sheets = sheets;
        if steps == self.live_steps && rows == self.live_rows {
            return Vec::new();
        }
        let before: Vec<_> = self
            .notes
            .values()
            .filter_map(|note| Some((note.id, self.placed(note)?)))
            .collect();
        self.live_steps = steps;
        self.live_rows = rows;
        self.list_all_notes();
        let moved = before.into_iter().filter_map(|(id, before)| {
            let now = self.placed(self.notes.get(&id)?)?;
            (before != now).then_some((id, before, now))
        });
        moved.collect()
    }

    fn list_all_notes(&mut self) {
        self.cells.clear();
        self.parked.clear();
        let placed: Vec<_> = self
            .notes
            .values()
            .filter_map(|note| {
                Some((
                    self.placed(note)?,
                    note.placement.order().to_owned(),
                    note.id,
                ))
            })
            .collect();
        for (place, order, id) in placed {
            match place {
                Placed::Cell(cell) => drop(self.cells.entry(cell).or_default().insert((order, id))),
                Placed::Parked => drop(self.parked.insert((order, id))),
            }
        }
    }

    fn shown_grid(
        &self,
    ) -> (
        Vec<Sheet>,
        HashMap<StepId, SheetId>,
        HashMap<RowId, SheetId>,
    ) {
        let mut steps_of: HashMap<StageId, Vec<&StepEntry>> = HashMap::new();
        for step in self.step_entries.values() {
            steps_of.entry(step.stage).or_default().push(step);
        }
        let mut stages_of: HashMap<SheetId, Vec<&StageEntry>> = HashMap::new();
        for stage in self.stage_entries.values().filter(|stage| !stage.deleted) {
            stages_of.entry(stage.sheet).or_default().push(stage);
        }
        let mut rows_of: HashMap<SheetId, Vec<&RowEntry>> = HashMap::new();
        for row in self.row_entries.values().filter(|row| !row.deleted) {
            rows_of.entry(row.sheet).or_default().push(row);
        }
        let (mut live_steps, mut live_rows) = (HashMap::new(), HashMap::new());
        let live_sheets = sorted(
            self.sheet_entries.values().filter(|entry| !entry.deleted),
            |entry| (&entry.order, entry.sheet.id),
        );
        let sheets = live_sheets.into_iter().map(|entry| {
            let mut sheet = entry.sheet.clone();
            let stages = stages_of.remove(&sheet.id).unwrap_or_default();
            sheet.stages = sorted(stages.into_iter(), |stage| (&stage.order, stage.stage.id))
                .into_iter()
                .filter_map(|entry| {
                    let mut stage = entry.stage.clone();
                    stage.steps = shown_steps(steps_of.remove(&stage.id).unwrap_or_default());
                    (!stage.steps.is_empty()).then_some(stage)
                })
                .collect();
            let rows = rows_of.remove(&sheet.id).unwrap_or_default();
            sheet.rows = sorted(rows.into_iter(), |row| (&row.order, row.row.id))
                .into_iter()
                .map(|entry| entry.row.clone())
                .collect();
            live_steps.extend(sheet.steps().map(|step| (step.id, sheet.id)));
            live_rows.extend(sheet.rows.iter().map(|row| (row.id, sheet.id)));
            sheet
        });
        let sheets = sheets.collect();
        (sheets, live_steps, live_rows)
    }
}

/// Live steps in order. When two people delete the last two steps at the same time the first one comes back,
/// on every peer the same, because a stage without a column could hold nothing.
fn shown_steps(steps: Vec<&StepEntry>) -> Vec<crate::Step> {
    let steps = sorted(steps.into_iter(), |step| (&step.order, step.step.id));
    let live: Vec<_> = steps
        .iter()
        .filter(|step| !step.deleted)
        .map(|step| step.step.clone())
        .collect();
    if live.is_empty() {
        return steps
            .first()
            .map(|step| step.step.clone())
            .into_iter()
            .collect();
    }
    live
}

/// An entity of the grid, to be put.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GridPart {
    /// A sheet.
    Sheet(SheetEntry),
    /// A stage.
    Stage(StageEntry),
    /// A step.
    Step(StepEntry),
    /// A row.
    Row(RowEntry),
}
