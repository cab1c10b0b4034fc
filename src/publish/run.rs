//! A publish from its first put to its last deletion, in an order that leaves a whole site wherever it is broken off.

use std::collections::{BTreeMap, BTreeSet};
use std::thread;
use std::time::Duration;

use rayon::prelude::*;

use super::bundle::Bundle;
use super::headers;
use super::host::{Host, Mark, PutOutcome, Single, Way, Whole};
use super::journal::{Journal, Put};
use super::lock::PublishLock;
use super::plan::Plan;
use super::record::{self, KEPT, Record, Underway};
use crate::diag::Failure;

/// How a publish is done.
#[derive(Clone, Debug)]
pub struct RunManners {
    /// How many files are put at once: the network waits, not the processor.
    pub threads: usize,
    /// How often a file is tried.
    pub attempts: u32,
    /// The pause after the first failure; each further one is twice as long.
    pub back_off: Duration,
}

impl Default for RunManners {
    fn default() -> Self {
        Self { threads: 16, attempts: 4, back_off: Duration::from_millis(200) }
    }
}

/// What stands at a place, and the mark of its record.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// The record, empty for a place without one.
    pub record: Record,
    /// Its mark; `None` for a place without a record.
    pub mark: Option<Mark>,
}

/// Why a publish did not end well.
#[derive(Debug)]
pub enum Trouble {
    /// The machine or the host.
    Failure(Failure),
    /// These files could not be put or deleted.
    Files(Vec<(String, Failure)>),
    /// Somebody else has published in between.
    Overtaken,
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

/// Reads what stands at a place: one file.
///
/// # Errors
/// Fails when the host does not answer, or holds a record that cannot be read.
pub fn standing(host: &dyn Host) -> Result<Standing, Failure> {
    match host.read(record::PATH)? {
        None => Ok(Standing::default()),
        Some((json, mark)) => {
            Ok(Standing { record: Record::parse(&json, &host.address())?, mark: Some(mark) })
        }
    }
}

/// Does what the plan says, whose end `record` describes, in the turn of this run.
///
/// # Errors
/// Fails with every file that could not be put or deleted; the next publish completes it.
pub fn run(
    host: &dyn Host,
    bundle: &Bundle,
    plan: &Plan,
    standing: Standing,
    record: Record,
    turn: &PublishLock,
    manners: &RunManners,
) -> Result<(), Trouble> {
    match host.way() {
        Way::Whole(host) => whole(host, bundle, &record, standing.mark.as_ref()),
        Way::Single(host) => single(host, bundle, plan, standing, record, turn, manners),
    }
}

fn single(
    host: &dyn Single,
    bundle: &Bundle,
    plan: &Plan,
    standing: Standing,
    mut record: Record,
    turn: &PublishLock,
    manners: &RunManners,
) -> Result<(), Trouble> {
    let kept = standing.record.clone();
    // First the place learns what is about to be touched: whoever reads the record then knows what to doubt.
    let mut begun = standing.record;
    let waves = plan.waves();
    let before = begun.underway.take().map(|run| run.puts).unwrap_or_default();
    let puts = waves.iter().flatten().map(|path| (*path).to_owned()).chain(before).collect();
    begun.underway = Some(Underway { run: turn.name.clone(), began: record.at, puts });
    let mut mark = write(host, &begun, standing.mark.as_ref())?;
    let journal = Journal::open(turn, standing.mark.as_ref(), &mark, bundle)?;
    record.kept = keep(host, kept, manners)?;
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(manners.threads)
        .build()
        .map_err(|error| Failure::new("start", "the threads of a publish", error))?;
    for mut wave in waves {
        wave.retain(|path| !journal.has(path));
        let put = |path: &&str| -> Option<(String, Failure)> {
            put(host, bundle, path, &journal, manners).err().map(|failure| ((*path).to_owned(), failure))
        };
        let failed = put_together(host, bundle, &wave, &journal, manners)
            .unwrap_or_else(|| pool.install(|| wave.par_iter().filter_map(put).collect()));
        if !failed.is_empty() {
            return Err(Trouble::Files(failed));
        }
    }
    for (path, version) in journal.versions() {
        if let Some(line) = record.files.get_mut(&path) {
            line.version = version;
        }
    }
    record.leaving = plan.removed.iter().map(|step| step.path.clone()).collect();
    mark = write(host, &record, Some(&mark))?;
    journal.end();
    if record.leaving.is_empty() {
        return Ok(());
    }
    let leaving = std::mem::take(&mut record.leaving);
    let failed = delete(host, leaving.iter().map(String::as_str).collect(), manners);
    if !failed.is_empty() {
        return Err(Trouble::Files(failed));
    }
    write(host, &record, Some(&mark)).map(drop)
}

/// Keeps a record beside the one that takes its place, where the host keeps the files that it names too; the oldest go. Gives the
/// numbers of those that are there.
fn keep(host: &dyn Single, mut before: Record, manners: &RunManners) -> Result<BTreeSet<u64>, Trouble> {
    let mut kept = std::mem::take(&mut before.kept);
    before.underway = None;
    if before.files.values().any(|line| line.version.is_some()) {
        let (path, json) = (record::kept(before.serial), before.to_json());
        patiently(manners, || host.put(&path, &json, &headers::of(&path, "")))
            .map_err(|failure| Trouble::Files(vec![(path.clone(), failure)]))?;
        kept.insert(before.serial);
    }
    // One that cannot be deleted is tried again by the next publish.
    while let Some(oldest) = kept.first().copied().filter(|_| kept.len() > KEPT) {
        if !delete(host, vec![&record::kept(oldest)], manners).is_empty() {
            break;
        }
        kept.remove(&oldest);
    }
    Ok(kept)
}

fn put(
    host: &dyn Single,
    bundle: &Bundle,
    path: &str,
    journal: &Journal,
    manners: &RunManners,
) -> Result<(), Failure> {
    let Some(file) = bundle.files.get(path) else { return Ok(()) };
    let bytes = bundle.content(path)?;
    let version = patiently(manners, || host.put(path, &bytes, &file.headers))?;
    journal.add([Put::of(path, file, version)]);
    Ok(())
}

/// Puts a wave in one go, if the host does that; what failed is tried again.
fn put_together(
    host: &dyn Single,
    bundle: &Bundle,
    wave: &[&str],
    journal: &Journal,
    manners: &RunManners,
) -> Option<Vec<(String, Failure)>> {
    if wave.is_empty() {
        return Some(Vec::new());
    }
    let (mut pause, mut paths) = (manners.back_off, wave.to_vec());
    let mut failed = host.put_many(&paths, bundle)?;
    for _ in 1..manners.attempts {
        if failed.is_empty() {
            break;
        }
        paths.retain(|path| failed.iter().any(|(name, _)| name == path));
        thread::sleep(pause);
        pause *= 2;
        failed = host.put_many(&paths, bundle)?;
    }
    let arrived = wave.iter().filter(|path| failed.iter().all(|(name, _)| name != *path));
    journal.add(arrived.filter_map(|path| Some(Put::of(path, bundle.files.get(*path)?, None))));
    Some(failed)
}

fn delete(host: &dyn Single, mut paths: Vec<&str>, manners: &RunManners) -> Vec<(String, Failure)> {
    let mut pause = manners.back_off;
    for attempt in 1.. {
        let failed = host.delete(&paths);
        if failed.is_empty() || attempt >= manners.attempts {
            return failed;
        }
        paths.retain(|path| failed.iter().any(|(name, _)| name == path));
        thread::sleep(pause);
        pause *= 2;
    }
    Vec::new()
}

/// Writes the record if it is still the one of the mark.
fn write(host: &dyn Single, record: &Record, mark: Option<&Mark>) -> Result<Mark, Trouble> {
    match host.put_if(record::PATH, &record.to_json(), &headers::of(record::PATH, ""), mark)? {
        PutOutcome::Done(mark) => Ok(mark),
        PutOutcome::Overtaken => Err(Trouble::Overtaken),
    }
}

fn patiently<T>(manners: &RunManners, ask: impl Fn() -> Result<T, Failure>) -> Result<T, Failure> {
    let mut pause = manners.back_off;
    let mut attempt = 1;
    loop {
        match ask() {
            Err(_) if attempt < manners.attempts => thread::sleep(pause),
            answer => return answer,
        }
        pause *= 2;
        attempt += 1;
    }
}

fn whole(host: &dyn Whole, bundle: &Bundle, record: &Record, mark: Option<&Mark>) -> Result<(), Trouble> {
    let json = record.to_json();
    let sum = |path: &String| Ok((path.clone(), host.sum(&bundle.content(path)?)));
    let mut sums: BTreeMap<String, String> =
        bundle.files.keys().collect::<Vec<_>>().into_par_iter().map(sum).collect::<Result<_, Failure>>()?;
    sums.insert(record::PATH.to_owned(), host.sum(&json));
    let content = |path: &str| if path == record::PATH { Ok(json.clone()) } else { bundle.content(path) };
    match host.deploy(&sums, mark, &content)? {
        PutOutcome::Done(_) => Ok(()),
        PutOutcome::Overtaken => Err(Trouble::Overtaken),
    }
}
