//! A frame over which the document's library panics: the gate is there so that none gets that far, and this is there
//! should the gate have a hole. What is in memory is not trusted any more; the board is read anew from its file, which
//! holds all that was taken in before, and whoever sent the frame is out. Screens reload, undo begins anew.

use crate::ids;
use crate::open::saver::command::SaverCommand;
use crate::open::thread::BoardThread;
use board_model::BoardId;
use board_replica::Replica;
use board_room::message::NUMBER_MAX;
use board_room::session::{LinkEffect, LinkEvent, LinkId};
use board_room::{Effect, Input};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};

/// Most frames that are kept for whoever looks into it: the first ones tell.
const MOST_KEPT: usize = 16;

/// Where frames are kept that broke a document.
#[derive(Clone, Debug)]
pub(crate) struct Quarantine(PathBuf);

impl Quarantine {
    /// A folder below the library's; it is made when it is needed.
    pub(crate) fn below(library: &Path) -> Self {
        Self(library.join("quarantine"))
    }

    fn keep(&self, board: BoardId, bytes: &[u8]) -> std::io::Result<()> {
        std::fs::create_dir_all(&self.0)?;
        if std::fs::read_dir(&self.0)?.count() < MOST_KEPT {
            let name = format!("{board}-{:016x}.frame", ids::draw());
            std::fs::write(self.0.join(name), bytes)?;
        }
        Ok(())
    }
}

impl BoardThread {
    /// A frame of another machine.
    pub(crate) fn framed(&mut self, link: LinkId, bytes: Vec<u8>) {
        let kept = bytes.clone();
        let fed = catch_unwind(AssertUnwindSafe(|| {
            #[cfg(test)]
            assert_ne!(bytes, tests::BREAKING, "as if the library had panicked");
            self.feed(Input::Link(LinkEvent::Frame { link, bytes }));
        }));
        if let Err(panic) = fed {
            tracing::error!(
                link = link.0,
                "a frame broke the board; it is read anew from its file"
            );
            if let Err(error) = self
                .parts
                .quarantine
                .keep(self.parts.room.board().id(), &kept)
            {
                tracing::warn!(%error, "the frame is not kept");
            }
            let Some(replica) = self.read_anew() else {
                // What is not on disk would be lost: then the board closes as after any panic.
                resume_unwind(panic);
            };
            self.parts.epoch = ids::draw() & NUMBER_MAX;
            let effects = self.parts.room.resume(replica, self.parts.epoch);
            self.perform_all(effects);
            let reason = "a frame broke the document";
            self.perform_all(vec![Effect::Link(LinkEffect::Close { link, reason })]);
            self.feed(Input::Link(LinkEvent::Down(link)));
        }
    }

    /// The board as its file has it, once all that was taken in is there.
    fn read_anew(&self) -> Option<Replica> {
        let loaded = self.ask(SaverCommand::Reload)?;
        let loaded =
            loaded.inspect_err(|error| tracing::error!(%error, "the board cannot be read anew"));
        let states = loaded.ok()?;
        let states: Vec<&[u8]> = states.states().collect();
        let replica = Replica::load(self.parts.client, &states);
        replica
            .inspect_err(|error| tracing::error!(%error, "the board cannot be read anew"))
            .ok()
    }
}

#[cfg(test)]
mod tests {
    use crate::Role;
    use crate::installation::App;
    use crate::open::board::Seat;
    use crate::open::input::SessionInput;
    use board_room::session::LinkId;
    use serde_json::{Value, json};
    use std::sync::Arc;
    use tokio::sync::Semaphore;

    /// Stands for a frame that the gate lets by and that the document's library panics over; none is known.
    pub(super) const BREAKING: &[u8] = b"breaks the document";

    async fn heard(screen: &mut crate::Screen, is_it: impl Fn(&Value) -> bool) -> Value {
        loop {
            let text = screen.recv().await.expect("the board goes on");
            let message: Value = serde_json::from_str(&text).unwrap();
            if is_it(&message) {
                return message;
            }
        }
    }

    async fn asked(screen: &mut crate::Screen, id: u64, mut message: Value) -> Value {
        message["id"] = json!(id);
        screen.send(&message.to_string()).await;
        heard(screen, |told| told["id"] == json!(id)).await
    }

    #[tokio::test]
    async fn nr6_a_frame_that_breaks_the_document_costs_its_sender_and_nothing_that_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let app = App::open(&folder.path().join("library")).await.unwrap();
        let path = folder.path().join("board.journey");
        app.create(&path, "zapier-standard", None).await.unwrap();
        let board = app.open_board(&path).await.unwrap();
        let mut screen = board.connect(Seat::new("Ann", Role::Facilitator)).unwrap();
        let hello = heard(&mut screen, |told| told.get("hello").is_some()).await;
        asked(&mut screen, 1, json!({ "subscribe": ["board"] })).await;
        let note = |text| json!({ "addNote": { "parked": true, "text": text } });
        assert!(asked(&mut screen, 2, json!({ "edit": note("before") })).await["ok"].is_object());
        let before = asked(&mut screen, 3, json!({ "get": "board" })).await;

        let permit = Arc::new(Semaphore::new(1)).acquire_owned().await.unwrap();
        let (id, bytes) = (LinkId(9), BREAKING.to_vec());
        board
            .post(SessionInput::Route(
                crate::installation::endpoint::RouteInput::Framed { id, bytes, permit },
            ))
            .unwrap();

        // A patch of another epoch makes every screen load anew.
        let patch = heard(&mut screen, |told| told.get("patch").is_some()).await;
        assert_ne!(patch["patch"]["epoch"], hello["hello"]["epoch"]);
        assert!(patch["patch"]["epoch"].is_u64());
        let after = asked(&mut screen, 4, json!({ "get": "board" })).await;
        assert_eq!(after["ok"], before["ok"]);
        assert!(asked(&mut screen, 5, json!({ "edit": note("after") })).await["ok"].is_object());
        let kept = folder.path().join("library").join("quarantine");
        let kept = std::fs::read_dir(kept).unwrap().next().unwrap().unwrap();
        assert_eq!(std::fs::read(kept.path()).unwrap(), BREAKING);

        drop(screen);
        board.close().await.unwrap();
        let again = app.open_board(&path).await.unwrap();
        let mut screen = again.connect(Seat::new("Ann", Role::Facilitator)).unwrap();
        let board = asked(&mut screen, 1, json!({ "get": "board" }))
            .await
            .to_string();
        assert!(board.contains("before") && board.contains("after"));
    }
}
