//! Paths of files as addresses have them.

use crate::text::percent_encoded;

/// A path for an address: its parts escaped, its slashes kept, `index.html` left to the server.
pub(super) fn of(path: &str) -> String {
    let path = if path == "index.html" { "" } else { path };
    let path =
        path.strip_suffix("/index.html").map_or_else(|| path.to_owned(), |folder| format!("{folder}/"));
    percent_encoded(&path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_escaped() {
        assert_eq!(of("index.html"), "");
        assert_eq!(of("a b/index.html"), "a%20b/");
        assert_eq!(of("Ա/\"#?%'~.html"), "%D4%B1/%22%23%3F%25%27~.html");
    }
}
