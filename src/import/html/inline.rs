//! Words inside a block as Markdown: links, emphasis, line breaks.

use dom_query::NodeRef;

use crate::import::markdown;

/// Adds the words of a node.
pub(super) fn push(node: &NodeRef, base: Option<&str>, out: &mut String) {
    if node.is_text() {
        text(&node.text(), out);
        return;
    }
    if !node.is_element() {
        return;
    }
    let name = node.node_name().map(|name| name.to_string()).unwrap_or_default();
    match name.as_str() {
        "script" | "style" | "noscript" | "template" | "svg" | "button" | "input" | "img" => {}
        "br" => out.push('\n'),
        "a" => link(node, base, out),
        "em" | "i" => wrapped("*", node, base, out),
        "strong" | "b" => wrapped("**", node, base, out),
        "p" | "div" | "li" | "td" | "tr" => {
            inner(node, base, out);
            out.push('\n');
        }
        _ => inner(node, base, out),
    }
}

fn inner(node: &NodeRef, base: Option<&str>, out: &mut String) {
    node.children_it(false).for_each(|child| push(&child, base, out));
}

/// Text with its line ends as blanks, as browsers show it.
fn text(words: &str, out: &mut String) {
    let mut plain = String::with_capacity(words.len());
    for c in words.chars() {
        let c = if c.is_whitespace() { ' ' } else { c };
        if !(c == ' ' && plain.ends_with(' ')) {
            plain.push(c);
        }
    }
    out.push_str(&markdown::words(&plain));
}

/// Emphasis stands close to its words.
fn wrapped(mark: &str, node: &NodeRef, base: Option<&str>, out: &mut String) {
    let mut words = String::new();
    inner(node, base, &mut words);
    let core = words.trim();
    if core.is_empty()
        || core.contains(['*', '\n'])
        || out.ends_with('*')
        || out.ends_with(char::is_alphanumeric)
    {
        out.push_str(&words);
        return;
    }
    let (before, after) = (words.starts_with(char::is_whitespace), words.ends_with(char::is_whitespace));
    let pad = |yes: bool| if yes { " " } else { "" };
    out.push_str(&format!("{}{mark}{core}{mark}{}", pad(before), pad(after)));
}

fn link(node: &NodeRef, base: Option<&str>, out: &mut String) {
    let mut words = String::new();
    inner(node, base, &mut words);
    let core = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let address = node.attr("href").and_then(|href| absolute(href.trim(), base));
    match address {
        Some(address) if !core.is_empty() && !core.contains(['[', ']']) => {
            let pad = |yes: bool| if yes { " " } else { "" };
            let (before, after) = (words.starts_with(' '), words.ends_with(' '));
            out.push_str(&format!("{}[{core}]({address}){}", pad(before), pad(after)));
        }
        _ => out.push_str(&words),
    }
}

/// An address that leads to the same place from everywhere; `None` where it cannot be known or leads nowhere.
pub(super) fn absolute(href: &str, base: Option<&str>) -> Option<String> {
    let lower = href.to_ascii_lowercase();
    let found = if ["http://", "https://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme)) {
        href.to_owned()
    } else if href.is_empty()
        || href.starts_with('#')
        || lower.split(['/', '?']).next().is_some_and(|first| first.contains(':'))
    {
        return None;
    } else {
        let base = base.filter(|base| base.starts_with("http"))?;
        let host_at = base.find("://")? + 3;
        let host_end = base[host_at..].find('/').map_or(base.len(), |at| host_at + at);
        match href.strip_prefix("//") {
            Some(rest) => format!("{}//{rest}", &base[..host_at - 2]),
            None if href.starts_with('/') => format!("{}{href}", &base[..host_end]),
            None => {
                let folder =
                    base.rfind('/').filter(|at| *at >= host_end).map_or("", |at| &base[host_end..at]);
                let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
                for step in href.split('/') {
                    match step {
                        "." => {}
                        ".." => drop(steps.pop()),
                        step => steps.push(step),
                    }
                }
                format!("{}/{}", &base[..host_end], steps.join("/"))
            }
        }
    };
    Some(found.replace(' ', "%20").replace('(', "%28").replace(')', "%29").replace(['<', '>', '\n'], ""))
}
