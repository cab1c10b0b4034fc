//! A place that lies far from the place that it is said to lie in.

use super::{Checked, Lint, inside};
use crate::atlas::distance;
use crate::diag::{At, Code, Diagnostic, Diagnostics, Topic};
use crate::model::PlacePrecision;

pub(super) const LINT: Lint = Lint { code: CODE, run };
const CODE: Code = Code::warning("far-from-parent", Topic::Site, include_str!("far_from_parent.md"));

/// How far from the position of a place others in it may lie, in kilometres: of a town, and of one of which no more is known.
const TOWN: f64 = 60.0;
const REGION: f64 = 1500.0;

fn run(checked: &Checked, out: &mut Diagnostics) {
    for place in checked.site.places.iter() {
        let (Some(point), Some(parent), Some(registered)) = (place.point, place.parent, &place.registered)
        else {
            continue;
        };
        let parent = checked.site.place(parent);
        let Some(around) = parent.point else { continue };
        let usual = match around.precision {
            Some(PlacePrecision::Exact | PlacePrecision::Vicinity | PlacePrecision::Locality) => TOWN,
            Some(PlacePrecision::Region) | None => REGION,
        };
        let away = distance(point.at(), around.at());
        if away > usual.max(around.radius * 3.0) + point.radius {
            let message = format!(
                "`{}` lies {away:.0} km from `{}`, which it is said to lie in",
                place.name,
                parent.shown()
            );
            let at = At::value(registered.file, inside(registered, "parent"));
            out.push(Diagnostic::new(CODE, message).at(at).hint(
                "check both positions; a wide parent has `precision: region` and a `radius` in kilometres",
            ));
        }
    }
}
