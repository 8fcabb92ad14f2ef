//! The version of the file format.

use std::fmt;

/// The version of the file format, kept as SQLite's `user_version`: major × 1000 + minor.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Format(u32);

impl Format {
    /// What this program writes: 1.0.
    pub const OURS: Self = Self(1_000);

    /// The format with this `user_version`.
    pub const fn from_user_version(version: u32) -> Self {
        Self(version)
    }
    /// SQLite's `user_version` of this format.
    pub const fn user_version(self) -> u32 {
        self.0
    }
    /// A higher one than ours is read, never written.
    pub const fn major(self) -> u32 {
        self.0 / 1_000
    }
    /// A higher one than ours may bring tables named `ext_…`.
    pub const fn minor(self) -> u32 {
        self.0 % 1_000
    }
    /// Whether a file of this format is only read here.
    pub const fn is_newer_major(self) -> bool {
        self.major() > Self::OURS.major()
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major(), self.minor())
    }
}
