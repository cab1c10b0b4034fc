//! What an editor shows of a thing when the pointer rests on its name.

use super::rename::own_source;
use crate::live::State;
use crate::model::{ActorId, Source, Status, When};
use crate::names::Thing;
use crate::render::Words;
use crate::text::count;

/// What is said of a thing, in Markdown.
pub(super) fn hover(state: &State, thing: Thing) -> String {
    let (site, facts) = (&state.snapshot.site, &state.snapshot.facts);
    let words = Words::new(&site.config.language);
    let mut lines: Vec<String> = Vec::new();
    match thing {
        Thing::Actor(id) => return actor(state, id),
        Thing::Place(id) => {
            let place = site.place(id);
            lines.push(titled(&place.name, "place"));
            lines.extend(place.display.as_ref().map(|shown| format!("Shown as {}", plain(shown))));
            lines.extend(place.parent.map(|parent| format!("In {}", plain(&site.place(parent).name))));
            lines.extend(place.point.map(|point| format!("{:.4}, {:.4}", point.lat, point.lon)));
            let entries = facts.lists.of_place[id.index()].entries.len();
            lines.push(if entries == 1 { "1 entry".to_owned() } else { format!("{entries} entries") });
        }
        Thing::Conflict(id) => {
            let conflict = site.conflict(id);
            lines.push(titled(&conflict.name, "conflict"));
            lines.extend(conflict.when.as_ref().map(|when| words.when(when)));
            lines.extend(conflict.summary.as_deref().map(plain));
        }
        Thing::Event(id) => {
            let event = site.event(id);
            lines.push(titled(&event.title, "event"));
            lines.push(words.when(&event.when));
            lines.extend(event.summary.as_deref().map(plain));
            lines.push(format!("Reported by {}", count(event.reports.len(), "article")));
        }
        Thing::Source(id) => lines.extend(source(site.source(id), &words)),
        Thing::OwnSource(..) => {
            lines.extend(own_source(state, thing).into_iter().flat_map(|own| source(own, &words)))
        }
        Thing::Page(index) => {
            if let Some(page) = site.pages.get(index as usize) {
                lines.push(titled(&page.title, "page"));
                lines.extend(page.summary.as_deref().map(plain));
            }
        }
        Thing::Article(id) => {
            let article = site.article(id);
            lines.push(titled(&article.title, "article"));
            lines.push(words.when(&article.when));
            if article.status != Status::Published {
                lines.push(format!("**{}**", article.status.word()));
            }
            lines.extend(article.summary.as_deref().map(plain));
        }
    }
    lines.join("\n\n")
}

fn source(source: &Source, words: &Words) -> Vec<String> {
    let mut lines = vec![titled(source.title.as_deref().unwrap_or(&source.id), "source")];
    lines.extend(source.publisher.as_deref().map(plain));
    lines.extend(source.published.as_ref().map(|when| words.when(when)));
    lines.extend(source.url.as_deref().map(plain));
    lines
}

fn actor(state: &State, id: ActorId) -> String {
    let (site, facts) = (&state.snapshot.site, &state.snapshot.facts);
    let actor = site.actor(id);
    let kind = actor.kind.map_or("actor", |kind| kind.word());
    let mut lines = vec![titled(&actor.name, kind)];
    if actor.registered.is_none() {
        lines.push("*not in the register*".to_owned());
    }
    lines.extend(actor.summary.as_deref().map(plain));
    let others: Vec<String> = actor.aliases.iter().map(|alias| plain(&alias.text)).collect();
    if !others.is_empty() {
        lines.push(format!("Also: {}", others.join(", ")));
    }
    let words = Words::new(&site.config.language);
    for affiliation in &actor.affiliations {
        let to = plain(&site.actor(affiliation.to).name);
        let role = affiliation.role.as_deref().map(|role| format!("{}, ", plain(role))).unwrap_or_default();
        let valid =
            affiliation.valid.as_ref().map(|valid| format!(" ({})", words.when(valid))).unwrap_or_default();
        lines.push(format!("{role}{to}{valid}"));
    }
    let articles = facts.people.articles_of.get(id.index()).copied().unwrap_or(0) as usize;
    let statements = facts.people.statements.of_actor[id.index()].len();
    lines.push(format!("{}, {}", count(articles, "article"), count(statements, "statement")));
    lines.join("\n\n")
}

/// A date in words.
pub(super) fn date(state: &State, when: &When) -> String {
    Words::new(&state.snapshot.site.config.language).when(when)
}

/// A text in which no sign is Markdown's.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if "\\`*_[]<>#|".contains(c) {
            plain.push('\\');
        }
        plain.push(c);
    }
    plain
}

fn titled(name: &str, kind: &str) -> String {
    format!("**{}** · {kind}", plain(name))
}
