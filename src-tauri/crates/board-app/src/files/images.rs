//! The images that are stored in a board file.

use board_export::picture::Images;
use board_model::Board;
use board_store::{BoardFile, Image, ImageHash, StoreError};
use std::sync::Arc;

/// The stored images, when a note or a persona shows one.
pub async fn images_of(file: &mut BoardFile, board: &Board) -> Result<Images, StoreError> {
    if shows_images(board) {
        Ok(images_for_pictures(stored_images(file).await?))
    } else {
        Ok(Images::new())
    }
}

/// Whether a note or a persona shows an image.
pub fn shows_images(board: &Board) -> bool {
    let shown = board
        .notes_in_reading_order()
        .map(|note| note.image.as_str());
    let portraits = board
        .personas()
        .into_iter()
        .map(|persona| persona.portrait.as_str());
    !shown.chain(portraits).all(str::is_empty)
}

/// Stored images by their hash.
pub type StoredImages = Vec<(ImageHash, Image)>;

/// Every stored image.
pub async fn stored_images(file: &mut BoardFile) -> Result<StoredImages, StoreError> {
    let mut images = Vec::new();
    for entry in file.images().await? {
        if let Some(image) = file.image(entry.hash).await? {
            images.push((entry.hash, image));
        }
    }
    Ok(images)
}

/// Stored images as painters take them.
pub fn images_for_pictures(images: StoredImages) -> Images {
    let named = |(hash, image): (ImageHash, Image)| (hash.to_string(), Arc::from(image.bytes));
    images.into_iter().map(named).collect()
}
