//! A replica of one board.

use crate::check::{UpdateSummary, WriteIndex};
use crate::document::{Document, Touched};
use crate::entity_overwrite::overwriters;
use crate::error::ReplicaError;
use crate::history::History;
use crate::schema::{FORMAT_MAJOR, FORMAT_MINOR, Root, int, list_value, workshop};
use crate::splice::{self, SpliceLog};
use crate::write::{Inverse, Slot, Touch, Write};
use crate::{plan, read};
use board_model::{AddedId, Board, BoardId, Change, Edit, EditError, NoteId, ParticipantId};
use std::sync::Arc;
use yrs::Any;

/// What an edit did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The update bytes; empty when the edit changed nothing, and then no revision was made.
    pub update: Vec<u8>,
    /// What a screen must redraw, sorted, without repeats.
    pub changes: Vec<Change>,
    /// The revision after it.
    pub revision: u64,
    /// What it added.
    pub added: Option<AddedId>,
    /// Registers and texts that an undo or redo left alone because somebody changed them since.
    pub skipped: usize,
}

/// One board as one yrs document, with the board read from it and everybody's undo.
///
/// Costs: an edit O(what it touches) plus, for edits of the grid, O(sheets + stages + steps + rows);
/// a `many` copies the board once to try its edits, O(board).
pub struct Replica {
    document: Document,
    board: Board,
    revision: u64,
    history: History,
    splice_log: SpliceLog,
    write_index: WriteIndex,
    /// Counts the changes of the control records.
    control: u64,
}

/// What a foreign update did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// What a screen must redraw, sorted, without repeats; empty where only records changed.
    pub changes: Vec<Change>,
    /// The revision after it.
    pub revision: u64,
    /// Whether it brought nothing new: merging is idempotent, and no revision was made.
    pub was_known: bool,
}

impl Replica {
    /// A replica of a fresh, blank board that writes under `client`, a number of at most 53 bits that no
    /// other opening of any board ever uses. [`Self::state`] is its first update.
    pub fn blank(client: u64, board: BoardId) -> Self {
        let document = Document::new(client);
        let format = list_value(vec![Any::from(FORMAT_MAJOR), Any::from(FORMAT_MINOR)]);
        let writes = [
            Write::Set {
                slot: Slot::flat(Root::Meta, "format"),
                value: format,
            },
            Write::Set {
                slot: Slot::flat(Root::Meta, "board"),
                value: Any::from(board.to_string()),
            },
        ];
        document.write(&writes);
        document.observe();
        let mut write_index = WriteIndex::default();
        // What we wrote ourselves always passes (rule GA2).
        let _ = write_index.index(&document.state());
        Self {
            document,
            board: Board::blank(board),
            revision: 0,
            history: History::default(),
            splice_log: SpliceLog::default(),
            write_index,
            control: 0,
        }
    }

    /// A replica of a board that is elsewhere: empty until a peer's updates come.
    pub fn awaiting(client: u64, board: BoardId) -> Self {
        let document = Document::new(client);
        document.observe();
        Self {
            document,
            board: Board::blank(board),
            revision: 0,
            history: History::default(),
            splice_log: SpliceLog::default(),
            write_index: WriteIndex::default(),
            control: 0,
        }
    }

    /// Whether the board has not come yet ([`Self::awaiting`]): nothing can be written before it has.
    pub fn is_awaiting(&self) -> bool {
        matches!(self.document.flat(Root::Meta, "format"), Any::Null)
    }

    /// A replica from a snapshot and updates in the order they were made; each is checked before it is applied.
    ///
    /// # Errors
    /// `Damaged` when bytes are unsound or build on bytes that are missing, `NoBoard`, `NewerFormat`.
    pub fn load(client: u64, states: &[&[u8]]) -> Result<Self, ReplicaError> {
        let document = Document::new(client);
        let mut write_index = WriteIndex::default();
        for state in states {
            write_index.index(state)?;
            document.apply(state)?;
        }
        Self::of(document, write_index)
    }

    /// A replica of a document that nobody observes yet.
    ///
    /// # Errors
    /// `NoBoard`, `NewerFormat`.
    pub(crate) fn of(document: Document, write_index: WriteIndex) -> Result<Self, ReplicaError> {
        let board = read::whole_board(&document)?;
        document.observe();
        Ok(Self {
            document,
            board,
            revision: 0,
            history: History::default(),
            splice_log: SpliceLog::default(),
            write_index,
            control: 0,
        })
    }

    pub(crate) fn document(&self) -> &Document {
        &self.document
    }

    /// The client id that this opening writes under.
    pub fn client(&self) -> u64 {
        self.document.client()
    }

    /// The board.
    pub fn board(&self) -> &Board {
        &self.board
    }

    /// Transactions since this replica was opened.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Carries out an edit whose ids are minted, as exactly one transaction.
    ///
    /// # Errors
    /// Every [`EditError`] but `Role` and `Locked`, which are not judged here; then nothing was applied.
    pub fn apply(&mut self, by: ParticipantId, edit: Edit) -> Result<Applied, EditError> {
        self.apply_numbered(by, edit, None)
    }

    /// The same for an edit of a guest that has a number, its idempotency key, which is written in the same transaction:
    /// whoever has the edit knows that it was applied (rule GN1), and a retry is recognised.
    ///
    /// # Errors
    /// As [`Self::apply`].
    pub fn apply_numbered(
        &mut self,
        by: ParticipantId,
        edit: Edit,
        number: Option<u64>,
    ) -> Result<Applied, EditError> {
        let mark = number.map(|number| mark_of(by, number));
        match edit {
            Edit::Undo(_) => self.undo(by, mark),
            Edit::Redo(_) => self.redo(by, mark),
            edit => self.write_edit(by, edit, mark),
        }
    }

    /// The highest number of a guest's edits that the document holds; 0 for none.
    pub fn guest_mark(&self, guest: ParticipantId) -> u64 {
        let mark = self.document.flat(Root::Guests, &guest.to_string());
        int(&mark)
            .and_then(|number| u64::try_from(number).ok())
            .unwrap_or(0)
    }

    fn write_edit(
        &mut self,
        by: ParticipantId,
        edit: Edit,
        mark: Option<Write>,
    ) -> Result<Applied, EditError> {
        let added = edit.added();
        let edit = self.rebase(by, edit)?;
        let typing: Option<Arc<str>> = match &edit {
            Edit::SpliceText(splice) => Some(splice.note.to_string().into()),
            _ => None,
        };
        let mut writes = plan::writes(&self.board, by, edit)?;
        writes.extend(mark);
        let (touched, inverses) = self.document.write(&writes);
        let inverses = undoable(inverses);
        self.history.remember(by, &writes, inverses, typing);
        self.index_own(&touched);
        let changes = self.update_board(Some(by), &touched);
        Ok(self.applied(touched, changes, added, 0))
    }

    /// Adds what we wrote ourselves to the write index; it always passes (rule GA2).
    fn index_own(&mut self, touched: &Touched) {
        if !touched.update.is_empty() {
            let indexed = self.write_index.index(&touched.update);
            debug_assert_eq!(indexed, Ok(()), "our own update does not pass");
        }
    }

    /// Rebases typing that was made on an older revision onto the present text.
    fn rebase(&self, by: ParticipantId, edit: Edit) -> Result<Edit, EditError> {
        let Edit::SpliceText(mut splice) = edit else {
            return Ok(edit);
        };
        if let Some(revision) = splice.revision.filter(|revision| *revision < self.revision) {
            let made = splice::Splice {
                at: splice.at,
                remove: splice.remove,
                insert: splice.insert,
            };
            let rebased = self
                .splice_log
                .rebase(by, &splice.note.to_string(), revision, made);
            let rebased = rebased.ok_or(EditError::Gone {
                what: "the text you typed into",
            })?;
            (splice.at, splice.remove, splice.insert) =
                (rebased.at, rebased.remove, rebased.insert);
        }
        Ok(Edit::SpliceText(splice))
    }

    fn undo(&mut self, by: ParticipantId, mark: Option<Write>) -> Result<Applied, EditError> {
        let step = self
            .history
            .take_done(by)
            .ok_or(EditError::NothingTo { act: "undo" })?;
        let (mut writes, skipped) = self.document.invert(&step.inverses);
        if writes.is_empty() {
            return Err(EditError::Gone {
                what: "what you did last",
            });
        }
        writes.extend(mark);
        let (touched, inverses) = self.document.write(&writes);
        self.history.undone(by, undoable(inverses));
        self.index_own(&touched);
        let changes = self.update_board(None, &touched);
        Ok(self.applied(touched, changes, None, skipped))
    }

    fn redo(&mut self, by: ParticipantId, mark: Option<Write>) -> Result<Applied, EditError> {
        let step = self
            .history
            .take_undone(by)
            .ok_or(EditError::NothingTo { act: "redo" })?;
        let (mut writes, skipped) = self.document.invert(&step.inverses);
        if writes.is_empty() {
            return Err(EditError::Gone {
                what: "what you took back last",
            });
        }
        writes.extend(mark);
        let (touched, inverses) = self.document.write(&writes);
        self.history.redone(by, undoable(inverses));
        self.index_own(&touched);
        let changes = self.update_board(None, &touched);
        Ok(self.applied(touched, changes, None, skipped))
    }

    fn applied(
        &mut self,
        touched: Touched,
        changes: Vec<Change>,
        added: Option<AddedId>,
        skipped: usize,
    ) -> Applied {
        Applied {
            update: touched.update,
            changes,
            revision: self.revision,
            added,
            skipped,
        }
    }

    /// Brings the board up to date with a transaction, whoever made it.
    fn update_board(&mut self, by: Option<ParticipantId>, touched: &Touched) -> Vec<Change> {
        if touched.update.is_empty() {
            return Vec::new();
        }
        self.revision += 1;
        if touched.keys.iter().any(|(root, _)| *root == Root::Control) {
            self.control += 1;
        }
        for (_, entity) in touched.keys.iter().filter(|(root, _)| *root == Root::Notes) {
            self.remember_text(by, entity);
        }
        read::touched(&self.document, &mut self.board, &touched.keys)
    }

    fn remember_text(&mut self, by: Option<ParticipantId>, entity: &str) {
        let Some(note) = entity
            .parse::<NoteId>()
            .ok()
            .and_then(|id| self.board.note(id))
        else {
            return;
        };
        let Some(now) = self.document.entity(Root::Notes, entity) else {
            return;
        };
        if let Some(splice) = splice::difference(&note.text, &now.text) {
            self.splice_log.remember(self.revision, by, entity, splice);
        }
    }

    /// What an undo or a redo would write now, so that rights and locks can be judged before it is done; nothing for
    /// other edits. O(what the step wrote).
    pub fn would_touch(&self, by: ParticipantId, edit: &Edit) -> Vec<Touch> {
        let step = match edit {
            Edit::Undo(_) => self.history.last_done(by),
            Edit::Redo(_) => self.history.last_undone(by),
            _ => None,
        };
        let Some(step) = step else {
            return Vec::new();
        };
        let (writes, _) = self.document.invert(&step.inverses);
        writes.iter().map(Touch::of).collect()
    }

    /// Somebody goes into a note to type there: if they had left it, what they typed before is another undo step.
    pub fn enter_note(&mut self, by: ParticipantId, note: NoteId) {
        self.history.enter(by, &note.to_string());
    }

    /// They leave it; their last letters may still be on their way.
    pub fn leave_note(&mut self, by: ParticipantId, note: NoteId) {
        self.history.leave(by, &note.to_string());
    }

    /// Walks an update of another peer and summarizes what it would do, so that its writes can be authorized before it
    /// is merged. O(bytes · log clients).
    ///
    /// # Errors
    /// `Damaged`.
    pub fn summarize(&self, update: &[u8]) -> Result<UpdateSummary, ReplicaError> {
        let mut summary = self.write_index.summarize(update)?;
        summary.overwriters =
            overwriters(&self.board, |author| self.guest_mark(author) > 0, &summary);
        if !self.is_awaiting() && summary.alters_what_it_is() {
            let fact = "an update alters the board's format or id";
            return Err(ReplicaError::Damaged { fact });
        }
        Ok(summary)
    }

    /// Merges an update that was [summarized](Self::summarize) on this replica as it is.
    ///
    /// # Errors
    /// `Damaged` when yrs cannot apply it.
    pub fn merge_summarized(
        &mut self,
        update: &[u8],
        summary: &UpdateSummary,
    ) -> Result<Merged, ReplicaError> {
        if summary.is_empty() {
            return Ok(Merged {
                revision: self.revision,
                was_known: true,
                ..Merged::default()
            });
        }
        let touched = self.document.apply(update)?;
        self.write_index.insert(summary);
        let changes = self.update_board(None, &touched);
        Ok(Merged {
            changes,
            revision: self.revision,
            was_known: touched.update.is_empty(),
        })
    }

    /// Merges an update of another peer, checked before it is applied, whoever made it.
    ///
    /// # Errors
    /// `Damaged`; then the document is as it was.
    pub fn merge(&mut self, update: &[u8]) -> Result<Vec<Change>, ReplicaError> {
        let summary = self.summarize(update)?;
        if !summary.overwriters().is_empty() {
            let fact = "an update puts another thing in the place of one that is there";
            return Err(ReplicaError::Damaged { fact });
        }
        Ok(self.merge_summarized(update, &summary)?.changes)
    }

    /// The write index: what is known of every client's writes.
    pub fn write_index(&self) -> &WriteIndex {
        &self.write_index
    }

    /// The control records by key: bytes that whoever reads them must check.
    pub fn records(&self) -> Vec<(Arc<str>, Vec<u8>)> {
        let keys = self.document.keys(Root::Control);
        let record = |key: Arc<str>| match self.document.flat(Root::Control, &key) {
            Any::Buffer(bytes) => Some((key, bytes.to_vec())),
            _ => None,
        };
        let mut records: Vec<_> = keys.into_iter().filter_map(record).collect();
        records.sort();
        records
    }

    /// Counts the changes of the control records since the board was opened.
    pub fn control(&self) -> u64 {
        self.control
    }

    /// Writes control records, as one transaction that nobody can undo.
    pub fn put_records(&mut self, records: &[(String, Vec<u8>)]) -> Applied {
        let writes: Vec<Write> = records
            .iter()
            .map(|(key, bytes)| Write::Set {
                slot: Slot::flat(Root::Control, key.as_str()),
                value: Any::Buffer(bytes.clone().into()),
            })
            .collect();
        let (touched, _) = self.document.write(&writes);
        self.index_own(&touched);
        let changes = self.update_board(None, &touched);
        self.applied(touched, changes, None, 0)
    }

    /// The whole document as one v1 update, which npm `yjs` 13 opens too. O(document).
    pub fn state(&self) -> Vec<u8> {
        self.document.state()
    }

    /// How far each client's writes are known, as a v1 state vector.
    pub fn state_vector(&self) -> Vec<u8> {
        self.document.state_vector()
    }

    /// What a peer with this state vector lacks, as one v1 update; `None` for bytes that are no state vector.
    pub fn missing(&self, state_vector: &[u8]) -> Option<Vec<u8>> {
        self.document.missing(state_vector)
    }

    /// How many steps of a participant can be undone.
    pub fn undo_depth(&self, by: ParticipantId) -> usize {
        self.history.depths(by).0
    }
}

/// The register of a guest's number.
fn mark_of(guest: ParticipantId, number: u64) -> Write {
    Write::Set {
        slot: Slot::flat(Root::Guests, guest.to_string()),
        value: Any::from(i64::try_from(number).unwrap_or(i64::MAX)),
    }
}

/// The inverses that undo may use. Names and numbers are who somebody is and what came of them, and the phase that is on
/// is where the workshop stands: no acts on the wall. Undo never takes them away.
fn undoable(mut inverses: Vec<Inverse>) -> Vec<Inverse> {
    let is_none = |inverse: &Inverse| {
        let Inverse::Set { slot, .. } = inverse else {
            return false;
        };
        match slot.root {
            Root::People | Root::Guests => true,
            Root::Meta => &*slot.key == workshop::RUN,
            _ => false,
        }
    };
    inverses.retain(|inverse| !is_none(inverse));
    inverses
}
