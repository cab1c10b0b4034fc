//! The sources of the site for other programs: CSL-JSON (citationstyles.org, 1.0) and BibTeX.

mod dates;

use serde_json::{Map, Value, json};

use crate::address::is_web;
use crate::derive::Work;
use crate::model::{Source, SourceKind, When};
use crate::render::context::Context;
use crate::render::part::figures;
use crate::render::text::tex::{address, escaped, key};
use crate::render::text::{date, link};

/// Renders `data/sources.json`, an array of items in the order of the page of all sources.
pub fn csl(cx: Context<'_>) -> String {
    let items = cx.facts.evidence.works.list.iter().map(|work| csl_item(cx, work));
    let items: Vec<Value> = items.collect();
    serde_json::to_string(&items).unwrap_or_default() + "\n"
}

fn csl_item(cx: Context<'_>, work: &Work) -> Value {
    let source = work.source(&cx.snapshot.site);
    let mut item = Map::new();
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            item.insert(key.to_owned(), value);
        }
    };
    let text = |value: &Option<String>| value.clone().map(Value::from);
    let is_periodical = matches!(source.kind, Some(SourceKind::Media | SourceKind::Academic));
    let publisher = if is_periodical { "container-title" } else { "publisher" };
    put("id", Some(work.key.as_str().into()));
    put("type", Some(csl_type(source).into()));
    put("title", text(&source.title));
    put("author", source.author.as_ref().map(|name| json!([{"literal": name}])));
    put(publisher, text(&source.publisher));
    let date = |when: &When| dates::csl(when, &date::view(cx, when).words);
    put("issued", source.published.as_ref().map(date));
    put("accessed", source.accessed.as_ref().map(date));
    put("URL", text(&source.url.clone().filter(|url| is_web(url))));
    put("language", text(&source.lang));
    let archived = source.copy().filter(|(url, _)| is_web(url));
    put("archive", archived.and_then(|(url, _)| Some(host(url)?.into())));
    put("archive_location", archived.map(|(url, _)| url.into()));
    let hash = source.local.as_ref().and_then(|(_, hash)| hash.as_ref());
    let citing: Vec<String> =
        work.cited_by.iter().map(|target| link::exported(cx, &link::url_of(cx, *target))).collect();
    let mut custom = json!({"cited_by": citing});
    if let Some(kind) = source.kind {
        custom["kind"] = kind.word().into();
    }
    if let Some(side) = &source.side {
        custom["side"] = figures::side_name(cx, side).into();
    }
    if source.lost {
        custom["lost"] = true.into();
    }
    if let Some(date) = archived.and_then(|(_, date)| date) {
        custom["archived"] = date.written().into();
    }
    if let Some(hash) = hash {
        custom["sha256"] = hash.to_ascii_lowercase().into();
    }
    put("custom", Some(custom));
    Value::Object(item)
}

/// Renders `data/sources.bib`.
pub fn bibtex(cx: Context<'_>) -> String {
    let works = &cx.facts.evidence.works.list;
    works.iter().map(|work| bibtex_entry(cx, work, work.source(&cx.snapshot.site))).collect()
}

/// One entry, as `@misc`, which every style knows; the date is that of BibLaTeX, the year that of BibTeX.
fn bibtex_entry(cx: Context<'_>, work: &Work, source: &Source) -> String {
    let mut text = format!("@misc{{{},\n", key(&work.key));
    let mut field = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            text.push_str(&format!("  {name} = {{{value}}},\n"));
        }
    };
    let plain = |value: &Option<String>| value.as_deref().map(escaped);
    field("title", plain(&source.title).map(|title| format!("{{{title}}}")));
    // Braces keep the name of an organisation together.
    field("author", plain(&source.author).map(|author| format!("{{{author}}}")));
    field("howpublished", plain(&source.publisher));
    let words = |when: &When| date::view(cx, when).words;
    field("year", source.published.as_ref().map(|when| escaped(&dates::year(when, &words(when)))));
    field("date", source.published.as_ref().and_then(dates::biblatex));
    field("url", source.url.as_deref().filter(|url| is_web(url)).map(address));
    let accessed = source.accessed.as_ref().map(|when| (dates::biblatex(when), words(when)));
    let (urldate, unread) = match accessed {
        Some((None, words)) => (None, Some(format!("Accessed: {}", escaped(&words)))),
        Some((date, _)) => (date, None),
        None => (None, None),
    };
    field("urldate", urldate);
    field("language", plain(&source.lang));
    field("keywords", source.kind.map(|kind| kind.word().to_owned()));
    let archived = source.copy().filter(|(url, _)| is_web(url));
    let archived = archived.map(|(url, _)| format!("Archived at \\url{{{}}}", address(url)));
    let note: Vec<String> = archived.into_iter().chain(unread).collect();
    field("note", Some(note.join(". ")).filter(|note| !note.is_empty()));
    text.push_str("}\n\n");
    text
}

/// The item's type in the vocabulary of CSL.
fn csl_type(source: &Source) -> &'static str {
    match source.kind {
        Some(SourceKind::Media) => "article-newspaper",
        Some(SourceKind::Ngo) => "report",
        Some(SourceKind::Academic) => "article-journal",
        Some(SourceKind::Social) => "post",
        Some(SourceKind::Witness) => "interview",
        Some(SourceKind::Satellite) => "graphic",
        Some(SourceKind::Official | SourceKind::Document) => "document",
        None if source.url.is_some() => "webpage",
        None => "document",
    }
}

fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://")?.1;
    rest.split(['/', ':', '?', '#']).next().filter(|host| !host.is_empty())
}
