//! SVG: elements and attributes that drawing programs leave. Comments are found as those of pages are.

use memchr::memmem;

use super::found;
use crate::publish::leak::Hit;

const HINT: &str = "take it out of the picture; `svgo FILE` does that";

const SIGNS: [(&[u8], &str); 5] = [
    (b"<metadata", "metadata"),
    (b"<rdf:RDF", "metadata"),
    (b"sodipodi:docname", "the name of a file on somebody's machine"),
    (b"inkscape:export-filename", "the path of a file on somebody's machine"),
    (b"<i:pgf", "the whole file of a drawing program"),
];

/// Looks for the signs.
pub(super) fn look(bytes: &[u8]) -> Vec<Hit> {
    SIGNS.iter().filter_map(|(sign, what)| Some(found(memmem::find(bytes, sign)?, *what, HINT))).collect()
}
