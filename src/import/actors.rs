//! Actors that a text names, suggested from the site's register.

use super::archive::Archive;
use super::compose::{Field, scalar};
use super::guess::Confidence;
use super::register::InText;
use crate::model::ActorKind;

/// What people and offices do with words.
const SPEAKING: &[&str] = &[
    "said",
    "says",
    "say",
    "warned",
    "warns",
    "urged",
    "urges",
    "told",
    "tells",
    "added",
    "announced",
    "announces",
    "called",
    "calls",
    "denied",
    "denies",
    "accused",
    "accuses",
    "claimed",
    "claims",
    "stated",
    "states",
    "wrote",
    "declared",
    "declares",
    "tweeted",
    "insisted",
    "noted",
    "stressed",
    "demanded",
];

/// The `actors` field: those that are given, then each of the register that the text names, with the words that name it.
pub(super) fn field(given: &[String], words: &str, archive: &Archive) -> Option<Field> {
    let found = archive.register.mentioned(words);
    let is_given =
        |name: &str| given.iter().any(|other| archive.register.actor(other).unwrap_or(other) == name);
    let named =
        found.iter().filter(|mentioned| !is_given(&mentioned.name)).map(|mentioned| line(mentioned, words));
    let lines: Vec<String> = given.iter().map(|name| format!("  - {}", scalar(name))).chain(named).collect();
    let all = found.iter().map(|mentioned| mentioned.words.clone()).collect::<Vec<_>>().join("; ");
    (!lines.is_empty()).then(|| Field {
        key: "actors".to_owned(),
        yaml: format!("\n{}", lines.join("\n")),
        comment: (!found.is_empty())
            .then(|| "suggested: names of the register that stand in the text".to_owned()),
        words: all,
        confidence: Confidence::Likely,
    })
}

fn line(mentioned: &InText, words: &str) -> String {
    let name = scalar(&mentioned.name);
    match spoken(mentioned, words) {
        Some(verb) => {
            format!("  - {{actor: {name}, role: speaker}}  # “{} {verb}”", mentioned.words)
        }
        None => format!("  - {name}  # “{}”", mentioned.words),
    }
}

/// The verb of speaking that follows the name of somebody who can speak.
fn spoken<'a>(mentioned: &InText, words: &'a str) -> Option<&'a str> {
    matches!(mentioned.kind, Some(ActorKind::Person | ActorKind::Ministry)).then_some(())?;
    let next = words.get(mentioned.end..)?.strip_prefix(' ')?.split_whitespace().next()?;
    let verb = next.trim_end_matches(|c: char| !c.is_alphanumeric());
    SPEAKING.contains(&verb).then_some(verb)
}
