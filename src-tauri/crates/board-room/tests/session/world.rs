//! A world of peers: each has a room, a disk, an identity; links between them carry frames with delay, and break.
//! Nothing here reads a clock: time goes on from event to event.

use board_model::{BoardId, ParticipantId, PeerId};
use board_replica::Replica;
use board_room::message::{InMessage, OutMessage, Topics};
use board_room::session::frame::{Machine, Rank};
use board_room::session::keys::Keys;
use board_room::session::{Identity, LinkEffect, LinkEvent, LinkId, SessionCommand};
use board_room::{Effect, Input, Role, Room, RoomConfig, SeatId, Seating};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};
use std::time::Duration;

pub(crate) const BOARD: BoardId = BoardId::from_u128(0xB0A2D);
pub(crate) const SEAT: SeatId = SeatId(1);

/// Random numbers drawn from a seed: a linear congruential generator (Knuth's MMIX constants).
pub(crate) struct Rng(u64);

impl Rng {
    pub(crate) fn of(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5EED)
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end.max(1)
    }

    pub(crate) fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }
}

/// What a peer has when it is off: its disk.
struct Disk {
    updates: Vec<Vec<u8>>,
    clients: Vec<u64>,
    machines: Vec<Machine>,
}

pub(crate) struct Peer {
    secret: [u8; 32],
    invitation: Option<Keys>,
    owner: Option<Keys>,
    pub participant: ParticipantId,
    pub name: String,
    disk: Disk,
    pub room: Option<Room>,
    /// Zero of the room's clock, in the world's time.
    zero: Duration,
    links: BTreeMap<LinkId, usize>,
    pub heard: Vec<Value>,
    pub refused: Vec<(String, String)>,
    pub out: Vec<(String, String)>,
    /// Boards that it kept apart.
    pub apart: Vec<String>,
    asked: u64,
}

/// A link: its two ends, and what is on its way each way.
struct Wire {
    ends: [(usize, LinkId); 2],
    is_open: bool,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    Frame {
        wire: usize,
        to: usize,
        bytes: Vec<u8>,
    },
    Broken {
        wire: usize,
        to: usize,
    },
    Dialled {
        from: usize,
        to: PeerId,
    },
    Tick {
        peer: usize,
    },
}

pub(crate) struct World {
    pub peers: Vec<Peer>,
    pub now: Duration,
    pub rng: Rng,
    wires: Vec<Wire>,
    events: BinaryHeap<std::cmp::Reverse<(Duration, u64, Event)>>,
    /// When the last frame of a direction of a wire arrives: frames keep their order.
    last: BTreeMap<(usize, usize), Duration>,
    counted: u64,
    next_link: u64,
    next_client: u64,
    minted: u128,
    /// Pairs that cannot reach each other.
    cut: BTreeSet<(usize, usize)>,
    /// Who dials whom.
    dialling: BTreeSet<(usize, usize)>,
    /// By how much machines that start from now on have their clocks wrong besides, in seconds.
    pub shift: u64,
    /// Longest time that a frame is on its way, in milliseconds.
    pub max_delay: u64,
}

/// What machines take for the time, in seconds since 1970: nobody's clock is right for sure.
const CLOCKS: [u64; 3] = [1_790_000_000, 0, 4_000_000_000];

/// Most events while some time goes by: a busy minute of a large room has some ten thousand.
const MOST_STEPS: usize = 300_000;

pub(crate) fn uuid(n: u128) -> String {
    uuid::Uuid::from_u128(n).to_string()
}

impl World {
    /// A world with the owner of a board of two stages and two rows, who shares it.
    pub(crate) fn new(seed: u64) -> Self {
        let mut world = Self {
            peers: Vec::new(),
            now: Duration::ZERO,
            rng: Rng::of(seed),
            wires: Vec::new(),
            events: BinaryHeap::new(),
            last: BTreeMap::new(),
            counted: 0,
            next_link: 1,
            next_client: 1_000,
            minted: 0x1000,
            cut: BTreeSet::new(),
            dialling: BTreeSet::new(),
            shift: 0,
            max_delay: 50,
        };
        world.add(Some(Keys::new(&[200; 32])), None);
        let edits = json!({"many": {"edits": [
            {"addSheet": {"id": uuid(901), "title": "Map"}},
            {"addStage": {"id": uuid(902), "firstStep": uuid(903), "title": "A"}},
            {"addStage": {"id": uuid(912), "firstStep": uuid(913), "title": "B"}},
            {"addRow": {"id": uuid(904), "title": "R"}},
            {"addRow": {"id": uuid(905), "title": "S"}},
        ]}});
        let mut replica = Replica::blank(999, BOARD);
        let by = world.peers[0].participant;
        replica
            .apply(by, serde_json::from_value(edits).unwrap())
            .unwrap();
        world.peers[0].disk.updates.push(replica.state());
        world.peers[0].disk.clients.push(999);
        world.start(0);
        world.put(0, Input::Session(SessionCommand::Share));
        world
    }

    /// One more peer, off: the owner, or somebody with an invitation.
    pub(crate) fn add(&mut self, owner: Option<Keys>, invitation: Option<[u8; 16]>) -> usize {
        let index = self.peers.len();
        self.peers.push(Peer {
            secret: [index as u8 + 1; 32],
            invitation: invitation.map(|secret| Keys::of_invitation(&secret)),
            owner,
            participant: ParticipantId::from_u128(0xA00 + index as u128),
            name: format!("P{index}"),
            disk: Disk {
                updates: Vec::new(),
                clients: Vec::new(),
                machines: Vec::new(),
            },
            room: None,
            zero: Duration::ZERO,
            links: BTreeMap::new(),
            heard: Vec::new(),
            refused: Vec::new(),
            out: Vec::new(),
            apart: Vec::new(),
            asked: 0,
        });
        index
    }

    pub(crate) fn id(&self, peer: usize) -> PeerId {
        Keys::new(&self.peers[peer].secret).public()
    }

    fn index(&self, id: PeerId) -> usize {
        (0..self.peers.len())
            .find(|peer| self.id(*peer) == id)
            .unwrap()
    }

    pub(crate) fn machine(&self, peer: usize) -> Machine {
        Machine {
            peer: self.id(peer),
            rank: Rank::Owner,
            address: vec![peer as u8],
        }
    }

    /// Starts a peer from its disk, with a fresh client id.
    pub(crate) fn start(&mut self, peer: usize) {
        let client = self.next_client;
        self.next_client += 1;
        let now = self.now;
        let one = &mut self.peers[peer];
        one.disk.clients.push(client);
        let states: Vec<&[u8]> = one.disk.updates.iter().map(Vec::as_slice).collect();
        let replica = if states.is_empty() {
            Replica::awaiting(client, BOARD)
        } else {
            Replica::load(client, &states).unwrap()
        };
        let identity = Identity {
            keys: Keys::new(&one.secret),
            owner: one.owner.clone(),
            invitation: one.invitation.clone(),
            participant: one.participant,
            name: one.name.clone(),
            clients: one.disk.clients.clone(),
        };
        let config = RoomConfig {
            epoch: client,
            host: one.participant,
            read_only: None,
            unix_ms: (CLOCKS[peer % CLOCKS.len()] + now.as_secs() + self.shift) * 1_000,
            identity: Some(identity),
        };
        one.room = Some(Room::new(replica, config));
        one.zero = now;
        let (participant, name) = (one.participant, one.name.clone());
        let role = if one.owner.is_some() {
            Role::Facilitator
        } else {
            Role::Participant
        };
        self.put(peer, Input::Session(SessionCommand::At(vec![peer as u8])));
        let seating = Seating {
            seat: SEAT,
            participant,
            name,
            role,
            wished: Role::Facilitator,
            is_guest: false,
            colour: None,
        };
        self.put(peer, Input::Joined(seating));
        let topics = Topics {
            board: true,
            scene: false,
        };
        let request = board_room::message::Request::Subscribe(topics);
        let message = InMessage::Ask { id: 0, request };
        self.put(
            peer,
            Input::Said {
                seat: SEAT,
                message,
            },
        );
    }

    /// Starts a peer that looks for the session where it was last, and at these peers.
    pub(crate) fn join(&mut self, peer: usize, at: &[usize]) {
        if self.peers[peer].room.is_none() {
            self.start(peer);
        }
        let mut machines: Vec<Machine> = at.iter().map(|other| self.machine(*other)).collect();
        machines.extend(self.peers[peer].disk.machines.clone());
        self.put(peer, Input::Session(SessionCommand::FindHost(machines)));
    }

    /// A peer loses its power: nothing is said, links break.
    pub(crate) fn kill(&mut self, peer: usize) {
        self.peers[peer].room = None;
        self.peers[peer].links.clear();
        for wire in 0..self.wires.len() {
            if self.wires[wire].is_open && self.wires[wire].ends.iter().any(|(end, _)| *end == peer)
            {
                self.break_wire(wire);
            }
        }
    }

    /// The last updates of a peer that has no power had not come to its disk.
    pub(crate) fn lose(&mut self, peer: usize, updates: usize) {
        let kept = self.peers[peer].disk.updates.len() - updates;
        self.peers[peer].disk.updates.truncate(kept);
    }

    /// A peer leaves in order.
    pub(crate) fn leave(&mut self, peer: usize) {
        self.put(peer, Input::Session(SessionCommand::Leave));
        self.peers[peer].room = None;
        self.peers[peer].links.clear();
    }

    pub(crate) fn cut(&mut self, one: usize, other: usize) {
        self.cut.insert((one.min(other), one.max(other)));
        for wire in 0..self.wires.len() {
            let [(a, _), (b, _)] = self.wires[wire].ends;
            if self.wires[wire].is_open && (a.min(b), a.max(b)) == (one.min(other), one.max(other))
            {
                self.break_wire(wire);
            }
        }
    }

    pub(crate) fn heal(&mut self) {
        self.cut.clear();
    }

    fn is_cut(&self, one: usize, other: usize) -> bool {
        self.cut.contains(&(one.min(other), one.max(other)))
    }

    /// Both ends hear it after some silence, each in its own time.
    pub(crate) fn break_wire(&mut self, wire: usize) {
        self.wires[wire].is_open = false;
        for to in 0..2 {
            let silence = 1_000 + self.rng.below(3_000) as u64;
            self.later(silence, Event::Broken { wire, to });
        }
    }

    /// Breaks a link somewhere.
    pub(crate) fn break_any(&mut self) {
        let open: Vec<usize> = (0..self.wires.len())
            .filter(|wire| self.wires[*wire].is_open)
            .collect();
        if let Some(wire) = open.get(self.rng.below(open.len())) {
            self.break_wire(*wire);
        }
    }

    fn later(&mut self, ms: u64, event: Event) {
        self.counted += 1;
        let at = self.now + Duration::from_millis(ms);
        self.events
            .push(std::cmp::Reverse((at, self.counted, event)));
    }

    pub(crate) fn put(&mut self, peer: usize, input: Input) {
        let now = self.now - self.peers[peer].zero;
        let Some(room) = &mut self.peers[peer].room else {
            return;
        };
        let effects = room.handle(now, input);
        for effect in effects {
            self.perform(peer, effect);
        }
        let due = self.peers[peer].room.as_ref().and_then(Room::next_tick);
        if let Some(due) = due {
            let ms = due.saturating_sub(now).as_millis() as u64 + 1;
            self.later(ms, Event::Tick { peer });
        }
    }

    fn perform(&mut self, peer: usize, effect: Effect) {
        match effect {
            Effect::Append(append) => {
                self.peers[peer].disk.updates.push(append.bytes);
                let number = append.number;
                self.put(peer, Input::Stored(number));
            }
            Effect::Send { message, .. } => {
                if let OutMessage::Error { error, .. } = &message {
                    let error = (error.code.to_string(), error.message.clone());
                    self.peers[peer].refused.push(error);
                }
                let message = serde_json::to_value(&message).unwrap();
                self.peers[peer].heard.push(message);
            }
            Effect::SendAll { to, message } => {
                let (to, message) = (to[0], message);
                self.perform(peer, Effect::Send { to, message });
            }
            Effect::Show { .. } | Effect::Tell { .. } => {}
            Effect::Ticket { ticket, .. } => {
                let board_room::session::Invitation { role, secret } = ticket.unwrap();
                let ticket = json!({"ticket": role.name(), "secret": secret});
                self.peers[peer].heard.push(ticket);
            }
            Effect::Link(effect) => self.perform_link(peer, effect),
        }
    }

    fn perform_link(&mut self, peer: usize, effect: LinkEffect) {
        match effect {
            LinkEffect::Send { link, bytes } => {
                let Some(&wire) = self.peers[peer].links.get(&link) else {
                    return;
                };
                self.frame(peer, link, wire, bytes);
            }
            LinkEffect::SendLossy { link, bytes } => {
                if let Some(&wire) = self.peers[peer].links.get(&link)
                    && !self.rng.percent(20)
                {
                    self.frame(peer, link, wire, bytes);
                }
            }
            LinkEffect::Close { link, .. } => {
                let Some(wire) = self.peers[peer].links.remove(&link) else {
                    return;
                };
                let to = usize::from(self.wires[wire].ends[0] == (peer, link));
                self.wires[wire].is_open = false;
                // After what was sent before.
                let last = self.last.get(&(wire, to)).copied().unwrap_or_default();
                let ms = last.max(self.now).saturating_sub(self.now).as_millis() as u64 + 1;
                self.later(ms, Event::Broken { wire, to });
            }
            LinkEffect::Dial(machine) => {
                let ms = 5 + self.rng.below(100) as u64;
                let (from, to) = (peer, machine.peer);
                // Nobody is found without their address, and here it is who they are.
                let is_found = machine.address == [self.index(to) as u8];
                // Somebody is dialled once at a time, as the app does it.
                if !is_found || !self.dialling.insert((from, self.index(to))) {
                    return;
                }
                self.later(ms, Event::Dialled { from, to });
            }
            LinkEffect::Remember(machines) => self.peers[peer].disk.machines = machines,
            LinkEffect::Fork => self.afresh(peer),
            LinkEffect::Out { code, message } => {
                self.peers[peer].out.push((code.to_string(), message))
            }
        }
    }

    /// What a peer has is kept as another board, and it gets this one anew.
    fn afresh(&mut self, peer: usize) {
        let kept = self.board(peer);
        let client = self.next_client;
        self.next_client += 1;
        let now = self.now - self.peers[peer].zero;
        let one = &mut self.peers[peer];
        one.apart.push(kept);
        one.disk.clients.push(client);
        one.disk.updates.clear();
        let replica = Replica::awaiting(client, BOARD);
        let room = one.room.as_mut().unwrap();
        let effects = room.resync(now, replica, client);
        for effect in effects {
            self.perform(peer, effect);
        }
    }

    fn frame(&mut self, peer: usize, link: LinkId, wire: usize, bytes: Vec<u8>) {
        let to = usize::from(self.wires[wire].ends[0] == (peer, link));
        let delay = Duration::from_millis(1 + self.rng.below(self.max_delay as usize) as u64);
        let last = self.last.get(&(wire, to)).copied().unwrap_or_default();
        let at = (self.now + delay).max(last);
        self.last.insert((wire, to), at);
        let ms = (at - self.now).as_millis() as u64;
        self.later(ms, Event::Frame { wire, to, bytes });
    }

    /// The next event; false when nothing is left to happen.
    pub(crate) fn step(&mut self) -> bool {
        let Some(std::cmp::Reverse((at, _, event))) = self.events.pop() else {
            return false;
        };
        self.now = self.now.max(at);
        match event {
            Event::Tick { peer } => {
                let now = self.now - self.peers[peer].zero;
                let due = self.peers[peer].room.as_ref().and_then(Room::next_tick);
                if due.is_some_and(|due| due <= now) {
                    self.put(peer, Input::Tick);
                }
            }
            Event::Frame { wire, to, bytes } => {
                let (peer, link) = self.wires[wire].ends[to];
                if self.peers[peer].links.get(&link) == Some(&wire) {
                    self.put(peer, Input::Link(LinkEvent::Frame { link, bytes }));
                }
            }
            Event::Broken { wire, to } => {
                let (peer, link) = self.wires[wire].ends[to];
                if self.peers[peer].links.remove(&link).is_some() {
                    self.put(peer, Input::Link(LinkEvent::Down(link)));
                }
            }
            Event::Dialled { from, to } => self.dialled(from, to),
        }
        true
    }

    fn dialled(&mut self, from: usize, to: PeerId) {
        let target = self.index(to);
        self.dialling.remove(&(from, target));
        let is_there = self.peers[target].room.is_some() && self.peers[from].room.is_some();
        if !is_there || from == target || self.is_cut(from, target) {
            self.put(from, Input::Link(LinkEvent::NotReached(to)));
            return;
        }
        let ends = [
            (from, LinkId(self.next_link)),
            (target, LinkId(self.next_link + 1)),
        ];
        self.next_link += 2;
        let wire = self.wires.len();
        self.wires.push(Wire {
            ends,
            is_open: true,
        });
        for (peer, link) in ends {
            self.peers[peer].links.insert(link, wire);
        }
        let caller = self.id(from);
        let (link, peer) = (ends[1].1, caller);
        self.put(
            target,
            Input::Link(LinkEvent::Up {
                link,
                peer,
                is_dialled: false,
            }),
        );
        let (link, peer) = (ends[0].1, to);
        self.put(
            from,
            Input::Link(LinkEvent::Up {
                link,
                peer,
                is_dialled: true,
            }),
        );
    }

    /// The link by which a peer reaches another one.
    pub(crate) fn link_to(&self, peer: usize, other: usize) -> LinkId {
        let links = self.peers[peer].links.iter();
        let mut found =
            links.filter(|(_, wire)| self.wires[**wire].ends.iter().any(|(end, _)| *end == other));
        *found.next().expect("they are linked").0
    }

    /// A frame that a peer's program did not write, on its link to whoever is at the other end.
    pub(crate) fn inject(&mut self, peer: usize, bytes: Vec<u8>) {
        let open = self.peers[peer].links.iter().next_back();
        if let Some((&link, &wire)) = open {
            self.frame(peer, link, wire, bytes);
        }
    }

    /// Lets this much time go by.
    pub(crate) fn run(&mut self, ms: u64) {
        let end = self.now + Duration::from_millis(ms);
        let mut steps = 0;
        while self.events.peek().is_some_and(|next| next.0.0 <= end) {
            self.step();
            steps += 1;
            assert!(steps < MOST_STEPS, "they talk without an end");
        }
        self.now = end;
    }

    /// The secret of an invitation, as the facilitator at that peer gets it.
    pub(crate) fn invitation(&mut self, peer: usize, role: &str) -> [u8; 16] {
        self.say(peer, json!({"get": "ticket", "role": role}));
        let ticket = self.peers[peer].heard.last().unwrap();
        assert_eq!(ticket["ticket"], role, "{ticket}");
        serde_json::from_value(ticket["secret"].clone()).unwrap()
    }

    pub(crate) fn say(&mut self, peer: usize, mut message: Value) {
        self.peers[peer].asked += 1;
        message["id"] = json!(self.peers[peer].asked);
        let message = InMessage::parse(&message.to_string()).unwrap();
        self.put(
            peer,
            Input::Said {
                seat: SEAT,
                message,
            },
        );
    }

    pub(crate) fn edit(&mut self, peer: usize, edit: Value) {
        self.say(peer, json!({ "edit": edit }));
    }

    /// The owner gives somebody another role, or removes them.
    pub(crate) fn assign(&mut self, peer: usize, role: Option<Role>) {
        let participant = self.peers[peer].participant;
        self.put(
            0,
            Input::Session(SessionCommand::Assign { participant, role }),
        );
    }

    /// A note of that peer's person; its id.
    pub(crate) fn note(&mut self, peer: usize, text: &str) -> String {
        self.minted += 1;
        let id = uuid(0xAAAA_0000 + self.minted);
        self.edit(
            peer,
            json!({"addNote": {"id": id, "step": "A", "row": "R", "text": text}}),
        );
        id
    }

    pub(crate) fn board(&self, peer: usize) -> String {
        let room = self.peers[peer].room.as_ref().expect("is on");
        serde_json::to_string(room.board()).unwrap()
    }

    /// The machines that a peer would look for the next time.
    pub(crate) fn remembered(&self, peer: usize) -> &[Machine] {
        &self.peers[peer].disk.machines
    }

    /// `hosting`, `connected`, `reconnecting` or `alone`.
    pub(crate) fn state(&self, peer: usize) -> String {
        let room = self.peers[peer].room.as_ref().expect("is on");
        let standing = room.status(Vec::new()).state.state;
        serde_json::to_value(standing)
            .unwrap()
            .as_str()
            .unwrap()
            .to_owned()
    }

    pub(crate) fn hosts(&self) -> Vec<usize> {
        let on = (0..self.peers.len()).filter(|peer| self.peers[*peer].room.is_some());
        on.filter(|peer| self.state(*peer) == "hosting").collect()
    }

    pub(crate) fn on(&self) -> Vec<usize> {
        (0..self.peers.len())
            .filter(|peer| self.peers[*peer].room.is_some())
            .collect()
    }

    /// Everybody who is on has the same board.
    pub(crate) fn assert_same(&self) {
        let on = self.on();
        let first = self.board(on[0]);
        for peer in on {
            assert_eq!(self.board(peer), first, "peer {peer} differs");
        }
    }

    /// Owner and this many participants, all in the session.
    pub(crate) fn room_of(seed: u64, others: usize) -> Self {
        let mut world = Self::new(seed);
        let secret = world.invitation(0, "participant");
        for _ in 0..others {
            let peer = world.add(None, Some(secret));
            world.join(peer, &[0]);
        }
        world.run(2_000);
        world
    }
}
