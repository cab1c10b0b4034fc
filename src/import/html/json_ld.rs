//! JSON-LD: the NewsArticle that a page describes itself as, in a graph whose parts point at each other.

use dom_query::Document;
use rustc_hash::FxHashMap;
use serde_json::Value;

use super::lenient;
use super::meta::dated;
use crate::import::guess::Guess;
use crate::import::page::ImportedPage;
use crate::import::raw::tidy;
use crate::import::stamp::Clock;
use crate::text::{fold, untagged};

/// The objects of a page, by their names in the graph.
struct LdGraph<'a> {
    named: FxHashMap<&'a str, &'a Value>,
}

/// Reads the article of a page's JSON-LD; an empty page if there is none.
pub(super) fn read(document: &Document, clock: &Clock) -> ImportedPage {
    let values = values(document);
    let mut graph = LdGraph { named: FxHashMap::default() };
    values.iter().for_each(|value| graph.add(value, 0));
    let find = |is: &dyn Fn(&str) -> bool| values.iter().find_map(|value| typed(value, is, 0));
    if let Some(article) = find(&is_article) {
        let mut page = graph.of(article, clock);
        if page.published.is_empty() && page.updated.is_empty() {
            dates_elsewhere(&graph, find(&is_page), clock, &mut page);
        }
        return page;
    }
    let mut page = ImportedPage::default();
    dates_elsewhere(&graph, find(&is_page), clock, &mut page);
    page
}

/// Whether a page says that it is not free: its text may then be a part.
pub(super) fn is_paid(document: &Document) -> bool {
    let said = |value: &Value| match value.get("isAccessibleForFree") {
        Some(Value::Bool(free)) => !free,
        Some(Value::String(free)) => free.eq_ignore_ascii_case("false"),
        _ => false,
    };
    values(document).iter().any(|value| typed(value, &is_article, 0).is_some_and(said) || said(value))
}

fn values(document: &Document) -> Vec<Value> {
    let select = document.select("script[type]");
    let is_json_ld = |script: &&dom_query::NodeRef| {
        script
            .attr("type")
            .is_some_and(|kind| kind.trim().to_ascii_lowercase().starts_with("application/ld+json"))
    };
    let texts: Vec<String> =
        select.nodes().iter().filter(is_json_ld).map(|script| script.text().to_string()).collect();
    texts.iter().flat_map(|text| lenient::values(text)).collect()
}

/// A date that stands at the page and not at its article, as common plug-ins write it.
fn dates_elsewhere(graph: &LdGraph, page_of: Option<&Value>, clock: &Clock, page: &mut ImportedPage) {
    let Some(value) = page_of else { return };
    let of = graph.of(value, clock);
    page.published = of.published;
    page.updated = of.updated;
}

fn is_article(name: &str) -> bool {
    name.ends_with("Article")
        || matches!(name, "BlogPosting" | "LiveBlogPosting" | "Report" | "SocialMediaPosting" | "NewsStory")
}

fn is_page(name: &str) -> bool {
    matches!(
        name,
        "WebPage"
            | "ItemPage"
            | "CreativeWork"
            | "VideoObject"
            | "Question"
            | "QAPage"
            | "AboutPage"
            | "MediaObject"
    )
}

/// The first object of some types, in lists and graphs too.
fn typed<'a>(value: &'a Value, is: &dyn Fn(&str) -> bool, depth: usize) -> Option<&'a Value> {
    if depth > 6 {
        return None;
    }
    match value {
        Value::Array(list) => list.iter().find_map(|item| typed(item, is, depth + 1)),
        Value::Object(map) => {
            let is_typed = match map.get("@type") {
                Some(Value::String(name)) => is(name),
                Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).any(is),
                _ => false,
            };
            if is_typed {
                return Some(value);
            }
            ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement"]
                .iter()
                .filter_map(|key| map.get(*key))
                .find_map(|inner| typed(inner, is, depth + 1))
        }
        _ => None,
    }
}

impl<'a> LdGraph<'a> {
    /// Adds the objects of a value that have a name.
    fn add(&mut self, value: &'a Value, depth: usize) {
        if depth > 8 {
            return;
        }
        match value {
            Value::Array(list) => list.iter().for_each(|item| self.add(item, depth + 1)),
            Value::Object(map) => {
                // One that says more than its name is what others point at.
                if let Some(id) = map.get("@id").and_then(Value::as_str).filter(|_| map.len() > 1) {
                    self.named.entry(id).or_insert(value);
                }
                map.values().for_each(|inner| self.add(inner, depth + 1));
            }
            _ => {}
        }
    }

    fn of(&self, article: &Value, clock: &Clock) -> ImportedPage {
        let one = |key: &str| self.text(article.get(key)?, LdNaming::Text, 0).map(|value| said(key, value));
        let name = |key: &str| self.text(article.get(key)?, LdNaming::Name, 0).map(|value| said(key, value));
        let stamps = |keys: &[&str]| {
            keys.iter().find_map(|key| one(key).and_then(|guess| dated(&guess, clock))).into_iter().collect()
        };
        let address = || {
            one("url")
                .or_else(|| one("mainEntityOfPage"))
                .or_else(|| one("@id"))
                .filter(|url| url.value.starts_with("http"))
        };
        let mut page = ImportedPage {
            title: one("headline").or_else(|| one("name")),
            summary: one("description"),
            published: stamps(&["datePublished", "dateCreated", "uploadDate"]),
            updated: stamps(&["dateModified"]),
            publisher: name("publisher"),
            url: address(),
            lang: one("inLanguage").filter(|lang| icu_locale_core::Locale::try_from_str(&lang.value).is_ok()),
            place: name("dateline").or_else(|| name("contentLocation")).or_else(|| name("locationCreated")),
            ..ImportedPage::default()
        };
        page.authors =
            self.names(article.get("author")).into_iter().map(|name| said("author", name)).collect();
        page.authors.dedup_by(|a, b| fold(&a.value) == fold(&b.value));
        for key in ["articleSection", "keywords"] {
            let all = self.names(article.get(key));
            let parts =
                all.iter().flat_map(|value| value.split(',')).map(str::trim).filter(|tag| !tag.is_empty());
            page.tags.extend(parts.map(|tag| Guess::likely(tag.to_owned(), format!("JSON-LD {key}"))));
        }
        page
    }

    /// A text, or the name of a thing; what points at another part of the graph is that part.
    fn text(&self, value: &Value, naming: LdNaming, depth: usize) -> Option<String> {
        if depth > 4 {
            return None;
        }
        let found = match value {
            Value::String(text) => tidy(&untagged(text)),
            Value::Number(number) => number.to_string(),
            Value::Array(list) => return list.iter().find_map(|item| self.text(item, naming, depth + 1)),
            Value::Object(map) => {
                let keys: &[&str] = if naming == LdNaming::Name {
                    &["name", "@value"]
                } else {
                    &["name", "@value", "url", "@id"]
                };
                let own = keys.iter().find_map(|key| self.text(map.get(*key)?, naming, depth + 1));
                let pointed = || {
                    let id = map.get("@id")?.as_str()?;
                    let target = self.named.get(id).filter(|target| !std::ptr::eq(**target, value))?;
                    self.text(target, naming, depth + 1)
                };
                return if naming == LdNaming::Name { own.or_else(pointed) } else { pointed().or(own) };
            }
            _ => return None,
        };
        // An address is nobody's name.
        let is_address = naming == LdNaming::Name && (found.starts_with("http") || found.starts_with('#'));
        (!found.is_empty() && !is_address).then_some(found)
    }

    fn names(&self, value: Option<&Value>) -> Vec<String> {
        match value {
            Some(Value::Array(list)) => {
                list.iter().filter_map(|item| self.text(item, LdNaming::Name, 0)).collect()
            }
            Some(value) => self.text(value, LdNaming::Name, 0).into_iter().collect(),
            None => Vec::new(),
        }
    }
}

/// What is asked of a thing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LdNaming {
    /// Its name only.
    Name,
    /// Its name or else its address.
    Text,
}

fn said(key: &str, value: String) -> Guess<String> {
    let words = format!("JSON-LD {key}: {value}");
    Guess::sure(value, words)
}
