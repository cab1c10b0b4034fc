//! What each language of a site has, lacks and has grown old in, for people and programs.

use serde::Serialize;

use super::Format;
use crate::derive::changed;
use crate::model::{ArticleId, Name, Site, Status};
use crate::phrase;
use crate::render::Snapshot;
use crate::text::{printable, printable_json};

/// What there is of one sort of thing in a language.
#[derive(Debug, Serialize)]
struct Share {
    of: &'static str,
    done: usize,
    all: usize,
    /// What is missing: files of texts, ids of what registers describe.
    missing: Vec<String>,
}

#[derive(Debug, Serialize)]
struct OfLanguage {
    language: String,
    name: String,
    shares: Vec<Share>,
    /// Translations whose originals were changed later: the file, and the day of that change.
    old: Vec<(String, String)>,
}

/// So many names of what is missing stand in a report for people.
const NAMED: usize = 5;

/// What each language beside the first has: a list, lines of tabs, or JSON.
pub fn languages(snapshot: &Snapshot, format: Format) -> String {
    let all: Vec<OfLanguage> =
        (1..snapshot.site.config.languages.len()).map(|edition| of(snapshot, edition)).collect();
    match format {
        Format::Json | Format::Sarif => {
            printable_json(&serde_json::to_string_pretty(&all).unwrap_or_default()).into_owned() + "\n"
        }
        Format::Short | Format::Github => printable(&all.iter().map(tabs).collect::<String>()).into_owned(),
        Format::Human if all.is_empty() => {
            "the site is in one language; docs/languages.md says how another one is added\n".to_owned()
        }
        Format::Human => printable(&all.iter().map(told).collect::<Vec<_>>().join("\n")).into_owned(),
    }
}

fn of(snapshot: &Snapshot, edition: usize) -> OfLanguage {
    let site = &snapshot.site;
    let language = &site.config.languages[edition];
    let tag = language.tag.as_str();
    let has = |names: &[Name]| Name::in_language(names, tag).is_some();
    let file = |id| snapshot.tree.file(id).map(|file| file.path.clone()).unwrap_or_default();
    let articles = originals(site).map(|id| (text(site, id, edition).is_some(), file(site.article(id).file)));
    let pages = (0..).zip(site.pages.iter()).filter(|(index, _)| site.page_translations.of(*index).is_none());
    let pages = pages.map(|(index, page)| {
        let is_own = site.config.edition_of(page.lang.as_deref()) == Some(edition);
        (is_own || site.page_translations.text(index, edition).is_some(), file(page.file))
    });
    let events = (0..site.events.len()).map(|i| {
        let shown = snapshot.editions.get(edition).map(|own| own.events[i].lang.is_none());
        (shown.unwrap_or(false), site.events[i].id.clone())
    });
    let tagged = |slug: &str| {
        site.config.tag_names.iter().any(|(of, lang, _)| lang == tag && crate::text::slug(of) == *slug)
    };
    let phrases = phrase::keys().count();
    let lacking = site.config.phrases.missing(tag);
    OfLanguage {
        language: tag.to_owned(),
        name: language.own_name(),
        shares: vec![
            Share { of: "phrases", done: phrases - lacking, all: phrases, missing: Vec::new() },
            share("articles", articles),
            share("pages", pages),
            share("titles of events", events),
            share("names of actors", site.actors.iter().map(|one| (has(&one.names), one.id.clone()))),
            share("names of places", site.places.iter().map(|one| (has(&one.names), one.id.clone()))),
            share("names of conflicts", site.conflicts.iter().map(|one| (has(&one.names), one.id.clone()))),
            share("names of tags", site.tags.iter().map(|one| (tagged(&one.slug), one.slug.clone()))),
        ],
        old: originals(site).filter_map(|id| old(snapshot, id, edition)).collect(),
    }
}

fn originals(site: &Site) -> impl Iterator<Item = ArticleId> {
    let ids = (0..site.articles.len()).map(ArticleId::of);
    ids.filter(|id| !site.is_translation(*id) && site.article(*id).status != Status::Retracted)
}

/// The text of an article in a language: its translation, or itself.
fn text(site: &Site, id: ArticleId, edition: usize) -> Option<ArticleId> {
    let is_own = site.config.edition_of(site.article(id).lang.as_deref()) == Some(edition);
    if is_own { Some(id) } else { site.translations.text(id, edition) }
}

fn old(snapshot: &Snapshot, id: ArticleId, edition: usize) -> Option<(String, String)> {
    let site = &snapshot.site;
    let text = site.article(site.translations.text(id, edition)?);
    let theirs = changed(site.article(id));
    let is_newer = theirs.instant() > changed(text).instant();
    is_newer.then(|| {
        (
            snapshot.tree.file(text.file).map(|file| file.path.clone()).unwrap_or_default(),
            theirs.day().to_string(),
        )
    })
}

fn share(of: &'static str, all: impl Iterator<Item = (bool, String)>) -> Share {
    let (done, missing): (Vec<_>, Vec<_>) = all.partition(|(is_done, _)| *is_done);
    Share {
        of,
        done: done.len(),
        all: done.len() + missing.len(),
        missing: missing.into_iter().map(|(_, name)| name).collect(),
    }
}

fn told(of: &OfLanguage) -> String {
    let mut out = format!("{} ({})\n", of.name, of.language);
    for Share { of, done, all, missing } in of.shares.iter().filter(|share| share.all > 0) {
        out.push_str(&format!("  {of:<20}{done:>5} of {all}"));
        if !missing.is_empty() {
            let more = if missing.len() > NAMED {
                format!(" and {} more", missing.len() - NAMED)
            } else {
                String::new()
            };
            let named: Vec<&str> = missing.iter().take(NAMED).map(String::as_str).collect();
            out.push_str(&format!("; missing: {}{more}", named.join(", ")));
        }
        out.push('\n');
    }
    for (file, day) in &of.old {
        out.push_str(&format!("  older than its original, which was changed on {day}: {file}\n"));
    }
    out
}

fn tabs(of: &OfLanguage) -> String {
    let shares = of
        .shares
        .iter()
        .map(|share| format!("{}\t{}\t{}\t{}\n", of.language, share.of, share.done, share.all));
    let old = of.old.iter().map(|(file, day)| format!("{}\told\t{file}\t{day}\n", of.language));
    shares.chain(old).collect()
}
