//! What a place must be able to do to have a site put to it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::bundle::Bundle;
use super::headers::Headers;
use super::record::Record;
use crate::diag::Failure;

/// The version of the record that was read: what a conditional write names. Only its host can read it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// An entity tag, or the name of a deploy.
    pub tag: Option<String>,
    /// A version or generation.
    pub version: Option<String>,
}

/// How a conditional write ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PutOutcome {
    /// It stands, with this mark.
    Done(Mark),
    /// Somebody else wrote in between; nothing was written.
    Overtaken,
}

/// A place that takes files. Every call waits for its answer and may be made from many threads.
pub trait Host: Sync {
    /// Where it is, for people; no secret stands in it.
    fn address(&self) -> String;

    /// The bytes of a file and the mark of their version; `None` where there is none.
    ///
    /// # Errors
    /// Fails when the host does not answer or refuses.
    fn read(&self, path: &str) -> Result<Option<(Vec<u8>, Mark)>, Failure>;

    /// How files get there.
    fn way(&self) -> Way<'_>;

    /// What it keeps of earlier publishes; `None` from a host that keeps nothing.
    fn past(&self) -> Option<&dyn Past> {
        None
    }
}

/// An earlier publish that a host keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// What was published.
    pub record: Record,
    /// What the host calls it.
    pub name: String,
}

/// A host that keeps earlier publishes.
pub trait Past: Sync {
    /// Those before the one that `standing` records, the newest first.
    ///
    /// # Errors
    /// Fails when the host does not answer, or what it keeps cannot be read.
    fn releases(&self, standing: &Record) -> Result<Vec<Release>, Failure>;

    /// Why there is nothing to go back to, and what to do.
    fn none(&self) -> Failure;

    /// Brings files of a release onto this machine, and gives the folder that they are in: `to`, which is empty, or one that holds
    /// the whole release anyway.
    ///
    /// # Errors
    /// Fails when the host no longer has one of them.
    fn fetch(&self, release: &Release, paths: &[&str], to: &Path) -> Result<PathBuf, Failure>;

    /// Shows a release again as it was, if what readers see is still what was read; `None` from a host to which it is published
    /// anew.
    fn show(&self, _: &Release, _: Option<&Mark>) -> Option<Result<PutOutcome, Failure>> {
        None
    }
}

/// How files get to a host.
pub enum Way<'a> {
    /// One by one.
    Single(&'a dyn Single),
    /// All at once.
    Whole(&'a dyn Whole),
}

/// A host that takes files one by one.
pub trait Single: Sync {
    /// Puts a file and makes sure that the host holds its bytes. Gives the name of this version, if the host keeps versions.
    ///
    /// # Errors
    /// Fails when the host does not take it, or took other bytes.
    fn put(&self, path: &str, bytes: &[u8], headers: &Headers) -> Result<Option<String>, Failure>;

    /// Writes a file if it is still what was read: the version of the mark, or nothing.
    ///
    /// # Errors
    /// Fails when the host does not answer, refuses, or knows no conditions.
    fn put_if(
        &self,
        path: &str,
        bytes: &[u8],
        headers: &Headers,
        mark: Option<&Mark>,
    ) -> Result<PutOutcome, Failure>;

    /// Puts many files in one go, and gives back those that could not be; `None` from a host that takes them one by one.
    fn put_many(&self, _paths: &[&str], _bundle: &Bundle) -> Option<Vec<(String, Failure)>> {
        None
    }

    /// Deletes files, and gives back those that could not be. One that is gone already is no failure.
    fn delete(&self, paths: &[&str]) -> Vec<(String, Failure)>;
}

/// The content of a file by its path, when a host asks for it.
pub type Content<'a> = &'a (dyn Fn(&str) -> Result<Vec<u8>, Failure> + Sync);

/// A host that exchanges the whole site as one step.
pub trait Whole: Sync {
    /// The sum by which the host knows a file.
    fn sum(&self, bytes: &[u8]) -> String;

    /// Puts the whole site, a sum for each path, if what readers see is still what was read.
    ///
    /// # Errors
    /// Fails when a file cannot be sent or the host cannot take the site. Readers then see what they saw before.
    fn deploy(
        &self,
        sums: &BTreeMap<String, String>,
        mark: Option<&Mark>,
        content: Content,
    ) -> Result<PutOutcome, Failure>;
}
