//! What publishing left at a place: `.dateline/published.json` there. It is the one file that is read from the place; whatever it
//! does not list is somebody else's.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::bundle::File;
use super::compressed;
use super::headers::{self, Class, Headers};
use crate::diag::Failure;
use crate::route::fault;

/// The record's own path.
pub const PATH: &str = ".dateline/published.json";
/// How many releases before the one that stands there can be gone back to.
pub const KEPT: usize = 5;

/// Where the record of an earlier publish is kept, by a host that keeps the versions of files.
pub fn kept(serial: u64) -> String {
    format!(".dateline/records/{serial}.json")
}

/// What stands at a place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The version of the program that wrote it.
    pub dateline: String,
    /// The address that the site was built for.
    pub site: Option<String>,
    /// How many times the site has been published.
    pub serial: u64,
    /// When, in seconds since 1970.
    #[serde(default)]
    pub at: u64,
    /// The earlier publish whose files were put there again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub back_to: Option<u64>,
    /// The files that stand there.
    pub files: BTreeMap<String, RecordLine>,
    /// Files of before that are no longer part of the site, and may still be there.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub leaving: BTreeSet<String>,
    /// Those of the files that stay behind, though the site no longer has them, and since when, in seconds since 1970.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub left: BTreeMap<String, u64>,
    /// A publish that has begun and not ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub underway: Option<Underway>,
    /// The publishes whose records are kept beside this one.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub kept: BTreeSet<u64>,
    /// Headers, each set once; lines name them by their number.
    headers: Vec<Headers>,
}

/// A file in a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordLine {
    /// The SHA-256 of its content.
    pub sha256: String,
    /// Its length.
    pub bytes: u64,
    /// The number of its headers.
    headers: usize,
    /// The host's name of this version of the file, if it keeps versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
}

/// A publish that has begun: what it touches may be as it was, or as it will be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Underway {
    /// The name of the folder that it began in.
    pub run: String,
    /// When it began, in seconds since 1970.
    pub began: u64,
    /// The files that it puts.
    pub puts: BTreeSet<String>,
}

impl Record {
    /// The record of a site that is published at a time: what will stand there when all of it has been put in place of `before`.
    pub fn of(files: &BTreeMap<String, File>, site: Option<String>, at: u64, before: &Self) -> Self {
        let (dateline, serial) = (env!("CARGO_PKG_VERSION").to_owned(), before.serial + 1);
        let mut record = Self { dateline, site, serial, at, ..Self::default() };
        for (path, file) in files {
            let known = record.headers.iter().position(|headers| *headers == file.headers);
            let headers = known.unwrap_or_else(|| {
                record.headers.push(file.headers.clone());
                record.headers.len() - 1
            });
            let stays = before.files.get(path).filter(|_| before.holds(path, file));
            let version = stays.and_then(|line| line.version.clone());
            let line = RecordLine { sha256: file.sha256.clone(), bytes: file.bytes, headers, version };
            record.files.insert(path.clone(), line);
        }
        record
    }

    /// Whether a file stands there as it is now.
    pub fn holds(&self, path: &str, file: &File) -> bool {
        let unsure = self.underway.as_ref().is_some_and(|run| run.puts.contains(path));
        let same = |line: &RecordLine| {
            line.sha256 == file.sha256
                && self.headers.get(line.headers).is_some_and(|headers| *headers == file.headers)
        };
        !unsure && self.files.get(path).is_some_and(same)
    }

    /// Whether a file says its content in its name, or is a packed copy of one that does.
    pub fn is_marked(&self, path: &str) -> bool {
        let source = compressed::source(path);
        let line = self.files.get(source);
        line.is_some_and(|line| headers::class(source, &line.sha256) == Class::Marked)
    }

    /// The files of the site as they were published, without what stays behind.
    pub fn bundled(&self) -> BTreeMap<String, File> {
        let file = |line: &RecordLine| File {
            sha256: line.sha256.clone(),
            bytes: line.bytes,
            headers: self.headers.get(line.headers).cloned().unwrap_or_default(),
        };
        let own = self.files.iter().filter(|(path, _)| !self.left.contains_key(compressed::source(path)));
        own.map(|(path, line)| (path.clone(), file(line))).collect()
    }

    /// Every file that an earlier publish of the site put there or may have put there.
    pub fn known(&self) -> BTreeSet<&str> {
        let underway = self.underway.iter().flat_map(|run| &run.puts);
        self.files.keys().chain(&self.leaving).chain(underway).map(String::as_str).collect()
    }

    /// As it is written.
    pub fn to_json(&self) -> Vec<u8> {
        // A map with texts for keys can be written.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// The record in these bytes.
    ///
    /// # Errors
    /// Fails when they are none.
    pub fn parse(json: &[u8], address: &str) -> Result<Self, Failure> {
        let failure = |reason: String| {
            Failure::new(
                "read the record of",
                address,
                format!("`{PATH}` there is not one of this program: {reason}"),
            )
            .hint("a newer version may have written it; without it nothing can be told from other people's files")
        };
        let record: Self = serde_json::from_slice(json).map_err(|error| failure(error.to_string()))?;
        // What it names is replaced and deleted, so a name must not lead out of the place.
        let known = record.known().into_iter();
        let wrong = known.filter_map(|path| Some((path.to_owned(), path.split('/').find_map(fault)?))).next();
        match wrong {
            Some((path, reason)) => Err(failure(format!("it names `{path}`: {reason}"))),
            None => Ok(record),
        }
    }
}
