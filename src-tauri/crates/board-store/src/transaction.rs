//! All of it on disk, or none of it.
//!
//! Not sqlx's own `Transaction`: when SQLite rolls back by itself, as it does on a full disk, sqlx 0.9 goes on counting the
//! transaction as open and refuses every later one.

use crate::board_file::BoardFile;
use crate::error::StoreError;

impl BoardFile {
    /// Begins a transaction that [`BoardFile::end`] ends.
    pub(crate) async fn begin(&mut self) -> Result<(), StoreError> {
        self.settle().await;
        self.is_unsettled = true;
        self.run("BEGIN IMMEDIATE")
            .await
            .map_err(|error| StoreError::sqlite(&self.path, error))
    }

    /// Commits what went well and undoes what did not.
    pub(crate) async fn end<T>(
        &mut self,
        outcome: Result<T, sqlx::Error>,
    ) -> Result<T, StoreError> {
        let outcome = match outcome {
            Ok(value) => self.run("COMMIT").await.map(|()| value),
            Err(error) => Err(error),
        };
        match outcome {
            Ok(value) => {
                self.is_unsettled = false;
                // A long log is folded into the file by its commit.
                if let Some(anchor) = &mut self.anchor {
                    anchor.see();
                }
                Ok(value)
            }
            Err(error) => {
                self.settle().await;
                Err(StoreError::sqlite(&self.path, error))
            }
        }
    }

    /// Undoes what a cancelled or failed write left open; every other use of the connection comes after this.
    pub(crate) async fn settle(&mut self) {
        if !self.is_unsettled {
            return;
        }
        self.end = None;
        // It fails when SQLite has rolled back already, which is as good. When it fails for another reason, the
        // transaction is still open and the next write, or the next settling, meets that.
        self.is_unsettled = match self.run("ROLLBACK").await {
            Ok(()) => false,
            Err(error) => !error.to_string().contains("no transaction is active"),
        };
    }

    async fn run(&mut self, sql: &'static str) -> Result<(), sqlx::Error> {
        sqlx::raw_sql(sql)
            .execute(&mut self.connection)
            .await
            .map(drop)
    }
}
