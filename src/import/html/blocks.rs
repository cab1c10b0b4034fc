//! Elements as lines: paragraphs, headings, lists, tables, pictures.

use dom_query::{Document, NodeRef};

use super::inline;
use super::picture;
use crate::import::markdown;
use crate::import::raw::{Form, Line, markdown_block, tidy};

/// Elements that hold blocks or are one.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "aside",
    "nav",
    "ul",
    "ol",
    "li",
    "table",
    "pre",
    "blockquote",
    "figure",
    "figcaption",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "dl",
    "details",
    "summary",
    "address",
    "form",
    "body",
    "html",
    "center",
    "fieldset",
    "picture",
    "img",
    "iframe",
    "video",
];

/// The lines of a document's body.
pub(super) fn lines(document: &Document, base: Option<&str>) -> Vec<Line> {
    let mut lines = Vec::new();
    children(&document.root(), base, 0, &mut lines);
    lines
}

fn name(node: &NodeRef) -> String {
    node.node_name().map(|name| name.to_string()).unwrap_or_default()
}

/// Whether an element is a block or holds one.
fn is_block(node: &NodeRef) -> bool {
    BLOCKS.contains(&name(node).as_str())
        || node.descendants_it().any(|inner| {
            matches!(
                name(&inner).as_str(),
                "p" | "figure" | "img" | "table" | "ul" | "ol" | "h2" | "blockquote"
            )
        })
}

/// The blocks of an element; words between them are paragraphs.
fn children(node: &NodeRef, base: Option<&str>, depth: usize, lines: &mut Vec<Line>) {
    // Nobody writes so deep; a page made to break readers does.
    if depth > 200 {
        return;
    }
    let mut run = String::new();
    for child in node.children_it(false) {
        if child.is_element() && is_block(&child) {
            paragraph(&std::mem::take(&mut run), lines);
            block(&child, base, depth, lines);
        } else {
            inline::push(&child, base, &mut run);
        }
    }
    paragraph(&run, lines);
}

fn block(node: &NodeRef, base: Option<&str>, depth: usize, lines: &mut Vec<Line>) {
    match name(node).as_str() {
        "script" | "style" | "noscript" | "template" | "svg" | "head" | "hr" | "iframe" | "form" => {}
        tag @ ("h1" | "h2" | "h3" | "h4" | "h5" | "h6") => {
            let level = tag.as_bytes()[1] - b'0';
            let mut words = String::new();
            node.children_it(false).for_each(|child| inline::push(&child, base, &mut words));
            heading(level, &words, lines);
        }
        "ul" | "ol" => list(node, base, lines),
        "table" => table(node, base, depth, lines),
        "pre" | "dl" => verbatim(&node.md(None), lines),
        "blockquote" => quote(node, base, depth, lines),
        // A figure may hold a table, code or a quotation.
        "figure"
            if !node
                .descendants_it()
                .any(|inner| matches!(name(&inner).as_str(), "img" | "video" | "iframe")) =>
        {
            children(node, base, depth + 1, lines);
        }
        "figure" | "picture" | "img" | "video" => lines.extend(picture::line(node, base)),
        _ => children(node, base, depth + 1, lines),
    }
}

/// Words as paragraphs, one for each line that a `<br>` ends.
fn paragraph(words: &str, lines: &mut Vec<Line>) {
    for (i, part) in words.split('\n').map(tidy).filter(|part| !part.is_empty()).enumerate() {
        let markdown = markdown::begun(&part);
        let plain = tidy(&markdown::plain(&markdown));
        if !plain.is_empty() {
            lines.push(Line { plain, markdown, range: 0..0, number: 0, apart: i == 0, form: Form::Line });
        }
    }
}

fn heading(level: u8, words: &str, lines: &mut Vec<Line>) {
    let markdown = tidy(words);
    let plain = tidy(&markdown::plain(&markdown));
    if !plain.is_empty() {
        lines.push(Line { plain, markdown, range: 0..0, number: 0, apart: true, form: Form::Heading(level) });
    }
}

/// A table as one of Markdown; one that only lays a page out is read cell by cell.
fn table(node: &NodeRef, base: Option<&str>, depth: usize, lines: &mut Vec<Line>) {
    let rows: Vec<NodeRef> = node.descendants_it().filter(|inner| name(inner) == "tr").collect();
    let laid_out = node
        .descendants_it()
        .any(|inner| matches!(name(&inner).as_str(), "p" | "div" | "table" | "h1" | "h2" | "ul"));
    let cells = |row: &NodeRef| -> Vec<String> {
        let cell = |cell: NodeRef| {
            let mut words = String::new();
            cell.children_it(false).for_each(|child| inline::push(&child, base, &mut words));
            tidy(&words.replace('\n', " ")).replace('|', "\\|")
        };
        row.children_it(false).filter(|inner| matches!(name(inner).as_str(), "td" | "th")).map(cell).collect()
    };
    let rows: Vec<Vec<String>> = rows.iter().map(cells).filter(|row| !row.is_empty()).collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    if laid_out || columns < 2 {
        return children(node, base, depth + 1, lines);
    }
    let mut out = String::new();
    for (i, row) in rows.iter().enumerate() {
        let padded = (0..columns).map(|column| row.get(column).map_or("", String::as_str));
        out.push_str(&format!("| {} |\n", padded.collect::<Vec<_>>().join(" | ")));
        if i == 0 {
            out.push_str(&format!("|{}\n", "---|".repeat(columns)));
        }
    }
    verbatim(&out, lines);
}

/// A list; one whose items are all links or Read lines is read line by line, so that each finds its role.
fn list(node: &NodeRef, base: Option<&str>, lines: &mut Vec<Line>) {
    let ordered = name(node) == "ol";
    let mut out = String::new();
    let mut number = 0;
    for item in node.children_it(false).filter(|child| name(child) == "li") {
        let mut words = String::new();
        item.children_it(false).for_each(|child| inline::push(&child, base, &mut words));
        let words = tidy(&words.replace('\n', " "));
        if !words.is_empty() {
            number += 1;
            let mark = if ordered { format!("{number}. ") } else { "- ".to_owned() };
            out.push_str(&format!("{mark}{words}\n"));
        }
    }
    verbatim(&out, lines);
}

fn verbatim(markdown: &str, lines: &mut Vec<Line>) {
    lines.extend(markdown_block(markdown, 0..0).map(|line| Line { form: Form::Verbatim, ..line }));
}

fn quote(node: &NodeRef, base: Option<&str>, depth: usize, lines: &mut Vec<Line>) {
    let mut inner = Vec::new();
    children(node, base, depth + 1, &mut inner);
    let texts: Vec<String> = inner.iter().map(|line| line.markdown.replace('\n', "\n> ")).collect();
    if !texts.is_empty() {
        verbatim(&format!("> {}", texts.join("\n>\n> ")), lines);
    }
}
