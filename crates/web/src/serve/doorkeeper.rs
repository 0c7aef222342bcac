//! Who is connected, and who has to leave.

use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use tokio::sync::Notify;

use super::course::Course;
use super::limits::{Connections, Waits};
use crate::metrics::ConnectionCounts;

/// Gives out places. When none is left, whoever has kept the server waiting longest leaves theirs to the next: however
/// many there are who say nothing, say it slowly or do not listen, somebody with a request gets in.
#[derive(Debug)]
pub(super) struct Doorkeeper {
    limits: Connections,
    counts: ConnectionCounts,
    inside: Mutex<Inside>,
}

#[derive(Debug, Default)]
struct Inside {
    /// In the order they came.
    visitors: BTreeMap<u64, Visitor>,
    by_address: HashMap<IpAddr, usize>,
    came: u64,
}

#[derive(Debug)]
struct Visitor {
    /// `None` for a proxy, which is not counted.
    address: Option<IpAddr>,
    course: Course,
    leave: Arc<Notify>,
    is_overdue: bool,
}

/// A connection's place until it is dropped.
#[derive(Debug)]
pub(super) struct Place {
    doorkeeper: Arc<Doorkeeper>,
    number: u64,
    pub course: Course,
    leave: Arc<Notify>,
}

impl Doorkeeper {
    pub fn new(limits: Connections, counts: ConnectionCounts) -> Arc<Doorkeeper> {
        Arc::new(Doorkeeper {
            limits,
            counts,
            inside: Mutex::default(),
        })
    }

    /// A place; none where all are taken by those the server works for.
    pub fn admit(self: &Arc<Self>, address: IpAddr, now: Instant) -> Option<Place> {
        let place = self.find_place(address, now);
        match place {
            Some(_) => self.counts.accepted.inc(),
            None => self.counts.refused.inc(),
        }
        place
    }

    fn find_place(self: &Arc<Self>, address: IpAddr, now: Instant) -> Option<Place> {
        let address = self.limits.counted_as(address);
        let mut inside = self.inside();
        if let Some(address) = address {
            let here = inside.by_address.get(&address).copied().unwrap_or_default();
            if here >= self.limits.per_address {
                inside.make_room(&self.counts, |visitor| visitor.address == Some(address))?;
            }
        }
        if inside.visitors.len() >= self.limits.at_once {
            inside.make_room(&self.counts, |_| true)?;
        }
        let number = inside.came;
        inside.came += 1;
        if let Some(address) = address {
            *inside.by_address.entry(address).or_default() += 1;
        }
        let (course, leave) = (Course::new(now), Arc::new(Notify::new()));
        inside.visitors.insert(
            number,
            Visitor {
                address,
                course: course.clone(),
                leave: Arc::clone(&leave),
                is_overdue: false,
            },
        );
        self.counts.open.inc();
        Some(Place {
            doorkeeper: Arc::clone(self),
            number,
            course,
            leave,
        })
    }

    /// Shows out whoever has kept the server waiting longest.
    pub fn make_room(&self) {
        // Where nobody does, there is no room to make.
        let _ = self.inside().make_room(&self.counts, |_| true);
    }

    /// Shows out everybody who has kept the server waiting too long.
    pub fn cut_overdue(&self, waits: &Waits, now: Instant) {
        let mut inside = self.inside();
        let overdue = inside
            .visitors
            .values_mut()
            .filter(|visitor| visitor.course.is_overdue(waits, now));
        for visitor in overdue {
            visitor.leave.notify_one();
            // Whoever has not left by the next look is not another one.
            if !std::mem::replace(&mut visitor.is_overdue, true) {
                self.counts.overdue.inc();
            }
        }
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        // Nothing in here panics between two changes that belong together.
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inside {
    /// Takes the place of the one among these who has kept the server waiting longest.
    fn make_room(
        &mut self,
        counts: &ConnectionCounts,
        among: impl Fn(&Visitor) -> bool,
    ) -> Option<()> {
        let waiting = self.visitors.iter().filter(|(_, visitor)| among(visitor));
        let waiting = waiting
            .filter_map(|(number, visitor)| Some((visitor.course.keeps_waiting_since()?, *number)));
        let (_, number) = waiting.min()?;
        self.remove(counts, number)?.leave.notify_one();
        counts.displaced.inc();
        Some(())
    }

    fn remove(&mut self, counts: &ConnectionCounts, number: u64) -> Option<Visitor> {
        let visitor = self.visitors.remove(&number)?;
        counts.open.dec();
        if let Some(address) = visitor.address
            && let Some(count) = self.by_address.get_mut(&address)
        {
            *count -= 1;
            if *count == 0 {
                self.by_address.remove(&address);
            }
        }
        Some(visitor)
    }
}

impl Place {
    /// Ends when this visitor has to leave.
    pub async fn has_to_leave(&self) {
        self.leave.notified().await;
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        // Whoever was shown out has no place any more.
        let doorkeeper = &self.doorkeeper;
        drop(doorkeeper.inside().remove(&doorkeeper.counts, self.number));
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;
    use std::sync::Arc;
    use std::task::{Context, Waker};
    use std::time::Instant;

    use super::{ConnectionCounts, Connections, Doorkeeper, Place};

    fn doorkeeper(at_once: usize, per_address: usize) -> Arc<Doorkeeper> {
        let limits = Connections {
            at_once,
            per_address,
            proxies: vec!["192.0.2.9".parse().unwrap()],
        };
        Doorkeeper::new(limits, ConnectionCounts::default())
    }

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    fn was_shown_out(place: &Place) -> bool {
        let mut leaving = std::pin::pin!(place.has_to_leave());
        let mut context = Context::from_waker(Waker::noop());
        leaving.as_mut().poll(&mut context).is_ready()
    }

    #[test]
    fn whoever_kept_the_server_waiting_longest_makes_room() {
        let doorkeeper = doorkeeper(3, 3);
        let admit = || doorkeeper.admit(address("198.51.100.1"), Instant::now());
        let [first, second, third] = [admit(), admit(), admit()].map(Option::unwrap);
        first.course.begins();
        assert!(admit().is_some(), "there is always room for one more");
        let shown_out = [&first, &second, &third].map(was_shown_out);
        assert_eq!(shown_out, [false, true, false]);
        let counts = &doorkeeper.counts;
        assert_eq!((counts.displaced.get(), counts.accepted.get()), (1, 4));
        // The one admitted has gone; the second has no place to leave.
        drop(second);
        assert!(admit().is_some());
        assert!(!was_shown_out(&third), "there was a place left");
    }

    #[test]
    fn nobody_is_shown_out_whom_the_server_works_for() {
        let doorkeeper = doorkeeper(2, 2);
        let admit = || doorkeeper.admit(address("198.51.100.1"), Instant::now());
        let visitors = [admit(), admit()].map(Option::unwrap);
        visitors.iter().for_each(|place| place.course.begins());
        assert!(admit().is_none());
        let counts = &doorkeeper.counts;
        assert_eq!((counts.refused.get(), counts.open.get()), (1, 2));
        visitors.iter().for_each(|place| place.course.stalls());
        assert!(admit().is_some(), "who does not take the answer makes room");
    }

    #[test]
    fn one_address_takes_no_more_than_its_share_and_makes_room_for_itself_alone() {
        let doorkeeper = doorkeeper(100, 2);
        let admit = |text: &str| doorkeeper.admit(address(text), Instant::now());
        let other = admit("203.0.113.5").unwrap();
        let mine = [admit("198.51.100.1"), admit("198.51.100.1")].map(Option::unwrap);
        let more = admit("198.51.100.1").unwrap();
        let shown_out = [&other, &mine[0], &mine[1], &more].map(was_shown_out);
        assert_eq!(shown_out, [false, true, false, false]);
        for place in [&mine[1], &more] {
            place.course.begins();
        }
        assert!(admit("198.51.100.1").is_none());
        assert!(admit("::ffff:198.51.100.1").is_none(), "the same address");
        assert!(admit("198.51.100.2").is_some());
    }

    #[test]
    fn a_network_of_one_customer_counts_as_one_address() {
        let doorkeeper = doorkeeper(100, 1);
        let first = doorkeeper.admit(address("2001:db8::1"), Instant::now());
        first.as_ref().unwrap().course.begins();
        let same = doorkeeper.admit(address("2001:db8::ffff:2"), Instant::now());
        let other = doorkeeper.admit(address("2001:db8:0:1::1"), Instant::now());
        assert!(same.is_none() && other.is_some());
    }

    #[test]
    fn proxies_bring_as_many_as_there_are_places() {
        let doorkeeper = doorkeeper(50, 1);
        for proxy in ["192.0.2.9", "127.0.0.1", "::1"] {
            let places: Vec<_> = (0..10)
                .map_while(|_| doorkeeper.admit(address(proxy), Instant::now()))
                .inspect(|place| place.course.begins())
                .collect();
            assert_eq!(places.len(), 10, "{proxy}");
        }
    }
}
