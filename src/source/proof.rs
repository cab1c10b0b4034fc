//! Proofs beside a kept file, found by its name: of which sum they are. Whether they hold is left to the tools that are made for it.
//!
//! `report.pdf.ots` is a proof of OpenTimestamps, `report.pdf.tsr` a time stamp of RFC 3161, `report.pdf.json` a record that names the sum, such as
//! the one of auto-archiver. Readers of our own hand: what is asked for are some fields at the front of each, in the bytes of a stranger. The
//! crates for it (opentimestamps, x509-tsp with cms) bring fifteen more each, and what they add is what is left to the tools.

mod open_timestamps;
mod record;
mod time_stamp;

/// A sort of proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProofKind {
    /// OpenTimestamps, `.ots`.
    OpenTimestamps,
    /// A time stamp of RFC 3161, `.tsr`.
    TimeStamp,
    /// A record that names the sum, `.json`.
    Record,
}

impl ProofKind {
    /// All, with what a file's name has behind that of the file that it is of.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::OpenTimestamps, "ots"), (Self::TimeStamp, "tsr"), (Self::Record, "json")];
}

/// A sort of sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SumKind {
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

impl SumKind {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sha256 => "SHA-256",
            Self::Sha384 => "SHA-384",
            Self::Sha512 => "SHA-512",
        }
    }

    /// How many bytes it has.
    pub(super) fn length(self) -> usize {
        match self {
            Self::Sha256 => 32,
            Self::Sha384 => 48,
            Self::Sha512 => 64,
        }
    }
}

/// What a proof says of when the file was there. It is not checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProofSaid {
    /// That it is in this block of Bitcoin.
    Block(u64),
    /// That it waits to be in one.
    Waits,
    /// The time, `2024-03-01 12:00:00 UTC`.
    Time(String),
    /// Nothing.
    Nothing,
}

/// What a proof is of, and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ProofRead {
    pub sum: (SumKind, String),
    pub said: ProofSaid,
}

/// A proof beside a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// Its path from the site's folder.
    pub path: String,
    /// Its sort.
    pub kind: ProofKind,
    /// What was found.
    pub finding: ProofFinding,
}

/// Whether a proof is one of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProofFinding {
    /// It is of the file's sum, and says this.
    OfFile(ProofSaid),
    /// It is of another sum.
    OfOther(SumKind, String),
    /// It cannot be told, and why.
    Unknown(String),
}

/// The proofs that may stand beside a file: their paths.
pub(super) fn paths(path: &str) -> impl Iterator<Item = (ProofKind, String)> {
    ProofKind::ALL.into_iter().map(move |(kind, ending)| (kind, format!("{path}.{ending}")))
}

/// Reads a proof; why it cannot be.
pub(super) fn read(kind: ProofKind, bytes: &[u8]) -> Result<ProofRead, String> {
    match kind {
        ProofKind::OpenTimestamps => open_timestamps::read(bytes),
        ProofKind::TimeStamp => time_stamp::read(bytes),
        ProofKind::Record => record::read(bytes),
    }
}

/// Reads bytes as every sort of proof: for a fuzzer.
pub fn try_all(bytes: &[u8]) -> usize {
    ProofKind::ALL.iter().filter(|(kind, _)| read(*kind, bytes).is_ok()).count()
}
