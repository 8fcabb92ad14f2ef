//! Pending acks: answers that wait for the disk. An edit is answered when its update is stored (A7); nobody else waits.

use crate::message::{DiskNews, Done, OutMessage, Refusal};
use crate::seats::SeatId;
use board_model::{ErrorCode, FileLoss};
use std::collections::VecDeque;

/// What keeps updates from being stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiskTrouble {
    /// The code of the failure, such as `E_DISK`.
    pub code: ErrorCode,
    /// What happened to the file, where that is the matter.
    pub reason: Option<FileLoss>,
    /// A sentence that says what to do.
    pub message: String,
}

impl From<DiskTrouble> for Refusal {
    fn from(trouble: DiskTrouble) -> Self {
        Self::new(trouble.code, trouble.message)
    }
}

impl From<DiskTrouble> for DiskNews {
    fn from(trouble: DiskTrouble) -> Self {
        let DiskTrouble {
            code,
            reason,
            message,
        } = trouble;
        Self {
            code,
            reason,
            message,
        }
    }
}

#[derive(Debug)]
struct PendingAck {
    number: u64,
    seat: SeatId,
    id: u64,
    done: Done,
}

/// Numbers of appends, and the answers that wait for them.
#[derive(Debug, Default)]
pub(crate) struct PendingAcks {
    appended: u64,
    stored: u64,
    trouble: Option<DiskTrouble>,
    waiting: VecDeque<PendingAck>,
}

impl PendingAcks {
    /// The number of the next append.
    pub(crate) fn next(&mut self) -> u64 {
        self.appended += 1;
        self.appended
    }

    pub(crate) fn appended(&self) -> u64 {
        self.appended
    }

    pub(crate) fn stored(&self) -> u64 {
        self.stored
    }

    pub(crate) fn trouble(&self) -> Option<&DiskTrouble> {
        self.trouble.as_ref()
    }

    /// The answer, when append `number` is stored already or cannot be; else it waits.
    pub(crate) fn answer(
        &mut self,
        number: u64,
        seat: SeatId,
        id: u64,
        done: Done,
    ) -> Option<OutMessage> {
        if number <= self.stored {
            return Some(OutMessage::Ok { id, ok: done });
        }
        self.waiting.push_back(PendingAck {
            number,
            seat,
            id,
            done,
        });
        None
    }

    /// Everything up to `number` is on disk. Answers whether trouble ended with it, and what may be sent now.
    pub(crate) fn stored_up_to(&mut self, number: u64) -> (bool, Vec<(SeatId, OutMessage)>) {
        self.stored = self.stored.max(number.min(self.appended));
        let is_cured = self.trouble.is_some() && self.stored == self.appended;
        if is_cured {
            self.trouble = None;
        }
        let mut ready = Vec::new();
        let stored = self.stored;
        self.waiting.retain(|waiting| {
            let is_ready = waiting.number <= stored;
            if is_ready {
                let (id, ok) = (waiting.id, waiting.done.clone());
                ready.push((waiting.seat, OutMessage::Ok { id, ok }));
            }
            !is_ready
        });
        (is_cured, ready)
    }

    /// Updates up to `number` could not be stored. Answers whether this was not known yet, and what is to be sent.
    pub(crate) fn failed(
        &mut self,
        number: u64,
        trouble: DiskTrouble,
    ) -> (bool, Vec<(SeatId, OutMessage)>) {
        let is_known = self.trouble.as_ref() == Some(&trouble);
        let mut refused = Vec::new();
        self.waiting.retain(|waiting| {
            let is_lost = waiting.number <= number;
            if is_lost {
                let (id, error) = (Some(waiting.id), Refusal::from(trouble.clone()));
                refused.push((waiting.seat, OutMessage::Error { id, error }));
            }
            !is_lost
        });
        self.trouble = Some(trouble);
        (!is_known, refused)
    }

    /// Forgets the answers of a seat that is gone.
    pub(crate) fn forget(&mut self, seat: SeatId) {
        self.waiting.retain(|waiting| waiting.seat != seat);
    }
}
