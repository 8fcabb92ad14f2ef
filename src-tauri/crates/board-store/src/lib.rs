//! The .journey file and the library of boards.
