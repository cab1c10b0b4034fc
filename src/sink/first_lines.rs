//! The first lines of a new article, actor, event, conflict or place, and the file that they go into.

use crate::model::Day;
use crate::text::slug;

/// What begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beginning {
    /// An article.
    Article,
    /// An actor.
    Actor,
    /// An event.
    Event,
    /// A conflict.
    Conflict,
    /// A place.
    Place,
}

/// The path in the site of a new file, and its text. `None` for a name without letters and digits.
pub fn first_lines(of: Beginning, name: &str, day: Day) -> Option<(String, String)> {
    let name = name.trim();
    let slug = slug(name);
    if slug.is_empty() {
        return None;
    }
    let title = serde_json::to_string(name).unwrap_or_default();
    Some(match of {
        Beginning::Article => {
            let path = format!("content/articles/{}/{day}-{slug}.md", day.year());
            (path, article(&title, &day.to_string()))
        }
        Beginning::Actor => (format!("content/actors/{slug}.md"), actor(&title)),
        Beginning::Event => (format!("content/events/{slug}.md"), event(&title, &day.to_string())),
        Beginning::Conflict => (format!("content/conflicts/{slug}.md"), conflict(&title)),
        Beginning::Place => (format!("content/places/{slug}.md"), place(&title)),
    })
}

fn article(title: &str, day: &str) -> String {
    format!(
        "---\ntitle: {title}\npublished: {day}\nwhen: {day}\nsummary:\nauthors: []\ntype:\nplace:\nactors: []\ntags: []\nsources: []\nstatus: draft\n---\n\n"
    )
}

fn event(title: &str, day: &str) -> String {
    format!("---\ntitle: {title}\nwhen: \"{day}\"\nsummary:\ntype:\nplace:\nactors: []\nsources: []\n---\n\n")
}

fn conflict(name: &str) -> String {
    format!(
        "---\nname: {name}\nwhen:\nparent:\nsides: []\nmediators: []\nphases: []\nsummary:\nsources: []\n---\n\n"
    )
}

fn place(name: &str) -> String {
    format!("---\nname: {name}\nlat:\nlon:\nprecision:\nparent:\n---\n\n")
}

fn actor(name: &str) -> String {
    format!("---\nname: {name}\nkind:\naliases: []\nsummary:\n---\n\n")
}
