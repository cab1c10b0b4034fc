//! Every code has a case with its whole printed frame, and a section in `docs/diagnostics.md`.
//!
//! A case is a file `cases/diagnostics/<code>.txt`: the site's files, a line `== report ==`, the report.
//! `UPDATE=1 cargo test diagnostics::` writes the reports anew; read each before it is kept.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use dateline::Options;
use dateline::check::{Depth, codes};
use dateline::diag::{Diagnostics, Severity, Topic};
use dateline::resolve::Include;
use dateline::source::{self, Filter};

use crate::front;

/// These are about the disk, or about bytes that are no text: no site written as a text has them.
pub(crate) const ON_DISK: [&str; 11] = [
    "lost-credentials",
    "unchecked-proof",
    "small-picture",
    "not-utf8",
    "unreadable-file",
    "outside-site",
    "special-file",
    "symlink-loop",
    "unknown-file",
    "other-encoding",
    "taken-path",
];

/// What is reported of a site, or of the inputs that are imported into it.
pub(crate) fn reported(name: &str, case: &str) -> (Diagnostics, String) {
    if case.contains("-- inbox/") {
        let imported = front::import::import(case);
        return (imported.diagnostics, imported.report);
    }
    let built = built(name, case);
    let report = built.report();
    (built.diagnostics, report)
}

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Code and file of every case, sorted.
fn cases() -> Vec<(String, PathBuf)> {
    let folder = root().join("tests/cases/diagnostics");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut cases: Vec<_> =
        files.map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), path)).collect();
    cases.sort();
    cases
}

/// A case's site; what editors decide about is reported only where it is asked for.
pub(crate) fn built(name: &str, site: &str) -> front::Built {
    let editorial = codes().iter().any(|code| code.name == name && code.topic == Topic::Editors);
    let depth = if editorial { Depth::Editorial } else { Depth::Mistakes };
    // What is to come is held back, unless it is asked for.
    let include = if name == "future-date" { Include::Future } else { Include::Published };
    front::build_with(site, &Options { depth, include, ..front::options() })
}

/// Code and site of every case whose site is no inputs of an import.
pub(crate) fn sites() -> impl Iterator<Item = (String, String)> {
    cases().into_iter().filter_map(|(name, path)| {
        let text = fs::read_to_string(path).unwrap();
        let (site, _) = text.split_once("== report ==\n")?;
        (!site.contains("-- inbox/")).then(|| (name, site.to_owned()))
    })
}

#[test]
fn every_case_prints_its_report() {
    let update = std::env::var_os("UPDATE").is_some_and(|value| value == "1");
    let mut wrong = Vec::new();
    for (name, path) in cases() {
        let text = fs::read_to_string(&path).unwrap();
        let (site, expected) = text.split_once("== report ==\n").expect("a case has a line `== report ==`");
        let (_, found) = reported(&name, site);
        if found == expected {
            continue;
        }
        if update {
            fs::write(&path, format!("{site}== report ==\n{found}")).unwrap();
        } else {
            wrong.push(format!("---- {name}, expected:\n{expected}---- {name}, got:\n{found}"));
        }
    }
    assert!(wrong.is_empty(), "{} reports differ\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_case_is_about_its_code_alone() {
    for (name, path) in cases() {
        let text = fs::read_to_string(path).unwrap();
        let (site, _) = text.split_once("== report ==\n").unwrap();
        let (diagnostics, _) = reported(&name, site);
        let found: BTreeSet<&str> = diagnostics.0.iter().map(|diagnostic| &*diagnostic.code).collect();
        assert_eq!(found, BTreeSet::from([name.as_str()]));
        let severity = codes().iter().find(|code| code.name == name).expect("a known code").severity;
        assert!(diagnostics.0.iter().all(|diagnostic| diagnostic.severity == severity), "{name}");
    }
}

#[test]
fn every_code_has_a_case() {
    let cases: Vec<String> = cases().into_iter().map(|(code, _)| code).collect();
    let known: Vec<&str> = codes().iter().map(|code| code.name).collect();
    let without: Vec<&&str> = known
        .iter()
        .filter(|code| !ON_DISK.contains(code) && !cases.iter().any(|case| case == *code))
        .collect();
    assert!(without.is_empty(), "no case in tests/cases/diagnostics: {without:?}");
    let unknown: Vec<&String> = cases.iter().filter(|case| !known.contains(&case.as_str())).collect();
    assert!(unknown.is_empty(), "cases of codes that do not exist: {unknown:?}");
}

#[test]
fn a_base_that_lacks_a_block_is_said_once_and_stands_in_its_file() {
    let site = format!(
        "-- templates/base.html --\n<html>{{% block main %}}{{% endblock main %}}</html>\n{}",
        front::with_body("Words.")
    );
    let built = front::build(&site);
    assert_eq!(built.codes(), ["template-error"], "{}", built.report());
    assert!(
        built.report().contains("templates/base.html") && built.report().contains("`head`"),
        "{}",
        built.report()
    );
    assert!(built.has("articles/a.html"), "the built-in template stands in");
}

/// What every message and hint must be, whatever it says.
#[test]
fn messages_follow_the_house_style() {
    let mut wrong = Vec::new();
    for (name, path) in cases() {
        let text = fs::read_to_string(path).unwrap();
        let (site, _) = text.split_once("== report ==\n").unwrap();
        for diagnostic in reported(&name, site).0.0 {
            let labels = diagnostic.labels.iter().map(|label| &label.message);
            for said in std::iter::once(&diagnostic.message).chain(&diagnostic.hints).chain(labels) {
                let first = said.chars().next().unwrap_or(' ');
                // A hint may begin with the name of an IANA zone, an acronym or a proper noun.
                let capital =
                    first.is_uppercase() && !said.starts_with("YAML") && !said.starts_with("Read lines");
                if capital
                    || said.ends_with('.')
                    || said.trim() != said
                    || said.is_empty()
                    || said.contains('\n')
                {
                    wrong.push(format!("{name}: {said}"));
                }
            }
            if diagnostic.hints.is_empty() && diagnostic.labels.is_empty() {
                wrong.push(format!("{name}: `{}` has neither a hint nor a second place", diagnostic.message));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The site on the disk, read and built, and its report.
fn read(folder: &Path) -> front::Built {
    let mut out = Diagnostics::default();
    let tree = source::read(folder, &Filter::default(), &mut out).unwrap();
    front::build_tree(tree, &front::options(), out)
}

/// What follows from a mistake is not a mistake of its own, least of all one that is not true.
#[test]
fn one_mistake_is_said_once() {
    let article = |front: &str| {
        format!(
            "-- content/articles/a.md --\n---\ntitle: The first\npublished: 2020-10-01\n{front}---\nWords.\n"
        )
    };
    let cases = [
        (article("place: {name: Shusha, lat: 139.76, lon: 46.75}\n"), "out-of-range"),
        (
            format!(
                "{}-- content/places.yaml --\n- name: Baku\n",
                article("place: {name: Shusha, lat: north, lon: 46.75}\n")
            ),
            "wrong-type",
        ),
        (article("image: {src: [a], alt: A town, credit: AP}\n"), "wrong-type"),
        (article("actors: [{actor: [a], role: party}]\n"), "wrong-type"),
        (article("figures: [{measure: killed, value: many}]\n"), "wrong-type"),
        (format!("{}-- content/actors.yaml --\n- name: {{en: Armenia}}\n", article("")), "wrong-type"),
        (article("").replace("title: The first", "title: [The first]"), "wrong-type"),
        (article("").replace("2020-10-01", "soon"), "invalid-date"),
        (article("slug: \"…\"\n"), "invalid-address"),
        ("-- content/articles/a.md --\n---\ntitle: The first\n---\nWords.\n".to_owned(), "missing-date"),
        ("-- content/articles/a.md --\nWords.\n".to_owned(), "no-front-matter"),
        (article("template: article.htm\n"), "unknown-template"),
    ];
    let codes = |site: &str| front::build(site).codes().join(" ");
    front::same(cases.map(|(site, code)| (site.clone(), codes(&site), code.to_owned())));
}

/// A list that should be a list says so.
#[test]
fn a_wrong_type_names_what_was_expected() {
    let built =
        front::build(&format!("{}-- content/places.yaml --\nname: Baku\n", front::with_body("Words.")));
    assert_eq!(
        built.short(),
        "content/places.yaml:1:1: error[wrong-type]: this must be a list, found a map\n"
    );
}

const ARTICLE: &str = "---\ntitle: The first\npublished: 2020-10-01\n---\nWords.\n";

#[test]
fn not_utf8() {
    let folder = tempfile::tempdir().unwrap();
    front::put(folder.path(), "content/articles/a.md", ARTICLE.as_bytes());
    front::put(
        folder.path(),
        "content/articles/b.md",
        b"---\ntitle: Caf\xe9\npublished: 2020-10-01\n---\nWords.\n",
    );
    front::put(folder.path(), "content/articles/c.md", b"\xff\xfe-\0-\0-\0\n\0");
    assert_eq!(
        read(folder.path()).report(),
        "\
error[not-utf8]: the file is not UTF-8; it looks like Latin-1, Windows-1251 or another old encoding
 --> content/articles/b.md:2:11
  |
2 | title: Caf
  |           ^
  |
  = hint: save it as UTF-8, in the editor or with `iconv -f WINDOWS-1252 -t UTF-8`

error[not-utf8]: the file is not UTF-8; it looks like UTF-16
 --> content/articles/c.md:1:1
  |
1 |
  | ^
  |
  = hint: save it as UTF-8, in the editor or with `iconv -f UTF-16 -t UTF-8`

"
    );
}

#[test]
fn unknown_file() {
    let folder = tempfile::tempdir().unwrap();
    front::put(folder.path(), "content/articles/a.md", ARTICLE.as_bytes());
    front::put(folder.path(), "content/articles/b.docx", b"x");
    front::put(folder.path(), "content/articles/.DS_Store", b"x");
    front::put(folder.path(), "content/articles/a.md~", b"x");
    front::put(folder.path(), "notes/plan.docx", b"x");
    let built = read(folder.path());
    assert_eq!(built.codes(), ["unknown-file"], "{}", built.short());
    let report = built.report();
    assert!(
        report.starts_with("warning[unknown-file]: nothing is made of `content/articles/b.docx`\n"),
        "{report}"
    );
}

#[cfg(unix)]
#[test]
fn unreadable_file() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    front::put(folder.path(), "content/articles/a.md", ARTICLE.as_bytes());
    // A link to nothing cannot be read, whoever runs the test.
    symlink("nowhere.md", folder.path().join("content/articles/b.md")).unwrap();
    let built = read(folder.path());
    assert_eq!(built.codes(), ["unreadable-file"]);
    assert_eq!(built.diagnostics.0[0].severity, Severity::Error);
    let report = built.report();
    assert!(report.contains("content/articles/b.md"), "{report}");
    assert!(built.has("articles/a.html"), "the rest is built");
}

#[cfg(unix)]
#[test]
fn symlink_loop() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    front::put(folder.path(), "content/articles/a.md", ARTICLE.as_bytes());
    symlink("..", folder.path().join("content/articles/up")).unwrap();
    let built = read(folder.path());
    assert_eq!(
        built.report(),
        "\
warning[symlink-loop]: the link `content/articles/up` leads back to a folder above it
 |
 = hint: remove the link; it was not followed

"
    );
    assert!(built.has("articles/a.html"));
}
