//! JSON as pages write it: with line breaks inside of texts, commas and brackets too many, in comments, several values in one script.

use serde_json::Value;

/// The values of a script, as many as can be read.
pub(super) fn values(text: &str) -> Vec<Value> {
    let plain = bare(text);
    let strict = streamed(plain);
    if !strict.is_empty() && serde_json::from_str::<Value>(plain.trim_end_matches([';', ' ', '\n'])).is_ok() {
        return strict;
    }
    let mended = streamed(&mended(plain));
    if mended.is_empty() { strict } else { mended }
}

/// The script without the marks of comments around it.
fn bare(text: &str) -> &str {
    let start = text.find(['{', '[']).map_or(text, |at| {
        // `//<![CDATA[` holds a bracket too.
        let rest = &text[at..];
        let inner = if text[..at].ends_with("<!") { rest.find('{').map(|next| &rest[next..]) } else { None };
        inner.unwrap_or(rest)
    });
    start.trim()
}

/// The values up to the first that cannot be read.
fn streamed(text: &str) -> Vec<Value> {
    serde_json::Deserializer::from_str(text).into_iter::<Value>().map_while(Result::ok).collect()
}

/// The same with line breaks and tabs in texts as blanks, without commas before brackets and without escapes that JSON lacks.
fn mended(text: &str) -> String {
    let text = if text.contains("&quot;") && !text.contains(": \"") {
        text.replace("&quot;", "\"")
    } else {
        text.to_owned()
    };
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut inside = false;
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                inside = !inside;
                out.push(c);
            }
            '\\' if inside => match chars.next() {
                Some('\'') => out.push('\''),
                Some(next) if "\"\\/bfnrtu".contains(next) => out.extend(['\\', next]),
                Some(next) => out.push(next),
                None => {}
            },
            c if inside && c.is_control() => out.push(' '),
            ',' if !inside => {
                while chars.next_if(|next| next.is_whitespace()).is_some() {}
                if !matches!(chars.peek(), Some('}' | ']')) {
                    out.push(',');
                }
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_scripts_are_read() {
        for text in [
            "{\"a\": \"x y\"}",
            "{\"a\": \"x\ny\"}",
            "{\"a\": \"x y\",}",
            "{\"a\": \"x y\"}}",
            "<!-- {\"a\": \"x y\"} -->",
            "//<![CDATA[\n{\"a\": \"x y\"}\n//]]>",
            "{\"a\": \"x y\"};",
            "{\"a\": \"x\\' y\", \"b\": [1,]}",
        ] {
            let read = values(text);
            let a = read.first().and_then(|value| value["a"].as_str()).unwrap_or_default().replace('\'', "");
            assert_eq!(a, "x y", "{text}");
        }
        assert_eq!(values("{\"a\": 1}\n{\"b\": 2}").len(), 2);
    }
}
