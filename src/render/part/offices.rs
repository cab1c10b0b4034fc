//! Offices: in words on the day of an article, and as a strip over the years on a person's page.

use serde::Serialize;

use crate::derive::office_on;
use crate::model::{ActorId, Affiliation, Day, When};
use crate::render::context::Context;
use crate::render::part::actor;
use crate::render::part::actor::ActorView;

/// What an actor belongs to, or who belongs to it.
#[derive(Serialize)]
pub struct AffiliationView<'a> {
    pub actor: ActorView<'a>,
    pub role: Option<&'a str>,
    pub valid: Option<String>,
    pub sources: &'a [u32],
    /// Its time as a bar on the scale of all; `None` without dates.
    pub bar: Option<TimeBar>,
}

/// A stretch of time, in hundredths of the scale.
#[derive(Serialize)]
pub struct TimeBar {
    pub x: String,
    pub width: String,
    /// Whether its beginning or its end is open or unknown.
    pub open_start: bool,
    pub open_end: bool,
}

/// The time that the bars of an actor stand on.
#[derive(Serialize)]
pub struct Scale {
    /// The first and the last year, in words.
    pub first: String,
    pub last: String,
    /// What the site tells of the actor.
    pub told: Option<TimeBar>,
    #[serde(skip)]
    from: f64,
    #[serde(skip)]
    to: f64,
}

const WIDTH: f64 = 100.0;

impl Scale {
    fn x(&self, day: f64) -> f64 {
        ((day - self.from) / (self.to - self.from) * WIDTH).clamp(0.0, WIDTH)
    }

    fn bar(&self, first: Option<Day>, last: Option<Day>) -> TimeBar {
        let left = first.map_or(0.0, |day| self.x(number(day)));
        let right = last.map_or(WIDTH, |day| self.x(number(day) + 1.0));
        // A single day is still to be seen.
        let width = (right - left).max(0.7);
        TimeBar {
            x: coordinate(left.min(WIDTH - width)),
            width: coordinate(width),
            open_start: first.is_none(),
            open_end: last.is_none(),
        }
    }
}

/// The office of a person when something happened: "Prime Minister, Armenia", or "then …" for one that has ended.
pub fn held_on(cx: Context<'_>, actor: ActorId, when: &When) -> Option<String> {
    let site = cx.site;
    let held = &site.actor(actor).affiliations[office_on(site, actor, when.anchor()?)?];
    let role = held.role.as_deref()?;
    let office = format!("{role}, {}", site.actor(held.to).name);
    let ended = held.valid.as_ref().is_some_and(|valid| valid.latest().is_some());
    Some(if ended { cx.phrases.get("then").replace("{}", &office) } else { office })
}

/// What an actor belongs to, with bars on a scale if there is one.
pub fn affiliations<'a>(cx: Context<'a>, id: ActorId, scale: Option<&Scale>) -> Vec<AffiliationView<'a>> {
    let affiliations = &cx.site.actor(id).affiliations;
    affiliations.iter().map(|held| affiliation(cx, held.to, held, scale)).collect()
}

/// Who belongs to an actor, in order of time.
pub fn members(cx: Context<'_>, id: ActorId, most: usize) -> Vec<AffiliationView<'_>> {
    let members = cx.facts.people.members[id.index()].iter().take(most);
    let one = |(member, index): &(ActorId, u32)| {
        let held = &cx.site.actor(*member).affiliations[*index as usize];
        AffiliationView { sources: &[], ..affiliation(cx, *member, held, None) }
    };
    members.map(one).collect()
}

fn affiliation<'a>(
    cx: Context<'a>,
    with: ActorId,
    held: &'a Affiliation,
    scale: Option<&Scale>,
) -> AffiliationView<'a> {
    AffiliationView {
        actor: actor::view(cx, with),
        role: held.role.as_deref(),
        valid: held.valid.as_ref().map(|valid| cx.words.when(valid)),
        sources: &held.sources,
        bar: scale.zip(held.valid.as_ref()).map(|(scale, valid)| scale.bar(valid.earliest(), valid.latest())),
    }
}

/// The years that an actor's affiliations and its timeline take; `None` if no affiliation has a date.
pub fn scale(cx: Context<'_>, id: ActorId) -> Option<Scale> {
    let valid = cx.site.actor(id).affiliations.iter().filter_map(|held| held.valid.as_ref());
    let (first_told, last_told) = days_told(cx, id).unzip();
    let known = valid.flat_map(|valid| [valid.earliest(), valid.latest()]).flatten();
    known.clone().next()?;
    let known = known.chain(first_told).chain(last_told);
    let (first, last) = (known.clone().min()?.year(), known.max()?.year());
    let mut scale = Scale {
        first: cx.words.year(first),
        last: cx.words.year(last),
        told: None,
        from: number(Day::new(first, 1, 1)?),
        to: number(Day::new(last, 12, 31)?) + 1.0,
    };
    scale.told = first_told.map(|first| scale.bar(Some(first), last_told));
    Some(scale)
}

/// The first and the last day of an actor's own timeline.
fn days_told(cx: Context<'_>, id: ActorId) -> Option<(Day, Day)> {
    let facts = cx.facts;
    let entries = facts.lists.of_actor[id.index()].entries.iter();
    let days = entries.filter_map(|entry| facts.time.entries[entry.index()].when.earliest());
    days.clone().min().zip(days.max())
}

#[expect(clippy::cast_precision_loss, reason = "days of history")]
fn number(day: Day) -> f64 {
    day.number() as f64
}

/// A coordinate with one decimal at most.
pub fn coordinate(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map(str::to_owned).unwrap_or(text)
}
