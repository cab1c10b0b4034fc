//! Sources: the numbered list of a text, and the pages of all sources of the site.

use serde::Serialize;

use crate::address::is_web;
use crate::derive::{CITING, described, heading};
use crate::model::{Citation, Source, Target};
use crate::phrase::Phrases;
use crate::render::Renderer;
use crate::render::part::head::{DateView, Link};
use crate::render::templates::Sheet;
use crate::route::Route;

/// A source as a list shows it.
#[derive(Serialize)]
pub(in crate::render) struct SourceView {
    /// Its number in the list of a text.
    pub number: usize,
    pub title: String,
    /// Where the title leads: to the archived copy if it is gone from its own address.
    pub href: Option<String>,
    pub publisher: Option<String>,
    pub author: Option<String>,
    pub url: Option<String>,
    pub published: Option<DateView>,
    pub accessed: Option<DateView>,
    pub archived: Option<String>,
    pub archived_on: Option<DateView>,
    pub kind: Option<&'static str>,
    pub side: Option<String>,
    pub lang: Option<String>,
    /// The name of its language, where that is not the page's.
    pub language: Option<String>,
    pub lost: bool,
    /// The SHA-256 of a copy that the publisher keeps.
    pub copy: Option<String>,
    /// Its place on the page of all sources.
    pub page: Option<String>,
    /// How many texts of the site cite it.
    pub cited: usize,
}

/// The sources that are filed under one letter.
#[derive(Serialize)]
struct Group {
    letter: String,
    works: Vec<WorkView>,
}

#[derive(Serialize)]
struct WorkView {
    anchor: String,
    source: SourceView,
    cited_by: Vec<Link>,
    /// How many more cite it.
    more: usize,
}

/// A page of a list that was too long for one.
#[derive(Serialize)]
pub(in crate::render) struct NumberedPage {
    number: u32,
    url: String,
    current: bool,
}

impl Renderer<'_> {
    /// The numbered list of a text.
    pub(in crate::render) fn sources(&self, citations: &[Citation]) -> Vec<SourceView> {
        let one = |(i, citation)| {
            let view = self.source(i + 1, described(&self.snapshot.site, citation));
            let works = &self.snapshot.facts.works;
            let Some((index, part)) = works.find(citation) else { return view };
            let work = &works.list[index];
            let page = format!("{}#s-{}", self.addressing.link(&Route::Sources(part)), work.key);
            SourceView { page: Some(page), cited: work.cited_by.len(), ..view }
        };
        citations.iter().enumerate().map(one).collect()
    }

    fn source(&self, number: usize, source: &Source) -> SourceView {
        let names = [&source.title, &source.publisher, &source.url];
        let url = source.url.clone().filter(|url| is_web(url));
        let archived = source.archived.as_ref().map(|(url, _)| url.clone()).filter(|url| is_web(url));
        let foreign = |tag: &&String| primary(tag) != primary(&self.site.language);
        SourceView {
            number,
            title: names.into_iter().flatten().next().cloned().unwrap_or_default(),
            href: if source.lost { archived.clone() } else { url.clone() },
            publisher: source.publisher.clone().filter(|_| source.title.is_some()),
            author: source.author.clone(),
            url,
            published: source.published.as_ref().map(|date| self.date(date)),
            accessed: source.accessed.as_ref().map(|date| self.date(date)),
            archived,
            archived_on: source.archived.as_ref().and_then(|(_, date)| Some(self.date(date.as_ref()?))),
            kind: source.kind.map(|kind| self.phrases.get(kind.phrase())),
            side: source.side.as_ref().map(|side| self.side(side).to_owned()),
            language: source.lang.as_ref().filter(foreign).map(|tag| language_name(self.phrases, tag)),
            lang: source.lang.clone(),
            lost: source.lost,
            copy: source.local.as_ref().and_then(|(_, hash)| Some(hash.as_ref()?.to_ascii_lowercase())),
            page: None,
            cited: 0,
        }
    }

    /// Renders a page of all sources, counted from 1.
    pub(in crate::render) fn all_sources(&self, part: u32) -> Sheet<'_> {
        let (site, works) = (&self.snapshot.site, &self.snapshot.facts.works);
        let mut groups: Vec<Group> = Vec::new();
        for work in &works.list[works.part(part)] {
            let source = work.source(site);
            let letter = letter(heading(source));
            let view = WorkView {
                anchor: format!("s-{}", work.key),
                source: self.source(0, source),
                cited_by: work.cited_by.iter().take(CITING).map(|target| self.named(*target)).collect(),
                more: work.cited_by.len().saturating_sub(CITING),
            };
            match groups.last_mut() {
                Some(open) if open.letter == letter => open.works.push(view),
                _ => groups.push(Group { letter, works: vec![view] }),
            }
        }
        let head = self.head(&Route::Sources(part), "sources", self.phrases.get("sources"), "");
        let mut context = self.context(&head);
        context.insert("groups", &groups);
        context.insert("count", &works.list.len());
        context.insert("pages", &self.numbered_pages(works.parts(), part, Route::Sources));
        Sheet::Template("all-sources.html", context)
    }

    /// The pages of a list, if there are several.
    pub(in crate::render) fn numbered_pages(
        &self,
        parts: std::ops::RangeInclusive<u32>,
        current: u32,
        route: fn(u32) -> Route,
    ) -> Vec<NumberedPage> {
        let one = |number: u32| NumberedPage {
            number,
            url: self.addressing.link(&route(number)),
            current: number == current,
        };
        let last = *parts.end();
        if last < 2 { Vec::new() } else { parts.filter(|n| is_offered(*n, current, last)).map(one).collect() }
    }

    /// A link to a text by its title.
    pub(in crate::render) fn named(&self, target: Target) -> Link {
        let site = &self.snapshot.site;
        let (title, section) = match target {
            Target::Article(id) => (site.article(id).title.as_str(), "timeline"),
            Target::Event(id) => (site.event(id).title.as_str(), "timeline"),
            Target::Actor(id) => (site.actor(id).name.as_str(), "actors"),
            Target::Place(id) => (site.place(id).shown(), "places"),
            Target::Conflict(id) => (site.conflict(id).name.as_str(), "conflicts"),
            Target::Page(index) => (site.pages[index as usize].title.as_str(), "page"),
            Target::Source(_) => ("", "sources"),
        };
        Link { title: title.to_owned(), url: self.target(target), section }
    }
}

/// Whether a page of many is offered on another: the first and the last, those near by, and some twenty between, so
/// that the way to other pages does not grow with their number.
pub(in crate::render) fn is_offered(number: u32, current: u32, last: u32) -> bool {
    let is_near = number.abs_diff(current) <= 3;
    is_near || number == 1 || number == last || number.is_multiple_of(last.div_ceil(20))
}

/// The letter that a name is filed under; `#` for figures and signs.
fn letter(name: &str) -> String {
    let folded = crate::text::fold(name);
    let first = folded.chars().next().filter(|c| c.is_alphabetic());
    first.map_or_else(|| "#".to_owned(), |c| c.to_uppercase().collect())
}

fn primary(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or("")
}

/// The name of a language, or its tag where the pages know no name.
fn language_name(phrases: Phrases, tag: &str) -> String {
    let wanted = format!("language.{}", primary(tag).to_ascii_lowercase());
    let known = phrases.all().find(|(key, _)| *key == wanted).map(|(_, name)| name.to_owned());
    known.unwrap_or_else(|| tag.to_owned())
}

#[cfg(test)]
mod tests {
    use super::is_offered;

    #[test]
    fn few_of_many_pages_are_offered() {
        let offered = |current: u32, last: u32| -> Vec<u32> {
            (1..=last).filter(|number| is_offered(*number, current, last)).collect()
        };
        assert_eq!(offered(3, 20).len(), 20, "up to twenty all are");
        let middle = offered(250, 500);
        assert!(middle.len() < 40 && middle.starts_with(&[1]) && middle.ends_with(&[500]), "{middle:?}");
        assert!([247, 249, 251, 253].iter().all(|near| middle.contains(near)), "{middle:?}");
    }
}
