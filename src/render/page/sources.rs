//! The pages of all sources.

use serde::Serialize;

use crate::derive::{CITING, heading};
use crate::render::context::Context;
use crate::render::part::kept::{self, KeptView};
use crate::render::part::sources::SourceView;
use crate::render::part::{head, numbered, sources};
use crate::render::templates::Sheet;
use crate::render::text::link;
use crate::render::text::link::Link;
use crate::route::Route;

/// The sources that are filed under one letter.
#[derive(Serialize)]
struct LetterGroup {
    letter: String,
    works: Vec<WorkView>,
}

#[derive(Serialize)]
struct WorkView {
    anchor: String,
    source: SourceView,
    /// What is kept of it.
    kept: Option<KeptView>,
    cited_by: Vec<Link>,
    /// How many more cite it.
    more: usize,
}

/// Renders a page of all sources, counted from 1.
pub fn sheet(cx: Context<'_>, part: u32) -> Sheet<'_> {
    let works = &cx.facts.evidence.works;
    let mut groups: Vec<LetterGroup> = Vec::new();
    for work in works.part(part) {
        let source = work.source(&cx.snapshot.site);
        let letter = letter(heading(source));
        let view = WorkView {
            anchor: format!("s-{}", work.key),
            source: sources::view(cx, 0, source),
            kept: kept::view(cx, source),
            cited_by: work.cited_by.iter().take(CITING).map(|target| link::named(cx, *target)).collect(),
            more: work.cited_by.len().saturating_sub(CITING),
        };
        match groups.last_mut() {
            Some(open) if open.letter == letter => open.works.push(view),
            _ => groups.push(LetterGroup { letter, works: vec![view] }),
        }
    }
    let head = head::new(cx, &Route::Sources(part), "sources", cx.phrases.get("sources"), "");
    let mut context = head::context(cx, &head);
    context.insert("groups", &groups);
    context.insert("count", &works.list.len());
    context.insert("evidence", &cx.link(&Route::Evidence(part)));
    context.insert("pages", &numbered::numbers(cx, &works.pages, part, Route::Sources));
    Sheet::Template("all-sources.html", context)
}

/// The letter that a name is filed under; `#` for figures and signs.
pub(super) fn letter(name: &str) -> String {
    let folded = crate::text::fold(name);
    let first = folded.chars().next().filter(|c| c.is_alphabetic());
    first.map_or_else(|| "#".to_owned(), |c| c.to_uppercase().collect())
}
