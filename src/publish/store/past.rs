//! What a bucket keeps of earlier publishes: their records, and the versions of files that they name.

use std::path::{Path, PathBuf};

use super::super::host::{Past, Release};
use super::super::record::{self, Record};
use super::super::rollback;
use super::Store;
use crate::config::Maker;
use crate::diag::Failure;

impl Past for Store {
    fn releases(&self, standing: &Record) -> Result<Vec<Release>, Failure> {
        let mut releases = Vec::new();
        for serial in standing.kept.iter().rev() {
            let path = record::kept(*serial);
            if let Some((json, _)) = self.get(&path, None)? {
                releases.push(Release { record: Record::parse(&json, &self.file(&path))?, name: path });
            }
        }
        Ok(releases)
    }

    fn none(&self) -> Failure {
        Failure::new("go back at", self.bucket.to_string(), "no earlier release is kept there").hint(format!(
            "publish an older build with `--from DIR`; releases are kept from the second publish on after `{}`",
            self.versioning()
        ))
    }

    fn fetch(&self, release: &Release, paths: &[&str], to: &Path) -> Result<PathBuf, Failure> {
        let one = |path: &str| {
            let version = release.record.files.get(path).and_then(|line| line.version.as_deref());
            let found = match version {
                Some(version) => self.get(path, Some(version))?,
                None => None,
            };
            found.map(|(bytes, _)| bytes).ok_or_else(|| {
                let reason = "the bucket no longer has the version of that release";
                Failure::new("read", self.file(path), reason).hint(format!(
                    "go back to a newer release, or publish an older build with `--from DIR`; versions are kept after `{}`",
                    self.versioning()
                ))
            })
        };
        rollback::gather(release, paths, to, &one)
    }
}

impl Store {
    /// The command that makes the bucket keep versions.
    fn versioning(&self) -> String {
        let name = &self.bucket.name;
        match self.bucket.maker {
            Maker::S3 => format!(
                "aws s3api put-bucket-versioning --bucket {name} --versioning-configuration Status=Enabled"
            ),
            Maker::Google => format!("gcloud storage buckets update gs://{name} --versioning"),
            Maker::Azure => {
                "az storage account blob-service-properties update --enable-versioning true".to_owned()
            }
        }
    }
}
