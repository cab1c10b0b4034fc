//! The page of an event: what is known of it, and what each article reports.

use serde::Serialize;
use tera::Value;

use crate::derive::{above, phase_of};
use crate::model::{
    Article, ArticleId, Citation, Claim, ConflictId, EntryId, Event, EventId, Figure, Position, Report, Site,
    When,
};
use crate::render::context::Context;
use crate::render::data::json_ld;
use crate::render::part::claims::ClaimView;
use crate::render::part::figures::FigureGroup;
use crate::render::part::sources::SourceView;
use crate::render::part::{actor, claims, described, entry, figures, head, place, related, sources};
use crate::render::templates::{Sheet, markup};
use crate::render::text::date::DateView;
use crate::render::text::link::Link;
use crate::render::text::picture::ImageView;
use crate::render::text::{body, date, link, picture};
use crate::route::Route;
use crate::text::fold;

#[derive(Serialize)]
struct EventView<'a> {
    id: &'a str,
    title: &'a str,
    summary: Option<&'a str>,
    happened: DateView,
    kind: Option<&'static str>,
    kind_name: Option<&'static str>,
    place: Option<Value>,
    actors: Vec<Value>,
    conflict: Option<Link>,
    phase: Option<&'a str>,
    image: Option<ImageView<'a>>,
    body: Value,
    reports: Vec<ReportView<'a>>,
    claims: Vec<ClaimView>,
    figures: Vec<FigureGroup<'a>>,
    sources: Vec<SourceView>,
    previous: Option<NeighbourView<'a>>,
    next: Option<NeighbourView<'a>>,
    /// Its place in the timeline.
    timeline: String,
}

/// What an article says of the event, where it differs from what the page says.
#[derive(Serialize)]
struct ReportView<'a> {
    story: Value,
    published: DateView,
    title: Option<&'a str>,
    summary: Option<&'a str>,
    happened: Option<DateView>,
    place: Option<Value>,
    kind_name: Option<&'static str>,
}

/// The entry before or after it in time.
#[derive(Serialize)]
struct NeighbourView<'a> {
    title: &'a str,
    url: String,
    date: DateView,
}

/// The numbered sources of all who tell of the event, in one list.
struct Sources<'a> {
    list: Vec<&'a Citation>,
}

impl<'a> Sources<'a> {
    /// The numbers in this list of sources that have other numbers in the list of an article.
    fn numbers(&mut self, theirs: &'a [Citation], numbers: &[u32]) -> Vec<u32> {
        let known = numbers.iter().filter_map(|number| theirs.get(*number as usize - 1));
        known.map(|citation| self.number(citation)).collect()
    }

    fn number(&mut self, citation: &'a Citation) -> u32 {
        let same = |known: &&&Citation| match (**known, citation) {
            (Citation::Shared(a), Citation::Shared(b)) => a == b,
            (Citation::Own(a), Citation::Own(b)) => {
                (&a.title, &a.url, &a.publisher) == (&b.title, &b.url, &b.publisher)
            }
            _ => false,
        };
        let index = self.list.iter().position(|known| same(&known)).unwrap_or_else(|| {
            self.list.push(citation);
            self.list.len() - 1
        });
        u32::try_from(index + 1).unwrap_or(u32::MAX)
    }

    fn claim(&mut self, theirs: &'a [Citation], claim: &Claim) -> Claim {
        let mut claim = claim.clone();
        for position in &mut claim.positions {
            position.sources = self.numbers(theirs, &position.sources);
        }
        if let Some(assessment) = &mut claim.assessment {
            assessment.sources = self.numbers(theirs, &assessment.sources);
        }
        claim
    }

    fn figure(&mut self, theirs: &'a [Citation], figure: &Figure) -> Figure {
        Figure { sources: self.numbers(theirs, &figure.sources), ..figure.clone() }
    }
}

/// Renders the page of an event.
pub fn sheet(cx: Context<'_>, id: EventId) -> Sheet<'_> {
    let event = cx.site.event(id);
    let noted = || described::noted(cx, &event.when, event.place, &event.actors);
    let summary = event.summary.clone().unwrap_or_else(noted);
    let mut head = head::new(cx, &Route::Event(id), "timeline", &event.title, &summary);
    head::own_picture(cx, &mut head, event.image.as_ref());
    head.json_ld = Some(markup(&json_ld::event_page(cx, event, &head)));
    let mut context = head::context(cx, &head);
    context.insert("event", &view(cx, id, event));
    Sheet::Template("event.html", context)
}

fn view<'a>(cx: Context<'a>, id: EventId, event: &'a Event) -> EventView<'a> {
    let facts = cx.facts;
    let entry = facts.entry_of.event[id.index()];
    let (claims, figures, sources) = evidence_of(cx, event);
    let phase = event.conflict.and_then(|conflict| phase_in(cx, conflict, &event.when));
    EventView {
        id: &event.id,
        title: &event.title,
        summary: event.summary.as_deref(),
        happened: date::view(cx, &event.when),
        kind: event.kind.map(|kind| kind.word()),
        kind_name: event.kind.map(|kind| cx.phrases.get(kind.phrase())),
        place: event.place.map(|place| place::view(cx, place)),
        actors: event
            .actors
            .iter()
            .map(|involved| actor::taking_part_on(cx, involved, &event.when))
            .collect(),
        conflict: event.conflict.map(|conflict| link::to_conflict(cx, conflict)),
        phase,
        image: picture::view(cx, event.image.as_ref()),
        body: markup(&body::woven(cx, &event.body)),
        reports: event
            .reports
            .iter()
            .map(|(article, report)| report_view(cx, event, *article, *report))
            .collect(),
        claims: claims::of_list(cx, &claims, event.conflict),
        figures: figures::of_list(cx, &figures),
        sources: sources::of_text(cx, &sources),
        previous: entry.index().checked_sub(1).map(|before| neighbour_entry(cx, EntryId::of(before))),
        next: facts.entries.get(entry.index() + 1).map(|_| neighbour_entry(cx, EntryId(entry.0 + 1))),
        timeline: entry::in_timeline(cx, entry),
    }
}

/// The phase of the conflict, or of one above it, in which something happened.
fn phase_in<'a>(cx: Context<'a>, conflict: ConflictId, when: &When) -> Option<&'a str> {
    let site = cx.site;
    let mut above = above(site, Some(conflict));
    let phases = above.find_map(|id| Some(&site.conflict(id).phases).filter(|phases| !phases.is_empty()))?;
    phase_of(phases, when).map(|index| phases[index].name.as_str())
}

/// What is claimed and counted about an event by all who tell of it, and what that rests on.
fn evidence_of(cx: Context<'_>, event: &Event) -> (Vec<Claim>, Vec<Figure>, Vec<Citation>) {
    let site = cx.site;
    // The citations in its own text count by the order of its own list.
    let mut sources = Sources { list: event.body.sources.iter().collect() };
    let mut claims = event.claims.clone();
    let mut figures = event.figures.clone();
    for (article, report) in &event.reports {
        let article = site.article(*article);
        let report = &article.events[*report as usize];
        let theirs = &article.body.sources;
        if report.sources.is_empty() {
            for citation in theirs {
                sources.number(citation);
            }
        } else {
            sources.numbers(theirs, &report.sources);
        }
        for claim in own_and(article, report, |a| &a.claims, |r| &r.claims) {
            join(&mut claims, sources.claim(theirs, claim), site);
        }
        for figure in own_and(article, report, |a| &a.figures, |r| &r.figures) {
            figures.push(sources.figure(theirs, figure));
        }
    }
    (claims, figures, sources.list.into_iter().cloned().collect())
}

fn report_view<'a>(cx: Context<'a>, event: &Event, id: ArticleId, report: u32) -> ReportView<'a> {
    let article = cx.site.article(id);
    let report = &article.events[report as usize];
    ReportView {
        story: related::story(cx, id),
        published: date::stamped(cx, &article.published),
        title: report.title.as_deref().filter(|title| *title != event.title),
        summary: report.summary.as_deref().filter(|summary| Some(*summary) != event.summary.as_deref()),
        happened: report
            .when
            .as_ref()
            .filter(|when| is_another(when, &event.when))
            .map(|when| date::view(cx, when)),
        place: report.place.filter(|place| Some(*place) != event.place).map(|place| place::view(cx, place)),
        kind_name: report
            .kind
            .filter(|kind| Some(*kind) != event.kind)
            .map(|kind| cx.phrases.get(kind.phrase())),
    }
}

fn neighbour_entry(cx: Context<'_>, id: EntryId) -> NeighbourView<'_> {
    let entry = &cx.facts.entries[id.index()];
    NeighbourView {
        title: entry.title(cx.site),
        url: entry::url(cx, entry).into_owned(),
        date: date::view(cx, &entry.when),
    }
}

/// Adds a claim to others: positions on a matter that is there already join those that are known of it.
fn join(claims: &mut Vec<Claim>, claim: Claim, site: &Site) {
    let same = |known: &&mut Claim| match (&known.id, &claim.id) {
        (Some(a), Some(b)) => a == b,
        _ => fold(&known.about) == fold(&claim.about),
    };
    let Some(known) = claims.iter_mut().find(same) else {
        claims.push(claim);
        return;
    };
    for position in claim.positions {
        let said =
            |p: &Position| p.by == position.by && p.stance == position.stance && p.text == position.text;
        if !known.positions.iter().any(said) {
            known.positions.push(position);
        }
    }
    known.positions.sort_by_key(|p| (p.date.is_none(), p.date.clone(), site.actor(p.by).id.clone()));
    known.assessment = known.assessment.take().or(claim.assessment);
}

/// Whether a date differs from the one shown; the same instant in another zone does not.
fn is_another(when: &When, shown: &When) -> bool {
    let same_instant = when.start().is_some() && (when.start(), when.end()) == (shown.start(), shown.end());
    when != shown && !same_instant
}

/// What a report holds, and what its article holds if it reports nothing else.
fn own_and<'a, T: 'a>(
    article: &'a Article,
    report: &'a Report,
    of_article: fn(&'a Article) -> &'a Vec<T>,
    of_report: fn(&'a Report) -> &'a Vec<T>,
) -> impl Iterator<Item = &'a T> {
    let alone = if article.events.len() < 2 { of_article(article).as_slice() } else { &[] };
    of_report(report).iter().chain(alone)
}
