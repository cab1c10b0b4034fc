//! What an import made of each input, for reports.

use super::assets::Copy;
use super::compose::Field;
use super::ledger::{End, Ledger, Part};
use super::page::Dropped;

/// A file that is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// Its path in the site's folder.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What became of an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Files are to be written.
    Made,
    /// The same input was imported before; where it is.
    Known(String),
    /// Nothing could be made of it; the diagnostics say why.
    Failed,
    /// It is of no kind that is imported; why.
    Skipped(&'static str),
}

/// One input and what was made of it.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The name of the input.
    pub input: String,
    /// Its kind, in a word or two.
    pub kind: &'static str,
    /// The encoding of its bytes.
    pub encoding: &'static str,
    /// What became of it.
    pub fate: Fate,
    /// The files.
    pub files: Vec<NewFile>,
    /// Files of the same folder that are to be copied.
    pub copies: Vec<Copy>,
    /// The fields that were found.
    pub fields: Vec<Field>,
    /// What was left out.
    pub dropped: Vec<Dropped>,
    /// What became of every part of it.
    pub ledger: Ledger,
    /// What was made, counted: "41 events".
    pub counts: Vec<(usize, &'static str)>,
}

impl Outcome {
    /// An input of which nothing has been made yet.
    pub fn of(input: &str, kind: &'static str) -> Self {
        Self {
            input: input.to_owned(),
            kind,
            encoding: "UTF-8",
            fate: Fate::Made,
            files: Vec::new(),
            copies: Vec::new(),
            fields: Vec::new(),
            dropped: Vec::new(),
            ledger: Ledger::default(),
            counts: Vec::new(),
        }
    }

    /// Notes what became of the input itself, and of the lines that were left out of it.
    pub fn close(&mut self) {
        self.ledger.see(Part::File, 1);
        let (end, how) = match &self.fate {
            Fate::Made => (End::Taken, self.files.first().map(|file| file.path.clone()).unwrap_or_default()),
            Fate::Known(path) => (End::Taken, path.clone()),
            Fate::Failed => (End::LeftOut, "nothing could be made of it".to_owned()),
            Fate::Skipped(why) => (End::LeftOut, (*why).to_owned()),
        };
        self.ledger.note(Part::File, &self.input.clone(), end, how);
        if self.fate == Fate::Made {
            self.ledger.see(Part::Line, self.dropped.len());
            for dropped in &self.dropped {
                self.ledger.note(Part::Line, &dropped.text, End::LeftOut, dropped.why);
            }
        }
    }

    /// The same input as a picture or document that was copied beside a text.
    #[must_use]
    pub fn copied_to(mut self, path: &str) -> Self {
        self.fate = Fate::Made;
        self.kind = "picture or document";
        self.ledger = Ledger::default();
        self.ledger.see(Part::File, 1);
        self.ledger.note(Part::File, &self.input.clone(), End::Taken, path);
        self
    }

    /// The same input, of which nothing can be made.
    #[must_use]
    pub fn failed(mut self) -> Self {
        self.fate = Fate::Failed;
        self
    }
}
