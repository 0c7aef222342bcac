//! How many may be connected, and how long each may keep the server waiting.

use std::net::IpAddr;
use std::time::Duration;

use crate::client::network;
use crate::metrics::ConnectionCounts;

/// How many connections there may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connections {
    /// In all.
    pub at_once: usize,
    /// From one address. Of IPv6 the first half is counted as one, because that is what one customer gets.
    pub per_address: usize,
    /// Proxies of our own, which bring everybody's requests and are believed when they name whose. This machine's
    /// connections are not counted either, but it is believed only where it stands here.
    pub proxies: Vec<IpAddr>,
}

/// Everything that bounds connections.
#[derive(Clone, Debug)]
pub(super) struct Limits {
    pub connections: Connections,
    /// Where they are counted.
    pub counts: ConnectionCounts,
    pub waits: Waits,
    /// The same once the server was told to stop.
    pub last_call: Waits,
    /// How long what is under way may go on then.
    pub grace: Duration,
    /// How often is looked for those who are overdue.
    pub look_every: Duration,
}

/// How long the server waits for a visitor.
#[derive(Clone, Debug)]
pub(super) struct Waits {
    /// For the next request.
    pub idle: Duration,
    /// For the rest of a request's head.
    pub head: Duration,
    /// For its body.
    pub body: Duration,
    /// Until a good piece of the answer is taken.
    pub answer: Duration,
}

impl Default for Connections {
    fn default() -> Connections {
        Connections {
            at_once: 1024,
            per_address: 64,
            proxies: Vec::new(),
        }
    }
}

impl Default for Limits {
    fn default() -> Limits {
        let last_call = Duration::from_secs(1);
        Limits {
            connections: Connections::default(),
            counts: ConnectionCounts::default(),
            waits: Waits {
                idle: Duration::from_secs(60),
                head: Duration::from_secs(10),
                body: Duration::from_secs(30),
                answer: Duration::from_secs(30),
            },
            last_call: Waits {
                idle: last_call,
                head: last_call,
                body: last_call,
                // They are being served: the grace is theirs.
                answer: Duration::from_secs(30),
            },
            grace: Duration::from_secs(10),
            look_every: Duration::from_millis(500),
        }
    }
}

impl Connections {
    /// Whom a connection counts for; nobody where it comes from a proxy.
    pub(super) fn counted_as(&self, address: IpAddr) -> Option<IpAddr> {
        let address = address.to_canonical();
        let is_proxy = |proxy: &IpAddr| proxy.to_canonical() == address;
        if address.is_loopback() || self.proxies.iter().any(is_proxy) {
            return None;
        }
        Some(network(address))
    }
}
