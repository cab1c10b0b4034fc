//! Quick fixes: what a mistake's hint suggests takes the place of the mistake.

/// The words that a hint such as "did you mean `a` or `b`?" suggests.
pub(super) fn suggested(hint: &str) -> Vec<&str> {
    let Some(list) = hint.strip_prefix("did you mean ") else { return Vec::new() };
    list.split('`').skip(1).step_by(2).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_suggestions_are_taken() {
        assert_eq!(suggested("did you mean `Armenia` or `Armenians`?"), ["Armenia", "Armenians"]);
        assert!(suggested("write `status: draft`").is_empty());
    }
}
