//! Corrections of the whole site, and when readers last saw a text change.

use super::weight::ROOM;
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
    breaks: Vec<usize>,
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
        for (i, article) in site.articles.iter().enumerate() {
            let of_article = (0..).zip(&article.corrections);
            list.extend(of_article.map(|(index, _)| CorrectionAt { article: ArticleId::of(i), index }));
        }
        list.sort_by(|a, b| {
            let key = |at: &CorrectionAt| at.correction(site).date.as_ref().map(Stamp::instant);
            key(b).cmp(&key(a)).then_with(|| {
                (&site.article(a.article).slug, a.index).cmp(&(&site.article(b.article).slug, b.index))
            })
        });
        let (mut breaks, mut bytes) = (Vec::new(), 0);
        for (index, at) in list.iter().enumerate() {
            let next = bulk(at.correction(site)) + site.article(at.article).title.len();
            if index > 0 && bytes + next > ROOM as usize {
                breaks.push(index);
                bytes = 0;
            }
            bytes += next;
        }
        Self { list, breaks }
    }

    /// The corrections of a page, counted from 1.
    pub fn part(&self, number: u32) -> &[CorrectionAt] {
        let number = number as usize;
        let start = number.checked_sub(2).map_or(0, |before| self.breaks[before]);
        &self.list[start..self.breaks.get(number.saturating_sub(1)).copied().unwrap_or(self.list.len())]
    }

    /// The numbers of the pages; none where nothing was corrected.
    pub fn parts(&self) -> std::ops::RangeInclusive<u32> {
        let last = if self.list.is_empty() { 0 } else { self.breaks.len() + 1 };
        1..=u32::try_from(last).unwrap_or(u32::MAX)
    }
}

fn bulk(correction: &Correction) -> usize {
    let texts = [Some(&correction.text), correction.was.as_ref(), correction.now.as_ref()];
    500 + texts.into_iter().flatten().map(String::len).sum::<usize>()
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
