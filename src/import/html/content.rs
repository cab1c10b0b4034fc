//! The article in a page: found by readability, given as lines of Markdown.

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use super::blocks;
use crate::import::raw::{Line, tidy};

/// The article of a page.
pub(super) struct Content {
    /// Its lines.
    pub lines: Vec<Line>,
    /// Who wrote it, as a line of the page says.
    pub byline: Option<String>,
}

/// The article of a page; the whole page where no article is found.
pub(super) fn read(html: &str, base: Option<&str>) -> Content {
    // An address that is none must not cost the article.
    let found = article(html, base).or_else(|| article(html, None));
    let (content, byline) = found.map_or((None, None), |(content, byline)| (Some(content), byline));
    let content = content.map(|content| marked(html, &content).unwrap_or(content));
    let document = content.map_or_else(|| Document::from(html), Document::fragment);
    let mut lines = blocks::lines(&document, base);
    if lines.is_empty() {
        lines = blocks::lines(&Document::from(html), base);
    }
    Content { lines, byline }
}

/// The markup of the one `<article>` that holds the headline, where what was found has nothing of its paragraphs: short
/// reports lose to banners.
fn marked(html: &str, found: &str) -> Option<String> {
    let document = Document::from(html);
    prepare(&document);
    let select = document.select("article, [itemprop=articleBody]");
    let has_heading = |element: &dom_query::NodeRef| {
        let inner = element.html();
        inner.contains("<h1") || document.select("h1").length() == 1
    };
    let candidates: Vec<dom_query::NodeRef> =
        select.nodes().iter().filter(|element| has_heading(element)).cloned().collect();
    let [article] = candidates.as_slice() else { return None };
    let inner = article.html().to_string();
    let own = Document::fragment(inner.as_str());
    let paragraphs: Vec<String> =
        own.select("p").iter().map(|p| tidy(&p.text())).filter(|text| text.chars().count() > 40).collect();
    let whole = tidy(&Document::fragment(found).select("*").text());
    let missing = paragraphs.iter().filter(|text| !whole.contains(text.as_str())).count();
    (!paragraphs.is_empty() && missing * 2 > paragraphs.len()).then_some(inner)
}

/// The markup of the article, and its byline.
fn article(html: &str, base: Option<&str>) -> Option<(String, Option<String>)> {
    let document = Document::from(html);
    prepare(&document);
    // Classes tell credits from captions.
    let config = Config { keep_classes: true, ..Config::default() };
    let mut readability = Readability::with_document(document, base, Some(config)).ok()?;
    let article = readability.parse().ok()?;
    let byline = article.byline.map(|byline| tidy(&byline)).filter(|byline| !byline.is_empty());
    Some((article.content.to_string(), byline))
}

/// What readability would take for something else: speakers below quotations for the page's footer, comments for text.
fn prepare(document: &Document) {
    for speaker in document.select("blockquote footer, blockquote cite").nodes() {
        if !speaker.text().trim_start().starts_with(['—', '–', '-']) {
            speaker.prepend_html("— ");
        }
    }
    document.select("blockquote footer, blockquote cite, figure footer").rename("p");
    document.select("#comments, .comments, .comment-list, #disqus_thread, #respond").remove();
    document
        .select(".related, .related-posts, .related-articles, .related-stories, .recommended, .most-read")
        .remove();
}
