//! `dateline check`: everything that a build does, but writing.

use std::time::Instant;

use super::build::seconds;
use super::{Exit, options, print, say, site_folder};
use crate::args::Check;
use crate::diag::{Diagnostics, Failure};
use crate::sink::Nowhere;
use crate::source::{self, Filter};
use crate::text::count;
use crate::{advise, report, snapshot, write};

/// Runs the command.
pub(super) fn run(args: &Check) -> Result<Exit, Failure> {
    let started = Instant::now();
    let site = site_folder(args.common.site.site.as_ref());
    let options = options(&args.common)?;
    let mut out = Diagnostics::default();
    let tree = source::read(&site, &Filter { output: Some(site.join("public")) }, &mut out)?;
    let snapshot = snapshot(tree, &options, &mut out);
    advise(&snapshot, &options, &mut out);
    write(&snapshot, &Nowhere, &|| {}, &mut out)?;
    report::sort(&mut out, &snapshot.tree);
    print(&out, &snapshot.tree, args.common.format);
    let summary = report::summary(&out).unwrap_or_else(|| "no mistakes found".to_owned());
    let (articles, pages) = (snapshot.facts.in_time.len(), snapshot.pages());
    say(&format!(
        "{}, {} checked in {}: {summary}",
        count(articles, "article"),
        count(pages, "page"),
        seconds(started)
    ));
    let bad = out.errors() > 0 || (args.strict && out.warnings() > 0);
    Ok(if bad { Exit::ContentErrors } else { Exit::Clean })
}
