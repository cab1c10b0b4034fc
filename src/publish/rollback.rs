//! Going back: an earlier publish that the host keeps becomes what is published, in the way that everything else is.

#![expect(
    clippy::disallowed_methods,
    reason = "what comes back is laid into the site's own folder, and looked at there"
)]

use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::Serialize;

use super::bundle::Bundle;
use super::host::{Host, Past, Release};
use super::plan::Plan;
use super::record::Record;
use crate::diag::Failure;

/// How many files are fetched at once: the network waits, not the processor.
const THREADS: usize = 16;
/// How often a file is asked for.
const ATTEMPTS: usize = 3;

/// A release in the list that is shown.
#[derive(Clone, Debug, Serialize)]
pub struct Listed {
    /// Its number.
    pub serial: u64,
    /// When it was published, in seconds since 1970.
    pub at: u64,
    /// The release whose files were published again with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub back_to: Option<u64>,
    /// How many files it has.
    pub files: usize,
    /// How many would come back, change and go.
    pub added: usize,
    /// How many would change.
    pub changed: usize,
    /// How many would go.
    pub removed: usize,
}

/// What a host keeps.
///
/// # Errors
/// Fails for one that keeps nothing.
pub fn past(host: &dyn Host) -> Result<&dyn Past, Failure> {
    host.past().ok_or_else(|| {
        Failure::new("go back at", host.address(), "this target keeps no earlier releases")
            .hint("publish an older build with `--from DIR`")
    })
}

/// The release of a number, or without one that before the standing one.
///
/// # Errors
/// Fails where there is none.
pub fn chosen(
    releases: Vec<Release>,
    standing: &Record,
    serial: Option<u64>,
    past: &dyn Past,
    address: &str,
) -> Result<Release, Failure> {
    // What went back to an earlier release has that one's past.
    let before = standing.back_to.unwrap_or(standing.serial);
    // One that has come back, but for its deletions, is completed.
    let unfinished = standing.back_to.filter(|_| !standing.leaving.is_empty());
    let serial = serial.or(unfinished);
    let named: Vec<String> = releases.iter().map(|release| release.record.serial.to_string()).collect();
    let found = releases.into_iter().find(|release| match serial {
        Some(serial) => release.record.serial == serial,
        None => release.record.serial < before,
    });
    // What a broken-off publish was to take the place of.
    let again = serial == Some(standing.serial) && standing.underway.is_some();
    let found = found.or_else(|| {
        let mut record = standing.clone();
        record.underway = None;
        again.then(|| Release { record, name: standing.serial.to_string() })
    });
    found.ok_or_else(|| match (serial, named.as_slice()) {
        (_, []) => past.none(),
        (Some(serial), named) => Failure::new("go back at", address, format!("release {serial} is not kept"))
            .hint(format!("name one of: {}", named.join(", "))),
        (None, named) => Failure::new("go back at", address, format!("no release before {before} is kept"))
            .hint(format!("name one of: {}", named.join(", "))),
    })
}

/// A release as a list shows it.
pub fn listed(release: &Release, standing: &Record) -> Listed {
    let record = &release.record;
    let bundle = Bundle { folder: PathBuf::new(), files: record.bundled() };
    let plan = Plan::untitled(standing, &bundle);
    Listed {
        serial: record.serial,
        at: record.at,
        back_to: record.back_to,
        files: record.files.len(),
        added: plan.added.len(),
        changed: plan.changed.len(),
        removed: plan.removed.len(),
    }
}

/// The files of a release, those that are not there now with their content: it is on this machine before anything is done.
///
/// # Errors
/// Fails when the host no longer has one of them.
pub fn bundle(past: &dyn Past, release: &Release, standing: &Record, own: &Path) -> Result<Bundle, Failure> {
    let to = own.join("back");
    clear(own)?;
    fs::create_dir_all(&to).map_err(|error| Failure::new("create", &to, error))?;
    let files = release.record.bundled();
    let coming: Vec<&str> = files
        .iter()
        .filter(|(path, file)| !standing.holds(path, file))
        .map(|(path, _)| path.as_str())
        .collect();
    let folder = past.fetch(release, &coming, &to)?;
    Ok(Bundle { folder, files })
}

/// Removes what was laid out.
///
/// # Errors
/// Fails when it cannot be removed.
pub fn clear(own: &Path) -> Result<(), Failure> {
    super::remove(&own.join("back"))
}

/// Of a bundle, what comes back.
pub fn coming(bundle: &Bundle, plan: &Plan) -> Bundle {
    let steps = plan.added.iter().chain(&plan.changed);
    let file = |path: &String| Some((path.clone(), bundle.files.get(path)?.clone()));
    Bundle { folder: bundle.folder.clone(), files: steps.filter_map(|step| file(&step.path)).collect() }
}

/// Lays files of a release into a folder. Each must have the bytes that were published.
///
/// # Errors
/// Fails when one cannot be had.
pub fn gather(
    release: &Release,
    paths: &[&str],
    to: &Path,
    content: &(dyn Fn(&str) -> Result<Vec<u8>, Failure> + Sync),
) -> Result<PathBuf, Failure> {
    let files = release.record.bundled();
    let one = |path: &&str| {
        let place = to.join(path);
        let failure = |error| Failure::new("write", &place, error);
        let mut bytes = content(path);
        for _ in 1..ATTEMPTS {
            if bytes.is_ok() {
                break;
            }
            bytes = content(path);
        }
        let bytes = bytes?;
        if !files.get(*path).is_some_and(|file| file.is(&bytes)) {
            return Err(Failure::new("read", *path, "the host has other bytes than were published"));
        }
        if let Some(parent) = place.parent() {
            fs::create_dir_all(parent).map_err(failure)?;
        }
        fs::write(&place, bytes).map_err(failure)
    };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(THREADS)
        .build()
        .map_err(|error| Failure::new("start", "the threads of a publish", error))?;
    pool.install(|| paths.par_iter().try_for_each(one))?;
    Ok(to.to_owned())
}
