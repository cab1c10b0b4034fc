//! What is claimed and counted about an event by all who tell of it, and what that rests on, in one numbered list.
//!
//! An event has one page, and nothing else asks for it: it is joined when that page is made, of what stands in the site.

use std::borrow::Cow;

use super::claims::{Disputed, Sourced};
use super::input::TextInput;
use crate::model::{Article, Citation, Claim, Event, Figure, Position, Report, Site};
use crate::text::fold;

/// Claims, figures and sources of all who tell of an event.
#[derive(Debug)]
pub struct EventEvidence<'a> {
    /// The claims, each matter once.
    pub claims: Vec<Disputed<'a>>,
    /// The figures, with the numbers of their sources in the list.
    pub figures: Vec<Sourced<'a, Figure>>,
    /// The list: the event's own, then that of each article.
    pub sources: Vec<&'a Citation>,
}

/// Joins what is claimed and counted about an event.
pub fn event_evidence<'a>(site: &'a Site, event: &'a Event) -> EventEvidence<'a> {
    // The citations in its own text count by the order of its own list.
    let mut sources = NumberedSources { list: TextInput::of(&event.body).sources().iter().collect() };
    let mut claims: Vec<Disputed<'a>> = event.claims.iter().map(Disputed::of).collect();
    let mut figures: Vec<Sourced<'a, Figure>> = event.figures.iter().map(Sourced::figure).collect();
    for (article, report) in &event.reports {
        let article = site.article(*article);
        let report = &article.events[*report as usize];
        let theirs = TextInput::of(&article.body).sources();
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
            figures.push(Sourced { of: figure, sources: sources.numbers(theirs, &figure.sources).into() });
        }
    }
    EventEvidence { claims, figures, sources: sources.list }
}

/// The sources of all who tell of the event, numbered in one list.
struct NumberedSources<'a> {
    list: Vec<&'a Citation>,
}

impl<'a> NumberedSources<'a> {
    /// The numbers in this list of sources that have other numbers in the list of an article.
    fn numbers(&mut self, theirs: &'a [Citation], numbers: &[u32]) -> Vec<u32> {
        let known = numbers.iter().filter_map(|number| theirs.get(*number as usize - 1));
        known.map(|citation| self.number(citation)).collect()
    }

    fn number(&mut self, citation: &'a Citation) -> u32 {
        let same = |known: &&Citation| match (*known, citation) {
            (Citation::Shared(a), Citation::Shared(b)) => a == b,
            (Citation::Own(a), Citation::Own(b)) => {
                (&a.title, &a.url, &a.publisher) == (&b.title, &b.url, &b.publisher)
            }
            (Citation::Shared(_), Citation::Own(_)) | (Citation::Own(_), Citation::Shared(_)) => false,
        };
        let index = self.list.iter().position(same).unwrap_or_else(|| {
            self.list.push(citation);
            self.list.len() - 1
        });
        u32::try_from(index + 1).unwrap_or(u32::MAX)
    }

    fn claim(&mut self, theirs: &'a [Citation], claim: &'a Claim) -> Disputed<'a> {
        let mut claim = Disputed::of(claim);
        for position in &mut claim.positions {
            position.sources = Cow::Owned(self.numbers(theirs, &position.of.sources));
        }
        if let Some(assessment) = &mut claim.assessment {
            assessment.sources = Cow::Owned(self.numbers(theirs, &assessment.of.sources));
        }
        claim
    }
}

/// Whether two claims are about one matter.
pub(super) fn is_one_matter(a: &Claim, b: &Claim) -> bool {
    match (&a.id, &b.id) {
        (Some(a), Some(b)) => a == b,
        _ => fold(&a.about) == fold(&b.about),
    }
}

/// Adds a claim to others: positions on a matter that is there already join those that are known of it.
fn join<'a>(claims: &mut Vec<Disputed<'a>>, claim: Disputed<'a>, site: &Site) {
    let same = |known: &&mut Disputed| is_one_matter(known.claim, claim.claim);
    let Some(known) = claims.iter_mut().find(same) else {
        claims.push(claim);
        return;
    };
    for position in claim.positions {
        let (by, stance, text) = (position.of.by, position.of.stance, &position.of.text);
        let said = |p: &Sourced<Position>| p.of.by == by && p.of.stance == stance && p.of.text == *text;
        if !known.positions.iter().any(said) {
            known.positions.push(position);
        }
    }
    known.positions.sort_by_key(|p| (p.of.date.is_none(), p.of.date.clone(), site.actor(p.of.by).id.clone()));
    known.assessment = known.assessment.take().or(claim.assessment);
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
