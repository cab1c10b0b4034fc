//! A bound for quotations, lists and elements in each other: their reading costs the square of their depth, and nobody writes
//! so many.

/// So many may stand in each other.
pub(super) const DEPTH: usize = 200;

/// Elements that have no end, or whose end the next one of their sort implies.
const FLAT: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr", "p", "li", "dt", "dd", "option", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "rt",
    "rp", "html", "head", "body",
];

/// The byte at which a text nests too deeply, if it does; found in one pass over its bytes.
pub(super) fn too_deep(text: &str) -> Option<usize> {
    in_line(text).or_else(|| in_elements(text))
}

/// Marks of quotations and lists before the words of a line.
fn in_line(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', bytes).chain([bytes.len()]) {
        if end - start > DEPTH {
            let mut marks = 0;
            for (at, byte) in bytes[start..end].iter().enumerate() {
                match byte {
                    b'>' | b'-' | b'*' | b'+' | b'.' | b')' | b':' => marks += 1,
                    b' ' | b'\t' | b'0'..=b'9' => continue,
                    _ => break,
                }
                if marks > DEPTH && !is_rule(&bytes[start..end]) {
                    return Some(start + at);
                }
            }
        }
        start = end + 1;
    }
    None
}

/// A line of one mark, such as a rule or the line under a heading, nests nothing.
fn is_rule(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    line.first().is_some_and(|first| *first != b'>' && line.iter().all(|byte| byte == first))
}

/// Elements of raw HTML that are open.
fn in_elements(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut open = 0_usize;
    for at in memchr::memchr_iter(b'<', bytes) {
        let rest = &bytes[at + 1..];
        if rest.first() == Some(&b'/') {
            open = open.saturating_sub(usize::from(rest.get(1).is_some_and(u8::is_ascii_alphabetic)));
        } else if rest.first().is_some_and(u8::is_ascii_alphabetic) {
            let name: Vec<u8> = rest
                .iter()
                .take(12)
                .take_while(|b| b.is_ascii_alphanumeric())
                .map(u8::to_ascii_lowercase)
                .collect();
            // What closes itself is short, such as the parts of a drawing.
            let end = memchr::memchr(b'>', &rest[..rest.len().min(4096)]).unwrap_or(0);
            let closed = end > 0 && rest[end - 1] == b'/';
            let is_flat = closed || FLAT.iter().any(|flat| flat.as_bytes() == name.as_slice());
            open += usize::from(!is_flat);
            if open > DEPTH {
                return Some(at);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_writes_is_found() {
        for part in [
            ">",
            "> ",
            "- ",
            "* ",
            "+ ",
            "1. ",
            "1) ",
            "> - ",
            ": ",
            "<div>",
            "<b>",
            "<span class=\"x\">",
            "<DIV>",
        ] {
            let text = format!("Words.\n\n{}a\n", part.repeat(1000));
            assert!(too_deep(&text).is_some(), "{part}");
            let text = format!("Words.\n\n{}a\n", part.repeat(20));
            assert_eq!(too_deep(&text), None, "{part}");
        }
    }

    #[test]
    fn long_texts_that_nest_little_are_texts() {
        let closed = "<div><p>a<br></div>".repeat(1000);
        let lists = "- a\n".repeat(1000);
        let quoted = "> a\n\n".repeat(1000);
        let drawing = "<path d=\"M0 0\"/>".repeat(900);
        for text in [
            closed.as_str(),
            &lists,
            &drawing,
            &quoted,
            &"-".repeat(900),
            &"*".repeat(900),
            &"<p>a".repeat(900),
            &"a < b ".repeat(900),
        ] {
            assert_eq!(too_deep(text), None, "{}", &text[..10]);
        }
    }
}
