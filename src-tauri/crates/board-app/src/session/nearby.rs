//! Sessions of the local network: the list of them, and asking one for a ticket.

use crate::error::AppError;
use crate::installation::App;
use crate::installation::announcement::sessions_in;
use board_net::{Listen, MdnsBrowser, Nearby, NetOptions, PeerAddress, PeerId, Pin, Ticket};
use serde::Serialize;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use ts_rs::TS;

/// How long a knock may take: the host may ask its facilitator, who has two minutes.
const KNOCK: Duration = Duration::from_secs(150);

/// A session that can be joined by its PIN. Who it really is, is known only when the PIN is right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "desk.ts")]
pub struct SessionNearby {
    /// Names it while it is on the list.
    pub id: String,
    /// Whose machine it is, as they call themself.
    pub host: String,
    /// What the board is called.
    pub title: String,
    #[serde(skip)]
    #[ts(skip)]
    address: PeerAddress,
    #[serde(skip)]
    #[ts(skip)]
    session: u32,
}

impl SessionNearby {
    /// A session that was not found but is known: where its machine is, and its number there.
    pub fn at(address: PeerAddress, session: u32) -> Self {
        Self {
            id: format!("{:?}/{session}", address.id),
            host: String::new(),
            title: String::new(),
            address,
            session,
        }
    }
}

/// The sessions of what a machine announces; what is not ours gives none.
fn sessions_of(address: &PeerAddress, text: &str) -> Vec<SessionNearby> {
    let (host, sessions) = sessions_in(text);
    sessions
        .into_iter()
        .map(|(session, title)| SessionNearby {
            host: host.clone(),
            title,
            ..SessionNearby::at(address.clone(), session)
        })
        .collect()
}

/// Looks for sessions of the local network, as long as it is there.
#[derive(Debug)]
pub struct Around {
    look: MdnsBrowser,
    /// This machine's own sessions are not shown.
    own: Option<PeerId>,
}

impl Around {
    /// The sessions there are now.
    pub fn sessions(&self) -> Vec<SessionNearby> {
        let found = self.look.nearby().borrow().clone();
        let others = found
            .iter()
            .filter(|nearby| Some(nearby.address.id) != self.own);
        let mut all: Vec<_> = others
            .flat_map(|nearby| sessions_of(&nearby.address, &nearby.text))
            .collect();
        all.sort_by(|one, other| (&one.title, &one.id).cmp(&(&other.title, &other.id)));
        all
    }

    /// Tells when [`Around::sessions`] may have changed.
    pub fn watch(&self) -> watch::Receiver<Arc<[Nearby]>> {
        self.look.nearby()
    }

    /// Whether sessions can be found here at all: some networks carry no multicast.
    pub fn finds(&self) -> bool {
        self.look.discovers()
    }

    /// Asks a session for a ticket. The host may ask its facilitator, so this takes up to two minutes; dropping the
    /// future gives up.
    ///
    /// # Errors
    /// `E_BAD_INPUT` for what is no PIN; `E_TICKET` for a wrong one, and when none is given out any more; `E_LIMIT`
    /// after too many; `E_ROLE` when the facilitator says no; `E_NOT_CONNECTED` when the machine cannot be reached, or
    /// nobody decided.
    pub async fn knock(
        &self,
        at: &SessionNearby,
        pin: &str,
        name: &str,
    ) -> Result<String, AppError> {
        let pin: Pin = pin.parse()?;
        let asked = self
            .look
            .ask(&at.address, at.session, &pin, name, KNOCK)
            .await?;
        // Nothing but a ticket is passed on.
        let ticket: Ticket = asked.parse()?;
        Ok(ticket.to_string())
    }
}

impl App {
    /// Begins to look for sessions on the local network; at a loopback address nobody is looked for.
    ///
    /// # Errors
    /// `E_NOT_CONNECTED` without a socket; [`AppError::NoRandomness`].
    pub async fn look_around(&self, listen: Option<SocketAddr>) -> Result<Around, AppError> {
        let mut key = [0; 32];
        getrandom::fill(&mut key).map_err(|_| AppError::NoRandomness)?;
        let mut options = NetOptions::new(key);
        if let Some(listen) = listen {
            options.listen = Listen::Addr(listen);
            options.discovery = !listen.ip().is_loopback();
        }
        let own = self.present_endpoint().await;
        Ok(Around {
            look: MdnsBrowser::start(options).await?,
            own: own.map(|endpoint| endpoint.net().id()),
        })
    }
}
