//! The blocks of a page as Markdown.

use crate::import::markdown;
use crate::import::page::{Block, Caption};

/// Writes the blocks, a blank line between each.
pub(super) fn write(blocks: &[Block]) -> String {
    let texts: Vec<String> = blocks.iter().map(block).filter(|text| !text.is_empty()).collect();
    if texts.is_empty() { String::new() } else { texts.join("\n\n") + "\n" }
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading(level, text) => {
            let level = usize::from(*level).clamp(2, 6);
            format!("{} {}", "#".repeat(level), text.replace('{', "\\{"))
        }
        Block::Text(text) | Block::Verbatim(text) => text.clone(),
        Block::Read(text) => text.clone(),
        Block::Quote(words, by) => format!("> {}\n>\n> — {by}", markdown::paragraph(words)),
        Block::Caption(caption) => note(caption),
    }
}

/// A picture that is still to be placed, as a note that readers of the draft cannot overlook.
fn note(caption: &Caption) -> String {
    let mut out = "> [!NOTE]\n> Picture to place".to_owned();
    if !caption.text.is_empty() {
        out.push_str(": ");
        out.push_str(&markdown::words(&caption.text));
    }
    let mut add = |label: &str, value: &str| {
        if !out.ends_with(['.', '!', '?', '"', '”', ')', ' ']) {
            out.push('.');
        }
        if !out.ends_with(' ') {
            out.push(' ');
        }
        out.push_str(label);
        out.push_str(value);
    };
    if let Some(alt) = &caption.alt {
        add("Description: ", &markdown::words(alt));
    }
    if let Some(credit) = &caption.credit {
        let label = if caption.text.is_empty() { "Image credit: " } else { "Credit: " };
        add(label, &markdown::words(credit));
    }
    if let Some(image) = &caption.image {
        add("Address: ", &format!("<{}>", image.replace(['<', '>', ' '], "")));
    }
    out
}
