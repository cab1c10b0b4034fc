//! What is said of each code is true: its frame is what its case prints, and what it calls right is right. The page
//! `docs/diagnostics.md` and `dateline explain` are made of it; `UPDATE=1 cargo test explanations::` writes frames and page anew.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use dateline::check::codes;
use dateline::diag::{Code, Severity, Topic};

use crate::diagnostics::{ON_DISK, reported, root};

fn update() -> bool {
    std::env::var_os("UPDATE").is_some_and(|value| value == "1")
}

/// The site of a code's case, and what is printed of it.
fn case(code: &Code) -> (String, String) {
    let path = root().join("tests/cases/diagnostics").join(format!("{}.txt", code.name));
    let text = fs::read_to_string(path).unwrap();
    let (site, report) = text.split_once("== report ==\n").unwrap();
    (site.to_owned(), report.to_owned())
}

/// The first fenced block of a text whose info string is one of those, and where it stands.
fn block<'a>(text: &'a str, info: &[&str]) -> Option<&'a str> {
    let mut rest = text;
    while let Some(at) = rest.find("```") {
        let (name, body) = rest[at + 3..].split_once('\n').unwrap();
        let (body, after) = body.split_once("\n```").expect("a block is closed");
        if info.contains(&name) {
            return Some(body);
        }
        rest = after;
    }
    None
}

/// What takes the place of the mistake, if the text has it.
fn right(code: &Code) -> Option<&'static str> {
    let (_, after) = code.text.split_once("\nRight:\n")?;
    block(after, &["yaml", "markdown", "text", "csv", "html", "xml"])
}

/// The files of a site written as one text.
fn parted(site: &str) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut at = String::new();
    for line in site.split_inclusive('\n') {
        match line.trim_end().strip_prefix("-- ").and_then(|line| line.strip_suffix(" --")) {
            Some(path) => at = path.to_owned(),
            None => *files.entry(at.clone()).or_insert_with(String::new) += line,
        }
        files.entry(at.clone()).or_default();
    }
    files
}

/// The site with what is right in place of the mistake: whole files, or the line that the frame marks. A file without a
/// text is removed.
fn mended(site: &str, report: &str, right: &str) -> String {
    let mut files = parted(site);
    if right.starts_with("-- ") {
        files.extend(parted(&format!("{right}\n")));
    } else {
        let place = report.lines().find_map(|line| line.trim_start().strip_prefix("--> ")).unwrap();
        let mut parts = place.split(':');
        let (path, line) = (parts.next().unwrap(), parts.next().expect("a line").parse::<usize>().unwrap());
        let path = files.keys().find(|known| known.ends_with(path)).expect("the file of the frame").clone();
        let lines = files[&path].lines().enumerate();
        let lines: Vec<&str> = lines.map(|(i, old)| if i + 1 == line { right } else { old }).collect();
        files.insert(path, format!("{}\n", lines.join("\n")));
    }
    let kept = files.iter().filter(|(_, text)| !text.is_empty());
    kept.map(|(path, text)| format!("-- {path} --\n{text}")).collect()
}

#[test]
fn what_is_right_is_not_reported() {
    let mut wrong = Vec::new();
    for code in codes() {
        let Some(right) = right(&code) else { continue };
        let (site, report) = case(&code);
        let count = |site: &str| {
            let found = reported(code.name, site).0;
            found.0.iter().filter(|diagnostic| *diagnostic.code == *code.name).count()
        };
        let mended = mended(&site, &report, right);
        let (before, after) = (count(&site), count(&mended));
        if after >= before {
            wrong.push(format!("{}: {before} before, {after} after\n{mended}", code.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_code_has_an_example_of_what_is_right() {
    let all = codes();
    let without = all.iter().filter(|code| right(code).is_none()).map(|code| code.name);
    let mut without: Vec<&str> = without.collect();
    without.sort_unstable();
    let mut on_disk = ON_DISK.to_vec();
    on_disk.sort_unstable();
    assert_eq!(without, on_disk, "only what is about the disk cannot be shown");
}

/// Where the text of a code stands: beside its lint, or with the codes of the stages.
fn explanation(code: &Code) -> PathBuf {
    let of_lint = root().join("src/check").join(format!("{}.md", code.name.replace('-', "_")));
    if of_lint.exists() {
        return of_lint;
    }
    root().join("src/diag/explained").join(format!("{}.md", code.name))
}

#[test]
fn every_frame_is_what_the_case_prints() {
    let mut wrong = Vec::new();
    for code in codes().iter().filter(|code| !ON_DISK.contains(&code.name)) {
        let (_, report) = case(code);
        let printed = report.split("\n\n").next().unwrap_or_default();
        let shown = block(code.text, &["text"]).expect("a frame");
        if shown == printed {
            continue;
        }
        if update() {
            fs::write(explanation(code), code.text.replacen(shown, printed, 1)).unwrap();
        } else {
            wrong.push(format!("{}:\n{printed}", code.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// The page, but for what stands above its first section.
fn sections() -> String {
    let mut out = String::new();
    let mut topic: Option<Topic> = None;
    for code in codes() {
        if topic.replace(code.topic) != Some(code.topic) {
            let (heading, words) = code.topic.heading();
            out += &format!("## {heading}\n\n");
            if !words.is_empty() {
                out += &format!("{}\n\n", words.trim_end());
            }
        }
        let severity = if code.severity == Severity::Error { "Error" } else { "Warning" };
        out += &format!("### `{}`\n\n{severity}. {}\n", code.name, code.text);
    }
    out.truncate(out.trim_end().len());
    out + "\n"
}

#[test]
fn the_page_of_diagnostics_is_made_of_them() {
    let path: &Path = &root().join("docs/diagnostics.md");
    let page = fs::read_to_string(path).unwrap();
    let above = page.find("\n## ").expect("a section") + 1;
    let made = page[..above].to_owned() + &sections();
    if update() {
        fs::write(path, made).unwrap();
        return;
    }
    assert!(
        page == made,
        "docs/diagnostics.md is not what the codes say: UPDATE=1 cargo test explanations::"
    );
}

#[test]
fn every_meaning_is_one_sentence() {
    for code in codes() {
        let meaning = code.meaning();
        assert!(meaning.ends_with('.') && meaning.len() < 260, "{}: {meaning}", code.name);
    }
}
