//! An article's front matter.

use std::sync::Arc;

use super::clearance;
use super::document::Document;
use super::joined::{self, Entries};
use super::markdown::{self, Style};
use super::{ArticleDraft, BodyDraft, date, event, evidence, image, stamp};
use crate::config::{Config, Extra, Zones};
use crate::diag::{At, Diagnostic, Diagnostics, code};
use crate::model::{Correction, CorrectionKind, Head, Original, Stamp, Status, Term, When};
use crate::source::SourceFile;
use crate::text;
use crate::yaml::Fields;

/// Reads an article; `None` if it lacks what a page needs.
pub(super) fn read(
    mut doc: Document,
    config: &Config,
    style: &Style,
    out: &mut Diagnostics,
) -> Option<ArticleDraft> {
    let front = std::mem::take(&mut doc.front);
    let mut fields = Fields::of(front, doc.id, doc.yaml, out);
    let (lang, article) = article(&mut fields, &config.zones, doc.file);
    fields.finish();
    let style = lang.as_deref().map_or_else(|| style.clone(), |tag| style.in_language(tag));
    let body = markdown::read(&doc, &style, out);
    article.map(|mut article| {
        // Where there are several languages, every text says its own.
        if config.languages.len() > 1 && article.lang.is_none() {
            Arc::make_mut(&mut article.head).lang = Some(config.language.clone());
        }
        article.body = BodyDraft { sources: article.body.sources, ..body };
        article
    })
}

/// The language of an article, and what its fields say; every field is read before the first missing one gives up, so that
/// one run reports all mistakes.
pub(super) fn article(
    fields: &mut Fields,
    zones: &Zones,
    file: &SourceFile,
) -> (Option<String>, Option<ArticleDraft>) {
    fields.are("Article", "The front matter of an article");
    let (stem, tag) = language_of_name(file.stem());
    let name = date_of_name(stem);
    let rest = name.map_or(stem, |(_, rest)| rest);
    let title = fields.required("title", "The headline", code::MISSING_TITLE);
    let refused = clearance::refused(fields, "article");
    let key = if fields.has("published") { "published" } else { "date" };
    let published = published(fields, name.map(|(day, _)| day), zones);
    let when = "When what it reports happened (EDTF); without it, the day of publication";
    let when = date::happened(fields, when, zones);
    if let (Some((day, _)), Some(published)) = (name, &published) {
        compare_days(fields, key, day, published, when.as_ref(), zones);
    }
    let when = when.or_else(|| published.as_ref().map(Stamp::when));
    let in_language = || tag.map_or_else(|| rest.to_owned(), |tag| format!("{rest}-{tag}"));
    let slug = slug(fields, &in_language());
    let lang = language(fields).or_else(|| tag.map(str::to_owned));
    let summary = "A sentence or two: standfirst, entry in the timeline, description for search engines";
    let mut head = Head {
        slug,
        updated: date::stamped(fields, UPDATED, zones).and_then(Result::ok),
        lang: lang.clone(),
        summary: fields.text("summary", summary),
        authors: joined::texts(fields, "authors", "Who wrote it", Entries::People),
        kind: fields.choice("type", "What sort of event it reports"),
        template: fields.text("template", "A template of `templates/`"),
        extra: Extra::of(fields.anything("extra", "Values for your own templates").unwrap_or_default()),
        image: fields.record("image", "Its picture", |f| image::read(f, file)),
        gallery: image::gallery(fields, file),
        pictures: fields.records("pictures", PICTURES, |f| image::described(f, file)),
        video: fields.record("video", "A film", |f| image::recording(f, file)),
        audio: fields.record("audio", "A sound", |f| image::recording(f, file)),
        former_titles: fields.texts("former_titles", "Headlines that Read lines may still use"),
        aliases: fields.texts("aliases", "Old addresses, which become pages that lead here"),
        original: fields.record("original", "Where the text first appeared", original),
        corrections: fields
            .records("corrections", "What was changed since publication", |f| correction(f, zones)),
        key: fields.flag("key", KEY),
        off_timeline: is_off_timeline(fields),
        translates: tag.map(|_| text::slug(rest)),
        ..Head::default()
    };
    let mut article = named(fields, zones, file);
    let clearance = clearance::read(fields, zones, "article");
    let (Some(title), Some(published), Some(when)) = (title, published, when) else { return (lang, None) };
    head.status =
        if refused && clearance.status == Status::Published { Status::Draft } else { clearance.status };
    head.terms = clearance.terms;
    head.terms.insert(0, Term { day: clearance::day_of(&published), ends: false, path: "published".into() });
    (head.title, head.published, head.when) = (title, published, when);
    article.head = head.into();
    (lang, Some(article))
}

/// The fields that name something, of an article without a head.
fn named(fields: &mut Fields, zones: &Zones, file: &SourceFile) -> ArticleDraft {
    let statements = fields.records("statements", "What was said", evidence::statement);
    let citations = "What it rests on: ids of shared sources, or maps";
    let actors = "Who takes part: names, aliases or ids of actors, or maps with a role";
    let translated = "The article that this one translates: its title, slug or path";
    ArticleDraft {
        file: fields.file,
        head: Arc::default(),
        tags: joined::texts(fields, "tags", "Subjects", Entries::Tags),
        actors: event::involvements(fields, actors),
        conflict: fields.written("conflict", "The conflict that it belongs to"),
        place: event::place(fields),
        events: fields.records("events", "The events that it reports", |f| event::read(f, zones, file)),
        claims: evidence::claims(fields),
        figures: evidence::figures(fields),
        statements: statements.into_iter().flatten().collect(),
        related: fields.list("related", "Related stories of your choice: titles, slugs or paths"),
        unrelated: fields.list("unrelated", "Stories that are not to be shown as related"),
        translation_of: fields.written("translation_of", translated),
        body: BodyDraft { sources: evidence::citations(fields, citations), ..BodyDraft::default() },
    }
}

const PICTURES: &str =
    "What is to be known of pictures that stand in the text: by `src`, what is sensitive, hidden or evidence";

const KEY: &str = "Whether it tells of a key moment: larger in lists, a part of the story on the home page";

/// Whether an article says that the timeline has no entry of it.
fn is_off_timeline(fields: &mut Fields) -> bool {
    let is_said = fields.has("timeline");
    let shown = fields.flag("timeline", "`false` for an explainer, of which the timeline has no entry");
    is_said && !shown
}

/// The names of the day of first publication.
const PUBLISHED: &[(&str, &str)] = &[
    (
        "published",
        "First publication: a date or date-time; without it, the date at the start of the file's name",
    ),
    ("date", "First publication, by another name"),
];
/// The names of the day of the last change.
const UPDATED: &[(&str, &str)] = &[
    ("updated", "Last change of the text: a date or date-time"),
    ("lastmod", "Last change, by another name"),
];

/// The last part of the address: of the field, else of the file's name; one of neither letters nor digits is reported.
fn slug(fields: &mut Fields, name: &str) -> String {
    let usual = match text::slug(name) {
        slug if slug.is_empty() => "article".to_owned(),
        slug => slug,
    };
    let about = "The last part of the address; without it, the file's name without its date";
    let Some(written) = fields.text("slug", about) else { return usual };
    let slug = text::slug(&written);
    if !slug.is_empty() {
        return slug;
    }
    let problem =
        Diagnostic::new(code::INVALID_ADDRESS, format!("`{written}` has neither letters nor digits"));
    fields
        .report("slug", problem.hint(format!("write it as in `slug: talks-in-moscow`; `{usual}` is taken")));
    usual
}

/// The name of a translation, such as `talks.hy`, without and with its language.
pub(super) fn language_of_name(stem: &str) -> (&str, Option<&str>) {
    // Of what may follow the language a script and a country are known by their length.
    let is_tag = |tag: &str| {
        let (language, rest) = tag.split_once('-').unwrap_or((tag, ""));
        matches!(language.len(), 2 | 3)
            && language.bytes().all(|b| b.is_ascii_lowercase())
            && (rest.len() == 4 || rest.len() == 2 || tag == language)
            && rest.bytes().all(|b| b.is_ascii_alphabetic())
    };
    match stem.rsplit_once('.') {
        Some((name, tag)) if is_tag(tag) => (name, Some(tag)),
        _ => (stem, None),
    }
}

/// Whether a file's name begins with a day.
pub fn is_dated(stem: &str) -> bool {
    date_of_name(stem).is_some()
}

/// The day and the rest of a file name such as `2020-09-27-war-begins`.
pub(super) fn date_of_name(stem: &str) -> Option<(&str, &str)> {
    let (day, rest) = (stem.get(..10)?, stem.get(10..)?);
    let digits =
        day.bytes().enumerate().all(|(i, b)| if matches!(i, 4 | 7) { b == b'-' } else { b.is_ascii_digit() });
    let rest = rest.strip_prefix(['-', '_', ' ']).unwrap_or(rest);
    digits.then_some((day, if rest.is_empty() { day } else { rest }))
}

/// The day of first publication: from the field, else from the file's name; a missing one is reported.
fn published(fields: &mut Fields, named: Option<&str>, zones: &Zones) -> Option<Stamp> {
    if let Some(read) = date::stamped(fields, PUBLISHED, zones) {
        return read.ok();
    }
    let missing = Diagnostic::new(code::MISSING_DATE, "there is no date of publication").hint(
        "add `published: 2020-09-27`, or begin the file's name with the date, as in `2020-09-27-title.md`",
    );
    match named.map(|day| stamp(day, zones)) {
        Some(Ok(stamp)) => Some(stamp),
        Some(Err(problem)) => {
            let at = At::file(fields.file);
            fields.out.push(problem.into_diagnostic().at(at).hint("the date is taken from the file's name"));
            None
        }
        None => {
            let at = At::file(fields.file);
            fields.out.push(missing.at(at));
            None
        }
    }
}

/// Reports a day of the file's name that is neither the day of publication, here or in the site's zone, nor one of the
/// days of what is told.
fn compare_days(
    fields: &mut Fields,
    key: &str,
    named: &str,
    published: &Stamp,
    when: Option<&When>,
    zones: &Zones,
) {
    let Ok(stamp) = stamp(named, zones) else { return };
    let in_zone = (0..24).contains(&(published.instant() - stamp.instant()).num_hours());
    let is_told = when.is_some_and(|when| when.may_cover(stamp.day()));
    if stamp.day() == published.day() || in_zone || is_told {
        return;
    }
    let message = format!("the file's name says {named}, `{key}` says {}", published.day());
    let problem = Diagnostic::new(code::DATES_DIFFER, message);
    fields.report(key, problem.hint("the field is followed; correct it, or give the file the other name"));
}

/// A BCP 47 tag; a wrong one is reported.
pub(super) fn language(fields: &mut Fields) -> Option<String> {
    let tag = fields.text("lang", "The language of the text, as a BCP 47 tag such as `hy`")?;
    if icu_locale_core::Locale::try_from_str(&tag).is_ok() {
        return Some(tag);
    }
    let problem = Diagnostic::new(code::UNKNOWN_VALUE, format!("`{tag}` is not a language tag"));
    fields.report("lang", problem.hint("write a BCP 47 tag such as `en`, `hy` or `pt-BR`"));
    None
}

fn original(fields: &mut Fields) -> Original {
    fields.are("Original", "Where a text first appeared");
    Original {
        publisher: fields.text("publisher", "Who published it"),
        url: evidence::address(fields, "url", "Its address"),
        author: fields.text("author", "Who wrote it"),
        archived: fields.text("archived", "The address of an archived copy"),
    }
}

fn correction(fields: &mut Fields, zones: &Zones) -> Correction {
    fields.are("Correction", "A change after publication that readers are told of");
    let text = fields.required("text", "What was changed, in words", code::MISSING_KEY);
    Correction {
        date: date::stamped(fields, &[("date", "When")], zones).and_then(Result::ok),
        kind: fields.choice("kind", "What kind of change").unwrap_or(CorrectionKind::Correction),
        text: text.unwrap_or_default(),
        was: fields.text("was", "The words before"),
        now: fields.text("now", "The words after"),
    }
}
