//! What is counted, by whom and as of when. Nothing is added up.

use rustc_hash::FxHashMap;

use super::ColumnKind::{Date, Id, Key, Number, Text};
use super::{ExportTable, TableColumn, number, or_empty};
use crate::derive::Owner;
use crate::model::{Figure, Measured};
use crate::render::context::Context;
use crate::render::data::export::owned::{self, cited};
use crate::render::part::figures;
use crate::render::text::link;

pub(super) const FIGURES: ExportTable = ExportTable {
    name: "figures",
    about: "What is counted: each number with who gives it, about whom and as of when. They must not be added up: they overlap, \
            contradict and replace each other.",
    columns: &[
        TableColumn("id", Id, "The row's id"),
        TableColumn("figure", Text, "The id that texts give it"),
        TableColumn("measure", Text, "What is counted"),
        TableColumn("whom", Text, "Of which side"),
        TableColumn("status", Text, "Whom of that side, such as `civilian`"),
        TableColumn("low", Number, "The lower bound"),
        TableColumn("best", Number, "The number, or the best estimate"),
        TableColumn("high", Number, "The upper bound"),
        TableColumn("as_of", Date, "As of when, in EDTF"),
        TableColumn("by", Key("actors"), "Who gives it"),
        TableColumn("by_name", Text, "The name of who gives it"),
        TableColumn("scope", Text, "What it covers"),
        TableColumn("supersedes", Text, "The figure that it replaces"),
        TableColumn("sources", Text, "The ids of its sources in sources.csv, with `; ` between"),
        TableColumn("event", Key("events"), "The event that it is about, where it is about one"),
        TableColumn("conflict", Text, "The id of the conflict that it belongs to"),
        TableColumn("url", Text, "The page that tells it"),
    ],
    rows,
};

fn rows(cx: Context<'_>) -> Vec<Vec<String>> {
    let mut named: FxHashMap<String, u32> = FxHashMap::default();
    let owners = cx.facts.evidence.owners.iter();
    let all = owners.flat_map(|owner| owner.figures(cx.site).iter().map(move |figure| (*owner, figure)));
    // One whose number was refused has nothing to tell.
    let told = all.filter(|(_, figure)| figure.amount != Measured::default());
    told.map(|(owner, figure)| {
        let name = owned::name(cx, owner, figure.id.as_deref(), "figure", &mut named);
        row(cx, owner, figure, name)
    })
    .collect()
}

fn row(cx: Context<'_>, owner: Owner, figure: &Figure, name: String) -> Vec<String> {
    let by = figure.by.map(|by| cx.site.actor(by));
    vec![
        name,
        or_empty(figure.id.as_deref()),
        or_empty(figure.measure.map(|measure| measure.word())),
        or_empty(figure.side.as_ref().map(|side| figures::side_name(cx, side))),
        or_empty(figure.status.as_deref()),
        number(figure.amount.low),
        number(figure.amount.best),
        number(figure.amount.high),
        figure.as_of.as_ref().map(|date| date.edtf().to_string()).unwrap_or_default(),
        or_empty(by.map(|by| by.id.as_str())),
        or_empty(by.map(|by| by.name.as_str())),
        or_empty(figure.scope.as_deref()),
        or_empty(figure.supersedes.as_deref()),
        cited(cx, owner, &figure.sources),
        or_empty(owned::event(cx, owner)),
        or_empty(owned::conflict(cx, owner)),
        link::exported(cx, &link::url_of(cx, owner.page())),
    ]
}
