//! Any entity of the document: read register by register, put on the board.

use crate::schema::{Root, action, comment, grid, group, id_in, note, persona, workshop};
use board_model::{
    Action, Board, Change, Comment, GridPart, Group, GroupId, Note, Persona, Phase, Placed, Round,
    RoundId, RowEntry, SheetEntry, StageEntry, StepEntry,
};
use std::collections::BTreeSet;
use yrs::Any;

/// Any entity.
pub(crate) enum Entity {
    Sheet(SheetEntry),
    Stage(StageEntry),
    Step(StepEntry),
    Row(RowEntry),
    Note(Box<Note>),
    Group(Group),
    Persona(Box<Persona>),
    Comment(Comment),
    Action(Action),
    Phase(Phase),
    Round(Round),
}

impl Entity {
    /// The entity as it is when nothing is said of it; `None` for a broken id or a root of registers.
    pub(crate) fn blank(root: Root, id: &str) -> Option<Self> {
        Some(match root {
            Root::Sheets => Self::Sheet(grid::sheet(id_in(id)?)),
            Root::Stages => Self::Stage(grid::stage(id_in(id)?)),
            Root::Steps => Self::Step(grid::step(id_in(id)?)),
            Root::Rows => Self::Row(grid::row(id_in(id)?)),
            Root::Notes => Self::Note(Box::new(Note::new(id_in(id)?))),
            Root::Groups => Self::Group(group::group(id_in(id)?)),
            Root::Personas => Self::Persona(Box::new(persona::persona(id_in(id)?))),
            Root::Comments => Self::Comment(comment::comment(id_in(id)?)),
            Root::Actions => Self::Action(action::action(id_in(id)?)),
            Root::Phases => Self::Phase(Phase::new(id_in(id)?)),
            Root::Rounds => Self::Round(workshop::round(id_in(id)?)),
            _ => return None,
        })
    }

    /// The entity as the board has it.
    pub(crate) fn of(board: &Board, root: Root, id: &str) -> Option<Self> {
        Some(match root {
            Root::Sheets => Self::Sheet(board.sheet_entry(id_in(id)?)?.clone()),
            Root::Stages => Self::Stage(board.stage_entry(id_in(id)?)?.clone()),
            Root::Steps => Self::Step(board.step_entry(id_in(id)?)?.clone()),
            Root::Rows => Self::Row(board.row_entry(id_in(id)?)?.clone()),
            Root::Notes => Self::Note(Box::new(board.note(id_in(id)?)?.clone())),
            Root::Groups => Self::Group(board.group_entry(id_in(id)?)?.clone()),
            Root::Personas => Self::Persona(Box::new(board.persona_entry(id_in(id)?)?.clone())),
            Root::Comments => Self::Comment(board.comment_entry(id_in(id)?)?.clone()),
            Root::Actions => Self::Action(board.action_entry(id_in(id)?)?.clone()),
            Root::Phases => Self::Phase(board.phase_entry(id_in(id)?)?.clone()),
            Root::Rounds => Self::Round(board.round_entry(id_in(id)?)?.clone()),
            _ => return None,
        })
    }

    /// Sets one field from its register; unknown registers say nothing here.
    pub(crate) fn set(&mut self, name: &str, value: &Any) {
        match self {
            Self::Sheet(entry) => grid::set_sheet(entry, name, value),
            Self::Stage(entry) => grid::set_stage(entry, name, value),
            Self::Step(entry) => grid::set_step(entry, name, value),
            Self::Row(entry) => grid::set_row(entry, name, value),
            Self::Note(note) => note::set(note, name, value),
            Self::Group(group) => group::set_group(group, name, value),
            Self::Persona(persona) => persona::set_persona(persona, name, value),
            Self::Comment(comment) => comment::set_comment(comment, name, value),
            Self::Action(action) => action::set_action(action, name, value),
            Self::Phase(phase) => workshop::set_phase(phase, name, value),
            Self::Round(round) => workshop::set_round(round, name, value),
        }
    }

    /// Puts it on the board and says what changed. Parts of the grid are collected: they are put together,
    /// since working out the grid costs the same for one and for many.
    pub(crate) fn put(
        self,
        board: &mut Board,
        parts: &mut Vec<GridPart>,
        changes: &mut BTreeSet<Change>,
    ) {
        match self {
            Self::Sheet(entry) => parts.push(GridPart::Sheet(entry)),
            Self::Stage(entry) => parts.push(GridPart::Stage(entry)),
            Self::Step(entry) => parts.push(GridPart::Step(entry)),
            Self::Row(entry) => parts.push(GridPart::Row(entry)),
            Self::Note(note) => put_note(board, *note, changes),
            Self::Group(group) => {
                let id = group.id;
                board.put_group(group);
                changes.extend(cells_of_group(board, id));
            }
            Self::Persona(persona) => {
                board.put_persona(*persona);
                changes.insert(Change::Personas);
            }
            Self::Comment(comment) => {
                changes.extend(comment.note.map(Change::Comments));
                board.put_comment(comment);
            }
            Self::Action(action) => {
                board.put_action(action);
                changes.insert(Change::Actions);
            }
            Self::Phase(phase) => {
                board.put_phase(phase);
                changes.insert(Change::Agenda);
            }
            Self::Round(round) => {
                let id = round.id;
                board.put_round(round);
                changes.extend(voted(board, id));
            }
        }
    }
}

fn put_note(board: &mut Board, note: Note, changes: &mut BTreeSet<Change>) {
    let before = board.note(note.id);
    let moved = before.is_none_or(|before| before.placement != note.placement);
    let regrouped = before.is_some_and(|before| before.group != note.group);
    let id = note.id;
    let (from, to) = board.put_note(note);
    if from.is_some() || to.is_some() {
        changes.insert(Change::Note(id));
    }
    if from != to || moved || regrouped {
        changes.extend([from, to].into_iter().flatten().map(place_change));
    }
}

/// The change of a place whose notes or their order changed.
pub(crate) fn place_change(place: Placed) -> Change {
    match place {
        Placed::Cell(cell) => Change::Cell(cell),
        Placed::Parked => Change::Parked,
    }
}

fn cells_of_group(board: &Board, group: GroupId) -> Vec<Change> {
    let notes = board.all_notes().filter(|note| note.group == Some(group));
    notes
        .filter_map(|note| board.placed(note))
        .map(place_change)
        .collect()
}

/// What a screen must redraw when votes of a round changed: its notes show them.
pub(crate) fn voted(board: &Board, round: RoundId) -> Vec<Change> {
    let ballots = board.ballots(round).into_iter();
    let notes = ballots.flat_map(|(_, ballot)| ballot.into_keys());
    let live = notes.filter(|note| board.note(*note).is_some_and(|note| !note.deleted));
    live.map(Change::Note).chain([Change::Votes]).collect()
}
