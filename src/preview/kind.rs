//! What a file is, as browsers want to be told: the same as where it is published.

/// The media type of a file.
pub(super) fn of(path: &str) -> &'static str {
    crate::publish::headers::kind(path)
}
