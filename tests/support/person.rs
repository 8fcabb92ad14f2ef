//! Somebody at a screen: asks, reads answers, and follows patches in mirrors.

use crate::board_mirror::BoardMirror;
use board_app::Screen;
use board_layout::{Scene, SceneChange};
use serde_json::{Value, json};
use std::collections::VecDeque;

/// Somebody at a screen.
pub struct Person {
    screen: Screen,
    /// The hello line's content.
    pub hello: Value,
    /// Messages that are no answers, oldest first, patches apart.
    pub heard: VecDeque<Value>,
    /// Patches, oldest first.
    pub patches: Vec<Value>,
    last_id: u64,
    revision: u64,
    scene: Option<Scene>,
    board: Option<BoardMirror>,
}

impl Person {
    /// Somebody at a fresh screen.
    pub async fn at(screen: Screen) -> Self {
        let mut person = Self {
            screen,
            hello: Value::Null,
            heard: VecDeque::new(),
            patches: Vec::new(),
            last_id: 0,
            revision: 0,
            scene: None,
            board: None,
        };
        let first = person.next().await.expect("a first message");
        person.hello = first["hello"].clone();
        assert!(
            person.hello.is_object(),
            "the first message is the hello line: {first}"
        );
        person
    }

    /// Sends a message as it is.
    pub async fn say(&self, text: &str) {
        self.screen.send(text).await;
    }

    /// The next message of any sort; `None` when the board is closed.
    pub async fn next(&mut self) -> Option<Value> {
        let text = self.screen.recv().await?;
        assert!(!text.contains('\n'), "a message is one line");
        Some(serde_json::from_str(&text).expect("a message is JSON"))
    }

    /// Takes what comes until `wanted` says yes, and answers that.
    pub async fn until(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            let message = self.next().await.expect("the board is open");
            let is_wanted = wanted(&message);
            self.take(&message);
            if is_wanted {
                return message;
            }
        }
    }

    fn take(&mut self, message: &Value) {
        if message["patch"].is_object() {
            self.follow(&message["patch"]);
            self.patches.push(message["patch"].clone());
        } else if message.get("id").is_none() {
            self.heard.push_back(message.clone());
        }
    }

    /// Applies a patch as a mirror does: revisions come one by one (A4).
    fn follow(&mut self, patch: &Value) {
        let revision = patch["revision"].as_u64().expect("a revision");
        assert_eq!(
            revision,
            self.revision + 1,
            "patches come in order and without gaps"
        );
        self.revision = revision;
        if let (Some(scene), Some(changes)) = (&mut self.scene, patch.get("scene")) {
            let changes: Vec<SceneChange> =
                serde_json::from_value(changes.clone()).expect("scene changes");
            scene.apply(&changes);
        }
        if let (Some(board), Some(changes)) = (&mut self.board, patch["board"].as_array()) {
            board.apply(changes);
        }
    }

    /// Sends a request without waiting; its id.
    pub async fn ask(&mut self, mut request: Value) -> u64 {
        self.last_id += 1;
        request["id"] = json!(self.last_id);
        self.say(&request.to_string()).await;
        self.last_id
    }

    /// The answer to a request: everything before it is taken in.
    pub async fn answer(&mut self, id: u64) -> Value {
        self.until(|message| message.get("id") == Some(&json!(id)))
            .await
    }

    /// What a request got.
    pub async fn got(&mut self, request: Value) -> Value {
        let id = self.ask(request).await;
        self.answer(id).await
    }

    /// What an edit that must succeed got.
    pub async fn edit(&mut self, edit: Value) -> Value {
        let answer = self.got(json!({ "edit": edit })).await;
        assert!(answer.get("ok").is_some(), "{edit} was refused: {answer}");
        answer["ok"].clone()
    }

    /// The code that an edit is refused with.
    pub async fn refused(&mut self, edit: Value) -> String {
        let answer = self.got(json!({ "edit": edit })).await;
        answer["error"]["code"]
            .as_str()
            .unwrap_or_else(|| panic!("{edit} was not refused: {answer}"))
            .to_owned()
    }

    /// A new note; its id.
    pub async fn add(&mut self, step: &str, row: &str, text: &str) -> String {
        let added = self
            .edit(json!({ "addNote": { "step": step, "row": row, "text": text } }))
            .await;
        added["id"].as_str().expect("the id of the note").to_owned()
    }

    /// The board as it is told.
    pub async fn board(&mut self) -> Value {
        self.got(json!({ "get": "board" })).await["ok"].clone()
    }

    /// The scene as it is told.
    pub async fn scene(&mut self) -> Scene {
        let told = self.got(json!({ "get": "scene" })).await["ok"].clone();
        serde_json::from_value(told).expect("a scene")
    }

    /// Subscribes and loads, as a screen does; from now on mirrors are kept.
    pub async fn mirror(&mut self) {
        let subscribed = self.got(json!({ "subscribe": ["scene", "board"] })).await["ok"].clone();
        self.revision = subscribed["revision"].as_u64().expect("a revision");
        assert!(subscribed["epoch"].is_u64(), "{subscribed}");
        self.scene = Some(self.scene().await);
        let told = self.board().await;
        self.board = Some(BoardMirror::of(&told));
    }

    /// That the mirrors are what a fresh load would give.
    pub async fn assert_mirrors_hold(&mut self) {
        let scene = self.scene().await;
        assert_eq!(
            self.scene.as_ref(),
            Some(&scene),
            "the scene of the patches is the scene"
        );
        let told = self.board().await;
        let mirrored = self.board.as_ref().expect("a mirror").board();
        for part in BoardMirror::PARTS {
            assert_eq!(
                mirrored[part], told[part],
                "«{part}» of the patches is that of the board"
            );
        }
    }
}
