//! Shortcodes and template tags in a text: they stay as they are, and are reported, each name once a file.

use std::ops::Range;

use crate::diag::{At, Diagnostic, Diagnostics, FileId, code};

/// The ways in which generators mark them, opening and closing.
const MARKS: &[(&str, &str)] = &[("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}"), ("{{", "}}")];

/// Reports the shortcodes of a text that begins at a byte of the input.
pub(in crate::import) fn report(text: &str, text_at: usize, file: FileId, out: &mut Diagnostics) {
    let mut seen: Vec<String> = Vec::new();
    for (name, range) in find(text) {
        if seen.contains(&name) {
            continue;
        }
        let at = At::bytes(file, text_at + range.start..text_at + range.end);
        let message = format!("`{name}` is a shortcode of another generator; it stays as text");
        out.push(
            Diagnostic::new(code::FOREIGN_SHORTCODE, message)
                .at(at)
                .hint("write what it made as Markdown, or remove it"),
        );
        seen.push(name);
    }
}

/// Names and places of all shortcodes.
fn find(text: &str) -> Vec<(String, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find('{').map(|found| at + found) {
        at = open + 1;
        let Some((mark, close)) = MARKS.iter().find(|(mark, _)| text[open..].starts_with(mark)) else {
            continue;
        };
        let inside = open + mark.len();
        let line = &text[inside..inside + text[inside..].find("\n\n").unwrap_or(text.len() - inside)];
        let Some(end) = line.find(close).map(|found| inside + found) else { continue };
        let words = text[inside..end].trim().trim_start_matches(['/', '-', '%', '<', ' ']);
        let name: String =
            words.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/')).collect();
        at = end;
        // `{% end %}` belongs to the one before it.
        if !name.is_empty() && !name.starts_with("end") {
            found.push((name, open..end + close.len()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortcodes_of_every_generator_are_found() {
        let names = |text| find(text).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        for (text, expected) in [
            ("a {{< figure src=\"x\" >}} b {{< /figure >}}", vec!["figure", "figure"]),
            ("{{% note %}}x{{% /note %}}", vec!["note", "note"]),
            ("{% include map.html %} {{ site.url }}", vec!["include", "site.url"]),
            ("{{ youtube(id=\"x\") }} {% quote() %}x{% end %}", vec!["youtube", "quote"]),
            ("a { b } {{ open \n\n }}", vec![]),
        ] {
            assert_eq!(names(text), expected, "{text}");
        }
    }
}
