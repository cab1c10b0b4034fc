//! A GeoJSON file beside the content: what maps draw, never published itself.

use crate::atlas::{Outline, ShapeFault, read_shapes};
use crate::diag::{At, Diagnostic, Diagnostics, FileId, code};
use crate::source::SourceFile;
use crate::text;

/// A file larger than this is refused: nobody sees so much on a map.
const MOST: usize = 20 * 1024 * 1024;

/// Reads the areas and lines of a file; what is wrong is reported.
pub(super) fn read(id: FileId, file: &SourceFile, out: &mut Diagnostics) -> Option<Outline> {
    let written = file.text();
    if written.len() > MOST {
        let message = format!("the file has {} MB; a map needs no more than 20", written.len() / 1024 / 1024);
        let problem = Diagnostic::new(code::WRONG_GEOJSON, message).at(At::file(id));
        out.push(problem.hint(SIMPLER));
        return None;
    }
    let fault = match read_shapes(written) {
        Ok(shape) => return Some(shape.into()),
        Err(fault) => fault,
    };
    out.push(told(id, written, fault));
    None
}

const SIMPLER: &str =
    "simplify it, as with `mapshaper FILE -simplify 10% -o format=geojson precision=0.0001`";

fn told(id: FileId, written: &str, fault: ShapeFault) -> Diagnostic {
    let whole = At::file(id);
    let (message, at, hint) = match fault {
        ShapeFault::Json(what, line, column) => {
            let at = text::byte_at(written, line, column);
            (format!("the file is no JSON: {what}"), At::bytes(id, at..at), "export it again as GeoJSON")
        }
        ShapeFault::NotGeoJson(what) => (
            format!("the file is no GeoJSON: {what}"),
            whole,
            "GeoJSON is a `FeatureCollection`, a `Feature` or a geometry",
        ),
        ShapeFault::Projected(what) => (
            format!("the positions are not degrees of WGS 84: `{what}`"),
            whole,
            "write it again in degrees, as with `ogr2ogr -t_srs EPSG:4326 NEW.geojson OLD.geojson`",
        ),
        ShapeFault::Position(what) => (
            format!("`{what}` is no position"),
            whole,
            "a position is `[degrees east, degrees north]`, in that order",
        ),
        ShapeFault::Empty => {
            ("the file has neither areas nor lines".into(), whole, "a point is a place with `lat` and `lon`")
        }
        ShapeFault::TooMuch(most) => (format!("the file has more than {most} positions"), whole, SIMPLER),
    };
    Diagnostic::new(code::WRONG_GEOJSON, message).at(at).hint(hint)
}
