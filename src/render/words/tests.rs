//! Dates and numbers in words, in several languages.

use super::*;
use crate::config::{Zone, Zones};
use crate::model::Measured;
use crate::parse::{moment_range, stamp, when};

fn said(tag: &str, text: &str) -> String {
    Words::new(tag).when(&when(text).unwrap())
}

fn yerevan() -> Zones {
    Zones { default: Zone::parse("Asia/Yerevan").unwrap(), ..Zones::default() }
}

#[test]
fn english() {
    for (text, expected) in [
        ("2020-09-27", "27 September 2020"),
        ("2020-10-05~", "about 5 October 2020"),
        ("2020-10-05?", "5 October 2020, uncertain"),
        ("2020-10-05%", "about 5 October 2020, uncertain"),
        ("2020-10", "October 2020"),
        ("2020-10~", "about October 2020"),
        ("2020", "2020"),
        ("2020-21?", "spring 2020, uncertain"),
        ("2020-24", "winter 2020–21"),
        ("2020-09-27/2020-09-28", "27–28 September 2020"),
        ("2020-09-28/2020-10-03", "28 September – 3 October 2020"),
        ("2020-12-30/2021-01-02", "30 December 2020 – 2 January 2021"),
        ("2020-09-27/2020-10-27", "27 September – 27 October 2020"),
        ("2020-09-27/2020-09-27", "27 September 2020"),
        ("2020-09/2020-11", "September–November 2020"),
        ("1964/2008", "1964–2008"),
        ("1984~/2004-06", "about 1984 – June 2004"),
        ("2020-10-10/..", "since 10 October 2020"),
        ("2020-10/..", "since October 2020"),
        ("../2020-10-10", "until 10 October 2020"),
        ("2020-10-10/", "from 10 October 2020, end unknown"),
        ("/2020-10-10", "until 10 October 2020, start unknown"),
        ("[2020-10-14,2020-10-15]", "14 or 15 October 2020"),
        ("{..1984}", "1984 and all earlier"),
        ("{1760-12..}", "December 1760 and all later"),
        ("{1668,1672..}", "1668 and 1672 and all later"),
        ("{..-0043}", "44 BC and all earlier"),
        ("[2020-09-30,2020-10-01]", "30 September 2020 or 1 October 2020"),
        ("[2020-09-27..2020-09-28]", "between 27 and 28 September 2020"),
        ("[2020-09..2020-11]", "between September and November 2020"),
        ("[..2020-10-05]", "5 October 2020 or earlier"),
        ("[2020-10-05..]", "5 October 2020 or later"),
        ("{2020-10-04,2020-10-08}", "4 and 8 October 2020"),
        ("{2020-10-04,2020-10-06,2020-10-08}", "4, 6 and 8 October 2020"),
        ("{2020-10-04..2020-10-08}", "4–8 October 2020"),
        ("[1667,1670..1672]", "1667 or 1670–1672"),
        ("2020-10-XX", "a day in October 2020"),
        ("2020-XX-XX", "a day in 2020"),
        ("2020-XX", "a month in 2020"),
        ("201X", "2010s"),
        ("200X", "2000–2009"),
        ("19XX", "1900s"),
        ("1X32", "between 1032 and 1932 (1X32)"),
        ("2020-10-1X", "between 10 and 19 October 2020"),
        ("2020-1X", "between October and December 2020"),
        ("2020-XX-27", "between 27 January and 27 December 2020 (2020-XX-27)"),
        ("XXXX-10-05", "5 October, year unknown"),
        ("XXXX-10", "October, year unknown"),
        ("XXXX-12-XX", "December, year unknown"),
        ("XXXX-XX-23", "date unknown (XXXX-XX-23)"),
        ("XXXX", "date unknown"),
        ("2020-10~-05", "5 October 2020 (month and year approximate)"),
        ("2020-?10-05", "5 October 2020 (month uncertain)"),
        ("2020-10-%05", "5 October 2020 (day approximate) (day uncertain)"),
        ("-0043-03-15", "15 March 44 BC"),
        ("-0043", "44 BC"),
        ("Y170000002", "170000002"),
        ("Y-17001", "17002 BC"),
        ("2020-10-10T12:00", "10 October 2020, 12:00"),
        ("2020-10-10T12:00Z", "10 October 2020, 12:00 (UTC)"),
        ("2020-10-10T12:00:30-0330", "10 October 2020, 12:00 (UTC−3:30)"),
    ] {
        assert_eq!(said("en", text), expected, "{text}");
    }
}

#[test]
fn other_languages() {
    for (tag, text, expected) in [
        ("en-US", "2020-09-27/2020-09-28", "September 27 – September 28, 2020"),
        ("ru", "2020-10-05~", "примерно 5 октября 2020\u{202f}г."),
        ("ru", "2020-09-27/2020-09-28", "27–28 сентября 2020\u{202f}г."),
        ("ru", "[2020-10-14,2020-10-15]", "14 или 15 октября 2020\u{202f}г."),
        ("ru", "201X", "2010-е годы"),
        ("ru", "19XX", "XX век"),
        ("hy", "2020-09-27", "2020 թ․ սեպտեմբերի 27"),
        ("hy", "2020-09-27/2020-09-28", "2020 թ․ սեպտեմբերի 27–28"),
        ("hy", "[2020-09-27,2020-09-28]", "2020 թ․ սեպտեմբերի 27 կամ 28"),
        ("ar", "2020-09-27/2020-09-28", "27–28 سبتمبر 2020"),
        ("ar", "[2020-10-14,2020-10-15]", "14 أو 15 أكتوبر 2020"),
        ("fa", "2020-09-27", "۲۷ سپتامبر ۲۰۲۰"),
        ("fa", "201X", "دههٔ ۲۰۱۰ میلادی"),
        ("de", "2020-09-27/2020-10-03", "27. September – 3. Oktober 2020"),
        ("es", "[2020-09-27..2020-09-28]", "entre el 27 y el 28 de septiembre de 2020"),
        ("fr", "2020-10-10/..", "depuis le 10 octobre 2020"),
        ("tr", "2020-09-27/2020-09-28", "27–28 Eylül 2020"),
        ("az", "2020-09-27", "27 sentyabr 2020"),
        ("xx", "2020-09-27~", "about 2020 M09 27"),
    ] {
        assert_eq!(said(tag, text), expected, "{tag} {text}");
    }
}

#[test]
fn under_a_heading_with_the_year() {
    let words = Words::new("en");
    for (text, expected) in [
        ("2020-09-27", "27 September"),
        ("2020-09-27~", "about 27 September"),
        ("2020-09-27/2020-09-28", "27–28 September"),
        ("2020-09-28/2020-10-03", "28 Sept – 3 Oct"),
        ("2020-12-30/2021-01-02", "30 Dec – 2 January 2021"),
        ("2020-10", "October"),
        ("2020", "2020"),
        ("2019-10-05", "5 October 2019"),
        ("2020-10-10/..", "since 10 Oct"),
        ("[2020-10-14,2020-10-15]", "14 or 15 October"),
        ("2020-10-10T12:00+04:00", "10 October, 12:00 (UTC+4)"),
    ] {
        assert_eq!(words.when_within(&when(text).unwrap(), 2020), expected, "{text}");
    }
}

#[test]
fn spans_distances_lists_and_numbers() {
    let words = Words::new("en");
    let day = |month, day| Day::new(2020, month, day).unwrap();
    assert_eq!(words.when_short(&when("2019-09-27").unwrap()), "27 September");
    assert_eq!(words.days(day(9, 27), day(11, 10)), "27 September – 10 November 2020");
    assert_eq!(words.days(day(9, 27), day(9, 28)), "27–28 September 2020");
    assert_eq!(
        [-3, -1, 0, 1, 20].map(|days| words.days_apart(days)),
        ["3 days earlier", "1 day earlier", "the same day", "1 day later", "20 days later"]
    );
    assert_eq!(words.list(&["Armenia", "Azerbaijan", "Russia"]), "Armenia, Azerbaijan and Russia");
    let amount = |low, best, high| words.amount(Measured { best, low, high });
    assert_eq!(amount(None, Some(12_345.0), None), "12,345");
    assert_eq!(amount(Some(50.0), None, Some(60.0)), "50–60");
    assert_eq!(amount(Some(50.0), None, None), "at least 50");
    assert_eq!(amount(Some(50.0), Some(55.0), Some(60.0)), "55 (50–60)");
    assert_eq!(Words::new("az").compare("Əliyev", "Hacıyev"), std::cmp::Ordering::Less);
    assert_eq!(words.compare("a", "B"), std::cmp::Ordering::Less);
}

#[test]
fn times_of_day() {
    let words = Words::new("en");
    let range = |start, end| words.when(&moment_range(start, end, &yerevan()).unwrap());
    assert_eq!(range("2020-10-10 12:00", None), "10 October 2020, 12:00 (UTC+4)");
    assert_eq!(range("2020-10-10 12:00", Some("2020-10-10 18:30")), "10 October 2020, 12:00–18:30 (UTC+4)");
    assert_eq!(
        range("2020-10-10 12:00", Some("2020-10-11 00:00")),
        "10 October 2020, 12:00 (UTC+4) – 11 October 2020, 00:00 (UTC+4)"
    );
    assert_eq!(range("2020-10-10 12:00", Some("..")), "since 10 October 2020, 12:00 (UTC+4)");
    assert_eq!(
        range("2020-10-10 12:00", Some("2020-10-17")),
        "10 October 2020, 12:00 (UTC+4) – 17 October 2020"
    );
}

#[test]
fn stamps_months_and_weekdays() {
    let words = Words::new("en");
    let published = |text| stamp(text, &yerevan()).unwrap();
    assert_eq!(words.stamp(&published("2020-09-29T19:57")), "29 September 2020, 19:57 (UTC+4)");
    assert_eq!(words.stamp(&published("2020-09-29")), "29 September 2020");
    assert_eq!(words.stamp_day(&published("2020-09-29T19:57Z")), "29 September 2020");
    assert_eq!((words.month(2020, 9), words.year(2020)), ("September 2020".into(), "2020".into()));
    assert_eq!(Words::new("ru").month(2020, 9), "сентябрь 2020\u{202f}г.");
    assert_eq!(words.weekday(Day::new(2020, 9, 27).unwrap()), "Sunday");
}

#[test]
fn a_date_is_said_in_about_a_microsecond() {
    fn shared<T: Send + Sync>(value: T) -> T {
        value
    }
    let (words, value) = (shared(Words::new("ru")), when("2020-09-27").unwrap());
    let start = std::time::Instant::now();
    let bytes: usize = (0..10_000).map(|_| words.when(&value).len()).sum();
    assert!(bytes > 0 && start.elapsed().as_micros() < 1_000_000);
}
