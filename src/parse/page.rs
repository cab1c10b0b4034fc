//! A page's front matter.

use super::document::Document;
use super::markdown::{self, Style};
use super::{BodyDraft, PageDraft, article, clearance};
use crate::config::{Extra, Zones};
use crate::diag::{Diagnostics, code};
use crate::model::{Clearance, Status};
use crate::source::SourceFile;
use crate::text;
use crate::yaml::Fields;

/// Reads a page; its path below `content/pages/` is its address.
pub(super) fn read(
    mut doc: Document,
    zones: &Zones,
    style: &Style,
    out: &mut Diagnostics,
) -> Option<PageDraft> {
    let front = std::mem::take(&mut doc.front);
    let mut fields = Fields::of(front, doc.id, doc.yaml, out);
    let (mut page, titled) = page(&mut fields, zones, doc.file);
    fields.finish();
    let style = page.lang.as_deref().map_or_else(|| style.clone(), |tag| style.in_language(tag));
    page.body = markdown::read(&doc, &style, out);
    titled.then_some(page)
}

/// The fields of a page, and whether it has a title.
pub(super) fn page(fields: &mut Fields, zones: &Zones, file: &SourceFile) -> (PageDraft, bool) {
    fields.are("Page", "The front matter of a page such as \"About\"");
    let path = file.path.trim_start_matches("content/pages/");
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let title = fields.required("title", "The title", code::MISSING_TITLE);
    let name = fields.text("slug", "The last part of the address; without it, the file's name");
    let (rest, tag) = article::language_of_name(file.stem());
    let usual = || tag.map_or_else(|| rest.to_owned(), |tag| format!("{rest}-{tag}"));
    let name = name.unwrap_or_else(usual);
    let below = |name: &str| {
        let parts = folder.split('/').filter(|p| !p.is_empty()).chain([name]).map(text::slug);
        parts.collect::<Vec<_>>().join("/")
    };
    let titled = title.is_some();
    let mut page = PageDraft {
        file: fields.file,
        slug: below(&name),
        title: title.unwrap_or_default(),
        summary: fields.text("summary", "A sentence about it"),
        lang: article::language(fields).or_else(|| tag.map(str::to_owned)),
        translates: tag.map(|_| below(rest)),
        template: fields.text("template", "A template of `templates/`"),
        extra: Extra::of(fields.anything("extra", "Values for your own templates").unwrap_or_default()),
        clearance: Clearance::default(),
        body: BodyDraft::default(),
    };
    let refused = clearance::refused(fields, "page");
    page.clearance = clearance::read(fields, zones, "page");
    if refused {
        page.clearance.status = Status::Draft;
    }
    (page, titled)
}
