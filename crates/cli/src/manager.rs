//! Tells a service manager how things stand, where one started the program and asked to be told (systemd's
//! `Type=notify`). Without one, nothing happens.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use paragraf_ingest::Progress;
use sd_notify::NotifyState;

use crate::health::answers;

/// Starting may take as long as it makes progress: an index that is made anew is worth waiting for.
const PROGRESS_EVERY: Duration = Duration::from_secs(90);

/// How far a long start is.
pub fn starting(progress: &Progress) {
    let (what, done, total) = match progress {
        Progress::Indexing { done, total } => ("indexing", done, total),
        Progress::CountingWords { done, total } => ("counting words", done, total),
        Progress::Checking { what, done, total } => (*what, done, total),
        _ => return,
    };
    let what = format!("starting: {what}, {done} of {total}");
    let most = u32::try_from(PROGRESS_EVERY.as_micros()).unwrap_or(u32::MAX);
    tell(&[
        NotifyState::Status(&what),
        NotifyState::ExtendTimeoutUsec(most),
    ]);
}

/// The start is over.
pub fn ready(what: &str) {
    tell(&[NotifyState::Ready, NotifyState::Status(what)]);
}

/// What goes on now.
pub fn status(what: &str) {
    tell(&[NotifyState::Status(what)]);
}

/// The end has begun.
pub fn stopping() {
    tell(&[NotifyState::Stopping]);
}

/// Whether anybody listens does not matter.
fn tell(state: &[NotifyState<'_>]) {
    let _ = sd_notify::notify(state);
}

/// Tells again and again that the server answers, where the service manager wants to know. It is asked the way visitors
/// ask, over its socket: a program that runs and answers nobody is one to start anew.
pub fn watch_over(address: SocketAddr) {
    let Some(patience) = sd_notify::watchdog_enabled() else {
        return;
    };
    let every = patience / 3;
    let url = format!("http://{}/healthz", reachable(address));
    let watching = std::thread::Builder::new().name("watchdog".to_owned());
    let started = watching.spawn(move || {
        loop {
            if answers(&url, every).is_ok() {
                tell(&[NotifyState::Watchdog]);
            }
            std::thread::sleep(every);
        }
    });
    if let Err(error) = started {
        tracing::warn!(%error, "no thread can be started to tell the service manager that the server answers");
    }
}

/// A server that listens everywhere is reached here.
pub fn reachable(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}
