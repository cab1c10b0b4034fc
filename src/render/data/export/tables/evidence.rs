//! What is recorded of each source: when it was seen, what there is of copies, sums and proofs, whether it is lost.

use super::ColumnKind::{Date, Flag, Id, Key, Number, Text};
use super::{ExportTable, TableColumn, flag, or_empty};
use crate::derive::Work;
use crate::model::When;
use crate::render::context::Context;
use crate::source::{KeptFile, Proof, ProofFinding, ProofKind, ProofSaid};

pub(super) const EVIDENCE: ExportTable = ExportTable {
    name: "evidence",
    about: "What is recorded of each source, in the order of sources.csv. That a proof is of a sum says nothing of whether it holds: that was not checked.",
    columns: &[
        TableColumn("id", Id, "The row's id: that of the source"),
        TableColumn("source", Key("sources"), "The source"),
        TableColumn("title", Text, "Its title"),
        TableColumn("url", Text, "Its address"),
        TableColumn("seen", Date, "When it was looked at, in EDTF"),
        TableColumn("lost", Flag, "Whether it is gone from its address"),
        TableColumn("archived", Text, "The address of an archived copy"),
        TableColumn("archived_on", Date, "When that was made, in EDTF"),
        TableColumn("kept", Flag, "Whether the publisher has a copy"),
        TableColumn("bytes", Number, "How many bytes that has"),
        TableColumn("sha256", Text, "Its SHA-256 as it was written down"),
        TableColumn("sum_agrees", Text, "Whether the file has that sum; empty where either is not there"),
        TableColumn(
            "proofs",
            Text,
            "The proofs of that sum, with `; ` between, and what each says of the time",
        ),
        TableColumn(
            "content_credentials",
            Text,
            "Whether the file has credentials (C2PA); they were not read",
        ),
        TableColumn("cited", Number, "How many texts cite it"),
    ],
    rows: |cx| cx.facts.evidence.works.list.iter().map(|work| row(cx, work)).collect(),
};

fn row(cx: Context<'_>, work: &Work) -> Vec<String> {
    let source = work.source(&cx.snapshot.site);
    let date = |when: Option<&When>| when.map(|when| when.edtf().to_string()).unwrap_or_default();
    let copy = source.copy();
    let file = cx.snapshot.kept(source);
    let sum = source.local.as_ref().and_then(|(_, sum)| sum.as_deref()).map(str::to_ascii_lowercase);
    let agrees = file.zip(sum.as_ref()).map(|(file, sum)| flag(file.sum == *sum));
    vec![
        work.key.clone(),
        work.key.clone(),
        or_empty(source.title.as_deref()),
        or_empty(source.url.as_deref()),
        date(source.accessed.as_ref()),
        flag(source.lost),
        or_empty(copy.map(|(url, _)| url)),
        date(copy.and_then(|(_, day)| day)),
        flag(source.local.is_some()),
        file.map(|file| file.bytes.to_string()).unwrap_or_default(),
        sum.unwrap_or_default(),
        agrees.unwrap_or_default(),
        file.map(proofs).unwrap_or_default(),
        file.map(|file| flag(file.has_credentials)).unwrap_or_default(),
        work.cited_by.len().to_string(),
    ]
}

fn proofs(file: &KeptFile) -> String {
    let said = |proof: &Proof| {
        let ProofFinding::OfFile(said) = &proof.finding else { return None };
        let sort = match proof.kind {
            ProofKind::OpenTimestamps => "OpenTimestamps",
            ProofKind::TimeStamp => "RFC 3161",
            ProofKind::Record => "record",
        };
        Some(match said {
            ProofSaid::Block(block) => format!("{sort}: block {block} of Bitcoin"),
            ProofSaid::Waits => format!("{sort}: in no block yet"),
            ProofSaid::Time(time) => format!("{sort}: {time}"),
            ProofSaid::Nothing => sort.to_owned(),
        })
    };
    file.proofs.iter().filter_map(said).collect::<Vec<_>>().join("; ")
}
