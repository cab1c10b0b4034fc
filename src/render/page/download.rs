//! The page that tells what there is for other programs: each file, the licence, the day, and how to cite it.

use serde::Serialize;
use tera::Value;

use crate::render::context::Context;
use crate::render::data::export::published;
use crate::render::data::json_ld;
use crate::render::part::downloads::{self, Download, DownloadGroup};
use crate::render::part::head;
use crate::render::templates::{Sheet, markup};
use crate::render::text::date;
use crate::route::Route;

/// The files under one heading.
#[derive(Serialize)]
struct DownloadGroupView {
    title: String,
    files: Vec<Download>,
}

#[derive(Serialize)]
struct LicenseView<'a> {
    name: &'a str,
    url: Option<&'a str>,
}

/// Renders the page.
pub fn sheet(cx: Context<'_>) -> Sheet<'_> {
    let title = cx.phrases.get("data");
    let mut head = head::new(cx, &Route::Download, "download", title, "");
    let mut files = downloads::all(cx);
    head.json_ld = Some(json_ld(cx, &files));
    let groups = DownloadGroup::ALL.map(|group| DownloadGroupView {
        title: cx.phrases.get(group.phrase()).to_owned(),
        files: files.extract_if(.., |file| file.group == group).collect(),
    });
    let groups: Vec<DownloadGroupView> = groups.into_iter().filter(|group| !group.files.is_empty()).collect();
    let license = cx.site.config.exports.license.as_ref();
    let license = license.map(|license| LicenseView { name: &license.name, url: license.url.as_deref() });
    let changed = published::last_change(cx).map(|stamp| date::published_on(cx, stamp));
    let mut context = head::context(cx, &head);
    context.insert("groups", &groups);
    context.insert("license", &license);
    context.insert("changed", &changed);
    context.insert("citation", &published::citation(cx));
    context.insert("signing_key", &cx.site.config.signing_key);
    context.insert("count", &cx.facts.time.entries.len());
    Sheet::Template("download.html", context)
}

fn json_ld(cx: Context<'_>, files: &[Download]) -> Value {
    markup(&json_ld::dataset(cx, files))
}
