//! A bound for lists and maps in each other: their reading costs the square of their depth, and nobody writes so many.

use granit_parser::{Event, Parser};

use super::{DEPTH, YamlError};

/// Refuses a text that nests too deeply, in a time that grows with its size.
pub(super) fn check(text: &str) -> Result<(), YamlError> {
    if !may_be_deep(text) {
        return Ok(());
    }
    let mut depth = 0;
    for next in Parser::new_from_str(text) {
        let byte = match next {
            Ok((Event::SequenceStart(..) | Event::MappingStart(..), span)) => {
                depth += 1;
                if depth <= DEPTH {
                    continue;
                }
                span.start.byte_offset()
            }
            Ok((Event::SequenceEnd | Event::MappingEnd, _)) => {
                depth -= 1;
                continue;
            }
            Ok(_) => continue,
            // What is open at this place would be read to its end first.
            Err(error) => {
                let byte = error.marker().byte_offset().unwrap_or(text.len());
                return Err(YamlError { message: error.info().to_owned(), byte, hint: None });
            }
        };
        return Err(YamlError {
            message: format!("more than {DEPTH} lists and maps stand in each other"),
            byte: byte.unwrap_or(text.len()),
            hint: Some("a text that begins with `[` or `{` must stand in quotation marks".to_owned()),
        });
    }
    Ok(())
}

/// Whether there are brackets, marks of lists or indents enough for it, be it in texts: most files are not asked further.
fn may_be_deep(text: &str) -> bool {
    let (mut brackets, mut indents) = (0_usize, Vec::new());
    for line in text.split(['\n', '\r']) {
        let blanks = line.len() - line.trim_start_matches(' ').len();
        let mut marks = line[blanks..].split(' ').take_while(|word| matches!(*word, "-" | "?" | ":")).count();
        if blanks < line.len() {
            while indents.last().is_some_and(|(indent, _)| *indent >= blanks) {
                indents.pop();
            }
            marks += indents.last().map_or(0, |(_, marks)| *marks) + 1;
            indents.push((blanks, marks));
        }
        for byte in line.bytes() {
            match byte {
                b'[' | b'{' => brackets += 1,
                b']' | b'}' => brackets = brackets.saturating_sub(1),
                _ => continue,
            }
            if brackets > DEPTH {
                return true;
            }
        }
        if marks > DEPTH {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_writes_is_refused_whatever_its_form() {
        let n = 20_000;
        let staircase: String = (0..200).map(|i| format!("{}a:\n", " ".repeat(i))).collect();
        for text in [
            format!("a: {}", "{".repeat(n)),
            format!("a: {}", "[".repeat(n)),
            format!("a: {}", "[{a: ".repeat(n)),
            format!("a:\n  {}x", "- ".repeat(n)),
            format!("{}x", "? ".repeat(n)),
            "[\n".repeat(n),
            staircase,
        ] {
            assert!(check(&text).is_err(), "{}", &text[..20]);
        }
    }

    #[test]
    fn texts_with_many_brackets_are_texts() {
        for text in [
            format!("a: \"{}\"", "[".repeat(500)),
            format!("a: |\n  {}\nb: 1", "{".repeat(500)),
            format!("# {}\na: [b, {{c: d}}]", "[".repeat(500)),
            "- [a]\n".repeat(500),
            "- a\n- b: {c: d}\n  e:\n    - f\n".repeat(500),
        ] {
            assert!(check(&text).is_ok(), "{}", &text[..20]);
        }
    }
}
