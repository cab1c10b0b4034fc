//! A tag of finished markup, and its attributes as they are written.

/// A tag.
pub(super) struct MarkupTag<'a> {
    /// Its name, in small letters as markup of ours has it.
    pub name: &'a str,
    /// What stands between its name and its end, with the blank before the first attribute.
    pub attributes: &'a str,
    /// All of it.
    pub whole: &'a str,
    /// What follows.
    pub rest: &'a str,
}

impl<'a> MarkupTag<'a> {
    /// The tag that a text begins with; `None` if it begins with none.
    pub fn at(text: &'a str) -> Option<Self> {
        let inside = text.strip_prefix('<')?;
        let name = &inside[..inside.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inside.len())];
        if name.is_empty() {
            return None;
        }
        let mut quote = None;
        let end = inside.bytes().position(|byte| match (quote, byte) {
            (None, b'>') => true,
            (None, b'"' | b'\'') => {
                quote = Some(byte);
                false
            }
            (Some(open), byte) => {
                if open == byte {
                    quote = None;
                }
                false
            }
            (None, _) => false,
        })?;
        let attributes = inside[name.len()..end].trim_end_matches(['/', ' ']);
        Some(Self { name, attributes, whole: &text[..end + 2], rest: &text[end + 2..] })
    }

    /// Its attributes but for these.
    pub fn without(&self, names: &[&str]) -> String {
        let mut kept = self.attributes.to_owned();
        for name in names {
            if let Some(value) = attribute(&kept, name) {
                kept = kept.replacen(&format!(" {name}=\"{value}\""), "", 1);
            }
        }
        kept
    }
}

/// The value of an attribute in double quotes, as it is written.
pub(super) fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let mut from = 0;
    loop {
        let at = from + attributes[from..].find(name)?;
        let begins = attributes[..at].ends_with(|c: char| c.is_ascii_whitespace());
        if begins && let Some(rest) = attributes[at + name.len()..].strip_prefix("=\"") {
            return rest.split('"').next();
        }
        from = at + name.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_told_apart() {
        let tag = MarkupTag::at("<img data-src=\"a>b\" src=\"c\" alt='d'/>rest").unwrap();
        assert_eq!((tag.name, tag.rest), ("img", "rest"));
        assert_eq!(attribute(tag.attributes, "src"), Some("c"));
        assert_eq!(attribute(tag.attributes, "srcset"), None);
        assert_eq!(tag.without(&["src"]), " data-src=\"a>b\" alt='d'");
        assert!(
            MarkupTag::at("< a>").is_none()
                && MarkupTag::at("<a").is_none()
                && MarkupTag::at("</a>").is_none()
        );
    }
}
