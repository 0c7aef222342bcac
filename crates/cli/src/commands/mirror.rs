//! `paragraf mirror`: an archive that is filled from another one over HTTP.

mod http;

use std::time::{Duration, Instant};

use paragraf_ingest::{IngestConfig, IngestError, Mirrored, Originals, Stop};
use serde_json::json;

use self::http::Http;
use super::ingest::{stop_on_signal, wrong_use_or_trouble};
use super::{Outcome, WrongUse, counted, room};
use crate::arguments::{Format, Mirror};
use crate::output::{note, print_json, print_line, warn};
use crate::progress::Bar;
use crate::settings::Settings;

pub fn run(settings: &Settings, options: &Mirror) -> anyhow::Result<Outcome> {
    let mut config = IngestConfig::new(&settings.data, &settings.index);
    config.room = room(settings, &options.storage);
    config
        .individual_matters
        .clone_from(&settings.reading.individual_matters);
    stop_on_signal(config.stop.clone());
    let mut source = Http::at(&options.address, config.stop.clone()).map_err(WrongUse)?;
    let originals = match options.originals {
        true => Originals::Fetched,
        false => Originals::LeftThere,
    };
    let mut outcome = Outcome::Well;
    loop {
        let done = once(&mut source, originals, &config, options);
        let Some(seconds) = options.follow else {
            return done;
        };
        outcome = match done {
            Err(error) if is_stopped(&error) => return Ok(outcome),
            Err(error) if error.is::<WrongUse>() => return Err(error),
            // The source may be away for a while, also when this begins: after a power cut both start at once.
            Err(error) => {
                warn(format!("{error:#}; looking again in {seconds} s"));
                Outcome::WithProblems
            }
            Ok(outcome) => outcome,
        };
        if !wait(&config.stop, Duration::from_secs(seconds)) {
            return Ok(outcome);
        }
    }
}

fn is_stopped(error: &anyhow::Error) -> bool {
    matches!(
        error.downcast_ref::<IngestError>(),
        Some(IngestError::Asked)
    )
}

fn once(
    source: &mut Http,
    originals: Originals,
    config: &IngestConfig,
    options: &Mirror,
) -> anyhow::Result<Outcome> {
    let mut bar = Bar::new();
    let mirrored = paragraf_ingest::mirror(source, originals, config, &mut |progress| {
        bar.show(progress);
    });
    bar.finish();
    let mirrored = mirrored.map_err(wrong_use_or_trouble)?;
    match options.format {
        Format::Text => print_line(in_words(&mirrored))?,
        Format::Json => print_json(&json!({
            "added": mirrored.added,
            "changed": mirrored.changed,
            "removed": mirrored.removed,
            "kept_out": mirrored.kept_out,
            "withdrawn": mirrored.withdrawn,
            "lifted": mirrored.lifted,
            "originals": mirrored.originals,
            "damaged_originals": mirrored.damaged_originals,
        }))?,
    }
    if mirrored.kept_out > 0 {
        let documents = counted(mirrored.kept_out, "document is", "documents are");
        note(format!(
            "{documents} withdrawn here and stay out: `paragraf withdraw --list`"
        ));
    }
    if mirrored.damaged_originals > 0 {
        let originals = counted(mirrored.damaged_originals, "original", "originals");
        warn(format!(
            "{originals} came damaged; the next run fetches them again"
        ));
        return Ok(Outcome::WithProblems);
    }
    Ok(Outcome::Well)
}

fn in_words(mirrored: &Mirrored) -> String {
    let parts = [
        (mirrored.added, "added", "added"),
        (mirrored.changed, "changed", "changed"),
        (mirrored.removed, "removed", "removed"),
        (
            mirrored.withdrawn,
            "withdrawal taken over",
            "withdrawals taken over",
        ),
        (mirrored.lifted, "withdrawal lifted", "withdrawals lifted"),
        (mirrored.originals, "original fetched", "originals fetched"),
    ];
    let told: Vec<String> = { parts.into_iter() }
        .filter(|(number, ..)| *number > 0)
        .map(|(number, one, many)| counted(number, one, many))
        .collect();
    match told.as_slice() {
        [] => "nothing changed".to_owned(),
        told => told.join(", "),
    }
}

/// `false` where the run is asked to end before the time is over.
fn wait(stop: &Stop, time: Duration) -> bool {
    let began = Instant::now();
    while began.elapsed() < time {
        if stop.is_asked() {
            return false;
        }
        std::thread::sleep(Duration::from_millis(100).min(time));
    }
    !stop.is_asked()
}
