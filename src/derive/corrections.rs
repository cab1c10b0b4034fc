//! Corrections of the whole site, and when readers last saw a text change.

use super::pages::{PageRoom, Pages};
use super::weight::{self, ROOM};
use crate::model::{Article, ArticleId, Correction, Site, Stamp};

/// A correction and the article that it is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CorrectionAt {
    /// The article, which may be a retracted one.
    pub article: ArticleId,
    /// Which of its corrections.
    pub index: u32,
}

/// All corrections, the newest first; those without a date last.
#[derive(Debug, Default)]
pub struct Corrections {
    /// The list.
    pub list: Vec<CorrectionAt>,
    /// Its pages.
    pub pages: Pages,
}

impl CorrectionAt {
    /// The correction.
    pub fn correction(self, site: &Site) -> &Correction {
        &site.article(self.article).corrections[self.index as usize]
    }
}

impl Corrections {
    pub(super) fn of(site: &Site) -> Self {
        let mut list: Vec<CorrectionAt> = Vec::new();
        let own = |(i, _): &(usize, _)| !site.is_translation(ArticleId::of(*i));
        for (i, article) in site.articles.iter().enumerate().filter(own) {
            let of_article = (0..).zip(&article.corrections);
            list.extend(of_article.map(|(index, _)| CorrectionAt { article: ArticleId::of(i), index }));
        }
        list.sort_by(|a, b| {
            let key = |at: &CorrectionAt| at.correction(site).date.as_ref().map(Stamp::instant);
            key(b).cmp(&key(a)).then_with(|| {
                (&site.article(a.article).slug, a.index).cmp(&(&site.article(b.article).slug, b.index))
            })
        });
        let weights = list.iter().map(|at| weight::correction(at.correction(site), site.article(at.article)));
        let pages = Pages::cut(weights, PageRoom::of(ROOM));
        Self { list, pages }
    }

    /// The corrections of a page, counted from 1.
    pub fn part(&self, number: u32) -> &[CorrectionAt] {
        &self.list[self.pages.part(number)]
    }
}

/// When the text last changed, by its own `updated` or its corrections; `None` if it is as it was first published.
pub fn last_change(article: &Article) -> Option<&Stamp> {
    let corrected = article.corrections.iter().filter_map(|correction| correction.date.as_ref());
    let changed = article.updated.iter().chain(corrected).max_by_key(|stamp| stamp.instant())?;
    (changed.instant() > article.published.instant()).then_some(changed)
}

/// The last change that readers are told of, or the publication.
pub fn changed(article: &Article) -> &Stamp {
    last_change(article).unwrap_or(&article.published)
}
