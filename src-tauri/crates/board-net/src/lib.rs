//! Links to other machines: endpoints, tickets, discovery on the local network.
