//! Time stamps of RFC 3161: answers of an authority, or the token in them, in DER. Of both the imprint and the time are read.

use super::{ProofRead, ProofSaid, SumKind};
use crate::text::hex;

const SEQUENCE: u8 = 0x30;
const SET: u8 = 0x31;
const INTEGER: u8 = 0x02;
const OCTETS: u8 = 0x04;
const OBJECT: u8 = 0x06;
const TIME: u8 = 0x18;
const TAGGED: u8 = 0xa0;

const SIGNED_DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
const TIME_STAMP: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01, 0x04];
/// The last byte of SHA-256, SHA-384 and SHA-512 stands behind this.
const SHA_2: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02];

/// Values one behind the other.
#[derive(Clone, Copy)]
struct Der<'a>(&'a [u8]);

impl<'a> Der<'a> {
    /// The next value, which must be of that sort.
    fn next(&mut self, wanted: u8) -> Option<&'a [u8]> {
        let (tag, rest) = self.0.split_first()?;
        let (first, rest) = rest.split_first()?;
        let (length, rest) = match *first {
            short @ 0..=0x7f => (usize::from(short), rest),
            long @ 0x81..=0x84 => {
                let (digits, rest) = rest.split_at_checked(usize::from(long & 0x7f))?;
                (digits.iter().fold(0_usize, |all, digit| all << 8 | usize::from(*digit)), rest)
            }
            // Lengths that are not said are no DER.
            _ => return None,
        };
        let (value, rest) = rest.split_at_checked(length)?;
        if *tag != wanted {
            return None;
        }
        self.0 = rest;
        Some(value)
    }

    fn inside(&mut self, wanted: u8) -> Option<Self> {
        self.next(wanted).map(Self)
    }
}

pub(super) fn read(bytes: &[u8]) -> Result<ProofRead, String> {
    const NONE: &str = "it is no time stamp in DER";
    let mut whole = Der(bytes).inside(SEQUENCE).ok_or(NONE)?;
    // An answer begins with how it went, a token with what it is.
    let token = match whole.0.first() {
        Some(&OBJECT) => whole,
        _ => {
            let status = whole.inside(SEQUENCE).and_then(|mut status| status.next(INTEGER)).ok_or(NONE)?;
            if !matches!(status, [0 | 1]) {
                return Err("the authority has refused to give a time stamp".to_owned());
            }
            whole.inside(SEQUENCE).ok_or("there is no time stamp in it")?
        }
    };
    let (imprint, time) = stamped(token).ok_or(NONE)?;
    let (kind, sum) = imprint.ok_or("it is of a sum of another sort than SHA-2, which is not compared")?;
    if sum.len() != kind.length() {
        return Err(NONE.to_owned());
    }
    Ok(ProofRead { sum: (kind, hex(sum)), said: time.map_or(ProofSaid::Nothing, ProofSaid::Time) })
}

type Imprint<'a> = Option<(SumKind, &'a [u8])>;

/// The imprint and the time of a token.
fn stamped(mut token: Der) -> Option<(Imprint, Option<String>)> {
    if token.next(OBJECT)? != SIGNED_DATA {
        return None;
    }
    let mut signed = token.inside(TAGGED)?.inside(SEQUENCE)?;
    signed.next(INTEGER)?;
    signed.next(SET)?;
    let mut content = signed.inside(SEQUENCE)?;
    if content.next(OBJECT)? != TIME_STAMP {
        return None;
    }
    let mut stamp = Der(content.inside(TAGGED)?.next(OCTETS)?).inside(SEQUENCE)?;
    stamp.next(INTEGER)?;
    stamp.next(OBJECT)?;
    let mut imprint = stamp.inside(SEQUENCE)?;
    let kind = match imprint.inside(SEQUENCE)?.next(OBJECT)?.strip_prefix(SHA_2) {
        Some([1]) => Some(SumKind::Sha256),
        Some([2]) => Some(SumKind::Sha384),
        Some([3]) => Some(SumKind::Sha512),
        _ => None,
    };
    let sum = imprint.next(OCTETS)?;
    stamp.next(INTEGER)?;
    Some((kind.map(|kind| (kind, sum)), stamp.next(TIME).and_then(said)))
}

/// `20240301120000Z` as `2024-03-01 12:00:00 UTC`.
fn said(time: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(time).ok().filter(|text| text.is_ascii())?;
    let digits = text.strip_suffix('Z')?.split('.').next()?;
    if digits.len() != 14 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part = |from: usize, to: usize| &digits[from..to];
    let (day, time) = ((part(0, 4), part(4, 6), part(6, 8)), (part(8, 10), part(10, 12), part(12, 14)));
    Some(format!("{}-{}-{} {}:{}:{} UTC", day.0, day.1, day.2, time.0, time.1, time.2))
}
