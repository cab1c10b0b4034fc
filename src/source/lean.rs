//! The theme's stylesheets and scripts without what only their readers need: comments that have lines of their own, blank lines and
//! indentation. About a fifth of what a phone loads.
//!
//! Line by line, and only for files of the theme, which are written for it: no comment begins or ends within a line of code, and no
//! text of several lines. What a site brings itself is published as it is.

use std::borrow::Cow;

/// A file of the theme as it is published.
pub(super) fn lean<'a>(path: &str, written: &'a [u8]) -> Cow<'a, [u8]> {
    match std::str::from_utf8(written) {
        Ok(text) if path.ends_with(".css") => Cow::Owned(lean_text(text, false).into_bytes()),
        Ok(text) if path.ends_with(".js") => Cow::Owned(lean_text(text, true).into_bytes()),
        _ => Cow::Borrowed(written),
    }
}

fn lean_text(text: &str, is_script: bool) -> String {
    let mut lean = String::with_capacity(text.len());
    let mut in_comment = false;
    for line in text.lines().map(str::trim) {
        if in_comment || line.starts_with("/*") {
            in_comment = !line.ends_with("*/");
            continue;
        }
        let is_note = is_script && line.starts_with("//");
        if !is_note && !line.is_empty() {
            lean.push_str(line);
            lean.push('\n');
        }
    }
    lean
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::theme;

    #[test]
    fn comments_blank_lines_and_indentation_go() {
        let style = "/* One\n   two */\n\n@layer a {\n  /* b */\n  p { color: red; } /* why */\n}\n";
        assert_eq!(lean_text(style, false), "@layer a {\np { color: red; } /* why */\n}\n");
        let script = "/** A\n * b */\n// c\nconst a = 'b'; // d\n\n  f('//');\n";
        assert_eq!(lean_text(script, true), "const a = 'b'; // d\nf('//');\n");
        assert_eq!(lean("icon.svg", b"  <svg>"), &b"  <svg>"[..]);
    }

    #[test]
    fn the_theme_has_no_text_of_several_lines_and_no_comment_within_a_line() {
        for (path, written) in
            theme::statics().filter(|(path, _)| path.ends_with(".css") || path.ends_with(".js"))
        {
            let text = std::str::from_utf8(written).unwrap();
            let mut in_comment = false;
            for (line, number) in text.lines().map(str::trim).zip(1..) {
                let begins = in_comment || line.starts_with("/*");
                let place = format!("static/{path}:{number}");
                assert!(
                    !begins || !line.trim_end_matches("*/").contains("*/"),
                    "{place}: code behind a comment"
                );
                let last = line.rfind("/*").filter(|_| !begins);
                assert!(last.is_none_or(|at| line[at..].contains("*/")), "{place}: a comment that goes on");
                let is_note = begins || line.starts_with("//");
                assert!(is_note || line.matches('`').count() % 2 == 0, "{place}: a text that goes on");
                in_comment = begins && !line.ends_with("*/");
            }
        }
    }
}
