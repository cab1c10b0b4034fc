//! A text as the export of a blogging service has it, whatever its form.

/// One text of an export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::import) struct Exported {
    /// What the export calls it, for reports.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The last part of its address.
    pub slug: String,
    /// Its old address, from the root of the site.
    pub address: Option<String>,
    /// When it was published, with an offset where the export has one.
    pub published: Option<String>,
    /// When it was changed.
    pub updated: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Its tags and categories.
    pub tags: Vec<String>,
    /// Its excerpt.
    pub summary: String,
    /// Its text in HTML.
    pub html: String,
    /// Why readers do not see it.
    pub held: Option<String>,
    /// Whether it is a page, such as "About".
    pub is_page: bool,
    /// Why it is no text.
    pub left_out: Option<&'static str>,
    /// Its lead picture.
    pub image: Option<String>,
    /// Codes of extensions that were taken out of the text.
    pub codes: Vec<String>,
}

/// The path of an address, without its host and without a slash before it.
pub(super) fn path_of(address: &str) -> Option<String> {
    let rest = address
        .split_once("://")
        .map_or(address, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    let path = rest.split(['?', '#']).next().unwrap_or(rest).trim_start_matches('/');
    (!path.is_empty() && !address.contains("?p=") && !address.contains("?page_id=")).then(|| path.to_owned())
}
