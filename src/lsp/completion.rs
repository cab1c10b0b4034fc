//! What an editor may write at a place: keys, words, names, titles.

use std::ops::Range;

use tower_lsp_server::ls_types::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionTextEdit, Documentation, InsertTextFormat,
    TextEdit,
};

use super::cursor::Cursor;
use super::keys;
use super::position::Units;
use crate::diag::FileId;
use crate::live::State;
use crate::model::Site;
use crate::parse::{Naming, naming};
use crate::source::Kind;
use crate::{text, yaml};

/// So many are offered at once; the editor asks again as more is written.
const MOST: usize = 200;

/// One of several.
struct Candidate {
    label: String,
    /// What is written, if it is not the label.
    written: Option<String>,
    detail: Option<String>,
    documentation: Option<String>,
    kind: CompletionItemKind,
    /// Other words that find it.
    others: Vec<String>,
}

impl Candidate {
    fn new(label: impl Into<String>, kind: CompletionItemKind) -> Self {
        let (written, detail, documentation) = (None, None, None);
        Self { label: label.into(), written, detail, documentation, kind, others: Vec::new() }
    }

    fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }
}

/// What may stand at a cursor.
pub(super) fn completion(
    state: &State,
    file: Option<FileId>,
    kind: Kind,
    source: &str,
    byte: usize,
    cursor: &Cursor,
    units: Units,
) -> CompletionList {
    let site = spoken(state, file);
    let (choices, word, plain) = match cursor {
        Cursor::Key { path, word, beside } => (of_keys(kind, path, beside), word, true),
        Cursor::Value { path, word, quoted } => (of_values(state, site, kind, path), word, *quoted),
        Cursor::Read { word } => (titles(state, site), word, true),
        Cursor::Link { word } => {
            let mut all = actors(site);
            all.extend(places(site));
            all.extend(events(site));
            all.extend(conflicts(site));
            all.extend(titles(state, site));
            (all, word, true)
        }
        Cursor::Note { word } => (sources(site), word, true),
        Cursor::Speaker { word } => (actors(site), word, true),
        Cursor::Elsewhere => return CompletionList::default(),
    };
    let begun = text::fold(source.get(word.start..byte.clamp(word.start, word.end)).unwrap_or(""));
    let fits = |choice: &Candidate| {
        let names = std::iter::once(&choice.label).chain(&choice.others);
        begun.is_empty() || names.map(|name| text::fold(name)).any(|name| name.contains(&begun))
    };
    let fitting: Vec<Candidate> = choices.into_iter().filter(fits).take(MOST + 1).collect();
    let is_incomplete = fitting.len() > MOST;
    let begun = source.get(word.start..byte.clamp(word.start, word.end)).unwrap_or("");
    let items = fitting
        .into_iter()
        .take(MOST)
        .map(|choice| item(choice, source, word, begun, plain, units))
        .collect();
    CompletionList { is_incomplete, items }
}

fn item(
    choice: Candidate,
    source: &str,
    word: &Range<usize>,
    begun: &str,
    plain: bool,
    units: Units,
) -> CompletionItem {
    let written = choice
        .written
        .unwrap_or_else(|| if plain { choice.label.clone() } else { yaml::scalar(&choice.label) });
    // The editor filters by what is written already, which may be part of another name of the thing.
    let filter = if begun.is_empty() { choice.label.clone() } else { format!("{begun} {}", choice.label) };
    CompletionItem {
        label: choice.label,
        kind: Some(choice.kind),
        detail: choice.detail,
        documentation: choice.documentation.map(Documentation::String),
        filter_text: Some(filter),
        insert_text_format: Some(InsertTextFormat::PLAIN_TEXT),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(units.range(source, word.clone()), written))),
        ..CompletionItem::default()
    }
}

/// The site as the language of a file calls things: in an Armenian article names are offered in Armenian.
fn spoken(state: &State, file: Option<FileId>) -> &Site {
    let snapshot = &state.snapshot;
    let written = file.and_then(|file| snapshot.site.articles.iter().find(|article| article.file == file));
    let edition = written.and_then(|article| snapshot.site.config.edition_of(article.lang.as_deref()));
    edition.and_then(|edition| snapshot.editions.get(edition)).unwrap_or(&snapshot.site)
}

fn of_keys(kind: Kind, path: &[String], beside: &[String]) -> Vec<Candidate> {
    let Some(schema) = keys::of(kind) else { return Vec::new() };
    let mut known = keys::keys(schema, path);
    known.retain(|key| !beside.contains(&key.name));
    known.sort_by(|a, b| b.is_required.cmp(&a.is_required).then_with(|| a.name.cmp(&b.name)));
    let choice = |key: keys::KnownKey| Candidate {
        written: Some(format!("{}: ", key.name)),
        documentation: Some(key.description),
        detail: key.is_required.then(|| "required".to_owned()),
        ..Candidate::new(key.name, CompletionItemKind::PROPERTY)
    };
    known.into_iter().map(choice).collect()
}

fn of_values(state: &State, site: &Site, kind: Kind, path: &[String]) -> Vec<Candidate> {
    let steps: Vec<&str> = path.iter().map(String::as_str).collect();
    match naming(kind, &steps) {
        Some(Naming::Actor) => actors(site),
        Some(Naming::Place) => places(site),
        Some(Naming::Conflict) => conflicts(site),
        Some(Naming::Event) => events(site),
        Some(Naming::Source) => sources(site),
        Some(Naming::Article) => titles(state, site),
        Some(Naming::Tag) => {
            let tags = state.snapshot.site.tags.iter();
            tags.map(|tag| Candidate::new(tag.name.clone(), CompletionItemKind::KEYWORD)).collect()
        }
        Some(Naming::Page) | None => {
            let words = keys::of(kind).map(|schema| keys::words(schema, path)).unwrap_or_default();
            words.into_iter().map(|word| Candidate::new(word, CompletionItemKind::ENUM_MEMBER)).collect()
        }
    }
}

fn actors(site: &Site) -> Vec<Candidate> {
    let of = |actor: &crate::model::Actor| {
        let kind = actor.kind.map_or("actor", |kind| kind.word());
        let names = actor.names.iter().map(|name| name.text.clone());
        let others =
            actor.aliases.iter().map(|alias| alias.text.clone()).chain(names).chain([actor.id.clone()]);
        let others = others.collect();
        Candidate { others, ..Candidate::new(actor.name.clone(), CompletionItemKind::CLASS).detail(kind) }
    };
    site.actors.iter().map(of).collect()
}

fn places(site: &Site) -> Vec<Candidate> {
    let of = |place: &crate::model::Place| {
        let names = place.names.iter().map(|name| name.text.clone());
        let others = place.aliases.iter().cloned().chain(names).chain([place.id.clone()]).collect();
        Candidate {
            others,
            ..Candidate::new(place.name.clone(), CompletionItemKind::CONSTANT).detail("place")
        }
    };
    site.places.iter().map(of).collect()
}

fn conflicts(site: &Site) -> Vec<Candidate> {
    let of = |conflict: &crate::model::Conflict| {
        let others = conflict.aliases.iter().cloned().chain([conflict.id.clone()]).collect();
        Candidate {
            others,
            ..Candidate::new(conflict.name.clone(), CompletionItemKind::MODULE).detail("conflict")
        }
    };
    site.conflicts.iter().map(of).collect()
}

fn events(site: &Site) -> Vec<Candidate> {
    let of = |event: &crate::model::Event| {
        let choice = Candidate::new(event.id.clone(), CompletionItemKind::EVENT).detail(event.title.clone());
        Candidate { others: vec![event.title.clone()], ..choice }
    };
    site.events.iter().map(of).collect()
}

fn sources(site: &Site) -> Vec<Candidate> {
    let of = |source: &crate::model::Source| {
        let title = source.title.clone().or_else(|| source.publisher.clone()).unwrap_or_default();
        let choice = Candidate::new(source.id.clone(), CompletionItemKind::REFERENCE).detail(title.clone());
        Candidate { others: vec![title], ..choice }
    };
    site.sources.iter().map(of).collect()
}

/// The titles of articles, the newest first.
fn titles(state: &State, site: &Site) -> Vec<Candidate> {
    let of = |id: &crate::model::ArticleId| {
        let article = site.article(*id);
        Candidate::new(article.title.clone(), CompletionItemKind::FILE).detail(article.slug.clone())
    };
    state.snapshot.facts.time.latest.iter().map(of).collect()
}
