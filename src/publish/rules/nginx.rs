//! A part of the settings of nginx, to be named in a `server` block.

use std::fmt::Write as _;

use super::{RulesFor, address};
use crate::diag::Failure;
use crate::publish::headers::{Class, EMBED, KINDS, MEDIA, TEXTS, UNKNOWN};
use crate::text::percent_decoded;

/// The whole snippet.
///
/// # Errors
/// Fails when a header holds what nginx takes for the name of a variable.
pub(super) fn snippet(subject: &RulesFor) -> Result<String, Failure> {
    let odd = subject.manner.changes.iter().find(|(_, value)| value.iter().any(|value| value.contains('$')));
    if let Some((name, _)) = odd {
        return Err(Failure::new("write", "the rules for nginx", format!("the header `{name}` holds a `$`"))
            .hint("nginx cannot send it; write the header without, or choose other rules"));
    }
    let base = percent_decoded(subject.base());
    let mut out = format!(
        "# How nginx serves {}. Name this file in the server block, below its root:\n#\n#     include \
         /the/folder/of/the/site/.dateline/nginx.conf;\n#\n# Then let nginx read its settings anew, now and after a \
         publish that changes this file.\n\n",
        subject.base_url
    );
    types(&mut out);
    // Writing to a text cannot fail.
    let _ = writeln!(
        out,
        "# A redirect to a folder names neither a host nor a port, which may be another before a proxy."
    );
    let _ = writeln!(out, "absolute_redirect off;\nport_in_redirect off;\nserver_name_in_redirect off;");
    let _ = writeln!(out, "error_page 404 {};", quoted(&format!("{base}404.html")));
    if subject.packed {
        let _ = writeln!(out, "gzip_static on;\ngzip_vary on;");
        let _ = writeln!(out, "# With the module ngx_brotli: brotli_static on;");
    }
    let _ = writeln!(out, "\n# A location with headers of its own has no others, so each says all of them.");
    add(&mut out, "", subject, Class::Page);
    place(&mut out, subject, &quoted(&base), Class::Media);
    let texts = format!("~* {}", quoted(&format!("^{}.*\\.({})$", literal(&base), TEXTS.join("|"))));
    place(&mut out, subject, &texts, Class::Page);
    place(&mut out, subject, &format!("^~ {}", quoted(&format!("{base}{EMBED}"))), Class::Embed);
    place(&mut out, subject, &format!("^~ {}", quoted(&format!("{base}{MEDIA}"))), Class::Media);
    for path in subject.marked() {
        place(&mut out, subject, &format!("= {}", quoted(&format!("{base}{path}"))), Class::Marked);
    }
    let _ = writeln!(out, "\n# Old addresses.");
    for (old, new) in subject.moved() {
        let (old, new) = (quoted(&format!("{base}{old}")), address::of(new));
        let _ = writeln!(out, "location = {old} {{ return 301 {}{new}; }}", subject.base());
    }
    Ok(out)
}

fn types(out: &mut String) {
    let _ = writeln!(out, "default_type {UNKNOWN};\ntypes {{");
    for (ending, kind) in KINDS {
        let _ = writeln!(out, "    {} {ending};", kind.split(';').next().unwrap_or(kind));
    }
    // nginx knows by itself that text/html has a character set, and warns when it is told.
    let mut texts: Vec<&str> =
        KINDS.iter().filter_map(|(_, kind)| kind.split_once("; charset").map(|(kind, _)| kind)).collect();
    texts.sort_unstable();
    texts.dedup();
    texts.retain(|kind| *kind != "text/html");
    let _ = writeln!(out, "}}\ncharset utf-8;\ncharset_types {};\n", texts.join(" "));
}

fn place(out: &mut String, subject: &RulesFor, pattern: &str, class: Class) {
    let _ = writeln!(out, "location {pattern} {{\n    index index.html;\n    try_files $uri $uri/ =404;");
    add(out, "    ", subject, class);
    let _ = writeln!(out, "}}");
}

fn add(out: &mut String, margin: &str, subject: &RulesFor, class: Class) {
    for (name, value) in subject.headers(class) {
        let _ = writeln!(out, "{margin}add_header {name} {} always;", quoted(&value));
    }
}

/// A word of the settings.
fn quoted(text: &str) -> String {
    if !text.is_empty()
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'.' | b'-' | b'_'))
    {
        return text.to_owned();
    }
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A text for a regular expression that finds just it.
fn literal(text: &str) -> String {
    super::apache::literal(text)
}
