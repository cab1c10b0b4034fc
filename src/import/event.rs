//! An event of somebody's data as YAML, in the form of the site's lists of events.

use super::compose::scalar;
use super::doubts::Doubt;
use crate::diag::code;

/// An event that is to be written.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Event {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// When, in EDTF.
    pub when: String,
    /// The beginning and end with a time of day, instead of `when`.
    pub span: Option<(String, String)>,
    /// What an editor should know of it: words of the source, and what has no field.
    pub remarks: Vec<String>,
    /// Where.
    pub place: Option<PlaceGiven>,
    /// What sort, a word of the site's list.
    pub kind: Option<&'static str>,
    /// Who, and as what.
    pub actors: Vec<(String, Option<&'static str>)>,
    /// The conflict.
    pub conflict: Option<String>,
    /// What is counted.
    pub figures: Vec<Figure>,
    /// What it rests on: ids or maps, as YAML.
    pub sources: Vec<String>,
    /// In words.
    pub summary: Option<String>,
    /// What has no certain reading: for the report.
    pub doubts: Vec<Doubt>,
}

/// A place with its position.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct PlaceGiven {
    /// Its name.
    pub name: String,
    /// Degrees north and east, as they are written.
    pub point: Option<(String, String)>,
    /// How exact the position is.
    pub precision: Option<&'static str>,
}

/// A number that is counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Figure {
    /// What is counted.
    pub measure: &'static str,
    /// The side it counts.
    pub side: Option<String>,
    /// Whom of that side.
    pub status: Option<String>,
    /// The number and its bounds, in order of size.
    pub amount: Amount,
    /// Who says it.
    pub by: Option<String>,
    /// As of when, in EDTF.
    pub as_of: Option<String>,
    /// What it covers.
    pub scope: Option<String>,
}

/// A number or its bounds, as they are written.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Amount {
    /// The lower bound.
    pub low: Option<String>,
    /// The number, or the best estimate between the bounds.
    pub best: Option<String>,
    /// The upper bound.
    pub high: Option<String>,
}

impl Amount {
    /// Whether there is no number in it.
    pub fn is_empty(&self) -> bool {
        self.low.is_none() && self.best.is_none() && self.high.is_none()
    }

    /// One bound, or the number alone, that says that there were none.
    pub fn is_zero(&self) -> bool {
        let parts = [&self.low, &self.best, &self.high];
        parts.into_iter().flatten().all(|part| part.trim_matches('0').is_empty())
    }
}

impl Event {
    /// Notes a cell that has no certain reading: the event is written without its figure, the cell stays in a comment.
    pub fn unread(&mut self, reason: &str) {
        let column = reason.split('`').nth(1).unwrap_or_default().to_owned();
        self.remarks.push(format!("no figure: {reason}"));
        self.doubts.push(Doubt {
            code: code::DOUBTFUL_FIGURE,
            name: column,
            message: format!("{reason}; no figure was written"),
            hint: "write the number by its digits, as in `1200`, or its bounds, as in `50-60` or `50+`; or add the figure by hand",
        });
    }

    /// Adds the event to a list.
    pub fn write(&self, out: &mut String) {
        out.push_str("- id: ");
        out.push_str(&scalar(&self.id));
        line(out, "title", &scalar(&self.title));
        match &self.span {
            Some((start, end)) => {
                line(out, "start", &scalar(start));
                if !end.is_empty() {
                    line(out, "end", &scalar(end));
                }
            }
            None => line(out, "when", &format!("\"{}\"", self.when)),
        }
        if !self.remarks.is_empty() {
            out.push_str("  ");
            out.push_str(&super::compose::comment(&self.remarks.join("; ")));
        }
        if let Some(place) = &self.place {
            line(out, "place", &place.yaml());
        }
        if let Some(kind) = self.kind {
            line(out, "type", kind);
        }
        list(
            out,
            "actors",
            self.actors.iter().map(|(name, role)| match role {
                Some(role) => format!("{{actor: {}, role: {role}}}", scalar(name)),
                None => scalar(name),
            }),
        );
        if let Some(conflict) = &self.conflict {
            line(out, "conflict", &scalar(conflict));
        }
        list(out, "figures", self.figures.iter().map(Figure::yaml));
        list(out, "sources", self.sources.iter().cloned());
        if let Some(summary) = &self.summary {
            line(out, "summary", &scalar(summary));
        }
        out.push('\n');
    }
}

fn line(out: &mut String, key: &str, value: &str) {
    out.push_str("\n  ");
    out.push_str(key);
    out.push_str(": ");
    out.push_str(value);
}

fn list(out: &mut String, key: &str, items: impl Iterator<Item = String>) {
    let mut first = true;
    for item in items {
        if first {
            out.push_str("\n  ");
            out.push_str(key);
            out.push(':');
            first = false;
        }
        out.push_str("\n    - ");
        out.push_str(&item);
    }
}

impl PlaceGiven {
    /// The place as YAML.
    pub fn yaml(&self) -> String {
        let name = scalar(&self.name);
        let Some((lat, lon)) = &self.point else { return name };
        let precision = self.precision.map(|word| format!(", precision: {word}")).unwrap_or_default();
        format!("{{name: {name}, lat: {lat}, lon: {lon}{precision}}}")
    }
}

impl Figure {
    /// The figure as YAML.
    pub fn yaml(&self) -> String {
        let who = match (&self.side, self.status.as_deref().map(scalar)) {
            (Some(side), Some(status)) => format!(", who: {{side: {}, status: {status}}}", scalar(side)),
            (Some(side), None) => format!(", who: {{side: {}}}", scalar(side)),
            (None, Some(status)) => format!(", who: {{status: {status}}}"),
            (None, None) => String::new(),
        };
        let Amount { low, best, high } = &self.amount;
        let bounded = low.is_some() || high.is_some();
        let best = (if bounded { "best" } else { "value" }, best);
        let parts = [("low", low), best, ("high", high)];
        let parts = parts.into_iter().filter_map(|(key, part)| Some(format!("{key}: {}", part.as_ref()?)));
        let amount = parts.collect::<Vec<_>>().join(", ");
        let text = |key: &str, part: &Option<String>| {
            part.as_ref().map(|part| format!(", {key}: {}", scalar(part))).unwrap_or_default()
        };
        let rest = text("as_of", &self.as_of) + &text("by", &self.by) + &text("scope", &self.scope);
        format!("{{measure: {}{who}, {amount}{rest}}}", self.measure)
    }
}
