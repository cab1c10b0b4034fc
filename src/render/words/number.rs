//! Numbers of people and things in the digits of a language.

use super::Words;
use crate::model::Measured;

impl Words {
    /// A whole number, with narrow blanks between thousands from five digits on.
    pub fn number(&self, n: u64) -> String {
        let digits = n.to_string();
        if digits.len() < 5 {
            return self.forms.digits(&digits);
        }
        let mut grouped = String::with_capacity(digits.len() * 2);
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                grouped.push('\u{202f}');
            }
            grouped.push(digit);
        }
        self.forms.digits(&grouped)
    }

    /// A figure as its source gives it: "55", "50–60", "55 (50–60)", "at least 50"; empty if there is no number.
    pub fn amount(&self, amount: Measured) -> String {
        let said = |n: f64| self.decimal(n);
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

    fn decimal(&self, n: f64) -> String {
        let text = n.to_string();
        text.parse().map_or_else(|_| self.forms.digits(&text), |whole| self.number(whole))
    }
}
