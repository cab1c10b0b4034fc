//! Watches a site's folder: what an editor, `git checkout` or `sed -i` does to it arrives as one list of paths.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use crate::diag::Failure;

/// Files that are part of a site and have changed, or may have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Paths within the site's folder: of files, or of folders of which anything may have changed.
    pub paths: BTreeSet<PathBuf>,
    /// Whether anything at all may have changed.
    pub everything: bool,
}

impl Changes {
    /// As if nothing were known of the folder.
    pub fn everything() -> Self {
        Self { everything: true, ..Self::default() }
    }

    /// The change of one file.
    pub fn of(path: impl Into<PathBuf>) -> Self {
        Self { paths: BTreeSet::from([path.into()]), everything: false }
    }

    fn is_empty(&self) -> bool {
        self.paths.is_empty() && !self.everything
    }
}

/// How changes are noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// By word of the system; by looking, where it gives none.
    System,
    /// By looking at every file again after this time, for folders of which the system knows nothing, such as those of
    /// other machines.
    Looking(Duration),
}

/// So long nothing may happen before changes are handed over: longer than the gap between the steps in which editors save.
const QUIET: Duration = Duration::from_millis(20);

/// So long changes are gathered at most, however many follow.
const PATIENCE: Duration = Duration::from_millis(250);

/// How often a folder is looked at of which the system refuses to tell.
const LOOK: Duration = Duration::from_millis(700);

/// A watched folder; dropped, it is watched no more.
pub struct Watch {
    root: PathBuf,
    loose: bool,
    watcher: Box<dyn Watcher + Send>,
    /// The parts of the site that are watched now.
    watched: BTreeSet<PathBuf>,
    heard: Receiver<notify::Result<Event>>,
    /// Whether the folder itself has been removed.
    lost: bool,
}

impl Watch {
    /// Begins to watch a site's folder.
    ///
    /// # Errors
    /// Fails when it cannot be watched in any way.
    pub fn start(root: &Path, notice: Notice) -> Result<Self, Failure> {
        // The system names what changes by the real path.
        let folder = real(root);
        let (tell, heard) = channel();
        let refused = |error: notify::Error| Failure::new("watch", root, error);
        let watcher = watcher(notice, tell).map_err(refused)?;
        let loose = !folder.join("content").is_dir();
        let mut watch = Self { root: folder, loose, watcher, watched: BTreeSet::new(), heard, lost: false };
        if let Err(error) = watch.attend() {
            if notice != Notice::System {
                return Err(refused(error));
            }
            // Such as when the system's limit of watched folders is reached.
            return Self::start(root, Notice::Looking(LOOK));
        }
        Ok(watch)
    }

    /// Waits for changes; `None` when the time is over without any.
    pub fn next(&mut self, time: Duration) -> Option<Changes> {
        let mut changes = Changes { everything: self.is_back(), ..Changes::default() };
        let end = Instant::now() + time;
        while changes.is_empty() {
            let left = end.saturating_duration_since(Instant::now());
            match self.heard.recv_timeout(left.min(LOOK)) {
                Ok(event) => self.note(event, &mut changes),
                Err(RecvTimeoutError::Timeout) if self.is_back() => changes.everything = true,
                Err(RecvTimeoutError::Timeout) if left > LOOK => {}
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return None,
            }
        }
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE
            && let Ok(event) = self.heard.recv_timeout(QUIET)
        {
            self.note(event, &mut changes);
        }
        self.follow(&mut changes);
        Some(changes)
    }

    /// Whether the whole folder was gone and is there again; then it is watched anew, as the old watch is that of the old
    /// folder.
    fn is_back(&mut self) -> bool {
        if !self.root.is_dir() {
            self.lost = true;
        } else if self.lost {
            self.lost = false;
            for part in std::mem::take(&mut self.watched) {
                let _ = self.watcher.unwatch(&part);
            }
            let _ = self.attend();
            return true;
        }
        false
    }

    /// Watches the parts of the site that are there and are not watched yet, and forgets those that are gone.
    fn attend(&mut self) -> notify::Result<()> {
        self.watched.retain(|part| part.exists());
        let mut parts = vec![(self.root.clone(), RecursiveMode::NonRecursive)];
        if self.loose {
            parts[0].1 = RecursiveMode::Recursive;
        } else {
            parts.extend(PARTS.iter().map(|part| (self.root.join(part), RecursiveMode::Recursive)));
        }
        for (part, mode) in parts {
            if part.is_dir() && !self.watched.contains(&part) {
                self.watcher.watch(&part, mode)?;
                self.watched.insert(part);
            }
        }
        Ok(())
    }

    /// After a part of the site came or went it must be watched anew, and what happened meanwhile is unknown.
    fn follow(&mut self, changes: &mut Changes) {
        self.lost |= !self.root.is_dir();
        let is_part = |path: &PathBuf| PARTS.iter().any(|part| path.as_path() == Path::new(part));
        if !changes.everything && !changes.paths.iter().any(is_part) {
            return;
        }
        for part in PARTS {
            let part = self.root.join(part);
            // The old watch may be that of a folder that has been removed or renamed since.
            if self.watched.remove(&part) {
                let _ = self.watcher.unwatch(&part);
            }
        }
        // A site whose content was removed is no folder of loose articles.
        self.loose &= !self.root.join("content").is_dir();
        // A part that cannot be watched is read now, at least.
        let _ = self.attend();
        changes.everything = true;
    }

    fn note(&mut self, event: notify::Result<Event>, changes: &mut Changes) {
        let Ok(event) = event else {
            changes.everything = true;
            return;
        };
        if event.need_rescan() {
            changes.everything = true;
        }
        if matches!(event.kind, EventKind::Access(_)) {
            return;
        }
        self.lost |= event.kind.is_remove() && event.paths.contains(&self.root);
        let inside = event.paths.iter().filter_map(|path| path.strip_prefix(&self.root).ok());
        changes.paths.extend(inside.filter(|path| self.is_of_site(path)).map(Path::to_owned));
    }

    /// Whether a path within the folder may be part of the site; the output, `.git` and the like are not.
    fn is_of_site(&self, path: &Path) -> bool {
        let mut names = path.iter().map(|name| name.to_string_lossy());
        let Some(top) = names.next() else { return false };
        let of_site = self.loose || top == "site.yaml" || PARTS.contains(&&*top);
        let passing = |name: &str| {
            name.starts_with('.') || name.ends_with('~') || (name.starts_with('#') && name.ends_with('#'))
        };
        of_site && !passing(&top) && !names.any(|name| passing(&name))
    }
}

/// The folders of a site.
const PARTS: &[&str] = &["content", "templates", "static"];

fn watcher(notice: Notice, tell: Sender<notify::Result<Event>>) -> notify::Result<Box<dyn Watcher + Send>> {
    Ok(match notice {
        Notice::System => Box::new(RecommendedWatcher::new(tell, Config::default())?),
        Notice::Looking(pause) => {
            let config = Config::default().with_poll_interval(pause).with_compare_contents(true);
            Box::new(PollWatcher::new(tell, config)?)
        }
    })
}

/// The real path of a folder, as the system and editors name what lies in it; the path as it is, if there is no such folder.
#[expect(clippy::disallowed_methods, reason = "the source reads")]
pub fn real(root: &Path) -> PathBuf {
    std::fs::canonicalize(root).unwrap_or_else(|_| root.to_owned())
}
