//! A day in another calendar than the Gregorian one, from ICU4X.

use std::cell::RefCell;

use icu_calendar::Date;
use icu_datetime::DateTimeFormatter;
use icu_datetime::fieldsets::YMD;
use icu_locale_core::Locale;

use crate::config::BesideCalendar;
use crate::model::Day;

/// A calendar in the words of a language.
#[derive(Clone, Debug)]
pub(super) struct Beside {
    /// The language with its calendar, as ICU takes them.
    tag: String,
}

impl Beside {
    pub(super) fn of(tag: &str, calendar: BesideCalendar) -> Self {
        let calendar = match calendar {
            BesideCalendar::Persian => "ca-persian",
            BesideCalendar::Islamic => "ca-islamic-umalqura",
        };
        let extended =
            if tag.contains("-u-") { format!("{tag}-{calendar}") } else { format!("{tag}-u-{calendar}") };
        Self { tag: extended }
    }

    /// The day; `None` where ICU has no words for it.
    pub(super) fn day(&self, day: Day) -> Option<String> {
        thread_local! {
            // Formatters of ICU4X are not shared between threads.
            static KNOWN: RefCell<Vec<(String, DateTimeFormatter<YMD>)>> = const { RefCell::new(Vec::new()) };
        }
        let (year, month, day) = day.ymd();
        let date = Date::try_new_iso(i32::try_from(year).ok()?, month, day).ok()?;
        KNOWN.with_borrow_mut(|known| {
            if !known.iter().any(|(tag, _)| *tag == self.tag) {
                let locale = Locale::try_from_str(&self.tag).ok()?;
                known.push((self.tag.clone(), DateTimeFormatter::try_new(locale.into(), YMD::long()).ok()?));
            }
            known.iter().find(|(tag, _)| *tag == self.tag).map(|(_, form)| form.format(&date).to_string())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_in_two_calendars() {
        let day = Day::new(2020, 10, 5).unwrap();
        let said = |tag: &str, calendar| Beside::of(tag, calendar).day(day);
        assert_eq!(said("fa", BesideCalendar::Persian).as_deref(), Some("۱۴ مهر ۱۳۹۹"));
        assert_eq!(said("fa-u-nu-latn", BesideCalendar::Persian).as_deref(), Some("14 مهر 1399"));
        assert!(said("ar", BesideCalendar::Islamic).is_some_and(|words| words.contains("صفر")));
    }
}
