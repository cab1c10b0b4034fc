//! The words of a PDF's pages, as its operators show them: put together where letters are moved one by one, read through the tables of fonts
//! whose letters are numbers.

use memchr::memmem;
use rustc_hash::FxHashMap;

use super::object::{decoded, string};
use super::stream::streams;

/// A move to the left by more than so many thousandths is a blank.
const BLANK: f64 = -160.0;
/// So many tables of fonts are tried, on so many bytes of pages.
const TABLES: usize = 24;
const BYTES: usize = 32 * 1024 * 1024;
/// So long are tables and their ranges at most: a short stream may ask for much.
const ENTRIES: usize = 70_000;
const RANGE: usize = 256;
/// A sign without a width: whether a blank stood there cannot be told.
const PERHAPS: char = '\u{2060}';

/// What the numbers of a font's letters stand for.
type Glyphs = FxHashMap<u16, String>;

/// The texts of the pages, once for each way to read them.
pub(in crate::publish::leak) fn texts(bytes: &[u8]) -> Vec<String> {
    let streams = streams(bytes);
    let tables: Vec<Glyphs> =
        streams.iter().map(|stream| table(stream)).filter(|table| !table.is_empty()).take(TABLES).collect();
    let pages = || streams.iter().filter(|stream| is_page(stream));
    let mut plain: String = pages().map(|page| shown(page, &decoded)).collect();
    plain.push('\n');
    // Titles, notes and links stand in objects.
    plain.push_str(&shown(&outside(bytes), &decoded));
    plain.extend(
        streams
            .iter()
            .filter(|stream| !is_page(stream) && is_objects(stream))
            .map(|stream| shown(stream, &decoded)),
    );
    let size: usize = pages().map(Vec::len).sum();
    let affordable = BYTES.checked_div(size).unwrap_or(TABLES).max(1);
    let of_table = |table: &Glyphs| -> String {
        let read = |bytes: &[u8]| read_by(table, bytes);
        pages().map(|page| shown(page, &read)).collect()
    };
    std::iter::once(plain).chain(tables.iter().take(affordable).map(of_table)).collect()
}

/// A document without its streams, whose bytes would be taken for signs.
fn outside(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = bytes;
    while let Some(at) = memmem::find(rest, b"stream") {
        out.extend_from_slice(&rest[..at]);
        rest = &rest[at..];
        rest = memmem::find(rest, b"endstream")
            .map_or(&rest[rest.len()..], |end| &rest[end + b"endstream".len()..]);
        out.push(b'\n');
    }
    out.extend_from_slice(rest);
    out
}

/// Whether a stream holds objects, and no picture or font.
fn is_objects(stream: &[u8]) -> bool {
    stream.first().is_some_and(u8::is_ascii_digit) && memmem::find(stream, b"<<").is_some()
}

fn is_page(stream: &[u8]) -> bool {
    [&b"Tj"[..], b"TJ", b"BT"].iter().any(|sign| memmem::find(stream, sign).is_some())
}

/// The texts of a stream one after the other.
fn shown(page: &[u8], read: &dyn Fn(&[u8]) -> String) -> String {
    let mut out = String::new();
    let (mut at, mut in_list) = (0, false);
    while let Some(&byte) = page.get(at) {
        match byte {
            b'[' => in_list = true,
            b']' => {
                in_list = false;
                out.push(PERHAPS);
            }
            b'<' if page[at..].starts_with(b"<<") => at += 1,
            b'(' | b'<' => {
                let Some((bytes, length)) = string(&page[at..]) else { break };
                out.push_str(&read(&bytes));
                if !in_list {
                    out.push(PERHAPS);
                }
                at += length.max(1);
                continue;
            }
            b'-' | b'0'..=b'9' if in_list => {
                let length =
                    page[at..].iter().take_while(|b| b.is_ascii_digit() || b"-.".contains(b)).count();
                let number = std::str::from_utf8(&page[at..at + length])
                    .ok()
                    .and_then(|text| text.parse::<f64>().ok());
                // Numbers move against the direction of reading.
                if number.is_some_and(|moved| moved < BLANK) {
                    out.push(' ');
                }
                at += length;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    out.push('\n');
    out
}

fn read_by(table: &Glyphs, bytes: &[u8]) -> String {
    let wide = bytes.chunks_exact(2).filter_map(|pair| table.get(&u16::from_be_bytes([pair[0], pair[1]])));
    let text: String = wide.map(String::as_str).collect();
    if !text.is_empty() {
        return text;
    }
    bytes.iter().filter_map(|byte| table.get(&u16::from(*byte))).map(String::as_str).collect()
}

/// The table of a font, of a stream that is one: `<0003> <0041>` between `beginbfchar` and `endbfchar`, and ranges.
fn table(stream: &[u8]) -> Glyphs {
    let mut table = Glyphs::default();
    for (begin, end, step) in
        [(&b"beginbfchar"[..], &b"endbfchar"[..], 2), (b"beginbfrange", b"endbfrange", 3)]
    {
        for at in memmem::find_iter(stream, begin) {
            let rest = &stream[at + begin.len()..];
            let rest = &rest[..memmem::find(rest, end).unwrap_or(rest.len())];
            let words = values(rest);
            for entry in words.chunks_exact(step) {
                if table.len() >= ENTRIES {
                    return table;
                }
                put(&mut table, entry);
            }
        }
    }
    table
}

/// A place of a table, or a row of them.
fn put(table: &mut Glyphs, entry: &[Vec<u8>]) {
    let code = |bytes: &Vec<u8>| bytes.iter().fold(0_u16, |all, byte| all << 8 | u16::from(*byte));
    let text = |bytes: &[u8]| -> String {
        let units: Vec<u16> =
            bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match entry {
        [from, to] => {
            table.insert(code(from), text(to));
        }
        [from, last, to] => {
            let Some((tail, head)) =
                to.split_last_chunk::<2>().map(|(head, tail)| (u16::from_be_bytes(*tail), head))
            else {
                return;
            };
            for (step, number) in (code(from)..=code(last)).take(RANGE).enumerate() {
                let unit = tail.wrapping_add(u16::try_from(step).unwrap_or(0));
                table.insert(number, text(head) + &String::from_utf16_lossy(&[unit]));
            }
        }
        _ => {}
    }
}

/// The values in `<…>`; of a list in place of one value, which is rare, each is taken for one.
fn values(text: &[u8]) -> Vec<Vec<u8>> {
    let mut values = Vec::new();
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| memchr::memchr(b'<', rest)) {
        let Some((value, length)) = string(&text[at + found..]) else { break };
        values.push(value);
        at += found + length;
    }
    values
}
