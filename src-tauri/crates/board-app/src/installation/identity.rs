//! What this installation is on a board: its key, the owner's key where it made the board, its invitation where it
//! was invited.

use crate::error::AppError;
use board_model::{BoardId, ParticipantId};
use board_replica::Replica;
use board_room::session::Identity;
use board_room::session::keys::Keys;
use board_room::session::records::OWNER;
use board_store::Library;

/// The setting that holds the invitation by which this installation came to a board.
pub(crate) fn invitation_setting(board: BoardId) -> String {
    format!("invitation/{board}")
}

/// 32 bytes that nobody can tell.
fn fresh() -> Result<[u8; 32], AppError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|_| AppError::NoRandomness)?;
    Ok(bytes)
}

/// The key of this installation.
///
/// # Errors
/// `E_DISK`; [`AppError::NoRandomness`].
pub(crate) async fn installation_key(library: &Library) -> Result<[u8; 32], AppError> {
    let kept = library.endpoint_key(&fresh()?).await?;
    kept.try_into().map_err(|_| AppError::BadKey)
}

/// Makes this installation the owner of a board that it makes.
///
/// # Errors
/// As [`installation_key`].
pub(crate) async fn own(library: &Library, board: BoardId) -> Result<(), AppError> {
    library.owner_key(board, &fresh()?).await?;
    Ok(())
}

/// What this installation is on an opened board. Whoever made a board owns it; a board that nobody owns yet belongs to
/// whoever opens it first.
///
/// # Errors
/// As [`installation_key`].
pub(crate) async fn identity(
    library: &Library,
    replica: &Replica,
    person: ParticipantId,
) -> Result<Identity, AppError> {
    let board = replica.board().id();
    let keys = Keys::new(&installation_key(library).await?);
    let is_owned = replica.records().iter().any(|(key, _)| **key == *OWNER);
    let is_own = library.has_owner_key(board).await?;
    let owner = if is_own || !(is_owned || replica.is_awaiting()) {
        let kept = library.owner_key(board, &fresh()?).await?;
        let kept: [u8; 32] = kept.try_into().map_err(|_| AppError::BadKey)?;
        Some(Keys::new(&kept))
    } else {
        None
    };
    let invitation = library.setting(&invitation_setting(board)).await?;
    let invitation = invitation.and_then(|text| secret_of(&text));
    Ok(Identity {
        keys,
        owner,
        invitation: invitation.map(|secret| Keys::of_invitation(&secret)),
        participant: person,
        name: String::new(),
        clients: library.client_ids(board).await?,
    })
}

/// A secret as the library keeps it: a UUID's digits.
pub(crate) fn text_of(secret: [u8; 16]) -> String {
    uuid::Uuid::from_bytes(secret).simple().to_string()
}

fn secret_of(text: &str) -> Option<[u8; 16]> {
    Some(uuid::Uuid::parse_str(text).ok()?.into_bytes())
}
