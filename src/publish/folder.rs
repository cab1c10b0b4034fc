//! A folder of this machine or a mounted one. The target is a link; beside it stand the last releases, and to publish is to make a
//! new one and to turn the link, which is one step of the system.

#![expect(clippy::disallowed_methods, reason = "a release is written, and read back where it is linked")]

use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::host::{Content, Host, Mark, Past, PutOutcome, Release, Way, Whole};
use super::record::{self, Record};
use crate::diag::Failure;
use crate::text::hex;

/// How many releases stand there, with the one that readers see.
const KEPT: usize = record::KEPT + 1;

/// A link and its releases.
#[derive(Debug)]
pub struct Folder {
    link: PathBuf,
    releases: PathBuf,
}

impl Folder {
    /// The folder at a path. It must be a link of an earlier publish, or not be there yet.
    ///
    /// # Errors
    /// Fails where something else stands.
    pub fn open(path: &Path) -> Result<Self, Failure> {
        let Some(name) = path.file_name() else {
            return Err(Failure::new("publish to", path, "the path names no folder"));
        };
        let mut releases = name.to_owned();
        releases.push(".releases");
        let folder = Self { link: path.to_owned(), releases: path.with_file_name(releases) };
        match fs::symlink_metadata(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(folder),
            Err(error) => Err(Failure::new("read", path, error)),
            Ok(found) if !found.is_symlink() => {
                Err(Failure::new("publish to", path, "a folder or file stands there, not a link of an earlier publish")
                    .hint("move it away, or name a path at which nothing stands, and let the web server follow the link"))
            }
            Ok(_) if folder.current().is_none() => {
                Err(Failure::new("publish to", path, format!("the link leads out of `{}`", folder.releases.display()))
                    .hint("remove the link, or name another path"))
            }
            Ok(_) => Ok(folder),
        }
    }

    /// The name of the release that the link leads to.
    fn current(&self) -> Option<String> {
        let target = fs::read_link(&self.link).ok()?;
        let name = target.file_name()?.to_str()?;
        (target.parent()?.file_name()? == self.releases.file_name()?).then(|| name.to_owned())
    }

    /// One publish at a time, until the file is dropped.
    fn lock(&self) -> Result<File, Failure> {
        fs::create_dir_all(&self.releases).map_err(|error| Failure::new("create", &self.releases, error))?;
        let path = self.releases.join(".lock");
        let file = File::create(&path).map_err(|error| Failure::new("create", &path, error))?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => {
                Err(Failure::new("publish to", &self.link, "another publish is at work there")
                    .hint("wait until it has ended"))
            }
            // A file system without locks, where two at once are the user's to avoid.
            Err(TryLockError::Error(error)) if error.kind() != ErrorKind::Unsupported => {
                Err(Failure::new("lock", &path, error))
            }
            _ => Ok(file),
        }
    }

    /// The releases by age, the oldest first. What a broken-off publish left is none.
    fn kept(&self) -> Vec<u64> {
        let entries = fs::read_dir(&self.releases).into_iter().flatten().flatten();
        let mut kept: Vec<u64> =
            entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect();
        kept.sort_unstable();
        kept
    }

    /// Writes a file of a release; one that the last release has with the same bytes is linked.
    fn write(&self, stage: &Path, last: Option<&Path>, path: &str, content: Content) -> Result<(), Failure> {
        let (bytes, to) = (content(path)?, stage.join(path));
        let failure = |error| Failure::new("write", &to, error);
        if let Some(parent) = to.parent() {
            fs::create_dir_all(parent).map_err(failure)?;
        }
        let old = last.map(|last| last.join(path));
        let same = old.filter(|old| {
            fs::symlink_metadata(old).is_ok_and(|found| found.is_file() && found.len() == bytes.len() as u64)
        });
        if same.is_some_and(|old| {
            fs::read(&old).is_ok_and(|held| held == bytes) && fs::hard_link(&old, &to).is_ok()
        }) {
            return Ok(());
        }
        let mut file = File::create_new(&to).map_err(failure)?;
        file.write_all(&bytes).map_err(failure)?;
        let read = fs::read(&to).map_err(failure)?;
        if read == bytes {
            Ok(())
        } else {
            Err(Failure::new("write", &to, "the disk holds other bytes than were written"))
        }
    }

    /// Makes the link lead to a release, in one step.
    #[cfg(unix)]
    fn turn(&self, release: &str) -> Result<(), Failure> {
        let failure = |error| Failure::new("turn", &self.link, error);
        let name = self.releases.file_name().map(PathBuf::from).unwrap_or_default();
        let new = self.releases.join(".link");
        match fs::remove_file(&new) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(failure(error)),
            _ => {}
        }
        std::os::unix::fs::symlink(name.join(release), &new).map_err(failure)?;
        fs::rename(&new, &self.link).map_err(failure)
    }

    /// Without links that anybody may make, there is no such step.
    #[cfg(not(unix))]
    fn turn(&self, _: &str) -> Result<(), Failure> {
        Err(Failure::new("publish to", &self.link, "this system has no links that can be turned in one step")
            .hint("publish from Linux or macOS, or use `dateline build -o`, which exchanges the folder"))
    }

    fn discard_old(&self) {
        let kept = self.kept();
        let current = self.current();
        for old in &kept[..kept.len().saturating_sub(KEPT)] {
            if current.as_deref() != Some(&*old.to_string()) {
                // A release that cannot be removed takes room and harms nobody.
                let _ = fs::remove_dir_all(self.releases.join(old.to_string()));
            }
        }
    }
}

impl Host for Folder {
    fn address(&self) -> String {
        self.link.display().to_string()
    }

    fn read(&self, path: &str) -> Result<Option<(Vec<u8>, Mark)>, Failure> {
        let Some(current) = self.current() else { return Ok(None) };
        let place = self.releases.join(&current).join(path);
        match fs::read(&place) {
            Ok(bytes) => Ok(Some((bytes, Mark { tag: Some(current), version: None }))),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Failure::new("read", &place, error)),
        }
    }

    fn way(&self) -> Way<'_> {
        Way::Whole(self)
    }

    fn past(&self) -> Option<&dyn Past> {
        Some(self)
    }
}

impl Past for Folder {
    /// Each release holds its record. One that a broken-off publish left was never seen: its number is that of a later one, or higher.
    fn releases(&self, standing: &Record) -> Result<Vec<Release>, Failure> {
        let mut releases: Vec<Release> = Vec::new();
        for name in self.kept().iter().rev().map(u64::to_string) {
            let path = self.releases.join(&name).join(record::PATH);
            let Ok(json) = fs::read(&path) else { continue };
            let record = Record::parse(&json, &path.display().to_string())?;
            let next = releases.last().map_or(standing.serial, |next| next.record.serial);
            if record.serial < next {
                releases.push(Release { record, name });
            }
        }
        Ok(releases)
    }

    fn none(&self) -> Failure {
        Failure::new("go back at", self.address(), "no earlier release stands there")
            .hint("publish an older build with `--from DIR`")
    }

    fn fetch(&self, release: &Release, _: &[&str], _: &Path) -> Result<PathBuf, Failure> {
        Ok(self.releases.join(&release.name))
    }
}

impl Whole for Folder {
    fn sum(&self, bytes: &[u8]) -> String {
        hex(&Sha256::digest(bytes))
    }

    fn deploy(
        &self,
        sums: &BTreeMap<String, String>,
        mark: Option<&Mark>,
        content: Content,
    ) -> Result<PutOutcome, Failure> {
        let _lock = self.lock()?;
        let current = self.current();
        if current != mark.and_then(|mark| mark.tag.clone()) {
            return Ok(PutOutcome::Overtaken);
        }
        let name = (self.kept().last().unwrap_or(&0) + 1).to_string();
        let stage = self.releases.join(".new");
        super::remove(&stage)?;
        let last = current.map(|current| self.releases.join(current));
        let paths: Vec<&String> = sums.keys().collect();
        paths.par_iter().try_for_each(|path| self.write(&stage, last.as_deref(), path, content))?;
        let release = self.releases.join(&name);
        fs::rename(&stage, &release).map_err(|error| Failure::new("create", &release, error))?;
        self.turn(&name)?;
        self.discard_old();
        Ok(PutOutcome::Done(Mark { tag: Some(name), version: None }))
    }
}
