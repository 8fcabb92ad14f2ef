//! A desk in a folder of its own, and pages that speak with it.

use board_app::App;
use board_desk::{BoxFuture, Desk, DeskScreen, FileKind, Files, First};
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tempfile::TempDir;

/// A test that waits longer hangs.
const PATIENCE: Duration = Duration::from_secs(60);

/// A person who chooses what they were told to choose.
#[derive(Default)]
pub(crate) struct Person(Mutex<VecDeque<Option<PathBuf>>>);

impl Person {
    pub(crate) fn will_choose(&self, path: Option<&Path>) {
        self.0.lock().unwrap().push_back(path.map(Path::to_owned));
    }

    fn choice(&self) -> BoxFuture<Option<PathBuf>> {
        let choice = self.0.lock().unwrap().pop_front();
        Box::pin(async move { choice.expect("nobody told this person what to choose") })
    }
}

impl Files for Person {
    fn choose_open(&self, _: &[FileKind]) -> BoxFuture<Option<PathBuf>> {
        self.choice()
    }

    fn choose_save(&self, _: &str, _: Option<&Path>, _: FileKind) -> BoxFuture<Option<PathBuf>> {
        self.choice()
    }
}

/// A desk with a library, and a folder beside it.
pub(crate) struct Office {
    pub folder: TempDir,
    pub app: App,
    pub desk: Desk,
    pub person: Arc<Person>,
}

impl Office {
    /// A desk with dialogs.
    pub(crate) async fn open() -> Self {
        let person = Arc::new(Person::default());
        Self::with(Some(Arc::clone(&person)), person).await
    }

    /// A desk as a browser sits at.
    pub(crate) async fn without_dialogs() -> Self {
        Self::with(None, Arc::default()).await
    }

    async fn with(files: Option<Arc<Person>>, person: Arc<Person>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let app = App::open(&folder.path().join("library")).await.unwrap();
        let files = files.map(|files| files as Arc<dyn Files>);
        let desk = Desk::new(app.clone(), "Ann", files);
        Self {
            folder,
            app,
            desk,
            person,
        }
    }

    /// A page at the start screen, greeted.
    pub(crate) async fn page(&self) -> Page {
        let mut page = Page::of(self.desk.sit(First::Start));
        assert!(page.hear().await.get("desk").is_some());
        page
    }

    /// A path beside the library.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().canonicalize().unwrap().join(name)
    }
}

/// A page.
pub(crate) struct Page {
    pub screen: DeskScreen,
    asked: u64,
    /// What was heard while waiting for something else.
    pub heard: Vec<Value>,
}

impl Page {
    pub(crate) fn of(screen: DeskScreen) -> Self {
        Self {
            screen,
            asked: 0,
            heard: Vec::new(),
        }
    }

    /// The next message.
    pub(crate) async fn hear(&mut self) -> Value {
        self.next().await.expect("the conversation has ended")
    }

    /// The next message; none at the end.
    pub(crate) async fn next(&mut self) -> Option<Value> {
        let message = tokio::time::timeout(PATIENCE, self.screen.recv()).await;
        let message = message.expect("nothing is said any more")?;
        Some(serde_json::from_str(&message).unwrap())
    }

    /// The next message with this key.
    pub(crate) async fn hear_of(&mut self, key: &str) -> Value {
        loop {
            let message = self.hear().await;
            if let Some(found) = message.get(key) {
                return found.clone();
            }
            self.heard.push(message);
        }
    }

    /// Sends a message with a number and waits for its answer.
    pub(crate) async fn say(&mut self, mut message: Value) -> Result<Value, Value> {
        self.asked += 1;
        message["id"] = self.asked.into();
        self.screen.send(&message.to_string()).await;
        loop {
            let mut answer = self.hear().await;
            if answer["id"] == self.asked {
                return match answer.get_mut("error") {
                    Some(error) => Err(error.take()),
                    None => Ok(answer["ok"].take()),
                };
            }
            self.heard.push(answer);
        }
    }

    /// Asks the desk.
    pub(crate) async fn ask(&mut self, act: Value) -> Value {
        let shown = act.to_string();
        let done = self.say(json!({ "desk": act })).await;
        done.unwrap_or_else(|error| panic!("{shown}: {error}"))
    }

    /// Asks the desk for what it refuses; the code.
    pub(crate) async fn refused(&mut self, act: Value) -> String {
        let shown = act.to_string();
        let refused = self.say(json!({ "desk": act })).await;
        let error = refused.expect_err(&shown);
        assert!(!error["message"].as_str().unwrap().is_empty(), "{shown}");
        error["code"].as_str().unwrap().to_owned()
    }

    /// Makes a board; its path.
    pub(crate) async fn create(&mut self, template: &str, title: &str) -> String {
        let made = self
            .ask(json!({ "create": { "template": template, "title": title } }))
            .await;
        made["path"].as_str().unwrap().to_owned()
    }

    /// Opens a board and waits for its hello.
    pub(crate) async fn open(&mut self, path: &str) -> Value {
        let opened = self.ask(json!({ "open": { "path": path } })).await;
        assert_eq!(opened["path"], path);
        self.hear_of("hello").await
    }

    /// Carries out an edit on the open board.
    pub(crate) async fn edit(&mut self, edit: Value) -> Value {
        let shown = edit.to_string();
        let done = self.say(json!({ "edit": edit })).await;
        done.unwrap_or_else(|error| panic!("{shown}: {error}"))
    }

    /// Adds a note to the first cell of the standard map; its id.
    pub(crate) async fn note(&mut self, text: &str) -> String {
        let added = json!({ "addNote": { "step": "Awareness", "row": "Doing", "text": text } });
        self.edit(added).await["id"].as_str().unwrap().to_owned()
    }

    /// The open board as its messages show it.
    pub(crate) async fn board(&mut self) -> Value {
        self.say(json!({ "get": "board" })).await.unwrap()
    }

    /// Back to the start screen.
    pub(crate) async fn close(&mut self) {
        assert_eq!(self.ask(json!({ "close": {} })).await, json!({}));
    }

    /// The list of boards, and of deleted ones.
    pub(crate) async fn list(&mut self) -> (Vec<Value>, Vec<Value>) {
        let mut list = self.ask(json!({ "boards": {} })).await;
        let mut taken = |key: &str| match list[key].take() {
            Value::Array(items) => items,
            other => panic!("{other}"),
        };
        (taken("boards"), taken("deleted"))
    }
}

/// A board without what tells it from a copy.
pub(crate) fn content(board: &Value) -> Value {
    let mut content = board.clone();
    for key in ["id", "title"] {
        content.as_object_mut().unwrap().remove(key);
    }
    if let Some(header) = content.get_mut("header").and_then(Value::as_object_mut) {
        header.remove("title");
    }
    content
}

/// Bytes of base 64.
pub(crate) fn decoded(text: &str) -> Vec<u8> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0_u32, 0);
    for digit in text.bytes().filter(|digit| *digit != b'=') {
        let value = DIGITS.iter().position(|known| *known == digit).unwrap();
        bits = bits << 6 | u32::try_from(value).unwrap();
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xff) as u8);
        }
    }
    bytes
}
