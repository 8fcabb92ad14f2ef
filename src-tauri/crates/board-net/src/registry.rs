//! The links that are open, so that closing the endpoint can end them with a word.

use parking_lot::{Mutex, MutexGuard};
use std::collections::HashMap;
use std::sync::{Arc, Weak};

use crate::close;
use crate::link::{LinkId, Wire};

#[derive(Default)]
pub(crate) struct Registry(Mutex<Links>);

#[derive(Default)]
struct Links {
    open: HashMap<LinkId, Weak<Wire>>,
    is_closed: bool,
}

impl Registry {
    fn links(&self) -> MutexGuard<'_, Links> {
        self.0.lock()
    }

    /// A link begins. One that begins after the end is ended at once.
    pub(crate) fn add(&self, wire: &Arc<Wire>) {
        let is_closed = {
            let mut links = self.links();
            if !links.is_closed {
                links.open.insert(wire.id(), Arc::downgrade(wire));
            }
            links.is_closed
        };
        if is_closed {
            leave(wire);
        }
    }

    pub(crate) fn remove(&self, id: LinkId) {
        self.links().open.remove(&id);
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.links().is_closed
    }

    /// Ends every link.
    pub(crate) fn close(&self) {
        let open = {
            let mut links = self.links();
            links.is_closed = true;
            std::mem::take(&mut links.open)
        };
        for wire in open.into_values().filter_map(|wire| wire.upgrade()) {
            leave(&wire);
        }
    }
}

fn leave(wire: &Wire) {
    wire.close(close::LEAVING, "the peer left");
}
