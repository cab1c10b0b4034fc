//! Events: which reports are one event, what that event is, and where reports contradict each other.
//!
//! An event is what the site says, made of the register's word and of the reports in the order of their publication; each report stays
//! in its article, so that the event's page can show where accounts differ.

mod contradiction;

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::bodies::{Bodies, Scope};
use super::citations::Numbered;
use super::evidence::Evidence;
use super::fields::FieldNames;
use super::uses::Findings;
use crate::diag::{Diagnostic, Diagnostics, FileId, code};
use crate::model::{
    Article, ArticleId, Body, ConflictId, Event, EventId, Involvement, Place, PlaceId, Report, Site, Status,
    When,
};
use crate::names::{Ids, NameTable, Thing};
use crate::parse::{ArticleDraft, EventDraft};
use crate::text;
use crate::yaml::Written;

/// The ids of all events, and who tells of each.
pub(super) struct Events {
    ids: Vec<String>,
    pub names: NameTable<EventId>,
    tellings: Vec<Vec<Telling>>,
    /// By article and index of its report.
    of_article: Vec<Vec<Option<EventId>>>,
}

/// An article's report of an event, with its place in the file.
struct Telling {
    article: ArticleId,
    report: u32,
    file: FileId,
    path: Box<str>,
    dated_by: &'static str,
}

/// What the register says of an event.
pub(super) struct Told {
    file: FileId,
    report: Report,
    body: Body,
}

impl Events {
    /// Gives every event its id: those of the register, which come back, then those of the articles.
    ///
    /// An id that the register has twice, or one article, is reported, and the second left out.
    pub fn of(
        own: Vec<EventDraft>,
        articles: &[Arc<ArticleDraft>],
        out: &mut Diagnostics,
    ) -> (Self, Vec<EventDraft>) {
        let mut events = Self {
            ids: Vec::new(),
            names: NameTable::default(),
            tellings: Vec::new(),
            of_article: Vec::new(),
        };
        let mut taken = Ids::of("event");
        let mut by_id: FxHashMap<String, EventId> = FxHashMap::default();
        let mut kept: Vec<EventDraft> = Vec::with_capacity(own.len());
        for draft in own {
            let title = draft.title.as_deref().unwrap_or("");
            let named_by = if draft.event.id.is_some() { "id" } else { "title" };
            let written = id_of(&draft).unwrap_or(title);
            let id = text::name_slug(written);
            if id.is_empty() {
                let problem = Diagnostic::new(
                    code::INVALID_ADDRESS,
                    format!("`{written}` has neither letters nor digits"),
                )
                .at(draft.event.at(named_by));
                out.push(problem.hint("give the event an `id` such as `id: exchange-of-prisoners`"));
                continue;
            }
            if taken.take(&id, draft.event.at(named_by), out) {
                by_id.insert(id.clone(), events.add(id, title));
                kept.push(draft);
            }
        }
        for (i, article) in articles.iter().enumerate() {
            let reports = events.of_reports(ArticleId::of(i), article, &mut by_id, out);
            events.of_article.push(reports);
        }
        (events, kept)
    }

    fn add(&mut self, id: String, title: &str) -> EventId {
        let event = EventId::of(self.ids.len());
        self.names.strong(&id, event);
        self.names.weak(title, event);
        self.ids.push(id);
        self.tellings.push(Vec::new());
        event
    }

    fn of_reports(
        &mut self,
        id: ArticleId,
        article: &ArticleDraft,
        by_id: &mut FxHashMap<String, EventId>,
        out: &mut Diagnostics,
    ) -> Vec<Option<EventId>> {
        // What was taken back says nothing about the event any more.
        if article.status == Status::Retracted {
            return vec![None; article.events.len()];
        }
        let mut found: Vec<Option<EventId>> = Vec::with_capacity(article.events.len());
        let mut known: FxHashSet<EventId> = FxHashSet::default();
        for (report, draft) in (0..).zip(&article.events) {
            let written = id_of(draft).map(text::slug).filter(|id| !id.is_empty());
            // No slug holds two dashes, so that this is the id of no other event.
            let key = written.unwrap_or_else(|| format!("{}--{}", article.slug, report + 1));
            let event = match by_id.get(&key) {
                Some(event) if known.contains(event) => {
                    out.push(reported_twice(draft, &key));
                    found.push(None);
                    continue;
                }
                Some(event) => *event,
                None => {
                    let event = self.add(key.clone(), draft.title.as_deref().unwrap_or(""));
                    by_id.insert(key, event);
                    event
                }
            };
            let telling = Telling {
                article: id,
                report,
                file: draft.event.file,
                path: draft.event.path.clone(),
                dated_by: draft.event.dated_by,
            };
            self.tellings[event.index()].push(telling);
            found.push(Some(event));
            known.insert(event);
        }
        found
    }

    /// Hands out the events that each article reports, in its order.
    pub fn take_reports(&mut self) -> Vec<Vec<Option<EventId>>> {
        std::mem::take(&mut self.of_article)
    }

    /// The finished events; contradictions between articles that the register does not settle are reported.
    pub fn finish(
        &self,
        register: Vec<Told>,
        articles: &[Arc<Article>],
        places: &[Place],
        usual: Option<ConflictId>,
        out: &mut Diagnostics,
    ) -> Vec<Event> {
        // The register's events come first, in its order.
        let mut register = register.into_iter();
        let mut list = Vec::with_capacity(self.ids.len());
        for (id, tellings) in self.ids.iter().zip(&self.tellings) {
            let mut tellings: Vec<&Telling> = tellings.iter().collect();
            tellings.sort_by_key(|telling| {
                let article = &articles[telling.article.index()];
                (article.published.instant(), &article.slug)
            });
            let own = register.next();
            let told: Vec<(&Telling, &Report)> = tellings
                .into_iter()
                .map(|t| (t, &articles[t.article.index()].events[t.report as usize]))
                .collect();
            contradiction::report(id, &told, own.as_ref().map(|own| &own.report), places, out);
            let own = own.map(|Told { file, report, body }| (file, report.into(), body));
            let reports = told.iter().map(|(telling, _)| (telling.article, telling.report)).collect();
            list.extend(joined(id.clone(), own, reports, articles, usual));
        }
        list
    }
}

/// The id that a file gives an event.
fn id_of(draft: &EventDraft) -> Option<&str> {
    draft.event.id.as_ref().map(|id: &Written<String>| id.value.as_str())
}

fn reported_twice(draft: &EventDraft, id: &str) -> Diagnostic {
    let message = format!("the article reports the event `{id}` twice");
    Diagnostic::new(code::DUPLICATE_ID, message)
        .at(draft.event.at("id"))
        .hint("tell it once, or give what is another event another `id`")
}

impl Told {
    /// Resolves what the register says of an event.
    pub fn of(id: EventId, mut draft: EventDraft, bodies: &Bodies, out: &mut Findings) -> Self {
        let file = draft.event.file;
        for key in ["title", "id"] {
            out.described(|| draft.event.at(key), Thing::Event(id));
        }
        let text = std::mem::take(&mut draft.event.body);
        let fields = FieldNames { names: bodies.names, file };
        let mut sources = Numbered::new(fields);
        sources.numbers(std::mem::take(&mut draft.sources), out);
        let report = Evidence { fields, listed: Vec::new(), sources: &mut sources, out }.report(draft, None);
        let listed = report.actors.iter().map(|involved| involved.actor).collect();
        let day = report.when.as_ref().and_then(When::anchor);
        let scope = Scope { file, listed, own: None, day };
        let body = bodies.resolve(&text, &scope, sources.done(), out);
        Self { file, report, body }
    }
}

/// An event as it would be if nothing had told of it but the register and these of its articles; `None` where nothing does.
pub fn told_by(site: &Site, event: &Event, tells: impl Fn(ArticleId) -> bool) -> Option<Event> {
    let told = event.reports.iter().copied().filter(|(article, _)| tells(*article)).collect();
    let own = event.file.zip(event.own.clone()).map(|(file, own)| (file, own, Body::default()));
    joined(event.id.clone(), own, told, &site.articles, site.main_conflict)
}

/// One event of all that is said of it: the register's word first, then the earliest report's, then its article's.
fn joined(
    id: String,
    register: Option<(FileId, Arc<Report>, Body)>,
    told: Vec<(ArticleId, u32)>,
    articles: &[Arc<Article>],
    usual: Option<ConflictId>,
) -> Option<Event> {
    let (file, own, body) = match register {
        Some((file, report, body)) => (Some(file), Some(report), body),
        None => (None, None, Body::default()),
    };
    let article = |id: ArticleId| &articles[id.index()];
    let report = |(id, report): &(ArticleId, u32)| &article(*id).events[*report as usize];
    let reports = || own.iter().map(Arc::as_ref).chain(told.iter().map(report));
    let articles_of = || told.iter().map(|(id, _)| article(*id));
    let first = articles_of().next();
    let titled = reports().find_map(|report| report.title.clone());
    let summary = reports().find_map(|report| report.summary.clone());
    let when = reports().find_map(|report| report.when.clone());
    let actors = match &own {
        Some(report) if !report.actors.is_empty() => report.actors.clone(),
        _ => all_involved(&told, articles),
    };
    let of_article = |found: bool| first.filter(|_| !found);
    let titles = reports().flat_map(|report| report.titles.iter().cloned()).collect();
    let summaries = reports().flat_map(|report| report.summaries.iter().cloned()).collect();
    let lang = first.filter(|_| file.is_none()).and_then(|article| article.lang.clone());
    Some(Event {
        titles,
        summaries,
        lang: lang.clone(),
        summary_lang: lang,
        file,
        id,
        when: when.or_else(|| Some(first?.when.clone()))?,
        summary: summary.or_else(|| of_article(titled.is_some())?.summary.clone()),
        title: titled.or_else(|| Some(first?.title.clone()))?,
        place: reports().find_map(|report| report.place).or_else(|| articles_of().find_map(|a| a.place)),
        places: further_places(reports()),
        from: reports().find_map(|report| report.from),
        to: reports().find_map(|report| report.to),
        kind: reports().find_map(|report| report.kind).or_else(|| articles_of().find_map(|a| a.kind)),
        conflict: reports()
            .find_map(|report| report.conflict)
            .or_else(|| articles_of().find_map(|a| a.conflict))
            .or(usual),
        image: reports().find_map(|report| report.image.clone()),
        gallery: reports().flat_map(|report| report.gallery.iter().cloned()).collect(),
        // An article of one event speaks of that.
        key: reports().any(|report| report.key) || articles_of().any(|a| a.key && a.events.len() == 1),
        actors,
        claims: own.as_ref().map(|report| report.claims.clone()).unwrap_or_default(),
        figures: own.as_ref().map(|report| report.figures.clone()).unwrap_or_default(),
        body,
        reports: told,
        own,
    })
}

/// Every further place that some report names, each once.
fn further_places<'a>(reports: impl Iterator<Item = &'a Report>) -> Vec<PlaceId> {
    let mut all: Vec<PlaceId> = Vec::new();
    for place in reports.flat_map(|report| &report.places) {
        if !all.contains(place) {
            all.push(*place);
        }
    }
    all
}

/// Everyone whom some report names, or the article of a report that names nobody; each part once.
fn all_involved(told: &[(ArticleId, u32)], articles: &[Arc<Article>]) -> Vec<Involvement> {
    let mut all: Vec<Involvement> = Vec::new();
    let mut known = FxHashSet::default();
    for (id, report) in told {
        let article = &articles[id.index()];
        let own = &article.events[*report as usize].actors;
        let named = if own.is_empty() { &article.actors } else { own };
        for involved in named {
            if known.insert((involved.actor, involved.role)) {
                all.push(*involved);
            }
        }
    }
    all
}
