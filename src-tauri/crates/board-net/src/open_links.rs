//! The links that are open, so that closing the endpoint can end them with a word.

use parking_lot::{Mutex, MutexGuard};
use std::collections::HashMap;
use std::sync::{Arc, Weak};

use crate::close;
use crate::link::{LinkId, LinkInner};

#[derive(Default)]
pub(crate) struct OpenLinks(Mutex<Links>);

#[derive(Default)]
struct Links {
    open: HashMap<LinkId, Weak<LinkInner>>,
    is_closed: bool,
}

impl OpenLinks {
    fn links(&self) -> MutexGuard<'_, Links> {
        self.0.lock()
    }

    /// A link begins. One that begins after the end is ended at once.
    pub(crate) fn add(&self, link: &Arc<LinkInner>) {
        let is_closed = {
            let mut links = self.links();
            if !links.is_closed {
                links.open.insert(link.id(), Arc::downgrade(link));
            }
            links.is_closed
        };
        if is_closed {
            leave(link);
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
        for link in open.into_values().filter_map(|link| link.upgrade()) {
            leave(&link);
        }
    }
}

fn leave(link: &LinkInner) {
    link.close(close::LEAVING, "the peer left");
}
