//! `dateline publish --rollback`: shows what came before, asks, and publishes it again.

use std::path::PathBuf;
use std::time::Instant;

use serde::Serialize;

use super::publish::{
    agreed, at_rest, base_url, chosen, ended, folder_name, guarded, joined, leaks, sound_settings,
};
use super::{Exit, give_json, say, seconds_since_1970, site_folder, time, today};
use crate::args::Publish;
use crate::diag::{Diagnostics, Failure};
use crate::publish::host::{Host, Past, PutOutcome, Release};
use crate::publish::lock::PublishLock;
use crate::publish::plan::Plan;
use crate::publish::record::Record;
use crate::publish::rollback::{self, Listed};
use crate::publish::run::{RunManners, Standing, Trouble};
use crate::publish::{self, leak};
use crate::source::{self, Filter};
use crate::text::count;

/// What `--json` prints.
#[derive(Serialize)]
struct Outlook<'a> {
    /// What can be gone back to, the newest first.
    releases: &'a [Listed],
    /// The one that is meant.
    back_to: u64,
    /// What going back does.
    plan: &'a Plan,
}

/// Runs the command for the release of a number, or for the one before.
pub(super) fn run(args: &Publish, serial: Option<u64>, started: Instant) -> Result<Exit, Failure> {
    let site = site_folder(args.site.site.as_ref());
    // What is wrong with the content now has no part in what was published once.
    let mut tree = source::read(&site, &Filter::default(), &mut Diagnostics::default())?;
    let config = sound_settings(&tree, &site)?;
    let target = chosen(&config, args.target.as_deref(), &site)?;
    let base_url = base_url(target, &config, &site)?;
    let own = site.join(".dateline/publish").join(folder_name(&target.name));
    let turn = PublishLock::take(&own)?;
    let roots: Vec<PathBuf> = std::path::absolute(&site).into_iter().collect();
    let joined = joined(&mut tree, today(args.now.as_deref())?);
    let known = leak::Known::of(&tree, &joined, &roots);
    let secret = |name: &str| std::env::var(name).ok();
    if let Some(keeper) = publish::keeper::of(target, &secret)? {
        say(&format!("the secret of the environment goes to {keeper}"));
    }
    let host = publish::host(target, &site, &turn, &secret)?;
    let end = go_back(
        args,
        serial,
        started,
        &Aim { name: &target.name, base_url, host: &*host, turn: &turn, known: &known },
    );
    // What was laid out is of no more use; the next time finds it or not.
    let _ = rollback::clear(&own);
    end
}

/// What is gone back at.
struct Aim<'a> {
    name: &'a str,
    base_url: String,
    host: &'a dyn Host,
    turn: &'a PublishLock,
    known: &'a leak::Known,
}

fn go_back(args: &Publish, serial: Option<u64>, started: Instant, aim: &Aim<'_>) -> Result<Exit, Failure> {
    let Aim { host, turn, .. } = *aim;
    let past = rollback::past(host)?;
    let standing = publish::run::standing(host)?;
    if standing.mark.is_none() {
        return Err(Failure::new("go back at", host.address(), "nothing was published there"));
    }
    at_rest(args, &standing, turn, host)?;
    let releases = past.releases(&standing.record)?;
    let listed: Vec<Listed> =
        releases.iter().map(|release| rollback::listed(release, &standing.record)).collect();
    if args.dry_run && !args.json {
        show(&listed, &standing);
    }
    let release = rollback::chosen(releases, &standing.record, serial, past, &host.address())?;
    let back_to = release.record.serial;
    addressed(&release, &aim.base_url)?;
    let bundle = rollback::bundle(past, &release, &standing.record, &turn.folder)?;
    let plan = Plan::new(aim.name.to_owned(), &standing.record, &bundle);
    if leaks(&rollback::coming(&bundle, &plan), aim.known)? {
        return Ok(Exit::ContentErrors);
    }
    say(&format!("back to release {back_to} of {}", time(release.record.at)));
    if args.json {
        let outlook = Outlook { releases: &listed, back_to, plan: &plan };
        give_json(&outlook);
    } else if !plan.is_empty() {
        say(plan.print().trim_end());
    }
    if plan.is_empty() && standing.record.underway.is_none() {
        say(&format!("{}: the files of release {back_to} stand there already", host.address()));
        return Ok(Exit::Clean);
    }
    guarded(args, &plan)?;
    if args.dry_run {
        say(&format!("{}: nothing was done, as `--dry-run` asks", host.address()));
        return Ok(Exit::Clean);
    }
    if !agreed(args, host)? {
        say("nothing was published");
        return Ok(Exit::Failed);
    }
    let done = match shown(past, &release, &standing) {
        Some(done) => done,
        None => {
            let site = release.record.site.clone();
            let mut record = Record::of(&bundle.files, site, seconds_since_1970(), &standing.record);
            record.back_to = Some(release.record.back_to.unwrap_or(back_to));
            publish::run::run(host, &bundle, &plan, standing, record, turn, &RunManners::default())
        }
    };
    ended(done, &plan, host, started)
}

/// The list of what can be gone back to.
fn show(listed: &[Listed], standing: &Standing) {
    let line = |serial: u64, at: u64, back_to: Option<u64>, files: usize| {
        let as_ = back_to.map(|serial| format!(", as {serial}")).unwrap_or_default();
        format!("{serial:>5}  {}  {}{as_}", time(at), count(files, "file"))
    };
    let now = &standing.record;
    say(&format!("{}, is there now", line(now.serial, now.at, now.back_to, now.files.len())));
    for release in listed {
        say(&format!(
            "{}: +{} ~{} -{}",
            line(release.serial, release.at, release.back_to, release.files),
            release.added,
            release.changed,
            release.removed
        ));
    }
}

/// What was built for another address has wrong links in its feeds and metadata.
fn addressed(release: &Release, base_url: &str) -> Result<(), Failure> {
    match &release.record.site {
        Some(built) if built != base_url => {
            let reason = format!("it was built for {built}, and readers will find it at {base_url}");
            Err(Failure::new("go back to", format!("release {}", release.record.serial), reason)
                .hint("go back to a newer one, or correct `base_url:` of the target"))
        }
        _ => Ok(()),
    }
}

fn shown(past: &dyn Past, release: &Release, standing: &Standing) -> Option<Result<(), Trouble>> {
    Some(match past.show(release, standing.mark.as_ref())? {
        Ok(PutOutcome::Done(_)) => Ok(()),
        Ok(PutOutcome::Overtaken) => Err(Trouble::Overtaken),
        Err(failure) => Err(failure.into()),
    })
}
