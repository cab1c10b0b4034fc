//! `!binary` of old exports of YAML: a text as Base64.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// The text that a code stands for, if it is one.
pub(super) fn decoded(code: &str) -> Option<String> {
    let plain: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    String::from_utf8(STANDARD.decode(plain).ok()?).ok()
}
