//! The flags of `import`, checked and made into options.

use crate::args::{DateOrder, GroupsArg, ImportArgs, InputKind, SlidesArg};
use crate::cmd::moment;
use crate::config::{Config, DateProblem, Zone, Zones};
use crate::diag::Failure;
use crate::import::{Clock, Groups, Kind, Map, Options, Order, Slides, Telling};
use crate::parse;
use crate::source::inbox;

/// The options that the flags ask for.
pub(super) fn options(args: &ImportArgs, config: &Config) -> Result<Options, Failure> {
    let zones = zones(args, config)?;
    let date = match &args.date {
        None => None,
        Some(written) => Some(parse::stamp(written, &zones).map_err(|p| problem("--date", p))?.day()),
    };
    let order = args.date_order.map(|order| match order {
        DateOrder::Dmy => Order::DayFirst,
        DateOrder::Mdy => Order::MonthFirst,
    });
    let clock = Clock { zones, zone_given: args.zone.is_some(), order, now: moment(args.now.as_deref())? };
    Ok(Options {
        clock,
        url: args.url.clone(),
        publisher: args.publisher.clone(),
        date,
        conflict: args.conflict.clone(),
        keep_all: args.keep_all,
        keep_source: args.keep_source,
        groups: match args.groups {
            None | Some(GroupsArg::Tags) => Groups::Tags,
            Some(GroupsArg::Actors) => Groups::Actors,
            Some(GroupsArg::Types) => Groups::Types,
        },
        is_folder: false,
        telling: if args.verbose || args.json { Telling::Each } else { Telling::Grouped },
        slides: match args.slides {
            SlidesArg::Events => Slides::Events,
            SlidesArg::Articles => Slides::Articles,
        },
    })
}

fn zones(args: &ImportArgs, config: &Config) -> Result<Zones, Failure> {
    let mut zones = config.zones.clone();
    if let Some(zone) = &args.zone {
        zones.default = Zone::parse(zone).map_err(|p| problem("--zone", p))?;
    }
    for written in &args.zones {
        let form = || Failure::new("read the zone", format!("--tz {written}"), "it has the form NAME=ZONE");
        let (name, zone) =
            written.split_once('=').ok_or_else(|| form().hint("write `--tz IST=Asia/Kolkata`"))?;
        let place = zone.trim().parse().map_err(|_| {
            Failure::new(
                "read the zone",
                format!("--tz {written}"),
                format!("`{zone}` is no zone of the IANA list"),
            )
            .hint("write a name such as `Asia/Kolkata`")
        })?;
        zones.named.insert(name.trim().to_owned(), place);
    }
    Ok(zones)
}

fn problem(flag: &str, problem: DateProblem) -> Failure {
    let failure = Failure::new("read", flag, problem.message);
    match problem.hints.into_iter().next() {
        Some(hint) => failure.hint(hint),
        None => failure,
    }
}

/// The map of columns that a flag names.
pub(super) fn map(args: &ImportArgs) -> Result<Option<Map>, Failure> {
    let Some(path) = &args.map else { return Ok(None) };
    let items = inbox::list(path)?;
    let [item] = items.as_slice() else { return Err(Failure::new("read the map", path, "it is a folder")) };
    let text = String::from_utf8_lossy(&item.bytes()?).into_owned();
    let map = Map::parse(&text)
        .map_err(|reason| Failure::new("read the map", path, reason).hint("docs/import.md has an example"))?;
    Ok(Some(map))
}

/// The kind that a flag gives, else the one that the input shows. In a folder a table that nothing explains is no input.
pub(super) fn kind(args: &ImportArgs, found: Kind, mapped: bool, named: bool) -> Kind {
    let is_table = matches!(
        found,
        Kind::Table | Kind::Text | Kind::Ucdp | Kind::Acled | Kind::TimelineSheet | Kind::TimelineJson
    );
    let is_sheet = matches!(found, Kind::TimelineSheet | Kind::Table) && found != Kind::TimelineJson;
    let asked = match args.from {
        None if mapped && is_table => return Kind::Table,
        None if found == Kind::Table && !named => return Kind::Other("a table, which `--map` explains"),
        None => return found,
        Some(InputKind::Text) => Kind::Text,
        Some(InputKind::Markdown) => Kind::Markdown,
        Some(InputKind::Html) => Kind::Html,
        Some(InputKind::FrontMatter) => Kind::FrontMatter,
        Some(InputKind::Timelinejs) if is_sheet => Kind::TimelineSheet,
        Some(InputKind::Timelinejs) => Kind::TimelineJson,
        Some(InputKind::Ucdp) => Kind::Ucdp,
        Some(InputKind::Acled) => Kind::Acled,
    };
    match found {
        Kind::Other(why @ ("empty" | "not a text")) => Kind::Other(why),
        _ => asked,
    }
}
