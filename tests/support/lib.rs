//! What whole-app tests share.
