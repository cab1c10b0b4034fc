//! The alphabetical order of a language.

use std::cmp::Ordering;

use icu_collator::CollatorBorrowed;
use icu_collator::options::CollatorOptions;
use icu_locale_core::Locale;

use super::Words;

/// The collator of one language; `None` orders by code points.
#[derive(Debug)]
pub(super) struct Order(Option<CollatorBorrowed<'static>>);

impl Order {
    /// The order of a language; the general one for a tag that is none.
    pub(super) fn of(tag: &str) -> Self {
        let locale = Locale::try_from_str(tag).unwrap_or(Locale::UNKNOWN);
        Self(CollatorBorrowed::try_new(locale.into(), CollatorOptions::default()).ok())
    }
}

impl Words {
    /// The order of two names; names that the language puts in one place are ordered by code points.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        let alphabetical = self.order.0.as_ref().map_or(Ordering::Equal, |order| order.compare(a, b));
        alphabetical.then_with(|| a.cmp(b))
    }
}
