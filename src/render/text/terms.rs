//! Terms of the glossary where a text has them first: a link to the glossary, and a note that opens where the reader is.
//!
//! The note is a `popover`, which keyboards, fingers and listeners open without a script, and which Escape closes.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::model::GlossaryTerm;
use crate::names::TermFinder;
use crate::parse::tags;
use crate::render::context::Context;
use crate::render::text::tongue;
use crate::route::Route;
use crate::text::{escaped, push_escaped};

/// So many terms of a text are explained at most.
const MOST: usize = 12;

/// Elements whose words stay as they are.
const QUIET: &[&str] =
    &["a", "button", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "sup", "svg", "figcaption", "span"];

/// The id of a term in the glossary.
pub fn anchor(term: &GlossaryTerm) -> String {
    format!("term--{}", term.id)
}

/// A finished text with its terms explained.
pub fn explained(cx: Context<'_>, html: String) -> String {
    let Some(finder) = finder(cx) else { return html };
    let mut marks: Vec<(Range<usize>, u32)> = Vec::new();
    let mut known: FxHashSet<u32> = FxHashSet::default();
    let (mut at, mut quiet) = (0, 0_u32);
    let mut piece = |range: Range<usize>, marks: &mut Vec<_>| {
        for (words, term) in finder.find(&html, range) {
            if marks.len() < MOST && known.insert(term) {
                marks.push((words, term));
            }
        }
    };
    for tag in tags::tags(&html) {
        let start = html[..tag.end].rfind('<').unwrap_or(at).max(at);
        if quiet == 0 {
            piece(at..start, &mut marks);
        }
        if QUIET.contains(&tag.name) {
            quiet = if tag.closes { quiet.saturating_sub(1) } else { quiet + 1 };
        }
        at = tag.end;
    }
    if quiet == 0 {
        piece(at..html.len(), &mut marks);
    }
    if marks.is_empty() {
        return html;
    }
    let mut woven = String::with_capacity(html.len() + marks.len() * 400);
    let mut at = 0;
    for (words, term) in marks {
        woven.push_str(&html[at..words.start]);
        put(cx, &mut woven, term, &html[words.clone()]);
        at = words.end;
    }
    woven.push_str(&html[at..]);
    woven
}

fn finder(cx: Context<'_>) -> Option<&TermFinder> {
    let make = || TermFinder::of(cx.site.glossary.iter().map(GlossaryTerm::spellings));
    cx.views.terms.get_or_init(make).as_ref()
}

fn put(cx: Context<'_>, html: &mut String, term: u32, words: &str) {
    let Some(term) = cx.site.glossary.get(term as usize) else { return html.push_str(words) };
    let (url, id) = (format!("{}#{}", cx.link(&Route::Glossary), anchor(term)), anchor(term));
    let (url, id) = (escaped(&url), escaped(&id));
    let what = cx.words.filled("glossary-what", &[("", &term.term)]);
    html.push_str(&format!(
        "<a class=\"term\" href=\"{url}\">{words}</a><button type=\"button\" class=\"what\" popovertarget=\"{id}\" \
         aria-label=\"{}\">?</button><span popover class=\"gloss\" id=\"{id}\"><b>",
        escaped(&what)
    ));
    push_escaped(html, &term.term);
    html.push_str("</b> ");
    match tongue::of(cx, term.summary_lang.as_deref()) {
        None => push_escaped(html, &term.summary),
        Some(tongue) => html.push_str(&format!(
            "<span lang=\"{}\" dir=\"{}\">{}</span>",
            escaped(&tongue.tag),
            tongue.dir,
            escaped(&term.summary)
        )),
    }
    html.push_str(&format!(" <a href=\"{url}\">"));
    push_escaped(html, cx.phrases.get("glossary"));
    html.push_str("</a></span>");
}
