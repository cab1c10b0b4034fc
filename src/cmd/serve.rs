//! `dateline serve`.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::{Exit, print, say, site_folder, today};
use crate::args::{ReportFormat, Serve};
use crate::check::Depth;
use crate::diag::{Diagnostics, Failure};
use crate::preview::{self, Current, Editor, Port, Settings, Word};
use crate::report::HowMuch;
use crate::resolve::Include;
use crate::source::{Filter, Notice};
use crate::text::{count, visible};
use crate::{Options, report};

/// So many mistakes are printed at once.
const PRINTED: usize = 20;

/// So many changed files are named.
const NAMED: usize = 3;

/// How mistakes are printed.
#[derive(Clone, Copy)]
struct Saying {
    format: ReportFormat,
    verbose: bool,
}

/// Runs the command.
pub(super) fn run(args: &Serve) -> Result<Exit, Failure> {
    let site = site_folder(args.site.site.as_ref());
    let root = std::path::absolute(&site).map_err(|error| Failure::new("find", &site, error))?;
    if !root.is_dir() {
        return Err(Failure::new("read", &site, "there is no such folder")
            .hint("`dateline init DIR` makes a new site"));
    }
    let include = match (args.published, args.future) {
        (true, true) => Include::Future,
        (true, false) => Include::Published,
        (false, _) => Include::Drafts,
    };
    let options = Options {
        include,
        base_url: None,
        today: today(args.now.as_deref())?,
        depth: Depth::Mistakes,
        offline: false,
    };
    let editor = match &args.editor {
        Some(named) => Some(Editor::of(named)?),
        None => ["VISUAL", "EDITOR"].iter().find_map(|name| Editor::known(&std::env::var(name).ok()?)),
    };
    let notice = args.poll.map_or(Notice::System, |pause| Notice::Looking(Duration::from_millis(pause)));
    let place = Port { host: args.host.clone(), port: args.port, framed_by: args.framed_by.clone() };
    let filter = Filter { output: Some(root.join("public")) };
    let (open, form) = (args.open, Saying { format: args.format, verbose: args.verbose });
    let settings = Settings { root, filter, options, place, editor, notice };
    let waits = AtomicBool::new(false);
    preview::serve(settings, move |word| told(word, open, form, &waits))?;
    Ok(Exit::Clean)
}

/// Says what has happened; `waits` remembers that there was nothing to show yet.
fn told(word: Word, open: bool, form: Saying, waits: &AtomicBool) {
    match word {
        Word::Listening { address, taken } => {
            if let Some(port) = taken {
                say(&format!("port {port} is taken, so another one it is"));
            }
            say(&format!("preview at {address} (Ctrl-C ends it)"));
            if open && open::that_detached(&address).is_err() {
                say("no browser could be opened; open the address yourself");
            }
        }
        Word::First { now, time } => {
            print_some(now.state.diagnostics(), &now, form);
            if now.state.snapshot.tree.is_empty() {
                waits.store(true, Ordering::Relaxed);
                say(
                    "there is no site in this folder yet: `dateline init` begins one, and it will be shown at once",
                );
                return;
            }
            say(&format!("{} in {}{}", made(&now), duration(time), mistakes(&now)));
        }
        Word::Changed { now, paths, time, news } => {
            print_some(&news.new, &now, form);
            for problem in news.mended.iter().take(PRINTED) {
                say(&format!("mended: {}", problem.message));
            }
            if news.mended.len() > PRINTED {
                say(&format!("and {} more mended", news.mended.len() - PRINTED));
            }
            let begun = waits.swap(now.state.snapshot.tree.is_empty(), Ordering::Relaxed);
            let what = if paths.is_empty() {
                "changed".to_owned()
            } else {
                format!("changed: {}", visible(&named(&paths)))
            };
            let first = if begun { format!(", {}", made(&now)) } else { String::new() };
            say(&format!("{what} → {}{first}{}", duration(time), mistakes(&now)));
        }
        Word::Links { now, new } => print_some(&new, &now, form),
        Word::Failed(failure) => {
            say(&report::failure(&failure));
            say("the last pages stay as they are");
        }
    }
}

/// Prints mistakes, but not a screenful of screens.
fn print_some(diagnostics: &Diagnostics, now: &Current, form: Saying) {
    let Saying { format, verbose } = form;
    let limit = if format == ReportFormat::Human && !verbose { PRINTED } else { usize::MAX };
    // Errors are what must be seen.
    let mut all: Vec<_> = diagnostics.iter().cloned().collect();
    let number = all.len();
    if number > limit {
        all.sort_by_key(|problem| problem.severity);
        all.truncate(limit);
    }
    if !all.is_empty() {
        print(&Diagnostics(all), &now.state.snapshot.tree, format, HowMuch::All);
    }
    if number > limit {
        say(&format!("and {} more; see /-/diagnostics.html\n", number - limit));
    }
}

fn made(now: &Current) -> String {
    let snapshot = &now.state.snapshot;
    let (articles, pages) = (snapshot.site.articles.len(), snapshot.pages());
    format!("{}, {}", count(articles, "article"), count(pages, "page"))
}

fn mistakes(now: &Current) -> String {
    report::summary(now.state.diagnostics()).map(|summary| format!("; {summary}")).unwrap_or_default()
}

fn named(paths: &[String]) -> String {
    let mut text = paths.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
    if paths.len() > NAMED {
        text.push_str(&format!(" and {} more", paths.len() - NAMED));
    }
    text
}

fn duration(time: Duration) -> String {
    let ms = time.as_secs_f64() * 1000.0;
    if ms < 1000.0 { format!("{ms:.0} ms") } else { format!("{:.2} s", ms / 1000.0) }
}
