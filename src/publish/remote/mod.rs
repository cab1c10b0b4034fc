//! A folder of another machine, reached by the system's sftp or rsync and so by whatever its ssh knows: keys, agents, jump hosts.
//!
//! The record, the lock and deletions go through sftp with either program, as it says of each what became of it.

#![expect(
    clippy::disallowed_methods,
    reason = "what comes from the other machine is read from a file of our own"
)]

mod batch;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use sha2::{Digest, Sha256};

use super::bundle::Bundle;
use super::headers::Headers;
use super::host::{Host, Mark, PutOutcome, Single, Way};
use super::lock::PublishLock;
use super::own;
use crate::config::{Program, Remote};
use crate::diag::Failure;
use crate::text::hex;
use batch::{Batch, Output};

/// How many seconds a lock is waited for. It is held for the exchange of one file, so one that stays longer is left over from a
/// publish that was broken off.
const PATIENCE: usize = 15;

/// A folder of another machine.
#[derive(Debug)]
pub struct Machine {
    remote: Remote,
    /// A folder of our own on this machine.
    own: PathBuf,
    /// Held by the programs, too.
    turn: File,
    serial: AtomicUsize,
}

impl Machine {
    /// The folder of another machine, in the turn of a publish to it.
    ///
    /// # Errors
    /// Fails where there can be no folder for what goes there.
    pub fn open(site: &Path, turn: &PublishLock, remote: &Remote) -> Result<Self, Failure> {
        let own = turn.folder.join("remote");
        fs::create_dir_all(&own).map_err(|error| Failure::new("create", &own, error))?;
        // Other programs run in other folders.
        let absolute =
            |path: &Path| std::path::absolute(path).map_err(|error| Failure::new("find", path, error));
        if let Some(config) = remote.config.as_ref().filter(|config| own::holds(site, &site.join(config))) {
            let why = "this file of settings lies inside the site, and may name programs that ssh runs";
            return Err(Failure::new("use", config, why)
                .hint("let it lie elsewhere, where only those can write who may publish"));
        }
        let config = remote.config.as_ref().map(|path| absolute(&site.join(path))).transpose()?;
        let remote = Remote { config, ..remote.clone() };
        let turn = turn.share().map_err(|error| Failure::new("share", &turn.folder, error))?;
        Ok(Self { remote, own: absolute(&own)?, turn, serial: AtomicUsize::new(0) })
    }

    /// Runs a batch; what the other machine says is for the caller to judge.
    fn sftp(&self, batch: &Batch, folder: &Path) -> Result<Output, Failure> {
        let list = self.list("batch", batch.text().as_bytes())?;
        let mut sftp = Command::new("sftp");
        sftp.arg("-q").arg("-b").arg(&list).args(["-o", "BatchMode=yes", "-o", "ConnectTimeout=20"]);
        if let Some(config) = &self.remote.config {
            sftp.arg("-F").arg(config);
        }
        if let Some(port) = self.remote.port {
            sftp.args(["-P", &port.to_string()]);
        }
        sftp.arg(&self.remote.machine).current_dir(folder).env("LC_ALL", "C");
        let output = self.run(sftp, "sftp", &list)?;
        let said = Output::of(&output.stdout, &output.stderr, output.status.success());
        // 255 is ssh's own: there was no conversation.
        if output.status.code() == Some(255) { Err(self.refused(&said.reason())) } else { Ok(said) }
    }

    /// What a program is to do, in a file of our own.
    fn list(&self, kind: &str, bytes: &[u8]) -> Result<PathBuf, Failure> {
        let path = self.own.join(format!("{kind}-{}", self.serial.fetch_add(1, Ordering::Relaxed)));
        fs::write(&path, bytes).map_err(|error| Failure::new("write", &path, error))?;
        Ok(path)
    }

    /// Runs a program, and removes the list that it was given. It holds the turn: when this process is killed, it goes on with what it
    /// was told, and the next publish must not begin before it has ended.
    fn run(&self, mut command: Command, name: &str, list: &Path) -> Result<std::process::Output, Failure> {
        let failure = |error| {
            Failure::new("run", name, error)
                .hint(format!("install {name}; this target uses the system's own"))
        };
        let turn = self.turn.try_clone().map_err(failure)?;
        let output = command.stdin(turn).stdout(Stdio::piped()).stderr(Stdio::piped()).output();
        // A file of our own that stays does no harm.
        let _ = fs::remove_file(list);
        output.map_err(failure)
    }

    fn refused(&self, reason: &str) -> Failure {
        Failure::new("publish to", self.address(), reason)
            .hint(format!("`sftp {}` must work without a question", self.remote.machine))
    }

    /// The name of a file of the site on the other machine.
    fn there(&self, path: &str) -> String {
        format!("{}/{path}", self.remote.folder)
    }

    /// Adds what makes the folders that files stand in.
    fn folders<'a>(&self, batch: &mut Batch, paths: impl IntoIterator<Item = &'a str>) {
        let mut folders = BTreeSet::from(["", ".dateline"]);
        for path in paths {
            folders.extend(path.match_indices('/').map(|(at, _)| &path[..at]));
        }
        for folder in folders {
            batch.mkdir(self.there(folder).trim_end_matches('/'));
        }
    }

    fn fetch(&self, path: &str) -> Result<Option<Vec<u8>>, Failure> {
        let name = format!("got-{}", self.serial.fetch_add(1, Ordering::Relaxed));
        let place = self.own.join(&name);
        let mut batch = Batch::default();
        batch.get(&self.there(path), &name);
        let said = self.sftp(&batch, &self.own)?;
        if said.went_well {
            return taken(&place).map(Some);
        }
        if said.is_absent() { Ok(None) } else { Err(Failure::new("read", self.there(path), said.reason())) }
    }

    /// Writes a file through a second name, and reads it back in the same conversation.
    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        let (there, serial) = (self.there(path), self.serial.fetch_add(1, Ordering::Relaxed));
        let (put, got) = (format!("put-{serial}"), format!("got-{serial}"));
        let place = self.own.join(&put);
        fs::write(&place, bytes).map_err(|error| Failure::new("write", &place, error))?;
        let mut batch = Batch::default();
        self.folders(&mut batch, [path]);
        batch.put(&put, &there);
        batch.get(&there, &got);
        let said = self.sftp(&batch, &self.own);
        let _ = fs::remove_file(&place);
        let said = said?;
        if !said.went_well {
            return Err(Failure::new("put", there, said.reason()));
        }
        if taken(&self.own.join(got))? == bytes {
            Ok(())
        } else {
            Err(Failure::new("put", there, "the other machine holds other bytes than were sent"))
        }
    }

    /// Takes the lock, which is a folder, as only one can make it, and reads a file in the same conversation.
    fn lock(&self, path: &str) -> Result<(RemoteLock<'_>, Option<Vec<u8>>), Failure> {
        let (there, got) = (self.there(path), format!("got-{}", self.serial.fetch_add(1, Ordering::Relaxed)));
        let lock = self.there(".dateline/lock");
        let place = self.own.join(&got);
        match fs::remove_file(&place) {
            // What a killed publish left must not be taken for what is there.
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(Failure::new("remove", place, error));
            }
            _ => {}
        }
        for second in 0..=PATIENCE {
            let mut batch = Batch::default();
            self.folders(&mut batch, []);
            if second == PATIENCE {
                batch.rmdir(&lock);
            }
            batch.mkdir_new(&lock);
            batch.get_if(&there, &got);
            let said = self.sftp(&batch, &self.own)?;
            if said.went_well {
                let lock = RemoteLock { machine: self };
                return match place.exists() {
                    true => taken(&place).map(|bytes| (lock, Some(bytes))),
                    false if said.misses(&there) => Ok((lock, None)),
                    // It is asked for once more, to hear why.
                    false => self.fetch(path).map(|found| (lock, found)),
                };
            }
            // That it is there already has no name of its own in sftp; these have.
            if said.is_absent() || said.is_denied() {
                return Err(Failure::new("create", lock, said.reason()).hint(
                    "the folder above the site's must be there, and this user must be allowed to write",
                ));
            }
            thread::sleep(Duration::from_secs(1));
        }
        Err(Failure::new("lock", lock, "the folder cannot be made there")
            .hint("another publish is at work, or this user may not write there"))
    }

    fn rsync(&self, paths: &[&str], bundle: &Bundle) -> Result<(), Failure> {
        let mut shell = "ssh -o BatchMode=yes -o ConnectTimeout=20".to_owned();
        if let Some(config) = &self.remote.config {
            shell.push_str(&format!(" -F '{}'", config.display()));
        }
        if let Some(port) = self.remote.port {
            shell.push_str(&format!(" -p {port}"));
        }
        let mut rsync = Command::new("rsync");
        let list = self.list("files", paths.join("\0").as_bytes())?;
        rsync.args(["--checksum", "--delay-updates", "--chmod=D755,F644", "--from0"]);
        rsync.arg("--files-from").arg(&list).arg("-e");
        rsync.arg(shell).arg("./").arg(format!("{}:{}/", self.remote.machine, self.remote.folder));
        rsync.current_dir(&bundle.folder).env("LC_ALL", "C");
        let output = self.run(rsync, "rsync", &list)?;
        let said = Output::of(&output.stdout, &output.stderr, output.status.success());
        if said.went_well { Ok(()) } else { Err(Failure::new("put files to", self.address(), said.reason())) }
    }

    /// Puts the files in their order; those from the first that failed on are not there.
    fn put_by_sftp(&self, paths: &[&str], bundle: &Bundle) -> Result<(), (usize, Failure)> {
        let mut batch = Batch::default();
        self.folders(&mut batch, paths.iter().copied());
        for path in paths {
            batch.put(path, &self.there(path));
        }
        let said = self.sftp(&batch, &bundle.folder).map_err(|failure| (0, failure))?;
        if said.went_well {
            return Ok(());
        }
        let at = said.renames.saturating_sub(1).min(paths.len() - 1);
        Err((at, Failure::new("put", self.there(paths[at]), said.reason())))
    }
}

/// A lock on the other machine, given up when dropped.
struct RemoteLock<'a> {
    machine: &'a Machine,
}

impl Drop for RemoteLock<'_> {
    fn drop(&mut self) {
        let mut batch = Batch::default();
        batch.rmdir(&self.machine.there(".dateline/lock"));
        // One that stays is waited for by the next publish, and then taken away.
        let _ = self.machine.sftp(&batch, &self.machine.own);
    }
}

/// What came from the other machine into a file of our own, which goes.
fn taken(place: &Path) -> Result<Vec<u8>, Failure> {
    let bytes = fs::read(place).map_err(|error| Failure::new("read", place, error))?;
    // One that stays does no harm.
    let _ = fs::remove_file(place);
    Ok(bytes)
}

fn mark(bytes: &[u8]) -> Mark {
    Mark { tag: Some(hex(&Sha256::digest(bytes))), version: None }
}

fn all(paths: &[&str], failure: &Failure) -> Vec<(String, Failure)> {
    paths.iter().map(|path| ((*path).to_owned(), failure.clone())).collect()
}

impl Host for Machine {
    fn address(&self) -> String {
        self.remote.to_string()
    }

    fn read(&self, path: &str) -> Result<Option<(Vec<u8>, Mark)>, Failure> {
        let found = self.fetch(path)?;
        Ok(found.map(|bytes| {
            let mark = mark(&bytes);
            (bytes, mark)
        }))
    }

    fn way(&self) -> Way<'_> {
        Way::Single(self)
    }
}

impl Single for Machine {
    fn put(&self, path: &str, bytes: &[u8], _: &Headers) -> Result<Option<String>, Failure> {
        self.write(path, bytes).map(|()| None)
    }

    fn put_if(
        &self,
        path: &str,
        bytes: &[u8],
        _: &Headers,
        old: Option<&Mark>,
    ) -> Result<PutOutcome, Failure> {
        let (_lock, found) = self.lock(path)?;
        if found.as_deref().map(mark).as_ref() != old {
            return Ok(PutOutcome::Overtaken);
        }
        self.write(path, bytes)?;
        Ok(PutOutcome::Done(mark(bytes)))
    }

    fn put_many(&self, paths: &[&str], bundle: &Bundle) -> Option<Vec<(String, Failure)>> {
        Some(match self.remote.program {
            Program::Sftp => match self.put_by_sftp(paths, bundle) {
                Ok(()) => Vec::new(),
                Err((at, failure)) => all(&paths[at..], &failure),
            },
            Program::Rsync => match self.rsync(paths, bundle) {
                Ok(()) => Vec::new(),
                Err(failure) => all(paths, &failure),
            },
        })
    }

    fn delete(&self, paths: &[&str]) -> Vec<(String, Failure)> {
        let (mut files, mut folders) = (Batch::default(), Batch::default());
        let mut above = BTreeSet::new();
        for path in paths {
            files.rm(&self.there(path));
            above.extend(path.match_indices('/').map(|(at, _)| &path[..at]));
        }
        // The inner before the outer; those that are not empty stay.
        for folder in above.into_iter().rev() {
            folders.rmdir(&self.there(folder));
        }
        let said = match self.sftp(&files, &self.own) {
            Ok(said) => said,
            Err(failure) => return all(paths, &failure),
        };
        let complaints = said.complaints();
        if !complaints.is_empty() {
            let failure = Failure::new("delete", self.address(), complaints.join("; "));
            let named: Vec<&str> = paths
                .iter()
                .copied()
                .filter(|path| complaints.iter().any(|line| line.contains(path)))
                .collect();
            return all(if named.is_empty() { paths } else { &named }, &failure);
        }
        let _ = self.sftp(&folders, &self.own);
        Vec::new()
    }
}
