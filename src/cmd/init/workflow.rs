//! `dateline init --ci`: a file that lets a host check, build and publish the site after every push.

use std::path::{Path, PathBuf};

use crate::args::Ci;
use crate::cmd::shown;
use crate::diag::Failure;
use crate::sink::scaffold::create;

/// A workflow that is not written yet.
pub(super) struct Workflow {
    ci: Ci,
    path: PathBuf,
}

impl Workflow {
    /// The workflow of a folder.
    ///
    /// # Errors
    /// Fails when the folder has a file in its place.
    pub(super) fn of(ci: Ci, dir: &Path) -> Result<Self, Failure> {
        let path = match ci {
            Ci::Github => dir.join(".github/workflows/publish.yml"),
            Ci::Gitlab => dir.join(".gitlab-ci.yml"),
        };
        // A link that leads nowhere is a file too.
        if path.symlink_metadata().is_ok() {
            return Err(Failure::new(
                "write",
                path,
                "there is a file of this name already, and it stays as it is",
            )
            .hint("move it away, run the command again, and bring the two together"));
        }
        Ok(Self { ci, path })
    }

    /// Writes it.
    ///
    /// # Errors
    /// Fails when it cannot be written.
    pub(super) fn write(&self) -> Result<(), Failure> {
        let text = match self.ci {
            Ci::Github => include_str!("github.yml"),
            Ci::Gitlab => include_str!("gitlab.yml"),
        };
        let text = text
            .replace("@repository@", env!("CARGO_PKG_REPOSITORY"))
            .replace("@revision@", concat!("v", env!("CARGO_PKG_VERSION")));
        create(&self.path, &text)
    }

    /// What it is, where it is, and what is left to do.
    pub(super) fn told(&self, dir: &Path) -> String {
        let host = match self.ci {
            Ci::Github => "GitHub Pages",
            Ci::Gitlab => "GitLab Pages",
        };
        let begin = format!("A workflow for {host} is in {}. ", shown(&self.path));
        let next = match self.ci {
            Ci::Github => "Choose \"GitHub Actions\" in the repository's settings, under Pages",
            Ci::Gitlab => "It runs with the next push",
        };
        let misplaced = repository_above(dir).map(|root| {
            format!(
                "\nThe repository begins at {}, and the host looks for the file there: move it, and let it work in the site's folder",
                shown(&root)
            )
        });
        begin + next + &misplaced.unwrap_or_default()
    }
}

/// The repository that the folder lies in, if it is not its root.
fn repository_above(dir: &Path) -> Option<PathBuf> {
    let dir = std::path::absolute(dir).ok()?;
    let root = dir.ancestors().find(|folder| folder.join(".git").exists())?;
    (root != dir).then(|| root.to_owned())
}
