//! From a board to the scene that every painter paints.
