//! The last guard on a path before it becomes a file: relative, inside the folder, and writable on every system.

use crate::diag::Failure;

/// The longest name of a file or folder that common file systems take, in bytes.
const LONGEST: usize = 255;

/// Names that Windows gives to devices, with any extension.
const DEVICES: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

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

fn fault(name: &str) -> Option<String> {
    if name.is_empty() {
        return Some("a path starts and ends with a name and has no empty part".to_owned());
    }
    if name == "." || name == ".." {
        return Some(format!("`{name}` is not allowed in a path of the site"));
    }
    if name.len() > LONGEST {
        return Some(format!("`{name}` has {} bytes, a file name at most {LONGEST}", name.len()));
    }
    if let Some(found) = name.chars().find(|&c| reserved(c)) {
        return Some(format!(
            "`{name}` has the character {found:?}, which Windows does not allow in a file name"
        ));
    }
    if name.ends_with(['.', ' ']) {
        return Some(format!("`{name}` ends with a dot or a space, which Windows would cut off"));
    }
    is_device(name).then(|| format!("`{name}` is the name of a device on Windows"))
}

fn reserved(c: char) -> bool {
    c < ' ' || matches!(c, '<' | '>' | ':' | '"' | '\\' | '|' | '?' | '*')
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end_matches(' ');
    DEVICES.iter().any(|device| stem.eq_ignore_ascii_case(device)) || is_port(stem)
}

/// `COM1` to `COM9` and `LPT1` to `LPT9`, whose digit may also be a superscript.
fn is_port(stem: &str) -> bool {
    let mut chars = stem.chars().rev();
    let numbered = chars.next().is_some_and(|c| matches!(c, '1'..='9' | '¹' | '²' | '³'));
    let letters: String = chars.rev().collect();
    numbered && (letters.eq_ignore_ascii_case("COM") || letters.eq_ignore_ascii_case("LPT"))
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
