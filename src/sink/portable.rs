//! The last guard on a path before it becomes a file: relative, inside the folder, and writable on every system.

use crate::diag::Failure;
use crate::route::fault;

/// Refuses a path that would leave the folder or that some system cannot hold.
///
/// The names come from content, which is checked long before; whatever gets this far is a fault of an
/// earlier stage, so this is a failure and not a diagnostic.
pub(super) fn check(path: &str) -> Result<(), Failure> {
    match path.split('/').find_map(fault) {
        None => Ok(()),
        Some(reason) => Err(Failure::new("write", path, reason)
            .hint("rename the file, or the article whose title the path was made from")),
    }
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn ordinary_names_pass() {
        let long = format!("a/{}", "x".repeat(255));
        for path in
            ["index.html", "articles/łódź-1918.html", ".nojekyll", "a/.b/c", "con-man.html", "com10", &long]
        {
            assert!(check(path).is_ok(), "{path}");
        }
    }

    #[test]
    fn names_that_some_system_cannot_hold_are_refused() {
        let long = format!("a/{}", "ł".repeat(128));
        let refused = [
            "",
            "/",
            "/a",
            "a/",
            "a//b",
            ".",
            "..",
            "a/../b",
            "./a",
            "a.",
            "a /b",
            "a\\b",
            "c:/a",
            "a?b",
            "a\0b",
            "a\nb",
            "con",
            "Nul.html",
            "x/aux.tar.gz",
            "com1",
            "LPT9.txt",
            "com².html",
            "con .txt",
            "conin$",
            &long,
        ];
        for path in refused {
            assert!(check(path).is_err(), "{path}");
        }
    }
}
