//! Zone abbreviations: those that mean one offset everywhere, and those that must be explained.

use chrono::FixedOffset;
use chrono_tz::Tz;

use super::Zone;

/// Abbreviations that mean one offset everywhere, in minutes from UTC.
const FIXED: &[(&str, i32)] = &[
    ("WET", 0),
    ("WEST", 60),
    ("CET", 60),
    ("CEST", 120),
    ("MEZ", 60),
    ("MESZ", 120),
    ("EET", 120),
    ("EEST", 180),
    ("MSD", 240),
    ("TRT", 180),
    ("EAT", 180),
    ("CAT", 120),
    ("WAT", 60),
    ("SAST", 120),
    ("EDT", -240),
    ("PDT", -420),
    ("AKST", -540),
    ("AKDT", -480),
    ("JST", 540),
    ("HKT", 480),
    ("PKT", 300),
    ("NPT", 345),
    ("AEST", 600),
    ("AEDT", 660),
    ("ACST", 570),
    ("ACDT", 630),
    ("AWST", 480),
    ("NZST", 720),
    ("NZDT", 780),
];

/// Abbreviations that mean one place whose offset has changed.
const PLACES: &[(&str, Tz)] = &[("MSK", Tz::Europe__Moscow)];

/// Abbreviations that several zones share, or that too few people know; the likeliest first.
const CANDIDATES: &[(&str, &[Tz])] = &[
    ("IST", &[Tz::Asia__Kolkata, Tz::Europe__Dublin, Tz::Asia__Jerusalem]),
    ("IDT", &[Tz::Asia__Jerusalem]),
    ("BST", &[Tz::Europe__London, Tz::Asia__Dhaka, Tz::Pacific__Bougainville]),
    ("EST", &[Tz::America__New_York, Tz::America__Panama, Tz::Australia__Sydney]),
    ("CST", &[Tz::America__Chicago, Tz::Asia__Shanghai, Tz::America__Havana]),
    ("CDT", &[Tz::America__Chicago, Tz::America__Havana]),
    ("MST", &[Tz::America__Denver, Tz::America__Phoenix, Tz::Asia__Kuala_Lumpur]),
    ("MDT", &[Tz::America__Denver]),
    ("PST", &[Tz::America__Los_Angeles, Tz::Asia__Manila]),
    ("AST", &[Tz::America__Halifax, Tz::Asia__Riyadh]),
    ("ADT", &[Tz::America__Halifax]),
    ("HST", &[Tz::Pacific__Honolulu]),
    ("ET", &[Tz::America__New_York]),
    ("CT", &[Tz::America__Chicago]),
    ("MT", &[Tz::America__Denver]),
    ("PT", &[Tz::America__Los_Angeles]),
    ("NST", &[Tz::America__St_Johns]),
    ("AMT", &[Tz::Asia__Yerevan, Tz::America__Manaus]),
    ("AMST", &[Tz::Asia__Yerevan, Tz::America__Manaus]),
    ("AZT", &[Tz::Asia__Baku]),
    ("AZST", &[Tz::Asia__Baku]),
    ("GET", &[Tz::Asia__Tbilisi]),
    ("GST", &[Tz::Asia__Dubai, Tz::Atlantic__South_Georgia]),
    ("IRST", &[Tz::Asia__Tehran]),
    ("IRDT", &[Tz::Asia__Tehran]),
    ("AFT", &[Tz::Asia__Kabul]),
    ("UZT", &[Tz::Asia__Tashkent]),
    ("TJT", &[Tz::Asia__Dushanbe]),
    ("TMT", &[Tz::Asia__Ashgabat]),
    ("KGT", &[Tz::Asia__Bishkek]),
    ("ALMT", &[Tz::Asia__Almaty]),
    ("SAMT", &[Tz::Europe__Samara]),
    ("YEKT", &[Tz::Asia__Yekaterinburg]),
    ("VOLT", &[Tz::Europe__Volgograd]),
    ("MMT", &[Tz::Asia__Yangon]),
    ("ICT", &[Tz::Asia__Bangkok]),
    ("WIB", &[Tz::Asia__Jakarta]),
    ("WST", &[Tz::Australia__Perth, Tz::Pacific__Apia]),
    ("SST", &[Tz::Asia__Singapore, Tz::Pacific__Pago_Pago]),
    ("SGT", &[Tz::Asia__Singapore]),
    ("PHT", &[Tz::Asia__Manila]),
    ("KST", &[Tz::Asia__Seoul, Tz::Asia__Pyongyang]),
    ("ECT", &[Tz::America__Guayaquil]),
    ("VET", &[Tz::America__Caracas]),
    ("COT", &[Tz::America__Bogota]),
    ("PET", &[Tz::America__Lima]),
    ("BOT", &[Tz::America__La_Paz]),
    ("BRT", &[Tz::America__Sao_Paulo]),
    ("ART", &[Tz::America__Argentina__Buenos_Aires]),
    ("CLT", &[Tz::America__Santiago]),
];

/// The zone of an abbreviation that has one meaning.
pub(super) fn unambiguous(written: &str) -> Option<Zone> {
    let place = PLACES.iter().find(|(name, _)| name.eq_ignore_ascii_case(written));
    let fixed = FIXED.iter().find(|(name, _)| name.eq_ignore_ascii_case(written));
    let offset = || Some(Zone::Fixed(FixedOffset::east_opt(fixed?.1 * 60)?));
    place.map(|(_, place)| Zone::Place(*place)).or_else(offset)
}

/// The zones that an abbreviation may mean.
pub(super) fn candidates(written: &str) -> &'static [Tz] {
    CANDIDATES.iter().find(|(name, _)| name.eq_ignore_ascii_case(written)).map_or(&[], |(_, places)| *places)
}
