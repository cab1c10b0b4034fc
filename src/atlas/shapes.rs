//! GeoJSON (RFC 7946) becomes a shape.

use serde_json::Value;

use super::area::GroundShape;
use super::ground::LonLat;

/// Why a file is no shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShapeFault {
    /// It is no JSON: what is wrong, with its line and column, from 1.
    Json(String, usize, usize),
    /// It is JSON of another sort, such as a list.
    NotGeoJson(String),
    /// Its positions are not degrees of WGS 84: what they are called.
    Projected(String),
    /// A position is none.
    Position(String),
    /// It has neither areas nor lines.
    Empty,
    /// It has more positions than anybody can see.
    TooMuch(usize),
}

/// A file with more positions than this is refused.
const MOST: usize = 1_000_000;

/// Reads the areas and lines of a GeoJSON file; points in it are nothing.
///
/// # Errors
/// Fails with what is wrong first.
pub fn read_shapes(text: &str) -> Result<GroundShape, ShapeFault> {
    let json: Value = serde_json::from_str(text)
        .map_err(|error| ShapeFault::Json(without_place(&error), error.line(), error.column()))?;
    if let Some(system) = json.pointer("/crs/properties/name").and_then(Value::as_str)
        && !["CRS84", "4326", "WGS84"].iter().any(|name| system.ends_with(name))
    {
        return Err(ShapeFault::Projected(system.to_owned()));
    }
    let mut reader = ShapeReader { shape: GroundShape::default(), count: 0 };
    reader.object(&json)?;
    if reader.shape.rings.is_empty() && reader.shape.lines.is_empty() {
        return Err(ShapeFault::Empty);
    }
    Ok(reader.shape)
}

/// What serde_json says without its own line and column.
fn without_place(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or(&text).to_owned()
}

struct ShapeReader {
    shape: GroundShape,
    count: usize,
}

impl ShapeReader {
    fn object(&mut self, json: &Value) -> Result<(), ShapeFault> {
        let kind = json.get("type").and_then(Value::as_str).unwrap_or_default();
        match kind {
            "FeatureCollection" => each(json, "features", |feature| self.object(feature)),
            "GeometryCollection" => each(json, "geometries", |geometry| self.object(geometry)),
            "Feature" => match json.get("geometry") {
                None | Some(Value::Null) => Ok(()),
                Some(geometry) => self.object(geometry),
            },
            "Polygon" => self.areas(coordinates(json)),
            "MultiPolygon" => list(coordinates(json)).iter().try_for_each(|polygon| self.areas(polygon)),
            "LineString" => self.line(coordinates(json)),
            "MultiLineString" => list(coordinates(json)).iter().try_for_each(|line| self.line(line)),
            "Point" | "MultiPoint" => Ok(()),
            "" => Err(ShapeFault::NotGeoJson("it has no `type`".into())),
            other => Err(ShapeFault::NotGeoJson(format!("`{other}` is no type of it"))),
        }
    }

    fn areas(&mut self, rings: &Value) -> Result<(), ShapeFault> {
        for ring in list(rings) {
            let mut points = self.points(ring)?;
            if points.len() > 1 && points.first() == points.last() {
                points.pop();
            }
            if points.len() > 2 {
                self.shape.rings.push(points);
            }
        }
        Ok(())
    }

    fn line(&mut self, line: &Value) -> Result<(), ShapeFault> {
        let points = self.points(line)?;
        if points.len() > 1 {
            self.shape.lines.push(points);
        }
        Ok(())
    }

    fn points(&mut self, positions: &Value) -> Result<Vec<LonLat>, ShapeFault> {
        let positions = list(positions);
        self.count += positions.len();
        if self.count > MOST {
            return Err(ShapeFault::TooMuch(MOST));
        }
        positions.iter().map(position).collect()
    }
}

fn each(
    json: &Value,
    key: &str,
    one: impl FnMut(&Value) -> Result<(), ShapeFault>,
) -> Result<(), ShapeFault> {
    json.get(key).map(list).unwrap_or_default().iter().try_for_each(one)
}

fn coordinates(json: &Value) -> &Value {
    json.get("coordinates").unwrap_or(&Value::Null)
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn position(value: &Value) -> Result<LonLat, ShapeFault> {
    let number = |at: usize| value.get(at).and_then(Value::as_f64).filter(|number| number.is_finite());
    let (Some(lon), Some(lat)) = (number(0), number(1)) else {
        return Err(ShapeFault::Position(shown(value)));
    };
    if lon.abs() > 180.0 || lat.abs() > 90.0 {
        // Metres of a projection are thousands.
        let fault = if lon.abs() > 1000.0 || lat.abs() > 1000.0 {
            ShapeFault::Projected
        } else {
            ShapeFault::Position
        };
        return Err(fault(shown(value)));
    }
    Ok(LonLat { lon, lat })
}

fn shown(value: &Value) -> String {
    value.to_string().chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_and_lines_are_read_from_wherever_they_stand() {
        let text = r#"{"type": "FeatureCollection", "features": [
            {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}},
            {"type": "Feature", "geometry": null},
            {"type": "Feature", "geometry": {"type": "GeometryCollection", "geometries": [
                {"type": "MultiLineString", "coordinates": [[[0, 0], [1, 1, 5]], [[2, 2]]]},
                {"type": "Point", "coordinates": [0, 0]}]}}]}"#;
        let shape = read_shapes(text).unwrap();
        assert_eq!((shape.rings.len(), shape.rings[0].len(), shape.lines.len()), (1, 3, 1));
        assert!(shape.outermost().contains(&LonLat { lon: 1.0, lat: 1.0 }));
    }

    #[test]
    fn what_is_no_shape_says_why() {
        let line =
            |position: &str| format!(r#"{{"type": "LineString", "coordinates": [[0, 0], {position}]}}"#);
        let fault = |text: &str| read_shapes(text).unwrap_err();
        assert!(matches!(fault("{\"type\":\n oh"), ShapeFault::Json(_, 2, _)));
        assert!(matches!(fault("[]"), ShapeFault::NotGeoJson(_)));
        assert!(matches!(fault(r#"{"type": "Topology"}"#), ShapeFault::NotGeoJson(_)));
        assert!(matches!(fault(&line("[5200000, 4800000]")), ShapeFault::Projected(_)));
        assert!(matches!(fault(&line("[39, 146]")), ShapeFault::Position(_)));
        assert!(matches!(fault(&line("[\"39\", 46]")), ShapeFault::Position(_)));
        assert!(matches!(fault(&line("[1e999, 46]")), ShapeFault::Json(..)));
        assert_eq!(fault(r#"{"type": "Point", "coordinates": [1, 2]}"#), ShapeFault::Empty);
        let crs = r#"{"type": "LineString", "crs": {"properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}, "coordinates": [[0, 0], [1, 1]]}"#;
        assert!(matches!(fault(crs), ShapeFault::Projected(_)));
        let deep = "[".repeat(100_000);
        assert!(matches!(fault(&deep), ShapeFault::Json(..)));
    }
}
