//! What an earlier build found out about large pictures: who has changed no file need not read all of it again.

#![expect(clippy::disallowed_methods, reason = "the source reads")]

use std::fs;
use std::path::Path;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::picture::Looked;
use super::{Asset, AssetContent, PictureFile, PictureSize};

/// Where it stands in the site's folder.
pub const PATH: &str = ".dateline/pictures/known.json";

/// Pictures by their path in the site.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownPictures {
    /// Of another version of the program nothing is believed.
    version: u32,
    pictures: FxHashMap<String, KnownPicture>,
}

/// A picture, while its file has this length and time of change.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct KnownPicture {
    bytes: u64,
    modified: u128,
    size: PictureSize,
    file: PictureFile,
}

/// Changes with what is found out.
const VERSION: u32 = 1;

impl KnownPictures {
    /// What is noted in a site's folder; nothing where that cannot be read.
    pub fn read(root: &Path) -> Self {
        let read = || serde_json::from_slice(&fs::read(root.join(PATH)).ok()?).ok();
        read().filter(|known: &Self| known.version == VERSION).unwrap_or_default()
    }

    /// What is known of these assets, for the next time.
    pub fn of<'a>(assets: impl Iterator<Item = &'a Asset>) -> Self {
        let known = |asset: &Asset| {
            let (AssetContent::Disk { bytes, modified, .. }, Some(Ok(file))) =
                (&asset.content, &asset.picture)
            else {
                return None;
            };
            let known =
                KnownPicture { bytes: *bytes, modified: *modified, size: asset.size?, file: file.clone() };
            Some((asset.path.clone(), known))
        };
        Self { version: VERSION, pictures: assets.filter_map(known).collect() }
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.pictures.is_empty()
    }

    /// What is known of a file, if it is as it was.
    pub(super) fn get(&self, path: &str, bytes: u64, modified: u128) -> Option<Looked> {
        let known =
            self.pictures.get(path).filter(|known| (known.bytes, known.modified) == (bytes, modified))?;
        Some((Some(known.size), Some(Ok(known.file.clone()))))
    }
}
