//! Names that files may have on every system.

use crate::text;

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

/// Files and folders at the root that the program, a target or a server keeps for itself, in small letters.
const KEPT: [&str; 9] = [
    ".dateline",
    "_headers",
    "_redirects",
    "_worker.js",
    "_routes.json",
    "cname",
    "sha256sums",
    ".nojekyll",
    "web.config",
];
/// The same at any depth.
const KEPT_ANYWHERE: [&str; 4] = [".git", "git~1", ".htaccess", ".htpasswd"];
/// What is made last and says what there is.
/// The list of what there is, made when all else is.
pub const MANIFEST: &str = "data/manifest.json";
/// Settings of a host that the site may bring itself, as files of `static/`.
const OWN_SETTINGS: [&str; 6] =
    ["_headers", "_redirects", "_worker.js", "_routes.json", "cname", "web.config"];

/// An address as file systems compare it: some do not tell capitals, or letters from letters with marks apart.
pub fn key(address: &str) -> String {
    if address.is_ascii() {
        return address.to_ascii_lowercase();
    }
    let seen: String = address.chars().filter(|c| !text::is_without_width(*c)).collect();
    text::composed(&text::composed(&seen).to_lowercase())
}

/// Why nothing of a site may stand at an address that is given as it is compared; `None` if it may.
pub fn kept(key: &str) -> Option<String> {
    let root = key.split('/').find(|part| *part != ".").unwrap_or("");
    let is_manifest = key.strip_prefix(MANIFEST).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let part = KEPT.iter().find(|name| **name == root);
    let part = part.or_else(|| KEPT_ANYWHERE.iter().find(|name| key.split('/').any(|part| part == **name)));
    match part {
        Some(name) => Some(format!("`{name}` is kept for the program, its targets and web servers")),
        None => is_manifest.then(|| format!("`{MANIFEST}` is the program's list of what there is")),
    }
}

/// The same for a file of `static/`, which may be a setting of the host.
pub fn kept_file(key: &str) -> Option<String> {
    if OWN_SETTINGS.contains(&key) { None } else { kept(key) }
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
