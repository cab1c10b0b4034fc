//! docs/templates.md names every field that templates are given.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::front;

/// The files of the demonstration, with templates that write down what they are given.
fn files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let walk =
        |folder: &str| walkdir::WalkDir::new(root.join(folder)).sort_by_file_name().into_iter().flatten();
    let mut files = vec![("site.yaml".to_owned(), fs::read_to_string(root.join("site.yaml")).unwrap())];
    for entry in walk("content").filter(|entry| entry.file_type().is_file()) {
        let path = entry.path().strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
        if let (true, Ok(text)) =
            (path.ends_with(".md") || path.ends_with(".yaml"), fs::read_to_string(entry.path()))
        {
            files.push((path, text));
        }
    }
    for entry in walk("templates").filter(|entry| entry.file_type().is_file()) {
        let name = entry.file_name().to_str().unwrap().to_owned();
        files.push((format!("templates/{name}"), "{{ __tera_context | safe }}".to_owned()));
    }
    files
}

/// The keys of maps in a value as templates write it down: `{"key": "text", …}`.
fn keys(written: &str) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    let mut rest = written;
    while let Some(start) = rest.find('"') {
        let text = &rest[start + 1..];
        let mut escaped = false;
        let end = text.find(|c| match c {
            _ if escaped => {
                escaped = false;
                false
            }
            '\\' => {
                escaped = true;
                false
            }
            c => c == '"',
        });
        let end = end.expect("a text ends");
        rest = &text[end + 1..];
        if rest.starts_with(':') {
            found.insert(&text[..end]);
        }
    }
    found
}

#[test]
fn every_field_of_every_page_is_documented() {
    let docs = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/templates.md")).unwrap();
    let files = files();
    let files = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let built = front::build_files(files, &front::options());
    let mut given: BTreeMap<String, String> = BTreeMap::new();
    let mut pages = 0;
    for path in built.pages() {
        let written = built.page(path);
        pages += usize::from(written.starts_with('{'));
        for key in keys(written) {
            given.entry(key.to_owned()).or_insert_with(|| path.to_owned());
        }
    }
    assert!(pages > 200, "{pages} pages could be read");
    let missing: Vec<String> = given
        .iter()
        .filter(|(key, _)| !docs.contains(&format!("`{key}`")) && !docs.contains(&format!(".{key}`")))
        .map(|(key, path)| format!("{key} ({path})"))
        .collect();
    assert!(missing.is_empty(), "docs/templates.md lacks: {}", missing.join(", "));
}
