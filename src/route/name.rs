//! Names that files may have on every system.

/// The longest name of a file or folder that common file systems take, in bytes.
const LONGEST: usize = 255;

/// Names that Windows gives to devices, with any extension.
const DEVICES: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

/// Why some system cannot hold a file or folder of that name; `None` if all can.
pub fn fault(name: &str) -> Option<String> {
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
