//! [CV1] Peers that have seen the same updates have byte-identical boards (A9), whatever the order, repeats
//! and partitions; and the board kept up to date edit by edit is the one read from the document as a whole.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod support;

use board_model::{After, Edit, ParticipantId};
use board_replica::Replica;
use proptest::prelude::*;
use serde_json::json;
use support::*;

/// What somebody does, with small numbers for what exists.
fn act_of(kind: u8, a: u128, b: u128, fresh: u128) -> Edit {
    let (n, s, r) = (a % 12, b % 5, (a + b) % 4);
    match kind % 20 {
        0..=3 => add_note(fresh, s, r, &format!("n{fresh}")).into(),
        4 | 5 => edit(
            json!({"spliceText": {"note": note(n), "at": b % 9, "remove": a % 3, "insert": "é😀x"}}),
        ),
        6..=8 => move_note(
            n,
            s,
            r,
            if b.is_multiple_of(2) {
                After::First
            } else {
                After::This(note(b % 12))
            },
        )
        .into(),
        9 => edit(json!({"moveNote": {"note": note(n), "parked": true}})),
        10 => edit(json!({"deleteNote": {"note": note(n)}})),
        11 => edit(json!({"restoreNote": {"note": note(n)}})),
        12 => edit(
            json!({"setNote": {"note": note(n), "owner": format!("o{b}"), "tags": [format!("t{a}")]}}),
        ),
        13 => edit(json!({"deleteStage": {"stage": stage(s)}})),
        14 => edit(
            json!({"addStage": {"id": stage(fresh), "firstStep": step(fresh), "title": "new", "after": null}}),
        ),
        15 => edit(json!({"deleteRow": {"row": row(r)}})),
        16 => edit(json!({"moveStage": {"stage": stage(s), "after": stage(b % 3)}})),
        17 => edit(json!({"addStep": {"id": step(fresh), "stage": stage(s), "title": "step"}})),
        18 => edit(json!({"moveStep": {"step": step(s), "stage": stage(b % 3)}})),
        _ => Edit::Undo(board_model::Undo {}),
    }
}

fn assert_read_back(replica: &Replica) {
    let read = Replica::load(1 << 40, &[&replica.state()]).unwrap();
    assert_eq!(
        json(read.board()),
        json(replica.board()),
        "kept board = read board"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn cv1_any_order_repeats_and_partitions(
        acts in prop::collection::vec((0usize..3, any::<u8>(), 0u128..1000, 0u128..1000, prop::bool::weighted(0.15)), 1..60),
        swaps in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..30),
    ) {
        let origin = ready(1);
        let people: [ParticipantId; 3] = [ANN, BEN, ParticipantId::from_u128(0xC)];
        let mut peers: Vec<Replica> = (0..3).map(|n| fork(&origin, 10 + n)).collect();
        let mut updates: Vec<Vec<u8>> = vec![origin.state()];
        for (fresh, (who, kind, a, b, together)) in acts.into_iter().enumerate() {
            if let Ok(applied) = peers[who].apply(people[who], act_of(kind, a, b, 100 + fresh as u128))
                && !applied.update.is_empty() {
                updates.push(applied.update);
            }
            if together {
                let (one, rest) = peers.split_at_mut(1);
                meet(&mut one[0], &mut rest[who % 2]);
            }
        }
        for _ in 0..2 {
            let (one, rest) = peers.split_at_mut(1);
            meet(&mut one[0], &mut rest[0]);
            meet(&mut one[0], &mut rest[1]);
        }
        for peer in &peers {
            prop_assert_eq!(json(peer.board()), json(peers[0].board()));
            assert_read_back(peer);
        }
        // A newcomer that gets single updates, some twice, asking again for what came too early.
        let mut newcomer = Replica::load(99, &[&updates[0]]).unwrap();
        for (from, to) in &swaps {
            let (from, to) = (from.index(updates.len()), to.index(updates.len()));
            updates.swap(from, to);
        }
        let mut waiting: Vec<&Vec<u8>> = updates.iter().chain(&updates).collect();
        while !waiting.is_empty() {
            let before = waiting.len();
            waiting.retain(|update| newcomer.merge(update).is_err());
            prop_assert!(waiting.len() < before, "every round takes something in");
        }
        prop_assert_eq!(json(newcomer.board()), json(peers[0].board()));
    }
}
