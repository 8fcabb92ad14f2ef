//! An installation: the library, the person it belongs to, and how it is reached. It knows boards by their ids alone.
//!
//! * `identity`: what it is on a board · `library_folder`: where its library lies
//! * `endpoint`: one for all open boards; who dials in is led to the board they name, by a ticket or a PIN
//! * `announcement`: what the local network hears of its sessions
//! * `sleep_inhibitor`: it stays awake while it hosts

pub(crate) mod announcement;
pub(crate) mod endpoint;
pub(crate) mod identity;
pub(crate) mod library_folder;
pub(crate) mod sleep_inhibitor;

use crate::error::AppError;
use crate::installation::endpoint::Endpoint;
use crate::installation::sleep_inhibitor::{System, Wakefulness};
use crate::{clock, ids};
use board_model::{BoardId, ParticipantId};
use board_store::{Library, RecentBoard};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Weak};
use tokio::runtime::Handle;
use tokio::sync::Mutex;

/// The setting that holds how the person of this installation is called.
const NAME: &str = "person/name";

/// The setting that holds through which relay sessions were last shared or joined.
const RELAY: &str = "session/relay";

/// The setting that holds who this installation belongs to.
const PARTICIPANT: &str = "participant";

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
    endpoint: Arc<Mutex<Weak<Endpoint>>>,
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
            endpoint: Arc::default(),
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
    pub async fn said_name(&self) -> Result<Option<String>, AppError> {
        Ok(self.library.setting(NAME).await?)
    }

    /// The relay that sessions of this installation were last shared through; none for this network alone.
    ///
    /// # Errors
    /// `E_DISK`.
    pub async fn kept_relay(&self) -> Result<Option<String>, AppError> {
        Ok(self.library.setting(RELAY).await?)
    }

    /// Keeps through which relay a session was shared.
    ///
    /// # Errors
    /// `E_DISK`.
    pub async fn keep_relay(&self, relay: Option<&str>) -> Result<(), AppError> {
        Ok(self.library.put_setting(RELAY, relay).await?)
    }

    /// Keeps how the person of this installation wants to be called.
    ///
    /// # Errors
    /// `E_DISK`.
    pub async fn keep_own_name(&self, name: &str) -> Result<(), AppError> {
        Ok(self.library.put_setting(NAME, Some(name)).await?)
    }

    /// Its library: the boards, and what is kept about them.
    pub fn library(&self) -> &Library {
        &self.library
    }

    pub(crate) fn library_shared(&self) -> Arc<Library> {
        Arc::clone(&self.library)
    }

    pub(crate) fn endpoint_slot(&self) -> &Mutex<Weak<Endpoint>> {
        &self.endpoint
    }

    pub(crate) fn wakefulness(&self) -> Arc<dyn Wakefulness> {
        Arc::clone(&self.wakefulness)
    }

    /// Where its tasks run, whoever's thread asks.
    pub fn runtime(&self) -> &Handle {
        &self.runtime
    }

    /// A free place in the library for a board of this title.
    pub fn path_for(&self, title: &str) -> PathBuf {
        self.library.path_for(title)
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
    let fresh = ParticipantId::from_uuid(ids::id());
    library
        .put_setting(PARTICIPANT, Some(&fresh.to_string()))
        .await?;
    Ok((fresh, true))
}
