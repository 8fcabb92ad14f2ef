//! Who may not have a link.

use parking_lot::RwLock;
use std::collections::HashSet;
use std::sync::Arc;

use iroh::endpoint::{AfterHandshakeOutcome, Connection, EndpointHooks, VarInt};

use crate::close;
use crate::peer::{PeerId, id_of};

/// Asked for every connection, right after it is known who is at its other end.
#[derive(Debug, Clone, Default)]
pub(crate) struct Bans(Arc<RwLock<HashSet<PeerId>>>);

impl Bans {
    pub(crate) fn add(&self, peer: PeerId) {
        let mut banned = self.0.write();
        banned.insert(peer);
    }

    pub(crate) fn remove(&self, peer: PeerId) {
        let mut banned = self.0.write();
        banned.remove(&peer);
    }

    pub(crate) fn has(&self, peer: PeerId) -> bool {
        let banned = self.0.read();
        banned.contains(&peer)
    }
}

/// What a banned peer is told.
pub(crate) const BANNED_REASON: &str = "you were removed";

impl EndpointHooks for Bans {
    async fn after_handshake<'a>(&'a self, connection: &'a Connection) -> AfterHandshakeOutcome {
        if self.has(id_of(connection.remote_id())) {
            return AfterHandshakeOutcome::Reject {
                error_code: VarInt::from_u32(close::BANNED),
                reason: BANNED_REASON.into(),
            };
        }
        AfterHandshakeOutcome::Accept
    }
}
