//! The number in a cell, however a spreadsheet or a hand wrote it: read where it has one reading only.

use crate::import::event::Amount;
use crate::text::ungrouped;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Countable {
    /// People: whole, and never below none.
    People,
    /// Anything else.
    Things,
}

/// The sign before the decimals in a file, as far as its other cells show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decimals {
    /// `48.1`.
    Point,
    /// `48,1`.
    Comma,
    /// None of them shows it.
    Unknown,
}

impl Decimals {
    /// What the numbers of some cells show, such as those of a position.
    pub fn shown<'a>(cells: impl Iterator<Item = &'a str>) -> Self {
        for cell in cells {
            let plain = cell.trim_start_matches(['-', '+']);
            let is_decimal = plain.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','));
            match (plain.contains('.'), plain.contains(',')) {
                (true, false) if is_decimal => return Self::Point,
                (false, true) if is_decimal => return Self::Comma,
                _ => {}
            }
        }
        Self::Unknown
    }
}

/// How cells are read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numerals {
    pub unit: Countable,
    pub decimals: Decimals,
}

/// Words and signs before or after a number that make it a bound.
const LEAST: &[&str] = &[
    "at least",
    "not less than",
    "no fewer than",
    "minimum",
    "min.",
    "min",
    "mindestens",
    "au moins",
    "al menos",
    "не менее",
    "≥",
    ">=",
];
const MOST: &[&str] = &[
    "up to",
    "at most",
    "not more than",
    "no more than",
    "maximum",
    "max.",
    "max",
    "bis zu",
    "höchstens",
    "jusqu'à",
    "hasta",
    "до",
    "≤",
    "<=",
];

impl Numerals {
    /// The bounds in a cell; none for an empty one.
    ///
    /// # Errors
    /// Says why the cell has no reading, or several.
    pub fn bounds(self, cell: &str) -> Result<Amount, String> {
        let text = cell.trim();
        if text.is_empty() {
            return Ok(Amount::default());
        }
        let lower = text.to_lowercase();
        if let Some(rest) = after(&lower, LEAST).or_else(|| lower.strip_suffix('+')) {
            return Ok(Amount { low: Some(self.number(rest)?), ..Amount::default() });
        }
        if let Some(rest) = after(&lower, MOST) {
            return Ok(Amount { high: Some(self.number(rest)?), ..Amount::default() });
        }
        if let Some((low, high)) = range(&lower) {
            return Ok(Amount { low: Some(self.number(low)?), best: None, high: Some(self.number(high)?) });
        }
        Ok(Amount { best: Some(self.number(&lower)?), ..Amount::default() })
    }

    /// The digits of one number.
    fn number(self, text: &str) -> Result<String, String> {
        let text = text.trim();
        let plain = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if plain(text) {
            return Ok(text.to_owned());
        }
        if text.starts_with(['-', '−']) {
            return Err("it lies below zero".to_owned());
        }
        if let Some((digits, sign)) = ungrouped(text) {
            return self.grouped(text, digits, sign);
        }
        let (whole, part) = text.rsplit_once(['.', ',']).ok_or("it is no number with one reading")?;
        let digits =
            if plain(whole) { Some(whole.to_owned()) } else { ungrouped(whole).map(|(digits, _)| digits) };
        let sign = &text[whole.len()..=whole.len()];
        let digits = digits
            .filter(|_| plain(part) && !whole.contains(sign))
            .ok_or("it is no number with one reading")?;
        match self.unit {
            _ if part.bytes().all(|b| b == b'0') => Ok(digits),
            Countable::People => Err("there are no parts of people".to_owned()),
            Countable::Things => Ok(format!("{digits}.{part}")),
        }
    }

    /// `1.200`: groups of thousands, or a number with three decimals.
    fn grouped(self, text: &str, digits: String, sign: char) -> Result<String, String> {
        let several = text.matches(sign).count() > 1;
        let decimal = match (sign, self.decimals) {
            ('.', Decimals::Comma) | (',', Decimals::Point) => false,
            ('.' | ',', Decimals::Unknown) => self.unit == Countable::Things || text.ends_with("000"),
            ('.' | ',', _) => true,
            _ => false,
        };
        if several || !decimal {
            return Ok(digits);
        }
        Err(format!("it may be {digits}, or a number with decimals"))
    }
}

fn after<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    let rest = words.iter().find_map(|word| text.strip_prefix(word))?;
    rest.starts_with(|c: char| c.is_whitespace() || c.is_ascii_digit()).then_some(rest)
}

/// `50-60`, `50 to 60`.
fn range(text: &str) -> Option<(&str, &str)> {
    let (low, high) = [" to ", " bis ", "–", "—", "-"].iter().find_map(|between| text.split_once(between))?;
    (!low.trim().is_empty() && !high.trim().is_empty()).then_some((low, high))
}

/// The amount of the cells for the lower bound, the number and the upper bound; empty where they hold none.
///
/// # Errors
/// Says of which column the cell is not clear, and why.
pub(super) fn amount(reading: Numerals, cells: [Option<(&str, &str)>; 3]) -> Result<Amount, String> {
    let mut whole = Amount::default();
    let told = |column: &str, cell: &str, why: &str| format!("`{column}` is `{cell}`: {why}");
    for (part, (column, cell)) in cells.iter().enumerate().filter_map(|(part, cell)| Some((part, (*cell)?))) {
        let Amount { low, best, high } = reading.bounds(cell).map_err(|why| told(column, cell, &why))?;
        // A column of bounds holds bounds, be they written as plain numbers.
        let found = match (part, low, best, high) {
            (0, low, best, None) => [low.or(best), None, None],
            (2, None, best, high) => [None, None, high.or(best)],
            (1, low, best, high) => [low, best, high],
            _ => return Err(told(column, cell, "it is a bound to the other side")),
        };
        for (slot, found) in [&mut whole.low, &mut whole.best, &mut whole.high].into_iter().zip(found) {
            if slot.is_some() && found.is_some() && *slot != found {
                return Err(told(column, cell, "another column gives another bound"));
            }
            *slot = found.or_else(|| slot.take());
        }
    }
    let number = |text: &Option<String>| text.as_ref().and_then(|text| text.parse::<f64>().ok());
    let steps: Vec<f64> = [&whole.low, &whole.best, &whole.high].into_iter().filter_map(number).collect();
    if steps.is_sorted() {
        return Ok(whole);
    }
    let cells: Vec<String> =
        cells.iter().flatten().map(|(column, cell)| format!("`{column}` is `{cell}`")).collect();
    Err(format!("{}: the bounds are not in order of size", cells.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(decimals: Decimals, cell: &str) -> String {
        let reading = Numerals { unit: Countable::People, decimals };
        let said = |part: Option<String>| part.unwrap_or_default();
        reading.bounds(cell).map_or_else(
            |why| format!("? {why}"),
            |Amount { low, best, high }| format!("{}/{}/{}", said(low), said(best), said(high)),
        )
    }

    #[test]
    fn numbers_with_one_reading_are_read() {
        for (cell, expected) in [
            ("1200", "/1200/"),
            ("1.200", "/1200/"),
            ("1\u{a0}200", "/1200/"),
            ("1’234’567", "/1234567/"),
            ("1,234,567", "/1234567/"),
            ("12.0", "/12/"),
            ("1.234,00", "/1234/"),
            ("at least 50", "50//"),
            ("50+", "50//"),
            ("≥ 1,200", "1200//"),
            ("up to 60", "//60"),
            ("50–60", "50//60"),
            ("", "//"),
        ] {
            assert_eq!(read(Decimals::Unknown, cell), expected, "{cell}");
        }
        for cell in
            ["2.000", "12.5", "-3", "~50", "about 50", "ten", "50 (3 children)", "1.2e3", "0.200", "1,2,3"]
        {
            assert!(read(Decimals::Unknown, cell).starts_with('?'), "{cell}");
        }
        assert_eq!(read(Decimals::Comma, "2.000"), "/2000/");
        assert_eq!(read(Decimals::Point, "2,000"), "/2000/");
        assert!(read(Decimals::Comma, "2,000").starts_with('?'));
    }
}
