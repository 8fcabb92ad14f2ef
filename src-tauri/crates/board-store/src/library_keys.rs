//! Keys of this installation, and the yrs client ids it ever used.

use crate::error::StoreError;
use crate::library::Library;
use board_model::BoardId;

/// yrs client ids have 53 bits, so that JavaScript can hold them.
const CLIENT_ID_BITS: u64 = (1 << 53) - 1;
/// Draws before giving up. With 2⁵³ ids and a million used, one draw in nine thousand million fails.
const DRAWS: u32 = 100;

impl Library {
    /// The endpoint key of this installation: the one kept before, or `fresh`, which is then kept for good. When two
    /// programs ask at once, both get the same.
    pub async fn endpoint_key(&self, fresh: &[u8; 32]) -> Result<Vec<u8>, StoreError> {
        self.secret("endpoint", fresh).await
    }

    /// The owner key of a board: the one kept before, or `fresh`, which is then kept for good.
    pub async fn owner_key(&self, board: BoardId, fresh: &[u8; 32]) -> Result<Vec<u8>, StoreError> {
        self.secret(&format!("owner/{board}"), fresh).await
    }

    /// The secret in the links that guests of a board get: the one kept before, or `fresh`, which is then kept, so
    /// that links stay valid when the program starts anew.
    pub async fn guest_key(&self, board: BoardId, fresh: &[u8; 32]) -> Result<Vec<u8>, StoreError> {
        self.secret(&format!("guests/{board}"), fresh).await
    }

    /// Puts another secret in the place of [`Library::guest_key`]'s: the links that were given out end.
    pub async fn put_guest_key(&self, board: BoardId, key: &[u8]) -> Result<(), StoreError> {
        let query = sqlx::query(
            "INSERT INTO secret(name, bytes) VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET bytes = excluded.bytes",
        );
        self.run(query.bind(format!("guests/{board}")).bind(key))
            .await
    }

    /// Whether this installation holds the owner key of a board.
    pub async fn has_owner_key(&self, board: BoardId) -> Result<bool, StoreError> {
        sqlx::query_scalar("SELECT count(*) FROM secret WHERE name = ?")
            .bind(format!("owner/{board}"))
            .fetch_one(&mut *self.connection().await)
            .await
            .map(|count: i64| count > 0)
            .map_err(|error| self.failed(error))
    }

    async fn secret(&self, name: &str, fresh: &[u8; 32]) -> Result<Vec<u8>, StoreError> {
        let query = sqlx::query(
            "INSERT INTO secret(name, bytes) VALUES (?, ?) ON CONFLICT(name) DO NOTHING",
        );
        let kept = query
            .bind(name)
            .bind(fresh.as_slice())
            .execute(&mut *self.connection().await)
            .await
            .map_err(|error| self.failed(error))?;
        if kept.rows_affected() > 0 {
            // On disk it is already; what cannot be folded now is folded at the end.
            drop(self.fold().await);
        }
        sqlx::query_scalar("SELECT bytes FROM secret WHERE name = ?")
            .bind(name)
            .fetch_one(&mut *self.connection().await)
            .await
            .map_err(|error| self.failed(error))
    }

    /// A yrs client id for one opening of a board, never used before by this installation on any board and never to be
    /// used again: it is on disk when this returns. `draw` is the caller's source of random numbers, called
    /// until it hits an unused one; only its low 53 bits count.
    ///
    /// Errors: [`StoreError::NoClientId`] when a hundred draws were all used.
    pub async fn take_client_id(
        &self,
        board: BoardId,
        mut draw: impl FnMut() -> u64,
    ) -> Result<u64, StoreError> {
        let mut connection = self.connection().await;
        for _ in 0..DRAWS {
            let id = draw() & CLIENT_ID_BITS;
            if id == 0 {
                continue;
            }
            let kept = sqlx::query(
                "INSERT INTO client_id(id, board) VALUES (?, ?) ON CONFLICT(id) DO NOTHING",
            )
            .bind(id as i64)
            .bind(board.to_string())
            .execute(&mut *connection)
            .await
            .map_err(|error| self.failed(error))?;
            if kept.rows_affected() == 1 {
                return Ok(id);
            }
        }
        Err(StoreError::NoClientId)
    }

    /// All client ids this installation ever used on a board, ascending.
    pub async fn client_ids(&self, board: BoardId) -> Result<Vec<u64>, StoreError> {
        let ids: Vec<i64> =
            sqlx::query_scalar("SELECT id FROM client_id WHERE board = ? ORDER BY id")
                .bind(board.to_string())
                .fetch_all(&mut *self.connection().await)
                .await
                .map_err(|error| self.failed(error))?;
        Ok(ids.into_iter().map(|id| id as u64).collect())
    }
}
