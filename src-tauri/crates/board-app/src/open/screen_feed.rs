//! What screens are told: patches, and the things that `get` asks for.

use crate::json::line;
use board_layout::{Layout, Scene, SceneChange};
use board_model::template::fitted_agendas;
use board_model::{Board, Change};
use board_room::message::{
    Answer, LinkStatus, OutMessage, Patch, PatchMessage, Refusal, Subject, Topics, Way,
};
use board_room::{Room, SeatId};
use serde::Serialize;
use serde_json::value::RawValue;
use std::collections::BTreeSet;

/// How many changes are collected for a layout that nobody looks at, before laying out anew is cheaper.
const COLLECTED: usize = 2_000;

/// The layout of an open board, kept up only while somebody looks: scripts without a subscription cost none.
#[derive(Default)]
pub(crate) struct SceneFeed {
    layout: Layout,
    /// What the layout has not seen yet; `None` before it was made.
    behind: Option<BTreeSet<Change>>,
    /// The scene of the board as it was opened, from an earlier run: told as it is, and taken up before the
    /// board changes.
    kept: Option<Box<RawValue>>,
}

impl SceneFeed {
    /// A picture that begins with the scene an earlier run kept of the very board that is opened.
    pub(crate) fn of_kept(kept: Option<String>) -> Self {
        // What is no JSON any more is no scene either: the board is laid out.
        let kept = kept.and_then(|text| RawValue::from_string(text).ok());
        Self {
            kept,
            ..Self::default()
        }
    }

    /// The scene of the board as it is, written.
    fn told(&mut self, board: &Board) -> Box<RawValue> {
        if let Some(kept) = &self.kept {
            return kept.clone();
        }
        self.catch_up(board, Vec::new());
        written(self.layout.current())
    }

    /// Takes the kept scene up, so that the next edit finds a layout. To be called after the scene was told and
    /// before the board changes: reading it takes a moment, which nobody waits for then.
    pub(crate) fn settle(&mut self, board: &Board) {
        let Some(kept) = self.kept.take() else {
            return;
        };
        match serde_json::from_str::<Scene>(kept.get()) {
            Ok(scene) => self.layout.resume(board, scene),
            Err(error) => {
                tracing::warn!(%error, "a kept scene cannot be read; the board is laid out");
                self.layout.scene(board);
            }
        }
        self.behind = Some(BTreeSet::new());
    }

    /// The scene as text, to be kept for the next opening; `None` where nobody looked at the board.
    pub(crate) fn worth_keeping(&mut self, board: &Board) -> Option<String> {
        self.behind.as_ref()?;
        self.catch_up(board, Vec::new());
        Some(line(self.layout.current()))
    }

    /// Brings the layout up to date; what a mirror of its last state must change.
    fn catch_up(&mut self, board: &Board, changes: Vec<Change>) -> Vec<SceneChange> {
        // The board is no longer the one that a scene was kept of.
        self.kept = None;
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
        self.kept = None;
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
                let text = line(&PatchMessage { patch });
                written.push((*topics, text.clone()));
                text
            });
            patches.push((*seat, text));
        }
        patches
    }
}

/// What was told of the board as it is, for whoever asks next: writing it costs much more than copying it.
#[derive(Default)]
pub(crate) struct Answers {
    /// The epoch and revision that they are of.
    of: (u64, u64),
    texts: Vec<(Subject, Box<RawValue>)>,
    /// How often something was written that was not there.
    #[cfg(test)]
    pub(crate) written: usize,
}

impl Answers {
    /// The board is another one.
    pub(crate) fn forget(&mut self) {
        self.texts = Vec::new();
    }

    /// The answer to a `get`. `ways` is asked how packets go on each link.
    pub(crate) fn answer(
        &mut self,
        room: &Room,
        picture: &mut SceneFeed,
        id: u64,
        (subject, epoch): (Subject, u64),
        ways: impl FnOnce() -> Vec<Way>,
    ) -> String {
        let of = (epoch, room.replica().revision());
        if self.of != of {
            self.forget();
            self.of = of;
        }
        if let Some((_, text)) = self.texts.iter().find(|(known, _)| *known == subject) {
            return line(&Answer { id, ok: text });
        }
        let text = match subject {
            Subject::Board => written(room.board()),
            Subject::Scene => picture.told(room.board()),
            Subject::Outline => written(&board_export::table::outline(room.board())),
            Subject::Deleted => written(&room.board().deleted_views()),
            // It changes with more than the board.
            Subject::Status => {
                let links = ways().into_iter().map(|way| LinkStatus { way });
                let ok = room.status(links.collect());
                return line(&Answer { id, ok });
            }
            Subject::Agenda => {
                return line(&Answer {
                    id,
                    ok: room.agenda(),
                });
            }
            Subject::Agendas => written(&fitted_agendas(room.board())),
            Subject::Insights | Subject::Ticket => return refused(id, subject),
        };
        #[cfg(test)]
        {
            self.written += 1;
        }
        let answer = line(&Answer { id, ok: &text });
        self.texts.push((subject, text));
        answer
    }
}

fn refused(id: u64, subject: Subject) -> String {
    let subject = subject.name();
    let error = Refusal::bad(format!(
        "«{subject}» cannot be asked for in this version; board, scene, outline, agenda, agendas, status and deleted can"
    ));
    line(&OutMessage::Error {
        id: Some(id),
        error,
    })
}

/// As [`json::line`](crate::json::line), to be put into messages as it is.
fn written(thing: &impl Serialize) -> Box<RawValue> {
    serde_json::value::to_raw_value(thing).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use board_model::{BoardId, ParticipantId};
    use board_replica::Replica;
    use board_room::RoomConfig;

    #[test]
    fn what_was_asked_for_is_written_once_for_all_who_ask() {
        // [PR7]
        let terms = RoomConfig {
            epoch: 1,
            host: ParticipantId::from_u128(1),
            read_only: None,
            unix_ms: 0,
            identity: None,
        };
        let room = Room::new(Replica::blank(9, BoardId::from_u128(7)), terms);
        let (mut picture, mut answers) = (SceneFeed::default(), Answers::default());
        let mut ask = |id, subject| answers.answer(&room, &mut picture, id, (subject, 1), Vec::new);
        let first = ask(1, Subject::Scene);
        for id in 2..200 {
            let again = ask(id, Subject::Scene);
            assert_eq!(
                again,
                first.replacen("{\"id\":1,", &format!("{{\"id\":{id},"), 1)
            );
        }
        assert!(ask(200, Subject::Board).starts_with("{\"id\":200,\"ok\":{"));
        assert_eq!(answers.written, 2);
        answers.forget();
        assert!(answers.texts.is_empty(), "an edit frees what was kept");
    }
}
