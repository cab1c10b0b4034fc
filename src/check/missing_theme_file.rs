//! Fonts, a logo or an icon that `theme` names and `static/` does not have.

use super::{Checked, Lint};
use crate::diag::{At, Code, Diagnostic, Diagnostics, Topic};
use crate::source::Kind;
use crate::text::nearest;

pub(super) const LINT: Lint = Lint { code: CODE, run };
const CODE: Code = Code::warning("missing-theme-file", Topic::Site, include_str!("missing_theme_file.md"));

fn run(checked: &Checked, out: &mut Diagnostics) {
    let theme = &checked.site.config.theme;
    let Some((file, _)) = checked.tree.with_ids().find(|(_, file)| file.kind == Kind::Site) else { return };
    let files = [
        ("theme/text_font", &theme.text_font),
        ("theme/interface_font", &theme.interface_font),
        ("theme/logo", &theme.logo),
        ("theme/icon", &theme.icon),
    ];
    for (key, path) in files {
        let Some(path) = path.as_deref().filter(|path| checked.tree.asset(path).is_none()) else { continue };
        let own = checked.tree.assets.iter().map(|asset| asset.path.as_str());
        let message = format!("there is no file `static/{path}`");
        let problem = Diagnostic::new(CODE, message).at(At::value(file, key));
        out.push(
            problem
                .suggest(nearest(path, own))
                .hint("files of the theme lie in `static/` and are named from there"),
        );
    }
}
