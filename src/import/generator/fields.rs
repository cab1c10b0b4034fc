//! Which field of another generator is which field here.

use super::{Post, dates, own};
use crate::diag::code;
use crate::import::doubts::Doubt;
use crate::import::guess::Guess;
use crate::import::html;
use crate::import::ledger::{End, Part};
use crate::import::page::{ImportedPage, Lead};
use crate::import::stamp::Clock;
use crate::text::fold;
use crate::yaml::{Mapping, Value};

/// States that other tools give to what everybody may read.
const PUBLIC: &[&str] = &["published", "publish", "public", "live", "visible"];

/// Gives the page its fields; what has no field goes under `extra`.
pub(super) fn map(front: Mapping, post: &mut Post, clock: &Clock) {
    let mut own_fields = Vec::new();
    let mut aliases: Vec<String> = Vec::new();
    let mut front: Vec<(String, Value)> =
        front.into_iter().filter_map(|(key, value)| Some((text(&key)?, value))).collect();
    // The first key of publication counts.
    let rank =
        |key: &str| dates::PUBLISHED.iter().position(|known| *known == key.to_lowercase()).unwrap_or(99);
    front.sort_by_key(|(key, _)| rank(key));
    let keys: Vec<String> = front.iter().map(|(key, _)| key.clone()).collect();
    for (key, value) in front {
        let lower = key.to_lowercase();
        let one = || text(&value).map(|text| Guess::sure(plain(&text), ""));
        let is_truth =
            matches!(&value, Value::Bool(_)) || text(&value).is_some_and(|text| is_truth_value(&text));
        match lower.as_str() {
            "title" => post.page.title = one(),
            // They were looked at for what holds a text back.
            "draft" | "published" | "publish" if is_truth => {}
            key_of if dates::PUBLISHED.contains(&key_of) => dates::published(&key, &value, post, clock),
            key_of if dates::UPDATED.contains(&key_of) => dates::updated(&key, &value, post, clock),
            "description" => {
                if let Some(before) = post.page.summary.take() {
                    post.page.extra.push(("summary".to_owned(), Value::String(before.value)));
                }
                post.page.summary = one();
            }
            "summary" | "excerpt" | "subtitle" | "lead" | "intro" if post.page.summary.is_none() => {
                post.page.summary = one()
            }
            "author" | "authors" | "byline" => {
                let names = texts(&value).into_iter().map(|name| Guess::sure(plain(&name), ""));
                post.page.authors.extend(names);
            }
            "tags" | "categories" | "category" | "keywords" | "topics" | "tag" => {
                if lower.starts_with("categor") {
                    post.categories.extend(texts(&value));
                }
                tags(&value, &lower, &mut post.page)
            }
            "taxonomies" => {
                entries(&value).iter().for_each(|(name, value)| tags(value, name, &mut post.page))
            }
            "aliases" | "redirect_from" | "alias" => aliases.extend(texts(&value)),
            "permalink" | "url" | "path" => {
                match text(&value).filter(|address| is_address(address, &lower)) {
                    Some(address) => {
                        post.page.named_day =
                            post.page.named_day.or_else(|| crate::import::day_in_path(&address));
                        aliases.push(address);
                        post.has_address = true;
                    }
                    None if lower == "url" => own_fields.push((lower, value)),
                    None => post.keep(&key, value),
                }
            }
            "image" | "cover" | "thumbnail" | "featured_image" | "featuredimage" | "feature_image"
            | "hero" | "hero_image" | "heroimage" | "banner" | "header_image" | "og_image" | "coverimage"
            | "cover_image" | "teaser" => lead(&key, value, post),
            "status" => status(&value, post),
            "slug" => post.page.slug = text(&value),
            "lang" | "language" | "locale" => language(&key, value, post),
            "extra" | "params" => {
                entries(&value).into_iter().for_each(|(name, value)| post.page.extra.push((name, value)))
            }
            key_of if own::is_own(key_of) => own_fields.push((lower, value)),
            _ => post.keep(&key, value),
        }
    }
    given(own_fields, post);
    settle(&keys, post);
    let known = |alias: &String| !alias.is_empty();
    aliases.iter_mut().for_each(|alias| *alias = alias.trim_start_matches('/').to_owned());
    aliases.retain(known);
    aliases.dedup();
    if !aliases.is_empty() {
        let list = Value::Sequence(aliases.into_iter().map(Value::String).collect());
        post.page.given.push(("aliases".to_owned(), list));
    }
}

/// Notes what became of every key.
fn settle(keys: &[String], post: &mut Post) {
    post.ledger.see(Part::Key, keys.len());
    for key in keys {
        let is_kept = post.page.extra.iter().any(|(kept, _)| kept.eq_ignore_ascii_case(key));
        let (end, how) = if is_kept { (End::Kept, "extra") } else { (End::Taken, "front matter") };
        post.ledger.note(Part::Key, key, end, how);
    }
}

/// Fields that Dateline has too.
fn given(fields: Vec<(String, Value)>, post: &mut Post) {
    let has_when = post.page.given.iter().any(|(key, _)| key == "when");
    let (taken, refused) = own::take(fields);
    post.page.given.extend(taken.into_iter().filter(|(key, _)| !(key == "when" && has_when)));
    for own::Refused { key, value, why } in refused {
        match why {
            None => post.keep(&key, value),
            Some(why) => {
                post.page.extra.push((key.clone(), value));
                post.note(
                    &key,
                    Doubt {
                        code: code::FOREIGN_FIELD,
                        name: key.clone(),
                        message: format!(
                            "`{key}` does not fit the field of that name: {why}; it is kept under `extra`"
                        ),
                        hint: "docs/content.md says what the field takes",
                    },
                );
            }
        }
    }
}

/// A state is never raised: what another tool holds back in words of its own is a draft here.
fn status(value: &Value, post: &mut Post) {
    let Some(word) = text(value).map(|word| word.to_lowercase()) else { return };
    match word.as_str() {
        word if PUBLIC.contains(&word) => {}
        "draft" => post.set_status("draft"),
        "retracted" => post.set_status("retracted"),
        "unverified" => post.set_status("unverified"),
        _ => {
            post.page.extra.push(("status".to_owned(), Value::String(word.clone())));
            post.set_status("draft");
            post.note(
                "status",
                Doubt {
                    code: code::FOREIGN_FIELD,
                    name: format!("status {word}"),
                    message: format!("`status: {word}` is no state of Dateline; a draft was made"),
                    hint: "take `status: draft` out of the new files that readers shall see",
                },
            );
        }
    }
}

/// The lead picture: a path, or a map with more about it; the first one counts.
fn lead(key: &str, value: Value, post: &mut Post) {
    let part = |keys: &[&str]| {
        let map = value.as_mapping()?;
        keys.iter().find_map(|key| map.get(*key).and_then(text))
    };
    let src = part(&["src", "url", "path", "image", "file", "filename"]).or_else(|| text(&value));
    let Some(src) = src.filter(|_| post.page.image.is_none()) else { return post.keep(key, value) };
    let is_here = src.starts_with("http");
    post.page.image = Some(Lead {
        src,
        alt: part(&["alt", "image_alt", "description"]),
        caption: part(&["caption", "title"]),
        credit: part(&["credit", "credits", "author", "photographer"]),
        is_here,
    });
}

fn language(key: &str, value: Value, post: &mut Post) {
    let tag = text(&value).map(|tag| tag.split('.').next().unwrap_or(&tag).replace('_', "-"));
    match tag.filter(|tag| icu_locale_core::Locale::try_from_str(tag).is_ok()) {
        Some(tag) => post.page.lang = Some(Guess::sure(tag, "")),
        None => post.keep(key, value),
    }
}

/// Words with the signs that entities such as `&amp;` stand for.
pub(super) fn plain(text: &str) -> String {
    if text.contains('&') && text.contains(';') {
        html::words(&text.replace('<', "&lt;"))
    } else {
        text.to_owned()
    }
}

fn is_truth_value(text: &str) -> bool {
    matches!(text.to_lowercase().as_str(), "true" | "false" | "yes" | "no" | "on" | "off")
}

/// An address in the site, which a redirect page can stand at; patterns and templates are none.
fn is_address(text: &str, key: &str) -> bool {
    let rooted = text.starts_with('/')
        || key == "path"
        || (key == "permalink" && text.contains('/') && !text.contains(':'));
    rooted && text.len() > 1 && !text.contains([':', '{', '}', '*', '?', '#', ' ']) && !text.contains("..")
}

fn tags(value: &Value, key: &str, page: &mut ImportedPage) {
    // Jekyll parts a text at blanks, others at commas.
    let all = match value {
        Value::String(text) if text.contains(',') => {
            text.split(',').map(|tag| tag.trim().to_owned()).collect()
        }
        Value::String(text) if key.ends_with('s') => text.split_whitespace().map(str::to_owned).collect(),
        other => texts(other),
    };
    for tag in all {
        let tag = plain(&tag);
        // Eleventy marks its lists of pages by tags such as `posts`.
        let known = page.tags.iter().any(|known| fold(&known.value) == fold(&tag));
        if !known && !tag.is_empty() && !matches!(tag.as_str(), "post" | "posts" | "all") {
            page.tags.push(Guess::sure(tag, ""));
        }
    }
}

pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(crate::import::raw::tidy(text)).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Tagged(tagged) => text(&tagged.value),
        _ => None,
    }
}

pub(super) fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Sequence(list) => list.iter().flat_map(texts).collect(),
        Value::Mapping(map) => {
            let name =
                ["name", "title", "display_name", "id"].iter().find_map(|key| map.get(*key).and_then(text));
            // A map of names, each with more about it.
            let keys = || map.keys().filter_map(text).collect::<Vec<_>>();
            name.map_or_else(keys, |name| vec![name])
        }
        other => text(other).into_iter().collect(),
    }
}

fn entries(value: &Value) -> Vec<(String, Value)> {
    let Value::Mapping(map) = value else { return Vec::new() };
    map.iter().filter_map(|(key, value)| Some((text(key)?, value.clone()))).collect()
}
