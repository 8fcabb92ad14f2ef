//! What can go wrong when a picture is made.

use board_model::ErrorCode;
use std::io;

/// Why a picture was not made. Nothing is left at its place then.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExportError {
    /// A side is longer than the format can have.
    #[error(
        "the picture would be {width} × {height} pixels, and {format} ends at {limit} a side; choose a smaller scale, or one sheet or stage"
    )]
    TooLarge {
        /// Pixels across.
        width: u64,
        /// Pixels down.
        height: u64,
        /// Longest side in pixels.
        limit: u32,
        /// Name of the format.
        format: &'static str,
    },
    /// The scale is no number above zero.
    #[error("the scale must be a number above 0 and at most {max}")]
    BadScale {
        /// Largest scale.
        max: f32,
    },
    /// The width is zero, or larger than the largest scale gives.
    #[error(
        "the width must be above 0 and at most {max} times the board's own, which is {own} pixels"
    )]
    BadWidth {
        /// Width of the board in pixels at scale 1.
        own: i32,
        /// Largest scale.
        max: f32,
    },
    /// The sheet, stage, row or notes asked for are not in the scene.
    #[error("no such {what} on this board")]
    NoSuch {
        /// What was asked for.
        what: &'static str,
    },
    /// Writing failed.
    #[error("the picture could not be written: {0}")]
    Write(#[from] io::Error),
    /// An encoder gave up for another reason than writing.
    #[error("the picture could not be encoded: {0}")]
    Encode(#[source] image::ImageError),
}

impl ExportError {
    /// The code of the contract.
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::TooLarge { .. } => ErrorCode::TooLarge,
            Self::BadScale { .. } | Self::BadWidth { .. } => ErrorCode::BadInput,
            Self::NoSuch { .. } => ErrorCode::NoSuch,
            Self::Write(_) | Self::Encode(_) => ErrorCode::Disk,
        }
    }
}

impl From<image::ImageError> for ExportError {
    fn from(error: image::ImageError) -> Self {
        match error {
            image::ImageError::IoError(error) => Self::Write(error),
            other => Self::Encode(other),
        }
    }
}

impl From<png::EncodingError> for ExportError {
    fn from(error: png::EncodingError) -> Self {
        Self::Write(error.into())
    }
}
