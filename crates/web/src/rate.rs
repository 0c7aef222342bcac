//! How many requests a client may make, told in the headers that the IETF is standardising (draft-ietf-httpapi-ratelimit-
//! headers). Who asked how often is held in memory alone, for as long as it matters, and is never told.

use std::fmt;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{PoisonError, RwLock};
use std::time::Duration;

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use governor::clock::{Clock, DefaultClock};
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{Quota, RateLimiter};

use crate::client::Client;
use crate::problem::{Kind, Problem};

/// What a client may ask for in a minute where the settings say nothing.
pub const REQUESTS_PER_MINUTE: u32 = 6_000;
/// What an export costs, and a file of the whole archive: it reads every hit, where a page reads twenty.
pub const COST_OF_EXPORT: u32 = 50;
/// What a list of numbers costs: up to a thousand are looked up.
pub const COST_OF_LOOKUP: u32 = 10;

const RATE_LIMIT: HeaderName = HeaderName::from_static("ratelimit");
const RATE_LIMIT_POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");

const WINDOW: u64 = 60;
/// Clients that are remembered at once: a few megabytes.
const MOST_CLIENTS: usize = 100_000;
/// So often those who asked little are forgotten.
const TIDY_EVERY: u32 = 1024;

/// What a request takes of its client's quota; nothing where whoever runs the server asks, and for what a page is made of.
pub fn cost(route: &str) -> Option<NonZeroU32> {
    NonZeroU32::new(match route {
        "/healthz" | "/readyz" | "/metrics" | "/static/{file}" | "/robots.txt" => 0,
        "/api/v1/export"
        | "/api/v1/export/manifest"
        | "/api/v1/archive/{municipality}/{file}"
        | "/api/v1/archive/without-meeting.jsonl"
        | "/api/v1/archive/withdrawals.jsonl"
        | "/api/v1/archive/lexicon.bin" => COST_OF_EXPORT,
        "/api/v1/cases/lookup" => COST_OF_LOOKUP,
        _ => 1,
    })
}

/// Counts requests by client. Each gets a whole quota at once, which fills again evenly within a minute.
pub struct Rates<C: Clock = DefaultClock> {
    quota: NonZeroU32,
    clock: C,
    counters: RwLock<Counters<C>>,
    asked: AtomicU32,
    most_clients: usize,
}

type Counters<C> =
    RateLimiter<IpAddr, DefaultKeyedStateStore<IpAddr>, C, StateInformationMiddleware>;

/// Where a client stands after a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    quota: u32,
    cost: u32,
    left: u32,
    /// How long to wait, where the request is refused.
    wait: Option<Duration>,
}

impl Rates {
    /// Of so many requests a minute; `None` where they are not counted.
    pub fn new(requests_per_minute: u32) -> Option<Rates> {
        let quota = NonZeroU32::new(requests_per_minute)?;
        Some(Rates::counted_by(
            DefaultClock::default(),
            quota,
            MOST_CLIENTS,
        ))
    }
}

impl<C: Clock + Clone> Rates<C> {
    fn counted_by(clock: C, quota: NonZeroU32, most_clients: usize) -> Rates<C> {
        Rates {
            counters: RwLock::new(counters(&clock, quota)),
            quota,
            clock,
            asked: AtomicU32::new(0),
            most_clients,
        }
    }

    /// Notes a request.
    pub fn note(&self, client: Client, cost: NonZeroU32) -> Standing {
        if self.asked.fetch_add(1, Ordering::Relaxed) % TIDY_EVERY == TIDY_EVERY - 1 {
            self.tidy();
        }
        // What costs more than there ever is can still be asked for, once a minute.
        let cost = cost.min(self.quota);
        let counters = self.counters.read().unwrap_or_else(PoisonError::into_inner);
        let (left, wait) = match counters.check_key_n(&client.network, cost) {
            Ok(Ok(state)) => (state.remaining_burst_capacity(), None),
            Ok(Err(until)) => (0, Some(until.wait_time_from(self.clock.now()))),
            // Nothing costs more than the quota.
            Err(_) => (0, None),
        };
        // One that is never refused always has the rest of its minute: a program that obeys waits for nothing.
        let always = self.quota.get().saturating_sub(cost.get()).max(1);
        Standing {
            quota: self.quota.get(),
            cost: cost.get(),
            left: if client.is_ours { always } else { left },
            wait: wait.filter(|_| !client.is_ours),
        }
    }

    /// Forgets those whose quota is whole again. Where there are too many others all are forgotten: to ask once more from
    /// each of so many addresses gains nobody much.
    fn tidy(&self) {
        let remembered = {
            let counters = self.counters.read().unwrap_or_else(PoisonError::into_inner);
            counters.retain_recent();
            counters.shrink_to_fit();
            counters.len()
        };
        if remembered > self.most_clients {
            let mut counters = self
                .counters
                .write()
                .unwrap_or_else(PoisonError::into_inner);
            *counters = self::counters(&self.clock, self.quota);
        }
    }
}

fn counters<C: Clock + Clone>(clock: &C, quota: NonZeroU32) -> Counters<C> {
    let state = DefaultKeyedStateStore::default();
    RateLimiter::new(Quota::per_minute(quota), state, clock.clone())
}

/// Says nothing of the clients.
impl<C: Clock> fmt::Debug for Rates<C> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("Rates");
        shown.field("quota", &self.quota).finish_non_exhaustive()
    }
}

impl Standing {
    /// The answer to a request that is one too many.
    pub fn refusal(&self) -> Option<Response> {
        let seconds = whole_seconds(self.wait?);
        let detail = format!(
            "Från en adress ryms {} anrop på en minut, och de är slut. Försök igen om {seconds} s, som svarshuvudet Retry-After också säger. Alla träffar på en gång går att få som en fil.",
            self.quota
        );
        let mut response = Problem::new(Kind::RateLimited, detail).into_response();
        let wait = HeaderValue::from(seconds);
        response.headers_mut().insert(header::RETRY_AFTER, wait);
        Some(response)
    }

    /// Tells the client where it stands: what is left, in how many seconds the quota is whole again, what this cost.
    pub fn tell(&self, headers: &mut HeaderMap) {
        let Standing {
            quota, left, cost, ..
        } = self;
        let used = u64::from(quota.saturating_sub(*left));
        let whole_in = (used * WINDOW).div_ceil(u64::from(*quota));
        let policy = format!("\"default\";q={quota};w={WINDOW}");
        let standing = format!("\"default\";r={left};t={whole_in};paragraf-cost={cost}");
        for (name, value) in [(RATE_LIMIT_POLICY, policy), (RATE_LIMIT, standing)] {
            // Digits and signs that every header may hold.
            if let Ok(value) = HeaderValue::from_str(&value) {
                headers.insert(name, value);
            }
        }
    }
}

fn whole_seconds(wait: Duration) -> u64 {
    wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr};
    use std::num::NonZeroU32;
    use std::time::Duration;

    use axum::http::HeaderMap;
    use governor::clock::FakeRelativeClock;

    use super::{Rates, Standing, TIDY_EVERY};
    use crate::client::Client;

    fn rates(quota: u32, most_clients: usize) -> (FakeRelativeClock, Rates<FakeRelativeClock>) {
        let clock = FakeRelativeClock::default();
        let quota = NonZeroU32::new(quota).unwrap();
        let rates = Rates::counted_by(clock.clone(), quota, most_clients);
        (clock, rates)
    }

    fn client(number: u32) -> Client {
        Client {
            network: IpAddr::V4(Ipv4Addr::from_bits(number)),
            is_ours: false,
        }
    }

    fn note(rates: &Rates<FakeRelativeClock>, client: Client, cost: u32) -> Standing {
        rates.note(client, NonZeroU32::new(cost).unwrap())
    }

    fn told(standing: Standing) -> String {
        let mut headers = HeaderMap::new();
        standing.tell(&mut headers);
        let value = |name: &str| headers[name].to_str().unwrap().to_owned();
        format!("{} | {}", value("ratelimit-policy"), value("ratelimit"))
    }

    #[test]
    fn a_client_is_told_what_is_left_and_refused_when_nothing_is() {
        let (clock, rates) = rates(60, 10);
        assert_eq!(
            told(note(&rates, client(1), 1)),
            "\"default\";q=60;w=60 | \"default\";r=59;t=1;paragraf-cost=1"
        );
        assert_eq!(
            told(note(&rates, client(1), 50)),
            "\"default\";q=60;w=60 | \"default\";r=9;t=51;paragraf-cost=50"
        );
        let refused = note(&rates, client(1), 50);
        assert_eq!(refused.wait, Some(Duration::from_secs(41)));
        let answer = refused.refusal().unwrap();
        assert_eq!(answer.status(), 429);
        assert_eq!(answer.headers()["retry-after"], "41");
        // What is refused costs nothing, and another client is another matter.
        assert_eq!(note(&rates, client(1), 9).wait, None);
        assert!(note(&rates, client(1), 1).refusal().is_some());
        assert_eq!(note(&rates, client(2), 60).wait, None);
        clock.advance(Duration::from_secs(1));
        assert_eq!(note(&rates, client(1), 1).wait, None);
    }

    #[test]
    fn what_costs_more_than_the_quota_can_be_had_once_a_minute() {
        let (clock, rates) = rates(10, 10);
        assert_eq!(note(&rates, client(1), 50).wait, None);
        assert!(note(&rates, client(1), 50).refusal().is_some());
        clock.advance(Duration::from_secs(60));
        assert_eq!(note(&rates, client(1), 50).wait, None);
    }

    #[test]
    fn this_machine_is_counted_and_never_refused() {
        let (_, rates) = rates(2, 10);
        let ours = Client {
            is_ours: true,
            ..client(1)
        };
        let standings = [1, 2, 3].map(|_| note(&rates, ours, 1));
        assert_eq!(standings.map(|standing| standing.left), [1, 1, 1]);
        assert!(
            standings
                .iter()
                .all(|standing| standing.refusal().is_none())
        );
        let mut headers = HeaderMap::new();
        standings[2].tell(&mut headers);
        assert_eq!(headers["ratelimit-policy"], "\"default\";q=2;w=60");
        assert_eq!(headers["ratelimit"], "\"default\";r=1;t=30;paragraf-cost=1");
    }

    #[test]
    fn no_more_clients_are_remembered_than_there_is_room_for() {
        let most = usize::try_from(TIDY_EVERY).unwrap() / 2;
        let (clock, rates) = rates(60, most);
        let remembered = |rates: &Rates<_>| rates.counters.read().unwrap().len();
        for number in 0..TIDY_EVERY * 3 {
            note(&rates, client(number), 60);
            assert!(remembered(&rates) <= usize::try_from(TIDY_EVERY).unwrap());
        }
        clock.advance(Duration::from_secs(120));
        rates.tidy();
        assert_eq!(remembered(&rates), 0, "whose quota is whole is forgotten");
    }

    #[test]
    fn nobody_is_named_where_it_is_written_down() {
        let (_, rates) = rates(60, 10);
        note(&rates, client(u32::MAX), 1);
        assert_eq!(format!("{rates:?}"), "Rates { quota: 60, .. }");
    }
}
