//! Two threads beside the server: one hears what changes, the other makes states of it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::watch;

use super::current::Current;
use super::difference::MistakesDifference;
use super::links;
use super::server::{Tell, Word};
use crate::Options;
use crate::diag::{Diagnostic, Diagnostics, Failure};
use crate::live::{Live, State};
use crate::resolve::Include;
use crate::source::{Changes, Filter, Notice, Watch};

/// What is to be done.
pub(super) enum Task {
    /// Files have changed.
    Changed(Changes),
    /// A page asks for other articles to be shown.
    Show(Include),
}

/// What the engine works with.
pub(super) struct Engine {
    pub root: PathBuf,
    pub filter: Filter,
    pub options: Options,
    pub notice: Notice,
    pub jobs: Receiver<Task>,
    pub heard: Sender<Task>,
    pub now: watch::Sender<Option<Arc<Current>>>,
    pub tell: Tell,
    /// Where a failure goes that ends all.
    pub failed: UnboundedSender<Failure>,
    /// What came while something else was done.
    pub waiting: Option<Task>,
    /// What has changed on the pages and was not told yet: the state before, when the first change came, and the files.
    pub untold: Option<(Arc<State>, Instant, Vec<String>)>,
    /// Whether links have to be checked.
    pub unchecked: bool,
}

/// So long nothing may change before all links are checked.
const QUIET: Duration = Duration::from_secs(2);
/// How long the folder is listened to at a time.
const HOUR: Duration = Duration::from_secs(3600);

impl Engine {
    /// Begins; the threads end with the program.
    pub fn start(self) {
        thread::spawn(move || {
            let failed = self.failed.clone();
            if let Err(failure) = self.work() {
                // Nobody hears it only when the program is ending anyway.
                let _ = failed.send(failure);
            }
        });
    }

    fn work(mut self) -> Result<(), Failure> {
        // Watched first: what changes while the folder is read is then heard, too.
        let watch = Watch::start(&self.root, self.notice)?;
        listen(watch, self.heard.clone());
        let started = Instant::now();
        let mut live = Live::open(&self.root, &self.filter, self.options.clone())?;
        let mut now = Arc::new(Current::of(live.state(), None, self.options.include));
        self.now.send_replace(Some(Arc::clone(&now)));
        (self.tell)(Word::First { now: Arc::clone(&now), time: started.elapsed() });
        loop {
            let waited = match self.waiting.take() {
                Some(job) => Ok(job),
                None if now.links.is_none() || self.unchecked => self.jobs.recv_timeout(QUIET),
                None => self.jobs.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            let next = match waited {
                Ok(job) => self.take(job, &mut live, &now),
                Err(RecvTimeoutError::Timeout) => self.check_links(&now),
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            };
            if let Some(next) = next {
                now = next;
                self.now.send_replace(Some(Arc::clone(&now)));
            }
        }
    }
}

impl Engine {
    /// Does a job and all changes that came since; `None` when nothing is different after it.
    fn take(&mut self, job: Task, live: &mut Live, last: &Current) -> Option<Arc<Current>> {
        let mut changes = Changes::default();
        let mut include = None;
        for job in std::iter::once(job).chain(self.jobs.try_iter()) {
            match job {
                Task::Changed(more) => {
                    changes.everything |= more.everything;
                    changes.paths.extend(more.paths);
                }
                Task::Show(wanted) => include = Some(wanted),
            }
        }
        let started = Instant::now();
        let old = Arc::clone(&last.state);
        let mut failure = None;
        if changes != Changes::default()
            && let Err(problem) = live.update(&changes)
        {
            failure = Some(problem);
        }
        if let Some(include) = include.filter(|include| *include != self.options.include) {
            self.options.include = include;
            live.choose(self.options.clone());
        }
        let state = live.state();
        let said = failure.as_ref().map(ToString::to_string);
        if state.number == old.number {
            // Nothing of the content; but the folder may have come back, or gone.
            if said == last.failure {
                return None;
            }
            if let Some(failure) = failure {
                (self.tell)(Word::Failed(failure));
            }
            return Some(Arc::new(last.with(said, last.links.clone())));
        }
        let mut now = Current::of(Arc::clone(&state), Some(last), self.options.include);
        now.failure = said;
        now.links = links::still(last, &now);
        self.unchecked = true;
        let now = Arc::new(now);
        // Pages first: the terminal may be slow.
        self.now.send_replace(Some(Arc::clone(&now)));
        let (before, since, mut paths) = self.untold.take().unwrap_or((old, started, Vec::new()));
        paths.extend(changes.paths.iter().map(|path| shown(path)));
        // To find what is wrong takes longer than to make a page: who writes on does not wait for it.
        if self.waiting.is_none() {
            self.waiting = self.jobs.try_recv().ok();
        }
        if self.waiting.is_some() && failure.is_none() {
            self.untold = Some((before, since, paths));
            return Some(now);
        }
        let time = since.elapsed();
        let news = MistakesDifference::of(&before, &state);
        (self.tell)(Word::Changed { now: Arc::clone(&now), paths, time, news });
        if let Some(failure) = failure {
            (self.tell)(Word::Failed(failure));
        }
        Some(now)
    }

    /// Checks the links of all pages, as a build does, as long as nothing else is to be done.
    fn check_links(&mut self, now: &Arc<Current>) -> Option<Arc<Current>> {
        let (jobs, waiting) = (&self.jobs, &mut self.waiting);
        let found = links::check(now, || {
            *waiting = jobs.try_recv().ok();
            waiting.is_none()
        });
        if found.is_none() && self.waiting.is_some() {
            return None;
        }
        self.unchecked = false;
        let found = found.unwrap_or_default();
        let known = now.links.clone().unwrap_or_default();
        let is_new = |problem: &&Diagnostic| {
            let is_same =
                |other: &Diagnostic| (&other.code, &other.message) == (&problem.code, &problem.message);
            !known.iter().any(is_same)
        };
        let new = Diagnostics(found.iter().filter(is_new).cloned().collect());
        let next = Arc::new(now.with(now.failure.clone(), Some(Arc::new(found))));
        if !new.0.is_empty() {
            (self.tell)(Word::Links { now: Arc::clone(&next), new });
        }
        Some(next)
    }
}

/// Hears of changes as long as somebody wants to know.
fn listen(mut watch: Watch, heard: Sender<Task>) {
    thread::spawn(move || {
        loop {
            let asked = Instant::now();
            let changes = watch.next(HOUR);
            // Before the hour is over: nobody watches any more.
            if changes.is_none() && asked.elapsed() < HOUR {
                return;
            }
            if let Some(changes) = changes
                && heard.send(Task::Changed(changes)).is_err()
            {
                return;
            }
        }
    });
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
