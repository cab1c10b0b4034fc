//! Events, and who takes part where.

use super::document::{self, Document};
use super::markdown::{self, Style};
use super::{
    BodyDraft, EventDraft, EventHead, InvolvementDraft, PlaceRef, WrittenPoint, actor, clearance, date,
    evidence, image,
};
use crate::config::{PublishedAs, Zones};
use crate::diag::{At, Diagnostic, Diagnostics, FileId, code};
use crate::model::{Clearance, PlacePrecision, Status};
use crate::source::SourceFile;
use crate::yaml::{self, Fields, Written};

const ABOUT_TITLE: &str = "What happened, in a headline";

/// Reads an event's own file; its name is the default id.
pub(super) fn open(
    mut doc: Document,
    zones: &Zones,
    style: &Style,
    out: &mut Diagnostics,
) -> Option<EventDraft> {
    let front = std::mem::take(&mut doc.front);
    let mut fields = Fields::of(front, doc.id, doc.yaml, out);
    let draft = registered(&mut fields, zones, doc.file);
    fields.out.0.extend(draft.as_ref().and_then(|draft| days_differ(draft, doc.id, "", doc.file, zones)));
    fields.finish();
    let body = markdown::read(&doc, style, out);
    let named = || Some(Written { value: doc.file.stem().to_owned(), path: "id".into() });
    draft.map(|mut draft| {
        draft.event.id = draft.event.id.or_else(named);
        draft.event.body = body;
        draft
    })
}

/// Reads a list of events; where it has one, the file may be named by its day.
pub(super) fn list(id: FileId, file: &SourceFile, zones: &Zones, out: &mut Diagnostics) -> Vec<EventDraft> {
    let events = document::list(id, file, out, |fields| registered(fields, zones, file));
    if let [event] = events.as_slice() {
        out.0.extend(days_differ(event, id, "0", file, zones));
    }
    events
}

/// The problem of an event, described at a path of its file, where the day that the file is named by is none of the event's.
fn days_differ(
    draft: &EventDraft,
    id: FileId,
    path: &str,
    file: &SourceFile,
    zones: &Zones,
) -> Option<Diagnostic> {
    let (when, key) = (draft.when.as_ref()?, draft.event.dated_by);
    let (named, _) = super::article::date_of_name(file.stem())?;
    let stamp = super::stamp(named, zones).ok()?;
    // A date of which nothing is known has been reported, or is meant so.
    let is_known = when.earliest().is_some() || when.latest().is_some();
    if !is_known || when.may_cover(stamp.day()) {
        return None;
    }
    let message = format!("the file's name says {named}, `{key}` says {}", when.written());
    let problem = Diagnostic::new(code::DATES_DIFFER, message).at(At::value(id, yaml::within(path, key)));
    Some(problem.hint("the field is followed; correct it, or give the file the other name"))
}

/// Reads an event of the register, which has no article to lend it a title and a date.
pub(super) fn registered(fields: &mut Fields, zones: &Zones, file: &SourceFile) -> Option<EventDraft> {
    let dated = fields.has("when") || fields.has("start");
    fields.are("RegisteredEvent", "An event of the register");
    if !fields.has("title") {
        fields.required("title", ABOUT_TITLE, code::MISSING_TITLE);
    }
    let draft = read(fields, zones, file);
    if !dated {
        let path = fields.path();
        let at = if path.is_empty() { At::file(fields.file) } else { At::value(fields.file, path) };
        let missing = Diagnostic::new(code::MISSING_DATE, "the event has no date").at(at);
        fields.out.push(missing.hint(
            "add `when: \"2020-09-27\"`; `\"2020-09-27?\"` and `\"2020-09~\"` say that it is not sure",
        ));
    }
    (draft.title.is_some() && draft.when.is_some()).then_some(draft)
}

/// Reads an event.
pub(super) fn read(fields: &mut Fields, zones: &Zones, file: &SourceFile) -> EventDraft {
    fields.are("Event", "An event that an article reports");
    let event = EventHead {
        file: fields.file,
        path: fields.path().into(),
        dated_by: if fields.has("start") { "start" } else { "when" },
        id: fields.written("id", "The stable name; the same in several files makes what they tell one event"),
        clearance: Clearance::default(),
        body: BodyDraft::default(),
    };
    let mut draft = EventDraft {
        event,
        conflict: fields.written("conflict", "The conflict that it belongs to"),
        when: date::happened(
            fields,
            "When it happened (EDTF); in an article, without it, the article's",
            zones,
        ),
        title: fields.text("title", ABOUT_TITLE),
        titles: actor::in_languages(fields, "titles", "The title in other languages, by language tag"),
        summary: fields.text("summary", "In a sentence"),
        summaries: actor::in_languages(fields, "summaries", actor::SUMMARIES),
        place: place(fields),
        places: further_places(fields),
        from: movement(fields, "from", "Where a movement began, such as a flight of civilians: a place"),
        to: movement(fields, "to", "Where it led: a place"),
        kind: fields.choice("type", "What sort of event"),
        actors: involvements(fields, "Who takes part"),
        claims: evidence::claims(fields),
        figures: evidence::figures(fields),
        sources: evidence::citations(fields, "What it rests on"),
        image: fields.record("image", "Its picture", |f| image::read(f, file)),
        gallery: image::gallery(fields, file),
        key: fields
            .flag("key", "Whether it is a key moment: larger in lists, a part of the story on the home page"),
    };
    let refused = clearance::refused(fields, "event");
    draft.event.clearance = clearance::read(fields, zones, "event");
    if refused {
        draft.event.clearance.status = Status::Draft;
    }
    draft
}

/// The `actors` of an article or event: names, or maps with a role.
pub(super) fn involvements(fields: &mut Fields, about: &'static str) -> Vec<InvolvementDraft> {
    fields.texts_or_records("actors", about, plain, involvement)
}

fn plain(actor: Written<String>) -> InvolvementDraft {
    InvolvementDraft { actor, role: None, alleged: false }
}

fn involvement(fields: &mut Fields) -> Option<InvolvementDraft> {
    fields.are("Involvement", "An actor's part");
    let named = if fields.names("actor") { None } else { roles_by_name(fields) };
    let actor = fields.required_at("actor", "The actor's name, alias or id", code::MISSING_KEY);
    if let (Some(problem), Some(hint)) = (fields.out.0.last_mut(), named) {
        problem.hints.push(hint);
    }
    let role = fields.choice("role", "As what");
    let alleged = fields.flag("alleged", "Whether the role is only alleged");
    actor.map(|actor| InvolvementDraft { actor, role, alleged })
}

/// What to write for `{North: attacker}`: the names are no keys.
fn roles_by_name(fields: &mut Fields) -> Option<String> {
    let names: Vec<String> =
        fields.left().into_iter().filter(|key| !matches!(key.as_str(), "role" | "alleged")).collect();
    let entry = |name: &String| {
        let role = fields.peek(name)?.as_str().map(str::to_owned)?;
        Some(format!("{{actor: {}, role: {role}}}", yaml::scalar(name)))
    };
    let entries: Vec<String> = names.iter().map(entry).collect::<Option<_>>()?;
    names.iter().for_each(|name| fields.forget(name));
    (!entries.is_empty()).then(|| format!("write `actors: [{}]`", entries.join(", ")))
}

/// The `place` of an article or event: a name, or a map with a position.
pub(super) fn place(fields: &mut Fields) -> Option<PlaceRef> {
    let about = "Where: a place's name or id, or a map with its position";
    fields.text_or_record("place", about, PlaceRef::named, inline_place)
}

/// `places`: those where it happened too.
fn further_places(fields: &mut Fields) -> Vec<PlaceRef> {
    let written =
        fields.list("places", "Further places where it happened, on each of whose pages it is listed");
    written.into_iter().map(PlaceRef::named).collect()
}

fn movement(fields: &mut Fields, key: &'static str, about: &'static str) -> Option<PlaceRef> {
    fields.text_or_record(key, about, PlaceRef::named, inline_place)
}

fn inline_place(fields: &mut Fields) -> Option<PlaceRef> {
    fields.are("PlaceRef", "A place with its position");
    let name = fields.required_at("name", "The place's name", code::MISSING_KEY);
    let point = point(fields);
    let publish = publish(fields);
    name.map(|name| PlaceRef { name, point, publish, inline: true })
}

/// How much of a position is published. What is written there and is no word for it, and a key that may be meant for it, hide the position:
/// what readers have seen cannot be taken back.
pub(super) fn publish(fields: &mut Fields) -> Option<PublishedAs> {
    let is_meant = fields.names("publish") || fields.has_slip_of("publish");
    let found = fields.choice("publish", "How much of the position pages and files show");
    found.or(is_meant.then_some(PublishedAs::Hidden))
}

/// `lat`, `lon`, `precision` and `radius`; a coordinate without the other is a mistake.
pub(super) fn point(fields: &mut Fields) -> Option<WrittenPoint> {
    let given = (fields.has("lat"), fields.has("lon"));
    let lat = fields.number_within("lat", "Degrees north, −90 to 90", -90.0..=90.0);
    let lon = fields.number_within("lon", "Degrees east, −180 to 180", -180.0..=180.0);
    // A word that is none counts as the exactest, which a site keeps back first.
    let is_written = fields.names("precision");
    let precision = fields
        .choice("precision", "How exactly the position is given")
        .or(is_written.then_some(PlacePrecision::Exact));
    let radius = "How far from the position it may be, in kilometres; without it, what `precision` says";
    let radius = fields.number_within("radius", radius, 0.0..=2000.0);
    match (lat, lon) {
        (Some(lat), Some(lon)) => Some(WrittenPoint { lat, lon, precision, radius }),
        (Some(_), None) if !given.1 => lone(fields, "lat", "lon"),
        (None, Some(_)) if !given.0 => lone(fields, "lon", "lat"),
        _ => None,
    }
}

fn lone(fields: &mut Fields, found: &str, missing: &str) -> Option<WrittenPoint> {
    fields
        .report(found, Diagnostic::new(code::MISSING_KEY, format!("there is `{found}` but no `{missing}`")));
    None
}
