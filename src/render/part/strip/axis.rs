//! The marks under a strip: days, months or years, as many as there is room for.

use crate::derive::{Activity, Unit};
use crate::model::Day;
use crate::render::words::Words;

/// A mark of the axis.
pub(super) struct Tick {
    /// Where time is labelled.
    pub day: Day,
    /// What stands there.
    pub text: String,
    /// Whether a narrow screen does without it.
    pub is_minor: bool,
}

/// What lies between two marks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum AxisStep {
    /// The 1st, 10th and 20th of each month.
    TenDays,
    /// So many months, from January.
    Months(i64),
    /// So many years.
    Years(i64),
}

impl AxisStep {
    /// From the shortest; each mark of one is a mark of those before it.
    fn all() -> impl Iterator<Item = Self> {
        let years = (0..18).flat_map(|power| [1, 5].map(|n| Self::Years(n * 10_i64.pow(power))));
        [Self::TenDays, Self::Months(1), Self::Months(3)].into_iter().chain(years)
    }

    /// How many marks stand beside one another: on a wide screen, and on a phone.
    fn room(self) -> (usize, usize) {
        match self {
            Self::TenDays => (9, 4),
            Self::Months(_) => (12, 4),
            Self::Years(_) => (14, 6),
        }
    }

    /// The marks within what is drawn; `None` if they are too many to be of use.
    fn marks(self, activity: &Activity) -> Option<Vec<Day>> {
        let within = |unit: Unit, every: i64| {
            let touched = activity.touched(unit);
            let steps = touched.filter(move |step| step.rem_euclid(every) == 0);
            steps.map(move |step| unit.first_day(step))
        };
        let length = |unit: Unit| {
            let touched = activity.touched(unit);
            touched.end.saturating_sub(touched.start)
        };
        let marks: Vec<Day> = match self {
            Self::TenDays if length(Unit::Month) > 4 => return None,
            Self::TenDays => within(Unit::Month, 1).flat_map(days_of_month).collect(),
            Self::Months(_) if length(Unit::Month) > 60 => return None,
            Self::Months(every) => within(Unit::Month, every).collect(),
            Self::Years(years) if length(Unit::Years(years)) > 60 => return None,
            Self::Years(years) => within(Unit::Years(years), 1).collect(),
        };
        Some(marks.into_iter().filter(|day| (0.0..1.0).contains(&activity.place(*day))).collect())
    }

    fn text(self, words: &Words, day: Day) -> String {
        match self {
            Self::TenDays => words.day_brief(day),
            Self::Months(_) if day.month() > 1 => words.month_alone(day.month()),
            Self::Months(_) | Self::Years(_) => words.year(day.year()),
        }
    }
}

/// The marks for what is drawn.
pub(super) fn ticks(words: &Words, activity: &Activity) -> Vec<Tick> {
    let fitting = |room: fn(AxisStep) -> usize| {
        let mut all = AxisStep::all().filter_map(|step| Some((step, step.marks(activity)?)));
        all.find(|(step, marks)| marks.len() <= room(*step))
    };
    let Some((step, marks)) = fitting(|step| step.room().0) else { return Vec::new() };
    let on_a_phone = fitting(|step| step.room().1).map(|(_, marks)| marks).unwrap_or_default();
    // A step too long to have a mark here is of no help.
    let chosen = |day: &Day| on_a_phone.len() < 2 || on_a_phone.contains(day);
    let every_second = on_a_phone.len() < 2 && marks.len() > step.room().1;
    let tick = |(at, day): (usize, Day)| Tick {
        text: step.text(words, day),
        is_minor: if every_second { at % 2 == 1 } else { !chosen(&day) },
        day,
    };
    marks.into_iter().enumerate().map(tick).collect()
}

fn days_of_month(first: Day) -> [Day; 3] {
    [0, 9, 19].map(|days| Day(first.number() + days))
}
