//! Dates as people write them: read rightly, or refused with the way out.

use std::collections::BTreeMap;

use chrono_tz::Tz;

use super::*;
use crate::config::Zone;

fn zones() -> Zones {
    Zones {
        default: Zone::Place(Tz::Asia__Yerevan),
        named: BTreeMap::from([("IST".into(), Tz::Asia__Kolkata)]),
    }
}

#[test]
fn what_is_read_is_kept_as_written() {
    for text in [
        "1985-04-12",
        "1985-04",
        "1985",
        "1985-04-12T23:20:30",
        "1985-04-12T23:20:30Z",
        "1985-04-12T23:20:30-04",
        "1985-04-12T23:20:30+04:30",
        "2020-10-10T12:00",
        "2020-10-10 12:00",
        "2020-10-10 12:00:00 +0400",
        "1964/2008",
        "2004-02-01/2005",
        "1984?",
        "2004-06~",
        "2004-06-11%",
        "201X",
        "20XX",
        "2004-XX",
        "1985-04-XX",
        "1985-XX-XX",
        "1985-04-12/..",
        "../1985-04-12",
        "1985-04-12/",
        "/1985-04-12",
        "1984~/2004-06",
        "2001-21",
        "2001-24",
        "-1985",
        "Y170000002",
        "Y-17000",
        "[2020-09-27,2020-09-28]",
        "[..2020-10-05]",
        "[2020-10-05..]",
        "{2020-10-04,2020-10-08}",
        "{2020-10-04..2020-10-08}",
        "2020-10~-05",
        "2020-?10-05",
        "2020-1X-05",
        "2020-10-XX/2020-11-03",
        "XXXX-10-05",
        "1X32",
        "-0044-03-15",
        "2020-02-29",
    ] {
        let value = when(text).unwrap();
        assert_eq!(value.written(), text);
        assert_eq!(when(value.written()).unwrap(), value);
        assert_eq!(when(&format!(" {text}\n")).unwrap(), value);
    }
}

#[test]
fn what_is_refused_has_a_way_out() {
    for (text, code, hint) in [
        ("10 October 2020, 19:57 AZT", "invalid-date", "write `2020-10-10T19:57+04:00`"),
        ("10 October 2020 19:57 (CET)", "invalid-date", "write `2020-10-10T19:57+01:00`"),
        ("15 Tishrei 5781", "invalid-date", "write `2020-10-03`"),
        ("12 Mehr 1399", "invalid-date", "write `2020-10-03`"),
        ("۱۲ مهر ۱۳۹۹", "invalid-date", "write `2020-10-03`"),
        ("27 בספטמבר 2020", "invalid-date", "write `2020-09-27`"),
        ("۵ اکتبر ۲۰۲۰", "invalid-date", "write `2020-10-05`"),
        ("27 września 2020", "invalid-date", "write `2020-09-27`"),
        ("27. syyskuuta 2020", "invalid-date", "write `2020-09-27`"),
        ("27 सितंबर 2020", "invalid-date", "write `2020-09-27`"),
        ("19:57 AZT", "invalid-date", "write the day before it, as in `2020-09-27T19:57`"),
        ("14 Jul 2022", "invalid-date", "write `2022-07-14`"),
        ("July 14th, 2022", "invalid-date", "write `2022-07-14`"),
        ("Thursday, 14 July 2022", "invalid-date", "write `2022-07-14`"),
        ("14-Jul-2022", "invalid-date", "write `2022-07-14`"),
        ("Sept. 2022", "invalid-date", "write `2022-09`"),
        ("May 2022", "invalid-date", "write `2022-05`"),
        ("Fall 2022", "invalid-date", "write `2022-23`"),
        ("14.07.2022", "invalid-date", "write `2022-07-14`"),
        ("27.09.2020 14:00", "invalid-date", "write `2020-09-27T14:00`"),
        ("05/31/2018", "invalid-date", "write `2018-05-31`"),
        ("31/05/2018", "invalid-date", "write `2018-05-31`"),
        ("05/05/2018", "invalid-date", "write `2018-05-05`"),
        ("05/06/2018", "ambiguous-date", "write `2018-06-05` or `2018-05-06`"),
        ("2020/09/27", "invalid-date", "write `2020-09-27`"),
        ("20200927", "invalid-date", "write `2020-09-27`"),
        ("2020-9-7", "invalid-date", "write `2020-09-07`"),
        ("2020-9", "invalid-date", "write `2020-09`"),
        ("2020–09–27", "invalid-date", "write `2020-09-27`"),
        ("2020-09-27–2020-09-28", "invalid-date", "write `2020-09-27/2020-09-28`"),
        ("2020-09-27 to 2020-09-28", "invalid-date", "write `2020-09-27/2020-09-28`"),
        ("27–28 September 2020", "invalid-date", "write `2020-09-27/2020-09-28`"),
        ("199u", "invalid-date", "write `199X`"),
        ("2004?~", "invalid-date", "write `2004%`"),
        ("unknown/2006", "invalid-date", "write `/2006`"),
        ("2004/open", "invalid-date", "write `2004/..`"),
        ("y170000002", "invalid-date", "write `Y170000002`"),
        ("2020-10-xx", "invalid-date", "write `2020-10-XX`"),
        ("[2020, 2021]", "invalid-date", "write `[2020,2021]`"),
        ("c. 2020", "invalid-date", "write `2020~`"),
        ("1990s", "invalid-date", "write `199X`"),
        ("since October 2020", "invalid-date", "write `2020-10/..`"),
        ("٢٠٢٠-٠٩-٢٧", "invalid-date", "write `2020-09-27`"),
        ("27.09.20", "ambiguous-date", "write `1920-09-27` or `2020-09-27`"),
        ("9 Oct 45", "ambiguous-date", "write `1945-10-09` or `2045-10-09`"),
        ("2020-09-27/28", "invalid-date", "write `2020-09-27/2020-09-28`"),
        ("2020-09/10", "invalid-date", "write `2020-09/2020-10`"),
        ("1914-18", "invalid-date", "write `1914/1918`"),
        ("early October 2020", "invalid-date", "write `[2020-10-01..2020-10-10]`"),
        ("late February 2020", "invalid-date", "write `[2020-02-21..2020-02-29]`"),
        ("mid-2020", "invalid-date", "write `[2020-05..2020-08]`"),
        ("end of 1944", "invalid-date", "write `[1944-09..1944-12]`"),
        ("44 BC", "invalid-date", "write `-0043`"),
        ("15 March 44 BC", "invalid-date", "write `-0043-03-15`"),
        ("1 BC", "invalid-date", "write `0000`"),
        ("AD 79", "invalid-date", "write `0079`"),
        ("27 сентября 2020", "invalid-date", "write `2020-09-27`"),
        ("29 septembre 2020", "invalid-date", "write `2020-09-29`"),
        ("2020-09-29 7:57 PM", "invalid-date", "write `2020-09-29T19:57`"),
        ("29 Sep 2020 12am", "invalid-date", "write `2020-09-29T00:00`"),
        ("3 June - 14 July 2019", "invalid-date", "write `2019-06-03/2019-07-14`"),
        ("from 3 June to 14 July 2019", "invalid-date", "write `2019-06-03/2019-07-14`"),
        ("June 3-5, 2019", "invalid-date", "write `2019-06-03/2019-06-05`"),
        ("3/5 June 2019", "invalid-date", "write `[2019-06-03,2019-06-05]`"),
        ("between 3 and 5 June 2019", "invalid-date", "write `[2019-06-03..2019-06-05]`"),
        ("3 or 5 June 2019", "invalid-date", "write `[2019-06-03,2019-06-05]`"),
        ("2019-06-03, 2019-06-05", "invalid-date", "write `{2019-06-03,2019-06-05}`"),
        ("before June 2019", "invalid-date", "write `[..2019-05]`"),
        ("after 2019-12-31", "invalid-date", "write `[2020-01-01..]`"),
        ("Q2 2019", "invalid-date", "write `2019-04/2019-06`"),
        ("second half of 2019", "invalid-date", "write `2019-07/2019-12`"),
        ("winter 2019/20", "invalid-date", "write `2019-24`"),
        ("14 July", "invalid-date", "write `XXXX-07-14`"),
        ("??/07/2019", "invalid-date", "write `2019-07-XX`"),
        ("n.d.", "invalid-date", "write `XXXX`"),
        ("2019-07-00", "invalid-date", "write `2019-07` if the day is not known"),
        ("2019-00-00", "invalid-date", "write `2019` if only the year is known"),
        ("0000-00-00", "invalid-date", "leave the date out if nothing is known of it"),
        ("2019-W01", "invalid-date", "write `[2018-12-31..2019-01-06]`"),
        ("2019-365", "invalid-date", "write `2019-12-31`"),
        ("1563062400", "invalid-date", "write `2019-07-14T00:00:00Z`"),
        ("“2019-07-14”", "invalid-date", "write `2019-07-14`"),
        ("le 14 juillet 2019", "invalid-date", "write `2019-07-14`"),
        ("2019年7月14日", "invalid-date", "write `2019-07-14`"),
        ("14 July 2019 (Sunday), evening", "invalid-date", "write `2019-07-14`"),
        ("2019-07-14 19h57", "invalid-date", "write `2019-07-14 19:57`"),
        ("7:57 p.m. on 14 July 2019", "invalid-date", "write `2019-07-14T19:57`"),
        (
            "2020-10-05/2020-10-01",
            "end-before-start",
            "write `2020-10-01/2020-10-05`, or correct one of the dates",
        ),
        (
            "",
            "invalid-date",
            "write a day as `2020-09-27`, a month as `2020-09`, a year as `2020`, a span as `2020-09-27/2020-10-03`",
        ),
        (
            "yesterday",
            "invalid-date",
            "write a day as `2020-09-27`, a month as `2020-09`, a year as `2020`, a span as `2020-09-27/2020-10-03`",
        ),
    ] {
        let problem = when(text).unwrap_err();
        assert_eq!(
            (problem.code.name, problem.hints.as_slice()),
            (code, [hint.to_owned()].as_slice()),
            "{text}"
        );
    }
}

#[test]
fn what_is_refused_has_a_reason_and_a_place() {
    for (text, message, range) in [
        ("2014-02-30", "`2014-02-30` is no day: February 2014 has 28 days", 0..10),
        ("2016-02-30", "`2016-02-30` is no day: February 2016 has 29 days", 0..10),
        (
            "156X-09-31",
            "`156X-09-31` is not a date that can be read: day is out of range for the month",
            8..10,
        ),
        (
            "2016-13-XX",
            "`2016-13-XX` is not a date that can be read: months go from 01 to 12, seasons from 21 to 24",
            5..7,
        ),
        (
            "2020-00-XX",
            "`2020-00-XX` is not a date that can be read: months go from 01 to 12, seasons from 21 to 24",
            5..7,
        ),
        (
            "2020-02-3X",
            "`2020-02-3X` is not a date that can be read: day is out of range for the month",
            8..10,
        ),
        ("[2020,2021", "`[2020,2021` is not a date that can be read: unterminated set", 9..10),
        ("/..", "`/..` is not a date that can be read: interval needs at least one dated endpoint", 0..3),
        ("2020-13-45", "`2020-13-45` is no day: there is no month 13", 0..10),
        (" 2020-10-01/2020-11-31", "`2020-11-31` is no day: November 2020 has 30 days", 12..22),
        ("2014-02-30T10:00", "`2014-02-30` is no day: February 2014 has 28 days", 0..10),
        ("2020-10-10T25:00", "`25:00` is no time of day: hours go from 00 to 23", 11..16),
        ("2016-05-02T24:00:01", "`24:00:01` is no time of day: hours go from 00 to 23", 11..19),
        ("2020-10-10T12:00+15:00", "`+15:00` is no offset: they go from -14:00 to +14:00", 16..22),
        ("2020-10-10 12:00 Asia/Yerevan", "`Asia/Yerevan` is no offset from UTC", 17..29),
        ("Y-17E7", "`Y-17E7`: exponential years are not read; write the year out", 0..6),
        ("1950S2", "`1950S2`: significant digits are not read; write `195X` for a decade", 0..6),
        (
            "2001-34",
            "`2001-34`: of the parts of a year only 21 (spring), 22 (summer), 23 (autumn) and 24 (winter) are read",
            0..7,
        ),
        ("Y99999999999", "`Y99999999999`: years have at most ten digits", 0..12),
        ("31.02.2020", "`2020-02-31` is no day: February 2020 has 29 days", 0..10),
        ("31 Sep 2020", "`2020-09-31` is no day: September 2020 has 30 days", 0..11),
        (
            "2020-10-05T12:00/2020-10-06",
            "`2020-10-05T12:00/2020-10-06` is not a date that can be read: a span holds days without times",
            0..27,
        ),
        ("2020-1", "`2020-1` is not a date that can be read: month must be two digits (or X)", 0..6),
    ] {
        let problem = when(text).unwrap_err();
        assert_eq!((problem.message.as_str(), problem.range), (message, Some(range)), "{text}");
    }
}

#[test]
fn stamps_are_days_or_instants() {
    for (text, expected) in [
        ("2020-09-29", "2020-09-29T00:00:00+04:00"),
        ("2020-09-29T19:57", "2020-09-29T19:57:00+04:00"),
        ("2020-09-29 19:57:00", "2020-09-29T19:57:00+04:00"),
        ("2020-09-29T19:57Z", "2020-09-29T19:57:00Z"),
        ("2020-09-29T19:57:10.250Z", "2020-09-29T19:57:10Z"),
        ("2020-09-29T19:57+0300", "2020-09-29T19:57:00+03:00"),
        ("2015-03-17 14:00:00 -4", "2015-03-17T14:00:00-04:00"),
        ("2015-03-17 14:00:00 +04", "2015-03-17T14:00:00+04:00"),
        ("2020-09-29 19:57 Europe/Berlin", "2020-09-29T19:57:00+02:00"),
        ("2020-09-29 19:57 IST", "2020-09-29T19:57:00+05:30"),
        ("2020-09-29 19:57 CET", "2020-09-29T19:57:00+01:00"),
    ] {
        assert_eq!(stamp(text, &zones()).unwrap().rfc3339(), expected, "{text}");
    }
}

#[test]
fn stamps_that_are_refused() {
    for (text, code, message, hint) in [
        ("2014", "invalid-date", "`2014` is not one day, and a publication date needs one", "write the day"),
        (
            "2014-03",
            "invalid-date",
            "`2014-03` is not one day, and a publication date needs one",
            "write the day",
        ),
        (
            "2014-02-30",
            "invalid-date",
            "`2014-02-30` is no day: February 2014 has 28 days",
            "correct the day",
        ),
        ("14.07.2022", "invalid-date", "`14.07.2022` is not", "write `2022-07-14`"),
        (
            "05/06/2018",
            "ambiguous-date",
            "`05/06/2018` may mean 2018-06-05 or 2018-05-06",
            "write `2018-06-05` or",
        ),
        ("July 14, 2022 3:05 EST", "ambiguous-date", "`July", "write `2022-07-14T03:05"),
        ("2020-09-29 19:57 AMT", "ambiguous-zone", "the zone abbreviation `AMT` has several", "say which"),
        ("2020-09-29 19:57 XYZ", "unknown-zone", "no time zone is named `XYZ`", ""),
        (
            "2020-09-29 19:57 Tbilisi",
            "unknown-zone",
            "no time zone is named `Tbilisi`",
            "write `Asia/Tbilisi`",
        ),
        ("2020-09-29 07:57 PM", "invalid-date", "`2020-09-29 07:57 PM` is not", "write `2020-09-29T19:57`"),
        (
            "2020-09-29 19:57 CET / 17:57 GMT",
            "invalid-date",
            "`2020-09-29 19:57 CET / 17:57 GMT`",
            "write `2020-09-29T19:57 CET`",
        ),
        (
            "2008-03-30 02:30",
            "no-such-local-time",
            "2008-03-30 02:30 does not exist in Asia/Yerevan",
            "write the offset",
        ),
        (
            "2008-10-26 02:30",
            "ambiguous-date",
            "2008-10-26 02:30 comes twice in Asia/Yerevan",
            "write the offset",
        ),
        ("", "invalid-date", "the date is empty", "write a day"),
    ] {
        let problem = stamp(text, &zones()).unwrap_err();
        assert_eq!(problem.code.name, code, "{text}");
        assert!(problem.message.starts_with(message), "{text}: {}", problem.message);
        assert!(problem.hints[0].starts_with(hint), "{text}: {:?}", problem.hints);
    }
    let problem = stamp(" 2020-09-29 19:57 AMT", &zones()).unwrap_err();
    assert_eq!(problem.range, Some(18..21));
}

#[test]
fn ranges_with_times() {
    let range = |start, end| moment_range(start, end, &zones());
    let noon = range("2020-10-10T12:00", None).unwrap();
    assert_eq!(noon.start().unwrap().to_rfc3339(), "2020-10-10T12:00:00+04:00");
    assert_eq!((noon.earliest(), noon.end()), (Day::new(2020, 10, 10), None));
    assert_eq!(noon.html_datetime().as_deref(), Some("2020-10-10T12:00+04:00"));
    let truce = range("2020-10-10 12:00 Asia/Yerevan", Some("2020-10-17")).unwrap();
    assert_eq!(
        (truce.latest(), truce.written()),
        (Day::new(2020, 10, 17), "2020-10-10 12:00 Asia/Yerevan/2020-10-17")
    );
    assert_eq!(range("2020-10-10 12:00", Some("..")).unwrap().latest(), None);
    assert_eq!(range("2020-10", None).unwrap().html_datetime().as_deref(), Some("2020-10"));
    for (start, end, code) in [
        ("2020-10-10T12:00", "2020-10-10T11:00", "end-before-start"),
        ("2020-10-10T12:00+04:00", "2020-10-10T09:00+01:00", ""),
        ("2020-10-10T12:00+04:00", "2020-10-10T08:59+01:00", "end-before-start"),
        ("2020-10-10T12:00", "2020-10-09", "end-before-start"),
        ("..", "", "invalid-date"),
        ("2020/2021", "2022", "invalid-date"),
        ("2020-10-10T12:00 BST", "2020-10-11", "ambiguous-zone"),
    ] {
        let found = range(start, Some(end)).map_or_else(|problem| problem.code.name, |_| "");
        assert_eq!(found, code, "{start} {end}");
    }
    let problem = range("2020-10-10", Some(" 2020-10-32")).unwrap_err();
    assert_eq!((problem.key, problem.range), (Some("end"), Some(1..11)));
}

#[test]
fn no_text_panics() {
    const PIECES: [&str; 32] = [
        "2020", "-", "10", "05", "/", "..", "T", "12:00", ":", "Z", "+04", "X", "?", "~", "%", "[", "]", "{",
        "}", ",", " ", "Y", "E", "S", "–", "٢", "Jul", "to", "u", "9", "\u{0}", "ი",
    ];
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed
    };
    for _ in 0..20_000 {
        let length = next() % 9;
        let text: String = (0..length).map(|_| PIECES[usize::try_from(next() % 32).unwrap()]).collect();
        let problems = [
            when(&text).map(|value| assert_eq!(value.written(), text.trim())).err(),
            stamp(&text, &zones()).err(),
            moment_range(&text, Some(&text), &zones()).err(),
        ];
        for range in problems.into_iter().flatten().filter_map(|problem| problem.range) {
            assert!(text.get(range.clone()).is_some(), "{text} {range:?}");
        }
    }
}
