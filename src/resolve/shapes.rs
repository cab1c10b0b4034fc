//! Which file the `area` of a place or a line of a conflict names.

use super::uses::Findings;
use crate::atlas::Outline;
use crate::diag::{At, Diagnostic, FileId, code};
use crate::yaml::Written;

/// The outlines and lines of a site, with the paths of their files.
pub(super) struct Shapes(pub Vec<(String, Option<Outline>)>);

impl Shapes {
    /// The shape of a file, by its path from the site or from `content/`, or by its name; one that is not there is reported.
    pub fn find(&self, file: FileId, written: &Written<String>, out: &mut Findings) -> Option<Outline> {
        let name = written.value.trim().trim_start_matches("./").trim_start_matches("../");
        let fits = |path: &str| {
            let end = path.strip_suffix(name);
            end.is_some_and(|before| before.is_empty() || before.ends_with('/'))
        };
        let found: Vec<&(String, Option<Outline>)> = self.0.iter().filter(|(path, _)| fits(path)).collect();
        let at = At::value(file, written.path.clone());
        match found.as_slice() {
            // One that cannot be read is reported already.
            [(_, shape)] => shape.clone(),
            [] => {
                let message = format!("there is no GeoJSON file `{name}`");
                let known = self.0.iter().map(|(path, _)| path.strip_prefix("content/").unwrap_or(path));
                let near = crate::text::nearest(name, known);
                let problem = Diagnostic::new(code::MISSING_GEOJSON, message).at(at).suggest(near);
                out.push(problem.hint("such files lie in `content/maps/`, `content/places/` or `content/conflicts/`, and end in `.geojson`"));
                None
            }
            [(first, _), (second, _), ..] => {
                let message = format!("`{name}` is the name of several files");
                let problem = Diagnostic::new(code::MISSING_GEOJSON, message).at(at);
                out.push(problem.hint(format!("write the path: `{first}` or `{second}`")));
                None
            }
        }
    }
}
