//! `paragraf health`: whether a running server is ready, told by the exit status.

use std::net::{SocketAddr, ToSocketAddrs};
use std::time::Duration;

use super::Outcome;
use crate::arguments::Health;
use crate::health::answers;
use crate::manager::reachable;
use crate::output::{print_line, say};
use crate::settings::Settings;

pub fn run(settings: &Settings, options: &Health) -> anyhow::Result<Outcome> {
    let url = match &options.url {
        Some(url) => format!("{}/readyz", url.trim_end_matches('/')),
        None => format!(
            "http://{}/readyz",
            here(settings.server.listens(options.listen.as_deref()))
        ),
    };
    match answers(&url, Duration::from_secs(options.seconds)) {
        Ok(()) => {
            print_line("ready")?;
            Ok(Outcome::Well)
        }
        Err(error) => {
            say(&format!("not ready: {error:#}"));
            Ok(Outcome::WithProblems)
        }
    }
}

/// Where a server that was told to listen there is reached from this machine.
fn here(listen: &str) -> String {
    let address: Option<SocketAddr> = listen
        .to_socket_addrs()
        .ok()
        .and_then(|mut addresses| addresses.next());
    address.map_or_else(
        || listen.to_owned(),
        |address| reachable(address).to_string(),
    )
}
