//! What people rely on when notes leave a board as a table and come back.

mod import;
mod round_trip;
mod shipped;
mod wall;
