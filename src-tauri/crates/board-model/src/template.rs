//! Ready boards, as data files.
