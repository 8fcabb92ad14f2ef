//! An installation: the library, the person it belongs to, and making and opening boards.

use crate::awake::{System, Wakefulness};
use crate::error::AppError;
use crate::open_board::OpenBoard;
use crate::session::Exchange;
use crate::{big_stack, clock, mint, opening, session};
use board_model::{BoardId, Edit, HeaderFields, Many, ParticipantId, SetHeader, template};
use board_replica::Replica;
use board_store::{AppendedUpdate, BoardFile, Library, RecentBoard};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Weak};
use tokio::runtime::Handle;
use tokio::sync::Mutex;
use uuid::Uuid;

/// The setting that holds how the person of this installation is called.
const NAME: &str = "person/name";

/// The setting that holds through which relay sessions were last shared or joined.
const RELAY: &str = "session/relay";

/// The setting that holds who this installation belongs to.
const PARTICIPANT: &str = "participant";

/// Template id of the worked example: a board that is filled, for the first start and to look around in.
pub const EXAMPLE: &str = "zapier-gym";

/// File name of the worked example in the library.
pub(crate) const EXAMPLE_FILE: &str = "Gym membership.journey";

/// The edits that make the board of a template.
///
/// # Errors
/// [`AppError::NoTemplate`].
pub(crate) fn edits_of(
    template: &str,
    title: Option<&str>,
    mint: &mut dyn FnMut() -> Uuid,
) -> Result<Vec<Edit>, AppError> {
    if template == EXAMPLE {
        return Ok(example(title, mint));
    }
    let found = template::find(template).ok_or_else(|| AppError::NoTemplate {
        id: template.to_owned(),
    })?;
    Ok(found.edits(mint, title))
}

fn example(title: Option<&str>, mint: &mut dyn FnMut() -> Uuid) -> Vec<Edit> {
    let mut edits = board_export::table::example(mint);
    if let Some(title) = title {
        let fields = HeaderFields {
            title: Some(title.to_owned()),
            ..HeaderFields::default()
        };
        edits.push(SetHeader { fields }.into());
    }
    edits
}

/// An installation. Clones share the library.
#[derive(Clone, Debug)]
pub struct App {
    library: Arc<Library>,
    person: ParticipantId,
    is_fresh: bool,
    has_new_keys: bool,
    /// Where its tasks run, whoever's thread asks.
    runtime: Handle,
    /// The endpoint, while a board is in a session.
    exchange: Arc<Mutex<Weak<Exchange>>>,
    /// What keeps the machine awake while it hosts.
    wakefulness: Arc<dyn Wakefulness>,
}

impl App {
    /// Opens the library in this folder, making both if need be.
    ///
    /// # Errors
    /// Those of the library: `E_DISK`, `E_NEWER_FORMAT`, `E_DAMAGED`, `E_BAD_INPUT`.
    pub async fn open(library: &Path) -> Result<Self, AppError> {
        let library = Library::open(library).await?;
        let (person, is_fresh) = person_of(&library).await?;
        let has_new_keys = is_fresh && !library.boards()?.is_empty();
        Ok(Self {
            library: Arc::new(library),
            person,
            is_fresh: is_fresh && !has_new_keys,
            has_new_keys,
            runtime: Handle::current(),
            exchange: Arc::default(),
            wakefulness: Arc::new(System),
        })
    }

    /// The same with something else that keeps the machine awake while it hosts; the system's own programs do otherwise.
    pub fn with_wakefulness(mut self, wakefulness: Arc<dyn Wakefulness>) -> Self {
        self.wakefulness = wakefulness;
        self
    }

    /// Whether this is the first time that anybody opened this library.
    pub fn is_fresh(&self) -> bool {
        self.is_fresh
    }

    /// Whether this library's keys and person were made just now though it holds boards already, as when `library.db` was
    /// lost: what they were on those boards is gone with it.
    pub fn has_new_keys(&self) -> bool {
        self.has_new_keys
    }

    /// The folder of the library.
    pub fn folder(&self) -> &Path {
        self.library.folder()
    }

    /// The person this installation belongs to, the same on every board.
    pub fn person(&self) -> ParticipantId {
        self.person
    }

    /// How the person of this installation is called: as they said last, or as the system calls them.
    ///
    /// # Errors
    /// `E_DISK`.
    pub async fn own_name(&self) -> Result<String, AppError> {
        if let Some(said) = self.said_name().await? {
            return Ok(said);
        }
        let mut known = ["USER", "USERNAME"]
            .into_iter()
            .filter_map(|variable| std::env::var(variable).ok());
        let name = known.find(|name| !name.trim().is_empty());
        Ok(name.unwrap_or_else(|| "Facilitator".to_owned()))
    }

    /// How the person of this installation said they want to be called, if they were ever asked.
    ///
    /// # Errors
    /// `E_DISK`.
    pub(crate) async fn said_name(&self) -> Result<Option<String>, AppError> {
        Ok(self.library.setting(NAME).await?)
    }

    /// The relay that sessions of this installation were last shared through; none for this network alone.
    ///
    /// # Errors
    /// `E_DISK`.
    pub(crate) async fn kept_relay(&self) -> Result<Option<String>, AppError> {
        Ok(self.library.setting(RELAY).await?)
    }

    /// Keeps through which relay a session was shared.
    ///
    /// # Errors
    /// `E_DISK`.
    pub(crate) async fn keep_relay(&self, relay: Option<&str>) -> Result<(), AppError> {
        Ok(self.library.put_setting(RELAY, relay).await?)
    }

    /// Keeps how the person of this installation wants to be called.
    ///
    /// # Errors
    /// `E_DISK`.
    pub(crate) async fn keep_own_name(&self, name: &str) -> Result<(), AppError> {
        Ok(self.library.put_setting(NAME, Some(name)).await?)
    }

    pub(crate) fn library(&self) -> &Library {
        &self.library
    }

    pub(crate) fn library_shared(&self) -> Arc<Library> {
        Arc::clone(&self.library)
    }

    pub(crate) fn exchange_slot(&self) -> &Mutex<Weak<Exchange>> {
        &self.exchange
    }

    pub(crate) fn wakefulness(&self) -> Arc<dyn Wakefulness> {
        Arc::clone(&self.wakefulness)
    }

    pub(crate) fn runtime(&self) -> &Handle {
        &self.runtime
    }

    /// A free place in the library for a board of this title.
    pub fn path_for(&self, title: &str) -> PathBuf {
        self.library.path_for(title)
    }

    /// Makes a board file from a template. A title replaces the template's.
    ///
    /// # Errors
    /// [`AppError::NoTemplate`]; `E_LIMIT` for a long title; `E_BAD_INPUT` where a file is already; `E_NO_FILE`
    /// without the folder; `E_DISK`.
    pub async fn create(
        &self,
        path: &Path,
        template: &str,
        title: Option<&str>,
    ) -> Result<BoardId, AppError> {
        let edits = edits_of(template, title, &mut mint::id)?;
        self.create_with(path, edits).await
    }

    /// Makes a board file that holds the worked example.
    ///
    /// # Errors
    /// As [`App::create`].
    pub async fn create_example(&self, path: &Path) -> Result<BoardId, AppError> {
        self.create(path, EXAMPLE, None).await
    }

    /// Makes a board file that these edits make, as one act.
    ///
    /// # Errors
    /// As [`App::create`], and those of the edits.
    pub async fn create_with(&self, path: &Path, edits: Vec<Edit>) -> Result<BoardId, AppError> {
        let board = BoardId::from_uuid(mint::id());
        let client = self.library.take_client_id(board, mint::draw).await?;
        // Whoever makes a board owns it.
        session::own(&self.library, board).await?;
        let by = self.person;
        let state = big_stack::run(move || {
            let mut replica = Replica::blank(client, board);
            if !edits.is_empty() {
                replica.apply(by, Many { edits }.into())?;
            }
            Ok(replica.state())
        })
        .await?;
        let first = AppendedUpdate {
            bytes: state,
            author: Some(by),
            client: Some(client),
        };
        BoardFile::create(path, board, &[first])
            .await?
            .close()
            .await?;
        Ok(board)
    }

    /// Opens a board. [`OpenBoard::connect`] gives people their screens.
    ///
    /// # Errors
    /// `E_NO_FILE`, `E_BOARD_OPEN`, `E_BAD_INPUT` for what is no board, `E_DAMAGED`, `E_TOO_LARGE`, `E_DISK`. A board of a newer
    /// format opens for reading ([`OpenBoard::read_only`]), or is `E_NEWER_FORMAT` when it cannot even be read.
    pub async fn open_board(&self, path: &Path) -> Result<OpenBoard, AppError> {
        let opened = opening::open(path, &self.library, self.person).await?;
        Ok(OpenBoard::new(opened))
    }

    /// Remembers a board for the start screen.
    ///
    /// # Errors
    /// `E_DISK`.
    pub async fn remember(&self, path: &Path, board: BoardId, title: &str) -> Result<(), AppError> {
        let recent = RecentBoard {
            path: path.to_owned(),
            board,
            title: title.to_owned(),
            opened_at_ms: clock::now_ms(),
        };
        Ok(self.library.put_recent(&recent).await?)
    }

    /// Leaves the library as one file that holds everything, keys too. To be called at the end; nothing is lost without.
    pub async fn fold_library(&self) {
        if let Err(error) = self.library.fold().await {
            tracing::warn!(%error, "folding the library");
        }
    }

    /// The boards opened lately, latest first.
    ///
    /// # Errors
    /// `E_DISK`.
    pub async fn recents(&self, count: u32) -> Result<Vec<RecentBoard>, AppError> {
        Ok(self.library.recents(count).await?)
    }
}

/// The person of an installation, and whether they are new: the one kept before, or somebody new, kept for good.
async fn person_of(library: &Library) -> Result<(ParticipantId, bool), AppError> {
    if let Some(kept) = library
        .setting(PARTICIPANT)
        .await?
        .and_then(|text| text.parse().ok())
    {
        return Ok((kept, false));
    }
    let fresh = ParticipantId::from_uuid(mint::id());
    library
        .put_setting(PARTICIPANT, Some(&fresh.to_string()))
        .await?;
    Ok((fresh, true))
}
