//! What is disputed: a row for each position, and one for the publisher's own finding.

use super::ColumnKind::{Date, Id, Key, Text};
use super::{ExportTable, TableColumn, or_empty};
use crate::derive::ClaimAt;
use crate::model::{ActorId, Claim, When};
use crate::render::context::Context;
use crate::render::data::export::owned::{self, cited};
use crate::render::part::claims;
use crate::render::text::link;

pub(super) const CLAIMS: ExportTable = ExportTable {
    name: "claims",
    about: "What is disputed: a row for each thing that somebody says about it, in order of date, and one for the publisher's own \
            finding. Rows of one `claim` on one page belong together; what several texts say under one name is one matter.",
    columns: &[
        TableColumn("id", Id, "The row's id"),
        TableColumn("claim", Text, "The name of the claim"),
        TableColumn("about", Text, "The matter"),
        TableColumn("row", Text, "`position` or `assessment`"),
        TableColumn("by", Key("actors"), "Who says it; empty for the publisher's finding"),
        TableColumn("by_name", Text, "The name of who says it"),
        TableColumn(
            "stance",
            Text,
            "What it is to the claim: `asserts`, `denies`, `partly`, `no-comment`, `retracts`",
        ),
        TableColumn("verdict", Text, "The publisher's finding"),
        TableColumn("text", Text, "In words"),
        TableColumn("date", Date, "When it was said or found, in EDTF"),
        TableColumn("sources", Text, "The ids of its sources in sources.csv, with `; ` between"),
        TableColumn("event", Key("events"), "The event that it is about, where it is about one"),
        TableColumn("conflict", Text, "The id of the conflict that it belongs to"),
        TableColumn("url", Text, "Where it stands on the site"),
    ],
    rows,
};

fn rows(cx: Context<'_>) -> Vec<Vec<String>> {
    cx.facts.evidence.claims.list.iter().flat_map(|at| of_claim(cx, *at)).collect()
}

/// Somebody's words or the publisher's, as far as a row has them.
struct SaidOf<'a> {
    by: Option<ActorId>,
    stance: Option<&'static str>,
    verdict: Option<&'static str>,
    text: Option<&'a str>,
    date: Option<&'a When>,
    sources: &'a [u32],
}

fn of_claim(cx: Context<'_>, at: ClaimAt) -> Vec<Vec<String>> {
    let claim: &Claim = at.claim(cx.site);
    let name = format!("{}--claim-{}", owned::key(cx, at.owner), at.number);
    let positions = claim.positions.iter().map(|position| SaidOf {
        by: Some(position.by),
        stance: position.stance.map(|stance| stance.word()),
        verdict: None,
        text: position.text.as_deref(),
        date: position.date.as_ref(),
        sources: &position.sources,
    });
    let finding = claim.assessment.iter().map(|found| SaidOf {
        by: None,
        stance: None,
        verdict: found.verdict.map(|verdict| verdict.word()),
        text: found.basis.as_deref(),
        date: found.date.as_ref(),
        sources: &found.sources,
    });
    let row = |(number, said): (usize, SaidOf)| {
        let by = said.by.map(|by| cx.site.actor(by));
        vec![
            format!("{name}--{number}"),
            claim.id.clone().unwrap_or_else(|| name.clone()),
            claim.about.clone(),
            if by.is_some() { "position" } else { "assessment" }.to_owned(),
            or_empty(by.map(|by| by.id.as_str())),
            or_empty(by.map(|by| by.name.as_str())),
            or_empty(said.stance),
            or_empty(said.verdict),
            or_empty(said.text),
            said.date.map(|date| date.edtf().to_string()).unwrap_or_default(),
            cited(cx, at.owner, said.sources),
            or_empty(owned::event(cx, at.owner)),
            or_empty(owned::conflict(cx, at.owner)),
            link::exported(cx, &claims::url_of(cx, at)),
        ]
    };
    (1..).zip(positions.chain(finding)).map(row).collect()
}
