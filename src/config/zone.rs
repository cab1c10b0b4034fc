//! Time zones: how they are written, and the instant of a local time.

mod abbreviations;

use std::collections::BTreeMap;
use std::fmt;

use chrono::{
    DateTime, Duration, FixedOffset, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone,
};
use chrono_tz::{TZ_VARIANTS, Tz};

use super::DateProblem;
use crate::diag::code;
use crate::text;

/// A time zone: a place of the IANA list, or a fixed offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// The clock of a place, with its changes over the years.
    Place(Tz),
    /// A fixed distance from UTC.
    Fixed(FixedOffset),
}

/// The zone of times that name none, and the site's meaning of abbreviations.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Zones {
    /// The site's zone.
    pub default: Zone,
    /// Abbreviations that the site explains.
    pub named: BTreeMap<String, Tz>,
}

impl Default for Zone {
    fn default() -> Self {
        Self::Place(Tz::UTC)
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Place(place) => write!(f, "{place}"),
            Self::Fixed(offset) => write!(f, "{offset}"),
        }
    }
}

impl Zones {
    /// The zone that is written: one of the site's own abbreviations, or what [`Zone::parse`] knows.
    pub fn find(&self, written: &str) -> Result<Zone, DateProblem> {
        let written = written.trim();
        let own = self.named.iter().find(|(name, _)| name.eq_ignore_ascii_case(written));
        own.map_or_else(|| Zone::parse(written), |(_, place)| Ok(Zone::Place(*place)))
    }
}

impl Zone {
    /// Reads an offset (`Z`, `+04`, `-4`, `+0400`, `UTC+4`), an abbreviation that means one
    /// offset everywhere (`CET`), or a name of the IANA list (`Asia/Yerevan`).
    pub fn parse(written: &str) -> Result<Self, DateProblem> {
        let written = written.trim();
        if let Some(offset) = Self::offset(written) {
            return offset.map(Self::Fixed).map_err(|problem| problem.over(0..written.len()));
        }
        if let Some(zone) = abbreviations::unambiguous(written) {
            return Ok(zone);
        }
        let candidates = abbreviations::candidates(written);
        if !candidates.is_empty() {
            return Err(ambiguous(written, candidates));
        }
        written.parse().map(Self::Place).map_err(|_| unknown(written))
    }

    /// The zones that an abbreviation may mean, or the one of an offset.
    pub fn meant_by(written: &str) -> Vec<Self> {
        let known = Self::parse(written).into_iter();
        known.chain(abbreviations::candidates(written).iter().copied().map(Self::Place)).collect()
    }

    /// Reads a numeric offset, with or without `UTC` or `GMT`; `None` if the text is no offset at all.
    pub fn offset(written: &str) -> Option<Result<FixedOffset, DateProblem>> {
        let upper = written.to_ascii_uppercase();
        if matches!(upper.as_str(), "Z" | "UTC" | "GMT" | "UT") {
            return Some(Ok(Offset::fix(&chrono::Utc)));
        }
        let signed =
            upper.strip_prefix("UTC").or_else(|| upper.strip_prefix("GMT")).unwrap_or(&upper).trim_start();
        let sign = match signed.chars().next()? {
            '+' => 1,
            '-' | '−' => -1,
            _ => return None,
        };
        let digits = signed.trim_start_matches(['+', '-', '−']).trim_start();
        let (hours, minutes) = hours_and_minutes(digits)?;
        Some(checked(written, sign, hours, minutes))
    }

    /// The instant of a local time; a time that the clocks skipped or showed twice is refused.
    pub fn at(self, local: NaiveDateTime) -> Result<DateTime<FixedOffset>, DateProblem> {
        match self.resolve(local) {
            LocalResult::Single(time) => Ok(time),
            LocalResult::Ambiguous(early, late) => Err(twice(self, local, &early, &late)),
            LocalResult::None => Err(skipped(self, local)),
        }
    }

    /// The first instant of a day.
    pub fn day_start(self, day: NaiveDate) -> DateTime<FixedOffset> {
        let midnight = day.and_time(NaiveTime::MIN);
        // Where the clocks skip midnight, the day starts up to some hours later.
        let quarters = (0..=12 * 4).filter_map(|n| midnight.checked_add_signed(Duration::minutes(15 * n)));
        let first = quarters.filter_map(|local| self.resolve(local).earliest()).next();
        first.unwrap_or_else(|| midnight.and_utc().fixed_offset())
    }

    /// Its distance from UTC at an instant.
    pub fn offset_at(self, instant: &DateTime<FixedOffset>) -> FixedOffset {
        match self {
            Self::Place(place) => place.offset_from_utc_datetime(&instant.naive_utc()).fix(),
            Self::Fixed(offset) => offset,
        }
    }

    fn resolve(self, local: NaiveDateTime) -> LocalResult<DateTime<FixedOffset>> {
        match self {
            Self::Place(place) => place.from_local_datetime(&local).map(|time| time.fixed_offset()),
            Self::Fixed(offset) => offset.from_local_datetime(&local),
        }
    }
}

fn hours_and_minutes(digits: &str) -> Option<(i32, i32)> {
    let (hours, minutes) = match digits.split_once(':') {
        Some((hours, minutes)) if minutes.len() == 2 && hours.len() <= 2 => (hours, minutes),
        None if digits.len() <= 2 => (digits, "0"),
        None if digits.len() <= 4 => digits.split_at_checked(digits.len() - 2)?,
        _ => return None,
    };
    let number = |part: &str| part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok()).flatten();
    Some((number(hours)?, number(minutes)?))
}

fn checked(written: &str, sign: i32, hours: i32, minutes: i32) -> Result<FixedOffset, DateProblem> {
    let total = hours * 60 + minutes;
    let fits = minutes < 60 && total <= 14 * 60;
    fits.then(|| FixedOffset::east_opt(sign * total * 60)).flatten().ok_or_else(|| {
        DateProblem::new(
            code::UNKNOWN_ZONE,
            format!("`{written}` is no offset: they go from -14:00 to +14:00"),
        )
        .hint("write hours and minutes from UTC, such as `+04:00`")
    })
}

fn ambiguous(written: &str, candidates: &[Tz]) -> DateProblem {
    let names: Vec<String> = candidates.iter().map(|place| format!("`{place}`")).collect();
    let message = match names.as_slice() {
        [one] => format!("the zone abbreviation `{written}` is not taken alone; it may be {one}"),
        _ => format!("the zone abbreviation `{written}` has several meanings: {}", names.join(", ")),
    };
    DateProblem::new(code::AMBIGUOUS_ZONE, message).over(0..written.len()).hint(format!(
        "say which in `site.yaml`, as in `timezones: {{{written}: {}}}`, or write the offset, such as `+04:00`",
        candidates[0]
    ))
}

fn unknown(written: &str) -> DateProblem {
    let problem = DateProblem::new(code::UNKNOWN_ZONE, format!("no time zone is named `{written}`"));
    let town = text::fold(written.trim_end_matches(" time").trim_end_matches(" Time"));
    let is_town = |place: &&Tz| place.name().rsplit('/').next().is_some_and(|last| text::fold(last) == town);
    let problem = problem.over(0..written.len());
    let problem = match TZ_VARIANTS.iter().find(is_town) {
        Some(place) => problem.hint(format!("write `{}`", place.name())),
        None => problem.suggest(&text::nearest(written, TZ_VARIANTS.iter().map(|place| place.name()))),
    };
    problem.hint("write an offset such as `+04:00` or a name of the IANA list such as `Asia/Yerevan`")
}

fn twice(
    zone: Zone,
    local: NaiveDateTime,
    a: &DateTime<FixedOffset>,
    b: &DateTime<FixedOffset>,
) -> DateProblem {
    let message = format!(
        "{} comes twice in {zone}, when the clocks go back: at {} and at {}",
        local.format("%Y-%m-%d %H:%M"),
        a.offset(),
        b.offset()
    );
    DateProblem::new(code::AMBIGUOUS_DATE, message).hint(which_offset(local, *a.offset(), *b.offset()))
}

fn skipped(zone: Zone, local: NaiveDateTime) -> DateProblem {
    let written = local.format("%Y-%m-%d %H:%M");
    let message = format!("{written} does not exist in {zone}: the clocks go forward over it");
    let problem = DateProblem::new(code::NO_SUCH_LOCAL_TIME, message);
    let offset_after = |hours| {
        let near = local.checked_add_signed(Duration::hours(hours))?;
        zone.resolve(near).earliest().map(|time| *time.offset())
    };
    match (offset_after(-24), offset_after(24)) {
        (Some(before), Some(after)) if before != after => problem.hint(which_offset(local, before, after)),
        _ => problem.hint("write the time with its offset, such as `+04:00`"),
    }
}

fn which_offset(local: NaiveDateTime, a: FixedOffset, b: FixedOffset) -> String {
    let local = local.format("%Y-%m-%dT%H:%M");
    format!("write the offset that was meant: `{local}{a}` or `{local}{b}`")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn local(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    #[test]
    fn offsets_in_every_common_form() {
        for (written, minutes) in [
            ("Z", 0),
            ("z", 0),
            ("UTC", 0),
            ("GMT", 0),
            ("+04", 240),
            ("-4", -240),
            ("+0400", 240),
            ("-04:00", -240),
            ("UTC+4", 240),
            ("UTC +4", 240),
            ("GMT-3:30", -210),
            ("−4", -240),
            ("+430", 270),
            ("+14:00", 840),
            ("CET", 60),
            ("CEST", 120),
            ("EEST", 180),
            ("EDT", -240),
            ("JST", 540),
        ] {
            let expected = FixedOffset::east_opt(minutes * 60).unwrap();
            assert_eq!(Zone::parse(written).unwrap(), Zone::Fixed(expected), "{written}");
        }
    }

    #[test]
    fn places_keep_their_history() {
        let yerevan = Zone::parse("Asia/Yerevan").unwrap();
        assert_eq!(yerevan.at(local("2020-10-10 12:00")).unwrap().to_rfc3339(), "2020-10-10T12:00:00+04:00");
        let moscow = Zone::parse("MSK").unwrap();
        assert_eq!(moscow.at(local("2012-10-10 12:00")).unwrap().to_rfc3339(), "2012-10-10T12:00:00+04:00");
        assert_eq!(moscow.at(local("2020-10-10 12:00")).unwrap().to_rfc3339(), "2020-10-10T12:00:00+03:00");
    }

    #[test]
    fn abbreviations_go_through_the_site() {
        let named = BTreeMap::from([("IST".to_owned(), Tz::Asia__Kolkata)]);
        let zones = Zones { named, ..Zones::default() };
        assert_eq!(zones.find("IST").unwrap(), Zone::Place(Tz::Asia__Kolkata));
        let problem = Zones::default().find("IST").unwrap_err();
        assert_eq!(problem.code.name, "ambiguous-zone");
        assert_eq!(
            problem.message,
            "the zone abbreviation `IST` has several meanings: `Asia/Kolkata`, `Europe/Dublin`, `Asia/Jerusalem`"
        );
        for (written, code) in [
            ("AMT", "ambiguous-zone"),
            ("EST", "ambiguous-zone"),
            ("AZT", "ambiguous-zone"),
            ("XYZ", "unknown-zone"),
            ("+15:00", "unknown-zone"),
            ("+04:75", "unknown-zone"),
            ("", "unknown-zone"),
            ("Asia/Yerevn", "unknown-zone"),
        ] {
            assert_eq!(Zones::default().find(written).unwrap_err().code.name, code, "{written}");
        }
        assert!(Zone::parse("Asia/Yerevn").unwrap_err().hints[0].starts_with("did you mean `Asia/Yerevan`"));
    }

    #[test]
    fn gaps_and_overlaps_are_never_guessed() {
        let gap = Zone::parse("Asia/Yerevan").unwrap().at(local("2008-03-30 02:30")).unwrap_err();
        assert_eq!(gap.code.name, "no-such-local-time");
        assert_eq!(
            gap.message,
            "2008-03-30 02:30 does not exist in Asia/Yerevan: the clocks go forward over it"
        );
        assert_eq!(
            gap.hints,
            ["write the offset that was meant: `2008-03-30T02:30+04:00` or `2008-03-30T02:30+05:00`"]
        );
        let overlap = Zone::parse("Europe/Berlin").unwrap().at(local("2020-10-25 02:30")).unwrap_err();
        assert_eq!(overlap.code.name, "ambiguous-date");
        assert_eq!(
            overlap.hints,
            ["write the offset that was meant: `2020-10-25T02:30+02:00` or `2020-10-25T02:30+01:00`"]
        );
    }

    #[test]
    fn a_day_starts_where_the_clocks_skip_midnight() {
        let day = NaiveDate::from_ymd_opt(2022, 2, 25).unwrap();
        assert_eq!(
            Zone::parse("Asia/Amman").unwrap().day_start(day).to_rfc3339(),
            "2022-02-25T01:00:00+03:00"
        );
    }
}
