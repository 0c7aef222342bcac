//! `paragraf serve`: the API and the pages, until somebody stops it.

use std::net::SocketAddr;

use anyhow::Context;
use paragraf_ingest::IngestConfig;
use paragraf_web::answers::{self, Sources};
use paragraf_web::{App, Config, Connections, REQUESTS_PER_MINUTE};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::net::TcpListener;

use super::ingest::wrong_use_or_trouble;
use super::{Outcome, WrongUse, holdings, room};
use crate::arguments::{Serve, Storage};
use crate::manager;
use crate::output::{note, print_line, warn};
use crate::progress::Bar;
use crate::settings::{Server, Settings};

pub fn run(settings: &Settings, options: &Serve) -> anyhow::Result<Outcome> {
    catch_up(settings)?;
    use_small_pages();
    let app = App::open(config(settings))?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let listen = settings.server.listens(options.listen.as_deref());
    let served = runtime.block_on(serve(&app, settings, listen));
    // What still works on an answer works for nobody.
    runtime.shutdown_background();
    served?;
    Ok(Outcome::Well)
}

/// The allocator fills huge pages of 2 MB in part only: a server of a million paragraphs holds 200 MB with them and 140
/// without, and takes 4 % longer for an answer (docs/BENCH.md). Where the system refuses, nothing but that room is lost.
fn use_small_pages() {
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::thread::disable_transparent_huge_pages(true) {
        tracing::debug!(%error, "huge pages stay in use");
    }
}

/// After a crash, an update or a deleted index folder, the index follows the archive again.
fn catch_up(settings: &Settings) -> anyhow::Result<()> {
    let mut config = IngestConfig::new(&settings.data, &settings.index);
    config.room = room(settings, &Storage::default());
    let mut bar = Bar::new();
    let caught_up = paragraf_ingest::catch_up(&config, &mut |progress| {
        manager::starting(&progress);
        bar.show(progress);
    });
    bar.finish();
    caught_up.map_err(wrong_use_or_trouble)
}

fn config(settings: &Settings) -> Config {
    let server = &settings.server;
    Config {
        data: settings.data.clone(),
        index: settings.index.clone(),
        base_url: server.base_url.clone(),
        operator: server.operator.clone(),
        contact: server.contact.clone(),
        legal_basis: server.legal_basis.clone(),
        licence: server.licence.clone(),
        indexable: server.indexable,
        connections: connections(server),
        requests_per_minute: server.requests_per_minute.unwrap_or(REQUESTS_PER_MINUTE),
        hide_officers: !server.shows_officers(),
    }
}

/// As many as the settings say, or as the system lets the process have files open for.
fn connections(server: &Server) -> Connections {
    /// Files that are open for other things: the index, the catalogue, originals on their way out.
    const OTHER_FILES: usize = 512;
    let usual = Connections::default();
    let wanted = server.connections.map_or(usual.at_once, usize::from);
    let files = open_files(wanted + OTHER_FILES);
    let at_once = wanted.min(files.saturating_sub(OTHER_FILES)).max(1);
    if at_once < wanted {
        warn(format!(
            "the system lets this process open {files} files, so {at_once} connections at once are taken instead of {wanted}; raise the limit with ulimit -n"
        ));
    }
    Connections {
        at_once,
        per_address: server
            .connections_per_address
            .map_or(usual.per_address, usize::from),
        proxies: server.proxies.clone(),
    }
}

/// How many files may be open, once so many were asked for.
fn open_files(wanted: usize) -> usize {
    let limit = getrlimit(Resource::Nofile);
    let wanted = u64::try_from(wanted).unwrap_or(u64::MAX);
    let mut allowed = limit.current.unwrap_or(u64::MAX);
    if allowed < wanted {
        let raised = limit.maximum.map_or(wanted, |most| most.min(wanted));
        let asked = Rlimit {
            current: Some(raised),
            ..limit
        };
        if setrlimit(Resource::Nofile, asked).is_ok() {
            allowed = raised;
        }
    }
    usize::try_from(allowed).unwrap_or(usize::MAX)
}

async fn serve(app: &App, settings: &Settings, listen: &str) -> anyhow::Result<()> {
    let listener = TcpListener::bind(listen).await.with_context(|| {
        WrongUse(format!(
            "cannot listen on {listen}; name another with --listen"
        ))
    })?;
    let address = listener.local_addr()?;
    // Before anybody is told that the server runs, because whoever reads that may stop it at once.
    let stopped = stopped()?;
    // Whoever started the server may have stopped reading what it says; it serves all the same.
    let _ = print_line(greeting(address, app));
    warn_of_missing_operator(address, settings);
    tell_of_missing_address(settings);
    manager::ready(&format!("listens on {address}"));
    manager::watch_over(address);
    let stopped = async {
        stopped.await;
        manager::stopping();
    };
    app.serve(listener, stopped).await;
    Ok(())
}

/// The address and three things to try, made from what is held.
fn greeting(address: SocketAddr, app: &App) -> String {
    let base = format!("http://{address}");
    let tries = to_try(app.sources(), &base).unwrap_or_else(|| {
        "Nothing is held yet: paragraf ingest data/samples reads the sample minutes.".to_owned()
    });
    format!("Paragraf listens on {base}/ (Ctrl-C stops it)\n{tries}")
}

fn to_try(sources: &Sources, base: &str) -> Option<String> {
    let known = holdings::known(sources).ok()?;
    let own = [("sort", "newest"), ("facets", "false")];
    let request = holdings::request(&known, &[], &Default::default(), &own).ok()?;
    let newest = answers::search(sources, &known, &request).ok()?;
    let hit = newest
        .hits
        .iter()
        .find(|hit| !hit.case_numbers.is_empty())
        .or(newest.hits.first())?;
    let case = hit
        .case_numbers
        .first()
        .map_or("skolskjuts", |number| number.printed.as_str());
    Some(format!(
        "Try:\n  {base}/sok?utfall=avslaget&ordning=nyast\n  {base}{}\n  curl -G {base}/api/v1/search --data-urlencode 'q={case}'",
        hit.url,
    ))
}

/// A service on the open network has a controller; the page "Om" names it.
fn warn_of_missing_operator(address: SocketAddr, settings: &Settings) {
    if address.ip().is_loopback() {
        return;
    }
    let server = &settings.server;
    for (name, value) in [
        ("operator", &server.operator),
        ("contact", &server.contact),
        ("legal_basis", &server.legal_basis),
    ] {
        if value.is_none() {
            warn(format!(
                "[server] {name} is not filled in in paragraf.toml; the page \"Om\" cannot show it"
            ));
        }
    }
}

/// What is read elsewhere needs the whole address, which the server cannot know of itself.
fn tell_of_missing_address(settings: &Settings) {
    if settings.server.base_url.is_none() {
        note(
            "[server] base_url is not set: citations have no address, feeds and exports relative ones, and there is no sitemap; set it to the address at which visitors reach the archive",
        );
    }
}

/// Ends with Ctrl-C or with what a service manager sends.
#[cfg(unix)]
pub fn stopped() -> anyhow::Result<impl Future<Output = ()> + Send> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupted = signal(SignalKind::interrupt())?;
    let mut terminated = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
    })
}

/// Ends with Ctrl-C.
#[cfg(not(unix))]
pub fn stopped() -> anyhow::Result<impl Future<Output = ()> + Send> {
    Ok(async {
        // Where no signal can be caught the server runs until it is killed.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
