//! A site in each of its languages: the same nouns with the same ids, called and told as that language has them.

use std::sync::Arc;

use crate::model::{Actor, Article, ArticleId, Conflict, Event, GlossaryTerm, Name, Page, Place, Site, Tag};

/// The site in each of its languages, in their order; none if it has but one.
pub fn editions(site: &Site) -> Vec<Site> {
    (0..site.config.languages.len()).map(|edition| in_language(site, edition)).collect()
}

fn in_language(site: &Site, edition: usize) -> Site {
    let Some(language) = site.config.languages.get(edition) else { return site.clone() };
    let tag = language.tag.as_str();
    let mut own = Site { edition, ..site.clone() };
    own.config.language = tag.to_owned();
    if let Some(title) = &language.title {
        own.config.title.clone_from(title);
    }
    if let Some(description) = &language.description {
        own.config.description.clone_from(description);
    }
    own.config.zones.default = language.zone.unwrap_or(own.config.zones.default);
    own.articles = articles(site, edition);
    own.pages = pages(site, edition).into();
    // The language at the root has its names in `name`.
    if edition > 0 {
        own.actors = site.actors.iter().map(|one| actor(one, site, tag)).collect::<Vec<_>>().into();
        own.places = site.places.iter().map(|one| place(one, tag)).collect::<Vec<_>>().into();
        own.glossary = site.glossary.iter().map(|one| term(one, site, tag)).collect::<Vec<_>>().into();
        own.conflicts = site.conflicts.iter().map(|one| conflict(one, site, tag)).collect::<Vec<_>>().into();
    }
    own.events = site.events.iter().map(|one| event(one, &own, site)).collect::<Vec<_>>().into();
    own.tags = site.tags.iter().map(|one| named_tag(one, site, tag)).collect::<Vec<_>>().into();
    own
}

/// The articles of an edition: in the place of each the text that is its translation, and in the place of that the same.
fn articles(site: &Site, edition: usize) -> Vec<Arc<Article>> {
    let mut articles = site.articles.clone();
    for (id, text) in site.translations.iter().filter(|(_, text)| text.edition == edition) {
        articles[text.of.index()] = told_by(site, text.of, id);
    }
    for (id, text) in site.translations.iter() {
        articles[id.index()] = Arc::clone(&articles[text.of.index()]);
    }
    articles
}

/// An original as its translation tells it.
fn told_by(site: &Site, of: ArticleId, id: ArticleId) -> Arc<Article> {
    let text = &site.articles[id.index()];
    if text.translation_of == Some(of) {
        return Arc::clone(text);
    }
    Arc::new(Article { translation_of: Some(of), ..Article::clone(text) })
}

fn pages(site: &Site, edition: usize) -> Vec<Page> {
    let mut pages = Vec::clone(&site.pages);
    for (index, text) in site.page_translations.iter().filter(|(_, text)| text.edition == edition) {
        pages[text.of as usize] = site.pages[index as usize].clone();
    }
    for (index, text) in site.page_translations.iter() {
        pages[index as usize] = pages[text.of as usize].clone();
    }
    pages
}

fn put(name: &mut String, names: &[Name], tag: &str) {
    if let Some(own) = Name::in_language(names, tag) {
        own.clone_into(name);
    }
}

/// Puts what the language has in the place of a text; the language of what stays, if it stays.
fn put_text(text: &mut Option<String>, texts: &[Name], site: &Site, tag: &str) -> Option<String> {
    match Name::in_language(texts, tag) {
        Some(own) => {
            *text = Some(own.to_owned());
            None
        }
        None => text.as_ref().map(|_| site.config.language.clone()),
    }
}

fn actor(one: &Actor, site: &Site, tag: &str) -> Actor {
    let mut own = one.clone();
    put(&mut own.name, &one.names, tag);
    own.lang = put_text(&mut own.summary, &one.summaries, site, tag);
    own
}

fn place(one: &Place, tag: &str) -> Place {
    let mut own = one.clone();
    if let Some(name) = Name::in_language(&one.names, tag) {
        own.display = None;
        name.clone_into(&mut own.name);
    }
    own
}

fn term(one: &GlossaryTerm, site: &Site, tag: &str) -> GlossaryTerm {
    let mut own = one.clone();
    // A term that is called otherwise here is still found by the name that it has.
    let other = own.term.clone();
    put(&mut own.term, &one.names, tag);
    if own.term != other {
        own.aliases.push(other);
    }
    let mut summary = Some(own.summary);
    own.summary_lang = put_text(&mut summary, &one.summaries, site, tag);
    own.summary = summary.unwrap_or_default();
    own
}

fn conflict(one: &Conflict, site: &Site, tag: &str) -> Conflict {
    let mut own = one.clone();
    put(&mut own.name, &one.names, tag);
    own.lang = put_text(&mut own.summary, &one.summaries, site, tag);
    put_text(&mut own.result, &one.results, site, tag);
    for side in &mut own.sides {
        let names = std::mem::take(&mut side.names);
        put(&mut side.name, &names, tag);
        side.names = names;
    }
    for (step, written) in own.story.iter_mut().zip(&one.story) {
        let mut text = Some(std::mem::take(&mut step.text));
        step.lang = put_text(&mut text, &written.texts, site, tag);
        step.text = text.unwrap_or_default();
    }
    for line in &mut own.lines {
        if let Some(label) = Name::in_language(&line.labels, tag) {
            line.label = label.to_owned();
        }
    }
    for phase in &mut own.phases {
        if let Some(name) = Name::in_language(&phase.names, tag) {
            phase.name = name.to_owned();
        }
        if let Some(summary) = Name::in_language(&phase.summaries, tag) {
            phase.summary = Some(summary.to_owned());
        }
    }
    own
}

/// An event as the register calls it in the language, else as a report in it does.
fn event(one: &Event, own: &Site, site: &Site) -> Event {
    let tag = own.config.language.as_str();
    let mut event = one.clone();
    let reports = one.reports.iter().filter(|(id, _)| own.is_at_home(own.article(*id).lang.as_deref()));
    let told: Vec<(&Article, &Article, usize)> =
        reports.map(|(id, report)| (own.article(*id), site.article(*id), *report as usize)).collect();
    let titled = Name::in_language(&one.titles, tag).map(str::to_owned).or_else(|| {
        told.iter().find_map(|(article, original, report)| {
            let title = article.events.get(*report).and_then(|report| report.title.clone());
            let is_new = |title: &String| {
                original.events.get(*report).and_then(|old| old.title.as_ref()) != Some(title)
            };
            let of_article = || (one.title == original.title).then(|| article.title.clone());
            title.filter(is_new).or_else(of_article)
        })
    });
    let summary = Name::in_language(&one.summaries, tag).map(str::to_owned).or_else(|| {
        told.iter().find_map(|(article, original, report)| {
            let summary = article.events.get(*report).and_then(|report| report.summary.clone());
            let is_new = |text: &String| {
                original.events.get(*report).and_then(|old| old.summary.as_ref()) != Some(text)
            };
            let of_article = || (one.summary == original.summary).then(|| article.summary.clone()).flatten();
            summary.filter(is_new).or_else(of_article)
        })
    });
    let theirs = one.lang.clone().or_else(|| Some(site.config.language.clone()));
    let theirs = theirs.filter(|lang| !own.is_at_home(Some(lang)));
    event.lang = if titled.is_some() { None } else { theirs.clone() };
    event.summary_lang = if summary.is_some() { None } else { theirs };
    event.title = titled.unwrap_or(event.title);
    event.summary = summary.or(event.summary);
    event
}

fn named_tag(one: &Tag, site: &Site, tag: &str) -> Tag {
    let is_its = |(of, language, _): &&(String, String, String)| {
        crate::text::slug(of) == one.slug && language.eq_ignore_ascii_case(tag)
    };
    let name = site.config.tag_names.iter().find(is_its).map(|(.., name)| name.clone());
    Tag { name: name.unwrap_or_else(|| one.name.clone()), ..one.clone() }
}
