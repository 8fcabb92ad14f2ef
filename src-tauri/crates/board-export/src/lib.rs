//! Pictures and data out of a board, and data into a board.
