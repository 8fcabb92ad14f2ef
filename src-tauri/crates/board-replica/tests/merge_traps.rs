//! The ways in which two people's work gets lost in other designs, each closed here. Ids are rules of SCHEMA.md.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod support;

use board_model::{After, Ballot, CloseRound, Edit, OpenRound, RoundId, SetSentiment};
use serde_json::json;
use std::collections::BTreeMap;
use support::*;

#[test]
fn lc1_two_peers_that_first_use_the_same_things_lose_neither() {
    // [LC1] no container is made lazily: both set the first sentiment, measure, ballot, kind at the same time.
    let mut ann = ready(1);
    act(
        &mut ann,
        ANN,
        edit(json!({"addPersona": {"id": "00000000-0000-0000-0000-0000000000aa", "name": "Pat"}})),
    );
    let mut ben = fork(&ann, 2);
    for (replica, by, value) in [(&mut ann, ANN, 1), (&mut ben, BEN, -2)] {
        let persona = "00000000-0000-0000-0000-0000000000aa".parse().unwrap();
        act(
            replica,
            by,
            SetSentiment {
                persona,
                step: step(0).into(),
                sheet: None,
                value: Some(value),
            },
        );
        act(
            replica,
            by,
            edit(
                json!({"setMeasure": {"step": step(value.unsigned_abs().into()), "row": row(0), "value": value.to_string()}}),
            ),
        );
        act(
            replica,
            by,
            edit(
                json!({"defineKind": {"kind": format!("own {value}"), "title": "Own", "colour": "pink"}}),
            ),
        );
    }
    meet(&mut ann, &mut ben);
    let persona = "00000000-0000-0000-0000-0000000000aa".parse().unwrap();
    assert_eq!(
        ann.board().sentiments(persona, step(0)).unwrap(),
        &BTreeMap::from([(ANN, 1), (BEN, -2)])
    );
    assert_eq!(ann.board().measure(cell(1, 0)).unwrap().value, "1");
    assert_eq!(ann.board().measure(cell(2, 0)).unwrap().value, "-2");
    assert_eq!(
        ann.board()
            .kinds()
            .iter()
            .filter(|kind| kind.id.as_str().starts_with("own"))
            .count(),
        2
    );
    assert_eq!(json(ann.board()), json(ben.board()));
}

#[test]
fn dl1_typing_into_a_note_that_somebody_deletes_is_kept() {
    // [DL1] deletion is a register: restored, the note has what was typed meanwhile.
    let mut ann = ready(1);
    act(&mut ann, ANN, add_note(1, 0, 0, "Looks up"));
    let mut ben = fork(&ann, 2);
    act(
        &mut ann,
        ANN,
        edit(json!({"deleteNote": {"note": note(1)}})),
    );
    act(
        &mut ben,
        BEN,
        edit(json!({"spliceText": {"note": note(1), "at": 8, "insert": " gyms"}})),
    );
    meet(&mut ann, &mut ben);
    assert!(ann.board().note(note(1)).unwrap().deleted);
    act(
        &mut ann,
        ANN,
        edit(json!({"restoreNote": {"note": note(1)}})),
    );
    assert_eq!(texts(ann.board(), cell(0, 0)), ["Looks up gyms"]);
}

#[test]
fn gr1_notes_of_a_deleted_stage_are_in_the_parking_lot_and_come_back_with_it() {
    // [GR1] also those that somebody adds there meanwhile.
    let mut ann = ready(1);
    act(&mut ann, ANN, add_note(1, 1, 0, "before"));
    let mut ben = fork(&ann, 2);
    act(&mut ann, ANN, edit(json!({"deleteStage": {"stage": "S1"}})));
    act(&mut ben, BEN, add_note(2, 1, 1, "meanwhile"));
    meet(&mut ann, &mut ben);
    let mut lot = parked(ben.board());
    lot.sort_unstable();
    assert_eq!(lot, ["before", "meanwhile"]);
    act(&mut ann, ANN, Edit::Undo(board_model::Undo {}));
    assert_eq!(texts(ann.board(), cell(1, 0)), ["before"]);
    assert_eq!(texts(ann.board(), cell(1, 1)), ["meanwhile"]);
    assert!(parked(ann.board()).is_empty());
}

#[test]
fn gr2_a_stage_whose_last_steps_two_people_delete_keeps_its_first() {
    // [GR2] a stage always has a column.
    let mut ann = ready(1);
    act(
        &mut ann,
        ANN,
        edit(json!({"addStep": {"id": step(10), "stage": "S0", "title": "later"}})),
    );
    let mut ben = fork(&ann, 2);
    act(
        &mut ann,
        ANN,
        edit(json!({"deleteStep": {"step": step(0)}})),
    );
    act(
        &mut ben,
        BEN,
        edit(json!({"deleteStep": {"step": step(10)}})),
    );
    meet(&mut ann, &mut ben);
    let stages = &ann.board().sheets()[0].stages;
    assert_eq!(
        stages[0]
            .steps
            .iter()
            .map(|step| step.id)
            .collect::<Vec<_>>(),
        [step(0)]
    );
    assert_eq!(json(ann.board()), json(ben.board()));
}

#[test]
fn or1_notes_put_at_the_same_place_at_the_same_time_stand_in_one_order() {
    // [OR1] and others still fit between them.
    let mut ann = ready(1);
    act(&mut ann, ANN, add_note(1, 0, 0, "first"));
    act(&mut ann, ANN, add_note(2, 0, 0, "last"));
    let mut ben = fork(&ann, 2);
    for (replica, by, ids) in [(&mut ann, ANN, [10, 11, 12]), (&mut ben, BEN, [20, 21, 22])] {
        for id in ids {
            let mut add = add_note(id, 0, 0, &id.to_string());
            add.after = After::This(note(1));
            act(replica, by, add);
        }
    }
    meet(&mut ann, &mut ben);
    let seen: Vec<String> = texts(ann.board(), cell(0, 0))
        .into_iter()
        .map(str::to_owned)
        .collect();
    assert_eq!(seen, texts(ben.board(), cell(0, 0)));
    assert_eq!((seen[0].as_str(), seen[7].as_str()), ("first", "last"));
    for pair in 0..7u128 {
        let before = ann
            .board()
            .notes_in(cell(0, 0))
            .nth(pair as usize)
            .unwrap()
            .id;
        let mut add = add_note(100 + pair, 0, 0, "between");
        add.after = After::This(before);
        act(&mut ann, ANN, add);
        let order: Vec<_> = ann
            .board()
            .notes_in(cell(0, 0))
            .map(|note| note.id)
            .collect();
        let at = order.iter().position(|id| *id == before).unwrap();
        assert_eq!(
            order[at + 1],
            note(100 + pair),
            "a note put after another stands right after it"
        );
    }
}

#[test]
fn pl1_two_moves_of_one_note_end_in_one_of_the_two_places() {
    // [PL1] placement is one register: never the step of one and the row of the other.
    let mut ann = ready(1);
    act(&mut ann, ANN, add_note(1, 0, 0, "moved"));
    let mut ben = fork(&ann, 2);
    act(&mut ann, ANN, move_note(1, 1, 0, After::Last));
    act(&mut ben, BEN, move_note(1, 2, 1, After::Last));
    meet(&mut ann, &mut ben);
    let there: Vec<_> = (0..3)
        .flat_map(|s| (0..2).map(move |r| cell(s, r)))
        .filter(|cell| ann.board().count_in(*cell) == 1)
        .collect();
    assert!(
        there == [cell(1, 0)] || there == [cell(2, 1)],
        "found at {there:?}"
    );
    assert_eq!(json(ann.board()), json(ben.board()));
}

#[test]
fn ba1_ballots_closed_on_two_halves_never_count_more_than_the_allowance() {
    // [BA1] one register holds a voter's whole ballot, and reading cuts it to the allowance.
    let mut ann = ready(1);
    act(&mut ann, ANN, add_note(1, 0, 0, "a"));
    act(&mut ann, ANN, add_note(2, 0, 0, "b"));
    let round = RoundId::from_u128(7);
    act(
        &mut ann,
        ANN,
        OpenRound {
            id: Some(round),
            title: "Dots".into(),
            allowance: 3,
        },
    );
    let mut ben = fork(&ann, 2);
    let ballots = |note, votes| BTreeMap::from([(BEN, Ballot::from([(note, votes)]))]);
    act(
        &mut ann,
        ANN,
        CloseRound {
            round,
            ballots: ballots(note(1), 3),
        },
    );
    act(
        &mut ben,
        BEN,
        CloseRound {
            round,
            ballots: ballots(note(2), 2),
        },
    );
    meet(&mut ann, &mut ben);
    let total: u32 = [1, 2]
        .iter()
        .map(|n| ann.board().votes(ann.board().note(note(*n)).unwrap()))
        .sum();
    assert!(
        total == 3 || total == 2,
        "{total} votes of one person with 3"
    );
    assert_eq!(json(ann.board()), json(ben.board()));
    let error = refused(
        &mut ann,
        ANN,
        CloseRound {
            round,
            ballots: ballots(note(1), 4),
        },
    );
    assert_eq!(error.code(), "E_LIMIT");
}

#[test]
fn rg1_of_two_writes_to_one_register_one_wins_and_texts_merge() {
    // [RG1]
    let mut ann = ready(1);
    act(&mut ann, ANN, add_note(1, 0, 0, "middle"));
    let mut ben = fork(&ann, 2);
    act(
        &mut ann,
        ANN,
        edit(json!({"renameStage": {"stage": "S0", "title": "Ann's"}})),
    );
    act(
        &mut ben,
        BEN,
        edit(json!({"renameStage": {"stage": "S0", "title": "Ben's"}})),
    );
    act(
        &mut ann,
        ANN,
        edit(json!({"spliceText": {"note": note(1), "at": 0, "insert": "before "}})),
    );
    act(
        &mut ben,
        BEN,
        edit(json!({"spliceText": {"note": note(1), "at": 6, "insert": " after"}})),
    );
    meet(&mut ann, &mut ben);
    let title = &ann.board().sheets()[0].stages[0].title;
    assert!(title == "Ann's" || title == "Ben's", "{title}");
    assert_eq!(texts(ann.board(), cell(0, 0)), ["before middle after"]);
    assert_eq!(json(ann.board()), json(ben.board()));
}

/// Deletions of updates alone of which nothing is left out.
fn whole_only(left_out: &[u64]) -> Box<dyn Fn(u64) -> bool> {
    let is_whole = left_out.is_empty();
    Box::new(move |_| is_whole)
}

#[test]
fn what_is_put_together_without_somebodys_writes_deletes_nothing_that_goes_with_them() {
    let mut ann = ready(1);
    act(&mut ann, ANN, add_note(7, 1, 0, "Ann 3"));
    let mut ben = fork(&ann, 2);
    let before = ann.state_vector();
    act(
        &mut ben,
        BEN,
        edit(json!({"setText": {"note": note(7), "text": "Ben"}})),
    );
    let update = ben.missing(&before).unwrap();
    let without =
        ann.write_index()
            .merge_sections(&[&update], &|_, client| client != 2, &whole_only);
    assert!(ann.summarize(&without.update).unwrap().is_empty());
    let whole = ann
        .write_index()
        .merge_sections(&[&update], &|_, _| true, &whole_only);
    assert_eq!(whole.witnesses, BTreeMap::from([(2, vec![0])]));
    ann.merge(&whole.update).unwrap();
    assert_eq!(json(ann.board()), json(ben.board()));
}

#[test]
fn what_is_put_together_without_one_persons_writes_has_anothers_with_the_deletions_that_belong_to_them()
 {
    // Ann's machine lost what she wrote in her last opening, client 3. Ben has it, and something of Cem's, client 4,
    // which Cem brings himself.
    let mut ann = ready(1);
    act(&mut ann, ANN, add_note(7, 1, 0, "Ann 268"));
    act(&mut ann, ANN, add_note(8, 1, 0, "Cem"));
    let mut lost = fork(&ann, 3);
    let before = ann.state_vector();
    act(
        &mut lost,
        ANN,
        edit(json!({"setText": {"note": note(7), "text": "Ann 322"}})),
    );
    let mut ben = fork(&lost, 4);
    act(
        &mut ben,
        BEN,
        edit(json!({"setText": {"note": note(8), "text": "Ben"}})),
    );
    let update = ben.missing(&before).unwrap();
    let keep = |_: usize, client: u64| client != 4;
    let of_ann = |_: &[u64]| -> Box<dyn Fn(u64) -> bool> { Box::new(|client| client == 1) };
    let without = ann
        .write_index()
        .merge_sections(&[&update], &keep, &whole_only);
    let mut doubled = fork(&ann, 5);
    doubled.merge(&without.update).unwrap();
    assert!(texts(doubled.board(), cell(1, 0))[0].len() > "Ann 322".len());
    let with = ann.write_index().merge_sections(&[&update], &keep, &of_ann);
    ann.merge(&with.update).unwrap();
    assert_eq!(texts(ann.board(), cell(1, 0))[0], "Ann 322");
}
