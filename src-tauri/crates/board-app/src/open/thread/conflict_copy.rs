//! What this machine wrote does not come in any more, because its role was taken away meanwhile: it is kept as a board
//! of its own, and this board is taken anew from the host.

use crate::error::AppError;
use crate::files::snapshot::{Backlog, holds};
use crate::files::staging;
use crate::files::staging::{Scratch, Source, titled, told_apart};
use crate::open::saver::command::SaverCommand;
use crate::open::screen_feed::SceneFeed;
use crate::open::thread::BoardThread;
use crate::{ids, json};
use board_model::{ErrorCode, ParticipantId};
use board_replica::{CopyScope, Replica};
use board_room::SeatId;
use board_room::message::{KeptApart, OutMessage, Refusal};
use board_store::{Library, RecentBoard};

/// What is put behind the title of what was kept apart.
const APART: &str = " (kept apart)";

/// How often one opening of a board is begun afresh. Facilitators do not change roles that often; a host that refuses
/// somebody again and again must not fill their disk with copies.
const MOST_TIMES: u32 = 8;

/// Whether and when a board was begun afresh.
#[derive(Debug, Default)]
pub(crate) struct Resync {
    /// How often, in this opening.
    times: u32,
    /// The last append that belonged to the board as it was before.
    before: Option<u64>,
    /// The host has not told the board yet: its file has still what it had.
    is_awaited: bool,
    /// The other board's title, when nobody sat here to hear of it.
    untold: Option<String>,
}

impl Resync {
    /// Whether a state of that append is of the board as it was before.
    pub(crate) fn is_before(&self, upto: u64) -> bool {
        self.before.is_some_and(|before| upto <= before)
    }
}

impl BoardThread {
    /// Keeps the board as it is here as another one, and begins afresh. Where it cannot be kept nothing changes but that
    /// the session is over here, and screens hear why.
    pub(crate) fn keep_apart(&mut self, lost: &mut Vec<SeatId>) {
        match self.kept_and_emptied() {
            Ok((title, replica)) => {
                self.go_on_with(replica);
                if self.outboxes.is_empty() {
                    self.resync.untold = Some(title);
                } else {
                    let apart = KeptApart { title };
                    self.tell_all(&OutMessage::Apart { apart }, lost);
                }
            }
            Err(error) => {
                let error = Refusal::from(&error);
                self.tell_all(&OutMessage::Error { id: None, error }, lost);
            }
        }
    }

    /// The title of the board that was made of this one, and an empty document to go on with.
    fn kept_and_emptied(&mut self) -> Result<(String, Replica), AppError> {
        if self.resync.times >= MOST_TIMES {
            let message =
                "the host refuses what this machine writes; ask the facilitator".to_owned();
            let code = ErrorCode::Role;
            return Err(AppError::TurnedAway { code, message });
        }
        let stopped = AppError::Stopped;
        let endpoint = self.parts.links.endpoint().cloned().ok_or(stopped)?;
        self.ask(SaverCommand::Flush).unwrap_or(Ok(()))?;
        let images = self.ask(SaverCommand::Images).ok_or(AppError::Stopped)??;
        let board = self.parts.room.board();
        let (id, title) = (board.id(), board.header().title.trim());
        let title = told_apart(if title.is_empty() { "Board" } else { title }, APART);
        let document = staging::document(&self.parts.room.replica().state())?;
        let source = Source { document, images };
        let library = endpoint.library();
        let runtime = self.parts.links.runtime();
        runtime.block_on(keep(library, self.parts.room.person(), source, &title))?;
        let client = runtime.block_on(library.take_client_id(id, ids::draw))?;
        Ok((title, Replica::awaiting(client, id)))
    }

    fn go_on_with(&mut self, replica: Replica) {
        let client = replica.client();
        self.parts.client = client;
        self.parts.epoch = client;
        self.parts.backlog = Backlog::default();
        self.scene_feed = SceneFeed::of_kept(None);
        self.resync = Resync {
            before: Some(self.parts.room.appended()),
            is_awaited: true,
            untold: None,
            times: self.resync.times + 1,
        };
        let now = self.now();
        let effects = self.parts.room.resync(now, replica, client);
        self.perform_all(effects);
    }

    /// Tells whoever comes what nobody has heard yet.
    pub(crate) fn tell_apart(&mut self, seat: SeatId) {
        if let Some(title) = self.resync.untold.take() {
            let apart = KeptApart { title };
            let text = json::line(&OutMessage::Apart { apart });
            // Who has gone already leaves with the next message.
            self.send(seat, text, &mut Vec::new());
        }
    }

    /// Once the host has told the board, it takes the place of what was in the file, at once and whole. Before that the
    /// file is as it was; if the program ends first, all of this begins again at the next opening.
    pub(crate) fn replace_when_here(&mut self) {
        let room = &self.parts.room;
        if !self.resync.is_awaited || room.replica().is_awaiting() {
            return;
        }
        self.resync.is_awaited = false;
        let (state, upto) = (room.replica().state(), room.appended());
        if holds(&state, room.board()) {
            drop(self.parts.saver.send(SaverCommand::Compact { state, upto }));
        } else {
            tracing::error!("what the host told does not load again; the file keeps both");
        }
    }
}

/// Writes a board of its own into the library, and puts it on the list.
async fn keep(
    library: &Library,
    by: ParticipantId,
    source: Source,
    title: &str,
) -> Result<(), AppError> {
    let scratch = Scratch::below(library.folder())?;
    let edits = vec![titled(title)];
    let board = staging::write(library, by, scratch.path(), source, CopyScope::All, edits).await?;
    let name = Library::name_for(title);
    let path = staging::move_to(scratch.path(), library.folder(), &name)?;
    let recent = RecentBoard {
        path,
        board,
        title: title.to_owned(),
        // Nobody has opened it yet.
        opened_at_ms: 0,
    };
    Ok(library.put_recent(&recent).await?)
}
