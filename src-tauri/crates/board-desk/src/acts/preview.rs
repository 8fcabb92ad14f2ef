//! The picture of the export dialog: what an export of the open board would give, small enough to look at.

use crate::act::{AtBoard, DeskAct};
use crate::page_session::PageSession;
use crate::state::rewrite::images_on;
use board_app::files::export::{ExportOptions, picture_options, selection};
use board_app::open::board::OpenBoard;
use board_app::{AppError, big_stack};
use board_export::picture::{self, Format, Scale};
use board_layout::palette::Theme;
use data_encoding::BASE64;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Longer sides that are drawn: from a small dialog to a large one at three pixels per point.
const SIDES: std::ops::RangeInclusive<u32> = 64..=2_048;

/// Asks for the picture of the open board to be looked at before it is written.
#[derive(Debug, Deserialize, TS)]
#[ts(export_to = "desk.ts", optional_fields)]
pub(crate) struct DrawPreview {
    /// One sheet only, by id or title.
    sheet: Option<String>,
    /// The look.
    #[serde(default)]
    #[ts(as = "Option<Theme>")]
    look: Theme,
    /// Pixels of its longer side.
    side: u32,
}

/// The picture that an export would write, small.
#[derive(Debug, Serialize, TS)]
#[ts(export_to = "desk.ts")]
pub(crate) struct Preview {
    /// PNG in base 64.
    png: String,
    /// Board units across: times the scale, the pixels of the export.
    width: i32,
    /// Board units down.
    height: i32,
    /// Characters that no font at hand can draw.
    missing: Vec<String>,
}

impl DeskAct for DrawPreview {
    type At = AtBoard;
    type Answer = Preview;

    async fn carry_out(self, at: AtBoard) -> Result<Preview, AppError> {
        at.page.preview(&at.board, &self).await
    }
}

impl PageSession {
    /// Draws the whole of what an export would write, and says how large that is in board units and what of it
    /// cannot be drawn. One at a time, with the pictures of cards. O(board) for the layout.
    ///
    /// # Errors
    /// `E_BAD_INPUT` for a side that is not drawn; `E_NO_SUCH` for a sheet that is not there.
    async fn preview(&self, board: &OpenBoard, of: &DrawPreview) -> Result<Preview, AppError> {
        if !SIDES.contains(&of.side) {
            return Err(AppError::BadWidth {
                given: of.side,
                min: *SIDES.start(),
                max: *SIDES.end(),
            });
        }
        let _turn = self.desk.drawing.acquire().await;
        let copy = board.look(|replica| replica.board().clone()).await?;
        let images = images_on(board, &copy).await?;
        let options = ExportOptions {
            sheet: of.sheet.clone(),
            look: of.look,
            ..ExportOptions::default()
        };
        let side = of.side;
        big_stack::run(move || {
            let scene = picture::scene(&copy, &selection(&copy, &options)?)?;
            let mut picture = picture_options(&options, images);
            let longer = scene.width.max(scene.height).max(1);
            // A board smaller than the preview is not blown up beyond what an export shows at its usual size.
            picture.scale = Scale::Times((side as f32 / longer as f32).min(2.0));
            let mut png = Vec::new();
            picture::render(&scene, &picture, Format::Png, &mut png)?;
            let missing: Vec<String> = picture::missing_glyphs(&scene)
                .into_iter()
                .map(String::from)
                .collect();
            Ok(Preview {
                png: BASE64.encode(&png),
                width: scene.width,
                height: scene.height,
                missing,
            })
        })
        .await
    }
}
