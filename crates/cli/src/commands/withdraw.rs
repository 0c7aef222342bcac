//! `paragraf withdraw`: takes paragraphs and documents out of every answer, or puts them back.

use std::io::{self, Write};

use chrono::Utc;
use paragraf_archive::{Order, Reader, Subject, Withdrawal, WithdrawalReceipt};
use paragraf_ingest::IngestConfig;
use paragraf_language::mask_personal_numbers;
use paragraf_model::ParagraphId;
use serde_json::{Value, json};

use super::ingest::wrong_use_or_trouble;
use super::{Outcome, WrongUse, counted};
use crate::arguments::{Format, Withdraw};
use crate::output::{HEADING, harmless, note, print, print_json};
use crate::progress::Bar;
use crate::settings::Settings;

pub fn run(settings: &Settings, options: &Withdraw) -> anyhow::Result<Outcome> {
    if options.list {
        let withdrawals = Reader::open(&settings.data)?.withdrawals()?;
        match options.format {
            Format::Json => print_json(&withdrawals.iter().map(as_json).collect::<Vec<_>>())?,
            Format::Text => print(|out| write_list(&withdrawals, out))?,
        }
        return Ok(Outcome::Well);
    }
    let subjects: Vec<Subject> = options
        .ids
        .iter()
        .map(|typed| subject(typed))
        .collect::<anyhow::Result<_>>()?;
    let reason = mask_personal_numbers(options.reason.as_deref().unwrap_or_default().trim()).text;
    if reason.is_empty() {
        return Err(WrongUse("say why with --reason; visitors are shown it".to_owned()).into());
    }
    let order = Order {
        who: &who(options)?,
        reason: &reason,
        at: Utc::now(),
    };
    let config = IngestConfig::new(&settings.data, &settings.index);
    let mut bar = Bar::new();
    let progress = &mut |progress| bar.show(progress);
    let changed = if options.lift {
        paragraf_ingest::lift(&subjects, &order, &config, progress)
    } else {
        paragraf_ingest::withdraw(&subjects, &order, &config, progress)
    };
    bar.finish();
    let receipts = changed.map_err(wrong_use_or_trouble)?;
    match options.format {
        Format::Json => print_json(&receipts.iter().map(receipt).collect::<Vec<_>>())?,
        Format::Text => print(|out| write_receipts(&subjects, &receipts, options.lift, out))?,
    }
    if !options.lift {
        note("the originals that hold it are kept for you alone; `paragraf purge` removes them");
    }
    Ok(Outcome::Well)
}

/// An id, a SHA-256, or the address of a page of either.
fn subject(typed: &str) -> anyhow::Result<Subject> {
    let path = typed.split(['?', '#']).next().unwrap_or_default();
    let path = path.trim().trim_end_matches('/');
    let parts: Vec<&str> = path.split('/').collect();
    let sha256 = parts
        .iter()
        .rev()
        .map(|part| part.to_ascii_lowercase())
        .find(|part| part.len() == 64 && part.bytes().all(|byte| byte.is_ascii_hexdigit()));
    if let Some(sha256) = sha256 {
        return Ok(Subject::Document(sha256));
    }
    let last_four = parts
        .get(parts.len().saturating_sub(4)..)
        .unwrap_or_default();
    let id = ParagraphId::parse(&last_four.join("/"));
    id.map(Subject::Paragraph).ok_or_else(|| {
        WrongUse(format!(
            "{typed} is neither the id of a paragraph (tallnas/kommunstyrelsen/2024-03-05/15) nor the SHA-256 of a document"
        ))
        .into()
    })
}

fn who(options: &Withdraw) -> anyhow::Result<String> {
    let logged_in = || {
        let of = |name| std::env::var(name).ok();
        let accounts = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
        let uid = rustix::process::getuid().as_raw();
        logged_in(of("USER"), of("LOGNAME"), account(&accounts, uid))
    };
    let named = options.by.clone().filter(|name| !name.trim().is_empty());
    named.or_else(logged_in).ok_or_else(|| {
        WrongUse("say who decides it with --by; the log needs a name".to_owned()).into()
    })
}

/// The name that a person is logged in by, as the environment says; the account's where that says nothing (containers,
/// timers), or `root` of a process that is not (`runuser` leaves it so).
fn logged_in(
    user: Option<String>,
    logname: Option<String>,
    account: Option<&str>,
) -> Option<String> {
    let is_left_over = |name: &str| name == "root" && account.is_some_and(|own| own != name);
    let mut said = [user, logname].into_iter().flatten();
    said.find(|name| !name.is_empty() && !is_left_over(name))
        .or_else(|| account.map(str::to_owned))
}

/// The name of an account in the text of `/etc/passwd`.
fn account(accounts: &str, uid: u32) -> Option<&str> {
    accounts.lines().find_map(|line| {
        let mut fields = line.split(':');
        let name = fields.next().filter(|name| !name.is_empty())?;
        let own: u32 = fields.nth(1)?.parse().ok()?;
        (own == uid).then_some(name)
    })
}

fn write_receipts(
    subjects: &[Subject],
    receipts: &[WithdrawalReceipt],
    lifted: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (subject, receipt) in subjects.iter().zip(receipts) {
        let documents = counted(u64::from(receipt.documents), "document", "documents");
        let what = if lifted {
            format!("put back: the next `paragraf ingest` reads {documents} again")
        } else {
            format!(
                "withdrawn: {} out of {documents}",
                counted(u64::from(receipt.changes), "paragraph", "paragraphs")
            )
        };
        writeln!(
            out,
            "{} {what} (reference {})",
            subject.name(),
            receipt.reference
        )?;
    }
    Ok(())
}

fn receipt(receipt: &WithdrawalReceipt) -> Value {
    json!({
        "reference": receipt.reference,
        "paragraphs": receipt.changes,
        "documents": receipt.documents,
    })
}

fn write_list(withdrawals: &[Withdrawal], out: &mut dyn Write) -> io::Result<()> {
    if withdrawals.is_empty() {
        writeln!(out, "Nothing was ever withdrawn.")?;
    }
    for withdrawal in withdrawals {
        let what = match &withdrawal.subject {
            Subject::Paragraph(id) => id.to_string(),
            Subject::Document(sha256) => sha256.clone(),
        };
        writeln!(
            out,
            "{HEADING}{}  {}{HEADING:#}  {what}\n    by {}: {}",
            withdrawal.reference,
            withdrawal.at.format("%Y-%m-%d %H:%M"),
            harmless(&withdrawal.who),
            harmless(&withdrawal.reason)
        )?;
        if let Some(at) = withdrawal.lifted_at {
            writeln!(out, "    put back {}", at.format("%Y-%m-%d %H:%M"))?;
        }
        if let Some(at) = withdrawal.purged_at {
            writeln!(out, "    purged {}", at.format("%Y-%m-%d %H:%M"))?;
        }
        for copy in &withdrawal.copies {
            let why = if copy.by_address {
                "resembles it, or lies where it lay: look at it, and let it in with --lift if it may be shown"
            } else {
                "is a copy of it"
            };
            let name = harmless(&copy.filename);
            writeln!(out, "    {} {name}: {why}", copy.sha256)?;
        }
    }
    Ok(())
}

fn as_json(withdrawal: &Withdrawal) -> Value {
    let (paragraph, document) = match &withdrawal.subject {
        Subject::Paragraph(id) => (Some(id.to_string()), None),
        Subject::Document(sha256) => (None, Some(sha256)),
    };
    let copies = withdrawal.copies.iter().map(|copy| {
        json!({ "sha256": copy.sha256, "filename": copy.filename, "by_address": copy.by_address })
    });
    json!({
        "reference": withdrawal.reference,
        "at": withdrawal.at,
        "by": withdrawal.who,
        "reason": withdrawal.reason,
        "paragraph": paragraph,
        "document": document,
        "lifted_at": withdrawal.lifted_at,
        "purged_at": withdrawal.purged_at,
        "copies": copies.collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACCOUNTS: &str = "root:x:0:0:root:/root:/bin/bash\n\n# note\nparagraf:x:997:997::/var/lib/paragraf:/bin/false\nanna:x:1000:1000:Anna:/home/anna:/bin/bash\n";

    #[track_caller]
    fn check(user: &str, logname: &str, uid: u32, expected: Option<&str>) {
        let (user, logname) = (Some(user.to_owned()), Some(logname.to_owned()));
        let found = logged_in(user, logname, account(ACCOUNTS, uid));
        assert_eq!(found.as_deref(), expected);
    }

    #[test]
    fn the_log_names_the_person_or_else_the_account_and_never_another_ones() {
        check("anna", "", 1000, Some("anna"));
        check("", "anna", 1000, Some("anna"));
        check("", "", 997, Some("paragraf"));
        check("root", "root", 0, Some("root"));
        // `runuser -u paragraf` leaves the caller's name.
        check("root", "root", 997, Some("paragraf"));
        // `su` leaves the name of whoever became root: that is the person.
        check("anna", "anna", 0, Some("anna"));
        check("", "", 4711, None);
        // An account that other services know.
        check("bertil", "", 4711, Some("bertil"));
    }
}
