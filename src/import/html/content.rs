//! The article in a page: found by readability, given as lines of Markdown.

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use super::blocks;
use crate::import::raw::Line;

/// The lines of a page's article; of the whole page where no article is found.
pub(super) fn lines(html: &str, base: Option<&str>) -> Vec<Line> {
    // Classes tell credits from captions.
    let config = || Config { keep_classes: true, ..Config::default() };
    let found = |base: Option<&str>| {
        let document = Document::from(html);
        // Readability takes every footer for the page's own.
        document.select("blockquote footer, blockquote cite, figure footer").rename("p");
        let mut readability = Readability::with_document(document, base, Some(config())).ok()?;
        readability.parse().ok().map(|article| article.content.to_string())
    };
    // An address that is none must not cost the article.
    let content = found(base).or_else(|| found(None));
    let document = content.map_or_else(|| Document::from(html), Document::fragment);
    let lines = blocks::lines(&document, base);
    if lines.is_empty() { blocks::lines(&Document::from(html), base) } else { lines }
}
