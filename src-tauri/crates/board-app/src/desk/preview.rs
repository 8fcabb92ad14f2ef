//! The picture of the export dialog: what an export of the open board would give, small enough to look at.

use super::copies::images_on;
use super::message::PreviewOf;
use super::seat::Place;
use crate::big_stack;
use crate::error::AppError;
use crate::export::{ExportOptions, picture_options, selection};
use crate::open_board::OpenBoard;
use board_export::picture::{self, Format, Scale, base64};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Longer sides that are drawn: from a small dialog to a large one at three pixels per point.
const SIDES: std::ops::RangeInclusive<u32> = 64..=2_048;

impl Place {
    /// Draws the whole of what an export would write, and says how large that is in board units and what of it
    /// cannot be drawn. One at a time, with the pictures of cards. O(board) for the layout.
    ///
    /// # Errors
    /// `E_BAD_INPUT` for a side that is not drawn; `E_NO_SUCH` for a sheet that is not there.
    pub(super) async fn preview(
        &self,
        (_, board): &(PathBuf, OpenBoard),
        of: &PreviewOf,
    ) -> Result<Value, AppError> {
        if !SIDES.contains(&of.side) {
            return Err(AppError::BadWidth {
                given: of.side,
                min: *SIDES.start(),
                max: *SIDES.end(),
            });
        }
        let _turn = self.shared.drawing.acquire().await;
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
            Ok(json!({
                "png": base64(&png),
                "width": scene.width,
                "height": scene.height,
                "missing": missing,
            }))
        })
        .await
    }
}
