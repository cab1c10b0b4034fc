//! What the menu names and the site does not have, and files of the theme that are not there.

use super::{Checked, Lint};
use crate::diag::{At, Code, Diagnostic, Diagnostics, Topic};
use crate::model::{MenuTarget, SECTIONS};
use crate::source::Kind;
use crate::text::nearest;

pub(super) const LINT: Lint = Lint { code: CODE, run };
const CODE: Code = Code::warning("unknown-menu-item", Topic::Site, include_str!("unknown_menu_item.md"));

fn run(checked: &Checked, out: &mut Diagnostics) {
    let site = checked.site;
    let Some((file, _)) = checked.tree.with_ids().find(|(_, file)| file.kind == Kind::Site) else { return };
    for item in &site.config.menu {
        let written = &item.to.value;
        if site.menu_target(written) != MenuTarget::Nothing {
            continue;
        }
        let message = format!("`{written}` is neither a section of the site nor a page of it");
        let pages = site.pages.iter().map(|page| page.slug.as_str());
        let near = nearest(written, SECTIONS.into_iter().chain(pages));
        let problem = Diagnostic::new(CODE, message).at(At::value(file, item.to.path.clone()));
        out.push(problem.suggest(near).hint(
            "a page is named by its address, such as `about`; an address elsewhere begins with `https://`",
        ));
    }
}
