//! An article's front matter.

use super::clearance;
use super::document::Document;
use super::joined::{self, Entries};
use super::markdown::{self, Style};
use super::{ArticleDraft, date, event, evidence, image, stamp};
use crate::config::{Config, Extra, Zones};
use crate::diag::{At, Diagnostic, Diagnostics, code};
use crate::model::{Correction, CorrectionKind, Head, Original, Stamp, Status, Term, When};
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
    let (stem, tag) = language_of_name(doc.file.stem());
    let name = date_of_name(stem);
    let rest = name.map_or(stem, |(_, rest)| rest);
    let mut fields = Fields::of(front, doc.id, doc.yaml, out);
    let zones = &config.zones;
    let title = fields.required("title", code::MISSING_TITLE);
    let refused = clearance::refused(&mut fields, "article");
    let key = if fields.has("published") { "published" } else { "date" };
    let published = published(&mut fields, name.map(|(day, _)| day), zones);
    let updated = date::stamped(&mut fields, &["updated", "lastmod"], zones).and_then(Result::ok);
    let when = date::happened(&mut fields, zones);
    if let (Some((day, _)), Some(published)) = (name, &published) {
        compare_days(&mut fields, key, day, published, when.as_ref(), zones);
    }
    let in_language = || tag.map_or_else(|| rest.to_owned(), |tag| format!("{rest}-{tag}"));
    let slug = slug(&mut fields, &in_language());
    let lang = language(&mut fields).or_else(|| tag.map(str::to_owned));
    let style = lang.as_deref().map_or_else(|| style.clone(), |tag| style.in_language(tag));
    let mut body = markdown::read(&doc, &style, fields.out);
    let when = when.or_else(|| published.as_ref().map(Stamp::when));
    let summary = fields.text("summary");
    let authors = joined::texts(&mut fields, "authors", Entries::People);
    let tags = joined::texts(&mut fields, "tags", Entries::Tags);
    let kind = fields.choice("type");
    let template = fields.text("template");
    let extra = fields.take("extra").map(Extra::of).unwrap_or_default();
    let actors = event::involvements(&mut fields);
    let conflict = fields.written("conflict");
    let place = event::place(&mut fields);
    let events = fields.records("events", |f| event::read(f, zones, doc.file));
    let claims = fields.records("claims", evidence::claim);
    let figures = fields.records("figures", evidence::figure);
    let statements = fields.records("statements", evidence::statement).into_iter().flatten().collect();
    body.sources = evidence::citations(&mut fields);
    let image = fields.record("image", |f| image::read(f, doc.file));
    let related = fields.list("related");
    let unrelated = fields.list("unrelated");
    let former_titles = fields.texts("former_titles");
    let aliases = fields.texts("aliases");
    let original = fields.record("original", original);
    let corrections = fields.records("corrections", |f| correction(f, zones));
    let translation_of = fields.written("translation_of");
    let mut clearance = clearance::read(&mut fields, zones, "article");
    fields.finish();
    // Every field is read before the first missing one gives up, so that one run reports all mistakes.
    let (title, published, when) = (title?, published?, when?);
    let out_on = Term { day: clearance::day_of(&published), ends: false, path: "published".into() };
    clearance.terms.insert(0, out_on);
    if refused && clearance.status == Status::Published {
        clearance.status = Status::Draft;
    }
    let head = Head {
        slug,
        title,
        published,
        updated,
        when,
        summary,
        authors,
        kind,
        lang,
        template,
        extra,
        image,
        former_titles,
        aliases,
        original,
        status: clearance.status,
        terms: clearance.terms,
        corrections,
        translates: tag.map(|_| text::slug(rest)),
    };
    Some(ArticleDraft {
        file: doc.id,
        head: head.into(),
        tags,
        actors,
        conflict,
        place,
        events,
        claims,
        figures,
        statements,
        related,
        unrelated,
        translation_of,
        body,
    })
}

/// The last part of the address: of the field, else of the file's name; one of neither letters nor digits is reported.
fn slug(fields: &mut Fields, name: &str) -> String {
    let usual = match text::slug(name) {
        slug if slug.is_empty() => "article".to_owned(),
        slug => slug,
    };
    let Some(written) = fields.text("slug") else { return usual };
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
fn language_of_name(stem: &str) -> (&str, Option<&str>) {
    match stem.rsplit_once('.') {
        Some((name, tag)) if matches!(tag.len(), 2 | 3) && tag.bytes().all(|b| b.is_ascii_lowercase()) => {
            (name, Some(tag))
        }
        _ => (stem, None),
    }
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
    if let Some(read) = date::stamped(fields, &["published", "date"], zones) {
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
    let tag = fields.text("lang")?;
    if icu_locale_core::Locale::try_from_str(&tag).is_ok() {
        return Some(tag);
    }
    let problem = Diagnostic::new(code::UNKNOWN_VALUE, format!("`{tag}` is not a language tag"));
    fields.report("lang", problem.hint("write a BCP 47 tag such as `en`, `hy` or `pt-BR`"));
    None
}

fn original(fields: &mut Fields) -> Original {
    Original {
        publisher: fields.text("publisher"),
        url: fields.text("url"),
        author: fields.text("author"),
        archived: fields.text("archived"),
    }
}

fn correction(fields: &mut Fields, zones: &Zones) -> Correction {
    Correction {
        date: date::stamped(fields, &["date"], zones).and_then(Result::ok),
        kind: fields.choice("kind").unwrap_or(CorrectionKind::Correction),
        text: fields.required("text", code::MISSING_KEY).unwrap_or_default(),
        was: fields.text("was"),
        now: fields.text("now"),
    }
}
