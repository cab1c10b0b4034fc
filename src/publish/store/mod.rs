//! Object stores: Amazon S3 and those that speak as it does, Google Cloud Storage, Azure Blob Storage.
//!
//! The client is asynchronous; its runtime lives here and nowhere else. Every call waits for its answer.

mod attributes;
mod entry;
mod past;
mod proof;
mod reason;
mod transport;

use std::collections::HashSet;
use std::sync::Arc;

use futures_util::{StreamExt, stream};
use object_store::path::Path as Key;
use object_store::{
    Error, Extensions, GetOptions, ObjectStore, PutMode, PutOptions, PutPayload, PutResult, UpdateVersion,
};
use tokio::runtime::{Builder, Runtime};

use attributes::HeaderNaming;
use proof::{Proof, Sums};

use crate::config::{Bucket, Maker};
use crate::diag::Failure;

use super::headers::Headers;
use super::host::{Host, Mark, Past, PutOutcome, Single, Way};

/// A place in an object store.
#[derive(Debug)]
pub struct Store {
    runtime: Runtime,
    client: Arc<dyn ObjectStore>,
    bucket: Bucket,
}

impl Store {
    /// The store of a place. Nothing is asked yet.
    ///
    /// # Errors
    /// Fails when settings or credentials are missing or make no sense.
    pub fn open(bucket: Bucket) -> Result<Self, Failure> {
        let name = bucket.to_string();
        let runtime = Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .map_err(|error| Failure::new("start the client of", &name, error))?;
        // The clients of credentials look for the runtime when they are made.
        let client = {
            let _inside = runtime.enter();
            entry::client(&bucket).map_err(|error| failure("use", &name, &error))?
        };
        Ok(Self { runtime, client, bucket })
    }

    /// The address of a file for people.
    fn file(&self, path: &str) -> String {
        format!("{}/{path}", self.bucket)
    }

    /// The key of a file: its real name. `Path::from` would escape letters into it, and no address of a page finds those.
    fn key(&self, path: &str) -> Result<Key, Failure> {
        let whole = if self.bucket.prefix.is_empty() {
            path.to_owned()
        } else {
            format!("{}/{path}", self.bucket.prefix)
        };
        Key::parse(whole).map_err(|_| {
            Failure::new("publish", path, "an object store has no place for this name").hint(
                "rename the file: no part of its path may be `.`, `..` or empty, or hold a control character",
            )
        })
    }

    fn failure(&self, verb: &'static str, path: &str, error: &Error) -> Failure {
        failure(verb, &self.file(path), error)
    }

    fn get(&self, path: &str, version: Option<&str>) -> Result<Option<(Vec<u8>, Mark)>, Failure> {
        let key = self.key(path)?;
        let options = GetOptions { version: version.map(str::to_owned), ..GetOptions::default() };
        let answer = self.runtime.block_on(async {
            let object = self.client.get_opts(&key, options).await?;
            let mark = Mark { tag: object.meta.e_tag.clone(), version: object.meta.version.clone() };
            Ok((object.bytes().await?.to_vec(), mark))
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

    fn send(
        &self,
        path: &str,
        bytes: &[u8],
        headers: &Headers,
        mode: PutMode,
        sums: &Sums,
    ) -> Result<Result<PutResult, Error>, Failure> {
        let key = self.key(path)?;
        let naming =
            if self.bucket.maker == Maker::Azure { HeaderNaming::Underscores } else { HeaderNaming::Hyphens };
        let mut extensions = Extensions::new();
        extensions.insert(sums.clone());
        let attributes =
            attributes::of(headers.iter().map(|(name, value)| (name.as_str(), value.as_str())), naming);
        let options = PutOptions { mode, attributes, extensions, ..PutOptions::default() };
        let payload = PutPayload::from(bytes.to_vec());
        Ok(self.runtime.block_on(self.client.put_opts(&key, payload, options)))
    }

    fn damaged(&self, path: &str) -> Failure {
        Failure::new("put", self.file(path), "the store holds other bytes than were sent")
    }
}

impl Host for Store {
    fn address(&self) -> String {
        self.bucket.to_string()
    }

    fn read(&self, path: &str) -> Result<Option<(Vec<u8>, Mark)>, Failure> {
        self.get(path, None)
    }

    fn way(&self) -> Way<'_> {
        Way::Single(self)
    }

    fn past(&self) -> Option<&dyn Past> {
        Some(self)
    }
}

impl Single for Store {
    fn put(&self, path: &str, bytes: &[u8], headers: &Headers) -> Result<Option<String>, Failure> {
        let sums = Sums::of(bytes);
        let put = self.send(path, bytes, headers, PutMode::Overwrite, &sums)?;
        let put = put.map_err(|error| self.failure("put", path, &error))?;
        // Where versions are switched off again, all are called so.
        let version = put.version.clone().filter(|version| version != "null");
        match proof::of(&put.extensions, &sums) {
            Proof::Same => Ok(version),
            Proof::Other => Err(self.damaged(path)),
            Proof::None => match self.get(path, put.version.as_deref())? {
                Some((held, _)) if held == bytes => Ok(version),
                _ => Err(self.damaged(path)),
            },
        }
    }

    fn put_if(
        &self,
        path: &str,
        bytes: &[u8],
        headers: &Headers,
        mark: Option<&Mark>,
    ) -> Result<PutOutcome, Failure> {
        let update = |mark: &Mark| UpdateVersion { e_tag: mark.tag.clone(), version: mark.version.clone() };
        let mode = mark.map_or(PutMode::Create, |mark| PutMode::Update(update(mark)));
        let error = match self.send(path, bytes, headers, mode, &Sums::of(bytes))? {
            Ok(put) => return Ok(PutOutcome::Done(Mark { tag: put.e_tag, version: put.version })),
            Err(error) => error,
        };
        // An answer may be lost after the write: then the second attempt finds the first one's bytes in its way.
        match self.get(path, None) {
            Ok(Some((held, mark))) if held == bytes => Ok(PutOutcome::Done(mark)),
            _ if matches!(error, Error::AlreadyExists { .. } | Error::Precondition { .. }) => {
                Ok(PutOutcome::Overtaken)
            }
            _ => Err(self.failure("write", path, &error)),
        }
    }

    // Many with one request, where the store can.
    fn delete(&self, paths: &[&str]) -> Vec<(String, Failure)> {
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
