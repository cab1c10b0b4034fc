//! Corrections: what readers are told of a change.

use serde::Serialize;

use crate::derive::{CorrectionAt, fragment};
use crate::model::{Article, Target};
use crate::render::context::Context;
use crate::render::text::date::DateView;
use crate::render::text::link::Link;
use crate::render::text::{date, link};

/// A change that readers are told of.
#[derive(Serialize)]
pub struct CorrectionView<'a> {
    /// Its name within the article's page.
    pub anchor: String,
    pub kind_name: &'static str,
    pub date: Option<DateView>,
    pub text: &'a str,
    pub was: Option<&'a str>,
    pub now: Option<&'a str>,
    /// The article, on the page of all corrections.
    pub article: Option<Link>,
}

/// The corrections of an article.
pub fn of_article<'a>(cx: Context<'_>, article: &'a Article) -> Vec<CorrectionView<'a>> {
    (0..article.corrections.len()).map(|index| view(cx, article, index)).collect()
}

fn view<'a>(cx: Context<'_>, article: &'a Article, index: usize) -> CorrectionView<'a> {
    let correction = &article.corrections[index];
    CorrectionView {
        anchor: fragment::correction(article, index),
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
    let view = view(cx, cx.site.article(at.article), at.index as usize);
    let url = format!("{}#{}", article.url, view.anchor);
    CorrectionView { article: Some(Link { url, ..article }), ..view }
}
