//! The order of names that hold numbers: `log-2` before `log-10`.

use std::cmp::Ordering;

/// Compares two names, their numbers as numbers; of names that differ in leading zeros only the text decides.
pub fn by_number(a: &str, b: &str) -> Ordering {
    let (mut x, mut y) = (a.as_bytes(), b.as_bytes());
    loop {
        let (left, right) = (digits(x), digits(y));
        if left > 0 && right > 0 {
            let found = number(&x[..left]).cmp(&number(&y[..right]));
            if found != Ordering::Equal {
                return found;
            }
            (x, y) = (&x[left..], &y[right..]);
            continue;
        }
        match (x.split_first(), y.split_first()) {
            (Some((p, rest)), Some((q, other))) if p == q => (x, y) = (rest, other),
            (Some((p, _)), Some((q, _))) => return p.cmp(q),
            (None, None) => return a.cmp(b),
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
        }
    }
}

fn digits(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// A number of any length: by how many digits it has, then by these.
fn number(digits: &[u8]) -> (usize, &[u8]) {
    let zeros = digits.iter().take_while(|byte| **byte == b'0').count();
    (digits.len() - zeros, &digits[zeros..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_count_as_numbers() {
        let mut names =
            ["log-10", "log-2", "log", "log-02", "b-99999999999999999999999", "b-3x", "log-2-b", "b-3"];
        names.sort_by(|a, b| by_number(a, b));
        assert_eq!(
            names,
            ["b-3", "b-3x", "b-99999999999999999999999", "log", "log-02", "log-2", "log-2-b", "log-10"]
        );
    }
}
