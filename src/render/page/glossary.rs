//! The glossary.

use serde::Serialize;

use crate::model::GlossaryTerm;
use crate::render::context::Context;
use crate::render::part::head;
use crate::render::templates::Sheet;
use crate::render::text::terms;
use crate::render::text::tongue::{self, Tongue};
use crate::route::Route;
use crate::text::fold;

#[derive(Serialize)]
struct TermView<'a> {
    anchor: String,
    term: &'a str,
    aliases: String,
    summary: &'a str,
    language: Option<Tongue>,
}

/// Renders the glossary, in the order of the alphabet.
pub fn sheet(cx: Context<'_>) -> Sheet<'_> {
    let mut terms: Vec<&GlossaryTerm> = cx.site.glossary.iter().collect();
    terms.sort_by_cached_key(|term| (fold(&term.term), term.id.clone()));
    let views: Vec<TermView<'_>> = terms
        .into_iter()
        .map(|term| TermView {
            anchor: terms::anchor(term),
            term: &term.term,
            aliases: term.aliases.join(" · "),
            summary: &term.summary,
            language: tongue::of(cx, term.summary_lang.as_deref()),
        })
        .collect();
    let head = head::new(
        cx,
        &Route::Glossary,
        "glossary",
        cx.phrases.get("glossary"),
        cx.phrases.get("glossary-note"),
    );
    let mut context = head::context(cx, &head);
    context.insert("terms", &views);
    Sheet::Template("glossary.html", context)
}
