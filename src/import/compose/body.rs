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
        Block::Caption(caption) => match &caption.copy {
            Some(file) => picture(caption, file),
            None => note(caption),
        },
    }
}

/// A picture that lies beside the new text, with its caption and who made it.
fn picture(caption: &Caption, file: &str) -> String {
    let alt = caption.alt.as_ref().unwrap_or(&caption.text);
    let mut title = caption.text.trim().to_owned();
    if let Some(credit) = &caption.credit {
        if !title.is_empty() {
            title.push_str(if title.ends_with(['.', '!', '?', '…']) { " " } else { ". " });
        }
        title.push_str("Credit: ");
        title.push_str(credit);
    }
    let title = title.replace('\\', "\\\\").replace('"', "\\\"");
    let title = if title.is_empty() { title } else { format!(" \"{title}\"") };
    format!("![{}](<{}>{title})", markdown::words(alt), file.replace(['<', '>', '\n'], ""))
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
