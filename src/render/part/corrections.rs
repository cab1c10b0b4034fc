//! Corrections: what readers are told of a change.

use serde::Serialize;

use crate::derive::CorrectionAt;
use crate::model::{ArticleId, Target};
use crate::render::context::Context;
use crate::render::text::date::DateView;
use crate::render::text::link::Link;
use crate::render::text::{date, link};

/// A change that readers are told of.
#[derive(Serialize)]
pub struct CorrectionView<'a> {
    /// Its name within the article's page.
    pub anchor: String,
    pub kind_name: &'a str,
    pub date: Option<DateView>,
    pub text: &'a str,
    pub was: Option<&'a str>,
    pub now: Option<&'a str>,
    /// The article, on the page of all corrections.
    pub article: Option<Link>,
}

/// The corrections of an article.
pub fn of_article(cx: Context<'_>, id: ArticleId) -> Vec<CorrectionView<'_>> {
    (0..cx.site.article(id).corrections.len()).map(|index| view(cx, id, index)).collect()
}

fn view(cx: Context<'_>, id: ArticleId, index: usize) -> CorrectionView<'_> {
    let correction = &cx.site.article(id).corrections[index];
    CorrectionView {
        anchor: cx.facts.evidence.fragments.correction(id, index).to_owned(),
        kind_name: cx.phrases.get(correction.kind.phrase()),
        date: correction.date.as_ref().map(|date| date::stamped(cx, date)),
        text: &correction.text,
        was: correction.was.as_deref(),
        now: correction.now.as_deref(),
        article: None,
    }
}

/// A correction with its article, in a list of all.
pub fn listed(cx: Context<'_>, at: CorrectionAt) -> CorrectionView<'_> {
    let article = link::named(cx, Target::Article(at.article));
    let view = view(cx, at.article, at.index as usize);
    let url = format!("{}#{}", article.url, view.anchor);
    CorrectionView { article: Some(Link { url, ..article }), ..view }
}
