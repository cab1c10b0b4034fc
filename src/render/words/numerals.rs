//! How whole numbers are written in one language, taken from ICU4X once: digits, and the sign between groups of them.

use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_locale_core::Locale;
use serde::Serialize;

/// The numbers of one language; small, and shared by all threads.
#[derive(Clone, Debug, Serialize)]
pub struct Numerals {
    /// The zero of its digits.
    pub zero: char,
    /// What stands between groups; empty where there are none.
    pub sign: String,
    /// From so many digits on there are groups.
    pub least: usize,
    /// How many digits the last group has.
    pub last: usize,
    /// How many the others have.
    pub others: usize,
    /// What stands before decimals.
    pub point: String,
}

/// The longest number that still has no group in some language.
const SHORT: usize = 5;

impl Numerals {
    /// The numbers of a language by its BCP 47 tag; plain ones for a tag that is none.
    pub fn of(tag: &str) -> Self {
        let locale = Locale::try_from_str(tag).unwrap_or(Locale::UNKNOWN);
        Self::load(&locale).unwrap_or_else(Self::plain)
    }

    fn load(locale: &Locale) -> Option<Self> {
        let formatter = DecimalFormatter::try_new(locale.into(), Default::default()).ok()?;
        let write = |n: u64| formatter.format(&Decimal::from(n)).to_string();
        let zero = write(0).chars().next()?;
        let groups = groups(&write(222_222_222));
        let (sign, sizes) = groups?;
        let is_grouped = |digits: usize| write("2".repeat(digits).parse().unwrap_or(0)).contains(&sign);
        let mut half = Decimal::from(5);
        half.multiply_pow10(-1);
        let point = formatter.format(&half).to_string();
        Some(Self {
            zero,
            least: (4..=SHORT).find(|digits| is_grouped(*digits)).unwrap_or(SHORT + 1),
            last: *sizes.last()?,
            others: *sizes.get(sizes.len().checked_sub(2)?)?,
            point: point.chars().filter(|c| !c.is_numeric()).collect(),
            sign,
        })
    }

    fn plain() -> Self {
        Self { zero: '0', sign: String::new(), least: usize::MAX, last: 3, others: 3, point: ".".into() }
    }

    /// A whole number: "3,822".
    pub fn number(&self, n: u64) -> String {
        let digits = n.to_string();
        let mut text = String::with_capacity(digits.len() * 2);
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && digits.len() >= self.least && self.ends_group(digits.len() - at) {
                text.push_str(&self.sign);
            }
            text.push(self.digit(digit));
        }
        text
    }

    /// A number that may have decimals.
    pub fn decimal(&self, n: f64) -> String {
        let text = n.to_string();
        if let Ok(whole) = text.parse() {
            return self.number(whole);
        }
        match text.split_once('.') {
            Some((whole, rest)) => match whole.parse() {
                Ok(whole) => format!("{}{}{}", self.number(whole), self.point, self.digits(rest)),
                Err(_) => self.digits(&text),
            },
            None => self.digits(&text),
        }
    }

    /// Digits of this language in place of 0–9.
    pub fn digits(&self, text: &str) -> String {
        text.chars().map(|c| self.digit(c)).collect()
    }

    fn digit(&self, c: char) -> char {
        c.to_digit(10).and_then(|n| char::from_u32(self.zero as u32 + n)).unwrap_or(c)
    }

    /// Whether a group ends before the last so many digits.
    fn ends_group(&self, left: usize) -> bool {
        left == self.last || left > self.last && (left - self.last).is_multiple_of(self.others)
    }
}

/// The sign between the groups of a written number, and how many digits each group has.
fn groups(written: &str) -> Option<(String, Vec<usize>)> {
    let first = written.find(|c: char| !c.is_numeric())?;
    let sign: String = written[first..].chars().take_while(|c| !c.is_numeric()).collect();
    let sizes = written.split(&*sign).map(|group| group.chars().count()).collect();
    Some((sign, sizes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_groups_in_its_own_way() {
        for (tag, thousands, millions, half) in [
            ("en", "3,822", "1,234,567", "2.5"),
            ("de", "3.822", "1.234.567", "2,5"),
            ("fr", "3\u{202f}822", "1\u{202f}234\u{202f}567", "2,5"),
            ("ru", "3\u{a0}822", "1\u{a0}234\u{a0}567", "2,5"),
            ("es", "3822", "1.234.567", "2,5"),
            ("fa", "۳٬۸۲۲", "۱٬۲۳۴٬۵۶۷", "۲٫۵"),
            ("hi", "3,822", "12,34,567", "2.5"),
            ("not a tag", "3,822", "1,234,567", "2.5"),
        ] {
            let numerals = Numerals::of(tag);
            let written = (numerals.number(3822), numerals.number(1_234_567), numerals.decimal(2.5));
            assert_eq!(written, (thousands.into(), millions.into(), half.into()), "{tag}");
        }
        assert_eq!(Numerals::of("en").number(7), "7");
    }
}
