//! Versions of tools that the project asks for.

/// Major and minor version. Source: `engines` of vite 8 and eslint 10.
pub(crate) const OLDEST_NODE: (u32, u32) = (20, 19);
