//! The vocabulary of a journey map: boards, edits, changes, limits, templates.
