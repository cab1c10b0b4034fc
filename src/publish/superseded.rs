//! What stays behind: stylesheets and scripts of the last publish that the site has under other names now. A page that a browser or a
//! cache took before names them, so they are published for a while longer.

#![expect(
    clippy::disallowed_methods,
    reason = "what stays is laid out on this machine, as all that is published"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use super::bundle::{Bundle, File};
use super::headers::{self, Class};
use super::host::Host;
use super::leak::{self, Known};
use super::lock::PublishLock;
use super::record::Record;
use crate::diag::Failure;

/// For how many seconds they stay at least: longer than a host lets a page be kept.
const STAY: u64 = 15 * 60;

/// What stays behind.
#[derive(Clone, Debug)]
pub struct Superseded {
    /// The files.
    pub bundle: Bundle,
    /// Since when the site no longer has them, in seconds since 1970.
    pub since: BTreeMap<String, u64>,
}

impl Superseded {
    /// What stays of a record when a bundle is published. The files are fetched from the host, as the bundle has them no more; one
    /// that cannot be had, or holds what must not leave, goes at once.
    ///
    /// # Errors
    /// Fails when they cannot be laid out on this machine.
    pub fn behind(
        bundle: &Bundle,
        record: &Record,
        host: &dyn Host,
        known: &Known,
        turn: &PublishLock,
        now: u64,
    ) -> Result<Self, Failure> {
        let folder = turn.folder.join("left");
        super::remove(&folder)?;
        let mut left = Self { bundle: Bundle { folder, files: BTreeMap::new() }, since: BTreeMap::new() };
        for (path, line) in record.files.iter().filter(|(path, _)| !bundle.files.contains_key(*path)) {
            let since = record.left.get(path).copied().unwrap_or(now);
            let may_stay = now.saturating_sub(since) < STAY;
            if headers::class(path, &line.sha256) != Class::Marked || !may_stay {
                continue;
            }
            let headers = headers::of(path, &line.sha256);
            let file = File { sha256: line.sha256.clone(), bytes: line.bytes, headers };
            let found = host.read(path).ok().flatten().filter(|(bytes, _)| file.is(bytes));
            let Some((bytes, _)) = found else { continue };
            let place = left.bundle.folder.join(path);
            let failure = |error| Failure::new("write", &place, error);
            if let Some(parent) = place.parent() {
                fs::create_dir_all(parent).map_err(failure)?;
            }
            fs::write(&place, bytes).map_err(failure)?;
            left.bundle.files.insert(path.clone(), file);
            left.since.insert(path.clone(), since);
        }
        left.leave_out(&leak::check(&left.bundle, known)?);
        Ok(left)
    }

    fn leave_out(&mut self, findings: &[leak::Finding]) {
        let found: BTreeSet<&str> = findings.iter().map(|finding| finding.file.as_str()).collect();
        self.bundle.files.retain(|path, _| !found.contains(path.as_str()));
        self.since.retain(|path, _| !found.contains(path.as_str()));
    }
}
