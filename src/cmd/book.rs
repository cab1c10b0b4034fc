//! `dateline build --epub`: the book of a conflict.

use std::path::Path;
use std::time::Instant;

use super::build::seconds;
use super::{Exit, amount, options, print, say, shown};
use crate::args::Build;
use crate::diag::{Diagnostics, Failure};
use crate::model::{ConflictId, Site};
use crate::publish::plan::size;
use crate::render::{self, Context, Snapshot, Templates, Views};
use crate::sink::book;
use crate::source::{self, SourceTree};
use crate::text::nearest;
use crate::{report, snapshot};

/// Makes the book of a conflict, by its id or name.
pub(super) fn make(
    args: &Build,
    site: &Path,
    (conflict, file): (&str, &Path),
    started: Instant,
    tree: SourceTree,
    mut out: Diagnostics,
) -> Result<Exit, Failure> {
    let path = site.join(file);
    // There it would become a part of the next build.
    source::file_not_of_site(site, &path, "write the book")?;
    let snapshot = snapshot(tree, &options(&args.common)?, &mut out);
    let id = asked(&snapshot.site, conflict)?;
    let edition = edition(&snapshot, args.language.as_deref())?;
    let templates = Templates::load(&snapshot.tree, &snapshot.site.config, &mut out);
    let views = Views::of(&snapshot);
    let files = render::book(Context::of(&snapshot, &templates, &views), id, edition);
    let files =
        files.map_err(|problem| Failure::new("make the book of", conflict, problem.message.clone()))?;
    let count = files.len();
    let bound = book::bind(&snapshot, files)?;
    out.extend(bound.problems);
    report::sort(&mut out, &snapshot.tree);
    print(&out, &snapshot.tree, args.common.format, amount(args.common.verbose));
    if args.strict && out.errors() > 0 {
        say("nothing is written, as `--strict` asks");
        return Ok(Exit::ContentErrors);
    }
    book::write(&path, &bound.bytes)?;
    let name = &snapshot.site.conflict(id).name;
    let bytes = u64::try_from(bound.bytes.len()).unwrap_or(u64::MAX);
    say(&format!(
        "{name} in {}: {count} files, {} pictures, {} → {}",
        seconds(started),
        bound.pictures,
        size(bytes),
        shown(&path)
    ));
    Ok(if out.errors() > 0 { Exit::ContentErrors } else { Exit::Clean })
}

fn asked(site: &Site, written: &str) -> Result<ConflictId, Failure> {
    let is_it = |conflict: &crate::model::Conflict| conflict.id == written || conflict.name == written;
    site.conflicts.iter().position(is_it).map(ConflictId::of).ok_or_else(|| {
        let ids: Vec<&str> = site.conflicts.iter().map(|conflict| conflict.id.as_str()).collect();
        let near = nearest(written, ids.iter().copied());
        let hint = match near.first() {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the site has {}", ids.join(", ")),
        };
        Failure::new("make a book", written, "no conflict is called so").hint(hint)
    })
}

/// The edition of a language tag.
fn edition(snapshot: &Snapshot, tag: Option<&str>) -> Result<usize, Failure> {
    let Some(tag) = tag else { return Ok(0) };
    let languages = &snapshot.site.config.languages;
    let own = || snapshot.site.config.language.eq_ignore_ascii_case(tag).then_some(0);
    languages.iter().position(|language| language.tag.eq_ignore_ascii_case(tag)).or_else(own).ok_or_else(
        || {
            Failure::new("make a book in", tag, "the site has no edition in that language")
                .hint("`languages` in site.yaml names those that it has")
        },
    )
}
