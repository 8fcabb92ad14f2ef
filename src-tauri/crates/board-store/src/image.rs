//! Pictures of a board, named by their content.

use crate::board_file::BoardFile;
use crate::bounds::within;
use crate::error::{Damage, StoreError};
use crate::limits;
use std::fmt;
use std::str::FromStr;

/// The BLAKE3 hash of a picture's bytes: its name on the board, the same on every peer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ImageHash([u8; 32]);

impl ImageHash {
    /// The hash of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(blake3::hash(bytes).into())
    }
    /// The hash itself.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// 64 lower-case hexadecimal digits.
impl fmt::Display for ImageHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        blake3::Hash::from_bytes(self.0).to_hex().fmt(f)
    }
}

/// What [`ImageHash`]'s `Display` writes.
impl FromStr for ImageHash {
    type Err = blake3::HexError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        blake3::Hash::from_hex(text).map(|hash| Self(hash.into()))
    }
}

/// The media types a board's pictures may have: raster formats that run no code.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ImageType {
    /// `image/png`
    Png,
    /// `image/jpeg`
    Jpeg,
    /// `image/webp`
    Webp,
}

impl ImageType {
    const ALL: [Self; 3] = [Self::Png, Self::Jpeg, Self::Webp];

    /// The media type as HTTP and `data:` URLs write it.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
        }
    }

    /// The type that this media type names; `None` for one that boards do not hold.
    pub fn of_media_type(media_type: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.media_type() == media_type)
    }
}

/// A picture of a board.
#[derive(Clone, PartialEq, Eq)]
pub struct Image {
    /// Its format.
    pub kind: ImageType,
    /// The encoded picture.
    pub bytes: Vec<u8>,
}

/// Sizes instead of content: what people wrote stays out of logs.
impl fmt::Debug for Image {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Image")
            .field("kind", &self.kind)
            .field("bytes", &self.bytes.len())
            .finish_non_exhaustive()
    }
}

/// What is known of a picture without reading it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ImageEntry {
    /// Its name.
    pub hash: ImageHash,
    /// Its size, in bytes.
    pub bytes: u64,
}

impl BoardFile {
    /// Keeps a picture and answers its name; on disk when this returns. The same picture twice is kept once.
    ///
    /// Errors: [`StoreError::TooLarge`] beyond [`limits::IMAGE_BYTES`] or [`limits::IMAGES`]; those of
    /// [`BoardFile::append`].
    pub async fn put_image(
        &mut self,
        kind: ImageType,
        bytes: &[u8],
    ) -> Result<ImageHash, StoreError> {
        self.refuse_unless_writable()?;
        within("image", bytes.len() as u64, limits::IMAGE_BYTES)?;
        self.settle().await;
        let count: i64 = sqlx::query_scalar("SELECT count(*) FROM image")
            .fetch_one(&mut self.connection)
            .await
            .map_err(|error| StoreError::sqlite(&self.path, error))?;
        within("list of images", count as u64 + 1, limits::IMAGES)?;
        let hash = ImageHash::of(bytes);
        self.begin().await?;
        let written = sqlx::query(
            "INSERT INTO image(hash, mime, bytes) VALUES (?, ?, ?) ON CONFLICT(hash) DO NOTHING",
        )
        .bind(hash.0.as_slice())
        .bind(kind.media_type())
        .bind(bytes)
        .execute(&mut self.connection)
        .await;
        self.end(written.map(|_| hash)).await
    }

    /// The picture with this name; `None` when the board does not have it.
    ///
    /// Errors: [`StoreError::Damaged`] when its bytes no longer have this hash.
    pub async fn image(&mut self, hash: ImageHash) -> Result<Option<Image>, StoreError> {
        self.settle().await;
        let row: Option<(String, Vec<u8>)> =
            sqlx::query_as("SELECT mime, bytes FROM image WHERE hash = ?")
                .bind(hash.0.as_slice())
                .fetch_optional(&mut self.connection)
                .await
                .map_err(|error| StoreError::sqlite(&self.path, error))?;
        let Some((mime, bytes)) = row else {
            return Ok(None);
        };
        match ImageType::of_media_type(&mime) {
            Some(kind) if ImageHash::of(&bytes) == hash => Ok(Some(Image { kind, bytes })),
            _ => Err(StoreError::damaged(
                &self.path,
                Damage::Altered { what: "picture" },
            )),
        }
    }

    /// All pictures of the board, oldest first.
    pub async fn images(&mut self) -> Result<Vec<ImageEntry>, StoreError> {
        self.settle().await;
        let rows: Vec<(Vec<u8>, i64)> =
            sqlx::query_as("SELECT hash, length(bytes) FROM image ORDER BY id")
                .fetch_all(&mut self.connection)
                .await
                .map_err(|error| StoreError::sqlite(&self.path, error))?;
        let altered = || StoreError::damaged(&self.path, Damage::Altered { what: "picture" });
        rows.into_iter()
            .map(|(hash, bytes)| {
                let hash = ImageHash(hash.try_into().map_err(|_| altered())?);
                Ok(ImageEntry {
                    hash,
                    bytes: bytes as u64,
                })
            })
            .collect()
    }
}
