//! Words that are near to another, for "did you mean".

use super::fold;

/// By how many slips of the pen two words differ: letters left out, added, exchanged or swapped.
pub fn slips(a: &str, b: &str) -> usize {
    strsim::damerau_levenshtein(a, b)
}

/// The candidates nearest to a word, best first, at most three; none that is far off.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let folded = start(fold(word));
    let mut near: Vec<(f64, &str)> = candidates
        .into_iter()
        .filter_map(|candidate| {
            let other = start(fold(candidate));
            let likeness = strsim::normalized_damerau_levenshtein(&folded, &other)
                .max(0.95 * strsim::jaro_winkler(&folded, &other) - 0.1);
            (likeness > 0.62).then_some((likeness, candidate))
        })
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    near.dedup_by(|a, b| a.1 == b.1);
    near.truncate(3);
    near.into_iter().map(|(_, candidate)| candidate).collect()
}

/// Texts of more letters are compared by their beginnings: to compare them costs the square of their length.
const COMPARED: usize = 200;

/// The part of a text that is compared with others.
pub fn start(mut text: String) -> String {
    if let Some((at, _)) = text.char_indices().nth(COMPARED) {
        text.truncate(at);
    }
    text
}

/// "did you mean …" in words, if there is something near.
pub fn did_you_mean<T: AsRef<str>>(near: &[T]) -> Option<String> {
    let quoted: Vec<String> = near.iter().map(|near| format!("`{}`", near.as_ref())).collect();
    (!quoted.is_empty()).then(|| format!("did you mean {}?", quoted.join(" or ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn far_words_are_not_near() {
        assert_eq!(nearest("actorss", ["actors", "authors", "place"]), ["actors", "authors"]);
        assert!(nearest("zebra", ["actors", "place"]).is_empty());
    }
}
