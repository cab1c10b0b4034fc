//! Two articles of one title: a Read line cannot tell them apart.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{Checked, Lint};
use crate::config::SharedTitles;
use crate::diag::{At, Code, Diagnostic, Diagnostics, FileId, Topic};
use crate::names;

pub(super) const LINT: Lint = Lint { code: CODE, run };
const CODE: Code = Code::warning("duplicate-title", Topic::Names, include_str!("duplicate_title.md"));

fn run(checked: &Checked, out: &mut Diagnostics) {
    // On a site that says so, nearness in time tells which one is meant.
    if checked.site.config.shared_titles == SharedTitles::Nearest {
        return;
    }
    let mut first: FxHashMap<(String, Option<&str>), FileId> = FxHashMap::default();
    let folded: Vec<String> =
        checked.site.articles.par_iter().map(|article| names::key(&article.title)).collect();
    for (article, title) in checked.site.articles.iter().zip(folded) {
        // A translation may well have the title of what it translates.
        let key = (title, article.lang.as_deref());
        let other = *first.entry(key).or_insert(article.file);
        if other == article.file {
            continue;
        }
        let problem =
            Diagnostic::new(CODE, format!("two articles are called `{}`", article.title))
                .at(At::value(article.file, "title"))
                .label(At::value(other, "title"), "the first one")
                .hint("Read lines find an article by its title: change one, name it by its slug, or write `shared_titles: nearest` in site.yaml");
        out.push(problem);
    }
}
