//! Who may take part, by the records alone.

use crate::world::{BOARD, World};
use board_model::{ParticipantId, PeerId};
use board_room::session::SessionCommand;
use board_room::session::keys::Keys;
use board_room::session::members::Register;
use board_room::session::records::{AdminCommand, Claim, Record, SignedCommand};
use board_room::{Input, Role};
use serde_json::json;

const ANN: ParticipantId = ParticipantId::from_u128(0xA);

fn keys(number: u8) -> Keys {
    Keys::new(&[number; 32])
}

fn signed(number: u64, lamport: u64, command: AdminCommand, by: &Keys) -> Record {
    Record::Command(
        by.public(),
        number,
        SignedCommand::new(BOARD, number, lamport, command, by),
    )
}

/// An owner (1), a co-facilitator (2) and a participant (3), who came by invitations (8) and (9).
fn room() -> Vec<Record> {
    let owner = keys(1);
    let invite = |invitation: &Keys, role| AdminCommand::Invite {
        invitation: invitation.public(),
        role,
        expires: None,
    };
    let claim = |peer: u8, by: &Keys| {
        let peer = keys(peer).public();
        let person = ParticipantId::from_u128(u128::from(peer.0[0]) << 8);
        Record::Member(peer, Claim::new(BOARD, peer, person, by))
    };
    vec![
        Record::Owner(owner.public()),
        signed(1, 1, invite(&keys(8), Role::Facilitator), &owner),
        signed(2, 2, invite(&keys(9), Role::Participant), &owner),
        claim(2, &keys(8)),
        claim(3, &keys(9)),
    ]
}

fn told(records: &[Record]) -> Register {
    let mut register = Register::default();
    let written = records.iter().map(Record::written);
    register.take(BOARD, written.map(|(key, bytes)| (key.into(), bytes)));
    register
}

fn role(register: &Register, peer: u8) -> Option<Role> {
    let member = register.members().member(keys(peer).public());
    member.map(|member| member.role)
}

#[test]
fn mb1_a_record_whose_signature_does_not_hold_counts_as_absent() {
    let register = told(&room());
    assert_eq!(role(&register, 2), Some(Role::Facilitator));
    assert_eq!(role(&register, 3), Some(Role::Participant));
    let forged = signed(
        1,
        9,
        AdminCommand::Assign {
            peer: keys(3).public(),
            role: Role::Facilitator,
            after: None,
        },
        &keys(3),
    );
    let mut records = room();
    records.push(forged);
    assert_eq!(
        role(&told(&records), 3),
        Some(Role::Participant),
        "a participant commands nothing"
    );
    for record in room() {
        let (key, mut bytes) = record.written();
        if let Some(last) = bytes.last_mut().filter(|_| key != "owner") {
            *last ^= 1;
            assert_eq!(Record::read(BOARD, &key, &bytes), None, "{key}");
        }
    }
}

#[test]
fn mb2_a_claim_holds_for_its_machine_person_and_board_only() {
    let (peer, invitation) = (keys(3).public(), keys(9));
    let claim = Claim::new(BOARD, peer, ANN, &invitation);
    assert!(claim.holds(BOARD, peer));
    assert!(!claim.holds(BOARD, keys(4).public()));
    assert!(!claim.holds(board_model::BoardId::from_u128(7), peer));
    let other = Claim {
        participant: ParticipantId::from_u128(0xB),
        ..claim
    };
    assert!(!other.holds(BOARD, peer));
}

#[test]
fn mb3_a_removal_beats_what_was_ordained_beside_it_and_is_taken_back_by_name() {
    let (owner, second) = (keys(1), keys(2));
    let ben: PeerId = keys(3).public();
    let mut records = room();
    records.push(signed(3, 3, AdminCommand::Remove { peer: ben }, &owner));
    // The co-facilitator had not heard of it.
    let assign = |after| AdminCommand::Assign {
        peer: ben,
        role: Role::Facilitator,
        after,
    };
    records.push(signed(1, 3, assign(None), &second));
    records.push(signed(2, 4, assign(None), &second));
    let register = told(&records);
    assert_eq!(role(&register, 3), None);
    assert!(register.members().is_removed(ben));
    let removal = register.members().removal_of(ben);
    records.push(signed(3, 5, assign(removal), &second));
    assert_eq!(role(&told(&records), 3), Some(Role::Facilitator));
    records.reverse();
    assert_eq!(
        role(&told(&records), 3),
        Some(Role::Facilitator),
        "whatever order they came in"
    );
}

#[test]
fn mb4_secrets_of_tickets_are_stored_nowhere() {
    let mut world = World::new(31);
    let secret = world.invitation(0, "participant");
    let whole = world.peers[0].room.as_ref().unwrap().replica().state();
    assert!(!whole.windows(16).any(|part| part == secret));
    world.kill(0);
    world.start(0);
    world.put(0, Input::Session(SessionCommand::Share));
    assert_eq!(
        world.invitation(0, "participant"),
        secret,
        "and are the same on another day"
    );
}

#[test]
fn mb5_the_owners_key_makes_another_machine_the_owners() {
    let mut world = World::room_of(32, 2);
    let rename = |title| json!({"renameStage": {"stage": "A", "title": title}});
    // The owner's laptop is gone for good.
    world.kill(0);
    world.run(9_000);
    world.put(
        2,
        Input::Session(SessionCommand::Owner(Keys::new(&[9; 32]))),
    );
    world.run(3_000);
    world.edit(2, rename("by another key"));
    assert!(!world.board(2).contains("by another key"));
    world.put(
        2,
        Input::Session(SessionCommand::Owner(Keys::new(&[200; 32]))),
    );
    world.run(10_000);
    assert_eq!(world.hosts(), [2], "the owner's machine hosts");
    world.edit(2, rename("by the owner"));
    world.run(1_000);
    world.assert_same();
    assert!(world.board(1).contains("by the owner"));
    world.kill(2);
    world.start(2);
    world.put(2, Input::Session(SessionCommand::Share));
    world.run(15_000);
    assert_eq!(world.hosts(), [2], "on another day too");
}

/// Bytes of the document at the owner's machine, and its control records.
fn kept(world: &World) -> (usize, usize) {
    let replica = world.peers[0].room.as_ref().unwrap().replica();
    (replica.state().len(), replica.records().len())
}

#[test]
fn mb1_what_a_machine_leaves_on_the_board_for_good_is_small_and_openings_without_a_word_leave_nothing()
 {
    let mut world = World::room_of(40, 1);
    let (before, records) = kept(&world);
    // A board that was looked at twenty times without a session and without a word.
    world.kill(1);
    for _ in 0..20 {
        world.start(1);
        world.kill(1);
    }
    world.join(1, &[0]);
    world.run(2_000);
    let (opened, more) = kept(&world);
    assert_eq!(more, records + 1, "the opening in which it came back");
    let of_opening = opened - before;
    // Whoever writes in one that nobody saw is known by it.
    world.kill(1);
    world.start(1);
    world.note(1, "alone");
    world.kill(1);
    world.join(1, &[0]);
    world.run(2_000);
    assert_eq!(kept(&world).1, more + 2);
    assert!(world.board(0).contains("alone"));
    // Machines that come, write nothing, and never come again.
    let (before, records) = kept(&world);
    let secret = world.invitation(0, "participant");
    for _ in 0..20 {
        let peer = world.add(None, Some(secret));
        world.join(peer, &[0]);
        world.run(1_000);
        world.leave(peer);
    }
    world.run(1_000);
    let (after, more) = kept(&world);
    assert_eq!(more, records + 40, "a claim and a client id each");
    let of_machine = (after - before) / 20;
    assert!(
        of_machine <= 400 && of_opening <= 130,
        "{of_machine}, {of_opening}"
    );
}
