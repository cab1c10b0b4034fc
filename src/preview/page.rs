//! What the preview adds to a page on its way to the browser; no build does that.
//!
//! The script keeps the page as the server last gave it beside the page on the screen, and does to both what differs in the new one. So
//! what scripts and people have done meanwhile stays; comparing the screen with the new page would undo it. A page hears its new
//! markup first, then what is wrong: to find mistakes takes longer than to make one page.

use super::policy;

/// Added to every page.
const SCRIPT: &str = "/-/preview.js";

/// The page with the preview's script before its end. `mark` says which page it is, for the question whether it has
/// changed since.
pub(super) fn with_script(page: &[u8], mark: u64) -> Vec<u8> {
    let widened = std::str::from_utf8(page).ok().and_then(policy::widened).map(String::into_bytes);
    let page = widened.as_deref().unwrap_or(page);
    let script = format!("<script src=\"{SCRIPT}\" data-mark=\"{mark:016x}\"></script>\n");
    let at = end_of_body(page).unwrap_or(page.len());
    let mut out = Vec::with_capacity(page.len() + script.len());
    out.extend_from_slice(&page[..at]);
    out.extend_from_slice(script.as_bytes());
    out.extend_from_slice(&page[at..]);
    out
}

fn end_of_body(page: &[u8]) -> Option<usize> {
    const END: &[u8] = b"</body";
    memchr::memrchr_iter(b'<', page)
        .find(|at| page.get(*at..*at + END.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(END)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_stands_at_the_end_of_any_page() {
        let with = |page: &str| String::from_utf8(with_script(page.as_bytes(), 1)).unwrap();
        let script = "<script src=\"/-/preview.js\" data-mark=\"0000000000000001\"></script>\n";
        assert_eq!(with("<body>a</BODY></html>"), format!("<body>a{script}</BODY></html>"));
        assert_eq!(with("a"), format!("a{script}"));
    }
}
