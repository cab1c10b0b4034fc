//! The log of evidence: what is recorded of each source, under the heads of the Berkeley Protocol.

use serde::Serialize;

use crate::derive::heading;
use crate::model::Source;
use crate::render::context::Context;
use crate::render::page::sources::letter;
use crate::render::part::kept::{self, KeptView};
use crate::render::part::sources::SourceView;
use crate::render::part::{head, numbered, sources};
use crate::render::templates::Sheet;
use crate::route::Route;

/// The sources that are filed under one letter.
#[derive(Serialize)]
struct EvidenceGroup {
    letter: String,
    works: Vec<EvidenceView>,
}

#[derive(Serialize)]
struct EvidenceView {
    anchor: String,
    source: SourceView,
    kept: Option<KeptView>,
    /// Its place on the page of all sources.
    page: String,
    /// How many texts cite it.
    cited: usize,
}

/// Renders a page of the log, counted from 1.
pub fn sheet(cx: Context<'_>, part: u32) -> Sheet<'_> {
    let works = &cx.facts.evidence.works;
    let mut groups: Vec<EvidenceGroup> = Vec::new();
    for work in works.part(part) {
        let source = work.source(&cx.snapshot.site);
        let letter = letter(heading(source));
        let view = EvidenceView {
            anchor: format!("e-{}", work.key),
            source: sources::view(cx, 0, source),
            kept: kept::view(cx, source),
            page: format!("{}#s-{}", cx.link(&Route::Sources(part)), work.key),
            cited: work.cited_by.len(),
        };
        match groups.last_mut() {
            Some(open) if open.letter == letter => open.works.push(view),
            _ => groups.push(EvidenceGroup { letter, works: vec![view] }),
        }
    }
    let head = head::new(cx, &Route::Evidence(part), "evidence", cx.phrases.get("evidence-log"), "");
    let mut context = head::context(cx, &head);
    context.insert("groups", &groups);
    context.insert("count", &works.list.len());
    // Told once, as it looks at all of them.
    context.insert("tally", &(part == 1).then(|| tally(cx)));
    context
        .insert("has_table", &cx.snapshot.routes.contains(&Route::Data(crate::route::Export::EvidenceTable)));
    context.insert("pages", &numbered::numbers(cx, &works.pages, part, Route::Evidence));
    Sheet::Template("evidence.html", context)
}

/// How many sources there is something of.
fn tally(cx: Context<'_>) -> String {
    let sources = || cx.facts.evidence.works.list.iter().map(|work| work.source(&cx.snapshot.site));
    let count =
        |is: &dyn Fn(&Source) -> bool| cx.words.number(sources().filter(|source| is(source)).count() as u64);
    let has_proof = |source: &Source| kept::view(cx, source).is_some_and(|kept| !kept.proofs.is_empty());
    cx.phrases
        .get("evidence-tally")
        .replace("{seen}", &count(&|source| source.accessed.is_some()))
        .replace("{archived}", &count(&|source| source.copy().is_some()))
        .replace("{kept}", &count(&|source| source.local.is_some()))
        .replace("{proved}", &count(&has_proof))
        .replace("{lost}", &count(&|source| source.lost))
}
