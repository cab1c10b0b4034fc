//! A page becomes an article's file: dates are chosen, names looked up, doubts reported.

use super::archive::Archive;
use super::assets::Copy;
use super::compose::{self, Field, FrontOrigin, remark, scalar};
use super::guess::{Confidence, Guess};
use super::options::Options;
use super::outcome::NewFile;
use super::page::{Block, ImportedPage, Lead};
use super::places::Slot;
use super::stamp::Stamp;
use super::{actors, dates, generator, markdown};
use crate::diag::{At, Diagnostic, Diagnostics, FileId, code};
use crate::model::ActorKind;
use crate::text;
use crate::yaml::Value;

/// The input that a page came from, for the places of diagnostics.
#[derive(Clone, Copy)]
pub(super) struct Input<'a> {
    /// Its number among the inputs.
    pub file: FileId,
    /// Its text.
    pub text: &'a str,
}

impl Input<'_> {
    /// The place of some words in the input.
    pub fn at(&self, words: &str) -> At {
        match self.text.find(words).filter(|_| !words.is_empty()) {
            Some(start) => At::bytes(self.file, start..start + words.len()),
            None => At::file(self.file),
        }
    }
}

/// An article that is to be written.
pub(super) struct NewArticle {
    /// The file.
    pub file: NewFile,
    /// Its fields.
    pub fields: Vec<Field>,
    /// The words of its text.
    pub words: String,
    /// The address that it first appeared at.
    pub address: Option<String>,
    /// Where a copy of its source goes.
    pub kept: Option<String>,
    /// Pictures and documents that it shows.
    pub copies: Vec<Copy>,
}

/// Makes the file of a page; `None` if it lacks a title or a date, which is reported.
pub(super) fn compose(
    page: &mut ImportedPage,
    origin: Option<&FrontOrigin>,
    archive: &mut Archive,
    options: &Options,
    input: Input,
    out: &mut Diagnostics,
) -> Option<NewArticle> {
    without_codes(page, input, out);
    let title = title(page, input, out)?;
    let published = dates::published(page, options, input, out)?;
    let updated = dates::updated(page, &published, input, out);
    let address = options.url.clone().or_else(|| page.url.as_ref().map(|url| url.value.clone()));
    let slug = slug(page, &title.value);
    let day = published.value.day();
    let slot = archive.places.article(day, &slug, page.ending.as_deref());
    named_apart(&slot, input, out);
    old_addresses(page, archive, input, out);
    let folder = slot.path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let copies = archive.assets.place(page, address.as_deref(), &folder);
    lead_picture(page);
    speakers(page, archive);
    let body = compose::markdown(page);
    let words = words(page, &title.value);
    let kept = kept_path(options, origin, &day.to_string(), &slug);

    let mut fields = vec![Field::text("title", &title), stamp_field("published", &published)];
    fields.extend(updated.as_ref().map(|stamp| stamp_field("updated", stamp)));
    fields.extend(slot.slug.as_ref().map(|slug| Field::given("slug", scalar(slug))));
    fields.extend(page.summary.as_ref().map(|summary| Field::text("summary", summary)));
    fields.extend(Field::list("authors", &page.authors));
    fields.extend(place(page, archive, input, out));
    fields.extend(actors::field(&page.actors, &words, archive));
    fields.extend(Field::list("tags", &page.tags));
    fields.extend(options.conflict.as_ref().map(|conflict| Field::given("conflict", scalar(conflict))));
    let foreign = page.lang.as_ref().filter(|lang| primary(&lang.value) != primary(&archive.config.language));
    fields.extend(foreign.map(|lang| Field::text("lang", lang)));
    fields.extend(original(page, options));
    fields.extend(
        kept.as_ref().zip(origin).map(|(path, origin)| kept_source(path, origin, &title, page, options)),
    );
    fields.extend(page.given.iter().map(|(key, value)| Field::given(key, compose::flow(value))));
    fields.extend(extra(page, origin));
    if !page.given.iter().any(|(key, _)| key == "status") {
        fields.push(Field::given("status", "draft".to_owned()));
    }
    let file = NewFile { path: slot.path, bytes: (compose::front_matter(&fields) + &body).into_bytes() };
    Some(NewArticle { file, fields, words, address, kept, copies })
}

/// Makes the file of a page of the site, such as "About"; `None` if it lacks a title, which is reported.
pub(super) fn page(
    page: &mut ImportedPage,
    origin: &FrontOrigin,
    archive: &mut Archive,
    input: Input,
    out: &mut Diagnostics,
) -> Option<(NewFile, Vec<Field>, Vec<Copy>)> {
    without_codes(page, input, out);
    let title = title(page, input, out)?;
    let slot = archive.places.page(&page.folders, &slug(page, &title.value));
    named_apart(&slot, input, out);
    let folder = slot.path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let copies = archive.assets.place(page, None, &folder);
    lead_picture(page);
    let mut fields = vec![Field::text("title", &title)];
    fields.extend(page.summary.as_ref().map(|summary| Field::text("summary", summary)));
    let foreign = page.lang.as_ref().filter(|lang| primary(&lang.value) != primary(&archive.config.language));
    fields.extend(foreign.map(|lang| Field::text("lang", lang)));
    let status =
        page.given.iter().find(|(key, value)| key == "status" && value.as_str() != Some("published"));
    fields.extend(status.map(|(key, value)| Field::given(key, compose::flow(value))));
    // Of the other fields a page has none: they are kept for templates.
    let texts = |list: &[Guess<String>]| {
        Value::Sequence(list.iter().map(|guess| Value::String(guess.value.clone())).collect())
    };
    let mut kept = ImportedPage { extra: page.extra.clone(), ..ImportedPage::default() };
    for (key, list) in [("authors", &page.authors), ("tags", &page.tags)] {
        kept.extra.extend((!list.is_empty()).then(|| (key.to_owned(), texts(list))));
    }
    let updated =
        page.updated.first().map(|stamp| ("updated".to_owned(), Value::String(stamp.value.written())));
    kept.extra.extend(updated);
    kept.extra.extend(page.given.iter().filter(|(key, _)| key != "status").cloned());
    fields.extend(extra(&kept, Some(origin)));
    let bytes = (compose::front_matter(&fields) + &compose::markdown(page)).into_bytes();
    Some((NewFile { path: slot.path, bytes }, fields, copies))
}

/// Takes codes of templates out of texts that were no files of a generator: no reader is shown them.
fn without_codes(page: &mut ImportedPage, input: Input, out: &mut Diagnostics) {
    let has_code = |text: &str| text.contains("{{") || text.contains("{%") || text.contains("\\{\\{");
    let mut found: Vec<String> = Vec::new();
    let bare = |text: &str| crate::text::untagged(&generator::translated(text).text).trim().to_owned();
    // The text of a generator's file has been translated.
    let blocks = if page.base.is_empty() { page.blocks.as_mut_slice() } else { &mut [] };
    for block in blocks {
        if let Block::Caption(caption) = block
            && has_code(&caption.text)
        {
            caption.text = bare(&caption.text);
        }
        let (Block::Text(text) | Block::Verbatim(text) | Block::Heading(_, text)) = block else { continue };
        if has_code(text) {
            let plain = text.replace("\\{", "{").replace("\\}", "}");
            let translated = generator::translated(if has_code(&plain) { &plain } else { text });
            found.extend(translated.unknown.into_iter().map(|(name, _)| name));
            *text = translated.text;
        }
    }
    for guess in page.title.iter_mut().chain(&mut page.summary) {
        if has_code(&guess.value) {
            let bare = bare(&guess.value);
            if !bare.is_empty() {
                guess.value = bare;
            }
        }
    }
    found.sort();
    found.dedup();
    for name in found {
        let message = format!("`{name}` is a code of a template; it stands in a comment");
        let doubt = Diagnostic::new(code::FOREIGN_SHORTCODE, message).at(At::file(input.file));
        out.push(doubt.hint("write what it made as Markdown, and remove the comment"));
    }
}

/// The lead picture as a field, where it is copied or lies on the web; else it is kept under `extra`.
fn lead_picture(page: &mut ImportedPage) {
    let Some(Lead { src, alt, caption, credit, is_here }) = page.image.take() else { return };
    let text = |value: String| Value::String(value);
    if !is_here {
        page.extra.push(("image".to_owned(), text(src)));
        return;
    }
    let parts = [("src", Some(src)), ("alt", alt), ("caption", caption), ("credit", credit)];
    let map = parts.into_iter().filter_map(|(key, part)| Some((text(key.to_owned()), text(part?)))).collect();
    page.given.push(("image".to_owned(), Value::Mapping(map)));
}

/// Says that a text has an address of its own, as the one of its name is another's.
fn named_apart(slot: &Slot, input: Input, out: &mut Diagnostics) {
    let Some(old) = &slot.instead_of else { return };
    let address = slot.slug.as_ref().unwrap_or(&slot.stem);
    let message = format!("`{old}` is the address of another text; this one is called `{address}`");
    let problem = Diagnostic::new(code::SHARED_NAME, message).at(At::file(input.file));
    out.push(problem.hint("give it a `slug` of your choice in the new file"));
}

/// Leaves out old addresses that another text has already.
fn old_addresses(page: &mut ImportedPage, archive: &mut Archive, input: Input, out: &mut Diagnostics) {
    let Some(at) = page.given.iter().position(|(key, _)| key == "aliases") else { return };
    let (key, value) = page.given.remove(at);
    let list = value.as_sequence().cloned().unwrap_or_default();
    let (free, taken): (Vec<Value>, Vec<Value>) =
        list.into_iter().partition(|alias| alias.as_str().is_none_or(|alias| archive.places.alias(alias)));
    for alias in &taken {
        let message =
            format!("the old address `{}` leads to another text already", alias.as_str().unwrap_or_default());
        let problem = Diagnostic::new(code::SHARED_NAME, message).at(At::file(input.file));
        out.push(problem.hint("it is kept under `extra`; an address can lead to one text only"));
    }
    if !taken.is_empty() {
        page.extra.push(("aliases".to_owned(), Value::Sequence(taken)));
    }
    if !free.is_empty() {
        page.given.insert(at, (key, Value::Sequence(free)));
    }
}

/// Where a copy of the source is kept, if one is asked for.
fn kept_path(options: &Options, origin: Option<&FrontOrigin>, day: &str, slug: &str) -> Option<String> {
    let name = &origin.filter(|_| options.keep_source)?.name;
    let ending = name.rsplit_once('.').map_or("txt", |(_, ending)| ending);
    let plain = ending.len() <= 5 && ending.bytes().all(|b| b.is_ascii_alphanumeric());
    Some(format!("archive/{}/{day}-{slug}.{}", year(day), if plain { ending } else { "txt" }))
}

/// The source that the article rests on: the page itself, with its copy and hash.
fn kept_source(
    path: &str,
    origin: &FrontOrigin,
    title: &Guess<String>,
    page: &ImportedPage,
    options: &Options,
) -> Field {
    let publisher = options.publisher.as_ref().or(page.publisher.as_ref().map(|guess| &guess.value));
    let url = options.url.as_ref().or(page.url.as_ref().map(|guess| &guess.value));
    let mut entries = vec![format!("title: {}", scalar(&title.value))];
    entries.extend(publisher.map(|name| format!("publisher: {}", scalar(name))));
    entries.extend(url.map(|url| format!("url: {}", scalar(url))));
    entries.push(format!("kind: media, local: {}, sha256: {}", scalar(path), scalar(&origin.sha256)));
    Field::given("sources", format!("\n  - {{{}}}", entries.join(", ")))
}

/// Parts the name of a quotation's speaker from what follows it, where the register knows the person.
fn speakers(page: &mut ImportedPage, archive: &Archive) {
    for block in &mut page.blocks {
        let Block::Quote(_, by) = block else { continue };
        let people = archive.register.mentioned(by);
        let person = people.iter().rfind(|mentioned| mentioned.kind == Some(ActorKind::Person));
        let Some(end) = person.map(|person| person.end).filter(|end| by.is_char_boundary(*end)) else {
            continue;
        };
        if by[end..].starts_with(' ') {
            by.insert(end, ',');
        }
    }
}

/// The language of a tag, without its region.
fn primary(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or(tag).to_ascii_lowercase()
}

fn year(day: &str) -> &str {
    day.get(..day.len().saturating_sub(6)).unwrap_or(day)
}

/// The headline; a doubtful one is reported, none at all is an error.
fn title(page: &ImportedPage, input: Input, out: &mut Diagnostics) -> Option<Guess<String>> {
    let found = page.title.clone().filter(|title| !title.value.trim().is_empty());
    let Some(title) = found else {
        let problem =
            Diagnostic::new(code::UNREADABLE_INPUT, "no headline was found").at(At::file(input.file));
        out.push(problem.hint("put the headline on the first line"));
        return None;
    };
    if title.confidence == Confidence::Doubtful {
        let message = format!("`{}` was taken for the headline", shortened(&title.value));
        let doubt = Diagnostic::new(code::DOUBTFUL_TITLE, message).at(input.at(&title.value));
        out.push(doubt.hint("correct `title` in the new file, or put the headline on the first line"));
    }
    Some(title)
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(80) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_owned(),
    }
}

/// The last part of the address: of the page's own file name, else of the headline's first words.
fn slug(page: &ImportedPage, title: &str) -> String {
    let own = page.slug.as_deref().map(text::slug).filter(|slug| !slug.is_empty());
    if let Some(own) = own {
        return own;
    }
    let slug = text::slug(title);
    let short = match slug.char_indices().nth(80) {
        Some((at, _)) => slug[..at].rsplit_once('-').map_or(&slug[..at], |(before, _)| before),
        None => slug.as_str(),
    };
    if short.is_empty() { "article".to_owned() } else { short.to_owned() }
}

/// The words of the text, paragraph by paragraph, without Read lines, which name other articles.
fn words(page: &ImportedPage, title: &str) -> String {
    let summary = page.summary.as_ref().map(|summary| summary.value.clone());
    let blocks = page.blocks.iter().filter_map(Block::words).map(|text| markdown::plain(&text));
    std::iter::once(title.to_owned()).chain(summary).chain(blocks).collect::<Vec<_>>().join("\n\n")
}

fn stamp_field(key: &str, stamp: &Guess<Stamp>) -> Field {
    Field {
        key: key.to_owned(),
        yaml: stamp.value.written(),
        comment: remark(&stamp.words, stamp.note.as_deref(), stamp.confidence),
        words: stamp.words.clone(),
        confidence: stamp.confidence,
    }
}

/// The place of the dateline, in the register's spelling.
fn place(page: &ImportedPage, archive: &Archive, input: Input, out: &mut Diagnostics) -> Option<Field> {
    let guess = page.place.as_ref()?;
    let known = archive.register.place(&guess.value);
    if known.is_none() && archive.register.has_places() {
        let message = format!("no place is named `{}`", guess.value);
        let doubt = Diagnostic::new(code::UNKNOWN_PLACE, message).at(input.at(&guess.words));
        out.push(doubt.hint("register it in `content/places.yaml`, or remove `place` from the new file"));
    }
    let value = known.map_or_else(|| guess.value.clone(), str::to_owned);
    Some(Field::text("place", &Guess { value, ..guess.clone() }))
}

/// Where the text first appeared.
fn original(page: &ImportedPage, options: &Options) -> Option<Field> {
    let mut entries = Vec::new();
    let mut comments = Vec::new();
    let mut add = |key: &str, flag: Option<&String>, found: Option<&Guess<String>>| {
        if let Some(value) = flag {
            entries.push(format!("{key}: {}", scalar(value)));
        } else if let Some(guess) = found {
            entries.push(format!("{key}: {}", scalar(&guess.value)));
            comments.extend(remark(&guess.words, guess.note.as_deref(), guess.confidence));
        }
    };
    add("publisher", options.publisher.as_ref(), page.publisher.as_ref());
    add("url", options.url.as_ref(), page.url.as_ref());
    (!entries.is_empty()).then(|| Field {
        key: "original".to_owned(),
        yaml: format!("{{{}}}", entries.join(", ")),
        comment: (!comments.is_empty()).then(|| comments.join("; ")),
        words: page.publisher.as_ref().map(|p| p.words.clone()).unwrap_or_default(),
        confidence: Confidence::Likely,
    })
}

/// Fields without a home, and the record of the import.
fn extra(page: &ImportedPage, origin: Option<&FrontOrigin>) -> Option<Field> {
    let mut lines: Vec<String> = page
        .extra
        .iter()
        .map(|(key, value)| format!("  {}: {}", scalar(key), compose::flow(value)))
        .collect();
    if let Some(origin) = origin {
        lines.push(format!(
            "  imported: {{from: {}, sha256: {}}}",
            scalar(&origin.name),
            scalar(&origin.sha256)
        ));
    }
    (!lines.is_empty()).then(|| Field::given("extra", format!("\n{}", lines.join("\n"))))
}
