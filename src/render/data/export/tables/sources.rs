//! The sources of the site, each once.

use super::ColumnKind::{Date, Flag, Id, Text};
use super::{ExportTable, TableColumn, flag, or_empty};
use crate::derive::Work;
use crate::model::When;
use crate::render::context::Context;
use crate::render::part::figures;
use crate::render::text::link;

pub(super) const SOURCES: ExportTable = ExportTable {
    name: "sources",
    about: "What the texts of the site rest on, each once.",
    columns: &[
        TableColumn("id", Id, "The source's id, as in the address of its place on the page of all sources"),
        TableColumn("title", Text, "Its title"),
        TableColumn("publisher", Text, "Who published it"),
        TableColumn("author", Text, "Who wrote it"),
        TableColumn("url", Text, "Its address"),
        TableColumn("published", Date, "When it was published, in EDTF"),
        TableColumn("accessed", Date, "When it was looked at, in EDTF"),
        TableColumn("archived", Text, "The address of an archived copy"),
        TableColumn("archived_on", Date, "When that was made, in EDTF"),
        TableColumn("kind", Text, "What it is"),
        TableColumn("side", Text, "On whose side it stands, by the publisher's judgement"),
        TableColumn("lang", Text, "Its language, BCP 47"),
        TableColumn("lost", Flag, "Whether it is gone from its address"),
        TableColumn("sha256", Text, "The SHA-256 of a copy that the publisher keeps"),
        TableColumn("cited_by", Text, "The pages that cite it, with `; ` between"),
    ],
    rows: |cx| cx.facts.evidence.works.list.iter().map(|work| source(cx, work)).collect(),
};

fn source(cx: Context<'_>, work: &Work) -> Vec<String> {
    let source = work.source(&cx.snapshot.site);
    let date = |when: Option<&When>| when.map(|when| when.edtf().to_string()).unwrap_or_default();
    let copy = source.copy();
    let sum = source.local.as_ref().and_then(|(_, sum)| sum.as_deref()).map(str::to_ascii_lowercase);
    let citing = work.cited_by.iter().map(|target| link::exported(cx, &link::url_of(cx, *target)));
    vec![
        work.key.clone(),
        or_empty(source.title.as_deref()),
        or_empty(source.publisher.as_deref()),
        or_empty(source.author.as_deref()),
        or_empty(source.url.as_deref()),
        date(source.published.as_ref()),
        date(source.accessed.as_ref()),
        or_empty(copy.map(|(url, _)| url)),
        date(copy.and_then(|(_, day)| day)),
        or_empty(source.kind.map(|kind| kind.word())),
        or_empty(source.side.as_ref().map(|side| figures::side_name(cx, side))),
        or_empty(source.lang.as_deref()),
        flag(source.lost),
        sum.unwrap_or_default(),
        citing.collect::<Vec<_>>().join("; "),
    ]
}
