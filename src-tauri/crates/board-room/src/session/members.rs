//! Who may take part, worked out of the control records: the same on every peer that has the same records.

use super::records::{AdminCommand, GuestLock, Record, Registration, SignedCommand};
use crate::message::Role;
use board_model::{BoardId, ParticipantId, PeerId};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A machine that takes part, and its person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The person.
    pub participant: ParticipantId,
    /// What they may do.
    pub role: Role,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Invitation {
    role: Role,
    expires: Option<u64>,
    /// Once revoked: who stays.
    revoked: Option<BTreeSet<PeerId>>,
}

/// Locks that were replaced and are remembered, the latest.
const MOST_FORMER: usize = 16;

/// By what guests come in, whoever hosts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Guests {
    /// What lets anybody in; none while there are no guests.
    pub locks: Vec<GuestLock>,
    /// What was replaced, the latest first.
    pub former: Vec<GuestLock>,
    /// Who may not come any more.
    pub away: BTreeSet<ParticipantId>,
}

impl Guests {
    fn relock(&mut self, locks: &[GuestLock]) {
        let is_gone = |lock: &GuestLock| !locks.contains(lock);
        let gone = self.locks.drain(..).filter(is_gone);
        let before = gone
            .chain(self.former.drain(..))
            .filter(|lock| !locks.contains(lock));
        // When guests begin anew, nobody has come in by what held before.
        self.former = before
            .take(if locks.is_empty() { 0 } else { MOST_FORMER })
            .collect();
        self.locks = locks.to_vec();
    }
}

/// Who may take part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Members {
    owner: Option<PeerId>,
    /// Machines that came in by the owner's key.
    owners: BTreeSet<PeerId>,
    members: BTreeMap<PeerId, Member>,
    /// Each member's machine, by the person.
    machines: BTreeMap<ParticipantId, PeerId>,
    /// Whoever was a member at any time, with the most they were ever allowed.
    ever: BTreeMap<PeerId, Member>,
    /// Roles given by name, beside those that invitations give.
    assigned: BTreeMap<PeerId, Role>,
    /// The highest of them that each was ever given.
    most_assigned: BTreeMap<PeerId, Role>,
    removed: BTreeMap<PeerId, (PeerId, u64)>,
    clients: BTreeMap<u64, PeerId>,
    /// The other way round.
    clients_of: BTreeMap<PeerId, BTreeSet<u64>>,
    invitations: BTreeMap<PeerId, Invitation>,
    no_caretakers: bool,
    guests: Guests,
    lamport: u64,
    /// Highest number of each signer.
    numbers: BTreeMap<PeerId, u64>,
}

impl Members {
    /// The board owner's key; `None` while the board was never shared.
    pub fn owner(&self) -> Option<PeerId> {
        self.owner
    }

    /// A member; `None` for strangers and for who was removed.
    pub fn member(&self, peer: PeerId) -> Option<&Member> {
        self.members.get(&peer)
    }

    /// Whoever was a member at any time, with the highest role they ever had: what they wrote then stands, whatever
    /// became of them.
    pub fn ever(&self, peer: PeerId) -> Option<&Member> {
        self.ever.get(&peer)
    }

    /// Whether a machine came in by the owner's key.
    pub fn is_owner(&self, peer: PeerId) -> bool {
        self.owners.contains(&peer)
    }

    /// All members.
    pub fn all(&self) -> impl Iterator<Item = (PeerId, &Member)> {
        self.members.iter().map(|(peer, member)| (*peer, member))
    }

    /// Whether a person is at a member's machine, and no guest.
    pub fn has_person(&self, person: ParticipantId) -> bool {
        self.machines.contains_key(&person)
    }

    /// The machine of a person.
    pub fn machine_of(&self, person: ParticipantId) -> Option<PeerId> {
        self.machines.get(&person).copied()
    }

    /// Whether somebody was removed and not taken back.
    pub fn is_removed(&self, peer: PeerId) -> bool {
        self.removed.contains_key(&peer)
    }

    /// The removal that is to be named when somebody is taken back.
    pub fn removal_of(&self, peer: PeerId) -> Option<(PeerId, u64)> {
        self.removed.get(&peer).copied()
    }

    /// Whose client id that is.
    pub fn peer_of(&self, client: u64) -> Option<PeerId> {
        self.clients.get(&client).copied()
    }

    /// The client ids of a machine, of every opening of the board.
    pub fn clients_of(&self, peer: PeerId) -> impl Iterator<Item = u64> {
        self.clients_of.get(&peer).into_iter().flatten().copied()
    }

    /// The role that an invitation gives now; `None` for one that lets nobody in. `unix` is the time in seconds
    /// since 1970.
    pub fn invites(&self, invitation: PeerId, unix: u64) -> Option<Role> {
        if self.owner == Some(invitation) {
            return Some(Role::Facilitator);
        }
        let found = self.invitations.get(&invitation)?;
        let is_open = found.revoked.is_none() && found.expires.is_none_or(|end| unix < end);
        is_open.then_some(found.role)
    }

    /// Whether the invitation was open once, and is not now.
    pub fn has_ended(&self, invitation: PeerId, unix: u64) -> bool {
        self.invitations.contains_key(&invitation) && self.invites(invitation, unix).is_none()
    }

    /// Whether participants' machines may host when no facilitator is there.
    pub fn may_caretakers_host(&self) -> bool {
        !self.no_caretakers
    }

    /// By what guests come in.
    pub fn guests(&self) -> &Guests {
        &self.guests
    }

    /// Number and lamport of a signer's next command.
    pub fn next(&self, signer: PeerId) -> (u64, u64) {
        let number = self.numbers.get(&signer).copied().unwrap_or(0) + 1;
        (number, self.lamport + 1)
    }

    fn work_out<'a>(records: impl Iterator<Item = &'a Record>) -> Self {
        let mut found = Self::default();
        let mut commands: Vec<(u64, bool, PeerId, u64, &SignedCommand)> = Vec::new();
        let mut claims = Vec::new();
        for record in records {
            match record {
                Record::Owner(key) => found.owner = Some(*key),
                Record::Member(peer, claim) => claims.push((*peer, claim)),
                Record::Client(registration) => {
                    let Registration { client, peer, .. } = registration;
                    found.clients.insert(*client, *peer);
                    found.clients_of.entry(*peer).or_default().insert(*client);
                }
                Record::Command(signer, number, signed) => {
                    let is_late = !matches!(signed.command, AdminCommand::Remove { .. });
                    commands.push((signed.lamport, is_late, *signer, *number, signed));
                }
            }
        }
        commands.sort_by_key(|&(lamport, is_late, signer, number, _)| {
            (lamport, is_late, signer, number)
        });
        // What people claim counts from the start; whether their invitation is one shows as the commands go by.
        for (_, _, signer, number, signed) in commands {
            if found.may_sign(signer, &claims) {
                found.apply_command(signer, number, signed);
            }
        }
        // Of several claims of one machine the one that gives most counts.
        let mut best: BTreeMap<PeerId, (Role, &super::records::Claim)> = BTreeMap::new();
        for (peer, claim) in claims {
            found.remember(peer, claim);
            if let Some(role) = found.role_by(peer, claim.invitation)
                && best.get(&peer).is_none_or(|(known, _)| *known < role)
            {
                best.insert(peer, (role, claim));
            }
        }
        for (peer, (role, claim)) in best {
            let participant = claim.participant;
            // A person has one machine; whoever claims another's name is nobody.
            if !found.has_person(participant) {
                found.machines.insert(participant, peer);
                if found.owner == Some(claim.invitation) {
                    found.owners.insert(peer);
                }
                found.members.insert(peer, Member { participant, role });
            }
        }
        found
    }

    /// Remembers what somebody was ever allowed by this claim.
    fn remember(&mut self, peer: PeerId, claim: &super::records::Claim) {
        let invited = match self.owner == Some(claim.invitation) {
            true => Some(Role::Facilitator),
            false => self.invitations.get(&claim.invitation).map(|it| it.role),
        };
        let Some(invited) = invited else {
            return;
        };
        let assigned = self.most_assigned.get(&peer).copied();
        let role = assigned.map_or(invited, |assigned| assigned.max(invited));
        let participant = claim.participant;
        let member = self.ever.entry(peer);
        let member = member.or_insert(Member { participant, role });
        member.role = member.role.max(role);
    }

    /// The role of whoever came in by this invitation.
    fn role_by(&self, peer: PeerId, invitation: PeerId) -> Option<Role> {
        if self.removed.contains_key(&peer) {
            return None;
        }
        if let Some(assigned) = self.assigned.get(&peer) {
            return Some(*assigned);
        }
        if self.owner == Some(invitation) {
            return Some(Role::Facilitator);
        }
        let found = self.invitations.get(&invitation)?;
        let stays = found
            .revoked
            .as_ref()
            .is_none_or(|kept| kept.contains(&peer));
        stays.then_some(found.role)
    }

    /// Whether a signer may give commands, by those that were given before.
    fn may_sign(&self, signer: PeerId, claims: &[(PeerId, &super::records::Claim)]) -> bool {
        if self.owner == Some(signer) {
            return true;
        }
        let theirs = claims.iter().filter(|(peer, _)| *peer == signer);
        let mut roles = theirs.filter_map(|(_, claim)| self.role_by(signer, claim.invitation));
        roles.any(|role| role == Role::Facilitator)
    }

    fn apply_command(&mut self, signer: PeerId, number: u64, signed: &SignedCommand) {
        self.lamport = self.lamport.max(signed.lamport);
        let highest = self.numbers.entry(signer).or_default();
        *highest = (*highest).max(number);
        match &signed.command {
            AdminCommand::Invite {
                invitation,
                role,
                expires,
            } => {
                let fresh = Invitation {
                    role: *role,
                    expires: *expires,
                    revoked: None,
                };
                self.invitations.entry(*invitation).or_insert(fresh);
            }
            AdminCommand::Revoke { invitation, kept } => {
                if let Some(found) = self.invitations.get_mut(invitation) {
                    let kept = kept.iter().copied();
                    found.revoked.get_or_insert_default().extend(kept);
                }
            }
            AdminCommand::Assign { peer, role, after } => {
                if self
                    .removed
                    .get(peer)
                    .is_some_and(|removal| Some(*removal) != *after)
                {
                    return;
                }
                self.removed.remove(peer);
                self.assigned.insert(*peer, *role);
                let most = self.most_assigned.entry(*peer).or_insert(*role);
                *most = (*most).max(*role);
            }
            AdminCommand::Remove { peer } => {
                self.removed.insert(*peer, (signer, number));
                self.assigned.remove(peer);
            }
            AdminCommand::Caretakers { may_host } => self.no_caretakers = !may_host,
            AdminCommand::Guests { locks } => self.guests.relock(locks),
            AdminCommand::TurnAway { guest } => {
                self.guests.away.insert(*guest);
            }
        }
    }
}

/// The records that are known, each checked once.
#[derive(Debug, Default)]
pub struct Register {
    records: BTreeMap<Arc<str>, (Vec<u8>, Option<Record>)>,
    members: Members,
    /// Counts the changes.
    version: u64,
    /// The document holds something else than a record that stood there.
    spoiled: bool,
}

impl Register {
    /// Who may take part.
    pub fn members(&self) -> &Members {
        &self.members
    }

    /// Takes in the records of the document, which were authorized. Says whether anything is new.
    pub fn take(
        &mut self,
        board: BoardId,
        records: impl IntoIterator<Item = (Arc<str>, Vec<u8>)>,
    ) -> bool {
        self.add(board, records, true)
    }

    /// Takes in records that somebody tells: what stands already they cannot change.
    pub fn hear<'a>(
        &mut self,
        board: BoardId,
        records: impl IntoIterator<Item = &'a (String, Vec<u8>)>,
    ) -> bool {
        let told = records
            .into_iter()
            .map(|(key, bytes)| (key.as_str().into(), bytes.clone()));
        self.add(board, told, false)
    }

    fn add(
        &mut self,
        board: BoardId,
        records: impl IntoIterator<Item = (Arc<str>, Vec<u8>)>,
        may_replace: bool,
    ) -> bool {
        let mut is_news = false;
        for (key, bytes) in records {
            let known = self.records.get(&key);
            let stands = known.is_some_and(|(_, record)| record.is_some());
            if known.is_some_and(|(known, _)| *known == bytes) || (stands && !may_replace) {
                continue;
            }
            let record = Record::read(board, &key, &bytes);
            // What once held is not forgotten for something that does not: it is put right by whoever hosts.
            if record.is_none() && (stands || !may_replace) {
                self.spoiled |= stands;
                continue;
            }
            self.records.insert(key, (bytes, record));
            is_news = true;
        }
        if is_news {
            self.version += 1;
            let records = self
                .records
                .values()
                .filter_map(|(_, record)| record.as_ref());
            self.members = Members::work_out(records);
        }
        is_news
    }

    /// Counts the changes of what is known.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The records that stand, when the document has lost one of them since this was asked last.
    pub fn to_put_right(&mut self) -> Option<Vec<(String, Vec<u8>)>> {
        std::mem::take(&mut self.spoiled).then(|| self.all())
    }

    /// All records, as they travel.
    pub fn all(&self) -> Vec<(String, Vec<u8>)> {
        let held = self
            .records
            .iter()
            .filter(|(_, (_, record))| record.is_some());
        held.map(|(key, (bytes, _))| (key.to_string(), bytes.clone()))
            .collect()
    }
}
