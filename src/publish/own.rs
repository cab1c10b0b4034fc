//! What belongs to the site: its folder, and all of the repository that it lies in. Whoever may change that may not thereby run programs.

use std::path::{Path, PathBuf};

/// The folder that contributions come to: the work tree that holds the site, else the site.
fn root(site: &Path) -> Option<PathBuf> {
    let site = site.canonicalize().ok()?;
    let tree = site.ancestors().find(|folder| folder.join(".git").exists()).map(Path::to_owned);
    Some(tree.unwrap_or(site))
}

/// Whether a path lies there, as it is written or where its links lead.
pub(super) fn holds(site: &Path, path: &Path) -> bool {
    let Some(root) = root(site) else { return false };
    let real = path.canonicalize();
    // The folder that names it counts too: a link of the site may lead anywhere.
    let named = path.parent().and_then(|parent| parent.canonicalize().ok());
    real.is_ok_and(|real| real.starts_with(&root)) || named.is_some_and(|named| named.starts_with(&root))
}

/// Whether a path is the site or its work tree itself, or the repository there, which no contribution changes.
pub(super) fn is_root(site: &Path, path: &Path) -> bool {
    let site = site.canonicalize().ok();
    let is = |folder: &Path| path == folder || path == folder.join(".git");
    site.is_some_and(|site| is(&site))
        || root(&path.join(".")).is_some_and(|root| is(&root) && root.join(".git").exists())
}
