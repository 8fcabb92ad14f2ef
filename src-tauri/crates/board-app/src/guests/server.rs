//! Who serves the guests of an open board at this machine: the facilitator by their own word, and every machine that
//! could host next, in advance.

use super::{GuestTerms, Guests, keys};
use crate::error::AppError;
use crate::open::board::{OpenBoard, WeakBoard};
use crate::open::input::SessionInput;
use crate::open::session_status::SessionStatus;
use board_model::BoardId;
use board_room::session::SessionCommand;
use board_room::session::records::GuestLock;
use board_store::Library;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::net::TcpListener;
use tokio::sync::{Mutex, MutexGuard, watch};

/// The guests of an open board at this machine, while they are served.
#[derive(Debug, Default)]
pub struct GuestServer {
    guests: Mutex<Option<Guests>>,
    is_attended: AtomicBool,
    /// How the person at this machine is called in the session.
    host: parking_lot::Mutex<String>,
}

impl GuestServer {
    /// How the person at this machine is called in the session; empty before there was one.
    pub fn host(&self) -> String {
        let host = self.host.lock();
        host.clone()
    }

    /// From now on they are called so.
    pub fn call(&self, name: &str) {
        let mut host = self.host.lock();
        name.clone_into(&mut host);
    }

    /// Whoever holds this serves them, or not.
    pub async fn guests(&self) -> MutexGuard<'_, Option<Guests>> {
        self.guests.lock().await
    }
}

impl OpenBoard {
    /// Its guests at this machine.
    pub fn guest_server(&self) -> Arc<GuestServer> {
        self.service()
    }

    /// From now on these are the board's guests at this machine: the session's records let them in, whoever hosts, and
    /// other machines show the way here.
    ///
    /// # Errors
    /// [`AppError::Stopped`] when the board is closed.
    pub async fn take_guests(&self, guests: Guests) -> Result<(), AppError> {
        let server = self.guest_server();
        let mut served = server.guests().await;
        self.let_in(&guests)?;
        *served = Some(guests);
        Ok(())
    }

    /// Nobody comes to this machine any more. Pages hear whether the session goes on elsewhere.
    pub async fn end_guests(&self) {
        let guests = self.guest_server().guests().await.take();
        if let Some(guests) = guests {
            drop(self.post(SessionInput::Doors(Vec::new())));
            guests.stop().await;
        }
    }

    /// Nobody comes as a guest any more, to whatever machine.
    ///
    /// # Errors
    /// [`AppError::Stopped`] when the board is closed.
    pub async fn close_to_guests(&self) -> Result<(), AppError> {
        self.post(SessionCommand::Guests(Vec::new()))?;
        // What pages are told hangs on it.
        self.look(|_| ()).await?;
        self.end_guests().await;
        Ok(())
    }

    /// Has the records say what these guests come in by, beside what others gave out for the same roles, and others
    /// where they find this machine.
    pub fn let_in(&self, guests: &Guests) -> Result<(), AppError> {
        let mut locks: Vec<GuestLock> = self
            .session_status()
            .borrow()
            .guest_policy
            .guests
            .locks
            .clone();
        let own = guests.locks();
        locks.extend(
            own.into_iter()
                .filter(|lock| !locks.contains(lock))
                .collect::<Vec<_>>(),
        );
        self.post(SessionInput::Doors(guests.doors()))?;
        self.post(SessionCommand::Guests(locks))
    }

    /// Another key takes the place of all that let in with its role.
    ///
    /// # Errors
    /// [`AppError::Stopped`] when the board is closed.
    pub fn relock(&self, lock: GuestLock) -> Result<(), AppError> {
        let mut locks = self
            .session_status()
            .borrow()
            .guest_policy
            .guests
            .locks
            .clone();
        locks.retain(|one| one.role != lock.role);
        locks.push(lock);
        self.post(SessionCommand::Guests(locks))
    }

    /// Serves guests at this machine while the session's records let them in and it could host.
    pub fn attend_to_guests(&self, library: Arc<Library>) {
        if !self
            .guest_server()
            .is_attended
            .swap(true, Ordering::Relaxed)
        {
            tokio::spawn(attend(
                self.weak(),
                self.id(),
                self.session_status(),
                library,
            ));
        }
    }
}

/// Follows the session until the board is closed.
async fn attend(
    board: WeakBoard,
    id: BoardId,
    mut status: watch::Receiver<SessionStatus>,
    library: Arc<Library>,
) {
    loop {
        let now = status.borrow_and_update().clone();
        let Some(board) = board.upgrade() else {
            return;
        };
        if let Err(error) = settle(&board, &library, &now).await {
            tracing::warn!(%error, board = %id, "guests would not find this machine");
        }
        drop(board);
        if status.changed().await.is_err() {
            return;
        }
    }
}

async fn settle(board: &OpenBoard, library: &Library, now: &SessionStatus) -> Result<(), AppError> {
    let guest_policy = &now.guest_policy;
    let is_wanted = !guest_policy.guests.locks.is_empty() && guest_policy.may_host;
    let server = board.guest_server();
    let mut served = server.guests().await;
    if let Some(guests) = served.as_ref() {
        guests.follow(now);
        // Guests who came by the records alone go with them.
        if guests.is_recorded() && !is_wanted {
            let ended = served.take();
            drop(served);
            board.post(SessionInput::Doors(Vec::new()))?;
            if let Some(guests) = ended {
                guests.stop().await;
            }
        }
        return Ok(());
    }
    if !is_wanted {
        return Ok(());
    }
    let guests = serve(board, library).await?;
    guests.follow(now);
    board.post(SessionInput::Doors(guests.doors()))?;
    *served = Some(guests);
    Ok(())
}

/// Serves the guests of a board where they were served before, if that place is free.
pub async fn serve(board: &OpenBoard, library: &Library) -> Result<Guests, AppError> {
    let terms = terms(library, board.id()).await?;
    let listener = listen(library, board.id()).await?;
    board.serve_guests(listener, terms)
}

/// As [`App::guest_terms`](crate::App::guest_terms).
pub(super) async fn terms(library: &Library, board: BoardId) -> Result<GuestTerms, AppError> {
    let mut terms = GuestTerms::new(keys::guest_keys(library, board).await?);
    let removed = library.setting(&removed_setting(board)).await?;
    let removed = removed.and_then(|text| serde_json::from_str(&text).ok());
    terms.removed = removed.unwrap_or_default();
    Ok(terms)
}

/// The setting that holds who was removed from a board's guests.
pub fn removed_setting(board: BoardId) -> String {
    format!("guests removed/{board}")
}

/// Listens on every network, at a free port.
pub fn listen_anywhere() -> Result<TcpListener, AppError> {
    let listener = board_web::listen(SocketAddr::from((Ipv4Addr::UNSPECIFIED, 0)));
    listener.map_err(|source| AppError::NoPort { source })
}

/// Listens where it did the last time, if nobody else does now, so that links that were given out stay valid.
async fn listen(library: &Library, board: BoardId) -> Result<TcpListener, AppError> {
    let key = format!("guests port/{board}");
    let kept = library.setting(&key).await?;
    let kept = kept.and_then(|text| text.parse::<u16>().ok());
    if let Some(port) = kept
        && let Ok(listener) = board_web::listen(SocketAddr::from((Ipv4Addr::UNSPECIFIED, port)))
    {
        return Ok(listener);
    }
    let listener = listen_anywhere()?;
    let address = listener.local_addr();
    let address = address.map_err(|source| AppError::NoPort { source })?;
    let port = address.port().to_string();
    library.put_setting(&key, Some(&port)).await?;
    Ok(listener)
}
