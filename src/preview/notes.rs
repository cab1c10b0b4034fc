//! What an open page is told: its new markup if that has changed, and what its editor should know.

use serde::Serialize;

use super::answer::PageAnswer;
use super::current::Current;
use super::shared::SharedState;
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::model::{Body, Status};
use crate::report::{self, ColourChoice, Format, HowMuch};
use crate::resolve::Include;
use crate::route::Route;
use crate::source::SourceTree;
use crate::text::untagged;

/// So many mistakes are shown on a page; all of them stand in `/-/diagnostics.html`.
const SHOWN: usize = 60;

/// What has changed of a page. It is told first: to find what is wrong takes longer.
#[derive(Debug, Default, Serialize)]
pub(super) struct Change {
    /// The number of the state.
    pub number: u64,
    /// The whole page, if it has changed, and its mark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    pub mark: String,
    /// Addresses of static files that have changed.
    pub assets: Vec<String>,
}

impl Change {
    /// Whether there is nothing to tell.
    pub(super) fn is_empty(&self) -> bool {
        self.page.is_none() && self.assets.is_empty()
    }
}

/// What the editor of a page should know.
#[derive(Debug, Serialize)]
pub(super) struct Notes {
    /// The number of the state.
    pub number: u64,
    /// Whether drafts are shown.
    pub drafts: bool,
    pub gone: Option<Gone>,
    /// Why nothing new can be shown.
    pub failure: Option<String>,
    pub about: About,
    pub errors: usize,
    pub warnings: usize,
    pub notes: Vec<Note>,
}

/// A page that is no more.
#[derive(Debug, Serialize)]
pub(super) struct Gone {
    pub text: String,
    /// Where it went.
    pub address: Option<String>,
}

/// The page and its file.
#[derive(Debug, Default, Serialize)]
pub(super) struct About {
    pub source: Option<String>,
    /// The address that opens it in the editor.
    pub edit: Option<String>,
    /// `draft`, `unverified` or `retracted`.
    pub status: Option<&'static str>,
    pub words: Option<usize>,
    /// Read lines that lead nowhere.
    pub wanted: Vec<WantedNote>,
    /// How many of the mistakes are this page's.
    pub errors: usize,
    pub warnings: usize,
}

/// A title that no article has.
#[derive(Debug, Serialize)]
pub(super) struct WantedNote {
    pub title: String,
    pub edit: Option<String>,
}

/// A mistake.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Note {
    pub severity: Severity,
    pub code: String,
    pub message: String,
    /// The file, line and column.
    pub place: Option<String>,
    pub edit: Option<String>,
    /// The source line with carets, and what to do.
    pub frame: String,
    /// Whether it is a mistake of this page or of its file.
    pub here: bool,
}

impl Notes {
    /// The notes of a page that is made from `source`.
    pub(super) fn of(
        page: &PageAnswer,
        source: Option<&str>,
        gone: Option<Gone>,
        now: &Current,
        shared: &SharedState,
    ) -> Self {
        let own = own_problems(page, now);
        let mut found = found(&own, source, now);
        let count = |severity, here: bool| {
            found.iter().filter(|found| found.problem.severity == severity && (found.here || !here)).count()
        };
        let [errors, warnings] = [Severity::Error, Severity::Warning].map(|severity| count(severity, false));
        let mut about = about(page, source, now, shared);
        (about.errors, about.warnings) = (count(Severity::Error, true), count(Severity::Warning, true));
        found.sort_by_key(|found| (found.problem.severity, !found.here));
        // Neither sort of mistakes may hide the other; what is not shown is not made.
        let of = |severity| found.iter().filter(move |found| found.problem.severity == severity);
        let shown = of(Severity::Error).take(SHOWN).chain(of(Severity::Warning).take(SHOWN / 2));
        let note =
            |found: &FoundNote| Note { here: found.here, ..Note::of(found.problem, found.tree, shared) };
        let notes = shown.map(note).collect();
        let (number, drafts) = (now.state.number, now.include == Include::Drafts);
        Self { number, drafts, gone, failure: now.failure.clone(), about, errors, warnings, notes }
    }
}

/// A mistake, and whether it is the page's.
struct FoundNote<'a> {
    problem: &'a Diagnostic,
    tree: &'a SourceTree,
    here: bool,
}

/// The mistakes of the page itself, then those of the site.
fn found<'a>(own: &'a [Diagnostic], source: Option<&str>, now: &'a Current) -> Vec<FoundNote<'a>> {
    let tree = &now.state.snapshot.tree;
    let file = source.and_then(|path| now.file(path));
    let is_known = |own: &Diagnostic| {
        now.problems().any(|other| (&other.code, &other.message) == (&own.code, &own.message))
    };
    let own = own.iter().filter(|own| !is_known(own));
    let own = own.map(|problem| FoundNote { problem, tree: &now.shown.snapshot.tree, here: true });
    let of_site = now.problems().map(|problem| {
        let here = file.is_some() && problem.at.as_ref().map(|at| at.file) == file;
        FoundNote { problem, tree, here }
    });
    own.chain(of_site).collect()
}

/// What was found while the page was made, and its links that lead nowhere.
fn own_problems(page: &PageAnswer, now: &Current) -> Vec<Diagnostic> {
    let mut out = Diagnostics::default();
    out.extend(page.problem.iter().map(|problem| problem.as_ref().clone()));
    let snapshot = &now.shown.snapshot;
    if let Some((route, file)) = &page.file {
        let check = now.check();
        let scanned = check.scan(file, &page.bytes).alone();
        check.report(vec![(route.clone(), file.clone(), scanned)], &snapshot.site, &snapshot.tree, &mut out);
    }
    report::sort(&mut out, &snapshot.tree);
    out.0
}

impl Note {
    /// A mistake with its place and its source line.
    pub(super) fn of(problem: &Diagnostic, tree: &SourceTree, shared: &SharedState) -> Self {
        let at = problem.at.as_ref().and_then(|at| report::position(at, tree));
        let place = at.as_ref().map(|(file, line, column)| format!("{file}:{line}:{column}"));
        let edit = at.as_ref().and_then(|(file, line, column)| shared.edit(file, *line, *column));
        let one = Diagnostics(vec![problem.clone()]);
        let frame = report::print(&one, tree, Format::Human, ColourChoice::No, HowMuch::All);
        // Its first lines say what is said above it: the message, and the place.
        let mut lines = frame.lines().skip(1).peekable();
        lines.next_if(|line| place.is_some() && line.trim_start().starts_with("--> "));
        lines.next_if(|line| line.trim() == "|");
        let frame = lines.collect::<Vec<_>>().join("\n").trim_end().to_owned();
        Self { place, edit, frame, ..Self::brief(problem) }
    }

    /// The mistake alone.
    pub(super) fn brief(problem: &Diagnostic) -> Self {
        let (code, message) = (problem.code.to_string(), problem.message.clone());
        let (severity, frame) = (problem.severity, String::new());
        Self { severity, code, message, place: None, edit: None, frame, here: false }
    }
}

fn about(page: &PageAnswer, source: Option<&str>, now: &Current, shared: &SharedState) -> About {
    let mut about = About {
        source: source.map(str::to_owned),
        edit: source.and_then(|file| shared.edit(file, 1, 1)),
        ..About::default()
    };
    let snapshot = &now.shown.snapshot;
    match page.file.as_ref().map(|(route, _)| route) {
        Some(Route::Article(id)) => {
            let article = snapshot.site.article(*id);
            about.status = match article.status {
                Status::Draft => Some("draft"),
                Status::Unverified => Some("unverified"),
                Status::Retracted => Some("retracted"),
                _ => None,
            };
            of_body(&mut about, &article.body, &snapshot.tree, shared);
        }
        Some(Route::Page(index)) => {
            if let Some(page) = snapshot.site.pages.get(*index as usize) {
                about.status = match page.clearance.status {
                    Status::Draft => Some("draft"),
                    Status::Unverified => Some("unverified"),
                    _ => None,
                };
                of_body(&mut about, &page.body, &snapshot.tree, shared);
            }
        }
        _ => {}
    }
    about
}

fn of_body(about: &mut About, body: &Body, tree: &SourceTree, shared: &SharedState) {
    let spaced = body.markup.replace('<', " <");
    about.words = Some(
        untagged(&spaced).split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count(),
    );
    let wanted = body.reads.iter().filter(|read| read.is_wanted()).map(|read| {
        let at = report::position(&read.at, tree);
        let edit = at.and_then(|(file, line, column)| shared.edit(&file, line, column));
        WantedNote { title: read.title.clone(), edit }
    });
    about.wanted = wanted.collect();
}
