//! Object stores: Amazon S3 and those that speak as it does, Google Cloud Storage, Azure Blob Storage.
//!
//! The client is asynchronous; its runtime lives here and nowhere else. Every call waits for its answer.

mod attributes;
mod open;
mod proof;
mod reason;

use std::collections::HashSet;
use std::sync::Arc;

use futures_util::{StreamExt, stream};
use object_store::path::Path as Key;
use object_store::{
    Error, Extensions, GetOptions, ObjectStore, PutMode, PutOptions, PutPayload, PutResult, UpdateVersion,
};
use tokio::runtime::{Builder, Runtime};

use attributes::Naming;
pub(super) use open::is_here;
pub use open::{Maker, Place};
use proof::{Proof, Sums};

use crate::diag::Failure;

/// A place in an object store.
#[derive(Debug)]
pub struct Store {
    runtime: Runtime,
    client: Arc<dyn ObjectStore>,
    place: Place,
}

/// Which version of an object was read: what a conditional write names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark(UpdateVersion);

/// How a conditional write ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// It stands.
    Done,
    /// Somebody else wrote in between.
    Overtaken,
}

impl Store {
    /// The store of a place. Nothing is asked yet.
    ///
    /// # Errors
    /// Fails when settings or credentials are missing or make no sense.
    pub fn open(place: Place) -> Result<Self, Failure> {
        let name = place.to_string();
        let runtime = Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .map_err(|error| Failure::new("start the client of", &name, error))?;
        // The clients of credentials look for the runtime when they are made.
        let client = {
            let _inside = runtime.enter();
            open::client(&place).map_err(|error| failure("use", &name, &error))?
        };
        Ok(Self { runtime, client, place })
    }

    /// The address of a file for people.
    fn address(&self, path: &str) -> String {
        format!("{}/{path}", self.place)
    }

    /// The key of a file: its real name. `Path::from` would escape letters into it, and no address of a page finds those.
    fn key(&self, path: &str) -> Result<Key, Failure> {
        let whole = if self.place.prefix.is_empty() {
            path.to_owned()
        } else {
            format!("{}/{path}", self.place.prefix)
        };
        Key::parse(whole).map_err(|_| {
            Failure::new("publish", path, "an object store has no place for this name").hint(
                "rename the file: no part of its path may be `.`, `..` or empty, or hold a control character",
            )
        })
    }

    fn failure(&self, verb: &'static str, path: &str, error: &Error) -> Failure {
        failure(verb, &self.address(path), error)
    }

    /// The bytes of a file and the mark of their version; `None` where there is none.
    ///
    /// # Errors
    /// Fails when the store does not answer, or refuses.
    pub fn read(&self, path: &str, version: Option<&str>) -> Result<Option<(Vec<u8>, Mark)>, Failure> {
        let key = self.key(path)?;
        let options = GetOptions { version: version.map(str::to_owned), ..GetOptions::default() };
        let answer = self.runtime.block_on(async {
            let object = self.client.get_opts(&key, options).await?;
            let mark =
                UpdateVersion { e_tag: object.meta.e_tag.clone(), version: object.meta.version.clone() };
            Ok((object.bytes().await?.to_vec(), Mark(mark)))
        });
        match answer {
            Ok(found) => Ok(Some(found)),
            Err(error @ Error::NotFound { .. }) if reason::names_bucket(&error) => {
                Err(self.failure("read", path, &error))
            }
            Err(Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(self.failure("read", path, &error)),
        }
    }

    /// Puts a file and makes sure that the store holds its bytes; gives back the version, where the store counts them.
    ///
    /// # Errors
    /// Fails when the store does not take it, or took other bytes.
    pub fn put<'a>(
        &self,
        path: &str,
        bytes: &[u8],
        headers: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Option<String>, Failure> {
        let put = self.send(path, bytes, headers, PutMode::Overwrite)?;
        let put = put.map_err(|error| self.failure("put", path, &error))?;
        match proof::of(&put.extensions, &Sums::of(bytes)) {
            Proof::Same => {}
            Proof::Other => return Err(self.damaged(path)),
            Proof::None => {
                let held = self.read(path, put.version.as_deref())?;
                if held.is_none_or(|(held, _)| held != bytes) {
                    return Err(self.damaged(path));
                }
            }
        }
        Ok(put.version)
    }

    fn damaged(&self, path: &str) -> Failure {
        Failure::new("put", self.address(path), "the store holds other bytes than were sent")
    }

    /// Writes a file only if it is still what was read: the version of the mark, or nothing.
    ///
    /// # Errors
    /// Fails when the store does not answer, refuses, or knows no conditions.
    pub fn write_if(
        &self,
        path: &str,
        bytes: &[u8],
        headers: &[(&str, &str)],
        mark: Option<&Mark>,
    ) -> Result<Written, Failure> {
        let mode = mark.map_or(PutMode::Create, |mark| PutMode::Update(mark.0.clone()));
        let error = match self.send(path, bytes, headers.iter().copied(), mode)? {
            Ok(_) => return Ok(Written::Done),
            Err(error) => error,
        };
        if let Error::NotImplemented { .. } = error {
            return Err(self.failure("write", path, &error).hint("this server knows no conditional puts, without which two publishers could undo each other's work"));
        }
        // An answer may be lost after the write: then the second attempt finds the first one's bytes in its way.
        match self.read(path, None) {
            Ok(Some((held, _))) if held == bytes => Ok(Written::Done),
            _ if matches!(error, Error::AlreadyExists { .. } | Error::Precondition { .. }) => {
                Ok(Written::Overtaken)
            }
            _ => Err(self.failure("write", path, &error)),
        }
    }

    fn send<'a>(
        &self,
        path: &str,
        bytes: &[u8],
        headers: impl IntoIterator<Item = (&'a str, &'a str)>,
        mode: PutMode,
    ) -> Result<Result<PutResult, Error>, Failure> {
        let key = self.key(path)?;
        let naming = if self.place.maker == Maker::Azure { Naming::Underscores } else { Naming::Hyphens };
        let mut extensions = Extensions::new();
        extensions.insert(Sums::of(bytes));
        let attributes = attributes::of(headers, naming);
        let options = PutOptions { mode, attributes, extensions, ..PutOptions::default() };
        let payload = PutPayload::from(bytes.to_vec());
        Ok(self.runtime.block_on(self.client.put_opts(&key, payload, options)))
    }

    /// Deletes files, many with one request where the store can; one that is gone already is no failure.
    pub fn delete(&self, paths: &[&str]) -> Vec<(String, Failure)> {
        let mut failures = Vec::new();
        let mut keys = Vec::new();
        for path in paths {
            match self.key(path) {
                Ok(key) => keys.push(key),
                Err(failure) => failures.push(((*path).to_owned(), failure)),
            }
        }
        let asked = stream::iter(keys.clone().into_iter().map(Ok)).boxed();
        let answers: Vec<_> = self.runtime.block_on(self.client.delete_stream(asked).collect());
        // A request for many that fails as a whole does not say for which.
        let gone: HashSet<Key> = answers.iter().filter_map(|answer| answer.as_ref().ok().cloned()).collect();
        let fault = answers
            .iter()
            .filter_map(|answer| answer.as_ref().err())
            .find(|error| !matches!(error, Error::NotFound { .. }));
        if let Some(error) = fault {
            let left = paths.iter().filter(|path| self.key(path).is_ok_and(|key| !gone.contains(&key)));
            failures.extend(left.map(|path| ((*path).to_owned(), self.failure("delete", path, error))));
        }
        failures
    }
}

fn failure(verb: &'static str, name: &str, error: &Error) -> Failure {
    let reason = reason::of(error);
    let failure = Failure::new(verb, name, reason.text);
    match reason.hint {
        Some(hint) => failure.hint(hint),
        None => failure,
    }
}
