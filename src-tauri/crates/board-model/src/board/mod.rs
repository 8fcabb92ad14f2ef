//! A whole board: the entities of the document, deleted ones too, and an index of what is shown where.
//!
//! The board is read by many and changed only by the replica, entity by entity (`put_*`). The index is kept
//! with each change: a note costs O(notes of its cells); an entity of the grid costs O(sheets + stages +
//! steps + rows) and, when a step or row comes or goes, O(notes).

mod entries;
mod put;

pub use put::GridPart;

use crate::entity::{
    Action, Ballot, Comment, Group, Header, Measure, Person, Persona, Rights, Round, RowEntry,
    SentimentKey, Sentiments, SheetEntry, StageEntry, StepEntry, cut_to_allowance,
};
use crate::{
    ActionId, BoardId, CommentId, GroupId, Kind, KindId, Note, NoteId, ParticipantId, PersonaId,
    Phase, PhaseId, Placement, RoundId, RowId, Run, Sheet, SheetId, StageId, StepId,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Bound;
use ts_rs::TS;

/// Where a step and a row meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[ts(export_to = "board.ts")]
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
    rights: Rights,
    run: Option<Run>,
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
    written: Written,
    written_by: HashMap<ParticipantId, Written>,
}

/// How many notes there are of somebody, or in all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Those that are shown.
    pub shown: usize,
    /// Deleted ones too.
    pub ever: usize,
}

impl Board {
    /// A board with nothing on it.
    pub fn blank(id: BoardId) -> Self {
        Self {
            id,
            header: Header::default(),
            rights: Rights::default(),
            run: None,
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
            written: Written::default(),
            written_by: HashMap::new(),
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

    /// What participants may do beyond what is their own.
    pub fn rights(&self) -> Rights {
        self.rights
    }

    /// The phase that is on and its timer, as the document says it; the phase may be deleted.
    pub fn run(&self) -> Option<Run> {
        self.run
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

    /// How many notes the board has. O(1).
    pub fn written(&self) -> Written {
        self.written
    }

    /// How many notes somebody wrote. O(1).
    pub fn written_by(&self, by: ParticipantId) -> Written {
        self.written_by.get(&by).copied().unwrap_or_default()
    }

    /// The live notes and remarks of somebody. O(notes + remarks).
    pub fn live_by(&self, by: ParticipantId) -> (Vec<NoteId>, Vec<CommentId>) {
        let notes = self.notes.values();
        let notes = notes.filter(|note| note.by == Some(by) && !note.deleted);
        let mut notes: Vec<NoteId> = notes.map(|note| note.id).collect();
        notes.sort_unstable();
        let comments = self.comments.values();
        let comments = comments.filter(|comment| comment.by == Some(by) && !comment.deleted);
        (notes, comments.map(|comment| comment.id).collect())
    }

    /// The live notes of a place after one that is shown there, in order. O(log n) to begin.
    pub fn notes_after<'a>(
        &'a self,
        place: Placed,
        note: &Note,
    ) -> impl Iterator<Item = &'a Note> + use<'a> {
        let listed = match place {
            Placed::Cell(cell) => self.cells.get(&cell),
            Placed::Parked => Some(&self.parked),
        };
        let key = (note.placement.order().to_owned(), note.id);
        let after = (Bound::Excluded(key), Bound::Unbounded);
        let after = listed.map(|listed| listed.range(after));
        after
            .into_iter()
            .flatten()
            .filter_map(|(_, id)| self.notes.get(id))
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
}

pub(super) fn sorted<'a, T: 'a, K: Ord>(
    items: impl Iterator<Item = &'a T>,
    key: impl Fn(&'a T) -> K,
) -> Vec<&'a T> {
    let mut items: Vec<&T> = items.collect();
    items.sort_by_key(|item| key(item));
    items
}
