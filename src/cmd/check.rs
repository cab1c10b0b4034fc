//! `dateline check`: everything that a build does, but writing.

use std::path::Path;
#[cfg(feature = "web")]
use std::time::Duration;
use std::time::Instant;

use super::build::seconds;
#[cfg(feature = "web")]
use super::external;
use super::{Exit, amount, fix, format, give, options, print, say, site_folder};
use crate::args::Check;
use crate::check::Depth;
use crate::diag::{Diagnostics, Failure};
use crate::model::Day;
use crate::render::Snapshot;
use crate::sink::Nowhere;
#[cfg(feature = "web")]
use crate::source::Manners;
use crate::source::{self, Filter};
use crate::text::count;
use crate::{Options, report, snapshot, write};

/// So often is a site mended and looked at anew.
const PASSES: usize = 5;

/// Runs the command.
pub(super) fn run(args: &Check) -> Result<Exit, Failure> {
    let started = Instant::now();
    let site = site_folder(args.common.site.site.as_ref());
    let options = Options { depth: Depth::Editorial, ..options(&args.common)? };
    let mut out = Diagnostics::default();
    let mut snapshot = checked(&site, &options, &mut out)?;
    if args.fix {
        snapshot = mended(&site, &options, snapshot, &mut out)?;
    }
    let mut wrong = 0;
    if args.external {
        wrong = asked_outside(args, &snapshot, &site, options.today)?;
    } else if args.links {
        give(&report::wanted(&snapshot, format(args.common.format)));
    } else if args.languages {
        give(&report::languages(&snapshot, format(args.common.format)));
    } else if args.report {
        give(&report::balances(&snapshot, format(args.common.format)));
    } else {
        print(&out, &snapshot.tree, args.common.format, amount(args.common.verbose));
    }
    let summary = report::summary(&out).unwrap_or_else(|| "no mistakes found".to_owned());
    let (articles, pages) = (snapshot.facts.time.articles.in_time.len(), snapshot.pages());
    say(&format!(
        "{}, {} checked in {}: {summary}",
        count(articles, "article"),
        count(pages, "page"),
        seconds(started)
    ));
    let bad = out.errors() > 0 || (args.strict && out.strict_warnings() + wrong > 0);
    Ok(if bad { Exit::ContentErrors } else { Exit::Clean })
}

/// The site, with its mistakes.
fn checked(site: &Path, options: &Options, out: &mut Diagnostics) -> Result<Snapshot, Failure> {
    let tree = source::read(site, &Filter { output: Some(site.join("public")) }, out)?;
    let snapshot = snapshot(tree, options, out);
    write(&snapshot, &Nowhere, &|| {}, out)?;
    report::sort(out, &snapshot.tree);
    Ok(snapshot)
}

/// Mends until nothing more is to be mended, as one mistake may hide another; gives the site as it is then.
fn mended(
    site: &Path,
    options: &Options,
    mut snapshot: Snapshot,
    out: &mut Diagnostics,
) -> Result<Snapshot, Failure> {
    let mut all = 0;
    for _ in 0..PASSES {
        let changed = fix::run(out, &snapshot.tree, site)?;
        if changed == 0 {
            break;
        }
        all += changed;
        *out = Diagnostics::default();
        snapshot = checked(site, options, out)?;
    }
    fix::told(all);
    Ok(snapshot)
}

/// Asks other sites; how many answers call for something.
#[cfg(feature = "web")]
fn asked_outside(args: &Check, snapshot: &Snapshot, site: &Path, today: Day) -> Result<usize, Failure> {
    let pause = Duration::from_millis(args.pause);
    let patience = Duration::from_secs(args.patience.max(1));
    let back_off = (pause * 2).min(Manners::default().back_off);
    let manners = Manners { pause, patience, back_off, ..Manners::default() };
    Ok(external::run(snapshot, site, today, &manners, args.common.format))
}

#[cfg(not(feature = "web"))]
fn asked_outside(_: &Check, _: &Snapshot, _: &Path, _: Day) -> Result<usize, Failure> {
    Err(Failure::left_out("run", "check --external", "web"))
}
