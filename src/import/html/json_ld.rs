//! JSON-LD: the NewsArticle that a page describes itself as.

use dom_query::Document;
use serde_json::Value;

use super::meta::dated;
use crate::import::guess::Guess;
use crate::import::page::Page;
use crate::import::raw::tidy;
use crate::import::stamp::Clock;
use crate::text::{fold, untagged};

/// Reads the article of a page's JSON-LD; an empty page if there is none.
pub(super) fn read(document: &Document, clock: &Clock) -> Page {
    let select = document.select("script[type=\"application/ld+json\"]");
    let texts: Vec<String> = select.nodes().iter().map(|script| script.text().to_string()).collect();
    let values = texts.iter().filter_map(|text| serde_json::from_str(text.trim().trim_end_matches(';')).ok());
    let article = values.collect::<Vec<Value>>().iter().find_map(|value| article(value, 0).cloned());
    article.map_or_else(Page::default, |article| of(&article, clock))
}

/// The first object that is an article, in lists and graphs too.
fn article(value: &Value, depth: usize) -> Option<&Value> {
    if depth > 6 {
        return None;
    }
    match value {
        Value::Array(list) => list.iter().find_map(|item| article(item, depth + 1)),
        Value::Object(map) => {
            let is_article = |name: &str| {
                name.ends_with("Article") || matches!(name, "BlogPosting" | "LiveBlogPosting" | "Report")
            };
            let typed = match map.get("@type") {
                Some(Value::String(name)) => is_article(name),
                Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).any(is_article),
                _ => false,
            };
            if typed {
                return Some(value);
            }
            ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement"]
                .iter()
                .filter_map(|key| map.get(*key))
                .find_map(|inner| article(inner, depth + 1))
        }
        _ => None,
    }
}

fn of(article: &Value, clock: &Clock) -> Page {
    let one = |key: &str| text(article.get(key)?).map(|value| said(key, value));
    let stamps = |key: &str| one(key).and_then(|guess| dated(&guess, clock)).into_iter().collect();
    let address = || {
        one("url")
            .or_else(|| one("mainEntityOfPage"))
            .or_else(|| one("@id"))
            .filter(|url| url.value.starts_with("http"))
    };
    let mut page = Page {
        title: one("headline").or_else(|| one("name")),
        summary: one("description"),
        published: stamps("datePublished"),
        updated: stamps("dateModified"),
        publisher: one("publisher"),
        url: address(),
        lang: one("inLanguage").filter(|lang| icu_locale_core::Locale::try_from_str(&lang.value).is_ok()),
        place: one("dateline").or_else(|| one("contentLocation")).or_else(|| one("locationCreated")),
        ..Page::default()
    };
    page.authors = texts(article.get("author")).into_iter().map(|name| said("author", name)).collect();
    page.authors.dedup_by(|a, b| fold(&a.value) == fold(&b.value));
    for key in ["articleSection", "keywords"] {
        let all = texts(article.get(key));
        let parts =
            all.iter().flat_map(|value| value.split(',')).map(str::trim).filter(|tag| !tag.is_empty());
        page.tags.extend(parts.map(|tag| Guess::likely(tag.to_owned(), format!("JSON-LD {key}"))));
    }
    page
}

fn said(key: &str, value: String) -> Guess<String> {
    let words = format!("JSON-LD {key}: {value}");
    Guess::sure(value, words)
}

/// A text, or the name of a thing.
fn text(value: &Value) -> Option<String> {
    let found = match value {
        Value::String(text) => tidy(&untagged(text)),
        Value::Array(list) => return list.iter().find_map(text),
        Value::Object(map) => {
            return ["name", "url", "@id", "@value"].iter().find_map(|key| text(map.get(*key)?));
        }
        _ => return None,
    };
    (!found.is_empty()).then_some(found)
}

fn texts(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::Array(list)) => list.iter().filter_map(text).collect(),
        Some(value) => text(value).into_iter().collect(),
        None => Vec::new(),
    }
}
