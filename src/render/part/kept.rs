//! What the publisher keeps of a source: the file, its sum and the proofs beside it.

use serde::Serialize;

use crate::model::Source;
use crate::render::context::Context;
use crate::source::{KeptFile, Proof, ProofFinding, ProofKind, ProofSaid};

/// A kept file.
#[derive(Serialize)]
pub struct KeptView {
    /// The end of its name, such as `PDF`.
    form: Option<String>,
    /// Its length, as people say it.
    size: String,
    /// Whether it has the sum that was written down.
    agrees: bool,
    /// Whether credentials (C2PA) are in it.
    credentials: bool,
    /// The proofs that are of its sum.
    pub proofs: Vec<ProofView>,
}

/// A proof of the sum of a kept file.
#[derive(Serialize)]
pub struct ProofView {
    /// What it is.
    sort: String,
    /// What it says of the time.
    said: Option<String>,
}

/// What is kept of a source, if it is there.
pub fn view(cx: Context<'_>, source: &Source) -> Option<KeptView> {
    let file = cx.snapshot.kept(source)?;
    let (path, sum) = source.local.as_ref()?;
    let form = path.rsplit(['/', '\\']).next().and_then(|name| name.rsplit_once('.')).map(|(_, form)| form);
    let form = form.filter(|form| form.len() <= 5 && form.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    Some(KeptView {
        form: form.map(str::to_ascii_uppercase),
        size: size(cx, file),
        agrees: sum.as_ref().is_some_and(|sum| sum.eq_ignore_ascii_case(&file.sum)),
        credentials: file.has_credentials,
        proofs: file.proofs.iter().filter_map(|proof| proof_view(cx, proof)).collect(),
    })
}

/// In kilobytes from a thousand bytes on, and so on, as disks count.
fn size(cx: Context<'_>, file: &KeptFile) -> String {
    const UNITS: [&str; 4] = ["B", "kB", "MB", "GB"];
    let (mut amount, mut unit) = (file.bytes, 0);
    while amount >= 1000 && unit + 1 < UNITS.len() {
        amount = amount.div_ceil(1000);
        unit += 1;
    }
    format!("{}\u{a0}{}", cx.words.number(amount), UNITS[unit])
}

fn proof_view(cx: Context<'_>, proof: &Proof) -> Option<ProofView> {
    let ProofFinding::OfFile(said) = &proof.finding else { return None };
    let sort = cx.phrases.get(match proof.kind {
        ProofKind::OpenTimestamps => "proof-ots",
        ProofKind::TimeStamp => "proof-tsr",
        ProofKind::Record => "proof-record",
    });
    let said = match said {
        ProofSaid::Block(block) => Some(cx.phrases.get("proof-block").replace("{}", &block.to_string())),
        ProofSaid::Waits => Some(cx.phrases.get("proof-waits").to_owned()),
        ProofSaid::Time(time) => Some(time.clone()),
        ProofSaid::Nothing => None,
    };
    Some(ProofView { sort: sort.to_owned(), said })
}
