//! What an open page is told: its new markup if that has changed, and what its editor should know.

use serde::Serialize;

use super::answer::Page;
use super::desk::Desk;
use super::now::Now;
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::model::{Body, Status};
use crate::report::{self, Colour, Format};
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
    pub wanted: Vec<Wanted>,
    /// How many of the mistakes are this page's.
    pub errors: usize,
    pub warnings: usize,
}

/// A title that no article has.
#[derive(Debug, Serialize)]
pub(super) struct Wanted {
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
    #[serde(skip)]
    pub file: Option<String>,
}

impl Notes {
    /// The notes of a page that is made from `source`.
    pub(super) fn of(page: &Page, source: Option<&str>, gone: Option<Gone>, now: &Now, desk: &Desk) -> Self {
        let mut notes = noted(page, source, now, desk);
        let count = |severity, here: bool| {
            notes.iter().filter(|note| note.severity == severity && (note.here || !here)).count()
        };
        let [errors, warnings] = [Severity::Error, Severity::Warning].map(|severity| count(severity, false));
        let mut about = about(page, source, now, desk);
        (about.errors, about.warnings) = (count(Severity::Error, true), count(Severity::Warning, true));
        notes.sort_by_key(|note| (note.severity, !note.here));
        // Neither sort of mistakes may hide the other.
        let room = |severity| if severity == Severity::Error { SHOWN } else { SHOWN / 2 };
        let mut taken = [0usize; 2];
        notes.retain(|note| {
            let taken = &mut taken[usize::from(note.severity == Severity::Warning)];
            *taken += 1;
            *taken <= room(note.severity)
        });
        let (number, drafts) = (now.state.number, now.include == Include::Drafts);
        Self { number, drafts, gone, failure: now.failure.clone(), about, errors, warnings, notes }
    }
}

/// The mistakes of the page itself, then those of the site.
fn noted(page: &Page, source: Option<&str>, now: &Now, desk: &Desk) -> Vec<Note> {
    let tree = &now.state.snapshot.tree;
    let all = now.notes.get_or_init(|| now.problems().map(|problem| Note::of(problem, tree, desk)).collect());
    let own = own_problems(page, now);
    let mut own: Vec<Note> = own.iter().map(|p| Note::of(p, &now.shown.snapshot.tree, desk)).collect();
    let is_known =
        |note: &Note| all.iter().any(|other| (&other.message, &other.place) == (&note.message, &note.place));
    own.retain(|note| !is_known(note));
    own.iter_mut().for_each(|note| note.here = true);
    let mark =
        |note: &Note| Note { here: source.is_some() && note.file.as_deref() == source, ..note.clone() };
    own.into_iter().chain(all.iter().map(mark)).collect()
}

/// What was found while the page was made, and its links that lead nowhere.
fn own_problems(page: &Page, now: &Now) -> Vec<Diagnostic> {
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
    pub(super) fn of(problem: &Diagnostic, tree: &SourceTree, desk: &Desk) -> Self {
        let at = problem.at.as_ref().and_then(|at| report::position(at, tree));
        let place = at.as_ref().map(|(file, line, column)| format!("{file}:{line}:{column}"));
        let edit = at.as_ref().and_then(|(file, line, column)| desk.edit(file, *line, *column));
        let one = Diagnostics(vec![problem.clone()]);
        let frame = report::print(&one, tree, Format::Human, Colour::No);
        // Its first lines say what is said above it: the message, and the place.
        let mut lines = frame.lines().skip(1).peekable();
        lines.next_if(|line| place.is_some() && line.trim_start().starts_with("--> "));
        lines.next_if(|line| line.trim() == "|");
        let frame = lines.collect::<Vec<_>>().join("\n").trim_end().to_owned();
        let (code, message) = (problem.code.to_string(), problem.message.clone());
        let file = at.map(|(file, ..)| file);
        Self { severity: problem.severity, code, message, place, edit, frame, here: false, file }
    }
}

fn about(page: &Page, source: Option<&str>, now: &Now, desk: &Desk) -> About {
    let mut about = About {
        source: source.map(str::to_owned),
        edit: source.and_then(|file| desk.edit(file, 1, 1)),
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
            of_body(&mut about, &article.body, &snapshot.tree, desk);
        }
        Some(Route::Page(index)) => {
            if let Some(page) = snapshot.site.pages.get(*index as usize) {
                of_body(&mut about, &page.body, &snapshot.tree, desk);
            }
        }
        _ => {}
    }
    about
}

fn of_body(about: &mut About, body: &Body, tree: &SourceTree, desk: &Desk) {
    let spaced = body.markup.replace('<', " <");
    about.words = Some(
        untagged(&spaced).split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count(),
    );
    let wanted = body.reads.iter().filter(|read| read.is_wanted()).map(|read| {
        let at = report::position(&read.at, tree);
        let edit = at.and_then(|(file, line, column)| desk.edit(&file, line, column));
        Wanted { title: read.title.clone(), edit }
    });
    about.wanted = wanted.collect();
}
