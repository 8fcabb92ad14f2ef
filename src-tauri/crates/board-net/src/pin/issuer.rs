//! The issuer of PINs, the host's side: which are given out, and who came by one.

use parking_lot::Mutex;
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use iroh::Endpoint;
use iroh::endpoint::{Connection, SendStream, VarInt};
use tokio::sync::mpsc;
use tokio::time::{Instant, timeout};
use tracing::debug;

use super::attempt_limit::{Attempt, AttemptLimit};
use super::pake::{self, Broken};
use super::{Pin, pake::PROVING};
use crate::hello;
use crate::origin::Origin;
use crate::peer::{PeerId, id_of};

/// Visitors whose PIN was right and whom nobody has looked at yet.
const WAITING: usize = 8;

/// How long a visitor may take to take the ticket.
const TAKING: Duration = Duration::from_secs(5);

/// An event at a PIN.
#[derive(Debug)]
pub enum PinEvent {
    /// Somebody has it, and wants a ticket.
    Visitor(Visitor),
    /// It was guessed at too often and lets nobody in any more. The session says which.
    Over(u32),
}

/// The PINs that are given out.
#[derive(Clone)]
pub(crate) struct PinIssuer {
    sessions: Arc<Mutex<HashMap<u32, Session>>>,
    news: mpsc::Sender<PinEvent>,
}

struct Session {
    pin: Pin,
    attempts: AttemptLimit,
}

impl PinIssuer {
    pub(crate) fn new() -> (Self, mpsc::Receiver<PinEvent>) {
        let (news, heard) = mpsc::channel(WAITING);
        let sessions = Arc::default();
        (Self { sessions, news }, heard)
    }

    /// Gives out a PIN for a session, in the place of the one before. While there is none, this
    /// machine does not even speak of PINs.
    pub(crate) fn offer(&self, endpoint: &Endpoint, session: u32, pin: Option<Pin>) {
        let mut sessions = self.sessions.lock();
        match pin {
            Some(pin) => {
                let attempts = AttemptLimit::default();
                sessions.insert(session, Session { pin, attempts });
            }
            None => drop(sessions.remove(&session)),
        }
        let mut spoken = vec![hello::ALPN.to_vec()];
        if !sessions.is_empty() {
            spoken.push(pake::ALPN.to_vec());
        }
        endpoint.set_alpns(spoken);
    }

    /// Runs the exchange with a stranger until they have shown that they have the PIN.
    pub(crate) async fn meet(&self, connection: Connection, own: PeerId, from: Origin) {
        let closing = connection.clone();
        let met = timeout(PROVING, self.prove(connection, own, &from)).await;
        let code = match met {
            Ok(Ok(visitor)) => return self.announce(visitor),
            Ok(Err(code)) => code,
            Err(_) => pake::UNDECIDED,
        };
        debug!(peer = %closing.remote_id().fmt_short(), code, "no PIN");
        closing.close(VarInt::from_u32(code), b"");
    }

    fn announce(&self, visitor: Visitor) {
        if let Err(full) = self.news.try_send(PinEvent::Visitor(visitor))
            && let PinEvent::Visitor(visitor) = full.into_inner()
        {
            visitor.end(pake::UNDECIDED);
        }
    }

    async fn prove(
        &self,
        connection: Connection,
        own: PeerId,
        from: &Origin,
    ) -> Result<Visitor, u32> {
        let opened = pake::opened(&connection).await;
        let (mut send, mut receive, session) = opened.map_err(code_of)?;
        let (pin, attempt) = self.begin(session, from)?;
        let streams = (&mut send, &mut receive);
        let checked = pake::check(&connection, streams, own, session, &pin).await;
        if let Err(broken) = checked {
            self.is_over(session);
            return Err(code_of(broken));
        }
        self.was_right(session, &pin, &attempt)?;
        let name = pake::name(&mut receive).await.map_err(code_of)?;
        Ok(Visitor {
            session,
            name,
            connection,
            send: Some(send),
        })
    }

    /// A PIN that was replaced meanwhile lets nobody in.
    fn was_right(&self, session: u32, pin: &Pin, attempt: &Attempt) -> Result<(), u32> {
        let mut sessions = self.sessions.lock();
        let session = sessions.get_mut(&session);
        let session = session.filter(|session| session.pin == *pin);
        let session = session.ok_or(pake::NOT_OFFERED)?;
        session.attempts.was_right(attempt);
        Ok(())
    }

    fn begin(&self, session: u32, from: &Origin) -> Result<(Pin, Attempt), u32> {
        let mut sessions = self.sessions.lock();
        let session = sessions.get_mut(&session).ok_or(pake::NOT_OFFERED)?;
        let attempt = session.attempts.begin(Instant::now(), from);
        Ok((session.pin.clone(), attempt.ok_or(pake::TOO_MANY)?))
    }

    /// Tells when it was one wrong attempt too many.
    fn is_over(&self, session: u32) {
        let is_over = |session: &Session| session.attempts.is_over();
        if self.sessions.lock().get(&session).is_some_and(is_over) {
            // If nobody listens, it lets nobody in all the same.
            drop(self.news.try_send(PinEvent::Over(session)));
        }
    }
}

fn code_of(broken: Broken) -> u32 {
    match broken {
        Broken::WrongPin => pake::WRONG_PIN,
        Broken::Ended | Broken::Nonsense => pake::NONSENSE,
    }
}

/// Somebody who has the PIN and waits for a ticket. Dropping it turns them away.
pub struct Visitor {
    session: u32,
    name: String,
    connection: Connection,
    send: Option<SendStream>,
}

impl Visitor {
    /// The session that they want to join.
    pub fn session(&self) -> u32 {
        self.session
    }

    /// What they say they are called: at most [`crate::NAME_BYTES`] bytes, without control
    /// characters.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Which machine it is; for this visit only, it has another id in the session.
    pub fn peer(&self) -> PeerId {
        id_of(self.connection.remote_id())
    }

    /// Resolves when they have gone away.
    pub async fn gone(&self) {
        self.connection.closed().await;
    }

    /// Gives them the ticket, and waits for a few seconds until they have it. Answers whether they
    /// took it.
    pub async fn admit(mut self, ticket: &str) -> bool {
        let Some(mut send) = self.send.take() else {
            return false;
        };
        let given = async {
            pake::write_text(&mut send, ticket).await.ok()?;
            // Whoever has it closes the connection.
            Some(self.connection.closed().await)
        };
        let given = timeout(TAKING, given).await;
        self.connection.close(VarInt::from_u32(pake::DONE), b"");
        matches!(given, Ok(Some(_)))
    }

    /// Does not let them in.
    pub fn turn_away(self) {
        self.end(pake::TURNED_AWAY);
    }

    /// Nobody decided about them.
    pub fn leave_undecided(self) {
        self.end(pake::UNDECIDED);
    }

    fn end(mut self, code: u32) {
        self.send = None;
        self.connection.close(VarInt::from_u32(code), b"");
    }
}

impl Drop for Visitor {
    fn drop(&mut self) {
        if self.send.take().is_some() {
            let code = VarInt::from_u32(pake::UNDECIDED);
            self.connection.close(code, b"");
        }
    }
}

impl fmt::Debug for Visitor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Visitor")
            .field("session", &self.session)
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}
