//! Browses the local network (mDNS) for sessions, and asks for a ticket with a PIN.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use iroh::Endpoint;
use iroh::endpoint::{Connection, VarInt};
use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::timeout_at;

use crate::bans::Bans;
use crate::dial::{unconnected, was_silent};
use crate::error::NetError;
use crate::limits::deadline;
use crate::nearby::{MdnsDiscovery, Nearby};
use crate::options::NetOptions;
use crate::peer::{PeerAddress, id_of};
use crate::pin::{Pin, pake, visitor};
use crate::transport;

/// Browses for sessions under an ephemeral key, so that nobody learns who this installation is before it
/// joins. It is dialled by nobody.
pub struct MdnsBrowser {
    endpoint: Endpoint,
    runtime: Handle,
    nearby: watch::Receiver<Arc<[Nearby]>>,
    discovers: bool,
    /// Ends with it.
    _watching: JoinSet<()>,
}

impl MdnsBrowser {
    /// Begins to browse. The key of the options should be fresh; relays and limits are not used.
    ///
    /// # Errors
    ///
    /// `E_NOT_CONNECTED` when no socket can be opened.
    pub async fn start(options: NetOptions) -> Result<Self, NetError> {
        let endpoint = transport::bind(&options, Bans::default()).await?;
        endpoint.set_alpns(Vec::new());
        let mdns = match options.discovery {
            true => MdnsDiscovery::start(&endpoint),
            false => None,
        };
        let (found, nearby) = watch::channel(Arc::from([]));
        let mut watching = JoinSet::new();
        let discovers = mdns.is_some();
        if let Some(mdns) = mdns {
            let events = mdns.events().await;
            watching.spawn(MdnsDiscovery::watch(events, found));
        }
        Ok(Self {
            endpoint,
            runtime: Handle::current(),
            nearby,
            discovers,
            _watching: watching,
        })
    }

    /// Who announces something on the local network, by id; at most [`crate::NEARBY`].
    pub fn nearby(&self) -> watch::Receiver<Arc<[Nearby]>> {
        self.nearby.clone()
    }

    /// Whether anybody can be found: the network knows multicast.
    pub fn discovers(&self) -> bool {
        self.discovers
    }

    /// Asks a host for a ticket, as somebody of this name. Waits for up to `limit`, since the host
    /// may ask its facilitator first.
    ///
    /// # Errors
    ///
    /// `E_TICKET` when the PIN is wrong or none is given out any more, `E_LIMIT` when there were
    /// too many attempts, `E_ROLE` when the facilitator lets them not in, `E_NOT_CONNECTED` when the
    /// host cannot be reached or nobody decided in time.
    pub async fn ask(
        &self,
        host: &PeerAddress,
        session: u32,
        pin: &Pin,
        name: &str,
        limit: Duration,
    ) -> Result<String, NetError> {
        let until = deadline(limit);
        let asking = async {
            let connection = self.reach(host).await?;
            let own = id_of(self.endpoint.id());
            let given = visitor::ask(&connection, own, session, pin, name).await;
            connection.close(VarInt::from_u32(pake::DONE), b"");
            given
        };
        match timeout_at(until, asking).await {
            Ok(given) => given,
            Err(_) => Err(NetError::Unreachable(host.id)),
        }
    }

    async fn reach(&self, host: &PeerAddress) -> Result<Connection, NetError> {
        let target = host.to_endpoint(false)?;
        if target.is_empty() && !self.discovers {
            return Err(NetError::NoAddress(host.id));
        }
        loop {
            match self.endpoint.connect(target.clone(), pake::ALPN).await {
                Err(error) if was_silent(&error) => {}
                // Who speaks of no PINs gives none out.
                done => {
                    return done.map_err(|error| match unconnected(host.id, &error) {
                        NetError::OtherProtocol(_) => NetError::PinOff,
                        error => error,
                    });
                }
            }
        }
    }
}

impl Drop for MdnsBrowser {
    /// Whoever is asked just now hears at once that nobody waits any more.
    fn drop(&mut self) {
        let endpoint = self.endpoint.clone();
        self.runtime.spawn(async move { endpoint.close().await });
    }
}

impl fmt::Debug for MdnsBrowser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MdnsBrowser").finish_non_exhaustive()
    }
}
