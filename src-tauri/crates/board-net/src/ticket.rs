//! Tickets: an invitation as a short text, for a message, a link or a QR code.

use std::fmt;
use std::str::FromStr;

use board_model::BoardId;
use data_encoding::BASE32_NOPAD;

use crate::error::NetError;
use crate::limits::{SUCCESSORS, TICKET_BYTES};
use crate::peer::{PeerAddress, key_of};
use crate::ticket_wire::{InvitedRole, TicketWire, WireV1};

/// What every ticket begins with, so that people and programs know one when they see it.
pub const TICKET_PREFIX: &str = "journey";

/// Direct addresses of the host, and of each successor: 16 in all.
const HOST_DIRECT: usize = 7;
const SUCCESSOR_DIRECT: usize = 3;

/// An invitation to a board: where its host is, and the secret that shows that one was invited.
///
/// As text it is [`TICKET_PREFIX`] and lower-case base32 without padding. When read, capitals and
/// blanks anywhere do not matter, so it survives mail programs and the denser kind of QR code.
#[derive(Clone, PartialEq, Eq)]
pub struct Ticket {
    board: BoardId,
    address: PeerAddress,
    successors: Vec<PeerAddress>,
    role: InvitedRole,
    secret: [u8; 16],
    expires: Option<u64>,
}

impl Ticket {
    /// An invitation to `board` in the given role. `expires` is the first second, since 1970, in
    /// which it is no longer valid.
    ///
    /// Of the addresses only usable ones are kept, the nearest first: 7 of the host and 3 of each
    /// successor, and [`SUCCESSORS`] successors.
    ///
    /// # Errors
    ///
    /// `E_BAD_INPUT` when one of the peers has an id that no peer can have.
    pub fn new(
        board: BoardId,
        address: &PeerAddress,
        successors: &[PeerAddress],
        role: InvitedRole,
        secret: [u8; 16],
        expires: Option<u64>,
    ) -> Result<Self, NetError> {
        key_of(address.id)?;
        let successors = successors.iter().take(SUCCESSORS).map(|successor| {
            key_of(successor.id)?;
            Ok(successor.usable().with_at_most(SUCCESSOR_DIRECT))
        });
        Ok(Self {
            board,
            address: address.usable().with_at_most(HOST_DIRECT),
            successors: successors.collect::<Result<_, NetError>>()?,
            role,
            secret,
            expires,
        })
    }

    /// The board that is shared.
    pub fn board(&self) -> BoardId {
        self.board
    }

    /// Where its host was when the ticket was made.
    pub fn address(&self) -> &PeerAddress {
        &self.address
    }

    /// Who may host when the host is gone, the likeliest first; at most [`SUCCESSORS`].
    pub fn successors(&self) -> &[PeerAddress] {
        &self.successors
    }

    /// Whom to dial, in this order: the host, then its successors.
    pub fn candidates(&self) -> Vec<PeerAddress> {
        let mut all = vec![self.address.clone()];
        all.extend_from_slice(&self.successors);
        all
    }

    /// What the holder may be.
    pub fn role(&self) -> InvitedRole {
        self.role
    }

    /// What shows to the host that its holder was invited. Never written to logs.
    pub fn secret(&self) -> [u8; 16] {
        self.secret
    }

    /// The first second, since 1970, in which the ticket is no longer valid.
    pub fn expires(&self) -> Option<u64> {
        self.expires
    }

    /// Asks whether the ticket is still valid at `now`, in seconds since 1970. The host decides in
    /// the end; this spares people a wait.
    ///
    /// # Errors
    ///
    /// `E_TICKET` when it has expired.
    pub fn check(&self, now: u64) -> Result<(), NetError> {
        match self.expires {
            Some(expires) if now >= expires => Err(NetError::TicketExpired),
            _ => Ok(()),
        }
    }
}

impl fmt::Debug for Ticket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ticket")
            .field("board", &self.board)
            .field("address", &self.address)
            .field("successors", &self.successors)
            .field("role", &self.role)
            .field("expires", &self.expires)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for Ticket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let wire = TicketWire::V1(WireV1 {
            board: self.board.uuid().into_bytes(),
            role: self.role,
            secret: self.secret,
            expires: self.expires,
            host: (&self.address).into(),
            successors: self.successors.iter().map(Into::into).collect(),
        });
        let bytes = postcard::to_allocvec(&wire).map_err(|_| fmt::Error)?;
        f.write_str(TICKET_PREFIX)?;
        f.write_str(&BASE32_NOPAD.encode(&bytes).to_ascii_lowercase())
    }
}

impl FromStr for Ticket {
    type Err = NetError;

    /// # Errors
    ///
    /// `E_TICKET`, whatever the text is. That a ticket has expired is no error here; see
    /// [`Ticket::check`].
    fn from_str(text: &str) -> Result<Self, NetError> {
        if text.len() > TICKET_BYTES {
            return Err(NetError::Ticket("it is too long"));
        }
        let text: String = text
            .chars()
            .filter(|letter| !letter.is_whitespace())
            .map(|letter| letter.to_ascii_uppercase())
            .collect();
        let text = text
            .strip_prefix(&TICKET_PREFIX.to_ascii_uppercase())
            .ok_or(NetError::Ticket("it does not begin with “journey”"))?;
        let bytes = BASE32_NOPAD
            .decode(text.as_bytes())
            .map_err(|_| NetError::Ticket("it has letters that do not belong"))?;
        let TicketWire::V1(wire) = TicketWire::read(&bytes)?;
        let address = wire.host.into();
        let successors: Vec<_> = wire.successors.into_iter().map(Into::into).collect();
        // What somebody else made is held to the same limits as what we make.
        Self::new(
            BoardId::from_u128(u128::from_be_bytes(wire.board)),
            &address,
            &successors,
            wire.role,
            wire.secret,
            wire.expires,
        )
        .map_err(|_| NetError::Ticket("it names a peer that cannot be"))
    }
}
