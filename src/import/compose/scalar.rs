//! Texts as YAML: plain where that is safe, else in double quotation marks; comments on one line.

/// A text as a YAML scalar.
pub fn scalar(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    // Of JSON's own escapes all are YAML's too; what JSON leaves and YAML forbids is escaped here.
    let json = serde_json::to_string(text).unwrap_or_else(|_| "\"\"".to_owned());
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '\u{7f}'..='\u{9f}' | '\u{feff}' | '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}' => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out
}

/// Whether a text means itself without quotation marks, in a list in brackets too.
fn is_plain(text: &str) -> bool {
    let first = text.chars().next();
    let begins = first.is_some_and(|c| c.is_alphabetic()) && !text.ends_with(' ');
    let signs = |c: char| {
        c.is_alphanumeric()
            || matches!(c, ' ' | '-' | '_' | '.' | '/' | '(' | ')' | '’' | '–' | '—' | ';' | '+')
    };
    let words = text.chars().all(signs) && !text.contains("  ");
    let reserved = matches!(
        text.to_ascii_lowercase().as_str(),
        "true" | "false" | "null" | "yes" | "no" | "on" | "off" | "y" | "n" | "inf" | "nan"
    );
    begins && words && !reserved && text.len() < 200
}

/// A comment of one line.
pub fn comment(text: &str) -> String {
    let one_line = |c: char| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c };
    format!(
        "# {}",
        text.chars()
            .map(one_line)
            .filter(|c| !matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}'))
            .collect::<String>()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml;

    #[test]
    fn every_text_is_read_back() {
        for text in [
            "Plain words",
            "a: b",
            "# x",
            "[x]",
            "yes",
            "NO",
            "12",
            "\"q\" 'q'",
            "x\\y",
            "a\tb",
            "Արցախ",
            "\u{85}x\u{2028}",
            "",
            " x",
            "x ",
            "- a",
            "a #b",
            "100% sure",
        ] {
            let read = yaml::parse(&format!("k: {}", scalar(text))).unwrap();
            assert_eq!(read["k"].as_str(), Some(text), "{text:?}");
            let list = yaml::parse(&format!("k: [{}, {}]", scalar(text), scalar(text))).unwrap();
            assert_eq!(list["k"][1].as_str(), Some(text), "{text:?}");
        }
        assert_eq!(scalar("Plain words"), "Plain words");
        assert_eq!(comment("a\nb"), "# a b");
    }
}
