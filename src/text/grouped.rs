//! Numbers with signs between their thousands, such as `1.200` and `1 234 567`.

/// Between thousands: a point, a comma, an apostrophe, or a blank of any width.
pub fn is_between_thousands(c: char) -> bool {
    matches!(c, '.' | ',' | '\'' | '’' | '_') || c.is_whitespace()
}

/// The digits of a number that is written in groups of three with one sign between them, and that sign.
pub fn ungrouped(text: &str) -> Option<(String, char)> {
    let sign = text.chars().find(|c| !c.is_ascii_digit()).filter(|c| is_between_thousands(*c))?;
    let mut groups = text.split(sign);
    let first = groups.next()?;
    let is_group = |part: &str, least: usize| {
        (least..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    let whole = is_group(first, 1) && !first.starts_with('0') && groups.all(|part| is_group(part, 3));
    whole.then(|| (text.split(sign).collect(), sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_groups_of_three() {
        for (text, expected) in [
            ("1.200", Some("1200")),
            ("12\u{202f}345\u{202f}678", Some("12345678")),
            ("1,200,50", None),
            ("0.200", None),
            ("1.200,300", None),
            ("1200", None),
            ("1.20", None),
        ] {
            assert_eq!(ungrouped(text).map(|(digits, _)| digits).as_deref(), expected, "{text}");
        }
    }
}
