//! Where a claim or figure stands: in an article, in its report of an event, in the register of events or conflicts.

use crate::model::{ArticleId, Claim, ConflictId, EventId, Figure, Report, Site, Target, When};

/// Where a claim or figure stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// In an article.
    Article(ArticleId),
    /// In an article's report of an event, by index.
    Report(ArticleId, u32),
    /// In the register of events.
    Event(EventId),
    /// In the register of conflicts.
    Conflict(ConflictId),
}

impl Owner {
    /// All owners: published articles in the given order, each before its reports, then events and conflicts.
    pub(super) fn all(site: &Site, in_time: &[ArticleId]) -> Vec<Self> {
        let articles = in_time.iter().flat_map(|id| Self::of_article(site, *id));
        let events = (0..site.events.len()).map(|i| Self::Event(EventId::of(i)));
        let conflicts = (0..site.conflicts.len()).map(|i| Self::Conflict(ConflictId::of(i)));
        articles.chain(events).chain(conflicts).collect()
    }

    /// An article, then its reports.
    pub fn of_article(site: &Site, id: ArticleId) -> impl Iterator<Item = Self> {
        let reports = (0..).zip(&site.article(id).events).map(move |(report, _)| Self::Report(id, report));
        std::iter::once(Self::Article(id)).chain(reports)
    }

    fn report(site: &Site, article: ArticleId, report: u32) -> &Report {
        &site.article(article).events[report as usize]
    }

    /// Its claims.
    pub fn claims(self, site: &Site) -> &[Claim] {
        match self {
            Self::Article(id) => &site.article(id).claims,
            Self::Report(id, report) => &Self::report(site, id, report).claims,
            Self::Event(id) => &site.event(id).claims,
            Self::Conflict(_) => &[],
        }
    }

    /// Its figures.
    pub fn figures(self, site: &Site) -> &[Figure] {
        match self {
            Self::Article(id) => &site.article(id).figures,
            Self::Report(id, report) => &Self::report(site, id, report).figures,
            Self::Event(id) => &site.event(id).figures,
            Self::Conflict(id) => &site.conflict(id).figures,
        }
    }

    /// The conflict that it is about.
    pub fn conflict(self, site: &Site) -> Option<ConflictId> {
        match self {
            Self::Article(id) => site.article(id).conflict,
            Self::Report(id, report) => {
                let told = Self::report(site, id, report);
                told.conflict.or_else(|| site.event(told.event?).conflict).or(site.article(id).conflict)
            }
            Self::Event(id) => site.event(id).conflict,
            Self::Conflict(id) => Some(id),
        }
    }

    /// When what it is about happened.
    pub fn when(self, site: &Site) -> Option<&When> {
        match self {
            Self::Article(id) => Some(&site.article(id).when),
            Self::Report(id, report) => {
                let told = Self::report(site, id, report);
                let of_event = told.event.map(|event| &site.event(event).when);
                told.when.as_ref().or(of_event).or(Some(&site.article(id).when))
            }
            Self::Event(id) => Some(&site.event(id).when),
            Self::Conflict(id) => site.conflict(id).when.as_ref(),
        }
    }

    /// The page that shows it.
    pub fn page(self) -> Target {
        match self {
            Self::Article(id) | Self::Report(id, _) => Target::Article(id),
            Self::Event(id) => Target::Event(id),
            Self::Conflict(id) => Target::Conflict(id),
        }
    }
}
