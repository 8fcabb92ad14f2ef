//! Any bytes as an update from a peer: the gate lets by what the document can take, and nothing panics, hangs or leaves
//! a board that cannot be saved and opened again.
#![no_main]

use board_model::BoardId;
use board_replica::Replica;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut replica = Replica::blank(1, BoardId::from_u128(1));
    if replica.merge(bytes).is_ok() {
        let state = replica.state();
        assert!(Replica::load(2, &[&state]).is_ok(), "a board that was taken in cannot be opened");
    }
});
