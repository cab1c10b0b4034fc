//! One picture in several files.

use std::collections::BTreeMap;

use super::{Checked, Lint};
use crate::diag::{Code, Diagnostic, Diagnostics, Topic};

pub(super) const LINT: Lint = Lint { code: CODE, run };
const CODE: Code = Code::warning("same-picture", Topic::Editors, include_str!("same_picture.md"));

fn run(checked: &Checked, out: &mut Diagnostics) {
    let mut files: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for asset in &checked.tree.assets {
        if let Some(Ok(file)) = &asset.picture {
            files.entry(&file.sum).or_default().push(&asset.source);
        }
    }
    let mut several: Vec<Vec<&str>> = files.into_values().filter(|files| files.len() > 1).collect();
    several.sort_unstable();
    for files in several {
        let message = format!("`{}` hold the same picture", files.join("` and `"));
        let hint = "keep one, and name it in all places: what is said of one file is not known of the other";
        out.push(Diagnostic::new(CODE, message).hint(hint));
    }
}
