//! `check --fix` and the quick fixes of editors: what is written instead of a mistake.

use std::fs;

use dateline::report;

use crate::diagnostics;
use crate::front;
use crate::front::program::dateline;

/// The files of a site after `check --fix`, and what the command said.
fn mended(files: &[(&str, &str)]) -> (Vec<String>, String) {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        front::put(folder.path(), path, text.as_bytes());
    }
    let run = dateline(folder.path(), &["check", "--fix"]);
    let read = |(path, _): &(&str, &str)| fs::read_to_string(folder.path().join(path)).unwrap();
    (files.iter().map(read).collect(), run.stderr)
}

fn article(front: &str, body: &str) -> String {
    format!("---\ntitle: A\n{front}---\n{body}\n")
}

#[test]
fn what_means_the_same_is_written_and_the_rest_stays_to_the_byte() {
    let same = |front: &str, new: &str, body: &str, new_body: &str| {
        let (files, said) = mended(&[("content/articles/a.md", &article(front, body))]);
        assert_eq!(files[0], article(new, new_body), "{said}");
    };
    same("date: 27.09.2020   # local\n", "date: 2020-09-27   # local\n", "Words.", "Words.");
    same("date: '27.09.2020'\n", "date: '2020-09-27'\n", "Words.", "Words.");
    same("date: \"27 September 2020\"\n", "date: \"2020-09-27\"\n", "Words.", "Words.");
    same(
        "events: [{id: e, title: E, when: 14 Jul 2020}]\n",
        "events: [{id: e, title: E, when: 2020-07-14}]\n",
        "Words.",
        "Words.",
    );
    let dated = "published: 2020-10-01\n";
    same("published: 2020-10-01\nSummary: x\n", "published: 2020-10-01\nsummary: x\n", "Words.", "Words.");
    same(dated, dated, "The \u{410}rmenia of old.", "The Armenia of old.");
    // Two readings, a guess that leaves something out, and a name that may have been meant are for people.
    for doubtful in
        ["date: 05/06/2020\n", "date: 14 July 2019 (Sunday), evening\n", "date: 2020-10-01\nsumary: x\n"]
    {
        same(doubtful, doubtful, "Words.", "Words.");
    }
}

#[test]
fn what_was_changed_is_said_with_its_place_and_then_looked_at_again() {
    let (_, said) = mended(&[
        ("content/articles/a.md", &article("date: 27.09.2020\n", "Words.")),
        ("content/articles/b.md", &article("date: 28.09.2020\n", "![x](img\\b.png)").replace(": A", ": B")),
        ("content/articles/img/b.png", ""),
    ]);
    assert!(said.contains("content/articles/a.md:3:7: `27.09.2020` → `2020-09-27`\n"), "{said}");
    assert!(said.contains("content/articles/b.md:5:6: `img\\b.png` → `img/b.png`\n"), "{said}");
    assert!(said.contains("3 places mended") && !said.contains("invalid-date"), "{said}");
    let (_, said) = mended(&[("content/articles/a.md", &article("published: 2020-10-01\n", "Words."))]);
    assert!(said.contains("nothing to mend"), "{said}");
}

#[test]
fn files_of_every_sort_keep_their_line_ends_and_mark() {
    let text = article("date: 27.09.2020\n", "Words.");
    for end in ["\r\n", "\r"] {
        let old = format!("\u{feff}{}", text.replace('\n', end));
        let (files, said) = mended(&[("content/articles/a.md", &old)]);
        assert_eq!(files[0], old.replace("27.09.2020", "2020-09-27"), "{end:?} {said}");
    }
}

#[cfg(unix)]
#[test]
fn what_a_link_brings_in_stays_as_it_is() {
    let outside = tempfile::tempdir().unwrap();
    let text = article("date: 27.09.2020\n", "Words.");
    front::put(outside.path(), "theirs.md", text.as_bytes());
    let folder = tempfile::tempdir().unwrap();
    front::put(folder.path(), "content/articles/own.md", text.as_bytes());
    let articles = folder.path().join("content/articles");
    std::os::unix::fs::symlink(outside.path().join("theirs.md"), articles.join("theirs.md")).unwrap();
    std::os::unix::fs::symlink("own.md", articles.join("twin.md")).unwrap();
    dateline(folder.path(), &["check", "--fix"]);
    assert_eq!(fs::read_to_string(outside.path().join("theirs.md")).unwrap(), text);
    assert!(fs::read_to_string(articles.join("own.md")).unwrap().contains("2020-09-27"));
    assert!(articles.join("twin.md").is_symlink());
}

/// Every mistake of the cases that has one certain fix is gone once that is made, and no other has come.
#[test]
fn a_certain_fix_ends_its_mistake() {
    let mut tried = 0;
    for (name, site) in diagnostics::sites() {
        let built = diagnostics::built(&name, &site);
        for one in built.diagnostics.iter() {
            let Some(edit) = report::certain(one, &built.snapshot.tree) else { continue };
            let file = built.snapshot.tree.file(edit.file).unwrap();
            let mut text = file.text().to_owned();
            text.replace_range(edit.range, &edit.text);
            let files = front::sections(&site).into_iter();
            let files: String = files
                .map(|(path, old)| format!("-- {path} --\n{}", if path == file.path { &text } else { &old }))
                .collect();
            let after = diagnostics::built(&name, &files);
            let is_same = |other: &&dateline::diag::Diagnostic| other.code == one.code;
            let (before, now) = (
                built.diagnostics.iter().filter(is_same).count(),
                after.diagnostics.iter().filter(is_same).count(),
            );
            assert!(now < before, "{name}: {}\n{}", one.message, after.report());
            tried += 1;
        }
    }
    assert!(tried >= 3, "{tried}");
}
