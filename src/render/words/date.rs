//! One EDTF date in words, with its doubts.

use edtf_core::{Bound, Date, DateField, Edtf, Qualifier, YearKind};

use super::{DateStyle, Words, fill};
use crate::model::Day;

impl Words {
    /// A date with its doubts: "about 5 October 2020", "October 2020, uncertain".
    pub(super) fn date(&self, date: &Date, style: DateStyle) -> String {
        let plain = self.plain(date, style);
        let marks = qualifiers(date);
        if marks.iter().all(|(_, mark)| *mark == date.year.qualifier) {
            return self.doubted(plain, date.year.qualifier);
        }
        let parts = |doubt: fn(&Qualifier) -> bool| {
            let parts: Vec<String> = marks
                .iter()
                .filter(|(_, mark)| doubt(mark))
                .map(|(part, _)| self.phrases.get(part).to_owned())
                .collect();
            self.listed(&parts, "date.and")
        };
        let text = self.partly(plain, "date.about-part", &parts(|mark| mark.approximate));
        self.partly(text, "date.uncertain-part", &parts(|mark| mark.uncertain))
    }

    fn doubted(&self, text: String, mark: Qualifier) -> String {
        let text = if mark.approximate { self.phrase("date.about", &text) } else { text };
        if mark.uncertain { self.phrase("date.uncertain", &text) } else { text }
    }

    fn partly(&self, text: String, key: &'static str, parts: &str) -> String {
        if parts.is_empty() {
            text
        } else {
            fill(self.phrases.get(key), &[("date", &text), ("parts", parts)])
        }
    }

    /// A date without its doubts.
    pub(super) fn plain(&self, date: &Date, style: DateStyle) -> String {
        let month = date.month.map(DateField::value);
        let day = date.day.map(DateField::value);
        match (date.year.value(), month, day) {
            (Some(year), None, _) => self.forms.year(year),
            (Some(year), Some(Some(season @ 21..)), _) => self.season(year, season),
            (Some(year), Some(Some(month)), None) => self.month_within(year, month, style),
            (Some(year), Some(Some(month)), Some(Some(day))) => self.known_day(year, month, day, style),
            (Some(year), Some(Some(month)), _) if is_blank(date.day) => {
                self.phrase("date.day-in", &self.month_within(year, month, style))
            }
            (Some(year), Some(None), None) if is_blank(date.month) => {
                self.phrase("date.month-in", &self.forms.year(year))
            }
            (Some(year), Some(None), _) if is_blank(date.month) && is_blank(date.day) => {
                self.phrase("date.day-in", &self.forms.year(year))
            }
            (Some(_), ..) => self.masked(date, style),
            (None, ..) => self.unknown_year(date),
        }
    }

    fn known_day(&self, year: i64, month: u8, day: u8, style: DateStyle) -> String {
        let known = Day::new(year, month, day);
        known.map_or_else(|| self.forms.day_month_year(year, month, day), |day| self.calendar_day(day, style))
    }

    fn month_within(&self, year: i64, month: u8, style: DateStyle) -> String {
        match style {
            DateStyle::Within(known) | DateStyle::Brief(known) if known == year => {
                self.forms.month(month).to_owned()
            }
            _ => self.forms.month_year(year, month),
        }
    }

    /// A winter lasts from December of its year into the next: "winter 2020–21".
    fn season(&self, year: i64, season: u8) -> String {
        let key = match season {
            21 => "date.spring",
            22 => "date.summer",
            23 => "date.autumn",
            _ => "date.winter",
        };
        if key == "date.winter" && year >= 1 {
            let both = format!("{year}–{:02}", (year + 1) % 100);
            return self.phrase(key, &self.forms.year_written(&both));
        }
        self.phrase(key, &self.forms.year(year))
    }

    fn unknown_year(&self, date: &Date) -> String {
        let YearKind::Standard { digits, .. } = date.year.kind else { return date.to_string() };
        let rest_unknown =
            date.month.is_none_or(|m| is_blank(Some(m))) && date.day.is_none_or(|d| is_blank(Some(d)));
        let day_is_blank = date.day.is_none_or(|day| is_blank(Some(day)));
        match (digits, date.month.and_then(DateField::value), date.day.map(DateField::value)) {
            ([Some(a), Some(b), Some(c), None], ..) if rest_unknown => self.decade(number(&[a, b, c])),
            ([Some(a), Some(b), None, None], ..) if rest_unknown => self.century(number(&[a, b])),
            ([None, None, None, None], ..) if rest_unknown => self.phrases.get("date.unknown").to_owned(),
            ([None, None, None, None], Some(month @ ..=12), None | Some(None)) if day_is_blank => {
                self.phrase("date.year-unknown", self.forms.month(month))
            }
            ([None, None, None, None], Some(month @ ..=12), Some(Some(day))) => {
                self.phrase("date.year-unknown", &self.forms.day_month(month, day))
            }
            ([None, None, None, None], ..) => {
                format!("{} ({})", self.phrases.get("date.unknown"), without_marks(date))
            }
            _ => self.masked(date, DateStyle::Full),
        }
    }

    /// "2010s"; the first ten years of a century as "2000–2009", for "2000s" may mean the century.
    fn decade(&self, tens: i64) -> String {
        let (from, to) = (self.forms.digits(&format!("{tens}0")), self.forms.digits(&format!("{tens}9")));
        let key = if tens % 10 == 0 { "date.years" } else { "date.decade" };
        fill(self.phrases.get(key), &[("from", &from), ("to", &to)])
    }

    fn century(&self, hundreds: i64) -> String {
        let (from, to) =
            (self.forms.digits(&format!("{hundreds}00")), self.forms.digits(&format!("{hundreds}99")));
        let n = self.forms.digits(&(hundreds + 1).to_string());
        let texts = [("from", from.as_str()), ("to", &to), ("n", &n), ("roman", &roman(hundreds + 1))];
        fill(self.phrases.get("date.century"), &texts)
    }

    /// Unknown digits that leave a span: "between 10 and 19 October 2020". Where they leave
    /// a choice with holes, the written form is added.
    fn masked(&self, date: &Date, style: DateStyle) -> String {
        let bare = without_marks(date);
        let bounds = Edtf::Date(bare).bounds();
        let (Bound::Date(first), Bound::Date(last)) = (bounds.earliest, bounds.latest) else {
            return bare.to_string();
        };
        let (first, last) =
            (Day::new(first.year, first.month, first.day), Day::new(last.year, last.month, last.day));
        let (Some(first), Some(last)) = (first, last) else { return bare.to_string() };
        let span = self.between_days(first, last, style);
        if has_holes(date) { format!("{span} ({bare})") } else { span }
    }
}

fn qualifiers(date: &Date) -> Vec<(&'static str, Qualifier)> {
    let month = date.month.map(|month| ("date.month", month.qualifier));
    let day = date.day.map(|day| ("date.day", day.qualifier));
    [day, month, Some(("date.year", date.year.qualifier))].into_iter().flatten().collect()
}

fn without_marks(date: &Date) -> Date {
    let mut bare = *date;
    bare.year.qualifier = Qualifier::default();
    for field in [&mut bare.month, &mut bare.day].into_iter().flatten() {
        field.qualifier = Qualifier::default();
    }
    bare
}

fn is_blank(field: Option<DateField>) -> bool {
    field.is_some_and(|field| field.digits == [None, None])
}

/// Whether a known digit follows an unknown one.
fn has_holes(date: &Date) -> bool {
    let year = match date.year.kind {
        YearKind::Standard { digits, .. } => digits.to_vec(),
        _ => Vec::new(),
    };
    let fields = [date.month, date.day].into_iter().flatten().flat_map(|field| field.digits);
    let digits: Vec<bool> = year.into_iter().chain(fields).map(|digit| digit.is_some()).collect();
    digits.windows(2).any(|pair| pair == [false, true])
}

fn number(digits: &[u8]) -> i64 {
    digits.iter().fold(0, |n, digit| n * 10 + i64::from(*digit))
}

fn roman(mut n: i64) -> String {
    const NUMERALS: [(i64, &str); 9] =
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut text = String::new();
    for (value, numeral) in NUMERALS {
        while n >= value {
            text.push_str(numeral);
            n -= value;
        }
    }
    text
}
