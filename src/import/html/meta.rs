//! What a page says of itself: JSON-LD first, then Open Graph, then other `<meta>` names, then `<time>`.

use dom_query::Document;

use super::json_ld;
use crate::import::guess::Guess;
use crate::import::page::ImportedPage;
use crate::import::raw::tidy;
use crate::import::stamp::{self, Clock, Stamp};
use crate::text::fold;

/// Reads the metadata of a page.
pub(super) fn read(document: &Document, clock: &Clock) -> ImportedPage {
    let mut page = json_ld::read(document, clock);
    let meta = |names: &[&str]| names.iter().find_map(|name| content(document, name));
    page.title = page.title.or_else(|| meta(&["og:title", "twitter:title", "dc.title", "title"]));
    page.summary = page.summary.or_else(|| meta(&["og:description", "description", "twitter:description"]));
    page.publisher = page.publisher.or_else(|| meta(&["og:site_name", "application-name", "dc.publisher"]));
    page.url = page.url.or_else(|| meta(&["og:url"])).or_else(|| canonical(document));
    page.lang = page.lang.or_else(|| language(document));
    for name in [
        "article:published_time",
        "datePublished",
        "pubdate",
        "publish_date",
        "date",
        "dc.date",
        "dc.date.issued",
        "parsely-pub-date",
        "sailthru.date",
        "article.published",
        "og:published_time",
        "og:article:published_time",
        "published_time",
        "publication_date",
        "publishdate",
        "publish-date",
        "published-date",
        "article_date_original",
        "article.created",
        "article:created",
        "originalpublicationdate",
        "cXenseParse:recs:publishtime",
        "dcterms.created",
        "dcterms.date",
        "dcterms.issued",
        "dc.date.created",
        "datecreated",
        "created",
        "creation_date",
        "citation_publication_date",
        "prism.publicationdate",
        "rnews:datepublished",
        "timestamp",
        "uploaddate",
        "ptime",
        "sort-date",
        "pub_date",
        "eomportal-lastupdate",
        "displaydate",
    ] {
        page.published.extend(content(document, name).and_then(|guess| dated(&guess, clock)));
    }
    for name in ["article:modified_time", "og:updated_time", "dateModified", "lastmod", "last-modified"] {
        page.updated.extend(content(document, name).and_then(|guess| dated(&guess, clock)));
    }
    if page.authors.is_empty() {
        for name in ["author", "article:author", "parsely-author", "dc.creator", "byl"] {
            authors(document, name, &mut page);
        }
    }
    tags(document, &mut page);
    if page.published.is_empty() {
        times(document, clock, &mut page);
    }
    page
}

/// The content of the first `<meta>` of a name or property.
fn content(document: &Document, name: &str) -> Option<Guess<String>> {
    let value = all(document, name).into_iter().next()?;
    let words = format!("meta {name}: {value}");
    Some(Guess::sure(value, words))
}

fn all(document: &Document, name: &str) -> Vec<String> {
    let matches = |element: &dom_query::NodeRef| {
        ["property", "name", "itemprop"]
            .iter()
            .any(|key| element.attr(key).is_some_and(|found| found.eq_ignore_ascii_case(name)))
    };
    let select = document.select("meta[content]");
    let found = select
        .nodes()
        .iter()
        .filter(|element| matches(element))
        .filter_map(|element| element.attr("content"));
    found.map(|value| tidy(&value)).filter(|value| !value.is_empty()).collect()
}

fn canonical(document: &Document) -> Option<Guess<String>> {
    let link = document.select_single("link[rel=canonical]").attr("href")?;
    let link = tidy(&link);
    link.starts_with("http").then(|| Guess::sure(link.clone(), format!("link canonical: {link}")))
}

fn language(document: &Document) -> Option<Guess<String>> {
    let tag =
        document.select_single("html").attr("lang").map(|tag| tidy(&tag)).filter(|tag| !tag.is_empty())?;
    let tag = tag.replace('_', "-");
    icu_locale_core::Locale::try_from_str(&tag).ok()?;
    Some(Guess::sure(tag.clone(), format!("<html lang=\"{tag}\">")))
}

/// The date of a value.
pub(super) fn dated(guess: &Guess<String>, clock: &Clock) -> Option<Guess<Stamp>> {
    let spelled = stamp::find(&guess.value, 0, clock)?;
    let read = stamp::read(&guess.value, &spelled, clock);
    let note = read.note.clone();
    Some(Guess { note, ..Guess::sure(read, guess.words.clone()) })
}

fn authors(document: &Document, name: &str, page: &mut ImportedPage) {
    for value in all(document, name) {
        // Some pages name the address of a profile.
        if value.starts_with("http") || page.authors.iter().any(|author| fold(&author.value) == fold(&value))
        {
            continue;
        }
        let words = format!("meta {name}: {value}");
        for part in value
            .trim_start_matches("By ")
            .trim_start_matches("by ")
            .split([',', ';'])
            .flat_map(|part| part.split(" and "))
        {
            let part = part.trim();
            if !part.is_empty() && !page.authors.iter().any(|author| fold(&author.value) == fold(part)) {
                page.authors.push(Guess::sure(part.to_owned(), words.clone()));
            }
        }
    }
}

fn tags(document: &Document, page: &mut ImportedPage) {
    let named = ["article:tag", "article:section", "news_keywords", "keywords"];
    for name in named {
        if !page.tags.is_empty() && name.ends_with("keywords") {
            continue;
        }
        for value in all(document, name) {
            for tag in value.split(',').map(str::trim).filter(|tag| !tag.is_empty()) {
                if !page.tags.iter().any(|known| fold(&known.value) == fold(tag)) {
                    page.tags.push(Guess::likely(tag.to_owned(), format!("meta {name}: {value}")));
                }
            }
        }
    }
}

/// The short lines around the first `<time>`s, folded: dates in the words of the page.
pub(super) fn time_lines(document: &Document) -> Vec<String> {
    let select = document.select("time");
    let around =
        select.nodes().iter().take(4).filter_map(|time| time.parent()).map(|parent| fold(&parent.text()));
    around.filter(|line| (1..=10).contains(&line.split(' ').count())).collect()
}

/// Words in classes and ids of what is no part of the story.
const APART: &[&str] = &[
    "comment",
    "related",
    "card",
    "teaser",
    "sidebar",
    "widget",
    "recommend",
    "popular",
    "trending",
    "most-read",
    "promo",
    "embed",
    "tweet",
    "latest",
    "newsletter",
    "footer",
];

/// Whether a time stands in something that belongs to another story, a comment or a post.
fn is_of_another(time: &dom_query::NodeRef) -> bool {
    let mut node = time.parent();
    for _ in 0..12 {
        let Some(element) = node else { return false };
        let name = element.node_name().map(|name| name.to_string()).unwrap_or_default();
        if matches!(name.as_str(), "aside" | "footer" | "nav" | "blockquote" | "a") {
            return true;
        }
        let named =
            ["class", "id"].iter().filter_map(|key| element.attr(key)).map(|value| value.to_lowercase());
        let is_apart = |value: String| {
            value
                .split(|c: char| c.is_whitespace() || c == '_')
                .any(|word| APART.iter().any(|part| word.contains(part)))
        };
        if !matches!(name.as_str(), "body" | "html" | "main") && named.into_iter().any(is_apart) {
            return true;
        }
        node = element.parent();
    }
    false
}

/// A stamp in the short texts between the headline and the first paragraph, wherever they stand in the page.
pub(super) fn beside_heading(document: &Document, clock: &Clock) -> Option<Guess<Stamp>> {
    let heading = document.select_single("h1");
    let heading = heading.nodes().first()?;
    let mut node = *heading;
    for _ in 0..4 {
        let parent = node.parent()?;
        let mut after = false;
        for child in parent.children_it(false) {
            if child.id == node.id {
                after = true;
                continue;
            }
            if !after {
                continue;
            }
            let text = tidy(&child.text());
            if text.is_empty() || is_of_another(&child) {
                continue;
            }
            if text.chars().count() > 160 {
                break;
            }
            let found = stamp::find(&text, 0, clock).filter(|spelled| !spelled.is_relative());
            if let Some(spelled) = found {
                let read = stamp::read(&text, &spelled, clock);
                return Some(Guess::likely(read, text).note("beside the headline"));
            }
        }
        node = parent;
    }
    None
}

/// The first `<time>` of the page, and one that says that it is of a change.
fn times(document: &Document, clock: &Clock, page: &mut ImportedPage) {
    let select = document.select("time[datetime]");
    for time in select.nodes().iter().filter(|time| !is_of_another(time)).take(4) {
        let Some(value) = time.attr("datetime") else { continue };
        let around = time.parent().map(|parent| parent.text().to_lowercase()).unwrap_or_default();
        let guess = Guess::likely(tidy(&value), format!("<time datetime=\"{value}\">"));
        let Some(stamp) = dated(&guess, clock) else { continue };
        let changed = around.contains("updat") || around.contains("modif");
        let list = if changed { &mut page.updated } else { &mut page.published };
        if list.is_empty() {
            list.push(stamp);
        }
    }
}
