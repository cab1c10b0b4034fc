//! A file that goes to the site as it is; large ones stay on disk until the sink asks for their bytes.

use std::path::PathBuf;

use super::picture::{self, PictureFault, PictureFile, PictureSize};
use super::playing;

/// An image beside an article, or a file of `static/`.
#[derive(Debug, PartialEq, Eq)]
pub struct Asset {
    /// The path in the site, parts joined by `/`.
    pub path: String,
    /// The path in the site's folder.
    pub source: String,
    /// Where its bytes are.
    pub content: AssetContent,
    /// How large it is, if it is a picture.
    pub size: Option<PictureSize>,
    /// For what is called a picture and lies beside the content: what it is, or why it can be shown nowhere.
    pub picture: Option<Result<PictureFile, PictureFault>>,
    /// How many seconds it plays, if it is a film or a sound that says it.
    pub seconds: Option<u32>,
}

/// Where an asset's bytes are.
#[derive(Debug, PartialEq, Eq)]
pub enum AssetContent {
    /// In memory.
    Bytes(Vec<u8>),
    /// On disk, with its size in bytes and its time of change in nanoseconds.
    Disk {
        /// The file.
        path: PathBuf,
        /// Its size.
        bytes: u64,
        /// Its time of change, in nanoseconds since 1970.
        modified: u128,
    },
}

impl Asset {
    /// An asset of a tree in memory; `None` for a file that is not published.
    pub fn in_memory(path: &str, bytes: &[u8]) -> Option<Self> {
        let target = target_of(path)?;
        let (size, picture) = if is_of_content(&target) {
            picture::look(&target, bytes)
        } else {
            (picture::of_bytes(&target, bytes), None)
        };
        let seconds = playing::of_bytes(&target, bytes);
        let content = AssetContent::Bytes(bytes.into());
        Some(Self { path: target, source: path.into(), content, size, picture, seconds })
    }
}

/// Where a file that is not a text of the site goes; `None` if it is not published.
///
/// `static/` goes to the site's root; a picture or document beside the content goes to the same folder under `media/`.
pub(super) fn target_of(path: &str) -> Option<String> {
    if let Some(rest) = path.strip_prefix("static/") {
        return Some(rest.to_owned());
    }
    const PUBLISHED: &[&str] = &[
        "jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "pdf", "mp3", "ogg", "mp4", "webm", "vtt", "csv",
        "geojson",
    ];
    let ending = path.rsplit_once('.').map_or("", |(_, e)| e).to_ascii_lowercase();
    let inside = path.strip_prefix("content/").unwrap_or(path);
    PUBLISHED.contains(&ending.as_str()).then(|| format!("media/{inside}"))
}

/// Whether a file lies beside the content, by where it would go.
pub(super) fn is_of_content(target: &str) -> bool {
    target.starts_with("media/")
}
