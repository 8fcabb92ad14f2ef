//! Making board files: from a template, or from edits.

use crate::error::AppError;
use crate::installation::App;
use crate::installation::identity::own;
use crate::{big_stack, ids};
use board_model::{BoardId, Edit, HeaderFields, Many, SetHeader, template};
use board_replica::Replica;
use board_store::{AppendedUpdate, BoardFile};
use std::path::Path;
use uuid::Uuid;

/// Template id of the worked example: a board that is filled, for the first start and to look around in.
pub const EXAMPLE: &str = "zapier-gym";

/// File name of the worked example in the library.
pub const EXAMPLE_FILE: &str = "Gym membership.journey";

/// The edits that make the board of a template.
///
/// # Errors
/// [`AppError::NoTemplate`].
pub fn edits_of(
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

impl App {
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
        let edits = edits_of(template, title, &mut ids::id)?;
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
        let board = BoardId::from_uuid(ids::id());
        let client = self.library().take_client_id(board, ids::draw).await?;
        // Whoever makes a board owns it.
        own(self.library(), board).await?;
        let by = self.person();
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
}
