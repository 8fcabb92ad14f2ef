//! What all pages of a desk share: the installation, the boards that are open, and what is known of board files.
//!
//! Whoever opens, closes, moves or reads a board file of the desk holds the lock of [`OpenBoards`], so that two acts
//! never meet at one file and refuse each other.
//!
//! * [`open_boards`]: what is open · [`file_memory`]: which files may be named, and what is wrong with some
//! * [`move_files`]: closed files under other names · [`rewrite`]: a board read and written into a file of its own
//! * [`trash`]: what is kept of deleted boards · [`picture_cache`]: drawn pictures

pub(crate) mod file_memory;
mod move_files;
pub(crate) mod open_boards;
pub(crate) mod picture_cache;
pub(crate) mod rewrite;
pub(crate) mod trash;

use crate::files::Files;
use board_app::{App, AppError};
use board_store::StoreError;
use file_memory::Memory;
use open_boards::OpenBoards;
use parking_lot::Mutex;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// What all pages of a desk share.
pub(crate) struct DeskState {
    pub(crate) app: App,
    /// How the person here is called, on every page that gives no name of its own.
    pub(crate) name: Mutex<String>,
    pub(crate) files: Option<Arc<dyn Files>>,
    pub(crate) open: tokio::sync::Mutex<OpenBoards>,
    /// Boards whose page vanished a moment ago, the last one last.
    pub(crate) waiting: Mutex<Vec<PathBuf>>,
    pub(crate) memory: Memory,
    /// One picture is drawn at a time: there are many on a start screen, and people wait for something else.
    pub(crate) drawing: Semaphore,
    /// While somebody tries whether other devices get here.
    pub(crate) check: Mutex<Option<board_web::Check>>,
    /// The addresses of this machine that other devices reached in checks, the latest last.
    pub(crate) proven: Mutex<Vec<IpAddr>>,
}

impl DeskState {
    pub(crate) fn new(app: App, name: &str, files: Option<Arc<dyn Files>>) -> Self {
        Self {
            app,
            name: Mutex::new(name.to_owned()),
            files,
            open: tokio::sync::Mutex::default(),
            waiting: Mutex::default(),
            memory: Memory::default(),
            drawing: Semaphore::new(1),
            check: Mutex::default(),
            proven: Mutex::default(),
        }
    }

    /// How the person here is called.
    pub(crate) fn name(&self) -> String {
        self.name.lock().clone()
    }

    /// The page that left this board without a word came back by its own memory, or did not want to: no other page
    /// is to find the board in its stead.
    pub(crate) fn found(&self, path: &Path) {
        self.waiting.lock().retain(|waiting| waiting != path);
    }

    /// Does work with files where it may take its time.
    pub(crate) async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, AppError> {
        let done = self.app.runtime().spawn_blocking(work).await;
        Ok(done.map_err(|_| AppError::Stopped)??)
    }
}
