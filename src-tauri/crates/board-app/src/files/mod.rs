//! Board files at rest: made, read, looked at, exported, checked.
//!
//! * `create`, `import`, `templates`: making one · `staging`: making one beside the others
//! * `load`: a file with its replica · `snapshot`: its log folded · `scene_cache`: its scene from the last time
//! * `inspect`, `export`, `images`: what is read from it · `verify`: whether it is sound

pub mod create;
pub mod export;
pub mod export_format;
pub mod images;
pub(crate) mod import;
pub(crate) mod inspect;
pub mod load;
pub(crate) mod scene_cache;
pub(crate) mod snapshot;
pub mod staging;
pub mod templates;
pub(crate) mod verify;
