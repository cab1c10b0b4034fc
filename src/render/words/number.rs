//! Numbers of people and things in the digits of a language.

use super::Words;
use crate::model::Measured;

impl Words {
    /// A whole number, in groups of digits as the language has them.
    pub fn number(&self, n: u64) -> String {
        self.numerals.number(n)
    }

    /// A figure as its source gives it: "55", "50–60", "55 (50–60)", "at least 50"; empty if there is no number.
    pub fn amount(&self, amount: Measured) -> String {
        let said = |n: f64| self.numerals.decimal(n);
        let range = match (amount.low, amount.high) {
            (Some(low), Some(high)) if low == high => Some(said(low)),
            (Some(low), Some(high)) => Some(format!("{}–{}", said(low), said(high))),
            (Some(low), None) => Some(self.phrase("figure.at-least", &said(low))),
            (None, Some(high)) => Some(self.phrase("figure.at-most", &said(high))),
            (None, None) => None,
        };
        match (amount.best, range) {
            (Some(best), Some(range)) => format!("{} ({range})", said(best)),
            (Some(best), None) => said(best),
            (None, range) => range.unwrap_or_default(),
        }
    }
}
