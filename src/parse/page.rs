//! A page's front matter.

use super::document::Document;
use super::markdown::{self, Style};
use super::{PageDraft, article, clearance};
use crate::config::{Extra, Zones};
use crate::diag::{Diagnostics, code};
use crate::model::Status;
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
    let path = doc.file.path.trim_start_matches("content/pages/");
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut fields = Fields::of(front, doc.id, doc.yaml, out);
    let title = fields.required("title", code::MISSING_TITLE);
    let name = fields.text("slug").unwrap_or_else(|| doc.file.stem().to_owned());
    let parts = folder.split('/').filter(|p| !p.is_empty()).chain([name.as_str()]).map(text::slug);
    let slug = parts.collect::<Vec<_>>().join("/");
    let (summary, lang) = (fields.text("summary"), article::language(&mut fields));
    let template = fields.text("template");
    let extra = fields.take("extra").map(Extra::of).unwrap_or_default();
    let refused = clearance::refused(&mut fields, "page");
    let mut clearance = clearance::read(&mut fields, zones, "page");
    if refused {
        clearance.status = Status::Draft;
    }
    fields.finish();
    let style = lang.as_deref().map_or_else(|| style.clone(), |tag| style.in_language(tag));
    let body = markdown::read(&doc, &style, out);
    Some(PageDraft { file: doc.id, slug, title: title?, summary, lang, template, extra, clearance, body })
}
