//! What screens are told: patches, and the things that `get` asks for.

use board_layout::{Layout, Scene, SceneChange};
use board_model::{Board, BoardChange, Change};
use board_room::message::{OutMessage, Patch, Refusal, Subject, Topics};
use board_room::{Room, SeatId};
use serde::Serialize;
use std::collections::BTreeSet;

/// How many changes are collected for a layout that nobody looks at, before laying out anew is cheaper.
const COLLECTED: usize = 2_000;

/// The layout of an open board, kept up only while somebody looks: scripts without a subscription cost none.
#[derive(Default)]
pub(crate) struct Picture {
    layout: Layout,
    /// What the layout has not seen yet; `None` before it was made.
    behind: Option<BTreeSet<Change>>,
}

impl Picture {
    /// The scene of the board as it is.
    pub(crate) fn scene(&mut self, board: &Board) -> &Scene {
        self.catch_up(board, Vec::new());
        self.layout.current()
    }

    /// Brings the layout up to date; what a mirror of its last state must change.
    fn catch_up(&mut self, board: &Board, changes: Vec<Change>) -> Vec<SceneChange> {
        let Some(behind) = &mut self.behind else {
            self.layout.scene(board);
            self.behind = Some(BTreeSet::new());
            return Vec::new();
        };
        behind.extend(changes);
        if behind.is_empty() {
            return Vec::new();
        }
        let changes: Vec<Change> = std::mem::take(behind).into_iter().collect();
        self.layout.update(board, &changes)
    }

    fn collect(&mut self, changes: Vec<Change>) {
        if let Some(behind) = &mut self.behind {
            behind.extend(changes);
            if behind.len() > COLLECTED {
                self.behind = None;
            }
        }
    }

    /// The patch of a revision for each seat that wants one.
    pub(crate) fn patches(
        &mut self,
        board: &Board,
        changes: Vec<Change>,
        (epoch, revision): (u64, u64),
        to: &[(SeatId, Topics)],
    ) -> Vec<(SeatId, String)> {
        let wants = |topic: fn(&Topics) -> bool| to.iter().any(|(_, topics)| topic(topics));
        let board_changes = wants(|topics| topics.board).then(|| board.board_changes(&changes));
        let scene_changes = if wants(|topics| topics.scene) {
            Some(self.catch_up(board, changes))
        } else {
            self.collect(changes);
            None
        };
        let mut written: Vec<(Topics, String)> = Vec::new();
        let mut patches = Vec::new();
        for (seat, topics) in to {
            let known = written
                .iter()
                .find(|(of, _)| of == topics)
                .map(|(_, text)| text.clone());
            let text = known.unwrap_or_else(|| {
                let patch = Patch {
                    epoch,
                    revision,
                    board: board_changes.as_ref().filter(|_| topics.board),
                    scene: scene_changes.as_ref().filter(|_| topics.scene),
                };
                let text = line(&PatchLine { patch });
                written.push((*topics, text.clone()));
                text
            });
            patches.push((*seat, text));
        }
        patches
    }
}

#[derive(Serialize)]
struct PatchLine<'a> {
    patch: Patch<&'a Vec<BoardChange>, &'a Vec<SceneChange>>,
}

#[derive(Serialize)]
struct Told<T> {
    id: u64,
    ok: T,
}

/// The answer to a `get`.
pub(crate) fn answer(room: &Room, picture: &mut Picture, id: u64, subject: Subject) -> String {
    match subject {
        Subject::Board => line(&Told {
            id,
            ok: room.board(),
        }),
        Subject::Scene => {
            let ok = picture.scene(room.board());
            line(&Told { id, ok })
        }
        Subject::Status => line(&Told {
            id,
            ok: room.status(),
        }),
        Subject::Outline => {
            let ok = board_export::table::outline(room.board());
            line(&Told { id, ok })
        }
        Subject::Deleted => line(&Told {
            id,
            ok: room.board().deleted_views(),
        }),
        Subject::Insights | Subject::Ticket => {
            let subject = subject.name();
            let error = Refusal::bad(format!(
                "«{subject}» cannot be asked for in this version; board, scene, outline, status and deleted can"
            ));
            line(&OutMessage::Error {
                id: Some(id),
                error,
            })
        }
    }
}

/// A message as its one line of JSON. Our messages hold nothing that JSON cannot write: texts, whole numbers,
/// lists, and maps keyed by text.
pub(crate) fn line(message: &impl Serialize) -> String {
    serde_json::to_string(message).unwrap_or_default()
}
