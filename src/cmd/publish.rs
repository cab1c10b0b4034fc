//! `dateline publish`: builds, checks, shows what will change, asks, and does it.

use std::io::{BufRead, IsTerminal};
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::build::seconds;
use super::rollback;
use super::{Exit, give_json, options, print, say, seconds_since_1970, site_folder};
use crate::args::{Common, Publish, ReportFormat, SiteArgs};
use crate::config::{Config, Target};
use crate::diag::{Diagnostics, Failure, Severity};
use crate::model::Day;
use crate::publish::bundle::Bundle;
use crate::publish::host::Host;
use crate::publish::lock::PublishLock;
use crate::publish::plan::{Plan, size};
use crate::publish::record::Record;
use crate::publish::run::{RunManners, Standing, Trouble};
use crate::publish::superseded::Superseded;
use crate::publish::{self, leak};
use crate::publish::{compressed, staging};
use crate::report::HowMuch;
use crate::resolve::{self, Include};
use crate::sink::OutputFolder;
use crate::sink::folder::Folder;
use crate::source::{self, Filter, SourceTree};
use crate::text::{checksum, count};
use crate::{Options, parse, report, snapshot, write};

/// A publish of another machine that began less than so many seconds ago may still be at work.
const AT_WORK: u64 = 15 * 60;

/// Runs the command.
pub(super) fn run(args: &Publish) -> Result<Exit, Failure> {
    let started = Instant::now();
    if let Some(serial) = args.rollback {
        return rollback::run(args, serial, started);
    }
    let site = site_folder(args.site.site.as_ref());
    let mut out = Diagnostics::default();
    let filter = Filter { output: args.from.clone() };
    let mut tree = source::read(&site, &filter, &mut out)?;
    // A build says by itself what is wrong with them.
    let mut problems = Diagnostics::default();
    let config = match args.from {
        Some(_) => sound_settings(&tree, &site)?,
        None => parse::settings(&tree, &mut problems),
    };
    let target = chosen(&config, args.target.as_deref(), &site).map_err(|failure| {
        // A target with a mistake counts as none: the mistake is what there is to say.
        unsound(&problems, &site).unwrap_or(failure)
    })?;
    let base_url = base_url(target, &config, &site)?;
    let own = site.join(".dateline/publish").join(folder_name(&target.name));
    let turn = PublishLock::take(&own)?;
    let options = options(&Common {
        site: SiteArgs { site: Some(site.clone()) },
        drafts: false,
        future: false,
        base_url: Some(base_url.clone()),
        now: args.now.clone(),
        format: ReportFormat::Human,
        verbose: false,
    })?;
    let roots: Vec<PathBuf> = std::path::absolute(&site).into_iter().collect();
    let (folder, known) = match &args.from {
        Some(folder) => {
            let joined = joined(&mut tree, options.today);
            (folder.clone(), leak::Known::of(&tree, &joined, &roots))
        }
        None => match build(tree, &options, &own, &roots, out)? {
            Some(built) => built,
            None => return Ok(Exit::ContentErrors),
        },
    };
    let bundle = Bundle::open(&folder)?;
    addressed(&bundle, &base_url, &folder)?;
    let secret = |name: &str| std::env::var(name).ok();
    if let Some(keeper) = publish::keeper::of(target, &secret)? {
        say(&format!("the secret of the environment goes to {keeper}"));
    }
    let host = publish::host(target, &site, &turn, &secret)?;
    let standing = publish::run::standing(&*host)?;
    at_rest(args, &standing, &turn, &*host)?;
    let now = seconds_since_1970();
    let left = Superseded::behind(&bundle, &standing.record, &*host, &known, &turn, now)?;
    let signature = signature(args, &config, &bundle, &*host)?;
    let bundle = staging::dressed(bundle, &left.bundle, target, &base_url, &turn, signature)?;
    if leaks(&bundle, &known)? || runs(&bundle)? {
        return Ok(Exit::ContentErrors);
    }
    // What they hold has been looked at.
    let bundle = if target.precompress { compressed::with_copies(bundle, &turn)? } else { bundle };
    let plan = Plan::new(target.name.clone(), &standing.record, &bundle);
    if args.json {
        give_json(&plan);
    } else if !plan.is_empty() {
        say(plan.print().trim_end());
    }
    if plan.is_empty() && standing.record.underway.is_none() {
        say(&format!(
            "{} at {}: nothing to publish, in {}",
            count(plan.unchanged, "file"),
            host.address(),
            seconds(started)
        ));
        return Ok(Exit::Clean);
    }
    foreign(args, &standing, &*host)?;
    guarded(args, &plan)?;
    if args.dry_run {
        say(&format!("{}: nothing was done, as `--dry-run` asks", host.address()));
        return Ok(Exit::Clean);
    }
    if !agreed(args, &*host)? {
        say("nothing was published");
        return Ok(Exit::Failed);
    }
    let mut record = Record::of(&bundle.files, Some(base_url), now, &standing.record);
    record.left = left.since;
    let done = publish::run::run(&*host, &bundle, &plan, standing, record, &turn, &RunManners::default());
    ended(done, &plan, &*host, started)
}

/// The signature of the list of all files, and where it goes.
fn signature(
    args: &Publish,
    config: &Config,
    bundle: &Bundle,
    host: &dyn Host,
) -> Result<Option<(&'static str, String)>, Failure> {
    let Some(key) = &args.sign else {
        if config.signing_key.is_some() {
            say("the site names a signing key, and nothing is signed: `--sign KEY` does");
        }
        return Ok(None);
    };
    signed(key, config, bundle, host).map(Some)
}

#[cfg(feature = "sign")]
fn signed(
    key: &Path,
    config: &Config,
    bundle: &Bundle,
    host: &dyn Host,
) -> Result<(&'static str, String), Failure> {
    use crate::publish::sign;
    let password = std::env::var("DATELINE_SIGN_PASSWORD").ok();
    let key = sign::SigningKey::open(key, password, config.signing_key.as_deref())?;
    let text = key.sign(
        &bundle.content(crate::route::MANIFEST)?,
        host.read(sign::FILE)?.map(|(bytes, _)| bytes).as_deref(),
    )?;
    say(&format!("the list of all files is signed by the key {}", key.public()));
    Ok((sign::FILE, text))
}

#[cfg(not(feature = "sign"))]
fn signed(_: &Path, _: &Config, _: &Bundle, _: &dyn Host) -> Result<(&'static str, String), Failure> {
    Err(Failure::left_out("sign", "the list of all files", "sign"))
}

/// What the sources of a site that is not built say together: it tells what is held back.
pub(super) fn joined(tree: &mut SourceTree, today: Day) -> crate::model::Site {
    let mut out = Diagnostics::default();
    let drafts = parse::parse(tree, &mut out);
    resolve::resolve(drafts, tree, Include::Published, today, &mut out).site
}

/// The settings of a site that is not built. They name what must not leave, so nothing does while they are wrong.
pub(super) fn sound_settings(tree: &SourceTree, site: &Path) -> Result<Config, Failure> {
    let mut problems = Diagnostics::default();
    let config = parse::settings(tree, &mut problems);
    unsound(&problems, site).map_or(Ok(config), Err)
}

/// The first error of the settings.
fn unsound(problems: &Diagnostics, site: &Path) -> Option<Failure> {
    let problem = problems.iter().find(|problem| problem.severity == Severity::Error)?;
    let hint = problem.hints.first().map_or("correct it", String::as_str);
    let failure = Failure::new("go by", site.join("site.yaml"), &problem.message);
    Some(failure.hint(format!("{hint}; `dateline check` shows where it stands")))
}

/// The address at which readers find a target.
pub(super) fn base_url(target: &Target, config: &Config, site: &Path) -> Result<String, Failure> {
    target.base_url.clone().or_else(|| config.base_url.clone()).ok_or_else(|| {
        Failure::new("publish", site, "the site does not say at which address readers will find it")
            .hint("give `base_url:` in site.yaml, or in the target")
    })
}

/// Whether something must not leave, which is then said.
pub(super) fn leaks(bundle: &Bundle, known: &leak::Known) -> Result<bool, Failure> {
    let (excused, found): (Vec<_>, Vec<_>) =
        leak::check(bundle, known)?.into_iter().partition(|finding| known.excuses(finding));
    for leak::Finding { file, what, .. } in &excused {
        say(&format!("may be published: {file}: {what}"));
    }
    if found.is_empty() {
        return Ok(false);
    }
    for finding in &found {
        say(&finding.to_string());
    }
    say(&format!("{}: nothing is published", count(found.len(), "finding")));
    if found.iter().any(|finding| finding.kind == leak::LeakKind::Metadata) {
        say("What a document is meant to tell stays if `may_publish:` in site.yaml lists the file");
    }
    Ok(true)
}

/// Whether a drawing is a program, which is then said.
fn runs(bundle: &Bundle) -> Result<bool, Failure> {
    let found = publish::active(bundle)?;
    for drawing in &found {
        say(&format!("unsafe-svg: {drawing}"));
    }
    if !found.is_empty() {
        say(&format!("{}: nothing is published", count(found.len(), "unsafe drawing")));
    }
    Ok(!found.is_empty())
}

/// Says how it ended.
pub(super) fn ended(
    done: Result<(), Trouble>,
    plan: &Plan,
    host: &dyn Host,
    started: Instant,
) -> Result<Exit, Failure> {
    match done {
        Ok(()) => {
            say(&closing(plan, host, started));
            Ok(Exit::Clean)
        }
        Err(trouble) => failed(trouble, host),
    }
}

fn closing(plan: &Plan, host: &dyn Host, started: Instant) -> String {
    let bytes = plan.added.iter().chain(&plan.changed).map(|step| step.bytes).sum();
    format!(
        "{} added, {} changed, {} removed, {} unchanged at {}: {} in {}",
        plan.added.len(),
        plan.changed.len(),
        plan.removed.len(),
        plan.unchanged,
        host.address(),
        size(bytes),
        seconds(started)
    )
}

fn failed(trouble: Trouble, host: &dyn Host) -> Result<Exit, Failure> {
    match trouble {
        Trouble::Failure(failure) => return Err(failure),
        Trouble::Overtaken => {
            return Err(Failure::new(
                "publish to",
                host.address(),
                "somebody else has published there in the meantime",
            )
            .hint("look at what is there now, and publish again"));
        }
        Trouble::Files(files) => {
            for (_, failure) in &files {
                say(&report::failure(failure));
            }
            say(&format!(
                "{} failed at {}; publish again to complete it",
                count(files.len(), "file"),
                host.address()
            ));
        }
    }
    Ok(Exit::Failed)
}

/// The target that is meant.
pub(super) fn chosen<'a>(config: &'a Config, name: Option<&str>, site: &Path) -> Result<&'a Target, Failure> {
    let names = || config.publish.iter().map(|target| target.name.as_str()).collect::<Vec<_>>().join(", ");
    match (name, config.publish.as_slice()) {
        (_, []) => Err(Failure::new("publish", site, "site.yaml has no publish target").hint(
            "add one, as in `publish: {live: {folder: /srv/www/archive}}`; `dateline check` shows mistakes",
        )),
        (None, [only]) => Ok(only),
        (None, _) => Err(Failure::new("publish", site, "there are several targets")
            .hint(format!("name one of: {}", names()))),
        (Some(name), targets) => targets.iter().find(|target| target.name == name).ok_or_else(|| {
            Failure::new("publish to", name, "site.yaml has no such target")
                .hint(format!("name one of: {}", names()))
        }),
    }
}

/// A name of the file system for a target of any name.
pub(super) fn folder_name(name: &str) -> String {
    let plain: String = name.chars().filter(char::is_ascii_alphanumeric).take(24).collect();
    format!("{plain}-{:016x}", checksum(name.as_bytes()))
}

/// Builds into a folder of the program's own; `None` if there are errors, which have been printed.
fn build(
    tree: SourceTree,
    options: &Options,
    own: &Path,
    roots: &[PathBuf],
    mut out: Diagnostics,
) -> Result<Option<(PathBuf, leak::Known)>, Failure> {
    let folder = own.join("site");
    let output = OutputFolder::new(Folder::open(&folder)?);
    let snapshot = snapshot(tree, options, &mut out);
    write(&snapshot, &output, &|| (), &mut out)?;
    report::sort(&mut out, &snapshot.tree);
    let amount = HowMuch::First { rest: "`dateline check --verbose` shows all" };
    print(&out, &snapshot.tree, ReportFormat::Human, amount);
    if out.errors() > 0 {
        say(&format!("{}: a site with errors is not published", report::summary(&out).unwrap_or_default()));
        return Ok(None);
    }
    output.finish()?;
    let known = leak::Known::of(&snapshot.tree, &snapshot.site, roots);
    Ok(Some((folder, known)))
}

/// A build for another address has wrong links in its feeds and metadata.
fn addressed(bundle: &Bundle, base_url: &str, folder: &Path) -> Result<(), Failure> {
    match bundle.base_url() {
        Some(built) if built == base_url => Ok(()),
        built => {
            let built = built.unwrap_or_else(|| "no address".to_owned());
            Err(Failure::new(
                "publish",
                folder,
                format!("it was built for {built}, and readers will find it at {base_url}"),
            )
            .hint(format!("build it with `--base-url {base_url}`, or correct `base_url:` of the target")))
        }
    }
}

/// Refuses while another publish is at work: its files and ours would be mixed.
pub(super) fn at_rest(
    args: &Publish,
    standing: &Standing,
    turn: &PublishLock,
    host: &dyn Host,
) -> Result<(), Failure> {
    let Some(underway) = &standing.record.underway else { return Ok(()) };
    let age = seconds_since_1970().saturating_sub(underway.began);
    if underway.run == turn.name || age > AT_WORK || args.take_over {
        return Ok(());
    }
    Err(Failure::new(
        "publish to",
        host.address(),
        format!("another publish began {age} s ago and has not ended"),
    )
    .hint("wait for it; if it was broken off on another machine, add `--take-over`"))
}

/// Refuses a place where somebody else's site stands.
fn foreign(args: &Publish, standing: &Standing, host: &dyn Host) -> Result<(), Failure> {
    if standing.mark.is_some() || args.adopt || host.read("index.html")?.is_none() {
        return Ok(());
    }
    Err(Failure::new("publish to", host.address(), "a site stands there that this program did not publish")
        .hint("name an empty place, or add `--adopt`: files of the same names are then replaced, others stay as they are"))
}

/// Refuses to delete more than one expects.
pub(super) fn guarded(args: &Publish, plan: &Plan) -> Result<(), Failure> {
    let n = plan.deletions();
    if !plan.deletes_much() || args.allow_deletes.is_some_and(|allowed| n <= allowed) {
        return Ok(());
    }
    let reason = format!("{} of {} would be deleted", n, count(plan.before, "file"));
    Err(Failure::new("publish to", &plan.target, reason)
        .hint(format!("look at the plan with `--dry-run`; if it is meant, add `--allow-deletes {n}`")))
}

pub(super) fn agreed(args: &Publish, host: &dyn Host) -> Result<bool, Failure> {
    if args.yes {
        return Ok(true);
    }
    if !std::io::stdin().is_terminal() {
        return Err(Failure::new("publish to", host.address(), "nobody is there to be asked")
            .hint("add `--yes` to publish without a question, or `--dry-run` to look only"));
    }
    say(&format!("publish to {}? [y/N]", host.address()));
    let mut answer = String::new();
    let read = std::io::stdin().lock().read_line(&mut answer);
    Ok(read.is_ok() && matches!(answer.trim(), "y" | "Y" | "yes"))
}
