//! A whole board: the entities of the document, deleted ones too, and an index of what is shown where.
//!
//! The board is read by many and changed only by the replica, entity by entity (`put_*`). The index is kept
//! with each change: a note costs O(notes of its cells); an entity of the grid costs O(sheets + stages +
//! steps + rows) and, when a step or row comes or goes, O(notes).

use crate::entity::{
    Action, Ballot, Comment, Group, Header, Measure, Person, Persona, Phase, Round, RowEntry,
    SentimentKey, Sentiments, SheetEntry, StageEntry, StepEntry, cut_to_allowance,
};
use crate::{
    ActionId, BoardId, CommentId, GroupId, Kind, KindId, Note, NoteId, ParticipantId, PersonaId,
    PhaseId, Placement, RoundId, RowId, Sheet, SheetId, StageId, StepId,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use ts_rs::TS;

/// Where a step and a row meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[ts(export, export_to = "board.ts")]
pub struct CellId {
    /// The column.
    pub step: StepId,
    /// The lane.
    pub row: RowId,
}

/// Where a live note is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Placed {
    /// In a cell of the grid.
    Cell(CellId),
    /// In the parking lot: put there, or its stage, step, row or sheet was deleted.
    Parked,
}

type Ordered = BTreeSet<(String, NoteId)>;

/// A whole board. See the module for what keeping it costs.
#[derive(Clone, Debug, PartialEq)]
pub struct Board {
    id: BoardId,
    pub(crate) header: Header,
    pub(crate) own_kinds: BTreeMap<KindId, Option<Kind>>,
    pub(crate) sheet_entries: BTreeMap<SheetId, SheetEntry>,
    pub(crate) stage_entries: BTreeMap<StageId, StageEntry>,
    pub(crate) step_entries: BTreeMap<StepId, StepEntry>,
    pub(crate) row_entries: BTreeMap<RowId, RowEntry>,
    notes: HashMap<NoteId, Note>,
    pub(crate) groups: BTreeMap<GroupId, Group>,
    pub(crate) personas: BTreeMap<PersonaId, Persona>,
    pub(crate) comments: BTreeMap<CommentId, Comment>,
    pub(crate) actions: BTreeMap<ActionId, Action>,
    pub(crate) phases: BTreeMap<PhaseId, Phase>,
    pub(crate) rounds: BTreeMap<RoundId, Round>,
    pub(crate) ballots: BTreeMap<(RoundId, ParticipantId), Ballot>,
    pub(crate) sentiments: BTreeMap<SentimentKey, Sentiments>,
    pub(crate) measures: BTreeMap<CellId, Measure>,
    pub(crate) people: BTreeMap<ParticipantId, Person>,
    sheets: Vec<Sheet>,
    live_steps: HashMap<StepId, SheetId>,
    live_rows: HashMap<RowId, SheetId>,
    cells: HashMap<CellId, Ordered>,
    parked: Ordered,
    comments_of: HashMap<NoteId, BTreeSet<CommentId>>,
}

impl Board {
    /// A board with nothing on it.
    pub fn blank(id: BoardId) -> Self {
        Self {
            id,
            header: Header::default(),
            own_kinds: BTreeMap::new(),
            sheet_entries: BTreeMap::new(),
            stage_entries: BTreeMap::new(),
            step_entries: BTreeMap::new(),
            row_entries: BTreeMap::new(),
            notes: HashMap::new(),
            groups: BTreeMap::new(),
            personas: BTreeMap::new(),
            comments: BTreeMap::new(),
            actions: BTreeMap::new(),
            phases: BTreeMap::new(),
            rounds: BTreeMap::new(),
            ballots: BTreeMap::new(),
            sentiments: BTreeMap::new(),
            measures: BTreeMap::new(),
            people: BTreeMap::new(),
            sheets: Vec::new(),
            live_steps: HashMap::new(),
            live_rows: HashMap::new(),
            cells: HashMap::new(),
            parked: Ordered::new(),
            comments_of: HashMap::new(),
        }
    }

    /// Its id.
    pub fn id(&self) -> BoardId {
        self.id
    }

    /// What stands above the grid.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The live sheets in order, with their live stages, steps and rows.
    pub fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    /// The live sheet with this id.
    pub fn sheet(&self, id: SheetId) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.id == id)
    }

    /// The sheet that a live step belongs to.
    pub fn sheet_of_step(&self, step: StepId) -> Option<SheetId> {
        self.live_steps.get(&step).copied()
    }

    /// The sheet that a live row belongs to.
    pub fn sheet_of_row(&self, row: RowId) -> Option<SheetId> {
        self.live_rows.get(&row).copied()
    }

    /// The sheet of a cell whose step and row are live and of one sheet.
    pub fn sheet_of(&self, cell: CellId) -> Option<SheetId> {
        let sheet = self.sheet_of_step(cell.step)?;
        (self.sheet_of_row(cell.row)? == sheet).then_some(sheet)
    }

    /// A note, deleted or not.
    pub fn note(&self, id: NoteId) -> Option<&Note> {
        self.notes.get(&id)
    }

    /// All notes, deleted ones too, in no order.
    pub fn all_notes(&self) -> impl ExactSizeIterator<Item = &Note> {
        self.notes.values()
    }

    /// Where a note is shown; `None` for a deleted one. O(1).
    pub fn placed(&self, note: &Note) -> Option<Placed> {
        if note.deleted {
            return None;
        }
        if let Placement::Cell { step, row, .. } = note.placement {
            let cell = CellId { step, row };
            if self.sheet_of(cell).is_some() {
                return Some(Placed::Cell(cell));
            }
        }
        Some(Placed::Parked)
    }

    /// The live notes of a cell in order.
    pub fn notes_in(&self, cell: CellId) -> impl DoubleEndedIterator<Item = &Note> {
        self.cells
            .get(&cell)
            .into_iter()
            .flatten()
            .filter_map(|(_, id)| self.notes.get(id))
    }

    /// How many live notes a cell has.
    pub fn count_in(&self, cell: CellId) -> usize {
        self.cells.get(&cell).map_or(0, BTreeSet::len)
    }

    /// The live notes of the parking lot in order.
    pub fn parked(&self) -> impl DoubleEndedIterator<Item = &Note> {
        self.parked.iter().filter_map(|(_, id)| self.notes.get(id))
    }

    /// The live notes of a place in order.
    pub fn notes_at(&self, place: Placed) -> Vec<&Note> {
        match place {
            Placed::Cell(cell) => self.notes_in(cell).collect(),
            Placed::Parked => self.parked().collect(),
        }
    }

    /// Every live note in reading order: sheet by sheet, step by step, row by row, then the parking lot.
    pub fn notes_in_reading_order(&self) -> impl Iterator<Item = &Note> {
        let in_cells = self.sheets.iter().flat_map(move |sheet| {
            sheet.steps().flat_map(move |step| {
                let cells = sheet.rows.iter().map(move |row| CellId {
                    step: step.id,
                    row: row.id,
                });
                cells.flat_map(|cell| self.notes_in(cell))
            })
        });
        in_cells.chain(self.parked())
    }

    /// Kinds that may be picked: the shipped ones, then the board's own.
    pub fn kinds(&self) -> Vec<Kind> {
        let mut kinds = Kind::built_in();
        for (id, own) in &self.own_kinds {
            let place = kinds.iter().position(|kind| &kind.id == id);
            match (own, place) {
                (Some(own), Some(place)) => kinds[place] = own.clone(),
                (Some(own), None) => kinds.push(own.clone()),
                (None, Some(place)) => drop(kinds.remove(place)),
                (None, None) => {}
            }
        }
        kinds
    }

    /// The live personas in order.
    pub fn personas(&self) -> Vec<&Persona> {
        sorted(
            self.personas.values().filter(|persona| !persona.deleted),
            |persona| (&persona.order, persona.id),
        )
    }

    /// A live group.
    pub fn group(&self, id: GroupId) -> Option<&Group> {
        self.groups.get(&id).filter(|group| !group.deleted)
    }

    /// The live comments of a note, oldest id first.
    pub fn comments(&self, note: NoteId) -> impl Iterator<Item = &Comment> {
        let ids = self.comments_of.get(&note).into_iter().flatten();
        ids.filter_map(|id| self.comments.get(id))
            .filter(|comment| !comment.deleted)
    }

    /// The live actions in order.
    pub fn actions(&self) -> Vec<&Action> {
        sorted(
            self.actions.values().filter(|action| !action.deleted),
            |action| (&action.order, action.id),
        )
    }

    /// The agenda: live phases in order.
    pub fn phases(&self) -> Vec<&Phase> {
        sorted(
            self.phases.values().filter(|phase| !phase.deleted),
            |phase| (&phase.order, phase.id),
        )
    }

    /// The live rounds in order.
    pub fn rounds(&self) -> Vec<&Round> {
        sorted(
            self.rounds.values().filter(|round| !round.deleted),
            |round| (&round.order, round.id),
        )
    }

    /// The ballots of a round, each cut to the allowance (A18).
    pub fn ballots(&self, round: RoundId) -> Vec<(ParticipantId, Ballot)> {
        let Some(allowance) = self.rounds.get(&round).map(|round| round.allowance) else {
            return Vec::new();
        };
        let from = (round, ParticipantId::from_u128(0));
        let of_round = self
            .ballots
            .range(from..)
            .take_while(|((of, _), _)| *of == round);
        of_round
            .map(|((_, voter), ballot)| (*voter, cut_to_allowance(ballot, allowance)))
            .collect()
    }

    /// Votes a note has: of all closed rounds, and carried in by imports. O(ballots).
    pub fn votes(&self, note: &Note) -> u32 {
        let closed = self
            .rounds
            .values()
            .filter(|round| round.closed && !round.deleted);
        let counted = closed
            .flat_map(|round| self.ballots(round.id))
            .filter_map(|(_, ballot)| ballot.get(&note.id).copied());
        counted.fold(note.carried_votes, u32::saturating_add)
    }

    /// What participants said of a persona at a step.
    pub fn sentiments(&self, persona: PersonaId, step: StepId) -> Option<&Sentiments> {
        self.sentiments
            .get(&(persona, step))
            .filter(|set| !set.is_empty())
    }

    /// The measure of a measures row at a step.
    pub fn measure(&self, cell: CellId) -> Option<&Measure> {
        self.measures.get(&cell)
    }

    /// A participant as the board remembers them.
    pub fn person(&self, id: ParticipantId) -> Option<&Person> {
        self.people.get(&id)
    }

    /// Everybody the board remembers.
    pub fn people(&self) -> impl ExactSizeIterator<Item = (ParticipantId, &Person)> {
        self.people.iter().map(|(id, person)| (*id, person))
    }

    /// The name shown as author of a note; empty when unknown.
    pub fn author_of<'a>(&'a self, note: &'a Note) -> &'a str {
        if !note.author.is_empty() {
            return &note.author;
        }
        note.by
            .and_then(|by| self.people.get(&by))
            .map_or("", |person| person.name.as_str())
    }

    /// A sheet entry, deleted or not.
    pub fn sheet_entry(&self, id: SheetId) -> Option<&SheetEntry> {
        self.sheet_entries.get(&id)
    }
    /// A stage entry, deleted or not.
    pub fn stage_entry(&self, id: StageId) -> Option<&StageEntry> {
        self.stage_entries.get(&id)
    }
    /// A step entry, deleted or not.
    pub fn step_entry(&self, id: StepId) -> Option<&StepEntry> {
        self.step_entries.get(&id)
    }
    /// A row entry, deleted or not.
    pub fn row_entry(&self, id: RowId) -> Option<&RowEntry> {
        self.row_entries.get(&id)
    }
    /// All sheet entries, deleted ones too, by id.
    pub fn sheet_entries(&self) -> impl ExactSizeIterator<Item = &SheetEntry> {
        self.sheet_entries.values()
    }
    /// All stage entries, deleted ones too, by id.
    pub fn stage_entries(&self) -> impl ExactSizeIterator<Item = &StageEntry> {
        self.stage_entries.values()
    }
    /// All step entries, deleted ones too, by id.
    pub fn step_entries(&self) -> impl ExactSizeIterator<Item = &StepEntry> {
        self.step_entries.values()
    }
    /// All row entries, deleted ones too, by id.
    pub fn row_entries(&self) -> impl ExactSizeIterator<Item = &RowEntry> {
        self.row_entries.values()
    }
    /// A group, deleted or not.
    pub fn group_entry(&self, id: GroupId) -> Option<&Group> {
        self.groups.get(&id)
    }
    /// All groups, deleted ones too, by id.
    pub fn groups(&self) -> impl ExactSizeIterator<Item = &Group> {
        self.groups.values()
    }
    /// A persona, deleted or not.
    pub fn persona_entry(&self, id: PersonaId) -> Option<&Persona> {
        self.personas.get(&id)
    }
    /// A comment, deleted or not.
    pub fn comment_entry(&self, id: CommentId) -> Option<&Comment> {
        self.comments.get(&id)
    }
    /// How many comments there are, deleted ones too.
    pub fn comment_count(&self) -> usize {
        self.comments.len()
    }
    /// An action, deleted or not.
    pub fn action_entry(&self, id: ActionId) -> Option<&Action> {
        self.actions.get(&id)
    }
    /// A phase, deleted or not.
    pub fn phase_entry(&self, id: PhaseId) -> Option<&Phase> {
        self.phases.get(&id)
    }
    /// A round, deleted or not.
    pub fn round_entry(&self, id: RoundId) -> Option<&Round> {
        self.rounds.get(&id)
    }
    /// A ballot as written, before it is cut to the allowance.
    pub fn ballot_entry(&self, round: RoundId, voter: ParticipantId) -> Option<&Ballot> {
        self.ballots.get(&(round, voter))
    }

    /// Replaces the header.
    pub fn put_header(&mut self, header: Header) {
        self.header = header;
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
    /// Puts one person's ballot of a round.
    pub fn put_ballot(&mut self, round: RoundId, voter: ParticipantId, ballot: Ballot) {
        self.ballots.insert((round, voter), ballot);
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
        self.notes.insert(note.id, note);
        match now {
            Some(Placed::Cell(cell)) => drop(self.cells.entry(cell).or_default().insert(key)),
            Some(Placed::Parked) => drop(self.parked.insert(key)),
            None => {}
        }
        (before, now)
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

fn sorted<'a, T: 'a, K: Ord>(
    items: impl Iterator<Item = &'a T>,
    key: impl Fn(&'a T) -> K,
) -> Vec<&'a T> {
    let mut items: Vec<&T> = items.collect();
    items.sort_by_key(|item| key(item));
    items
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
