//! Names, texts and references of a PDF, wherever they stand.

use memchr::memmem;
use rustc_hash::FxHashMap;

/// How often a reference may lead to another.
const DEPTH: usize = 4;

/// The objects that references lead to, by number.
pub(super) struct Objects<'a>(FxHashMap<u32, &'a [u8]>);

impl<'a> Objects<'a> {
    /// Finds the objects in a file and its unpacked streams.
    pub fn of(parts: &'a [Vec<u8>]) -> Self {
        let mut objects = FxHashMap::default();
        for (i, part) in parts.iter().enumerate() {
            if i > 0 {
                packed(part, &mut objects);
            }
            for at in memmem::find_iter(part, b" obj") {
                if let Some(number) = number_before(part, at) {
                    objects.insert(number, &part[at + 4..]);
                }
            }
        }
        Self(objects)
    }

    /// The text that a value is or leads to.
    pub fn text(&self, value: &[u8]) -> Option<String> {
        let mut value = value;
        for _ in 0..DEPTH {
            value = blank(value);
            match value.first()? {
                b'(' | b'<' if !value.starts_with(b"<<") => return Some(decoded(&string(value)?.0)),
                b'0'..=b'9' => value = self.0.get(&reference(value)?)?,
                _ => return None,
            }
        }
        None
    }
}

/// The objects of an object stream: numbers and places first, then the objects (ISO 32000-1, 7.5.7).
fn packed<'a>(part: &'a [u8], objects: &mut FxHashMap<u32, &'a [u8]>) {
    let mut numbers = Vec::new();
    let mut at = 0;
    loop {
        let rest = blank(&part[at..]);
        let start = part.len() - rest.len();
        let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
        let number = std::str::from_utf8(&rest[..digits]).ok().and_then(|text| text.parse::<u32>().ok());
        let Some(number) = number else { break };
        numbers.push((number, start));
        at = start + digits;
    }
    // The first object may be a number itself: the first place given is 0, so the objects begin behind the pairs.
    let first = part.len() - blank(&part[at..]).len();
    for pair in numbers.chunks_exact(2) {
        if let Some(object) = part.get(first + pair[1].0 as usize..) {
            objects.entry(pair[0].0).or_insert(object);
        }
    }
}

/// The number of the object whose ` obj` stands at a place, as in `12 0 obj`.
fn number_before(part: &[u8], at: usize) -> Option<u32> {
    let before = &part[at.saturating_sub(20)..at];
    let generation = before.iter().rev().take_while(|b| b.is_ascii_digit()).count();
    let rest = before[..before.len() - generation].trim_ascii_end();
    let digits = rest.iter().rev().take_while(|b| b.is_ascii_digit()).count();
    if generation == 0 || digits == 0 {
        return None;
    }
    std::str::from_utf8(&rest[rest.len() - digits..]).ok()?.parse().ok()
}

/// The number of `12 0 R`.
fn reference(value: &[u8]) -> Option<u32> {
    let digits = value.iter().take_while(|b| b.is_ascii_digit()).count();
    let rest = blank(&value[digits..]);
    let generation = rest.iter().take_while(|b| b.is_ascii_digit()).count();
    let is_one = generation > 0 && blank(&rest[generation..]).first() == Some(&b'R');
    is_one.then(|| std::str::from_utf8(&value[..digits]).ok()?.parse().ok()).flatten()
}

/// What follows blanks and comments.
pub(super) fn blank(mut bytes: &[u8]) -> &[u8] {
    loop {
        bytes = bytes.trim_ascii_start();
        let Some(b'\0' | b'%') = bytes.first() else { return bytes };
        let end = if bytes[0] == 0 { 1 } else { memchr::memchr2(b'\n', b'\r', bytes).unwrap_or(bytes.len()) };
        bytes = &bytes[end..];
    }
}

/// Every name, with its place and what follows it.
pub(super) fn names(part: &[u8]) -> impl Iterator<Item = (usize, Vec<u8>, &[u8])> {
    memchr::memchr_iter(b'/', part).map(|at| {
        let rest = &part[at + 1..];
        let is_sign = |b: &u8| !b.is_ascii_whitespace() && !b"()<>[]{}/%\0".contains(b);
        let length = rest.iter().take(64).take_while(|b| is_sign(b)).count();
        (at, unescaped(&rest[..length]), &rest[length..])
    })
}

/// A name with its `#41` read.
fn unescaped(name: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(name.len());
    let mut at = 0;
    while let Some(&byte) = name.get(at) {
        let hex = name
            .get(at + 1..at + 3)
            .and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        match hex.filter(|_| byte == b'#') {
            Some(code) => {
                out.push(code);
                at += 3;
            }
            None => {
                out.push(byte);
                at += 1;
            }
        }
    }
    out
}

/// The bytes of a text in `(…)` or `<…>` and its length as written.
pub(super) fn string(value: &[u8]) -> Option<(Vec<u8>, usize)> {
    match value.first()? {
        b'(' => Some(literal(value)),
        b'<' => {
            let end = memchr::memchr(b'>', value).unwrap_or(value.len());
            Some((hex(&value[1..end]), (end + 1).min(value.len())))
        }
        _ => None,
    }
}

/// Hexadecimal digits; a last one that stands alone counts as if a 0 followed.
pub(super) fn hex(digits: &[u8]) -> Vec<u8> {
    let values: Vec<u8> = digits
        .iter()
        .filter_map(|b| char::from(*b).to_digit(16))
        .filter_map(|d| u8::try_from(d).ok())
        .collect();
    values.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect()
}

fn literal(value: &[u8]) -> (Vec<u8>, usize) {
    let (mut out, mut depth, mut at) = (Vec::new(), 0_usize, 0);
    while let Some(&byte) = value.get(at) {
        at += 1;
        match byte {
            b'(' => {
                depth += 1;
                if depth > 1 {
                    out.push(byte);
                }
            }
            b')' => {
                depth -= 1;
                if depth == 0 {
                    break;
                }
                out.push(byte);
            }
            b'\\' => at += escaped(&value[at..], &mut out),
            other => out.push(other),
        }
    }
    (out, at)
}

/// Reads what follows a `\`; gives its length.
fn escaped(rest: &[u8], out: &mut Vec<u8>) -> usize {
    let Some(&byte) = rest.first() else { return 0 };
    match byte {
        b'0'..=b'7' => {
            let digits = rest.iter().take(3).take_while(|b| (b'0'..=b'7').contains(b)).count();
            let code = rest[..digits].iter().fold(0_u32, |code, digit| code * 8 + u32::from(digit - b'0'));
            out.extend(u8::try_from(code & 0xff));
            return digits;
        }
        b'\r' if rest.get(1) == Some(&b'\n') => return 2,
        b'\r' | b'\n' => {}
        b'n' | b't' | b'r' | b'b' | b'f' => out.push(b' '),
        other => out.push(other),
    }
    1
}

/// A text of a field: UTF-16 or UTF-8 with their marks, else nearly Latin-1.
pub(super) fn decoded(bytes: &[u8]) -> String {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned();
    }
    encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
}
