//! Proofs of OpenTimestamps, version 1: the sum at their front, and what stands at the ends of the paths that lead from it.

use super::{ProofRead, ProofSaid, SumKind};
use crate::text::hex;

const MAGIC: &[u8] = b"\x00OpenTimestamps\x00\x00Proof\x00\xbf\x89\xe2\xe8\x84\xe8\x92\x94";
const BITCOIN: [u8; 8] = [0x05, 0x88, 0x96, 0x0d, 0x73, 0xd7, 0x19, 0x01];
/// More steps no proof has.
const STEPS: usize = 100_000;

/// What is left to be read.
struct Left<'a>(&'a [u8]);

impl<'a> Left<'a> {
    fn take(&mut self, n: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(n)?;
        self.0 = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        Some(self.take(1)?[0])
    }

    /// A number in parts of seven bits, the lowest first.
    fn number(&mut self) -> Option<u64> {
        let (mut number, mut shift) = (0_u64, 0);
        loop {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f).checked_shl(shift).filter(|_| shift < 64)?;
            if byte & 0x80 == 0 {
                return Some(number);
            }
            shift += 7;
        }
    }

    fn text(&mut self) -> Option<&'a [u8]> {
        let length = usize::try_from(self.number()?).ok().filter(|length| *length <= 8192)?;
        self.take(length)
    }
}

pub(super) fn read(bytes: &[u8]) -> Result<ProofRead, String> {
    let rest = bytes.strip_prefix(MAGIC).ok_or("it is no proof of OpenTimestamps")?;
    let mut left = Left(rest);
    let cut = || "it is cut off".to_owned();
    match left.number().ok_or_else(cut)? {
        1 => {}
        version => return Err(format!("it is of version {version} of OpenTimestamps, which is not known")),
    }
    let sum = match left.byte().ok_or_else(cut)? {
        0x08 => left.take(SumKind::Sha256.length()).ok_or_else(cut)?,
        0x02 => return Err("it is of a SHA-1, which is not compared".to_owned()),
        0x03 => return Err("it is of a RIPEMD-160, which is not compared".to_owned()),
        0x67 => return Err("it is of a Keccak-256, which is not compared".to_owned()),
        _ => return Err("it is of a sum of an unknown sort".to_owned()),
    };
    let said = ends(&mut left).ok_or("its steps cannot be followed")?;
    Ok(ProofRead { sum: (SumKind::Sha256, hex(sum)), said })
}

/// What stands at the ends: the lowest block of Bitcoin that is named; a calendar that is waited for, if no block is.
fn ends(left: &mut Left) -> Option<ProofSaid> {
    let (mut blocks, mut open): (Vec<u64>, usize) = (Vec::new(), 1);
    for _ in 0..STEPS {
        if open == 0 {
            return Some(blocks.into_iter().min().map_or(ProofSaid::Waits, ProofSaid::Block));
        }
        match left.byte()? {
            // Another path goes on from here.
            0xff => open += 1,
            0x00 => {
                let sort: [u8; 8] = left.take(8)?.try_into().ok()?;
                let mut says = Left(left.text()?);
                if sort == BITCOIN {
                    blocks.push(says.number()?);
                }
                open -= 1;
            }
            // What is put before or behind.
            0xf0 | 0xf1 => drop(left.text()?),
            // Sums, turned round, in digits.
            0x02 | 0x03 | 0x08 | 0x67 | 0xf2 | 0xf3 => {}
            _ => return None,
        }
    }
    None
}
