//! Stories that belong together: found all at once for a build, and one by one for a preview.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use super::article_order::ArticleOrder;
use super::copies::{self, NearCopy, Sketches};
use super::related::{self, Index, Related};
use crate::model::{ArticleId, Site};

/// Related stories and near copies; what is asked for first is found then.
#[derive(Debug, Default)]
pub struct Kin {
    sketches: OnceLock<Arc<Sketches>>,
    index: OnceLock<Arc<Index>>,
    all: OnceLock<All>,
}

#[derive(Debug)]
struct All {
    related: Vec<Vec<Related>>,
    copies: Vec<NearCopy>,
}

impl Kin {
    /// Finds the relatives and copies of every article.
    pub(super) fn find_all(&self, site: &Site, order: &ArticleOrder) {
        self.all.get_or_init(|| {
            let copies = copies::near_copies(site, &order.in_time, self.sketches(site, order));
            let related = related::related(site, order, self.index(site, order), &copies);
            All { related, copies }
        });
    }

    /// What is still true after these articles have changed, which keep their order; `same_input` tells whether what makes them kin is
    /// the same, apart from their texts.
    pub(super) fn after(
        &self,
        site: &Site,
        order: &ArticleOrder,
        changed: &[ArticleId],
        same_input: bool,
    ) -> Self {
        let next = Self::default();
        if let Some(sketches) = self.sketches.get() {
            let places = changed.iter().filter_map(|id| Some((order.position[id.index()]?, *id)));
            let _ = next.sketches.set(Arc::new(sketches.after(site, places)));
        }
        if let Some(index) = self.index.get().filter(|_| same_input) {
            let _ = next.index.set(Arc::clone(index));
        }
        next
    }

    /// The stories related to an article, pinned ones first, then the best others.
    pub(super) fn of(&self, site: &Site, order: &ArticleOrder, id: ArticleId) -> Cow<'_, [Related]> {
        if let Some(all) = self.all.get() {
            return Cow::Borrowed(&all.related[id.index()]);
        }
        let Some(place) = order.position[id.index()] else { return Cow::Borrowed(&[]) };
        let copies = copies::of_one(site, &order.in_time, self.sketches(site, order), place);
        Cow::Owned(related::of(site, order, self.index(site, order), &copies, place as usize))
    }

    /// The pairs of articles whose texts are nearly the same; none before all have been looked for.
    pub fn copies(&self) -> &[NearCopy] {
        self.all.get().map_or(&[], |all| &all.copies)
    }

    fn sketches(&self, site: &Site, order: &ArticleOrder) -> &Sketches {
        self.sketches.get_or_init(|| Arc::new(Sketches::of(site, &order.in_time)))
    }

    fn index(&self, site: &Site, order: &ArticleOrder) -> &Index {
        self.index.get_or_init(|| Arc::new(Index::of(site, order)))
    }
}
