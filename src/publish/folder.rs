//! A folder of this machine or a mounted one. The target is a link; beside it stand the last releases, and to publish is to make a
//! new one and to turn the link, which is one step of the system.
//!
//! Where few may make links, as on Windows, the target is a folder whose files are hard links to those of a release. It is exchanged in two
//! steps; what was broken off between them is put back by the next publish.

#![expect(clippy::disallowed_methods, reason = "a release is written, and read back where it is linked")]

use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::host::{Content, Host, Mark, Past, PutOutcome, Release, Way, Whole};
use super::record::{self, Record};
use crate::diag::Failure;
use crate::text::hex;

/// How many releases stand there, with the one that readers see.
const KEPT: usize = record::KEPT + 1;

/// How readers come to see another release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turning {
    /// The link is turned.
    Link,
    /// The folder is exchanged.
    Exchange,
}

impl Turning {
    const HERE: Self = if cfg!(unix) { Self::Link } else { Self::Exchange };
}

/// So often, and so long after each other, a folder is renamed in which somebody else has a file open at the moment.
const TRIES: u32 = 20;
const PAUSE: Duration = Duration::from_millis(100);

/// A link, or a folder in its place, and its releases.
#[derive(Debug)]
pub struct Folder {
    link: PathBuf,
    releases: PathBuf,
    turning: Turning,
}

impl Folder {
    /// The folder at a path. It must be of an earlier publish, or not be there yet.
    ///
    /// # Errors
    /// Fails where something else stands.
    pub fn open(path: &Path) -> Result<Self, Failure> {
        Self::open_as(path, Turning::HERE)
    }

    fn open_as(path: &Path, turning: Turning) -> Result<Self, Failure> {
        let Some(name) = path.file_name() else {
            return Err(Failure::new("publish to", path, "the path names no folder"));
        };
        let mut releases = name.to_owned();
        releases.push(".releases");
        let folder = Self { link: path.to_owned(), releases: path.with_file_name(releases), turning };
        if turning == Turning::Exchange {
            folder.put_back()?;
        }
        match fs::symlink_metadata(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(folder),
            Err(error) => Err(Failure::new("read", path, error)),
            Ok(found) if turning == Turning::Exchange && found.is_dir() && folder.current().is_some() => Ok(folder),
            Ok(found) if turning == Turning::Exchange || !found.is_symlink() => {
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

    /// The name of the release that readers see.
    fn current(&self) -> Option<String> {
        if self.turning == Turning::Exchange {
            let name = fs::read_to_string(self.releases.join(".current")).ok()?;
            return name.parse::<u64>().ok().map(|name| name.to_string());
        }
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

    /// Makes readers see a release.
    fn turn(&self, release: &str) -> Result<(), Failure> {
        match self.turning {
            Turning::Link => self.turn_link(release),
            Turning::Exchange => self.exchange(release),
        }
    }

    /// Makes the link lead to a release, in one step.
    #[cfg(unix)]
    fn turn_link(&self, release: &str) -> Result<(), Failure> {
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

    /// Nobody asks for it: the folder is exchanged here.
    #[cfg(not(unix))]
    fn turn_link(&self, release: &str) -> Result<(), Failure> {
        self.exchange(release)
    }

    /// Puts a folder with the files of a release in the place of the one that readers see.
    fn exchange(&self, release: &str) -> Result<(), Failure> {
        let failure = |error| {
            Failure::new("exchange", &self.link, error).hint(
                "nothing has changed for readers; close what has files of the folder open, and publish again",
            )
        };
        let (shown, before) = (self.releases.join(".shown"), self.releases.join(".before"));
        super::remove(&shown)?;
        super::remove(&before)?;
        linked(&self.releases.join(release), &shown).map_err(|error| Failure::new("write", &shown, error))?;
        let stands = fs::symlink_metadata(&self.link).is_ok();
        if stands {
            renamed(&self.link, &before).map_err(failure)?;
        }
        if let Err(error) = renamed(&shown, &self.link) {
            self.put_back()?;
            return Err(failure(error));
        }
        let (new, current) = (self.releases.join(".current.new"), self.releases.join(".current"));
        let noted = fs::write(&new, release).and_then(|()| fs::rename(&new, &current));
        noted.map_err(|error| Failure::new("write", &current, error))?;
        // What readers saw before takes little room, and the next publish removes it.
        let _ = super::remove(&before);
        Ok(())
    }

    /// Undoes an exchange that was broken off between its steps.
    fn put_back(&self) -> Result<(), Failure> {
        let before = self.releases.join(".before");
        if fs::symlink_metadata(&self.link).is_ok() || fs::symlink_metadata(&before).is_err() {
            return Ok(());
        }
        renamed(&before, &self.link).map_err(|error| Failure::new("put back", &self.link, error))
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

/// Makes a folder whose files are those of another: hard links, or copies where there are none.
fn linked(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            linked(&from, &to)?;
        } else if fs::hard_link(&from, &to).is_err() {
            fs::copy(&from, &to)?;
        }
    }
    Ok(())
}

/// Renames a folder, and waits a little for those who read in it.
fn renamed(from: &Path, to: &Path) -> std::io::Result<()> {
    for _ in 1..TRIES {
        match fs::rename(from, to) {
            Err(error) if error.kind() == ErrorKind::PermissionDenied && cfg!(windows) => {
                thread::sleep(PAUSE)
            }
            done => return done,
        }
    }
    fs::rename(from, to)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn published(path: &Path, files: &[(&str, &str)]) -> Result<String, Failure> {
        let folder = Folder::open_as(path, Turning::Exchange)?;
        let sums =
            files.iter().map(|(name, text)| ((*name).to_owned(), folder.sum(text.as_bytes()))).collect();
        let mark = folder.current().map(|tag| Mark { tag: Some(tag), version: None });
        let content = |name: &str| {
            let found = files.iter().find(|(path, _)| *path == name);
            Ok(found.map(|(_, text)| text.as_bytes().to_vec()).unwrap_or_default())
        };
        match folder.deploy(&sums, mark.as_ref(), &content)? {
            PutOutcome::Done(mark) => Ok(mark.tag.unwrap_or_default()),
            _ => panic!("nobody else publishes"),
        }
    }

    #[test]
    fn a_folder_is_exchanged_where_there_are_no_links() {
        let place = tempfile::tempdir().unwrap();
        let live = place.path().join("live");
        let shown = |name: &str| fs::read_to_string(live.join(name)).ok();
        assert_eq!(published(&live, &[("a.html", "one"), ("b/c.html", "same")]).unwrap(), "1");
        assert_eq!((shown("a.html").as_deref(), shown("b/c.html").as_deref()), (Some("one"), Some("same")));
        assert_eq!(published(&live, &[("d.html", "two"), ("b/c.html", "same")]).unwrap(), "2");
        assert_eq!((shown("a.html"), shown("d.html").as_deref()), (None, Some("two")));
        let releases = place.path().join("live.releases");
        assert_eq!(fs::read_to_string(releases.join("1/a.html")).unwrap(), "one");
        assert!(fs::symlink_metadata(&live).unwrap().is_dir() && !releases.join(".before").exists());
        // Broken off between the steps: readers see the last site as soon as somebody looks.
        fs::rename(&live, releases.join(".before")).unwrap();
        let folder = Folder::open_as(&live, Turning::Exchange).unwrap();
        assert_eq!((folder.current().as_deref(), shown("d.html").as_deref()), (Some("2"), Some("two")));
        assert_eq!(folder.read("d.html").unwrap().unwrap().0, b"two");
        for n in 3..10 {
            assert_eq!(published(&live, &[("e.html", &n.to_string())]).unwrap(), n.to_string());
        }
        assert_eq!(folder.kept().len(), KEPT);
        // What no publish has made is left alone.
        let other = place.path().join("other");
        fs::create_dir(&other).unwrap();
        assert!(Folder::open_as(&other, Turning::Exchange).is_err());
    }
}
