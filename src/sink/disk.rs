//! The sinks of `build` and `check`: an output folder, and nowhere.

use crate::Sink;
use crate::diag::Failure;
use crate::render::Rendered;
use crate::sink::folder::{FilesWritten, Folder};
use crate::source::{Asset, AssetContent};

/// An output folder that is replaced as one step.
pub struct OutputFolder(Folder);

impl OutputFolder {
    /// Wraps a folder that has been opened.
    pub fn new(folder: Folder) -> Self {
        Self(folder)
    }

    /// Puts the new site in the place of the old one.
    ///
    /// # Errors
    /// Fails when it cannot; the old site then stands as it was.
    pub fn finish(self) -> Result<FilesWritten, Failure> {
        self.0.finish()
    }
}

impl Sink for OutputFolder {
    fn page(&self, page: &Rendered) -> Result<(), Failure> {
        self.0.put(&page.path, &page.bytes)
    }

    fn asset(&self, asset: &Asset) -> Result<(), Failure> {
        match &asset.content {
            AssetContent::Bytes(bytes) => self.0.put(&asset.path, bytes),
            AssetContent::Disk { path, .. } => self.0.put_file(&asset.path, path),
        }
    }
}

/// Takes everything and keeps nothing, for `check`.
pub struct Nowhere;

impl Sink for Nowhere {
    fn takes_pictures(&self) -> bool {
        false
    }

    fn page(&self, _: &Rendered) -> Result<(), Failure> {
        Ok(())
    }

    fn asset(&self, _: &Asset) -> Result<(), Failure> {
        Ok(())
    }
}
