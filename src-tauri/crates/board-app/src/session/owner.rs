//! Whose a board is, and what its owner says about who may host.

use crate::error::AppError;
use crate::installation::App;
use crate::open::board::OpenBoard;
use board_room::session::SessionCommand;
use board_room::session::keys::Keys;
use board_room::session::members::{Members, Register};
use data_encoding::BASE32_NOPAD;

/// What a recovery code begins with, so that nobody takes it for a ticket.
const PREFIX: &str = "owner";

/// Letters between two dashes.
const GROUP: usize = 4;

/// Bytes that tell a slip of the hand.
const CHECK: usize = 3;

const NO_CODE: AppError = AppError::Unclear {
    needed: "the recovery code of this board's owner, as it was shown when it was written down",
};

/// The owner's secret as people write it down: base32, in groups of four, the last of it a check.
fn code_of(secret: &[u8; 32]) -> String {
    let mut bytes = secret.to_vec();
    bytes.extend_from_slice(&check(secret));
    let letters = BASE32_NOPAD.encode(&bytes).to_ascii_lowercase();
    let groups = letters
        .as_bytes()
        .chunks(GROUP)
        .map(String::from_utf8_lossy);
    let mut code = PREFIX.to_owned();
    for group in groups {
        code.push('-');
        code.push_str(&group);
    }
    code
}

/// The secret that a code stands for, whatever dashes, blanks and capitals it was copied with.
fn secret_of(code: &str) -> Option<[u8; 32]> {
    let letters: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    let letters = letters.to_ascii_lowercase();
    let letters = letters.strip_prefix(PREFIX)?.to_ascii_uppercase();
    let bytes = BASE32_NOPAD.decode(letters.as_bytes()).ok()?;
    let (secret, found) = bytes.split_at_checked(32)?;
    let secret: [u8; 32] = secret.try_into().ok()?;
    (found == check(&secret)).then_some(secret)
}

fn check(secret: &[u8; 32]) -> [u8; CHECK] {
    let public = Keys::new(secret).public().0;
    let mut check = [0; CHECK];
    check.copy_from_slice(&public[..CHECK]);
    check
}

impl App {
    /// The recovery code of a board that this installation owns: with it, another machine becomes the owner's.
    ///
    /// # Errors
    /// `E_ROLE` where somebody else owns the board; `E_NOT_CONNECTED` for a board that was never shared: nobody else
    /// has it yet. `E_DISK`.
    pub async fn owner_code(&self, board: &OpenBoard) -> Result<String, AppError> {
        let owner = board.members().await?.owner();
        let owner = owner.ok_or(AppError::NotShared)?;
        if !self.library().has_owner_key(board.id()).await? {
            return Err(AppError::NotOwner);
        }
        let kept = self.library().owner_key(board.id(), &[0; 32]).await?;
        let secret: [u8; 32] = kept.try_into().map_err(|_| AppError::BadKey)?;
        if Keys::new(&secret).public() != owner {
            return Err(AppError::NotOwner);
        }
        Ok(code_of(&secret))
    }

    /// Makes this machine the owner's, by the code that was written down.
    ///
    /// # Errors
    /// `E_BAD_INPUT` for a code that is none, or another board's; `E_DISK`.
    pub async fn recover(&self, board: &OpenBoard, code: &str) -> Result<(), AppError> {
        let secret = secret_of(code).ok_or(NO_CODE)?;
        let keys = Keys::new(&secret);
        if board.members().await?.owner() != Some(keys.public()) {
            return Err(NO_CODE);
        }
        let kept = self.library().owner_key(board.id(), &secret).await?;
        if kept != secret {
            // A key of a board that somebody else came to own in the meantime.
            return Err(AppError::BadKey);
        }
        board.post(SessionCommand::Owner(keys))
    }
}

impl OpenBoard {
    /// Who may take part, by the records of the document.
    ///
    /// # Errors
    /// [`AppError::Stopped`] when the board is closed.
    pub(crate) async fn members(&self) -> Result<Members, AppError> {
        let board = self.id();
        self.look(move |replica| {
            let mut register = Register::default();
            register.take(board, replica.records());
            register.members().clone()
        })
        .await
    }

    /// Says whether participants' machines may host while no facilitator is there. Nothing happens where a
    /// participant says it.
    ///
    /// # Errors
    /// [`AppError::Stopped`] when the board is closed.
    pub fn let_caretakers_host(&self, may_host: bool) -> Result<(), AppError> {
        self.post(SessionCommand::Caretakers(may_host))
    }

    /// Whether participants' machines may host while no facilitator is there.
    ///
    /// # Errors
    /// [`AppError::Stopped`] when the board is closed.
    pub async fn may_caretakers_host(&self) -> Result<bool, AppError> {
        Ok(self.members().await?.may_caretakers_host())
    }
}

#[cfg(test)]
mod tests {
    use super::{code_of, secret_of};

    #[test]
    fn a_code_is_read_however_it_was_copied_and_no_slip_passes() {
        let secret = std::array::from_fn(|at| at as u8);
        let code = code_of(&secret);
        assert_eq!(secret_of(&code), Some(secret));
        assert_eq!(
            secret_of(&code.replace('-', " ").to_uppercase()),
            Some(secret)
        );
        assert!(code.starts_with("owner-"));
        for at in 6..code.len() {
            let mut slip = code.clone().into_bytes();
            slip[at] = if slip[at] == b'a' { b'b' } else { b'a' };
            let slip = String::from_utf8(slip).unwrap();
            if slip != code {
                assert_ne!(secret_of(&slip), Some(secret), "{slip}");
            }
        }
        assert_eq!(secret_of("journeyabc"), None);
        assert_eq!(secret_of(""), None);
    }
}
