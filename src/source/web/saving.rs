//! Copies of many addresses, made by an archive: a few at once, with pauses, each asked for once.
//!
//! Before an address is asked for, that is noted; so whoever goes on after the program was killed knows what may have been asked. Whether a
//! request arrived that was cut off nobody can know: it is looked up for as long as a copy takes, and asked for again only if there is none.

use std::collections::VecDeque;
use std::thread;
use std::time::{Duration, Instant};

use super::save_page_now::{ArchiveAnswer, SavePageNow};
use super::{Saving, SavingManners};
use crate::diag::Failure;

/// No pause is longer.
const LONGEST: Duration = Duration::from_secs(15 * 60);
/// A copy of shortly before is as good; and two clocks differ.
const BEFORE: u64 = 10 * 60 * 1000;

/// What is told of the work while it goes on, and by what clock.
pub struct Told<'a> {
    /// Is told what has become of an address, before anything else is done.
    pub note: &'a mut dyn FnMut(&str, &Saving) -> Result<(), Failure>,
    /// The milliseconds since 1970.
    pub clock: &'a dyn Fn() -> u64,
    /// The time, given as those milliseconds, as archives write it.
    pub stamp: &'a dyn Fn(u64) -> String,
}

/// An address that the archive has been asked for.
struct AskedCopy {
    url: String,
    /// When.
    at: u64,
    /// How the archive calls the work; without a name there is only the index.
    job: Option<String>,
    /// When it is looked after next.
    due: Instant,
    /// What the archive said, if it was bad; `None` where its answer never arrived.
    said: Option<ArchiveAnswer>,
}

struct SavingWork<'a, 'b> {
    archive: &'a SavePageNow,
    manners: &'a SavingManners,
    told: &'a mut Told<'b>,
    open: VecDeque<String>,
    underway: Vec<AskedCopy>,
    /// Before this nothing is asked for.
    next: Instant,
    /// How long the archive is left alone when it is too busy again, and how often it was in a row.
    back_off: Duration,
    refusals: u32,
}

/// Has copies made of addresses, each with what is known of it already. Gives how many were not asked for, as the archive was too busy.
///
/// # Errors
/// Fails when the archive refuses the keys, or when something cannot be noted.
pub fn save(
    archive: &SavePageNow,
    wanted: &[(String, Option<Saving>)],
    manners: &SavingManners,
    told: &mut Told,
) -> Result<usize, Failure> {
    let now = Instant::now();
    let mut work = SavingWork {
        archive,
        manners,
        told,
        open: VecDeque::new(),
        underway: Vec::new(),
        next: now,
        back_off: manners.back_off,
        refusals: 0,
    };
    for (url, known) in wanted {
        let under = |at: &u64, job: Option<&String>, said| AskedCopy {
            url: url.clone(),
            at: *at,
            job: job.cloned(),
            due: now,
            said,
        };
        match known {
            Some(Saving::Asked { at }) => work.underway.push(under(at, None, None)),
            Some(Saving::Job { at, job }) => work.underway.push(under(at, Some(job), None)),
            Some(Saving::Doubted { at, reason, refused }) => {
                let said = match refused {
                    true => ArchiveAnswer::Refused(reason.clone()),
                    false => ArchiveAnswer::Unclear(reason.clone()),
                };
                work.underway.push(under(at, None, Some(said)));
            }
            _ => work.open.push_back(url.clone()),
        }
    }
    work.run()
}

impl SavingWork<'_, '_> {
    fn run(mut self) -> Result<usize, Failure> {
        loop {
            if self.refusals > self.manners.refusals {
                // What was asked for is still looked after; nothing else is.
                if self.underway.is_empty() {
                    return Ok(self.open.len());
                }
            } else if self.open.is_empty() && self.underway.is_empty() {
                return Ok(0);
            }
            let may_ask = self.refusals <= self.manners.refusals
                && !self.open.is_empty()
                && self.underway.len() < self.manners.at_once;
            let now = Instant::now();
            if may_ask && now >= self.next {
                self.ask()?;
            } else if let Some(at) = self.underway.iter().position(|one| one.due <= now) {
                let one = self.underway.swap_remove(at);
                self.look_after(one)?;
            } else {
                let due = self.underway.iter().map(|one| one.due);
                let until = due.chain(may_ask.then_some(self.next)).min().unwrap_or(now);
                thread::sleep(until.saturating_duration_since(now));
            }
        }
    }

    fn ask(&mut self) -> Result<(), Failure> {
        let Some(url) = self.open.pop_front() else { return Ok(()) };
        let at = (self.told.clock)();
        (self.told.note)(&url, &Saving::Asked { at })?;
        let answer = self.archive.submit(&url);
        let now = Instant::now();
        self.next = now + self.manners.pause;
        if let ArchiveAnswer::Busy(wait, reason) = answer {
            let wait = wait.unwrap_or(self.back_off).max(self.back_off).min(LONGEST);
            self.back_off = (self.back_off * 2).min(LONGEST);
            self.refusals += 1;
            self.next = now + wait;
            let wait = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX);
            (self.told.note)(&url, &Saving::Busy { wait, reason })?;
            self.open.push_front(url);
            return Ok(());
        }
        self.refusals = 0;
        self.back_off = self.manners.back_off;
        self.answered(AskedCopy { url, at, job: None, due: now, said: None }, answer)
    }

    /// Goes by what the archive says of an address.
    fn answered(&mut self, one: AskedCopy, answer: ArchiveAnswer) -> Result<(), Failure> {
        let soon = Instant::now() + self.manners.poll;
        let one = match answer {
            ArchiveAnswer::Working(job) if job.is_empty() => AskedCopy { due: soon, ..one },
            ArchiveAnswer::Working(job) => {
                if one.job.as_ref() != Some(&job) {
                    (self.told.note)(&one.url, &Saving::Job { at: one.at, job: job.clone() })?;
                }
                AskedCopy { job: Some(job), due: soon, ..one }
            }
            ArchiveAnswer::Saved(stamp, ended) => {
                let moved = ended.filter(|ended| *ended != one.url);
                return (self.told.note)(&one.url, &Saving::Copy { stamp, moved });
            }
            ArchiveAnswer::Busy(wait, _) => {
                let wait = wait.unwrap_or(self.manners.back_off).max(self.manners.poll).min(LONGEST);
                AskedCopy { due: Instant::now() + wait, ..one }
            }
            ArchiveAnswer::Denied(reason) if one.job.is_none() => {
                (self.told.note)(&one.url, &Saving::Busy { wait: 0, reason: reason.clone() })?;
                return Err(Failure::new("ask for copies at", self.archive.base(), reason)
                    .hint("the keys in IA_ACCESS_KEY_ID and IA_SECRET_ACCESS_KEY are those of https://archive.org/account/s3.php"));
            }
            ArchiveAnswer::Refused(ref reason)
            | ArchiveAnswer::Unclear(ref reason)
            | ArchiveAnswer::Denied(ref reason) => {
                let refused = matches!(answer, ArchiveAnswer::Refused(_));
                let doubted = Saving::Doubted { at: one.at, reason: reason.clone(), refused };
                (self.told.note)(&one.url, &doubted)?;
                AskedCopy { job: None, due: Instant::now(), said: Some(answer), ..one }
            }
        };
        self.underway.push(one);
        Ok(())
    }

    fn look_after(&mut self, one: AskedCopy) -> Result<(), Failure> {
        let settle = u64::try_from(self.manners.settle.as_millis()).unwrap_or(u64::MAX);
        let is_settled = (self.told.clock)().saturating_sub(one.at) > settle;
        if let Some(job) = one.job.clone() {
            let answer = self.archive.status(&job);
            let is_endless =
                is_settled && matches!(answer, ArchiveAnswer::Working(_) | ArchiveAnswer::Busy(..));
            let answer =
                if is_endless { ArchiveAnswer::Unclear("it comes to no end".to_owned()) } else { answer };
            return self.answered(one, answer);
        }
        let from = (self.told.stamp)(one.at.saturating_sub(BEFORE));
        let later = |wait: Duration| Instant::now() + wait;
        match self.archive.look_up(&one.url, &from) {
            Ok(Some(stamp)) => return (self.told.note)(&one.url, &Saving::Copy { stamp, moved: None }),
            Ok(None) => {}
            // An index that does not answer says nothing of what there is.
            Err(wait) if !is_settled => {
                let wait = wait.unwrap_or(self.manners.back_off).max(self.manners.poll).min(LONGEST);
                self.underway.push(AskedCopy { due: later(wait), ..one });
                return Ok(());
            }
            Err(_) => {
                let reason = "its index does not say whether there is a copy".to_owned();
                return (self.told.note)(&one.url, &Saving::Failed { reason });
            }
        }
        match one.said {
            Some(ArchiveAnswer::Refused(reason)) => (self.told.note)(&one.url, &Saving::Refused { reason }),
            Some(ArchiveAnswer::Unclear(reason) | ArchiveAnswer::Denied(reason)) if is_settled => {
                (self.told.note)(&one.url, &Saving::Failed { reason })
            }
            // Its answer never arrived, and neither did the request.
            None if is_settled => {
                self.open.push_back(one.url);
                Ok(())
            }
            said => {
                self.underway.push(AskedCopy { due: later(self.manners.settle / 10), said, ..one });
                Ok(())
            }
        }
    }
}
