//! The side of whoever joins by a PIN: they ask the host for a ticket.

use iroh::endpoint::Connection;

use super::Pin;
use super::pake::{self, Broken};
use crate::close::Ended;
use crate::error::NetError;
use crate::peer::{PeerId, id_of};

/// Proves to the host at the other end that the PIN is known, and waits for the ticket.
///
/// # Errors
///
/// As [`MdnsBrowser::ask`](crate::MdnsBrowser::ask), but for hosts that cannot be reached.
pub(crate) async fn ask(
    connection: &Connection,
    own: PeerId,
    session: u32,
    pin: &Pin,
    name: &str,
) -> Result<String, NetError> {
    let peer = id_of(connection.remote_id());
    let exchanged = async {
        let mut receive = pake::ask(connection, own, session, pin, name).await?;
        pake::ticket(&mut receive).await
    };
    match exchanged.await {
        Ok(ticket) => Ok(ticket),
        Err(Broken::WrongPin) => Err(NetError::WrongPin),
        Err(Broken::Nonsense) => Err(NetError::OtherProtocol(peer)),
        Err(Broken::Ended) => Err(refusal(
            peer,
            &Ended::of_connection(&connection.closed().await),
        )),
    }
}

/// What the host closed the connection for.
fn refusal(peer: PeerId, ended: &Option<Ended>) -> NetError {
    let Some(Ended::ByPeer { code, .. }) = ended else {
        return NetError::Unreachable(peer);
    };
    match *code {
        pake::WRONG_PIN => NetError::WrongPin,
        pake::TOO_MANY => NetError::TooManyAttempts,
        pake::NOT_OFFERED => NetError::PinOff,
        pake::TURNED_AWAY => NetError::TurnedAway,
        _ => NetError::Undecided,
    }
}
