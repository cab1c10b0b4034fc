//! The forms of days, months, years and weekdays in one language, taken from ICU4X once.
//!
//! Formatters of ICU4X are not shared between threads and cost more than a site of 100 000 dates
//! wants to pay. So each form is formatted once with numbers that can be told apart, and kept as a text
//! with gaps for day and year. The calendar is always the Gregorian one.

use icu_calendar::{Date, Gregorian};
use icu_datetime::fieldsets::{E, M, MD, Y, YM, YMD};
use icu_datetime::{DateTimeFormatterPreferences, FixedCalendarDateTimeFormatter as Formatter};
use icu_locale_core::Locale;
use serde::Serialize;

const DAY: char = '\u{1}';
const YEAR: char = '\u{2}';
const SAMPLE_DAY: u32 = 27;
const SAMPLE_YEAR: u32 = 3456;

/// The forms of one language. A form has gaps for day and year.
#[derive(Clone, Debug)]
pub(super) struct Forms {
    zero: char,
    day_month_year: [String; 12],
    day_month: [String; 12],
    short_day_month: [String; 12],
    month_year: [String; 12],
    month: [String; 12],
    short_month: [String; 12],
    year: String,
    year_before_christ: String,
    weekdays: [String; 7],
}

/// Forms with the gaps `{d}` and `{y}`.
#[derive(Clone, Debug, Serialize)]
pub struct Gaps {
    /// The zero of the language's digits.
    pub zero: char,
    /// A whole date, by month.
    pub day: [String; 12],
    /// A day with the month abbreviated, by month.
    pub short_day: [String; 12],
    /// A month with its year, by month.
    pub month: [String; 12],
    /// A month abbreviated.
    pub short_month: [String; 12],
    /// A year.
    pub year: String,
    /// A year before the first.
    pub year_before_christ: String,
}

impl Forms {
    /// The forms of a language; ISO forms for a tag that is none.
    pub(super) fn of(tag: &str) -> Self {
        // English without a country has the day first here: it reads well beside every other language.
        let tag = if tag.eq_ignore_ascii_case("en") { "en-GB" } else { tag };
        let locale = Locale::try_from_str(tag).unwrap_or(Locale::UNKNOWN);
        Self::load(&locale).unwrap_or_else(Self::iso)
    }

    fn load(locale: &Locale) -> Option<Self> {
        let preferences = DateTimeFormatterPreferences::from(locale);
        let years = Formatter::<Gregorian, _>::try_new(preferences, Y::long()).ok()?;
        let sample = years.format(&date(3456, 1, 1)?).to_string();
        let zero = zero_of(&sample);
        let gaps = |text: String| with_gaps(&text, zero);
        let before = years.format(&date(1 - 3456, 1, 1)?).to_string();
        let full = Formatter::<Gregorian, _>::try_new(preferences, YMD::long()).ok()?;
        let days = Formatter::<Gregorian, _>::try_new(preferences, MD::long()).ok()?;
        let short = Formatter::<Gregorian, _>::try_new(preferences, MD::medium()).ok()?;
        let months = Formatter::<Gregorian, _>::try_new(preferences, M::long()).ok()?;
        let short_months = Formatter::<Gregorian, _>::try_new(preferences, M::medium()).ok()?;
        let weekdays = Formatter::<Gregorian, _>::try_new(preferences, E::long()).ok()?;
        let months = each_month(|date| months.format(date).to_string())?;
        Some(Self {
            zero,
            day_month_year: each_month(|date| gaps(full.format(date).to_string()))?,
            day_month: each_month(|date| gaps(days.format(date).to_string()))?,
            short_day_month: each_month(|date| gaps(short.format(date).to_string()))?,
            month_year: month_years(locale, &months, zero)?,
            month: months,
            short_month: each_month(|date| short_months.format(date).to_string())?,
            year: gaps(sample),
            year_before_christ: gaps(before),
            // 3 January 2000 was a Monday.
            weekdays: collect(|n| Some(weekdays.format(&date(2000, 1, 3 + n)?).to_string()))?,
        })
    }

    fn iso() -> Self {
        let numbered = |form: &str| std::array::from_fn(|n| form.replace("MM", &format!("{:02}", n + 1)));
        Self {
            zero: '0',
            day_month_year: numbered(&format!("{YEAR}-MM-{DAY}")),
            day_month: numbered(&format!("MM-{DAY}")),
            short_day_month: numbered(&format!("MM-{DAY}")),
            month_year: numbered(&format!("{YEAR}-MM")),
            month: numbered("MM"),
            short_month: numbered("MM"),
            year: YEAR.to_string(),
            year_before_christ: format!("{YEAR} BC"),
            weekdays: std::array::from_fn(|n| (n + 1).to_string()),
        }
    }

    /// A whole date.
    pub(super) fn day_month_year(&self, year: i64, month: u8, day: u8) -> String {
        if year < 1 {
            return format!("{} {}", self.day_month(month, day), self.year(year));
        }
        self.filled(form(&self.day_month_year, month), year, day)
    }

    /// A day and month without the year.
    pub(super) fn day_month(&self, month: u8, day: u8) -> String {
        self.filled(form(&self.day_month, month), 0, day)
    }

    /// A day and month with the month abbreviated.
    pub(super) fn short_day_month(&self, month: u8, day: u8) -> String {
        self.filled(form(&self.short_day_month, month), 0, day)
    }

    /// A month with its year, in the nominative.
    pub(super) fn month_year(&self, year: i64, month: u8) -> String {
        if year < 1 {
            return format!("{} {}", self.month(month), self.year(year));
        }
        self.filled(form(&self.month_year, month), year, 0)
    }

    /// A month alone, in the nominative.
    pub(super) fn month(&self, month: u8) -> &str {
        form(&self.month, month)
    }

    /// A month alone, abbreviated.
    pub(super) fn month_brief(&self, month: u8) -> &str {
        form(&self.short_month, month)
    }

    /// A year; years before 1 are counted before Christ.
    pub(super) fn year(&self, year: i64) -> String {
        if year < 1 {
            self.filled(&self.year_before_christ, 1 - year, 0)
        } else {
            self.filled(&self.year, year, 0)
        }
    }

    /// The form of a year around another text, such as `2020–21`.
    pub(super) fn year_written(&self, text: &str) -> String {
        self.year.replace(YEAR, &self.digits(text))
    }

    /// The forms for a program that fills the gaps itself.
    pub(super) fn gaps(&self) -> Gaps {
        let named = |form: &String| form.replace(DAY, "{d}").replace(YEAR, "{y}");
        Gaps {
            zero: self.zero,
            day: self.day_month_year.each_ref().map(named),
            short_day: self.short_day_month.each_ref().map(named),
            month: self.month_year.each_ref().map(named),
            short_month: self.short_month.clone(),
            year: named(&self.year),
            year_before_christ: named(&self.year_before_christ),
        }
    }

    /// The name of a day of the week, from Monday = 0.
    pub(super) fn weekday(&self, from_monday: usize) -> &str {
        self.weekdays.get(from_monday).map_or("", String::as_str)
    }

    /// Whether the year comes before the day.
    pub(super) fn year_first(&self) -> bool {
        self.day_month_year[0].find(YEAR) < self.day_month_year[0].find(DAY)
    }

    /// Digits of this language in place of 0–9.
    pub(super) fn digits(&self, text: &str) -> String {
        text.chars()
            .map(|c| c.to_digit(10).and_then(|n| char::from_u32(self.zero as u32 + n)).unwrap_or(c))
            .collect()
    }

    fn filled(&self, form: &str, year: i64, day: u8) -> String {
        let mut text = String::with_capacity(form.len() + 8);
        for c in form.chars() {
            match c {
                DAY => self.push_number(&mut text, i64::from(day)),
                YEAR => self.push_number(&mut text, year),
                other => text.push(other),
            }
        }
        text
    }

    fn push_number(&self, text: &mut String, n: i64) {
        let digits = n.to_string();
        if self.zero == '0' { text.push_str(&digits) } else { text.push_str(&self.digits(&digits)) }
    }
}

fn form(forms: &[String; 12], month: u8) -> &str {
    forms.get(usize::from(month).wrapping_sub(1)).map_or("", String::as_str)
}

fn date(year: i32, month: u8, day: u8) -> Option<Date<Gregorian>> {
    Date::try_new_gregorian(year, month, day).ok()
}

fn each_month(format: impl Fn(&Date<Gregorian>) -> String) -> Option<[String; 12]> {
    collect(|n| Some(format(&date(3456, n + 1, 27)?)))
}

fn collect<const N: usize>(make: impl Fn(u8) -> Option<String>) -> Option<[String; N]> {
    let made: Option<Vec<String>> = (0..N).map(|n| make(u8::try_from(n).ok()?)).collect();
    made?.try_into().ok()
}

/// ICU4X 2.4 has no number format at hand for Portuguese months with a year, and says so with a panic
/// in debug builds; there the two are joined as the language does it.
fn month_years(locale: &Locale, months: &[String; 12], zero: char) -> Option<[String; 12]> {
    if locale.id.language.as_str() == "pt" {
        return Some(std::array::from_fn(|n| format!("{} de {YEAR}", months[n])));
    }
    let formatter = Formatter::<Gregorian, _>::try_new(locale.into(), YM::long()).ok()?;
    each_month(|date| with_gaps(&formatter.format(date).to_string(), zero))
}

/// The zero of the digits that the sample year is written with.
fn zero_of(sample: &str) -> char {
    let three = sample.chars().find(|c| c.is_numeric()).unwrap_or('3');
    char::from_u32((three as u32).saturating_sub(3)).unwrap_or('0')
}

/// The text with gaps where the sample day and the sample year stand.
fn with_gaps(text: &str, zero: char) -> String {
    let value = |c: char| (c as u32).checked_sub(zero as u32).filter(|n| *n < 10);
    let mut form = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let run = rest.find(|c| value(c).is_none()).unwrap_or(rest.len());
        let (digits, after) = rest.split_at(run.max(first.len_utf8()));
        match digits.chars().try_fold(0, |sum: u32, c| sum.checked_mul(10)?.checked_add(value(c)?)) {
            Some(SAMPLE_DAY) => form.push(DAY),
            Some(SAMPLE_YEAR) => form.push(YEAR),
            _ => form.push_str(digits),
        }
        rest = after;
    }
    form
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_many_languages() {
        for (tag, full, month, day_month, weekday) in [
            ("en", "7 September 2020", "September 2020", "7 September", "Monday"),
            ("en-US", "September 7, 2020", "September 2020", "September 7", "Monday"),
            ("ru", "7 сентября 2020\u{202f}г.", "сентябрь 2020\u{202f}г.", "7 сентября", "понедельник"),
            ("hy", "2020 թ․ սեպտեմբերի 7", "2020 թ․ սեպտեմբեր", "սեպտեմբերի 7", "երկուշաբթի"),
            ("ar", "7 سبتمبر 2020", "سبتمبر 2020", "7 سبتمبر", "الاثنين"),
            ("fa", "۷ سپتامبر ۲۰۲۰", "سپتامبر ۲۰۲۰", "۷ سپتامبر", "دوشنبه"),
            ("de", "7. September 2020", "September 2020", "7. September", "Montag"),
            ("pt-BR", "7 de setembro de 2020", "setembro de 2020", "7 de setembro", "segunda-feira"),
            ("ja", "2020年9月7日", "2020年9月", "9月7日", "月曜日"),
            ("not a tag", "2020 M09 7", "2020 M09", "M09 7", "Mon"),
        ] {
            let forms = Forms::of(tag);
            let made = (forms.day_month_year(2020, 9, 7), forms.month_year(2020, 9), forms.day_month(9, 7));
            assert_eq!(made, (full.into(), month.into(), day_month.into()), "{tag}");
            assert_eq!(forms.weekday(0), weekday);
        }
    }

    #[test]
    fn years_before_christ() {
        assert_eq!(Forms::of("en").day_month_year(-43, 3, 15), "15 March 44 BC");
        assert_eq!(Forms::of("fr").year(0), "1 av. J.-C.");
        assert_eq!(Forms::of("en").year(170_000_002), "170000002");
    }

    #[test]
    fn every_language_has_gaps_in_every_form() {
        for tag in "en ru hy az tr fr ar de es fa uk ka he zh ja ko pt it pl cs el hi bn ur th vi id sr bg ro nl sv fi \
                    hu lt lv et kk uz ky tg tk am ti so sw my ckb ku ps mn eu ca da nb sk sl hr bs sq mk be is ga"
            .split_whitespace()
        {
            let forms = Forms::of(tag);
            for form in &forms.day_month_year {
                assert!(form.contains(DAY) && form.contains(YEAR), "{tag}: {form:?}");
            }
            assert!(forms.day_month.iter().chain(&forms.short_day_month).all(|form| form.contains(DAY)), "{tag}");
            assert!(forms.month_year.iter().all(|form| form.contains(YEAR)), "{tag}");
            assert!(forms.year_before_christ.contains(YEAR), "{tag}");
        }
    }
}
