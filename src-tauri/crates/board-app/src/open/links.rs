//! The links of one open board: what its room wants done with them.

use crate::installation::endpoint::{Endpoint, RouteInput};
use crate::open::address::{doors_of, read, written_with};
use crate::open::input::{SessionInput, ThreadInput};
use crate::open::session_status::SessionStatus;
use board_model::{BoardId, PeerId};
use board_net::{Link, NotSent, PeerAddress};
use board_room::Room;
use board_room::message::Way;
use board_room::session::frame::Machine;
use board_room::session::{GuestRedirect, LinkEffect, LinkEvent, LinkId, SessionCommand};
use std::collections::{HashMap, HashSet};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::{Mutex, watch};
use tokio::task::JoinHandle;
use tokio::time::timeout;

/// How long a machine is dialled: its links would be given up after four seconds.
const DIAL: Duration = Duration::from_secs(3);

/// How long the other side may take to hear why a link is closed.
const LAST_WORDS: Duration = Duration::from_secs(1);

/// Most machines that are remembered of the sessions of a board.
const REMEMBERED: usize = 64;

/// The code that links are closed with in order.
const ENDED: u32 = 100;

/// The links of a board's thread.
pub(crate) struct BoardLinks {
    board: BoardId,
    own: Sender<ThreadInput>,
    runtime: Handle,
    endpoint: Option<Arc<Endpoint>>,
    is_hosting: bool,
    links: HashMap<LinkId, Link>,
    dialling: HashSet<PeerId>,
    /// The machines of the session that could host, the best first.
    machines: Vec<Machine>,
    /// Whoever writes down where the session is holds it.
    remembering: Arc<Mutex<()>>,
    closing: Vec<JoinHandle<()>>,
    /// Where guests find this machine, once they are served.
    doors: Vec<SocketAddr>,
    status: watch::Sender<SessionStatus>,
    /// Of the room, when the status was told last.
    guest_policy_version: Option<(u64, GuestRedirect)>,
}

impl BoardLinks {
    pub(crate) fn new(
        board: BoardId,
        own: Sender<ThreadInput>,
        runtime: Handle,
        status: watch::Sender<SessionStatus>,
    ) -> Self {
        Self {
            board,
            own,
            runtime,
            endpoint: None,
            is_hosting: false,
            links: HashMap::new(),
            dialling: HashSet::new(),
            machines: Vec::new(),
            remembering: Arc::default(),
            closing: Vec::new(),
            doors: Vec::new(),
            status,
            guest_policy_version: None,
        }
    }

    /// From now on there is an endpoint. Its addresses change with the networks of this machine; the room hears it.
    pub(crate) fn connect(&mut self, endpoint: Arc<Endpoint>) {
        let own = self.own.clone();
        let deliver = move |input| own.send(SessionInput::Route(input).into()).is_ok();
        endpoint.enter(self.board, Arc::new(deliver));
        let (mut address, own) = (endpoint.net().watch_address(), self.own.clone());
        self.runtime.spawn(async move {
            while address.changed().await.is_ok() {
                address.mark_unchanged();
                if own.send(SessionInput::Moved.into()).is_err() {
                    return;
                }
            }
        });
        self.endpoint = Some(endpoint);
    }

    /// Where this machine is now, for machines and for guests; `None` without an endpoint.
    pub(crate) fn at(&self) -> Option<SessionCommand> {
        let address = self.endpoint.as_ref()?.net().address();
        Some(SessionCommand::At(written_with(&address, &self.doors)))
    }

    /// Guests find this machine here, or nowhere.
    pub(crate) fn open_doors(&mut self, doors: Vec<SocketAddr>) {
        self.doors = doors;
    }

    /// Tells those who serve guests how the session stands. O(1) while nothing has changed.
    pub(crate) fn tell_session_status(&mut self, room: &Room) {
        let mark = Some(room.guest_policy_version());
        if mark == self.guest_policy_version {
            return;
        }
        self.guest_policy_version = mark;
        let guest_policy = room.guest_policy();
        self.status.send_if_modified(|now| {
            let is_news = now.guest_policy != guest_policy;
            now.guest_policy = guest_policy;
            is_news
        });
    }

    /// Where guests find the other machines that could host.
    fn tell_doors(&self) {
        let own = self.endpoint.as_ref().map(|endpoint| endpoint.net().id());
        let others = self.machines.iter().filter(|one| Some(one.peer) != own);
        let doors: Vec<SocketAddr> = others.flat_map(|one| doors_of(&one.address)).collect();
        self.status.send_if_modified(|now| {
            let is_news = now.doors != doors;
            now.doors = doors;
            is_news
        });
    }

    pub(crate) fn runtime(&self) -> &Handle {
        &self.runtime
    }

    pub(crate) fn endpoint(&self) -> Option<&Arc<Endpoint>> {
        self.endpoint.as_ref()
    }

    /// How packets go on each link just now, for who asks how the session stands. A link that is over is left out.
    pub(crate) fn ways(&self) -> Vec<Way> {
        let links = self.links.values();
        links
            .filter_map(|link| match link.is_relayed()? {
                true => Some(Way::Relay),
                false => Some(Way::Direct),
            })
            .collect()
    }

    /// Whether others come to this board here.
    pub(crate) fn hosts(&mut self, is_hosting: bool) {
        if is_hosting == self.is_hosting {
            return;
        }
        if let Some(endpoint) = &self.endpoint {
            self.is_hosting = is_hosting;
            endpoint.hosts(self.board, is_hosting);
        }
    }

    /// A link is there.
    pub(crate) fn linked(&mut self, id: LinkId, link: Link, is_dialled: bool) -> LinkEvent {
        let peer = link.peer();
        if is_dialled {
            self.dialling.remove(&peer);
        }
        self.links.insert(id, link);
        LinkEvent::Up {
            link: id,
            peer,
            is_dialled,
        }
    }

    /// News about links that the room is to hear; what is forgotten here with it.
    pub(crate) fn hear(&mut self, input: &LinkEvent) {
        match input {
            LinkEvent::Down(id) => drop(self.links.remove(id)),
            LinkEvent::NotReached(peer) => drop(self.dialling.remove(peer)),
            _ => {}
        }
    }

    /// Does what the room wants; answers what the room is to hear about it at once.
    pub(crate) fn perform(&mut self, effect: LinkEffect) -> Option<LinkEvent> {
        match effect {
            LinkEffect::Send { link, bytes } => return self.send(link, bytes),
            LinkEffect::SendLossy { link, bytes } => {
                if let Some(link) = self.links.get(&link) {
                    link.send_lossy(bytes);
                }
            }
            LinkEffect::Close { link, reason } => self.close(link, reason),
            LinkEffect::Dial(machine) => self.dial(&machine),
            LinkEffect::Remember(machines) => self.remember(machines),
            // The thread tells its screens.
            LinkEffect::Out { .. } | LinkEffect::Fork => {}
        }
        None
    }

    fn send(&mut self, id: LinkId, bytes: Vec<u8>) -> Option<LinkEvent> {
        let link = self.links.get(&id)?;
        match link.try_send(bytes) {
            Ok(()) | Err(NotSent::Ended) => None,
            Err(NotSent::TooLong) => {
                tracing::error!("a frame is too long for a link");
                None
            }
            Err(NotSent::Full) => {
                let (link, own) = (link.clone(), self.own.clone());
                self.runtime.spawn(async move {
                    link.emptied().await;
                    let drained = RouteInput::Event(LinkEvent::Drained(id));
                    drop(own.send(SessionInput::Route(drained).into()));
                });
                Some(LinkEvent::Full(id))
            }
        }
    }

    /// Closes a link when the other side has heard why, or does not listen.
    fn close(&mut self, id: LinkId, reason: &'static str) {
        let Some(link) = self.links.remove(&id) else {
            return;
        };
        tracing::debug!(peer = %link.peer().short(), reason, "a link is closed");
        self.closing.retain(|task| !task.is_finished());
        self.closing.push(self.runtime.spawn(async move {
            // A queue that was handed over has not arrived: who is told to go closes the link itself.
            if timeout(LAST_WORDS, link.ended()).await.is_err() {
                link.close(ENDED, reason);
            }
        }));
    }

    fn dial(&mut self, machine: &Machine) {
        let Some(endpoint) = &self.endpoint else {
            return;
        };
        let address = read(machine.peer, &machine.address);
        let can_be_found =
            !address.direct.is_empty() || address.relay.is_some() || endpoint.net().discovers();
        if !can_be_found || !self.dialling.insert(machine.peer) {
            return;
        }
        let dialling = Arc::clone(endpoint).dial(self.board, address, DIAL);
        self.runtime.spawn(dialling);
    }

    /// Where those could be found who host when this machine is gone, the best first.
    pub(crate) fn successors(&self) -> Vec<PeerAddress> {
        let own = self.endpoint.as_ref().map(|endpoint| endpoint.net().id());
        let others = self.machines.iter().filter(|one| Some(one.peer) != own);
        others.map(|one| read(one.peer, &one.address)).collect()
    }

    /// Keeps where the session is, and after that where it was: a host that starts anew is alone at first, and must not
    /// forget whom it could look for.
    fn remember(&mut self, machines: Vec<Machine>) {
        let Some(endpoint) = self.endpoint.clone() else {
            return;
        };
        self.machines = machines.clone();
        self.tell_doors();
        let (key, board, remembering) = (
            machines_setting(self.board),
            self.board,
            Arc::clone(&self.remembering),
        );
        self.runtime.spawn(async move {
            // One after the other, or an older list could be written last.
            let _turn = remembering.lock().await;
            let library = endpoint.library();
            let before = library.setting(&key).await.ok().flatten();
            let all = and_before(machines, before.as_deref());
            let text = serde_json::to_string(&all).unwrap_or_default();
            if let Err(error) = library.put_setting(&key, Some(&text)).await {
                tracing::warn!(%error, %board, "where the session was is not remembered");
            }
        });
    }

    /// Ends every link, and waits until the last words were heard.
    pub(crate) fn finish(&mut self) {
        let runtime = self.runtime.clone();
        if let Some((endpoint, heard)) = self.ending() {
            runtime.block_on(async move {
                heard.await;
                endpoint.end_if_last().await;
            });
        }
    }

    /// Ends every link; the last words are heard meanwhile. A session that begins later has an endpoint of its own.
    pub(crate) fn part(&mut self) {
        if let Some((endpoint, heard)) = self.ending() {
            self.runtime.spawn(async move {
                heard.await;
                // Somebody may be about to share anew, by the same endpoint.
                if Arc::strong_count(&endpoint) == 1 {
                    endpoint.end_if_last().await;
                }
            });
        }
    }

    /// The endpoint that this board leaves, and until when its last words are heard.
    fn ending(&mut self) -> Option<(Arc<Endpoint>, impl Future<Output = ()> + Send + 'static)> {
        let endpoint = self.endpoint.take()?;
        endpoint.leave(self.board);
        let ids: Vec<LinkId> = self.links.keys().copied().collect();
        for id in ids {
            self.close(id, "the board is closed");
        }
        let closing = std::mem::take(&mut self.closing);
        let heard = async move {
            for task in closing {
                drop(task.await);
            }
        };
        Some((endpoint, heard))
    }
}

/// These machines, and those of the kept list that are not among them.
fn and_before(mut machines: Vec<Machine>, before: Option<&str>) -> Vec<Machine> {
    let before = before.and_then(|text| serde_json::from_str::<Vec<Machine>>(text).ok());
    for machine in before.into_iter().flatten() {
        if machines.len() < REMEMBERED && machines.iter().all(|one| one.peer != machine.peer) {
            machines.push(machine);
        }
    }
    machines
}

/// The setting that holds the machines of a board's last sessions, the latest first.
pub(crate) fn machines_setting(board: BoardId) -> String {
    format!("machines/{board}")
}
