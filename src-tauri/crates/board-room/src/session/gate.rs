//! What a foreign update may do: rights that hold whatever the sender's program. Locks and "own notes only" are not
//! judged here; they hold where an edit is asked for, so that nothing honest is ever thrown away (design, "Who may").

use super::members::{Member, Members};
use super::records::{ACT, CLIENT, MEMBER, OWNER};
use crate::message::Role;
use board_model::{ParticipantId, PeerId};
use board_replica::{Reading, Root, Target};

/// Why an update is not taken in, and its sender's link ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The sender is no member any more.
    Removed,
    /// The sender's role may never do that.
    Role(Role, &'static str),
}

/// What becomes of an update that nobody is to blame for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is taken in.
    Fine,
    /// It brings what others wrote, who are here themselves or may do more than the sender: they are to bring it. Or
    /// nothing tells yet who wrote it. To be asked for again later.
    Later,
}

/// Who sends an update.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sender {
    /// The host: it passes on what everybody wrote.
    Host(PeerId),
    /// A member: it writes itself, and may bring what others wrote while they were with another host.
    Member(PeerId),
}

/// Judges an update that was read. A member brings writes of others only while those are away, and only such as it
/// could make itself: a registered client id says whose writes they are, and nothing else proves it.
///
/// # Errors
/// [`Refused`].
pub fn judge(
    members: &Members,
    sender: Sender,
    is_here: &dyn Fn(PeerId) -> bool,
    reading: &Reading,
) -> Result<Verdict, Refused> {
    let (Sender::Host(from) | Sender::Member(from)) = sender;
    let own = members.member(from).ok_or(Refused::Removed)?;
    let mut verdict = Verdict::Fine;
    let mut writers = vec![own];
    for (&client, targets) in &reading.writes {
        let Some(peer) = members.peer_of(client) else {
            // Its record may be on its way.
            verdict = Verdict::Later;
            continue;
        };
        let Some(writer) = members.member(peer) else {
            // Removed meanwhile: what they wrote before that came in with it.
            verdict = Verdict::Later;
            continue;
        };
        for target in targets {
            if !may_write(members, writer, target) {
                if peer == from {
                    return Err(Refused::Role(writer.role, what(target)));
                }
                verdict = Verdict::Later;
            }
            if sender == Sender::Member(from)
                && peer != from
                && (is_here(peer) || !may_bring(members, own, target))
            {
                verdict = Verdict::Later;
            }
        }
        writers.push(writer);
    }
    // Nobody's name is on a deletion: it goes with what somebody wrote in the same place.
    for target in &reading.deletes {
        let is_allowed = |member: &&Member| may_overwrite(members, member, target);
        if !writers.iter().any(is_allowed) {
            if reading
                .writes
                .keys()
                .all(|client| members.peer_of(*client) == Some(from))
            {
                return Err(Refused::Role(own.role, what(target)));
            }
            verdict = Verdict::Later;
        }
    }
    Ok(verdict)
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

/// Members and client ids are written down by whoever hosts; acts by facilitators; the owner once, before anybody
/// else is there. All of them carry seals of their own.
fn may_record(role: Role, key: &str) -> bool {
    if key == OWNER {
        return false;
    }
    key.starts_with(MEMBER)
        || key.starts_with(CLIENT)
        || (key.starts_with(ACT) && role == Role::Facilitator)
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
