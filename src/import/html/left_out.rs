//! What stands in the page and not in the article: listed, so that nothing is lost without a word.

use dom_query::{Document, NodeRef};
use rustc_hash::FxHashSet;

use super::known::Known;
use crate::import::markdown;
use crate::import::page::{Block, Dropped, ImportedPage};
use crate::import::raw::tidy;
use crate::text::fold;

/// Adds the texts of the page that are nowhere in what was found.
pub(super) fn list(document: &Document, page: &mut ImportedPage) {
    let kept = kept(page);
    let mut seen: FxHashSet<String> = FxHashSet::default();
    let mut found = Vec::new();
    let Some(body) = document.body() else { return };
    texts(&body, 0, &mut found);
    for text in found {
        let folded = fold(&text);
        let bare = folded.strip_prefix("by ").unwrap_or(&folded);
        if bare.is_empty() || kept.has(bare) || seen.contains(&folded) || is_caption(&folded, page) {
            continue;
        }
        seen.insert(folded);
        page.dropped.push(Dropped { text, why: "outside the article", range: None });
    }
}

/// Whether a text is a caption with its credit, whatever stands between the two.
fn is_caption(folded: &str, page: &ImportedPage) -> bool {
    page.blocks.iter().any(|block| {
        let Block::Caption(caption) = block else { return false };
        let (text, credit) = (fold(&caption.text), fold(caption.credit.as_deref().unwrap_or("")));
        let is_there = [&text, &credit].iter().any(|part| !part.is_empty() && folded.contains(part.as_str()));
        let rest = folded.replacen(&text, "", 1).replacen(&credit, "", 1);
        is_there && rest.split_whitespace().count() <= 2
    })
}

/// The words of all that was found.
fn kept(page: &ImportedPage) -> Known {
    let guesses = page
        .title
        .iter()
        .chain(&page.summary)
        .chain(&page.authors)
        .chain(&page.tags)
        .chain(&page.place)
        .chain(&page.publisher);
    let mut all: Vec<String> = guesses.flat_map(|guess| [guess.value.clone(), guess.words.clone()]).collect();
    all.extend(page.published.iter().chain(&page.updated).map(|guess| guess.words.clone()));
    all.extend(page.dropped.iter().map(|dropped| dropped.text.clone()));
    for block in &page.blocks {
        match block {
            Block::Caption(caption) => {
                all.push(caption.text.clone());
                all.extend(caption.alt.iter().chain(&caption.credit).cloned());
                all.push(format!("{} {}", caption.text, caption.credit.as_deref().unwrap_or("")));
            }
            Block::Read(text) => all.push(markdown::plain(text)),
            other => all.extend(other.words().map(|words| markdown::plain(&words))),
        }
    }
    Known::of(all.into_iter())
}

/// The texts of the smallest blocks.
fn texts(node: &NodeRef, depth: usize, found: &mut Vec<String>) {
    const SILENT: &[&str] = &["script", "style", "noscript", "template", "svg", "iframe", "option"];
    const BLOCKS: &[&str] = &[
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "nav",
        "ul",
        "ol",
        "li",
        "table",
        "tr",
        "td",
        "th",
        "tbody",
        "thead",
        "pre",
        "blockquote",
        "figure",
        "figcaption",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "dl",
        "dt",
        "dd",
        "form",
        "details",
        "summary",
        "address",
        "br",
    ];
    if depth > 200 {
        return;
    }
    let mut run = String::new();
    let flush = |run: &mut String| {
        let words = tidy(run);
        run.clear();
        words
    };
    for child in node.children_it(false) {
        let name = child.node_name().map(|name| name.to_string()).unwrap_or_default();
        // A film or sound stays where it is, but its address is named.
        if matches!(name.as_str(), "iframe" | "embed" | "video" | "audio")
            && let Some(address) = child.attr("src").filter(|address| !address.trim().is_empty())
        {
            found.push(address.trim().to_owned());
        }
        if SILENT.contains(&name.as_str()) {
            continue;
        }
        let block = BLOCKS.contains(&name.as_str())
            || child.descendants_it().any(|inner| inner.node_name().is_some_and(|n| BLOCKS.contains(&&*n)));
        if child.is_element() && block {
            found.push(flush(&mut run));
            texts(&child, depth + 1, found);
        } else if child.is_text() || child.is_element() {
            run.push_str(&child.text());
        }
    }
    found.push(flush(&mut run));
}
