//! Bytes that would harm yrs never reach it: they are refused, and the board is as it was (A11).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod support;

use board_replica::{Replica, WriteIndex};
use std::panic::{AssertUnwindSafe, catch_unwind};
use support::*;
use yrs::updates::decoder::Decode;
use yrs::{
    Array, ArrayPrelim, Doc, Map, MapPrelim, ReadTxn, StateVector, Transact, Update, WriteTxn,
};

fn made_by(client: u64, make: impl Fn(&Doc)) -> Vec<u8> {
    let doc = Doc::with_client_id(client);
    make(&doc);
    let txn = doc.transact();
    txn.encode_state_as_update_v1(&StateVector::default())
}

/// What another peer changes of a board, as an update.
fn changed(of: &Replica, client: u64, change: impl Fn(&Doc)) -> Vec<u8> {
    let doc = Doc::with_client_id(client);
    let state = Update::decode_v1(&of.state()).unwrap();
    doc.transact_mut().apply_update(state).unwrap();
    let before = doc.transact().state_vector();
    change(&doc);
    doc.transact().encode_state_as_update_v1(&before)
}

fn varint(mut value: u64, into: &mut Vec<u8>) {
    while value > 0x7f {
        into.push(value as u8 | 0x80);
        value >>= 7;
    }
    into.push(value as u8);
}

/// One item of client 9 at clock 0 with key `k` in root `ext`, holding raw content.
fn raw_item(content_ref: u8, content: &[u8]) -> Vec<u8> {
    let mut bytes = vec![1, 1, 9, 0, 0x20 | content_ref, 1, 3];
    bytes.extend(b"ext");
    bytes.extend([1, b'k']);
    bytes.extend(content);
    bytes.push(0);
    bytes
}

#[test]
fn ga1_each_known_attack_is_refused_and_leaves_the_board_as_it_was() {
    let deep: Vec<u8> = {
        let mut content = vec![1];
        content.extend([117, 1].repeat(10_000));
        content.push(126);
        raw_item(8, &content)
    };
    let nested_maps = made_by(9, |doc| {
        let mut map = doc.get_or_insert_map("ext");
        let mut txn = doc.transact_mut();
        for _ in 0..50 {
            map = map.insert(&mut txn, "k", MapPrelim::default());
        }
    });
    let array = made_by(9, |doc| {
        let ext = doc.get_or_insert_map("ext");
        let mut txn = doc.transact_mut();
        let array = ext.insert(&mut txn, "k", ArrayPrelim::default());
        array.push_back(&mut txn, "😀");
    });
    let unknown_root = made_by(9, |doc| {
        let root = doc.get_or_insert_map("elsewhere");
        root.insert(&mut doc.transact_mut(), "k", 1i64);
    });
    let many = {
        let mut bytes = Vec::new();
        varint(400_000_000, &mut bytes);
        bytes.extend([1, 2, 3]);
        bytes
    };
    let huge_list = {
        let mut content = vec![1, 117];
        varint(1 << 50, &mut content);
        raw_item(8, &content)
    };
    let gap = vec![1, 1, 9, 5, 0x28, 1, 3, b'e', b'x', b't', 1, b'k', 1, 126, 0];
    let delete_ahead = vec![0, 1, 10, 1, 0, 0xff, 0xff, 0xff, 0xff, 0x0f];
    let missing_origin = vec![1, 1, 9, 0, 0x88, 50, 3, 1, 126, 0];
    let embed = raw_item(5, &[2, b'{', b'}']);
    let trailing = [ready(9).state(), vec![0]].concat();
    let skip = vec![1, 1, 9, 0, 10, 5, 0];
    let attacks = [
        deep,
        nested_maps,
        array,
        unknown_root,
        many,
        huge_list,
        gap,
        delete_ahead,
        missing_origin,
        embed,
        trailing,
        skip,
        vec![],
    ];
    let mut replica = ready(1);
    let before = json(replica.board());
    for (number, attack) in attacks.iter().enumerate() {
        assert_eq!(
            replica.merge(attack).expect_err("refused").code(),
            "E_DAMAGED",
            "attack {number}"
        );
        assert!(
            Replica::load(3, &[&replica.state(), attack]).is_err(),
            "attack {number} in a file"
        );
    }
    assert_eq!(json(replica.board()), before);
    assert_eq!(
        json(fork(&replica, 4).board()),
        before,
        "the board can still be saved and opened"
    );
}

#[test]
fn fm2_no_update_alters_what_the_board_is() {
    for key in ["format", "board"] {
        for is_deleted in [false, true] {
            let mut replica = ready(1);
            let update = changed(&replica, 9, |doc| {
                let meta = doc.get_or_insert_map("meta");
                if is_deleted {
                    meta.remove(&mut doc.transact_mut(), key);
                } else {
                    meta.insert(&mut doc.transact_mut(), key, "0");
                }
            });
            let refused = replica.merge(&update).expect_err("it is refused");
            assert_eq!(refused.code(), "E_DAMAGED", "{key}");
            assert!(Replica::load(3, &[&replica.state()]).is_ok());
        }
    }
}

#[test]
fn ga2_honest_updates_pass() {
    let mut replica = ready(1);
    let mut write_index = WriteIndex::default();
    write_index
        .index(&replica.state())
        .expect("a whole state passes");
    for n in 0..50 {
        let applied = act(&mut replica, ANN, add_note(n, n % 3, n % 2, "text 😀 ü"));
        write_index
            .index(&applied.update)
            .expect("an update passes");
        let applied = act(
            &mut replica,
            ANN,
            move_note(n, (n + 1) % 3, 0, board_model::After::First),
        );
        write_index
            .index(&applied.update)
            .expect("an update passes");
    }
    write_index
        .index(&replica.state())
        .expect("the state after it passes");
}

#[test]
fn ga4_no_update_takes_an_entity_away_or_hides_it() {
    let mut replica = ready(5);
    act(&mut replica, ANN, add_note(1, 0, 0, "stays"));
    let before = json(replica.board());
    let id = note(1).to_string();
    let removed = changed(&replica, 9, |doc| {
        let notes = doc.get_or_insert_map("notes");
        notes.remove(&mut doc.transact_mut(), &id);
    });
    let row_removed = changed(&replica, 9, |doc| {
        let rows = doc.get_or_insert_map("rows");
        rows.remove(&mut doc.transact_mut(), &row(0).to_string());
    });
    let replaced = changed(&replica, 9, |doc| {
        let notes = doc.get_or_insert_map("notes");
        notes.insert(&mut doc.transact_mut(), id.as_str(), MapPrelim::default());
    });
    let hidden = made_by(9, |doc| {
        let notes = doc.get_or_insert_map("notes");
        notes.insert(&mut doc.transact_mut(), id.as_str(), "a value");
    });
    let hidden_and_gone = made_by(9, |doc| {
        let notes = doc.get_or_insert_map("notes");
        notes.insert(&mut doc.transact_mut(), id.as_str(), MapPrelim::default());
        notes.remove(&mut doc.transact_mut(), &id);
    });
    for (number, attack) in [removed, row_removed, replaced, hidden, hidden_and_gone]
        .iter()
        .enumerate()
    {
        replica
            .merge(attack)
            .expect_err(&format!("attack {number} is refused"));
        assert_eq!(json(replica.board()), before, "attack {number}");
        assert_eq!(json(fork(&replica, 3).board()), before, "attack {number}");
    }
}

#[test]
fn ga4_an_entity_that_two_made_is_one() {
    // A guest's edit that was sent again to a successor: both hosts made the same note.
    let origin = ready(1);
    let (mut one, mut other) = (fork(&origin, 5), fork(&origin, 9));
    for host in [&mut one, &mut other] {
        let sent = host.apply_numbered(ANN, add_note(1, 0, 0, "sent again").into(), Some(7));
        sent.expect("an edit that fits");
    }
    act(&mut one, BEN, move_note(1, 1, 1, board_model::After::Last));
    meet(&mut one, &mut other);
    act(&mut one, BEN, add_note(2, 1, 0, "and on"));
    meet(&mut one, &mut other);
    let mut late = fork(&origin, 12);
    late.merge(&one.state())
        .expect("what gave way comes along with what it gave way to");
    for replica in [&one, &other, &late] {
        assert_eq!(texts(replica.board(), cell(0, 0)), ["sent again"]);
        assert_eq!(json(replica.board()), json(one.board()));
        assert_eq!(json(fork(replica, 20).board()), json(one.board()));
    }
}

#[test]
fn ga5_nobody_empties_a_note_by_making_it_again() {
    // Ann writes at her own machine, Ben as a guest of it.
    let origin = ready(1);
    let mut host = fork(&origin, 5);
    act(&mut host, ANN, add_note(1, 0, 0, "Ann's words"));
    let bens = add_note(2, 0, 0, "Ben's words");
    host.apply_numbered(BEN, bens.into(), Some(1))
        .expect("it fits");
    act(
        &mut host,
        ANN,
        edit(serde_json::json!({"addComment": {"id": note(3), "note": note(1), "text": "?"}})),
    );
    let before = json(host.board());
    // Somebody who pretends not to know them makes each again, under a higher client id.
    let mut attacks = Vec::new();
    for n in [1, 2] {
        let mut forger = fork(&origin, 9);
        act(&mut forger, BEN, add_note(n, 0, 0, ""));
        attacks.push(forger);
    }
    // A guest's number helps nobody with another's note.
    let mut forger = fork(&origin, 9);
    let other = forger.apply_numbered(BEN, add_note(1, 0, 0, "").into(), Some(1));
    other.expect("it fits where nobody has it");
    attacks.push(forger);
    let mut forger = fork(&origin, 9);
    act(&mut forger, ANN, add_note(8, 0, 0, ""));
    act(
        &mut forger,
        BEN,
        edit(serde_json::json!({"addComment": {"id": note(3), "note": note(8), "text": ""}})),
    );
    attacks.push(forger);
    for (number, forger) in attacks.iter().enumerate() {
        let update = forger.missing(&origin.state_vector()).unwrap();
        let summary = host.summarize(&update).expect("sound bytes");
        assert!(summary.overwriters().contains(&9), "attack {number}");
        host.merge(&update).expect_err("refused");
        assert_eq!(json(host.board()), before, "attack {number}");
    }
}

/// One entity of each kind, and who made it is [`ANN`].
fn one_of_each(replica: &mut Replica) {
    let edits = serde_json::json!([
        {"addComment": {"id": note(31), "note": note(1), "text": "?"}},
        {"addGroup": {"id": note(32), "title": "G", "notes": [note(1)]}},
        {"addPersona": {"id": note(33), "name": "P"}},
        {"addAction": {"id": note(34), "text": "do it"}},
        {"addPhase": {"id": note(35), "title": "Open", "minutes": 5}},
        {"openRound": {"id": note(36), "title": "Vote", "allowance": 3}},
    ]);
    act(replica, ANN, add_note(1, 0, 0, "Ann's words"));
    for one in edits.as_array().unwrap() {
        act(replica, ANN, edit(one.clone()));
    }
}

#[test]
fn ga5_no_kind_of_entity_is_replaced_with_any_guests_number() {
    let blank = Replica::blank(1, ready(1).board().id());
    let mut host = fork(&blank, 5);
    for one in grid(1, 1) {
        act(&mut host, ANN, one);
    }
    one_of_each(&mut host);
    // Ben is a guest whose numbers are known.
    let bens = add_note(2, 0, 0, "Ben's words");
    host.apply_numbered(BEN, bens.into(), Some(1)).unwrap();
    let before = json(host.board());
    let roots = [
        "sheets", "stages", "steps", "rows", "notes", "groups", "personas", "comments", "actions",
        "phases", "rounds",
    ];
    for root in roots {
        let id = first_key(&host, root);
        let forged = changed(&blank, 9, |doc| {
            let mut txn = doc.transact_mut();
            let all = txn.get_or_insert_map(root);
            all.insert(&mut txn, id.as_str(), MapPrelim::default());
            let guests = txn.get_or_insert_map("guests");
            guests.insert(&mut txn, BEN.to_string(), 7i64);
        });
        let summary = host.summarize(&forged).expect("sound bytes");
        assert!(summary.overwriters().contains(&9), "{root}");
        host.merge(&forged).expect_err("refused");
        assert_eq!(json(host.board()), before, "{root}");
    }
}

#[test]
fn ga5_a_guests_group_that_is_sent_again_to_the_next_host_comes_in() {
    let mut origin = ready(1);
    act(&mut origin, BEN, add_note(1, 0, 0, "in it"));
    let group =
        edit(serde_json::json!({"addGroup": {"id": note(32), "title": "G", "notes": [note(1)]}}));
    let mut hosts = [5, 9].map(|client| fork(&origin, client));
    for host in &mut hosts {
        host.apply_numbered(BEN, group.clone(), Some(1)).unwrap();
    }
    let [mut one, other] = hosts;
    one.merge(&other.missing(&origin.state_vector()).unwrap())
        .expect("the very same edit");
    assert_eq!(one.board().groups().len(), 1);
}

/// The lowest key of a root, as the document has it: of the notes, Ann's. Maps of the document have no order.
fn first_key(replica: &Replica, root: &str) -> String {
    let doc = Doc::with_client_id(77);
    let state = Update::decode_v1(&replica.state()).unwrap();
    doc.transact_mut().apply_update(state).unwrap();
    let map = doc.get_or_insert_map(root);
    let key = map.keys(&doc.transact()).min().map(str::to_owned);
    key.expect("there is one")
}

#[test]
fn ga5_whose_own_making_gives_way_loses_nobody_anything() {
    let origin = ready(1);
    let mut host = fork(&origin, 9);
    act(&mut host, ANN, add_note(1, 0, 0, "stays"));
    let mut lower = fork(&origin, 5);
    act(&mut lower, BEN, add_note(1, 0, 0, ""));
    act(&mut lower, BEN, add_note(2, 1, 0, "and comes"));
    host.merge(&lower.missing(&origin.state_vector()).unwrap())
        .expect("sound bytes");
    assert_eq!(texts(host.board(), cell(0, 0)), ["stays"]);
    assert_eq!(texts(host.board(), cell(1, 0)), ["and comes"]);
}

#[test]
fn ga4_another_spelling_of_an_id_is_nothing() {
    let mut replica = ready(1);
    act(&mut replica, ANN, add_note(1, 0, 0, "a"));
    let before = json(replica.board());
    let id = note(1).to_string();
    let spellings = [id.replace('-', ""), format!("{{{id}}}"), format!(" {id}")];
    for spelling in spellings {
        let odd = changed(&replica, 9, |doc| {
            let mut txn = doc.transact_mut();
            let notes = txn.get_or_insert_map("notes");
            let made = notes.insert(&mut txn, spelling.as_str(), MapPrelim::default());
            made.insert(&mut txn, "kind", "action");
            let people = txn.get_or_insert_map("people");
            people.insert(&mut txn, spelling.as_str(), 1i64);
        });
        // Whether it is taken in or not: an opened board is the same.
        let _ = replica.merge(&odd);
        assert_eq!(json(replica.board()), before, "{spelling}");
        assert_eq!(json(fork(&replica, 3).board()), before, "{spelling}");
    }
}

/// Of a million; each part runs beside the others.
const MUTATED: usize = 250_000;

#[test]
fn ga3_mutated_updates_never_panic_hang_or_leave_the_board_unsaveable() {
    mutate(0x5EED);
}

#[test]
fn ga3_mutated_updates_second_quarter() {
    mutate(0x5EED_0001);
}

#[test]
fn ga3_mutated_updates_third_quarter() {
    mutate(0x5EED_0002);
}

#[test]
fn ga3_mutated_updates_last_quarter() {
    mutate(0x5EED_0003);
}

/// Every run with a seed sees the same bytes: a linear congruential generator (Knuth MMIX constants).
fn mutate(mut seed: u64) {
    let mut random = |below: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below.max(1)
    };
    let origin = ready(1);
    let state = origin.state();
    let mut author = fork(&origin, 2);
    let honest: Vec<Vec<u8>> = (0..12u128)
        .map(|n| match n % 3 {
            0 => act(&mut author, BEN, add_note(n, 0, 0, "mutated 😀")).update,
            1 => act(&mut author, BEN, edit(serde_json::json!({"spliceText": {"note": note(n - 1), "at": 2, "remove": 1, "insert": "zz"}}))).update,
            _ => act(&mut author, BEN, move_note(n - 2, 1, 1, board_model::After::First)).update,
        })
        .collect();
    let mut victim = Replica::load(3, &[&state]).unwrap();
    let (mut passed, mut refused) = (0, 0);
    for round in 0..MUTATED {
        let mut bytes = honest[random(honest.len())].clone();
        for _ in 0..=random(3) {
            let at = random(bytes.len());
            match random(4) {
                0 => bytes[at] ^= 1 << random(8),
                1 => bytes.truncate(at),
                2 => bytes.insert(at, random(256) as u8),
                _ => bytes.extend_from_within(at..),
            }
            if bytes.is_empty() {
                break;
            }
        }
        let outcome = catch_unwind(AssertUnwindSafe(|| victim.merge(&bytes).is_ok()));
        match outcome.expect("no panic") {
            true => passed += 1,
            false => refused += 1,
        }
        if round % 500 == 0 {
            let saved = victim.state();
            victim =
                Replica::load(3, &[&saved]).expect("what was taken in can be saved and opened");
            if random(4) == 0 {
                victim = Replica::load(3, &[&state]).unwrap();
            }
        }
    }
    assert!(
        passed > 0 && refused > 0,
        "{passed} passed, {refused} refused"
    );
}
