//! Articles and pages.

use schemars::JsonSchema;

use super::event::{Event, Image, Involvement, PlaceRef};
use super::evidence::{Claim, Figure, Source, Statement};
use super::kinds::{Either, Free, Given, Many, Text, When, Word};
use crate::model::{CorrectionKind, EventType, Status};

/// The front matter of an article
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Article {
    /// The headline
    title: Given,
    /// First publication: a date or date-time; without it, the date at the start of the file's name
    #[schemars(default)]
    published: Option<When>,
    /// First publication, by another name
    date: Option<When>,
    /// Last change of the text: a date or date-time
    updated: Option<When>,
    /// Last change, by another name
    lastmod: Option<When>,
    /// When what it reports happened (EDTF); without it, the day of publication
    when: Option<When>,
    /// When it began, if the hour matters; takes the place of `when`
    start: Option<When>,
    /// When it ended, beside `start`
    end: Option<When>,
    /// A sentence or two: standfirst, entry in the timeline, description for search engines
    summary: Option<Text>,
    /// Who wrote it
    authors: Option<Many<Text>>,
    /// Subjects
    tags: Option<Many<Text>>,
    /// What sort of event it reports
    r#type: Option<Word<EventType>>,
    /// The language of the text, as a BCP 47 tag such as `hy`
    lang: Option<Text>,
    /// The last part of the address; without it, the file's name without its date
    slug: Option<Text>,
    /// A template of `templates/`
    template: Option<Text>,
    /// Values for your own templates
    extra: Option<Free>,
    /// Who takes part: names, aliases or ids of actors, or maps with a role
    actors: Option<Many<Either<Text, Involvement>>>,
    /// The conflict that it belongs to
    conflict: Option<Text>,
    /// Where: a place's name or id, or a map with its position
    place: Option<Either<Text, PlaceRef>>,
    /// The events that it reports
    events: Option<Many<Event>>,
    /// What is disputed, and who says what
    claims: Option<Many<Claim>>,
    /// What is counted, and who says so
    figures: Option<Many<Figure>>,
    /// What was said
    statements: Option<Many<Statement>>,
    /// What it rests on: ids of shared sources, or maps
    sources: Option<Many<Either<Text, Source>>>,
    /// Its picture
    image: Option<Image>,
    /// Related stories of your choice: titles, slugs or paths
    related: Option<Many<Text>>,
    /// Stories that are not to be shown as related
    unrelated: Option<Many<Text>>,
    /// Headlines that Read lines may still use
    former_titles: Option<Many<Text>>,
    /// Old addresses, which become pages that lead here
    aliases: Option<Many<Text>>,
    /// Where the text first appeared
    original: Option<Original>,
    /// Whether it is shown
    status: Option<Word<Status>>,
    /// What was changed since publication
    corrections: Option<Many<Correction>>,
    /// The article that this one translates: its title, slug or path
    translation_of: Option<Text>,
}

/// Where a text first appeared
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Original {
    /// Who published it
    publisher: Option<Text>,
    /// Its address
    url: Option<Text>,
    /// Who wrote it
    author: Option<Text>,
    /// The address of an archived copy
    archived: Option<Text>,
}

/// A change after publication that readers are told of
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Correction {
    /// When
    date: Option<When>,
    /// What kind of change
    kind: Option<Word<CorrectionKind>>,
    /// What was changed, in words
    text: Given,
    /// The words before
    was: Option<Text>,
    /// The words after
    now: Option<Text>,
}

/// The front matter of a page such as "About"
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Page {
    /// The title
    title: Given,
    /// A sentence about it
    summary: Option<Text>,
    /// The last part of the address; without it, the file's name
    slug: Option<Text>,
    /// The language of the text, as a BCP 47 tag
    lang: Option<Text>,
    /// A template of `templates/`
    template: Option<Text>,
    /// Values for your own templates
    extra: Option<Free>,
    /// Whether it is shown
    status: Option<Word<Status>>,
}
