//! What a file of the site may do in a browser (Content-Security-Policy); said once, for pages, headers and the preview.

/// What pages need: files of their own site. Pictures may stand in a style as data.
pub const PAGE: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    media-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

/// Enough for a drawing, picture, film or document that is opened by itself, whose viewer brings styles of its own.
pub const MEDIA: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; \
    media-src 'self'; object-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/// The sum of the style that the page for addresses that do not exist brings along, for where its stylesheet is not found.
pub const NOT_FOUND_STYLE: &str = "sha256-IQlk8PTqsSEN3Mj/Np4QFl4dFknd3DgfbiHOct+bhzc=";

/// What a server says of pages: one sentence for all, that one among them.
pub fn served() -> String {
    with_own_style(PAGE)
}

/// A policy that allows that style.
pub fn with_own_style(policy: &str) -> String {
    policy.replace("style-src", &format!("style-src '{NOT_FOUND_STYLE}'"))
}

/// What a page says of itself, for where no server says it. For some browsers a page from the disk has no site of its own, so that
/// `'self'` alone would forbid its stylesheet.
pub fn within_pages() -> String {
    PAGE.replace("'self'", "'self' file:")
}
