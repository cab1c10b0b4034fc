//! The number of a figure, or its bounds: people are counted whole, and there are never less than none.

use crate::diag::{Diagnostic, code};
use crate::model::{Measure, Measured};
use crate::text;
use crate::yaml::Fields;

/// `value`, or `low`, `best` and `high` in that order; a figure with a wrong number gives none at all.
pub(super) fn read(fields: &mut Fields, measure: Option<Measure>) -> Measured {
    let keys =
        [("value", "The number"), ("low", "The least"), ("best", "The likeliest"), ("high", "The most")];
    let given = keys.map(|(key, _)| fields.has(key));
    let [value, low, best, high] = keys.map(|(key, about)| number(fields, key, about, measure));
    if !given.contains(&true) {
        let missing = Diagnostic::new(code::MISSING_KEY, "a figure needs a `value`, or `low` and `high`");
        fields.report("value", missing);
    }
    let wrong = given.iter().zip([value, low, best, high]).any(|(given, number)| *given && number.is_none());
    if wrong || !in_order(fields, [low, value.or(best), high]) {
        return Measured::default();
    }
    Measured { best: value.or(best), low, high }
}

fn in_order(fields: &mut Fields, steps: [Option<f64>; 3]) -> bool {
    let steps: Vec<f64> = steps.into_iter().flatten().collect();
    if steps.is_sorted() {
        return true;
    }
    let message = "`low`, `best` and `high` must stand in that order of size";
    let problem = Diagnostic::new(code::OUT_OF_RANGE, message);
    fields.report(
        "low",
        problem.hint("exchange them, or correct one of them; until then the figure is not shown"),
    );
    false
}

fn number(
    fields: &mut Fields,
    key: &'static str,
    about: &'static str,
    measure: Option<Measure>,
) -> Option<f64> {
    // Only what is no plain whole number is looked at in the file's text.
    let odd = fields.peek(key).is_some_and(|value| value.is_f64() || value.is_string());
    let written = Some(fields.path_of(key)).filter(|_| odd).and_then(|path| fields.source_of(&path));
    let written = written.unwrap_or_default().trim_matches(['"', '\'', ' ']).to_owned();
    let grouped = text::ungrouped(&written).map(|(digits, _)| digits);
    let before = fields.out.0.len();
    let number = fields.number(key, about);
    if let Some(problem) = fields.out.0.get_mut(before) {
        // It has been reported as no number.
        problem.hints.extend(grouped.clone().map(meant));
    }
    let (number, measure) = (number?, measure.filter(|measure| counts_people(*measure)));
    let Some(measure) = measure else { return Some(number) };
    let reason = match &grouped {
        _ if number < 0.0 => format!("`{key}` is {number}, there are no people below zero"),
        Some(_) => format!("`{key}` is `{written}`, which YAML reads as {number}"),
        None if number.fract() != 0.0 => format!("`{key}` is {number}, there are no parts of people"),
        None => return Some(number),
    };
    let hint = match grouped {
        Some(whole) if number >= 0.0 => meant(whole),
        _ => format!(
            "write how many were {}, as in `{key}: 12`; until then the figure is not shown",
            measure.word()
        ),
    };
    fields.report(key, Diagnostic::new(code::OUT_OF_RANGE, reason).hint(hint));
    None
}

fn meant(whole: String) -> String {
    format!("write `{whole}` if that is meant: a number has no signs between its thousands")
}

fn counts_people(measure: Measure) -> bool {
    use Measure::{Captured, Displaced, Injured, Killed, Missing};
    matches!(measure, Killed | Injured | Missing | Captured | Displaced)
}
