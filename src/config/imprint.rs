//! Who stands behind a site, for link previews and search engines: its picture and logo, and what is known of those who write.

use crate::diag::{Diagnostic, code};
use crate::text::Vocabulary;
use crate::yaml::Fields;

/// A picture of the site itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SitePicture {
    /// Its path in `static/`.
    pub src: String,
    /// What it shows.
    pub alt: Option<String>,
}

/// What somebody who signs articles is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BylineKind {
    /// Somebody.
    #[default]
    Person,
    /// A desk, a newsroom, an office.
    Organisation,
}

impl Vocabulary for BylineKind {
    const NAME: &'static str = "kind of author";
    const WORDS: &'static [(&'static str, Self)] = &[
        ("person", Self::Person),
        ("organisation", Self::Organisation),
        ("organization", Self::Organisation),
    ];
}

/// What is known of somebody who signs articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Byline {
    /// As articles name them.
    pub name: String,
    /// What they are.
    pub kind: BylineKind,
    /// The absolute address of a page about them.
    pub url: Option<String>,
}

/// Reads `image`.
pub(super) fn picture(fields: &mut Fields) -> Option<SitePicture> {
    let read = |inner: &mut Fields| {
        inner.are("SiteImage", "A picture of the site itself");
        let src = inner.required("src", "A file of `static/`", code::MISSING_KEY);
        let alt = inner
            .text("alt", "What it shows, for those who cannot see it")
            .filter(|alt| !alt.trim().is_empty());
        let src = src.and_then(|written| file(inner, "src", written))?;
        if alt.is_none() {
            let message = "the picture has no description for those who cannot see it";
            inner.report(
                "src",
                Diagnostic::new(code::MISSING_ALT, message).hint("write `alt: what it shows`"),
            );
        }
        Some(SitePicture { src, alt })
    };
    let about = "The picture of pages that have none of their own, where they are linked";
    fields.record("image", about, read).flatten()
}

/// Reads `logo`.
pub(super) fn logo(fields: &mut Fields) -> Option<String> {
    let written = fields.text("logo", "The publisher's logo, a file of `static/`")?;
    file(fields, "logo", written)
}

/// The path of a file in `static/`; an address elsewhere is reported.
fn file(fields: &mut Fields, key: &str, written: String) -> Option<String> {
    if written.contains("://") || written.starts_with("//") {
        let message = "the picture lies on another site, which would learn of every visit";
        let hint = "save it in `static/` and name the file";
        fields.report(key, Diagnostic::new(code::THIRD_PARTY_IMAGE, message).hint(hint));
        return None;
    }
    let path = written.trim().trim_start_matches("./").trim_start_matches('/');
    Some(path.strip_prefix("static/").unwrap_or(path).to_owned())
}

/// Reads `authors`.
pub(super) fn bylines(fields: &mut Fields) -> Vec<Byline> {
    fields.named_records("authors", "What is known of those who sign articles, by their names", byline)
}

fn byline(fields: &mut Fields, name: String) -> Byline {
    fields.are("Author", "Somebody who signs articles");
    let url = fields.text("url", "The absolute address of a page about them").filter(|url| {
        let is_web = url.starts_with("https://") || url.starts_with("http://");
        if !is_web {
            let message = format!("`{url}` is not an absolute web address");
            let hint = "write it with its scheme, as in `https://example.org/people/ann`";
            fields.report("url", Diagnostic::new(code::INVALID_ADDRESS, message).hint(hint));
        }
        is_web
    });
    Byline { name, kind: fields.choice("kind", "What they are").unwrap_or_default(), url }
}
