//! Positions that are hardly meant: at 0, 0, or with latitude and longitude exchanged.

use super::{Checked, Lint, inside};
use crate::atlas::{LonLat, distance, is_land, middle_of};
use crate::diag::{Code, Diagnostic, Diagnostics, Topic};

pub(super) const LINT: Lint = Lint { code: CODE, run };
const CODE: Code = Code::warning("doubtful-position", Topic::Site, include_str!("doubtful_position.md"));

/// A place farther from all others, in kilometres, is asked about if the exchanged numbers bring it near.
const FAR: f64 = 400.0;

fn run(checked: &Checked, out: &mut Diagnostics) {
    let placed = || checked.site.places.iter().filter_map(|place| Some((place, place.point?)));
    let all: Vec<LonLat> = placed().map(|(_, point)| point.at()).collect();
    let middle = middle_of(&all);
    for (place, point) in placed() {
        let Some(registered) = &place.registered else { continue };
        let at = crate::diag::At::value(registered.file, inside(registered, "lat"));
        let (lat, lon) = (point.lat, point.lon);
        if lat == 0.0 && lon == 0.0 {
            let message = format!("`{}` lies at 0, 0, in the Gulf of Guinea", place.name);
            let problem = Diagnostic::new(CODE, message).at(at);
            out.push(problem.hint(
                "that is what programs write where they know nothing: leave the position out, or look it up",
            ));
            continue;
        }
        if lon.abs() > 90.0 {
            continue;
        }
        let exchanged = LonLat { lon: lat, lat: lon };
        let from_others = |at: LonLat| middle.filter(|_| all.len() > 2).map(|middle| distance(middle, at));
        let brings_near = from_others(point.at())
            .zip(from_others(exchanged))
            .is_some_and(|(now, then)| now > FAR && then * 3.0 < now);
        let leaves_the_sea =
            all.len() < 3 && point.radius < 5.0 && is_at_sea(point.at()) && is_land(exchanged);
        if brings_near || leaves_the_sea {
            let where_now = if brings_near { "far from all other places" } else { "in the sea" };
            let message =
                format!("`{}` lies {where_now}; its latitude and longitude may be exchanged", place.name);
            let hint = format!("is it `lat: {lon}`, `lon: {lat}`?");
            out.push(Diagnostic::new(CODE, message).at(at).hint(hint));
        }
    }
}

/// Whether there is no land within half a degree: a harbour lies in the sea of a coarse outline.
fn is_at_sea(at: LonLat) -> bool {
    let steps = [-0.5, 0.0, 0.5];
    let around = steps.into_iter().flat_map(|north| steps.into_iter().map(move |east| (north, east)));
    around.into_iter().all(|(north, east)| !is_land(LonLat { lon: at.lon + east, lat: at.lat + north }))
}
