//! Which field of another generator is which field here.

use crate::import::guess::Guess;
use crate::import::page::Page;
use crate::import::stamp::{self, Clock, Stamp};
use crate::text::fold;
use crate::yaml::{Mapping, Value};

/// Gives the page its fields; what has no field goes under `extra`, and its keys are returned.
pub(super) fn map(front: Mapping, page: &mut Page, clock: &Clock) -> Vec<String> {
    let mut foreign = Vec::new();
    let mut draft = false;
    let mut status = None;
    let mut aliases: Vec<String> = Vec::new();
    for (key, value) in front {
        let Some(key) = text(&key) else { continue };
        let one = || text(&value).map(|text| Guess::sure(text, ""));
        match key.to_lowercase().as_str() {
            "title" => page.title = one(),
            "date" | "publishdate" | "published_at" | "pubdate" | "publication_date" => {
                page.published.extend(stamp(&value, &key, clock))
            }
            "published" if value.as_bool().is_none() => page.published.extend(stamp(&value, &key, clock)),
            "published" => draft |= value.as_bool() == Some(false),
            "lastmod" | "updated" | "modified" | "last_modified_at" | "last_updated" => {
                page.updated.extend(stamp(&value, &key, clock))
            }
            "draft" => draft |= value.as_bool() == Some(true) || text(&value).as_deref() == Some("true"),
            "description" => page.summary = one().or(page.summary.take()),
            "summary" | "excerpt" | "subtitle" if page.summary.is_none() => page.summary = one(),
            "author" | "authors" => {
                page.authors.extend(texts(&value).into_iter().map(|name| Guess::sure(name, "")))
            }
            "tags" | "categories" | "category" | "keywords" | "topics" => tags(&value, &key, page),
            "taxonomies" => entries(&value).iter().for_each(|(name, value)| tags(value, name, page)),
            "aliases" | "redirect_from" => aliases.extend(texts(&value)),
            "permalink" | "url" | "path" => match text(&value).filter(|address| is_address(address)) {
                Some(address) => aliases.push(address),
                None => foreign.push(keep(&key, value, page)),
            },
            // A status is never raised: what another tool holds back in words of its own is a draft here.
            "status" => {
                let word = text(&value).map(|word| word.to_lowercase());
                status = word.filter(|word| !matches!(word.as_str(), "published" | "publish" | "public"));
            }
            "slug" => page.slug = text(&value),
            "lang" | "language" | "locale" => {
                page.lang = one().filter(|lang| icu_locale_core::Locale::try_from_str(&lang.value).is_ok())
            }
            "extra" | "params" => {
                entries(&value).into_iter().for_each(|(name, value)| drop(keep(&name, value, page)))
            }
            _ => foreign.push(keep(&key, value, page)),
        }
    }
    aliases.iter_mut().for_each(|alias| *alias = alias.trim_start_matches('/').to_owned());
    aliases.retain(|alias| !alias.is_empty());
    aliases.dedup();
    if !aliases.is_empty() {
        page.given
            .push(("aliases".to_owned(), Value::Sequence(aliases.into_iter().map(Value::String).collect())));
    }
    set_status(
        page,
        match status.as_deref() {
            Some("retracted") => "retracted",
            Some("unverified") => "unverified",
            Some(_) => "draft",
            None if draft => "draft",
            None => "published",
        },
    );
    foreign
}

/// Gives the page its status.
pub(super) fn set_status(page: &mut Page, status: &str) {
    page.given.retain(|(key, _)| key != "status");
    page.given.push(("status".to_owned(), Value::String(status.to_owned())));
}

/// An address in the site, which a redirect page can stand at; patterns and templates are none.
fn is_address(text: &str) -> bool {
    text.starts_with('/') && text.len() > 1 && !text.contains([':', '{', '}', '*', '?', '#', ' '])
}

/// Keeps a field under `extra`; gives its key back.
fn keep(key: &str, value: Value, page: &mut Page) -> String {
    page.extra.push((key.to_owned(), value));
    key.to_owned()
}

/// A date; a time without a zone is in the site's, as the generator took it.
fn stamp(value: &Value, key: &str, clock: &Clock) -> Option<Guess<Stamp>> {
    let written = text(value)?;
    let clock = Clock { zone_given: true, ..clock.clone() };
    let spelled = stamp::find(&written, 0, &clock)?;
    Some(Guess::sure(stamp::read(&written, &spelled, &clock), format!("{key}: {written}")))
}

fn tags(value: &Value, key: &str, page: &mut Page) {
    // Jekyll parts a text at blanks, others at commas.
    let all = match value {
        Value::String(text) if text.contains(',') => {
            text.split(',').map(|tag| tag.trim().to_owned()).collect()
        }
        Value::String(text) if key.ends_with('s') => text.split_whitespace().map(str::to_owned).collect(),
        other => texts(other),
    };
    for tag in all {
        // Eleventy marks its lists of pages by tags such as `posts`.
        let known = page.tags.iter().any(|known| fold(&known.value) == fold(&tag));
        if !known && !tag.is_empty() && !matches!(tag.as_str(), "post" | "posts" | "all") {
            page.tags.push(Guess::sure(tag, ""));
        }
    }
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(crate::import::raw::tidy(text)).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Tagged(tagged) => text(&tagged.value),
        _ => None,
    }
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Sequence(list) => list.iter().flat_map(texts).collect(),
        Value::Mapping(map) => map.get("name").and_then(text).into_iter().collect(),
        other => text(other).into_iter().collect(),
    }
}

fn entries(value: &Value) -> Vec<(String, Value)> {
    let Value::Mapping(map) = value else { return Vec::new() };
    map.iter().filter_map(|(key, value)| Some((text(key)?, value.clone()))).collect()
}
