//! Which form of a phrase a number asks for, by CLDR's rules of the language.

use std::cell::RefCell;

use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralOperands, PluralRuleType, PluralRules};

/// The word of a category in tables.
pub(super) const WORDS: [(&str, PluralCategory); 6] = [
    ("zero", PluralCategory::Zero),
    ("one", PluralCategory::One),
    ("two", PluralCategory::Two),
    ("few", PluralCategory::Few),
    ("many", PluralCategory::Many),
    ("other", PluralCategory::Other),
];

/// The category of a number in a language.
pub(super) fn category(tag: &str, n: PluralOperands) -> PluralCategory {
    with_rules(tag, |rules| rules.category_for(n)).unwrap_or(PluralCategory::Other)
}

/// The words of the categories that a language has, in CLDR's order.
pub fn categories(tag: &str) -> Vec<&'static str> {
    let has = |category| with_rules(tag, |rules| rules.categories().any(|own| own == category));
    let words =
        WORDS.iter().filter(|(_, category)| has(*category).unwrap_or(*category == PluralCategory::Other));
    words.map(|(word, _)| *word).collect()
}

/// Whether a category stands for one whole number alone, so that its form need not say which.
pub(super) fn is_of_one_number(tag: &str, category: PluralCategory) -> bool {
    let of = |n: u32| with_rules(tag, |rules| rules.category_for(n) == category).unwrap_or(false);
    (0..=200).filter(|n| of(*n)).count() == 1
}

/// ICU's rules are not shared between threads: each keeps those of the languages that it counts in.
fn with_rules<T>(tag: &str, ask: impl FnOnce(&PluralRules) -> T) -> Option<T> {
    thread_local! {
        static KNOWN: RefCell<Vec<(String, PluralRules)>> = const { RefCell::new(Vec::new()) };
    }
    KNOWN.with_borrow_mut(|known| {
        if !known.iter().any(|(of, _)| of == tag) {
            let locale = Locale::try_from_str(tag).unwrap_or(Locale::UNKNOWN);
            let rules = PluralRules::try_new(locale.into(), PluralRuleType::Cardinal.into()).ok()?;
            known.push((tag.to_owned(), rules));
        }
        known.iter().find(|(of, _)| of == tag).map(|(_, rules)| ask(rules))
    })
}
