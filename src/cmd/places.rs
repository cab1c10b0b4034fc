//! `dateline places`: which places have no position, and what a gazetteer knows of them.

use super::{Exit, give, site_folder, today};
use crate::args::PlacesArgs;
use crate::check::Depth;
use crate::config::PublishedAs;
use crate::diag::{Diagnostics, Failure};
use crate::model::Place;
use crate::names::UnplacedNames;
use crate::resolve::Include;
use crate::source::{self, Filter, GazetteerPlace, candidates};
use crate::text::count;
use crate::{Options, snapshot};

/// Runs the command.
pub(super) fn run(args: &PlacesArgs) -> Result<Exit, Failure> {
    let site = site_folder(args.site.site.as_ref());
    let mut out = Diagnostics::default();
    let tree = source::read(&site, &Filter { output: None }, &mut out)?;
    let options = Options {
        include: Include::Drafts,
        base_url: None,
        today: today(args.now.as_deref())?,
        depth: Depth::Mistakes,
        offline: false,
    };
    let snapshot = snapshot(tree, &options, &mut out);
    let lists = &snapshot.facts.lists.of_place;
    let is_wanted = |place: &Place| {
        place.point.is_none() && place.publish.is_none_or(|publish| publish == PublishedAs::Exact)
    };
    let mut wanted: Vec<(usize, &Place)> = snapshot
        .site
        .places
        .iter()
        .enumerate()
        .filter(|(_, place)| is_wanted(place))
        .map(|(id, place)| (lists[id].entries.len(), place))
        .collect();
    wanted.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.name.cmp(&b.1.name)));
    let found = match &args.suggest {
        None => vec![Vec::new(); wanted.len()],
        Some(path) => {
            let names = UnplacedNames::of(wanted.iter().map(|(_, place)| *place));
            candidates(path, wanted.len(), |called| names.having(called.iter().copied()))?
        }
    };
    give(&format!("{} without a position\n", count(wanted.len(), "place")));
    for ((entries, place), candidates) in wanted.iter().zip(&found) {
        give(&told(place, *entries, candidates, args.suggest.is_some()));
    }
    Ok(Exit::Clean)
}

/// A place, and the lines that would give it a position.
fn told(place: &Place, entries: usize, candidates: &[GazetteerPlace], asked: bool) -> String {
    let mut said = format!("\n{} ({})\n", place.name, count(entries, "entry"));
    for found in candidates {
        let people = if found.people > 0 { format!(", {} people", found.people) } else { String::new() };
        said += &format!(
            "  lat: {}\n  lon: {}\n  precision: locality  # {}, {} in {}{people}, GeoNames {}\n",
            found.lat, found.lon, found.name, found.kind, found.country, found.id
        );
    }
    if asked && candidates.is_empty() {
        said += "  nothing of this name\n";
    }
    said
}
