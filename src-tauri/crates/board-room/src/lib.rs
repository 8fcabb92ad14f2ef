//! One open board and its people, as a state machine without IO.
