//! The page of an event: what is known of it, and what each article reports.

use serde::Serialize;
use tera::Value;

use crate::derive::{Slice, above, phase_of};
use crate::model::{
    Article, ArticleId, Citation, Claim, ConflictId, EntryId, Event, EventId, Figure, Position, Report, Site,
    When,
};
use crate::render::Renderer;
use crate::render::part::claims::ClaimView;
use crate::render::part::figures::FigureGroup;
use crate::render::part::head::{DateView, ImageView, Link, markup};
use crate::render::part::sources::SourceView;
use crate::render::templates::Sheet;
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

impl Renderer<'_> {
    /// Renders the page of an event.
    pub(in crate::render) fn event(&self, id: EventId) -> Sheet<'_> {
        let event = self.snapshot.site.event(id);
        let noted = || self.noted(&event.when, event.place, &event.actors);
        let summary = event.summary.clone().unwrap_or_else(noted);
        let mut head = self.head(&Route::Event(id), "timeline", &event.title, &summary);
        self.preview(&mut head, event.image.as_ref());
        head.json_ld = Some(markup(&self.event_json_ld(event, &head)));
        let mut context = self.context(&head);
        context.insert("event", &self.event_view(id, event));
        Sheet::Template("event.html", context)
    }

    fn event_view<'a>(&'a self, id: EventId, event: &'a Event) -> EventView<'a> {
        let facts = &self.snapshot.facts;
        let entry = facts.entry_of.event[id.index()];
        let (claims, figures, sources) = self.evidence_of(event);
        let phase = event.conflict.and_then(|conflict| self.phase_in(conflict, &event.when));
        EventView {
            id: &event.id,
            title: &event.title,
            summary: event.summary.as_deref(),
            happened: self.date(&event.when),
            kind: event.kind.map(|kind| kind.word()),
            kind_name: event.kind.map(|kind| self.phrases.get(kind.phrase())),
            place: event.place.map(|place| self.place_view(place)),
            actors: event.actors.iter().map(|involved| self.involved_on(involved, &event.when)).collect(),
            conflict: event.conflict.map(|conflict| self.conflict_link(conflict)),
            phase,
            image: self.image(event.image.as_ref()),
            body: markup(&self.body(&event.body)),
            reports: event
                .reports
                .iter()
                .map(|(article, report)| self.report(event, *article, *report))
                .collect(),
            claims: self.claims(&claims, event.conflict),
            figures: self.figures(&figures),
            sources: self.sources(&sources),
            previous: entry.index().checked_sub(1).map(|before| self.neighbour_entry(EntryId::of(before))),
            next: facts.entries.get(entry.index() + 1).map(|_| self.neighbour_entry(EntryId(entry.0 + 1))),
            timeline: self.in_timeline(entry),
        }
    }

    /// The phase of the conflict, or of one above it, in which something happened.
    fn phase_in(&self, conflict: ConflictId, when: &When) -> Option<&str> {
        let site = &self.snapshot.site;
        let mut above = above(site, Some(conflict));
        let phases =
            above.find_map(|id| Some(&site.conflict(id).phases).filter(|phases| !phases.is_empty()))?;
        phase_of(phases, when).map(|index| phases[index].name.as_str())
    }

    /// A link to a conflict.
    pub(in crate::render) fn conflict_link(&self, id: ConflictId) -> Link {
        Link {
            title: self.snapshot.site.conflict(id).name.clone(),
            url: self.addressing.link(&Route::Conflict(id, Slice::Whole)),
            section: "conflicts",
        }
    }

    /// What is claimed and counted about an event by all who tell of it, and what that rests on.
    fn evidence_of(&self, event: &Event) -> (Vec<Claim>, Vec<Figure>, Vec<Citation>) {
        let site = &self.snapshot.site;
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

    fn report<'a>(&'a self, event: &Event, id: ArticleId, report: u32) -> ReportView<'a> {
        let article = self.snapshot.site.article(id);
        let report = &article.events[report as usize];
        ReportView {
            story: self.story(id),
            published: self.stamp(&article.published),
            title: report.title.as_deref().filter(|title| *title != event.title),
            summary: report.summary.as_deref().filter(|summary| Some(*summary) != event.summary.as_deref()),
            happened: report
                .when
                .as_ref()
                .filter(|when| is_another(when, &event.when))
                .map(|when| self.date(when)),
            place: report
                .place
                .filter(|place| Some(*place) != event.place)
                .map(|place| self.place_view(place)),
            kind_name: report
                .kind
                .filter(|kind| Some(*kind) != event.kind)
                .map(|kind| self.phrases.get(kind.phrase())),
        }
    }

    fn neighbour_entry(&self, id: EntryId) -> NeighbourView<'_> {
        let entry = &self.snapshot.facts.entries[id.index()];
        NeighbourView {
            title: entry.title(&self.snapshot.site),
            url: self.entry_url(entry).into_owned(),
            date: self.date(&entry.when),
        }
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
