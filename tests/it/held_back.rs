//! What is not for readers yet is not built, in whatever words its file says so, and is known to the check for leaks.

use dateline::Options;
use dateline::model::Why;
use dateline::publish::bundle::Bundle;
use dateline::publish::leak::{self, Known, LeakKind};
use dateline::resolve::Include;
use dateline::sink::OutputFolder;
use dateline::sink::folder::Folder;

use crate::front::{self, Built, build, build_with};

/// A site with one text that may be held back, and one that is published.
fn site(file: &str, line: &str) -> String {
    let key = if line.starts_with("published:") { "date" } else { "published" };
    let date = if file.contains("articles") { format!("{key}: 2020-10-05\n") } else { String::new() };
    let when = if file.contains("events") { "when: 2020-10-05\n" } else { "" };
    format!(
        "-- site.yaml --\ntitle: T\nbase_url: https://archive.example/\n-- {file} --\n---\ntitle: A hushed thing\n{date}{when}{line}\n---\nWords.\n\
         -- content/articles/open.md --\n---\ntitle: B\npublished: 2020-10-06\n---\nWords.\n"
    )
}

fn is_held_back(built: &Built) -> bool {
    built.holding("A hushed thing").is_empty() && built.snapshot.site.held_back.len() == 1
}

#[test]
fn words_of_other_tools_hold_back() {
    for line in [
        "status: Draft",
        "status: ' unverified '",
        "status: embargoed",
        "statuss: embargo",
        "\"\\x64raft\": true",
        "draft: 'true'",
        "draft: on",
        "isDraft: true",
        "is_draft: 1",
        "private: yes",
        "unpublished: true",
        "hidden: true",
        "visibility: private",
        "post_status: future",
        "published: false",
        "published: no",
        "public: false",
        "publish: off",
        "embargo: 2099-01-01",
        "embargo: true",
        "embargo: until the trial",
        "publishDate: 2099-01-01",
        "release: '2099-05'",
        "releaseDate: 2099-01-01T10:00:00Z",
        "expiryDate: 2021-01-01",
        "visible: false",
        "drfat: true",
        "priavte: true",
        "stage: review",
        "permalink: false",
        "output: no",
        "headless: true",
        "build: {render: never}",
        "build: {list: never}",
        "_build: {list: local, render: link}",
        "build: {render: false}",
        "exclude: true",
        "password: swordfish",
        "restricted: yes",
        "review: pending",
        "unpublish: 2020-11-01",
        "wip: true",
        "verified: false",
    ] {
        for file in ["content/articles/a.md", "content/pages/a.md", "content/events/a.md"] {
            let built = build(&site(file, line));
            assert!(is_held_back(&built), "{file} {line}: {}", built.report());
            let told = built.report().contains("held-back") || built.report().contains("unknown-value");
            let plain = ["status: Draft", "status: ' unverified '"].contains(&line)
                || line.contains("published: ") && file.contains("articles");
            assert!(told || plain, "{file} {line}: {}", built.report());
        }
    }
}

#[test]
fn what_says_that_it_is_for_readers_is_built() {
    for line in [
        "status: Published",
        "draft: false",
        "draft: 'no'",
        "private: false",
        "publishDate: 2020-01-01",
        "embargo: 2020-10-04",
        "expiryDate: 2099-01-01",
        "visibility: public",
        "public: true",
        "publisher: The Paper",
        "reviewer: Ann",
        "hidden: 0",
    ] {
        let built = build(&site("content/articles/a.md", line));
        assert!(built.has("articles/a.html"), "{line}: {}", built.report());
    }
}

#[test]
fn a_day_to_come_holds_back_until_it_is_asked_for() {
    let text = site("content/articles/a.md", "x: 1").replace("2020-10-05", "2021-06-02");
    let built = build(&text);
    assert!(is_held_back(&built) && built.report().contains("from 2021-06-02"), "{}", built.report());
    assert_eq!(built.snapshot.site.held_back_as(Why::ToCome), 1);
    for include in [Include::Future, Include::Drafts] {
        let built = build_with(&text, &Options { include, ..front::options() });
        assert!(built.has("articles/a.html"), "{include:?}");
    }
    let draft = text.replace("x: 1", "draft: true");
    assert!(is_held_back(&build_with(&draft, &Options { include: Include::Future, ..front::options() })));
    assert!(build(&text.replace("2021-06-02", "2021-06-01")).has("articles/a.html"));
    // In the east it is tomorrow already, and the story is out.
    assert!(build(&text.replace("2021-06-02", "2021-06-02T01:00+04:00")).has("articles/a.html"));
}

#[test]
fn an_event_within_an_article_is_held_back_alone() {
    let text = site(
        "content/articles/a.md",
        "events: [{title: An open event, when: 2020-10-01}, {title: A shut event, when: 2020-10-02, status: draft}]",
    );
    let built = build(&text);
    assert!(!built.holding("An open event").is_empty());
    assert_eq!(built.holding("A shut event"), [""; 0]);
    let with = build_with(&text, &front::with_drafts());
    assert!(!with.holding("A shut event").is_empty());
}

/// Words of a draft in other writings, each with one more sign or tag than the last.
fn spellings(words: &str) -> Vec<String> {
    let first = words.split(' ').next().unwrap_or_default();
    vec![
        words.to_owned(),
        words.to_uppercase(),
        words.replace(' ', "\n  "),
        words.replace(' ', "\u{a0}"),
        words.replace('e', "\u{435}"),
        words.replacen("i", "i\u{200b}", 3),
        words.replace('o', "&#111;"),
        words.replace(first, &format!("<em>{first}</em>")),
        words.replace("'", "\u{2019}").replace('-', "\u{2011}"),
        words.replace('i', "i\u{301}"),
    ]
}

fn pdf(words: &str) -> Vec<u8> {
    let hex: String =
        words.encode_utf16().flat_map(u16::to_be_bytes).map(|byte| format!("{byte:02x}")).collect();
    format!("%PDF-1.7\n1 0 obj\n<< /Subject <feff{hex}> /Note 2 0 R >>\nendobj").into_bytes()
}

fn png(words: &str) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let text = format!("Comment\0\0\0\0\0{words}");
    for (name, content) in [(b"IHDR", &[0; 13][..]), (b"iTXt", text.as_bytes()), (b"IEND", b"")] {
        bytes.extend(u32::try_from(content.len()).unwrap().to_be_bytes());
        bytes.extend(name);
        bytes.extend(content);
        bytes.extend([0; 4]);
    }
    bytes
}

/// A place that words may leak into: its path, and the bytes that hold them there.
type Maker<'a> = (&'a str, &'a dyn Fn(&str) -> Vec<u8>);

#[test]
fn words_of_a_draft_are_found_in_every_place_and_writing() {
    const WORDS: &str = "The driver's mill-house stood open that night";
    let text = site("content/articles/a.md", &format!("status: DRAFT\nsummary: \"{WORDS}\""));
    let built = build(&text);
    let known = Known::of(&built.snapshot.tree, &built.snapshot.site, &[]);
    let places: [Maker; 10] = [
        ("page.html", &|words| format!("<p>x <b>y</b> {words}.").into_bytes()),
        ("feed.xml", &|words| {
            format!("<summary type=\"html\">&lt;p&gt;{}</summary>", words.replace('<', "&lt;")).into_bytes()
        }),
        ("map.svg", &|words| {
            format!("<svg><text><tspan>{}</tspan></text></svg>", words.replace(' ', "</tspan><tspan>"))
                .into_bytes()
        }),
        ("data.json", &|words| serde_json::to_vec(&[words]).unwrap()),
        ("old.txt", &|words| words.as_bytes().to_vec()),
        ("court.pdf", &pdf),
        ("view.png", &png),
        ("app.js", &|words| format!("let a = {};", serde_json::to_string(words).unwrap()).into_bytes()),
        ("a.css", &|words| format!("a::after {{ content: '{words}' }}").into_bytes()),
        ("wide.txt", &|words| format!("\u{feff}{words}").encode_utf16().flat_map(u16::to_le_bytes).collect()),
    ];
    let temporary = tempfile::tempdir().unwrap();
    let path = temporary.path().join("public");
    let folder = Folder::open(&path).unwrap();
    folder.put("index.html", b"<!doctype html><title>T</title>").unwrap();
    for (number, words) in spellings(WORDS).iter().enumerate() {
        for (name, make) in &places {
            folder.put(&format!("{number}/{name}"), &make(words)).unwrap();
        }
    }
    OutputFolder::new(folder).finish().unwrap();
    let found = leak::check(&Bundle::open(&path).unwrap(), &known).unwrap();
    let missing: Vec<String> = (0..10)
        .flat_map(|number| places.iter().map(move |(name, _)| format!("{number}/{name}")))
        .filter(|path| {
            !found.iter().any(|finding| finding.file == *path && finding.kind == LeakKind::HeldBack)
        })
        .collect();
    assert_eq!(missing, [""; 0]);
    assert!(
        found
            .iter()
            .all(|finding| finding.kind != LeakKind::HeldBack
                || finding.what.contains("content/articles/a.md"))
    );
}

#[test]
fn publish_refuses_what_a_draft_page_or_event_says() {
    for file in ["content/articles/a.md", "content/pages/a.md", "content/events/a.md"] {
        let text = site(file, "status: dRaFt").replace(
            "Words.\n-- content/articles/open",
            "The convoy left by the old mill road at six.\n-- content/articles/open",
        );
        let built = build(&text);
        let known = Known::of(&built.snapshot.tree, &built.snapshot.site, &[]);
        let temporary = tempfile::tempdir().unwrap();
        let path = temporary.path().join("public");
        let folder = Folder::open(&path).unwrap();
        folder.put("index.html", b"<!doctype html><title>T</title>").unwrap();
        folder.put("old.txt", b"x\nA HUSHED thing\n\nthe convoy left, by the old mill-road").unwrap();
        OutputFolder::new(folder).finish().unwrap();
        let found = leak::check(&Bundle::open(&path).unwrap(), &known).unwrap();
        let lines: Vec<Option<usize>> = found.iter().map(|finding| finding.line).collect();
        assert_eq!(lines, [Some(2), Some(4)], "{file}: {found:?}");
    }
}
