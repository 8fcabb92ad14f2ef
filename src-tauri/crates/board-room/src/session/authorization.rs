//! Authorization: what a foreign update may do, by rights that hold whatever the sender's program. Locks and "own
//! notes only" are not checked here; they hold where an edit is asked for, so that nothing honest is ever thrown away
//! (design, "Who may").

use super::members::{Member, Members};
use super::records::{CLIENT, COMMAND, MEMBER, OWNER};
use crate::message::Role;
use board_model::{ParticipantId, PeerId};
use board_replica::{Root, Target, UpdateSummary};
use std::collections::{BTreeMap, BTreeSet};

/// Why an update is not applied, and its sender's link ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The sender is no member any more.
    Removed,
    /// The sender's role may never do that.
    Role(Role, &'static str),
    /// The sender's machine has written more than a participant's may.
    Share,
}

/// What becomes of an update that nobody is to blame for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Decision {
    /// It is applied.
    Authorized,
    /// It brings what others wrote, who are here themselves or may do more than the sender: they are to bring it. Or
    /// nothing tells yet who wrote it. To be asked for again later.
    Retry,
    /// It brings what others wrote and could bring, but seem to have lost; or what they wrote while they might, may not
    /// bring any more, and the sender never might. To be asked for again a few times, and no more.
    NotAuthorized,
}

/// Who sends an update.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sender {
    /// The host: it passes on what everybody wrote.
    Host(PeerId),
    /// A member: it writes itself, and may bring what others wrote while they were with another host.
    Member(PeerId),
}

/// Whether somebody is here to bring what they wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriterPresence {
    /// They are not here.
    Away,
    /// They are, and wrote it in an earlier opening, of which they may have less than others.
    Wrote,
    /// The same, and they had time enough to bring it.
    Lost,
    /// They are, and write under this very client id.
    Writes,
}

/// Authorizes an update that was read. A member brings writes of others only while those cannot, and only such as it
/// could make itself: a registered client id says whose writes they are, and nothing else proves it. `beyond` are clients
/// of machines that go beyond their share (rule NR9).
///
/// # Errors
/// [`Refused`].
pub fn authorize(
    members: &Members,
    sender: Sender,
    presence: &dyn Fn(PeerId, u64) -> WriterPresence,
    reading: &UpdateSummary,
    beyond: &BTreeSet<u64>,
) -> Result<Decision, Refused> {
    let (Sender::Host(from) | Sender::Member(from)) = sender;
    let own = members.member(from).ok_or(Refused::Removed)?;
    let mut decision = Decision::Authorized;
    let mut writers = Vec::new();
    for (&client, targets) in &reading.writes {
        let Some(peer) = members.peer_of(client) else {
            // Its record may be on its way.
            decision = decision.max(Decision::Retry);
            continue;
        };
        if peer == from {
            if let Some(breach) = breach(members, own, reading, client) {
                return Err(Refused::Role(own.role, breach));
            }
            if beyond.contains(&client) {
                return Err(Refused::Share);
            }
            continue;
        }
        // What a host passes on it has counted itself.
        let is_too_much = matches!(sender, Sender::Member(_)) && beyond.contains(&client);
        if reading.overwriters().contains(&client) || is_too_much {
            decision = decision.max(Decision::NotAuthorized);
        }
        // Removed or of a lower role meanwhile: what they wrote before that stands.
        let Some(writer) = members.ever(peer) else {
            decision = decision.max(Decision::Retry);
            continue;
        };
        for target in targets {
            decision = decision.max(match sender {
                _ if !may_write(members, writer, target) => Decision::Retry,
                Sender::Host(_) => Decision::Authorized,
                Sender::Member(_) => brought(members, own, peer, presence(peer, client), target),
            });
        }
        writers.push(writer);
    }
    Ok(decision.max(deletions(members, sender, own, reading, &writers)?))
}

/// Nobody's name is on a deletion: it goes with what somebody of the writers wrote in the same place.
fn deletions(
    members: &Members,
    sender: Sender,
    own: &Member,
    reading: &UpdateSummary,
    writers: &[&Member],
) -> Result<Decision, Refused> {
    let (Sender::Host(from) | Sender::Member(from)) = sender;
    let is_own = |client: &u64| members.peer_of(*client) == Some(from);
    let mut decision = Decision::Authorized;
    for target in &reading.deletes {
        let is_allowed = |member: &&Member| may_overwrite(members, member, target);
        let others = match sender {
            Sender::Member(_) if !may_bring(members, own, target) => &[],
            _ => writers,
        };
        if !is_allowed(&own) && !others.iter().any(is_allowed) {
            if reading.writes.keys().all(is_own) {
                return Err(Refused::Role(own.role, what(target)));
            }
            decision = Decision::Retry;
        }
    }
    Ok(decision)
}

/// What a machine may not do under a client id of its own, and does.
fn breach(
    members: &Members,
    own: &Member,
    reading: &UpdateSummary,
    client: u64,
) -> Option<&'static str> {
    let mut targets = reading.writes.get(&client).into_iter().flatten();
    let forbidden = targets.find(|target| !may_write(members, own, target));
    let is_overwriter = reading.overwriters().contains(&client);
    forbidden
        .map(what)
        .or(is_overwriter.then_some("what is there already"))
}

/// What somebody else wrote and might write, as a member brings it.
fn brought(
    members: &Members,
    own: &Member,
    peer: PeerId,
    presence: WriterPresence,
    target: &Target,
) -> Decision {
    let writer = members.member(peer);
    let comes_itself = writer.is_some_and(|writer| may_write(members, writer, target));
    match (comes_itself, presence, may_bring(members, own, target)) {
        (true, WriterPresence::Writes, _) => Decision::Retry,
        (true, WriterPresence::Wrote, _) => Decision::NotAuthorized,
        (_, _, true) => Decision::Authorized,
        (true, WriterPresence::Away, false) => Decision::Retry,
        (false, _, false) | (true, WriterPresence::Lost, false) => Decision::NotAuthorized,
    }
}

/// An update that was put together of what several brought, the senders of each section beside it: the clients whose
/// sections are not to be believed, and whether all deletions are. A section is believed from its writer, from whoever
/// could make it, and from two who have the very same: one alone could have made it up.
pub(super) fn unbelievable(
    members: &Members,
    senders: &[PeerId],
    witnesses: &BTreeMap<u64, Vec<PeerId>>,
    reading: &UpdateSummary,
    beyond: &BTreeSet<u64>,
    is_lost: &dyn Fn(u64) -> bool,
) -> (BTreeSet<u64>, bool) {
    let mut doubted = BTreeSet::new();
    for (&client, targets) in &reading.writes {
        let witnesses = witnesses.get(&client).map_or(&[][..], Vec::as_slice);
        let writer = members.peer_of(client);
        let writes = |target: &Target| {
            match writer {
                Some(peer) if witnesses.contains(&peer) => members.member(peer),
                Some(peer) => members.ever(peer),
                None => None,
            }
            .is_some_and(|writer| may_write(members, writer, target))
        };
        let is_vouched = |target: &Target| {
            let mut by = witnesses.iter().filter_map(|peer| members.member(*peer));
            by.any(|own| may_bring(members, own, target))
        };
        let is_known = witnesses.len() > 1
            || is_lost(client)
            || writer.is_some_and(|peer| witnesses.contains(&peer));
        let is_believed = |target: &Target| writes(target) && (is_known || is_vouched(target));
        let is_overwriter = reading.overwriters().contains(&client);
        if is_overwriter || beyond.contains(&client) || !targets.iter().all(is_believed) {
            doubted.insert(client);
        }
    }
    let believed = reading
        .writes
        .iter()
        .filter(|(client, _)| !doubted.contains(client));
    let written: BTreeSet<&Target> = believed.flat_map(|(_, targets)| targets).collect();
    let may_all = |target: &Target| {
        let mut senders = senders.iter().map(|peer| members.member(*peer));
        senders.all(|own| own.is_some_and(|own| may_bring(members, own, target)))
    };
    let deletions = reading.deletes.iter().all(|target| {
        matches!(target, Target::Collected) || written.contains(target) || may_all(target)
    });
    (doubted, deletions)
}

/// What others wrote for themselves, a member may bring if it could do the like for itself.
fn may_bring(members: &Members, own: &Member, target: &Target) -> bool {
    match target {
        Target::Register(Root::Sentiments | Root::People | Root::Guests, _) => {
            own.role >= Role::Participant
        }
        target => may_write(members, own, target),
    }
}

fn may_write(members: &Members, member: &Member, target: &Target) -> bool {
    // A machine writes for its own person, and for guests, who have none.
    let speaks_for = |person: Option<&str>| {
        let person: Option<ParticipantId> = person.and_then(|text| text.parse().ok());
        person.is_some_and(|one| one == member.participant || !members.has_person(one))
    };
    let role = member.role;
    match (role, target) {
        (Role::Viewer, _) => false,
        (_, Target::Register(Root::Control, key)) => may_record(role, key),
        (Role::Facilitator, _) => true,
        (Role::Participant, Target::Entities(root)) => {
            matches!(root, Root::Notes | Root::Groups | Root::Comments)
        }
        (Role::Participant, Target::Register(Root::Sentiments, key)) => {
            speaks_for(key.split('/').nth(1))
        }
        (Role::Participant, Target::Register(Root::People | Root::Guests, key)) => {
            speaks_for(Some(key))
        }
        _ => false,
    }
}

/// Members and client ids are written down by whoever hosts; commands by facilitators; the owner once, before anybody
/// else is there. All of them carry signatures of their own.
fn may_record(role: Role, key: &str) -> bool {
    if key == OWNER {
        return false;
    }
    key.starts_with(MEMBER)
        || key.starts_with(CLIENT)
        || (key.starts_with(COMMAND) && role == Role::Facilitator)
}

/// Two hosts may write the same record: of the two one stands, and both are alike to the byte. Whoever hosts puts
/// right what somebody spoiled.
fn may_overwrite(members: &Members, member: &Member, target: &Target) -> bool {
    matches!(target, Target::Collected) || may_write(members, member, target)
}

fn what(target: &Target) -> &'static str {
    match target {
        Target::Entities(root) | Target::Register(root, _) => root.name(),
        Target::Extension => "ext",
        Target::Collected => "collected writes",
    }
}
