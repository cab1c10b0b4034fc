//! Pictures whose files say by themselves where they come from (C2PA): copies do not, as they are other bytes. Editorial.

use super::{Checked, Lint};
use crate::diag::{Code, Diagnostic, Diagnostics, Topic};
use crate::source::{Asset, LocalCopy, copies};

pub(super) const LINT: Lint = Lint { code: CODE, run };
const CODE: Code = Code::warning("lost-credentials", Topic::Editors, include_str!("lost_credentials.md"));

fn run(checked: &Checked, out: &mut Diagnostics) {
    let pictures: Vec<&Asset> =
        checked.tree.assets.iter().map(AsRef::as_ref).filter(|asset| is_picture(asset)).collect();
    let read = copies(checked.tree, pictures.iter().map(|asset| asset.source.as_str()));
    for asset in pictures {
        let Some(LocalCopy::File(file)) = read.get(&asset.source).filter(|copy| has_credentials(copy)) else {
            continue;
        };
        let message =
            format!("`{}` has credentials (C2PA), which its published copies have not", asset.source);
        out.push(
            Diagnostic::new(CODE, message)
                .hint(format!(
                    "`c2patool {}` reads them; `evidence: true` publishes the file itself too",
                    asset.source
                ))
                .hint(format!("keep the file as it is; its SHA-256 is `{}`", file.sum)),
        );
    }
}

fn has_credentials(copy: &LocalCopy) -> bool {
    matches!(copy, LocalCopy::File(file) if file.has_credentials)
}

/// Whether a file is a picture of the content, of which copies are published.
fn is_picture(asset: &Asset) -> bool {
    let ending = asset.path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    asset.path.starts_with("media/")
        && ["jpg", "jpeg", "png", "webp", "gif", "avif"].contains(&ending.as_str())
}
