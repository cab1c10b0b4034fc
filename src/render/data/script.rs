//! Data as scripts that hand them over: a page that is opened from a disk may load nothing else.

use serde::Serialize;

/// A script that calls a function of an object with some arguments, if it is there to take them.
pub fn call(object: &str, function: &str, arguments: &[String]) -> String {
    let arguments = arguments.join(",");
    format!("self.{object}?.{function}?.call&&{object}.{function}({arguments});\n")
}

/// JSON that may stand in a script: no end of a script element, no end of a line.
pub fn json(value: &impl Serialize) -> String {
    let json = serde_json::to_string(value).unwrap_or_default();
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

/// Numbers as characters, which take less room than digits once they are compressed: from `#` on, without those that JSON or a
/// script would write otherwise, and without surrogates. Blanks and `!` are free for other uses.
pub fn push_number(text: &mut String, number: u32) {
    const LARGE: u32 = 1 << 18;
    if number >= LARGE {
        text.push('!');
        push_number(text, number / LARGE);
        return push_number(text, number % LARGE);
    }
    let mut code = number + u32::from('#');
    for skipped in ['<', '\\'] {
        code += u32::from(code >= u32::from(skipped));
    }
    if code >= 0xd800 {
        code += 0x800;
    }
    text.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
}

/// What a script makes of a name that has no id of its own: Latin letters without marks, and digits.
pub fn plain_slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for c in name.chars() {
        match c.to_ascii_lowercase() {
            c @ ('a'..='z' | '0'..='9') => slug.push(c),
            _ if slug.is_empty() || slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_slugs_are_what_the_script_makes() {
        for (name, slug) in
            [("Ilham Aliyev", "ilham-aliyev"), ("U.S. (Army)", "u-s-army"), ("Şuşa", "u-a"), ("—", "")]
        {
            assert_eq!(plain_slug(name), slug);
        }
    }

    #[test]
    fn numbers_leave_the_signs_of_json_and_the_surrogates_out() {
        let mut text = String::new();
        for number in [0, 24, 25, 55, 56, 0xd800 - 0x25 - 1, 0xd800 - 0x25, 300_000] {
            push_number(&mut text, number);
        }
        assert_eq!(text, "#;=[]\u{d7ff}\u{e000}!$\u{9405}");
    }
}
