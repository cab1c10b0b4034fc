//! The article in a page: found by readability, given as lines of Markdown.

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use super::blocks;
use super::known::Known;
use crate::import::raw::{Line, tidy};
use crate::text::fold;

/// The article of a page.
pub(super) struct Content {
    /// Its lines.
    pub lines: Vec<Line>,
    /// Who wrote it, as a line of the page says.
    pub byline: Option<String>,
}

/// The article of a page; the whole page where no article is found.
pub(super) fn read(html: &str, base: Option<&str>, title: Option<&str>) -> Content {
    // An address that is none must not cost the article.
    let found = article(html, base).or_else(|| article(html, None));
    let (content, byline) = found.map_or((None, None), |(content, byline)| (Some(content), byline));
    let content = content.map(|content| marked(html, &content, title).unwrap_or(content));
    let document = content.map_or_else(|| Document::from(html), Document::fragment);
    let mut lines = blocks::lines(&document, base);
    if lines.is_empty() {
        lines = blocks::lines(&Document::from(html), base);
    }
    Content { lines, byline }
}

/// The markup of the smallest `<article>` that holds the headline, where what was found has nothing of its paragraphs: short
/// reports lose to banners, and to the stories that a page without end shows below them.
fn marked(html: &str, found: &str, title: Option<&str>) -> Option<String> {
    let document = Document::from(html);
    prepare(&document);
    let select = document.select("article, [itemprop=articleBody]");
    let title = title.map(fold).unwrap_or_default();
    let headings = document.select("h1");
    let own = |heading: &&dom_query::NodeRef| headings.length() == 1 || fold(&tidy(&heading.text())) == title;
    let headed = headings.nodes().iter().find(own).and_then(|heading| {
        let is_article =
            |node: &dom_query::NodeRef| select.nodes().iter().any(|article| article.id == node.id);
        heading.ancestors_it(None).find(is_article).map(|article| article.html().to_string())
    });
    let inner = match (headed, select.nodes()) {
        (Some(inner), _) => inner,
        (None, [only]) if headings.length() == 1 => only.html().to_string(),
        _ => return None,
    };
    let own = Document::fragment(inner.as_str());
    let paragraphs: Vec<String> =
        own.select("p").iter().map(|p| tidy(&p.text())).filter(|text| text.chars().count() > 40).collect();
    let found = Document::fragment(found);
    let known = Known::of(blocks::lines(&found, None).into_iter().map(|line| line.plain));
    let missing = paragraphs.iter().filter(|text| !known.has(&fold(text))).count();
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
    document.select("amp-img, amp-anim").rename("img");
    for element in document.select("[class], [id]").nodes() {
        if holds_comments(element) && is_apart(element) {
            element.remove_from_parent();
        }
    }
    document
        .select(".related, .related-posts, .related-articles, .related-stories, .recommended, .most-read")
        .remove();
}

/// Words of classes and ids that hold what readers say.
const COMMENTS: &[&str] = &[
    "comment",
    "comments",
    "commentlist",
    "commentary-list",
    "discussion",
    "replies",
    "responses",
    "reactions",
    "disqus",
    "respond",
    "kommentar",
    "kommentare",
    "commentaires",
    "comentarios",
    "comentários",
    "commenti",
    "yorum",
    "yorumlar",
    "komentarze",
    "komentari",
    "komentarii",
    "reader-comments",
];

/// Words that make a name tell of comments and not hold them: `no-comments`, `has-comments`, `comments-open`.
const ABOUT: &[&str] = &[
    "no", "has", "with", "without", "open", "opened", "closed", "enabled", "disabled", "allow", "allowed",
    "off", "on", "count", "show", "hide", "after", "before",
];

/// Whether a class or the id of an element says that it holds what readers say.
fn holds_comments(element: &dom_query::NodeRef) -> bool {
    let names = ["class", "id"].iter().filter_map(|key| element.attr(key)).map(|value| value.to_lowercase());
    let says = |name: &str| {
        let words: Vec<&str> = name.split(['_', '-']).collect();
        words.iter().any(|word| COMMENTS.contains(word)) && !words.iter().any(|word| ABOUT.contains(word))
    };
    names.into_iter().any(|names| names.split_whitespace().any(says))
}

/// Whether an element holds neither the page nor its story: an opinion is called a comment too.
fn is_apart(element: &dom_query::NodeRef) -> bool {
    let name = element.node_name().map(|name| name.to_string()).unwrap_or_default();
    let holds = |inner: &dom_query::NodeRef| {
        inner.node_name().is_some_and(|name| matches!(&*name, "h1" | "article" | "main"))
    };
    !matches!(name.as_str(), "html" | "body" | "main" | "article")
        && !element.descendants_it().any(|inner| holds(&inner))
}
