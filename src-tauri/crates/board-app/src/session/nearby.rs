//! Sessions of the local network: what is announced of them, the list, and asking one for a ticket.

use super::pins::Offer;
use crate::app::App;
use crate::error::AppError;
use board_net::{
    Listen, MdnsBrowser, Nearby, NetOptions, PeerAddress, PeerId, Pin, TEXT_BYTES, Ticket,
};
use serde::{Deserialize, Serialize};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use ts_rs::TS;

/// Sessions that one machine announces: what has room in its record.
const SESSIONS: usize = 3;

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

/// What goes out.
#[derive(Serialize, Deserialize)]
struct Announced {
    /// The host's name.
    n: String,
    /// Numbers and titles of sessions.
    s: Vec<(u32, String)>,
}

/// What a machine announces: whose it is and what its boards are called, as far as there is room; nothing without a
/// session.
pub(super) fn announcement<'a>(sessions: impl Iterator<Item = (u32, &'a Offer)>) -> Option<String> {
    let sessions: Vec<_> = sessions.take(SESSIONS).collect();
    let (_, first) = sessions.first()?;
    let titles: Vec<(u32, &str)> = sessions
        .iter()
        .map(|(session, offer)| (*session, offer.title.as_str()))
        .collect();
    fitting(&first.host, &titles)
}

fn fitting(host: &str, titles: &[(u32, &str)]) -> Option<String> {
    // Characters may take several bytes each, and some are written longer than they are.
    (0..=TEXT_BYTES).rev().find_map(|letters| {
        let cut = |text: &str| shortened(text, letters);
        let s = titles.iter().map(|(session, title)| (*session, cut(title)));
        let announced = Announced {
            n: shortened(host, letters.min(40)),
            s: s.collect(),
        };
        let text = serde_json::to_string(&announced).ok()?;
        (text.len() <= TEXT_BYTES).then_some(text)
    })
}

/// The text in at most this many characters, with a mark where it was cut.
fn shortened(text: &str, letters: usize) -> String {
    let text = text.trim();
    if text.chars().count() <= letters {
        return text.to_owned();
    }
    let mut cut: String = text.chars().take(letters.saturating_sub(1)).collect();
    cut.push('…');
    cut
}

/// The sessions of what a machine announces; what is not ours gives none.
fn sessions_of(address: &PeerAddress, text: &str) -> Vec<SessionNearby> {
    let Ok(Announced { n, s }) = serde_json::from_str(text) else {
        return Vec::new();
    };
    let sessions = s.into_iter().take(SESSIONS);
    sessions
        .map(|(session, title)| SessionNearby {
            host: n.clone(),
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
        let own = self.present_exchange().await;
        Ok(Around {
            look: MdnsBrowser::start(options).await?,
            own: own.map(|exchange| exchange.net().id()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address() -> PeerAddress {
        PeerAddress {
            id: PeerId::from_bytes([7; 32]),
            direct: Vec::new(),
            relay: None,
        }
    }

    #[test]
    fn pn2_what_is_announced_fits_and_is_read_again() {
        let long = "Ein langer Titel über die Reise — ".repeat(20);
        for titles in [
            vec![(7, "Onboarding")],
            vec![(7, "Onboarding"), (u32::MAX, "A \"quoted\" \\ title")],
            vec![(1, long.as_str()), (2, long.as_str()), (3, "💡💡💡")],
        ] {
            let text = fitting("Lena", &titles).unwrap();
            assert!(text.len() <= TEXT_BYTES, "{text}");
            let read = sessions_of(&address(), &text);
            assert_eq!(read.len(), titles.len());
            for (session, (number, title)) in read.iter().zip(&titles) {
                assert_eq!((session.session, &*session.host), (*number, "Lena"));
                let whole = session.title.trim_end_matches('…');
                assert!(title.starts_with(whole) && !whole.is_empty(), "{text}");
            }
        }
    }

    #[test]
    fn what_others_announce_gives_no_session() {
        for other in ["", "Onboarding", "{}", r#"{"n":"x","s":[[1]]}"#, "[]"] {
            assert_eq!(sessions_of(&address(), other), [], "{other}");
        }
        let many: Vec<_> = (0..9).map(|number| (number, "T")).collect();
        let many = serde_json::json!({ "n": "x", "s": many }).to_string();
        assert_eq!(sessions_of(&address(), &many).len(), SESSIONS);
    }
}
