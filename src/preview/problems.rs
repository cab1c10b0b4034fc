//! `/-/diagnostics.html`: everything that is wrong, file by file.

use std::collections::{BTreeMap, HashMap};

use super::current::Current;
use super::editor::encoded;
use super::markup::{element, link, page as whole, text};
use super::notes::Note;
use super::shared::SharedState;
use crate::diag::{FileId, Severity};
use crate::text::count;

/// So many mistakes of one file are shown whole; of the rest the number is.
const SHOWN: usize = 100;

/// So many files are shown with their mistakes; of the rest the names are.
const FILES: usize = 400;

/// So many have their source line with them.
const FRAMED: usize = 1000;

/// What is wrong in each file, by its path; `None` for the site as a whole.
type ByFile = BTreeMap<Option<String>, InFile>;

/// What is wrong in a file.
#[derive(Default)]
struct InFile {
    id: Option<FileId>,
    notes: Vec<Note>,
}

/// The page.
pub(super) fn page(now: &Current, shared: &SharedState) -> Vec<u8> {
    let tree = &now.state.snapshot.tree;
    let (mut by_file, mut shown) = (ByFile::default(), 0);
    for problem in now.problems() {
        let id = problem.at.as_ref().map(|at| at.file);
        let path = id.and_then(|id| tree.file(id)).map(|file| file.path.clone());
        let file = by_file.entry(path).or_insert_with(|| InFile { id, ..InFile::default() });
        // To show where each of ten thousand stands would take long.
        shown += 1;
        let note = if shown <= FRAMED { Note::of(problem, tree, shared) } else { Note::brief(problem) };
        file.notes.push(note);
    }
    let mut main = String::new();
    if let Some(failure) = &now.failure {
        main.push_str(&element("p", "stand", &text(failure)));
    }
    let of = |wanted: Severity| {
        by_file.values().flat_map(|file| &file.notes).filter(|n| n.severity == wanted).count()
    };
    let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
    main.push_str(&summary(errors, warnings, &by_file));
    let pages = pages(now);
    for (at, (file, InFile { id, notes })) in by_file.iter().enumerate().take(FILES) {
        let address = id.and_then(|id| pages.get(&id)).map(String::as_str);
        main.push_str(&section(at, file.as_deref(), address, notes, shared));
    }
    if by_file.len() > FILES {
        let left = format!("And {} more. `dateline check` shows all.", count(by_file.len() - FILES, "file"));
        main.push_str(&element("p", "data", &text(&left)));
    }
    whole(now, "Diagnostics", "Preview", &main)
}

/// How many there are, and the way to each file and to all of one sort: anchors, so that no script is needed.
fn summary(errors: usize, warnings: usize, by_file: &ByFile) -> String {
    if errors + warnings == 0 {
        return element("p", "", "Nothing is wrong.");
    }
    let files = by_file.len();
    let mut out = element("p", "", &format!("{} in {}.", told(errors, warnings), count(files, "file")));
    if errors > 0 && warnings > 0 {
        let ways = [
            link("#content", "Everything"),
            link("#only-errors", "Errors only"),
            link("#only-warnings", "Warnings only"),
        ];
        out.push_str(&format!("<ul class=\"run\">{}</ul>", ways.map(|way| element("li", "", &way)).concat()));
    }
    let row = |(at, (file, InFile { notes, .. })): (usize, (&Option<String>, &InFile))| {
        let name = file.as_deref().unwrap_or("The site as a whole");
        let wrong = notes.iter().filter(|note| note.severity == Severity::Error).count();
        let told = told(wrong, notes.len() - wrong);
        format!("<li>{} <span class=\"n\">{told}</span></li>", link(&format!("#file-{at}"), name))
    };
    if files > 1 {
        let rows: String = by_file.iter().enumerate().take(FILES).map(row).collect();
        out.push_str(&format!("<nav aria-label=\"Files\"><ul class=\"index files\">{rows}</ul></nav>"));
    }
    // What the two ways to one sort lead to: the style sheet hides the other sort while one of them is the target.
    format!("<div id=\"only-errors\"></div><div id=\"only-warnings\"></div>{out}")
}

fn told(errors: usize, warnings: usize) -> String {
    let sorts = [(errors, "error"), (warnings, "warning")];
    sorts.iter().filter(|(n, _)| *n > 0).map(|(n, noun)| count(*n, noun)).collect::<Vec<_>>().join(", ")
}

fn section(
    at: usize,
    file: Option<&str>,
    address: Option<&str>,
    notes: &[Note],
    shared: &SharedState,
) -> String {
    let name = file.unwrap_or("The site as a whole");
    let mut out = format!(
        "<section class=\"file\" id=\"file-{at}\" aria-labelledby=\"name-{at}\"><h2 id=\"name-{at}\">{}</h2>",
        text(name)
    );
    let edit = file.and_then(|file| shared.edit(file, 1, 1)).map(|edit| link(&edit, "Open in the editor"));
    let see = address.map(|address| link(address, "See the page"));
    let ways: String = see.into_iter().chain(edit).map(|way| element("li", "", &way)).collect();
    if !ways.is_empty() {
        out.push_str(&format!("<ul class=\"run\">{ways}</ul>"));
    }
    for note in notes.iter().take(SHOWN) {
        out.push_str(&one(note));
    }
    if notes.len() > SHOWN {
        out.push_str(&element("p", "data", &format!("And {} more in this file.", notes.len() - SHOWN)));
    }
    out + "</section>"
}

fn one(note: &Note) -> String {
    let sort = note.severity.name();
    let place = note.place.as_deref().map(|place| {
        let shown = text(place);
        note.edit.as_deref().map_or(shown, |edit| link(edit, place))
    });
    let place = place.map(|place| format!("<p class=\"data\">{place}</p>")).unwrap_or_default();
    let frame = if note.frame.is_empty() {
        String::new()
    } else {
        format!("<pre tabindex=\"0\" dir=\"ltr\"><code>{}</code></pre>", text(&note.frame))
    };
    format!(
        "<article class=\"note {sort}\"><h3><span class=\"sort\">{sort}</span> {} <code>{}</code></h3>{place}{frame}</article>",
        text(&note.message),
        text(&note.code)
    )
}

/// The address of the page that each file becomes.
fn pages(now: &Current) -> HashMap<FileId, String> {
    let state = &now.shown;
    let address = |route| Some((state.source_of(route)?, format!("/{}", encoded(&state.file(route)))));
    state.snapshot.routes.iter().filter_map(address).collect()
}
