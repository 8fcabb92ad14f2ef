//! What lets guests in: one token for those who write and one for those who look on.

use super::{GuestTerms, server};
use crate::error::AppError;
use crate::installation::App;
use board_model::{BoardId, ParticipantId};
use board_room::message::Role;
use board_room::session::members::Guests;
use board_room::session::records::GuestLock;
use board_store::Library;
use board_web::Token;
use parking_lot::{Mutex, MutexGuard};
use std::collections::VecDeque;

/// Tokens that were replaced and are remembered: somebody who came in by one goes on with it.
const MOST_FORMER: usize = 16;

/// A token of a link, and what it allows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct GuestKey {
    /// The secret in the link. The same one again keeps links valid that were given before.
    pub token: [u8; 16],
    /// [`Role::Participant`] or [`Role::Viewer`].
    pub role: Role,
}

/// A token never gets into a log.
impl std::fmt::Debug for GuestKey {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "GuestKey({})", self.role.name())
    }
}

/// Keeps hashes of tokens apart from every other use of them.
const LOCK: &str = "journeywall 2026-11 lock of a guest's token";

impl GuestKey {
    /// What it opens, for the board's records: the key cannot be made of it.
    pub fn lock(&self) -> GuestLock {
        lock_of(&Token::from_bytes(&self.token), self.role)
    }
}

fn lock_of(token: &Token, role: Role) -> GuestLock {
    let mut hasher = blake3::Hasher::new_derive_key(LOCK);
    hasher.update(token.as_str().as_bytes());
    let hash = *hasher.finalize().as_bytes();
    GuestLock { hash, role }
}

/// What a token that was shown is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fit {
    /// It lets anybody in.
    Valid(Role),
    /// It was replaced: it lets in only who came in by it before.
    Former(Role),
}

/// The tokens of one session, which change while it runs.
#[derive(Debug)]
pub(crate) struct Keys(Mutex<Held>);

#[derive(Debug)]
struct Held {
    /// Our own, for the links that this machine gives.
    valid: Vec<(Token, Role)>,
    former: VecDeque<(Token, Role)>,
    /// What the records of the session say, of whoever's tokens, once they let somebody in. From then on they alone count.
    records: Option<Guests>,
}

/// What a token is by the records.
fn recorded(records: &Guests, shown: &Token) -> Option<Fit> {
    let fits = |lock: &&GuestLock| lock_of(shown, lock.role) == **lock;
    if let Some(lock) = records.locks.iter().find(fits) {
        return Some(Fit::Valid(lock.role));
    }
    let former = records.former.iter().find(fits)?;
    Some(Fit::Former(former.role))
}

impl Keys {
    pub(crate) fn new(keys: &[GuestKey]) -> Self {
        let valid = keys
            .iter()
            .map(|key| (Token::from_bytes(&key.token), key.role));
        Self(Mutex::new(Held {
            valid: valid.collect(),
            former: VecDeque::new(),
            records: None,
        }))
    }

    /// What a token is; `None` for one that never was ours.
    pub(crate) fn find(&self, shown: &Token) -> Option<Fit> {
        let held = self.lock();
        if let Some(records) = &held.records {
            return recorded(records, shown);
        }
        let fits = |key: &&(Token, Role)| key.0.is(shown.as_str());
        if let Some((_, role)) = held.valid.iter().find(fits) {
            return Some(Fit::Valid(*role));
        }
        let (_, role) = held.former.iter().find(fits)?;
        Some(Fit::Former(*role))
    }

    /// The token for a role; `None` where nobody is let in with it.
    pub(crate) fn token(&self, wanted: Role) -> Option<Token> {
        let held = self.lock();
        let mut valid = held.valid.iter().filter(|(token, role)| {
            let records = held.records.as_ref();
            records.is_none_or(|records| records.locks.contains(&lock_of(token, *role)))
        });
        valid
            .find(|(_, role)| *role == wanted)
            .map(|(token, _)| token.clone())
    }

    /// Takes over what the records say.
    pub(crate) fn record(&self, guests: &Guests) {
        let mut held = self.lock();
        if held.records.is_some() || !guests.locks.is_empty() {
            held.records = Some(guests.clone());
        }
    }

    /// Whether the records say who comes in.
    pub(crate) fn is_recorded(&self) -> bool {
        self.lock().records.is_some()
    }

    /// Our own tokens, as locks.
    pub(crate) fn locks(&self) -> Vec<GuestLock> {
        let held = self.lock();
        let locks = held.valid.iter().map(|(token, role)| lock_of(token, *role));
        locks.collect()
    }

    /// Puts a token in the place of the one for its role.
    pub(crate) fn replace(&self, key: GuestKey) {
        let mut held = self.lock();
        let fresh = Token::from_bytes(&key.token);
        for (token, role) in &mut held.valid {
            if *role == key.role {
                let old = std::mem::replace(token, fresh.clone());
                held.former.push_front((old, key.role));
                break;
            }
        }
        held.former.truncate(MOST_FORMER);
    }

    fn lock(&self) -> MutexGuard<'_, Held> {
        self.0.lock()
    }
}

impl App {
    /// The tokens in the links of a board, the same whenever they are asked for, so that links stay valid when the
    /// program starts anew: for participants, then for viewers.
    ///
    /// # Errors
    /// `E_DISK`; [`AppError::NoRandomness`], [`AppError::BadKey`].
    pub async fn guest_keys(&self, board: BoardId) -> Result<Vec<GuestKey>, AppError> {
        guest_keys(self.library(), board).await
    }

    /// Another token for a role from now on; the other role keeps its own.
    ///
    /// # Errors
    /// As [`App::guest_keys`]; [`AppError::GuestRole`] for facilitators.
    pub async fn renew_guest_key(&self, board: BoardId, role: Role) -> Result<GuestKey, AppError> {
        let mut keys = self.guest_keys(board).await?;
        let mut key = keys.iter_mut().find(|key| key.role == role);
        let key = key.as_mut().ok_or(AppError::GuestRole)?;
        key.token = *drawn()?.first_chunk().ok_or(AppError::NoRandomness)?;
        let key = **key;
        let bytes: Vec<u8> = keys.iter().flat_map(|key| key.token).collect();
        self.library().put_guest_key(board, &bytes).await?;
        Ok(key)
    }

    /// By what guests come to a board, and who may not: the terms of the last time.
    ///
    /// # Errors
    /// As [`App::guest_keys`].
    pub async fn guest_terms(&self, board: BoardId) -> Result<GuestTerms, AppError> {
        server::terms(self.library(), board).await
    }

    /// Keeps who was removed, for the terms of the next time.
    ///
    /// # Errors
    /// `E_DISK`.
    pub async fn keep_removed_guests(
        &self,
        board: BoardId,
        removed: &[ParticipantId],
    ) -> Result<(), AppError> {
        let text = serde_json::to_string(removed).unwrap_or_default();
        let key = server::removed_setting(board);
        Ok(self.library().put_setting(&key, Some(&text)).await?)
    }
}

/// As [`App::guest_keys`].
pub(super) async fn guest_keys(
    library: &Library,
    board: BoardId,
) -> Result<Vec<GuestKey>, AppError> {
    let kept = library.guest_key(board, &drawn()?).await?;
    let (participants, viewers) = kept.split_at_checked(16).ok_or(AppError::BadKey)?;
    let key = |bytes: &[u8], role| {
        let token = bytes.first_chunk().copied().ok_or(AppError::BadKey)?;
        Ok::<_, AppError>(GuestKey { token, role })
    };
    Ok(vec![
        key(participants, Role::Participant)?,
        key(viewers, Role::Viewer)?,
    ])
}

fn drawn() -> Result<[u8; 32], AppError> {
    let mut fresh = [0; 32];
    getrandom::fill(&mut fresh).map_err(|_| AppError::NoRandomness)?;
    Ok(fresh)
}

#[cfg(test)]
mod tests {
    use super::{Fit, GuestKey, Guests, Keys, MOST_FORMER};
    use board_room::message::Role;
    use board_web::Token;

    fn key(byte: u8, role: Role) -> GuestKey {
        let token = [byte; 16];
        GuestKey { token, role }
    }

    #[test]
    fn a_token_that_was_replaced_is_a_former_one_and_the_other_role_keeps_its_own() {
        let keys = Keys::new(&[key(1, Role::Participant), key(2, Role::Viewer)]);
        let find = |byte| keys.find(&Token::from_bytes(&[byte; 16]));
        assert_eq!(find(1), Some(Fit::Valid(Role::Participant)));
        keys.replace(key(3, Role::Participant));
        assert_eq!(find(1), Some(Fit::Former(Role::Participant)));
        assert_eq!(find(2), Some(Fit::Valid(Role::Viewer)));
        assert_eq!(find(3), Some(Fit::Valid(Role::Participant)));
        assert_eq!(find(4), None);
    }

    #[test]
    fn once_the_records_let_somebody_in_they_alone_count_and_say_when_nobody_comes() {
        let own = key(1, Role::Participant);
        let keys = Keys::new(&[own]);
        let find = |byte| keys.find(&Token::from_bytes(&[byte; 16]));
        keys.record(&Guests::default());
        assert_eq!(
            find(1),
            Some(Fit::Valid(Role::Participant)),
            "nothing is recorded yet"
        );
        let other = key(2, Role::Viewer).lock();
        let recorded = |locks| Guests {
            locks,
            ..Guests::default()
        };
        keys.record(&recorded(vec![own.lock(), other]));
        assert_eq!(find(2), Some(Fit::Valid(Role::Viewer)));
        keys.record(&recorded(Vec::new()));
        assert_eq!((find(1), find(2)), (None, None));
        assert!(keys.token(Role::Participant).is_none());
    }

    #[test]
    fn what_was_replaced_is_not_remembered_for_ever() {
        let keys = Keys::new(&[key(0, Role::Viewer)]);
        for byte in 1..=40 {
            keys.replace(key(byte, Role::Viewer));
        }
        let known = (0..=40).filter(|byte| keys.find(&Token::from_bytes(&[*byte; 16])).is_some());
        assert_eq!(known.count(), MOST_FORMER + 1);
    }

    #[test]
    fn a_token_is_not_in_its_debug_text() {
        let keys = Keys::new(&[key(0xab, Role::Viewer)]);
        assert!(!format!("{keys:?} {:?}", key(0xab, Role::Viewer)).contains("ab"));
    }
}
