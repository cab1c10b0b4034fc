//! `.htaccess`, as Apache 2.4 reads it. Only what `AllowOverride FileInfo` and the sections within it allow stands there, and what a
//! module does is left out where the server lacks it.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::{RulesFor, address};
use crate::publish::headers::{Class, EMBED, KINDS, MEDIA, TEXTS};
use crate::text::percent_decoded;

/// The whole file.
pub(super) fn htaccess(subject: &RulesFor) -> String {
    let base = percent_decoded(subject.base());
    // Writing to a text cannot fail.
    let mut out = format!("# How Apache serves {}.\n", subject.base_url);
    let _ = writeln!(out, "ErrorDocument 404 {}404.html", subject.base());
    let _ = writeln!(out, "<IfModule mod_mime.c>");
    for (ending, kind) in KINDS {
        let (kind, charset) = kind.split_once("; charset=").unwrap_or((kind, ""));
        let _ = writeln!(out, "  AddType {kind} .{ending}");
        if !charset.is_empty() {
            let _ = writeln!(out, "  AddCharset {charset} .{ending}");
        }
    }
    if subject.packed {
        // Elsewhere `.gz` is a type, and `.br` the Breton language.
        let _ = writeln!(out, "  RemoveType .gz .br\n  RemoveLanguage .br");
        let _ = writeln!(out, "  AddEncoding gzip .gz\n  AddEncoding br .br");
    }
    let _ = writeln!(out, "</IfModule>");
    headers(&mut out, subject, &base);
    if subject.packed {
        packed(&mut out, subject);
    }
    redirects(&mut out, subject, &base);
    out
}

/// Sections come after what stands outside of them, and `<If>` after `<FilesMatch>`.
fn headers(out: &mut String, subject: &RulesFor, base: &str) {
    let set = |out: &mut String, margin: &str, (name, value): (String, String)| {
        let value = value.replace('\\', "\\\\").replace('"', "\\\"").replace('%', "%%");
        let _ = writeln!(out, "{margin}Header always set {name} \"{value}\"");
    };
    let _ = writeln!(out, "<IfModule mod_headers.c>");
    subject.headers(Class::Page).into_iter().for_each(|header| set(out, "  ", header));
    let _ = writeln!(out, "  <FilesMatch \"(?i)^(?!.*\\.({})(\\.br|\\.gz)?$)\">", TEXTS.join("|"));
    subject.apart(Class::Media).into_iter().for_each(|header| set(out, "    ", header));
    let _ = writeln!(out, "  </FilesMatch>");
    let marked = marked(subject);
    let kept = subject.apart(Class::Marked);
    if !marked.is_empty() && !kept.is_empty() {
        let _ = writeln!(out, "  <FilesMatch \"^({})(\\.br|\\.gz)?$\">", marked.join("|"));
        kept.into_iter().for_each(|header| set(out, "    ", header));
        let _ = writeln!(out, "  </FilesMatch>");
    }
    for (folder, class) in [(EMBED, Class::Embed), (MEDIA, Class::Media)] {
        let path = format!("{base}{folder}").replace('\'', "\\'");
        let _ = writeln!(out, "  <If \"%{{REQUEST_URI}} -strmatch '{path}*'\">");
        subject.apart(class).into_iter().for_each(|header| set(out, "    ", header));
        let _ = writeln!(out, "  </If>");
    }
    if subject.packed {
        let _ = writeln!(out, "  Header always merge Vary Accept-Encoding");
    }
    let _ = writeln!(out, "</IfModule>");
}

/// The names of the files that may be kept for good, for a regular expression. Apache compares names without their folders, so none
/// that a file with another content has too.
fn marked(subject: &RulesFor) -> Vec<String> {
    fn name(path: &str) -> &str {
        path.rsplit('/').next().unwrap_or(path)
    }
    let mut names: BTreeSet<&str> = subject.marked().map(name).collect();
    for (path, _) in subject.files.iter().filter(|(_, class)| **class != Class::Marked) {
        names.remove(name(path));
    }
    names.into_iter().map(literal).collect()
}

/// A copy that the browser can unpack is sent for the file.
fn packed(out: &mut String, subject: &RulesFor) {
    let _ = writeln!(out, "<IfModule mod_rewrite.c>\n  RewriteEngine On\n  RewriteBase {}", subject.base());
    for (coding, ending) in [("br", "br"), ("gzip", "gz")] {
        let _ = writeln!(out, "  RewriteCond \"%{{HTTP:Accept-Encoding}}\" \"\\b{coding}\\b\"");
        let _ = writeln!(out, "  RewriteCond \"%{{REQUEST_FILENAME}}.{ending}\" -f");
        let _ = writeln!(out, "  RewriteRule \"^(.+)$\" \"$1.{ending}\" [L,E=no-gzip:1,E=no-brotli:1]");
    }
    let _ = writeln!(out, "</IfModule>");
}

fn redirects(out: &mut String, subject: &RulesFor, base: &str) {
    let _ = writeln!(out, "<IfModule mod_alias.c>");
    for (old, new) in subject.moved() {
        // Apache escapes the address by itself, but takes these for the begin of something else.
        if new.contains(['#', '?']) {
            continue;
        }
        let new = percent_decoded(&address::of(new)).replace('$', "\\$");
        let old = literal(&format!("{base}{old}"));
        let _ = writeln!(out, "  RedirectMatch 301 \"^{old}$\" \"{base}{new}\"");
    }
    let _ = writeln!(out, "</IfModule>");
}

/// A text for a regular expression that finds just it.
pub(super) fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '.' | '+' | '*' | '?' | '(' | ')' | '|' | '[' | ']' | '{' | '}' | '^' | '$') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
