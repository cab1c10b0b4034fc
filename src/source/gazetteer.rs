//! A gazetteer that an editor gives: a dump of GeoNames, or a table of its columns, read line by line, as it may be larger than memory.

#![expect(clippy::disallowed_methods, reason = "the source reads")]

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use crate::diag::Failure;

/// A place of a gazetteer.
#[derive(Clone, Debug, PartialEq)]
pub struct GazetteerPlace {
    /// Its number there.
    pub id: String,
    /// Its name there.
    pub name: String,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// The class and code of what it is, such as `P.PPL`.
    pub kind: String,
    /// The country's code.
    pub country: String,
    /// How many people live there, where that is said.
    pub people: u64,
}

/// So many candidates of a name are kept, those with most people.
const KEPT: usize = 5;

/// The columns of GeoNames' main table.
const COLUMNS: usize = 15;

/// The places of a gazetteer that are looked for, by the number of what looks for them: `wanted` tells by the names of one which.
///
/// # Errors
/// Fails when the file cannot be read, or is no gazetteer.
pub fn candidates(
    path: &Path,
    count: usize,
    wanted: impl Fn(&[&str]) -> Vec<usize>,
) -> Result<Vec<Vec<GazetteerPlace>>, Failure> {
    let failure = |error| Failure::new("read", path, error);
    let file = File::open(path).map_err(failure)?;
    let mut found: Vec<Vec<GazetteerPlace>> = vec![Vec::new(); count];
    let mut known = 0_usize;
    let mut reader = BufReader::with_capacity(1 << 20, file);
    let mut line = Vec::new();
    loop {
        line.clear();
        if reader.read_until(b'\n', &mut line).map_err(failure)? == 0 {
            break;
        }
        let text = String::from_utf8_lossy(&line);
        let cells: Vec<&str> = text.trim_end_matches(['\n', '\r']).split('\t').collect();
        let Some(place) = place(&cells) else { continue };
        known += 1;
        let names: Vec<&str> = [cells[1], cells[2]].into_iter().chain(cells[3].split(',')).collect();
        for at in wanted(&names) {
            let Some(list) = found.get_mut(at) else { continue };
            list.push(place.clone());
            list.sort_by(|a, b| b.people.cmp(&a.people).then_with(|| a.id.cmp(&b.id)));
            list.truncate(KEPT);
        }
    }
    if known == 0 {
        let failure = Failure::new("read", path, "no line of it is a place of a gazetteer");
        return Err(failure.hint(
            "it must be a table of GeoNames, such as `AZ.txt` or `allCountries.txt`, unpacked: geonames.org has one for each country",
        ));
    }
    Ok(found)
}

fn place(cells: &[&str]) -> Option<GazetteerPlace> {
    if cells.len() < COLUMNS {
        return None;
    }
    let (lat, lon): (f64, f64) = (cells[4].parse().ok()?, cells[5].parse().ok()?);
    let is_on_earth = lat.abs() <= 90.0 && lon.abs() <= 180.0;
    is_on_earth.then(|| GazetteerPlace {
        id: cells[0].to_owned(),
        name: cells[1].to_owned(),
        lat,
        lon,
        kind: format!("{}.{}", cells[6], cells[7]),
        country: cells[8].to_owned(),
        people: cells[14].parse().unwrap_or(0),
    })
}
