//! The first bytes of a link. The dialler opens the stream and writes them, the other answers with
//! the same; only then is there a link.

use iroh::endpoint::{Connection, RecvStream, SendStream};

use crate::close;

/// What this program's connections are called. A change that older versions cannot follow counts
/// it up.
pub(crate) const ALPN: &[u8] = b"journeywall/board/1";

/// Four letters and the version of what follows, the most significant byte first.
const HELLO: [u8; 6] = *b"JWAL\x00\x01";
const LETTERS: usize = 4;

/// Why the first bytes failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoHello {
    /// The stream or the connection ended first.
    Ended,
    /// Other bytes came.
    NotOurs,
    /// Another version of this program.
    OtherVersion,
}

impl NoHello {
    /// The code that the other side gets, and the words with it.
    pub(crate) fn close(self) -> (u32, &'static str) {
        match self {
            Self::Ended => (close::BROKEN, "the stream ended before the link began"),
            Self::NotOurs => (close::NOT_OURS, "these are not the first bytes of a link"),
            Self::OtherVersion => (
                close::OTHER_VERSION,
                "the version differs; update Journeywall on both machines",
            ),
        }
    }
}

/// The dialler's part. The one who opens a stream writes first: the other hears of it only then.
pub(crate) async fn ask(connection: &Connection) -> Result<(SendStream, RecvStream), NoHello> {
    let (mut send, mut receive) = connection.open_bi().await.map_err(|_| NoHello::Ended)?;
    send.write_all(&HELLO).await.map_err(|_| NoHello::Ended)?;
    read(&mut receive).await?;
    Ok((send, receive))
}

/// The part of the one who was dialled.
pub(crate) async fn answer(connection: &Connection) -> Result<(SendStream, RecvStream), NoHello> {
    let (mut send, mut receive) = connection.accept_bi().await.map_err(|_| NoHello::Ended)?;
    read(&mut receive).await?;
    send.write_all(&HELLO).await.map_err(|_| NoHello::Ended)?;
    Ok((send, receive))
}

async fn read(receive: &mut RecvStream) -> Result<(), NoHello> {
    let mut bytes = [0; HELLO.len()];
    receive
        .read_exact(&mut bytes)
        .await
        .map_err(|_| NoHello::Ended)?;
    check(&bytes)
}

fn check(bytes: &[u8; HELLO.len()]) -> Result<(), NoHello> {
    if *bytes == HELLO {
        Ok(())
    } else if bytes.get(..LETTERS) == HELLO.get(..LETTERS) {
        Err(NoHello::OtherVersion)
    } else {
        Err(NoHello::NotOurs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_version_passes() {
        assert_eq!(check(&HELLO), Ok(()));
        assert_eq!(check(b"JWAL\x00\x02"), Err(NoHello::OtherVersion));
        assert_eq!(check(b"GET / "), Err(NoHello::NotOurs));
    }
}
