//! What a file of the site may do in a browser (Content-Security-Policy); said once, for pages, headers and the preview.

/// What pages need: files of their own site. Pictures may stand in a style as data.
pub const PAGE: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    media-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

/// Enough for a drawing, picture, film or document that is opened by itself, whose viewer brings styles of its own.
pub const MEDIA: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; \
    media-src 'self'; object-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/// What a page says of itself, for where no server says it. For some browsers a page from the disk has no site of its own, so that
/// `'self'` alone would forbid its stylesheet.
pub fn within_pages() -> String {
    PAGE.replace("'self'", "'self' file:")
}
