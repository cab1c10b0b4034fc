//! The answers of docs/howto.md: the files of each, laid into the example, make no mistake.

use std::fs;

use crate::diagnostics::root;
use crate::front::program::dateline;

/// The files that a part of the page shows: each block stands below a line that ends with the path in backquotes.
fn files(part: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut rest = part;
    while let Some((before, block)) = rest.split_once("\n```") {
        let (head, block) = block.split_once('\n').unwrap();
        let (block, after) = block.split_once("\n```").unwrap();
        let line = before.trim_end().rsplit('\n').next().unwrap();
        if let Some(path) =
            line.rsplit('`').nth(1).filter(|path| line.ends_with("`:") && path.contains('.') && head != "sh")
        {
            files.push((path.to_owned(), format!("{block}\n")));
        }
        rest = after;
    }
    files
}

#[test]
fn every_answer_builds_without_a_mistake() {
    let text = fs::read_to_string(root().join("docs/howto.md")).unwrap();
    let parts: Vec<&str> = text.split("\n## ").skip(1).collect();
    assert!(parts.len() >= 12, "{}", parts.len());
    let index = text.split("\n## ").next().unwrap();
    let mut laid = 0;
    for part in parts {
        let title = part.lines().next().unwrap();
        assert!(index.contains(&format!("- [{title}](#")), "{title} is in the list");
        let files = files(part);
        if files.is_empty() {
            continue;
        }
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(dateline(folder.path(), &["init", "--example", "war"]).code, 0);
        let site = folder.path().join("war");
        for (path, text) in &files {
            fs::create_dir_all(site.join(path).parent().unwrap()).unwrap();
            fs::write(site.join(path), text).unwrap();
            laid += 1;
        }
        let run = dateline(&site, &["build", "--now", "2021-06-01"]);
        assert_eq!(run.code, 0, "{title}: {}", run.stderr);
        let said =
            run.stderr.lines().filter(|line| line.starts_with("warning[") || line.starts_with("error["));
        assert_eq!(said.filter(|line| !line.contains("held-back")).count(), 0, "{title}: {}", run.stderr);
    }
    assert!(laid >= 10, "{laid}");
}
