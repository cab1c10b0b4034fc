//! The asking: a yes first, then each address in turn, each copy written as soon as it is there.

use std::collections::BTreeMap;
use std::io::{BufRead, IsTerminal};
use std::path::Path;
use std::time::Duration;

use super::list::{CopyList, KnownCopy, WantedCopy};
use super::written;
use crate::args::ArchiveArgs;
use crate::cmd::{Exit, milliseconds_since_1970, say, stamp_of};
use crate::diag::Failure;
use crate::render::Snapshot;
use crate::sink::copy_journal::CopyJournal;
use crate::source::{SavePageNow, Saving, SavingManners, SourceTree, Told, save};
use crate::text::{count, visible};

/// What became of the addresses.
#[derive(Default)]
struct CopyTally {
    written: usize,
    by_hand: usize,
    refused: usize,
    failed: usize,
}

/// Asks, and writes what comes of it.
pub(super) fn run(
    args: &ArchiveArgs,
    site: &Path,
    snapshot: &Snapshot,
    list: &CopyList,
) -> Result<Exit, Failure> {
    let manners = SavingManners::with_pause(Duration::from_millis(args.pause));
    let archive = opened(args, list, &manners)?;
    if !list.wanted.is_empty() && !agreed(args, list.wanted.len())? {
        say("nobody was asked");
        return Ok(Exit::Failed);
    }
    let mut journal = CopyJournal::open(site)?;
    let (tree, mut tally) = (&snapshot.tree, CopyTally::default());
    for (one, known) in &list.known {
        let copy = match known {
            KnownCopy::Address(address) => address.clone(),
            KnownCopy::Stamp(stamp) => archive.address(stamp, &one.sent),
        };
        put(site, tree, one, &copy, &mut tally)?;
    }
    let by_sent: BTreeMap<&str, Vec<&WantedCopy>> =
        list.wanted.iter().fold(BTreeMap::new(), |mut all, one| {
            all.entry(one.sent.as_str()).or_insert_with(Vec::new).push(one);
            all
        });
    // What another program noted since the list was made counts.
    let known = journal.known.clone();
    let wanted: Vec<(String, Option<Saving>)> = by_sent
        .iter()
        .map(|(sent, ones)| ((*sent).to_owned(), known.get(*sent).cloned().or(ones[0].saving.clone())))
        .collect();
    let mut note = |sent: &str, saving: &Saving| {
        journal.note(sent, saving)?;
        told(sent, saving, &mut tally);
        let Saving::Copy { stamp, .. } = saving else { return Ok(()) };
        let copy = archive.address(stamp, sent);
        by_sent.get(sent).into_iter().flatten().try_for_each(|one| put(site, tree, one, &copy, &mut tally))
    };
    let mut told = Told { note: &mut note, clock: &milliseconds_since_1970, stamp: &stamp_of };
    let left = save(&archive, &wanted, &manners, &mut told)?;
    Ok(ended(&tally, left))
}

/// The archive, with the keys of the environment; they are not needed where there is nothing to ask for.
fn opened(args: &ArchiveArgs, list: &CopyList, manners: &SavingManners) -> Result<SavePageNow, Failure> {
    let keys = ["IA_ACCESS_KEY_ID", "IA_SECRET_ACCESS_KEY"];
    let [access, secret] = keys.map(|name| std::env::var(name).unwrap_or_default().trim().to_owned());
    if !list.wanted.is_empty() && (access.is_empty() || secret.is_empty()) {
        return Err(Failure::new("ask for copies at", &args.archive, "there are no keys in the environment")
            .hint("get them at https://archive.org/account/s3.php, and set IA_ACCESS_KEY_ID and IA_SECRET_ACCESS_KEY"));
    }
    SavePageNow::at(&args.archive, &access, &secret, manners.patience)
}

fn agreed(args: &ArchiveArgs, n: usize) -> Result<bool, Failure> {
    if args.yes {
        return Ok(true);
    }
    if !std::io::stdin().is_terminal() {
        return Err(Failure::new("ask for copies at", &args.archive, "nobody is there to be asked first")
            .hint("add `--yes` to go on without a question, or `--dry-run` to look only"));
    }
    let these = if n == 1 { "this address".to_owned() } else { format!("these {n} addresses") };
    say(&format!("tell {} {these}? What it copies, everybody can see there. [y/N]", visible(&args.archive)));
    let mut answer = String::new();
    let read = std::io::stdin().lock().read_line(&mut answer);
    Ok(read.is_ok() && matches!(answer.trim(), "y" | "Y" | "yes"))
}

/// Says what has become of an address.
fn told(url: &str, saving: &Saving, tally: &mut CopyTally) {
    let url = visible(url);
    match saving {
        Saving::Asked { .. } | Saving::Job { .. } | Saving::Doubted { .. } => {}
        Saving::Copy { stamp, moved: None } => say(&format!("{url}: copied, {stamp}")),
        Saving::Copy { stamp, moved: Some(to) } => {
            say(&format!("{url}: copied, {stamp}; it has moved to {}", visible(to)));
        }
        Saving::Refused { reason } => {
            tally.refused += 1;
            say(&format!("{url}: refused: {}", visible(reason)));
        }
        Saving::Failed { reason } => {
            tally.failed += 1;
            say(&format!("{url}: no copy: {}", visible(reason)));
        }
        Saving::Busy { wait, reason } => {
            say(&format!("the archive is busy: {}; it is left alone for {} s", visible(reason), wait / 1000));
        }
    }
}

/// Writes a copy into the files that want it; what cannot be written is said.
fn put(
    site: &Path,
    tree: &SourceTree,
    one: &WantedCopy,
    copy: &str,
    tally: &mut CopyTally,
) -> Result<(), Failure> {
    for place in &one.places {
        match written::write(site, tree, place, &one.url, copy)? {
            Ok(()) => tally.written += 1,
            Err((file, why, text)) => {
                tally.by_hand += 1;
                say(&format!("{}: not written: {why}; add `{text}` by hand", visible(&file)));
            }
        }
    }
    Ok(())
}

fn ended(tally: &CopyTally, left: usize) -> Exit {
    let mut parts = vec![format!("{} written", count(tally.written, "copy"))];
    let mut more = |n: usize, what: &str| {
        if n > 0 {
            parts.push(format!("{n} {what}"));
        }
    };
    more(tally.by_hand, "to be written by hand");
    more(tally.refused, "refused by the archive");
    more(tally.failed, "without a copy");
    more(left, "not asked for, as the archive is too busy");
    let again = tally.failed + left > 0;
    say(&format!("{}{}", parts.join(", "), if again { "; run it again later to go on" } else { "" }));
    if again { Exit::Failed } else { Exit::Clean }
}
