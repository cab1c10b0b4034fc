//! `/-/report.html`: what the archive has and lacks, for its editors.

use super::current::Current;
use super::editor::encoded;
use super::markup::{element, link, page as whole, table, text};
use super::shared::SharedState;
use crate::derive::{Balance, BalanceRow, balance};
use crate::model::{ActorId, Status, Why};
use crate::render::Snapshot;
use crate::report::position;
use crate::route::{Addressing, Route};
use crate::text::count;

/// So much of a list is shown; of the rest the number is.
const SHOWN: usize = 200;

/// The page.
pub(super) fn page(now: &Current, shared: &SharedState) -> Vec<u8> {
    let snapshot = &now.shown.snapshot;
    let parts = [
        counts(snapshot),
        balances(snapshot),
        wanted(snapshot, shared),
        unfinished(snapshot),
        silent_actors(snapshot),
    ];
    whole(now, "Report", "Preview", &parts.concat())
}

fn section(id: &str, title: &str, inside: &str) -> String {
    format!("<section aria-labelledby=\"{id}\"><h2 id=\"{id}\">{title}</h2>{inside}</section>")
}

fn counts(snapshot: &Snapshot) -> String {
    let (site, facts) = (&snapshot.site, &snapshot.facts);
    let statuses = |wanted: Status| site.articles.iter().filter(|article| article.status == wanted).count();
    let rows = [
        ("Articles", site.articles.len()),
        ("of these drafts", statuses(Status::Draft)),
        ("of these unverified", statuses(Status::Unverified)),
        ("of these retracted", statuses(Status::Retracted)),
        ("Texts that are not shown", site.held_back.iter().filter(|held| held.why != Why::Unread).count()),
        ("Articles that could not be read", site.unread),
        ("Entries of the timeline", facts.time.entries.len()),
        ("Events", site.events.len()),
        ("Actors", site.actors.len()),
        ("Places", site.places.len()),
        ("Conflicts", site.conflicts.len()),
        ("Sources", facts.evidence.works.list.len()),
        ("Pages", snapshot.pages()),
    ];
    let rows = rows.iter().filter(|(name, n)| *n > 0 || !name.starts_with("of") && !name.contains("that"));
    let rows: Vec<Vec<String>> = rows.map(|(name, n)| vec![text(name), n.to_string()]).collect();
    section("counts", "Contents", &table("Numbers", &["what", "number"], &rows))
}

fn balances(snapshot: &Snapshot) -> String {
    let all = balance(&snapshot.site, &snapshot.facts);
    let of = |balance: &Balance| {
        let conflict = &snapshot.site.conflict(balance.conflict);
        let row = |row: &BalanceRow| {
            let name = row.side.map_or("on no side", |side| conflict.sides[side].name.as_str());
            let numbers = [
                row.events,
                row.sources,
                row.quotations,
                row.figures,
                row.answered,
                row.unanswered,
                row.quiet_days,
            ];
            let languages = row
                .languages
                .iter()
                .map(|(tag, n)| format!("{} {n}", if tag.is_empty() { "?" } else { tag }));
            let languages = languages.collect::<Vec<_>>().join(", ");
            let numbers = numbers.iter().map(usize::to_string);
            std::iter::once(text(name)).chain(numbers).chain([text(&languages)]).collect()
        };
        let rows: Vec<Vec<String>> = balance.rows.iter().map(row).collect();
        let head = [
            "side",
            "events",
            "sources",
            "quotations",
            "figures",
            "claims answered",
            "unanswered",
            "days without an entry",
            "languages",
        ];
        let link = link(
            &address(snapshot, &Route::Conflict(balance.conflict, crate::derive::Slice::Whole)),
            &conflict.name,
        );
        format!("<h3>{link}, {}</h3>{}", count(balance.days, "day"), table(&conflict.name, &head, &rows))
    };
    let inside: String = if all.is_empty() {
        element("p", "", "No conflict has sides.")
    } else {
        all.iter().map(of).collect()
    };
    section("balance", "Balance of sides", &inside)
}

fn wanted(snapshot: &Snapshot, shared: &SharedState) -> String {
    let list = &snapshot.facts.evidence.wanted;
    let item = |wanted: &crate::derive::Wanted| {
        let places = wanted.places.iter().filter_map(|place| {
            let (file, line, column) = position(&place.at, &snapshot.tree)?;
            let shown = format!("{file}:{line}");
            Some(match shared.edit(&file, line, column) {
                Some(edit) => link(&edit, &shown),
                None => text(&shown),
            })
        });
        let places: Vec<String> = places.take(10).collect();
        format!("<li>{} <span class=\"n\">{}</span></li>", text(&wanted.title), places.join(", "))
    };
    let inside = listed("wanted", list.iter().map(item), list.len(), "Every Read line leads to an article.");
    section("wanted", "Read lines that lead nowhere", &inside)
}

fn unfinished(snapshot: &Snapshot) -> String {
    let site = &snapshot.site;
    let is_open = |status| matches!(status, Status::Draft | Status::Unverified);
    let open: Vec<_> =
        site.articles.iter().enumerate().filter(|(_, article)| is_open(article.status)).collect();
    let item = |(at, article): &(usize, &std::sync::Arc<crate::model::Article>)| {
        let route = Route::Article(crate::model::ArticleId::of(*at));
        let status = if article.status == Status::Draft { "draft" } else { "unverified" };
        format!(
            "<li>{} <span class=\"n\">{status}</span></li>",
            link(&address(snapshot, &route), &article.title)
        )
    };
    let none = if site.held_back_as(Why::Draft) > 0 {
        "Drafts are not shown at the moment; the bar of any page shows them again."
    } else {
        "There is no draft."
    };
    section("drafts", "Not for readers yet", &listed("drafts", open.iter().map(item), open.len(), none))
}

fn silent_actors(snapshot: &Snapshot) -> String {
    let (site, facts) = (&snapshot.site, &snapshot.facts);
    let ids = (0..site.actors.len()).map(ActorId::of);
    let silent: Vec<ActorId> = ids
        .filter(|id| facts.people.articles_of[id.index()] == 0 && site.actor(*id).registered.is_some())
        .collect();
    let item = |id: &ActorId| {
        let route = Route::Actor(*id, crate::derive::Slice::Whole);
        format!("<li>{}</li>", link(&address(snapshot, &route), &site.actor(*id).name))
    };
    let inside =
        listed("actors", silent.iter().map(item), silent.len(), "Every registered actor has an article.");
    section("actors", "Actors without articles", &inside)
}

fn listed(class: &str, items: impl Iterator<Item = String>, number: usize, none: &str) -> String {
    if number == 0 {
        return element("p", "", none);
    }
    let list = format!("<ul class=\"index {class}\">{}</ul>", items.take(SHOWN).collect::<String>());
    if number > SHOWN { list + &element("p", "data", &format!("And {} more.", number - SHOWN)) } else { list }
}

fn address(snapshot: &Snapshot, route: &Route) -> String {
    format!("/{}", encoded(&Addressing::of(&snapshot.site, &snapshot.facts).path(route)))
}
