//! A person who takes part on one day in places that nobody reaches in a day.

use rustc_hash::FxHashMap;

use super::{Checked, Lint};
use crate::atlas::distance;
use crate::derive::{Entry, Subject};
use crate::diag::{At, Code, Diagnostic, Diagnostics, Topic};
use crate::model::{ActorKind, Day, Point, Precision};
use crate::yaml::within;

pub(super) const LINT: Lint = Lint { code: CODE, run };
const CODE: Code = Code::warning("impossible-travel", Topic::Editors, include_str!("impossible_travel.md"));

/// Farther apart than this, in kilometres, nobody is on one day.
const DAY: f64 = 6000.0;

fn run(checked: &Checked, out: &mut Diagnostics) {
    let (site, facts) = (checked.site, checked.facts);
    for (id, actor) in site.actors.iter().enumerate() {
        if actor.kind != Some(ActorKind::Person) {
            continue;
        }
        let mut on: FxHashMap<Day, (&Entry, Point)> = FxHashMap::default();
        for entry in facts.lists.of_actor[id].entries.iter().map(|id| &facts.time.entries[id.index()]) {
            let there = entry.actors(site).iter().any(|part| part.actor.index() == id && !part.alleged);
            let is_day = matches!(entry.when.precision(), Precision::Day | Precision::Minute)
                && entry.when.earliest() == entry.when.latest();
            let day = entry.when.earliest().filter(|_| there && is_day);
            let point = entry.place(site).and_then(|place| site.place(place).point);
            let (Some(day), Some(point)) = (day, point) else { continue };
            let Some((other, first)) = on.get(&day) else {
                on.insert(day, (entry, point));
                continue;
            };
            let away = distance(point.at(), first.at());
            if away > DAY {
                let place = |entry: &Entry| entry.place(site).map_or("", |place| site.place(place).shown());
                let message = format!(
                    "`{}` takes part on {day} in {} and in {}, {away:.0} km apart",
                    actor.name,
                    place(other),
                    place(entry)
                );
                let problem = Diagnostic::new(CODE, message)
                    .at(at(checked, entry))
                    .label(at(checked, other), "and here");
                out.push(problem.hint("check the days and the places; a statement that was sent is of the place where it was given"));
            }
        }
    }
}

/// Where an entry is told.
fn at(checked: &Checked, entry: &Entry) -> At {
    let site = checked.site;
    match entry.subject {
        Subject::Article(id) => At::key(site.article(id).file, "place"),
        Subject::Event(id) => {
            let event = site.event(id);
            match (event.file, event.reports.first()) {
                (Some(file), _) => At::file(file),
                (None, Some((article, report))) => {
                    At::value(site.article(*article).file, within("events", &report.to_string()))
                }
                (None, None) => At::file(crate::diag::FileId(0)),
            }
        }
    }
}
