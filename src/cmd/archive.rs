//! `dateline archive`: asks an archive of the web for copies of sources that have none, and writes their addresses into the files.
//!
//! To ask is to tell: whoever runs or watches the archive learns what the site looks at. So all addresses are shown first, and nothing is
//! asked without a yes.

#[cfg(feature = "web")]
mod asked;
mod list;
#[cfg(feature = "web")]
mod written;

use super::{Exit, give, say, site_folder, today};
use crate::args::ArchiveArgs;
use crate::check::Depth;
use crate::derive::uncopied;
use crate::diag::{Diagnostics, Failure};
use crate::resolve::Include;
use crate::sink::copy_journal::CopyJournal;
use crate::source::{self, Filter};
use crate::{Options, snapshot};
use list::CopyList;

/// Runs the command.
pub(super) fn run(args: &ArchiveArgs) -> Result<Exit, Failure> {
    let site = site_folder(args.site.site.as_ref());
    let mut out = Diagnostics::default();
    let tree = source::read(&site, &Filter::default(), &mut out)?;
    let today = today(args.now.as_deref())?;
    let options = Options {
        include: Include::Published,
        base_url: None,
        today,
        depth: Depth::Mistakes,
        offline: false,
    };
    let snapshot = snapshot(tree, &options, &mut out);
    // They name what must not leave.
    if snapshot.site.config.unreadable {
        return Err(Failure::new("go by", site.join("site.yaml"), "it cannot be read")
            .hint("`dateline check` shows where"));
    }
    let all = uncopied(&snapshot.site, &snapshot.facts.time.articles.in_time);
    let list = CopyList::of(all, &snapshot.site.config, &CopyJournal::look(&site), args)?;
    if args.dry_run {
        give(&list.print(&args.archive));
        say(&format!("{}; nobody was asked, as `--dry-run` wants", list.sum()));
        return Ok(Exit::Clean);
    }
    if list.wanted.is_empty() && list.known.is_empty() {
        say(list.print(&args.archive).trim_end());
        say(&list.sum());
        return Ok(Exit::Clean);
    }
    say(list.print(&args.archive).trim_end());
    ask(args, &site, &snapshot, &list)
}

#[cfg(feature = "web")]
fn ask(
    args: &ArchiveArgs,
    site: &std::path::Path,
    snapshot: &crate::render::Snapshot,
    list: &CopyList,
) -> Result<Exit, Failure> {
    asked::run(args, site, snapshot, list)
}

#[cfg(not(feature = "web"))]
fn ask(
    _: &ArchiveArgs,
    _: &std::path::Path,
    _: &crate::render::Snapshot,
    _: &CopyList,
) -> Result<Exit, Failure> {
    Err(Failure::left_out("run", "archive", "web"))
}
