//! What stands at an address: a page of the site, a file, or a page of the preview's own.

use std::path::PathBuf;

use super::current::Current;
use super::kind;
use super::shared::SharedState;
use super::{empty_site, markup, problems, report};
use crate::diag::Diagnostic;
use crate::live::PageFound;
use crate::route::Route;
use crate::source::{self, Asset, AssetContent};

/// What is given for an address.
pub(super) enum Answer {
    /// A page.
    Page(PageAnswer),
    /// A file of the site.
    Bytes { kind: &'static str, bytes: Vec<u8> },
    /// A large file, from the disk.
    File { kind: &'static str, path: PathBuf },
    /// A folder, asked for without its slash.
    Moved(String),
}

/// A page without what the preview adds to it.
pub(super) struct PageAnswer {
    pub status: u16,
    pub bytes: Vec<u8>,
    /// Its file in the site, where it is one of its pages.
    pub file: Option<(Route, String)>,
    /// The file that it is made from, if there is just one.
    pub source: Option<String>,
    /// What went wrong when it was made.
    pub problem: Option<Box<Diagnostic>>,
}

impl PageAnswer {
    fn own(status: u16, bytes: Vec<u8>) -> Answer {
        Answer::Page(Self { status, bytes, file: None, source: None, problem: None })
    }
}

/// The preview's own files.
const OWN: &[(&str, &str)] = &[
    ("/-/preview.js", include_str!("preview.js")),
    ("/-/preview.css", include_str!("preview.css")),
    ("/-/pages.css", include_str!("pages.css")),
];

/// What stands at a path such as `/articles/x.html`, its parts decoded.
pub(super) fn at(path: &str, now: &Current, shared: &SharedState) -> Answer {
    if let Some((_, text)) = OWN.iter().find(|(own, _)| *own == path) {
        return Answer::Bytes { kind: kind::of(path), bytes: text.as_bytes().to_vec() };
    }
    match path {
        "/-/report.html" => return PageAnswer::own(200, report::page(now, shared)),
        "/-/diagnostics.html" => return PageAnswer::own(200, problems::page(now, shared)),
        "/-" | "/-/" => return Answer::Moved("/-/diagnostics.html".to_owned()),
        _ => {}
    }
    if now.shown.snapshot.tree.is_empty() && kind::of(path) != kind::of("x.css") {
        let status = if path == "/" || path == "/index.html" { 200 } else { 404 };
        return PageAnswer::own(status, empty_site::page(now, shared));
    }
    match now.shown.find(path) {
        Some(PageFound::Page(Route::NotFound)) => absent(path, now, shared),
        Some(PageFound::Page(route)) => page(path, route.clone(), now, shared),
        Some(PageFound::Asset(asset)) => file(asset),
        None => absent(path, now, shared),
    }
}

/// What is given for a route of the site.
pub(super) fn page(path: &str, route: Route, now: &Current, shared: &SharedState) -> Answer {
    let source = now.shown.source_of(&route).and_then(|id| now.shown.snapshot.tree.file(id));
    let source = source.map(|file| file.path.clone());
    let (rendered, problem) = now.shown.render(&route);
    let Some(rendered) = rendered else {
        if let Some(good) = shared.kept.find(path) {
            let (bytes, source) = (good.bytes, Some(good.source));
            return Answer::Page(PageAnswer { status: 200, bytes, file: None, source, problem });
        }
        let why = problem.as_ref().map_or("", |problem| &problem.message);
        let main = markup::element("p", "stand", &markup::text(why));
        let bytes = markup::page(now, "This page cannot be made", "Preview", &main);
        return Answer::Page(PageAnswer { status: 500, bytes, file: None, source, problem });
    };
    let kind = kind::of(&rendered.path);
    if kind != kind::of("x.html") {
        return Answer::Bytes { kind, bytes: rendered.bytes };
    }
    if let Some(source) = source.as_ref().filter(|_| problem.is_none()) {
        shared.kept.keep(path, source, &rendered.bytes);
    }
    Answer::Page(PageAnswer {
        status: 200,
        bytes: rendered.bytes,
        file: Some((route, rendered.path)),
        source,
        problem,
    })
}

/// What is given for a file that is no page of the site.
fn file(asset: &Asset) -> Answer {
    let kind = kind::of(&asset.path);
    match &asset.content {
        AssetContent::Bytes(bytes) if kind == kind::of("x.html") => PageAnswer::own(200, bytes.clone()),
        AssetContent::Bytes(bytes) => Answer::Bytes { kind, bytes: bytes.clone() },
        AssetContent::Disk { path, .. } => Answer::File { kind, path: path.clone() },
    }
}

/// What is given for an address that the site does not have.
fn absent(path: &str, now: &Current, shared: &SharedState) -> Answer {
    // A page that was made before the last change names a stylesheet or script as it was then.
    let plain = source::plain(path.trim_start_matches('/'));
    if let Some(PageFound::Asset(asset)) = plain.and_then(|plain| now.shown.find(&plain)) {
        return file(asset);
    }
    if path == "/report.html" {
        return PageAnswer::own(200, report::page(now, shared));
    }
    if !path.ends_with('/') && now.shown.find(&format!("{path}/")).is_some() {
        // With two slashes it would be the address of another host.
        return Answer::Moved(format!("/{}/", path.trim_start_matches('/')));
    }
    // While somebody writes, a file may be without sense for a moment; its page stays.
    if let Some(good) = shared.kept.find(path).filter(|good| now.is_broken(&good.source)) {
        let (bytes, source) = (good.bytes, Some(good.source));
        return Answer::Page(PageAnswer { status: 200, bytes, file: None, source, problem: None });
    }
    let bytes = match now.shown.not_found("/") {
        Some(page) => page.bytes,
        None => markup::page(now, "There is no such page", "404", ""),
    };
    PageAnswer::own(404, bytes)
}
