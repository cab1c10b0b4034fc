//! Attributed quotations: a blockquote whose last line is `— Name, where`.

/// The byte, from the start of the source, at which the attribution begins; `None` for a plain blockquote.
pub(super) fn attribution_at(source: &str) -> Option<usize> {
    let trimmed = source.trim_end();
    let line_start = trimmed.rfind('\n').map_or(0, |at| at + 1);
    let line = &trimmed[line_start..];
    let words = line.trim_start_matches(['>', ' ', '\t']);
    let dashed = words.strip_prefix("--").or_else(|| words.strip_prefix(['—', '–', '―']))?;
    let named = dashed
        .trim_start_matches('-')
        .trim_start()
        .starts_with(|c: char| !c.is_ascii_punctuation() || "[*_\"'".contains(c));
    // A quotation that is only its attribution quotes nothing.
    (named && line_start > 0).then(|| trimmed.len() - words.len())
}

/// Name and the rest of an attribution such as `— Name, office, place`.
pub(super) fn name_and_rest(attribution: &str) -> (String, Option<String>) {
    let text = attribution.trim().trim_start_matches(['—', '–', '―', '-', ' ', '\u{a0}']).trim();
    match text.split_once([',', '،', '（', '(']) {
        Some((name, rest)) => {
            let rest = rest.trim().trim_end_matches([')', '）']).trim();
            (name.trim().to_owned(), (!rest.is_empty()).then(|| rest.to_owned()))
        }
        None => (text.to_owned(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_last_line_with_a_dash() {
        let source = "> Words.\n> — Dmitry Peskov, Kremlin\n";
        assert_eq!(attribution_at(source).map(|at| &source[at..]), Some("— Dmitry Peskov, Kremlin\n"));
        assert!(attribution_at("> Words.\n>\n> -- Name\n").is_some());
        for plain in ["> Words.\n", "> — Name\n", "> A list\n> - item\n", "> Words\n> --- \n"] {
            assert_eq!(attribution_at(plain), None, "{plain}");
        }
    }

    #[test]
    fn parts_name_and_office() {
        assert_eq!(name_and_rest("— Name"), ("Name".into(), None));
        assert_eq!(name_and_rest("– Name, office, place"), ("Name".into(), Some("office, place".into())));
        assert_eq!(name_and_rest("--Name (Baku)"), ("Name".into(), Some("Baku".into())));
    }
}
