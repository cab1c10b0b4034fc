//! Dates of sources as CSL-JSON and BibLaTeX have them; what neither has a form for is said in words.

use serde_json::{Value, json};

use crate::model::{Precision, When};
use crate::parse;

/// A date of CSL: parts, a season, two of them for a span; else words.
pub(super) fn csl(when: &When, words: &str) -> Value {
    let mut date = match ends(when) {
        Some(ends) => {
            let parts: Option<Vec<Vec<i64>>> = ends.iter().map(parts).collect();
            parts.map_or_else(|| json!({"literal": words}), |parts| json!({"date-parts": parts}))
        }
        None => season(when).unwrap_or_else(|| json!({"literal": words})),
    };
    if when.approximate() || when.uncertain() {
        date["circa"] = true.into();
    }
    date
}

/// One date, or the two ends of a closed span; `None` for what is neither.
fn ends(when: &When) -> Option<Vec<When>> {
    match when.precision() {
        Precision::Minute | Precision::Day | Precision::Month | Precision::Year => Some(vec![when.clone()]),
        Precision::Interval => {
            let (start, end) = when.written().split_once('/')?;
            let ends: Option<Vec<When>> = [start, end].iter().map(|end| parse::when(end).ok()).collect();
            ends.filter(|ends| ends.iter().all(|end| parts(end).is_some()))
        }
        _ => None,
    }
}

fn parts(when: &When) -> Option<Vec<i64>> {
    let length = match when.precision() {
        Precision::Minute | Precision::Day => 3,
        Precision::Month => 2,
        Precision::Year => 1,
        _ => return None,
    };
    let (year, month, day) = when.earliest()?.ymd();
    // EDTF has a year 0, which is 1 BC; CSL counts as people do.
    let year = if year < 1 { year - 1 } else { year };
    Some([year, month.into(), day.into()].into_iter().take(length).collect())
}

fn season(when: &When) -> Option<Value> {
    (when.precision() == Precision::Season).then_some(())?;
    let part = when.written().trim_end_matches(['?', '~', '%']).rsplit('-').next()?;
    let season = part.parse::<u8>().ok()?.checked_sub(20).filter(|n| (1..=4).contains(n))?;
    Some(json!({"date-parts": [[when.earliest()?.year()]], "season": season}))
}

/// The date as BibLaTeX reads it (levels 0 and 1 of EDTF, no times); `None` for what it does not.
pub(super) fn biblatex(when: &When) -> Option<String> {
    let written = when.written();
    let whole = match when.precision() {
        Precision::Minute => written.get(..10)?,
        _ => written,
    };
    let sides: Vec<&str> = whole.split('/').collect();
    let is_read = match sides.as_slice() {
        [one] => is_read(one),
        [start, end] => {
            let open = |side: &str| matches!(side, "" | "..");
            let read = |side: &str| open(side) || is_read(side);
            read(start) && read(end) && !(open(start) && open(end))
        }
        _ => false,
    };
    is_read.then(|| whole.to_owned())
}

/// One date: a year of four digits, perhaps with month or season and day, the last digits perhaps unknown.
fn is_read(side: &str) -> bool {
    let plain = side.strip_suffix(['?', '~', '%']).unwrap_or(side);
    let plain = plain.strip_prefix('-').unwrap_or(plain);
    let form: String = plain.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    matches!(
        form.as_str(),
        "0000" | "0000-00" | "0000-00-00" | "000X" | "00XX" | "0000-XX" | "0000-XX-XX" | "0000-00-XX"
    )
}

/// The year for BibTeX: digits where there is one, else words.
pub(super) fn year(when: &When, words: &str) -> String {
    let year = ends(when).filter(|ends| ends.len() == 1).and_then(|_| when.earliest());
    let year = year.or_else(|| biblatex(when).and_then(|_| when.earliest()));
    year.map(|day| day.year())
        .filter(|year| *year > 0)
        .map_or_else(|| words.to_owned(), |year| year.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_date_has_a_form_or_words() {
        for (written, expected, date) in [
            ("2020-10-05?", r#"{"circa":true,"date-parts":[[2020,10,5]]}"#, Some("2020-10-05?")),
            ("2020~", r#"{"circa":true,"date-parts":[[2020]]}"#, Some("2020~")),
            ("2020-21", r#"{"date-parts":[[2020]],"season":1}"#, Some("2020-21")),
            ("2020-10-XX", r#"{"date-parts":[[2020,10]]}"#, Some("2020-10-XX")),
            ("201X", r#"{"literal":"words"}"#, Some("201X")),
            ("[2020-10-01,2020-10-02]", r#"{"literal":"words"}"#, None),
            ("../2020-10-01", r#"{"literal":"words"}"#, Some("../2020-10-01")),
            (
                "2020-10-01/2020-10-05",
                r#"{"date-parts":[[2020,10,1],[2020,10,5]]}"#,
                Some("2020-10-01/2020-10-05"),
            ),
            ("-0043", r#"{"date-parts":[[-44]]}"#, Some("-0043")),
            ("Y12020", r#"{"date-parts":[[12020]]}"#, None),
            ("2020-10-10T12:00+04:00", r#"{"date-parts":[[2020,10,10]]}"#, Some("2020-10-10")),
            ("XXXX", r#"{"literal":"words"}"#, None),
        ] {
            let when = parse::when(written).unwrap();
            let csl = csl(&when, "words").as_object().cloned().unwrap();
            let shown = csl.into_iter().filter(|(key, value)| !(key == "circa" && value.is_null())).collect();
            assert_eq!(serde_json::Value::Object(shown).to_string(), expected, "{written}");
            assert_eq!(biblatex(&when).as_deref(), date, "{written}");
        }
    }
}
