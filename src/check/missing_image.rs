//! Pictures of the site itself, for link previews, that are not there.

use super::{Checked, Lint};
use crate::diag::{At, Diagnostic, Diagnostics, code};
use crate::source::Kind;

pub(super) const LINT: Lint = Lint { code: code::MISSING_IMAGE, run };

fn run(checked: &Checked, out: &mut Diagnostics) {
    let config = &checked.site.config;
    let named = [
        ("image/src", config.image.as_ref().map(|image| image.src.as_str())),
        ("logo", config.logo.as_deref()),
    ];
    let Some((file, _)) = checked.tree.with_ids().find(|(_, file)| file.kind == Kind::Site) else { return };
    for (path, src) in named.into_iter().filter_map(|(path, src)| Some((path, src?))) {
        // What lies beside the texts is published only where a page shows it.
        let is_there = checked.tree.asset(src).is_some() && !src.starts_with("media/");
        if !is_there {
            let message = format!("`{src}` is no file of `static/`");
            let hint = "put the picture into `static/` and write its path there, as in `src: share.png`";
            out.push(Diagnostic::new(code::MISSING_IMAGE, message).at(At::value(file, path)).hint(hint));
        }
    }
}
