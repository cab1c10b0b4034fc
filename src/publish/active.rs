//! Drawings that are programs must not leave: they would run in the address of the site.

use super::bundle::Bundle;
use crate::diag::Failure;
use crate::source;

/// The drawings of a finished build that may not be published: file, line, and what is wrong.
///
/// # Errors
/// Fails when a file cannot be read.
pub fn active(bundle: &Bundle) -> Result<Vec<String>, Failure> {
    let mut found = Vec::new();
    for path in bundle.files.keys().filter(|path| source::may_be_drawing(path)) {
        let bytes = bundle.content(path)?;
        found.extend(
            source::look(path, &bytes).map(|active| format!("{path}:{}: {}", active.line, active.what)),
        );
    }
    Ok(found)
}
