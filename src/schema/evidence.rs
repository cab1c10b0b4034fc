//! Sources, claims, figures and statements.

use schemars::JsonSchema;

use super::kinds::{Either, Given, Many, Number, Text, When, Word};
use crate::model::{Measure, SourceKind, Stance, Verdict};

/// A source of a text
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Source {
    /// What texts cite, as in `[^mod-1]`
    id: Option<Text>,
    /// Its title
    title: Option<Text>,
    /// Who published it
    publisher: Option<Text>,
    /// Who wrote it
    author: Option<Text>,
    /// Its address
    url: Option<Text>,
    /// When it was published (EDTF)
    published: Option<When>,
    /// When it was looked at (EDTF)
    accessed: Option<When>,
    /// The address of an archived copy, or a map with its date
    archived: Option<Either<Text, Archived>>,
    /// A copy that you keep: its path from the site's folder
    local: Option<Text>,
    /// The copy's SHA-256 in hexadecimal digits
    sha256: Option<Text>,
    /// What it is
    kind: Option<Word<SourceKind>>,
    /// On whose side it stands: an actor's id, or a text
    side: Option<Text>,
    /// Its language, as a BCP 47 tag
    lang: Option<Text>,
    /// Whether it is gone from its address
    lost: Option<bool>,
}

/// A source that several files cite
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct SharedSource {
    /// What texts cite, as in `[^mod-1]`
    id: Given,
    /// Its title
    title: Option<Text>,
    /// Who published it
    publisher: Option<Text>,
    /// Who wrote it
    author: Option<Text>,
    /// Its address
    url: Option<Text>,
    /// When it was published (EDTF)
    published: Option<When>,
    /// When it was looked at (EDTF)
    accessed: Option<When>,
    /// The address of an archived copy, or a map with its date
    archived: Option<Either<Text, Archived>>,
    /// A copy that you keep: its path from the site's folder
    local: Option<Text>,
    /// The copy's SHA-256 in hexadecimal digits
    sha256: Option<Text>,
    /// What it is
    kind: Option<Word<SourceKind>>,
    /// On whose side it stands: an actor's id, or a text
    side: Option<Text>,
    /// Its language, as a BCP 47 tag
    lang: Option<Text>,
    /// Whether it is gone from its address
    lost: Option<bool>,
}

/// An archived copy
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Archived {
    /// Its address
    url: Given,
    /// When it was made (EDTF)
    date: Option<When>,
}

/// A disputed matter
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Claim {
    /// The matter
    about: Given,
    /// A stable name: what several reports of an event say under one `id` is one claim
    id: Option<Text>,
    /// Who should have an answer; without it, the sides of the conflict
    parties: Option<Many<Text>>,
    /// Who says what
    positions: Option<Many<Position>>,
    /// Your own finding
    assessment: Option<Assessment>,
}

/// What somebody says about a claim
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Position {
    /// Who: an actor
    by: Given,
    /// What they say about it
    stance: Option<Word<Stance>>,
    /// In words
    text: Option<Text>,
    /// When (EDTF)
    date: Option<When>,
    /// Where documented
    sources: Option<Many<Either<Text, Source>>>,
}

/// The publisher's own finding
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Assessment {
    /// The finding
    verdict: Option<Word<Verdict>>,
    /// Why
    basis: Option<Text>,
    /// When (EDTF)
    date: Option<When>,
    /// What it rests on
    sources: Option<Many<Either<Text, Source>>>,
}

/// A number, with who gives it
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Figure {
    /// What is counted
    measure: Option<Word<Measure>>,
    /// About whom
    who: Option<Who>,
    /// The number
    value: Option<Number>,
    /// The least
    low: Option<Number>,
    /// The likeliest
    best: Option<Number>,
    /// The most
    high: Option<Number>,
    /// As of when (EDTF)
    as_of: Option<When>,
    /// Who says so: an actor
    by: Option<Text>,
    /// What it covers, in a few words
    scope: Option<Text>,
    /// Where documented
    sources: Option<Many<Either<Text, Source>>>,
    /// A name, its own within the site
    id: Option<Text>,
    /// The id of the figure that this one replaces
    supersedes: Option<Text>,
}

/// Whom a figure counts
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Who {
    /// The side: an actor's id, or a text
    side: Option<Text>,
    /// Whom of that side, such as `civilian`
    status: Option<Text>,
}

/// What somebody said
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Statement {
    /// Who: an actor
    by: Given,
    /// The words
    text: Given,
    /// When (EDTF); without it, the article's `when`
    date: Option<When>,
    /// The language of the words, as a BCP 47 tag
    lang: Option<Text>,
    /// A translation, shown below them
    translation: Option<Text>,
    /// To whom: actors
    to: Option<Many<Text>>,
    /// What sort: speech, post, interview
    kind: Option<Text>,
    /// Where documented
    sources: Option<Many<Either<Text, Source>>>,
}
