//! Files beside the content that are called pictures and can be shown nowhere.

use super::{Checked, Lint};
use crate::diag::{Diagnostic, Diagnostics, code};

pub(super) const LINT: Lint = Lint { code: code::UNREADABLE_PICTURE, run };

fn run(checked: &Checked, out: &mut Diagnostics) {
    for asset in &checked.tree.assets {
        if let Some(Err(fault)) = &asset.picture {
            let message = format!("`{}` cannot be shown: {}", asset.source, fault.what);
            out.push(Diagnostic::new(code::UNREADABLE_PICTURE, message).hint(fault.hint));
        }
    }
}
