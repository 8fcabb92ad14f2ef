//! The PAKE, a password-authenticated key exchange (SPAKE2), by which two machines find out whether they have the same
//! PIN, over a connection of its own.
//!
//! The visitor opens the stream. In order: session and first half of the exchange; second half; the
//! visitor's proof; the host's proof; the visitor's name; the ticket. The visitor proves first, so
//! that a stranger learns nothing that could be tried out elsewhere. Each side's key follows from
//! the PIN and from both machines' ids, which the connection has proved: nobody in between can pass
//! the exchange on. Where the two differ, the proofs do not hold.

use std::time::Duration;

use iroh::endpoint::{Connection, ReadExactError, RecvStream, SendStream, WriteError};
use spake2::{Ed25519Group, Identity, Password, Spake2};

use super::Pin;
use crate::close::foreign_text;
use crate::limits::{NAME_BYTES, TICKET_BYTES};
use crate::peer::{PeerId, id_of};

/// What these connections are called. A change that older versions cannot follow counts it up.
pub(crate) const ALPN: &[u8] = b"journeywall/pin/1";

/// How long the two may take until the host knows whether the PIN is right.
pub(crate) const PROVING: Duration = Duration::from_secs(10);

/// The PIN was another one.
pub(crate) const WRONG_PIN: u32 = 1;
/// There were too many attempts.
pub(crate) const TOO_MANY: u32 = 2;
/// No PIN is given out for this session.
pub(crate) const NOT_OFFERED: u32 = 3;
/// The facilitator does not let this person in.
pub(crate) const TURNED_AWAY: u32 = 4;
/// Nobody decided in time, or too many wait already.
pub(crate) const UNDECIDED: u32 = 5;
/// Something else was said than belongs there.
pub(crate) const NONSENSE: u32 = 6;
/// All is said.
pub(crate) const DONE: u32 = 7;

/// Bytes of a half of the exchange, and of a proof.
const HALF: usize = 33;
const PROOF: usize = 32;

const OF_VISITOR: &str = "journeywall 2026-11-22 PIN proof of the visitor";
const OF_HOST: &str = "journeywall 2026-11-22 PIN proof of the host";

/// Why the exchange ended early.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Broken {
    /// The stream or the connection ended.
    Ended,
    /// The other side does not have the same PIN.
    WrongPin,
    /// What came does not belong there.
    Nonsense,
}

impl From<ReadExactError> for Broken {
    fn from(_: ReadExactError) -> Self {
        Self::Ended
    }
}

impl From<WriteError> for Broken {
    fn from(_: WriteError) -> Self {
        Self::Ended
    }
}

/// Who talks to whom about which session.
#[derive(Clone, Copy)]
struct Parties {
    visitor: PeerId,
    host: PeerId,
    session: u32,
}

impl Parties {
    fn visitor(&self) -> Identity {
        Identity::new(&self.visitor.bytes())
    }

    fn host(&self) -> Identity {
        let mut bytes = self.host.bytes().to_vec();
        bytes.extend_from_slice(&self.session.to_be_bytes());
        Identity::new(&bytes)
    }
}

/// A key that both have only if they have the same PIN.
struct Proofs {
    of_visitor: blake3::Hash,
    of_host: blake3::Hash,
}

impl Proofs {
    fn of(exchange: Spake2<Ed25519Group>, half: &[u8]) -> Result<Self, Broken> {
        let key = exchange.finish(half).map_err(|_| Broken::Nonsense)?;
        Ok(Self {
            of_visitor: blake3::derive_key(OF_VISITOR, &key).into(),
            of_host: blake3::derive_key(OF_HOST, &key).into(),
        })
    }
}

/// The visitor's side up to the name. Answers where the ticket will come.
pub(crate) async fn ask(
    connection: &Connection,
    own: PeerId,
    session: u32,
    pin: &Pin,
    name: &str,
) -> Result<RecvStream, Broken> {
    let parties = Parties {
        visitor: own,
        host: id_of(connection.remote_id()),
        session,
    };
    let (mut send, mut receive) = connection.open_bi().await.map_err(|_| Broken::Ended)?;
    let password = Password::new(pin.bytes());
    let (exchange, half) = Spake2::start_a(&password, &parties.visitor(), &parties.host());
    send.write_all(&session.to_be_bytes()).await?;
    send.write_all(&half).await?;
    let mut other = [0; HALF];
    receive.read_exact(&mut other).await?;
    let proofs = Proofs::of(exchange, &other)?;
    send.write_all(proofs.of_visitor.as_bytes()).await?;
    if proof(&mut receive).await? != proofs.of_host {
        return Err(Broken::WrongPin);
    }
    write_text(&mut send, name).await?;
    Ok(receive)
}

/// The ticket, as soon as the host gives it.
pub(crate) async fn ticket(receive: &mut RecvStream) -> Result<String, Broken> {
    read_text(receive, TICKET_BYTES).await
}

/// The host's side: first which session is meant.
pub(crate) async fn opened(
    connection: &Connection,
) -> Result<(SendStream, RecvStream, u32), Broken> {
    let (send, mut receive) = connection.accept_bi().await.map_err(|_| Broken::Ended)?;
    let mut session = [0; 4];
    receive.read_exact(&mut session).await?;
    Ok((send, receive, u32::from_be_bytes(session)))
}

/// Then whether the visitor has the PIN. Only who does is proved anything.
pub(crate) async fn check(
    connection: &Connection,
    (send, receive): (&mut SendStream, &mut RecvStream),
    own: PeerId,
    session: u32,
    pin: &Pin,
) -> Result<(), Broken> {
    let parties = Parties {
        visitor: id_of(connection.remote_id()),
        host: own,
        session,
    };
    let mut other = [0; HALF];
    receive.read_exact(&mut other).await?;
    let password = Password::new(pin.bytes());
    let (exchange, half) = Spake2::start_b(&password, &parties.visitor(), &parties.host());
    let proofs = Proofs::of(exchange, &other)?;
    send.write_all(&half).await?;
    if proof(receive).await? != proofs.of_visitor {
        return Err(Broken::WrongPin);
    }
    send.write_all(proofs.of_host.as_bytes()).await?;
    Ok(())
}

/// Who they say they are.
pub(crate) async fn name(receive: &mut RecvStream) -> Result<String, Broken> {
    read_text(receive, NAME_BYTES).await
}

pub(crate) async fn write_text(send: &mut SendStream, text: &str) -> Result<(), Broken> {
    let length = u16::try_from(text.len()).map_err(|_| Broken::Nonsense)?;
    send.write_all(&length.to_be_bytes()).await?;
    send.write_all(text.as_bytes()).await?;
    Ok(())
}

/// A proof; compared in constant time.
async fn proof(receive: &mut RecvStream) -> Result<blake3::Hash, Broken> {
    let mut bytes = [0; PROOF];
    receive.read_exact(&mut bytes).await?;
    Ok(bytes.into())
}

async fn read_text(receive: &mut RecvStream, most: usize) -> Result<String, Broken> {
    let mut length = [0; 2];
    receive.read_exact(&mut length).await?;
    let length = usize::from(u16::from_be_bytes(length));
    if length > most {
        return Err(Broken::Nonsense);
    }
    let mut bytes = vec![0; length];
    receive.read_exact(&mut bytes).await?;
    Ok(foreign_text(&bytes, most))
}
