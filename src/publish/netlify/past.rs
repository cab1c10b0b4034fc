//! Earlier deploys: Netlify keeps them, each at an address of its own.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::super::host::{Host, Mark, Past, PutOutcome, Release};
use super::super::record::{self, KEPT, Record};
use super::super::rollback;
use super::Netlify;
use super::request::segment;
use crate::diag::Failure;

/// How many deploys are looked through for earlier releases.
const LISTED: usize = 30;

/// A deploy in the list of a site's.
#[derive(Clone, Debug, Deserialize)]
struct Earlier {
    id: String,
    #[serde(default)]
    state: String,
    /// Where it can be seen for as long as it is kept, by HTTPS.
    deploy_ssl_url: Option<String>,
    /// When readers saw it first; nothing for one that was never shown.
    published_at: Option<String>,
}

impl Past for Netlify {
    /// Deploys that were shown and hold a record. What was published after going back has the numbers of what was gone back from, and
    /// takes its place.
    fn releases(&self, standing: &Record) -> Result<Vec<Release>, Failure> {
        let path = format!("/sites/{}/deploys?per_page={LISTED}", segment(&self.site));
        let deploys: Vec<Earlier> = self.get("read", &path)?;
        let live = self.standing()?.published_deploy.map(|live| live.id);
        let mut releases: BTreeMap<u64, Release> = BTreeMap::new();
        for deploy in deploys {
            let Some(home) = deploy.deploy_ssl_url.filter(|_| deploy.published_at.is_some()) else {
                continue;
            };
            if deploy.state != "ready" || live.as_ref() == Some(&deploy.id) {
                continue;
            }
            let Some(json) = self.seen(&home, record::PATH)? else { continue };
            let record = Record::parse(&json, &home)?;
            if record.serial != standing.serial {
                let name = format!("{} {home}", deploy.id);
                releases.entry(record.serial).or_insert(Release { record, name });
            }
            if releases.len() == KEPT {
                break;
            }
        }
        Ok(releases.into_values().rev().collect())
    }

    fn none(&self) -> Failure {
        Failure::new("go back at", self.address(), "no earlier deploy of this program is kept there")
            .hint("publish an older build with `--from DIR`")
    }

    fn fetch(&self, release: &Release, paths: &[&str], to: &Path) -> Result<PathBuf, Failure> {
        let home = release.name.split_once(' ').map_or("", |(_, home)| home);
        let one = |path: &str| {
            let found = self.seen(home, path)?;
            found.ok_or_else(|| Failure::new("read", path, "the deploy does not show it"))
        };
        rollback::gather(release, paths, to, &one)
    }

    fn show(&self, release: &Release, mark: Option<&Mark>) -> Option<Result<PutOutcome, Failure>> {
        let id = release.name.split_once(' ').map_or("", |(id, _)| id);
        Some(self.shown(id, mark))
    }
}
