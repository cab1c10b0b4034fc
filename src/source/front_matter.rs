//! Splits a Markdown file into its YAML front matter and its body.

use std::ops::Range;

/// How the front matter is fenced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fence {
    /// `---` before and after.
    Yaml,
    /// `---` before, nothing after: the body cannot be told from the fields.
    Unclosed,
    /// `+++`, the TOML of other generators.
    Toml,
    /// No front matter.
    None,
}

/// Where front matter and body stand in the text, as ranges of bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// How it is fenced.
    pub fence: Fence,
    /// The YAML between the fences.
    pub yaml: Range<usize>,
    /// All after the closing fence.
    pub body: Range<usize>,
}

/// Splits a text; a fence is a line of its own.
pub fn split(text: &str) -> Split {
    let blank = text.len() - text.trim_start_matches(['\r', '\n', ' ']).len();
    let mut lines = text[blank..].split_inclusive('\n');
    let first = lines.next().unwrap_or("");
    match first.trim_end() {
        "---" => {}
        "+++" => return Split { fence: Fence::Toml, yaml: 0..0, body: 0..text.len() },
        _ => return Split { fence: Fence::None, yaml: 0..0, body: 0..text.len() },
    }
    let start = blank + first.len();
    let mut at = start;
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return Split { fence: Fence::Yaml, yaml: start..at, body: at + line.len()..text.len() };
        }
        at += line.len();
    }
    Split { fence: Fence::Unclosed, yaml: start..text.len(), body: text.len()..text.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fence_is_a_line_of_its_own() {
        let text = "---\r\ntitle: a --- b\r\nx: |\r\n  ---- \r\n---\r\nBody\r\n---\r\n";
        let split = split(text);
        assert_eq!(split.fence, Fence::Yaml);
        assert_eq!(&text[split.yaml], "title: a --- b\r\nx: |\r\n  ---- \r\n");
        assert_eq!(&text[split.body], "Body\r\n---\r\n");
    }

    #[test]
    fn other_fences_are_named() {
        assert_eq!(split("+++\na=1\n+++\n").fence, Fence::Toml);
        assert_eq!(split("---\na: 1\n").fence, Fence::Unclosed);
        assert_eq!(split("# Title\n").fence, Fence::None);
        assert_eq!(split("").fence, Fence::None);
    }
}
