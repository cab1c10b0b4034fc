//! The book of a conflict: what is in it, what is not, and that every part of it is XML.

use std::collections::BTreeMap;

use dateline::diag::Diagnostics;
use dateline::model::ConflictId;
use dateline::render::{self, BookContent, Context, Templates, Views};
use dateline::sink::book;

use crate::front::program::dateline;
use crate::front::{self, Built, build, xml};

/// The texts of the book of the first conflict, in an edition.
fn texts(built: &Built, edition: usize) -> BTreeMap<String, String> {
    let templates =
        Templates::load(&built.snapshot.tree, &built.snapshot.site.config, &mut Diagnostics::default());
    let views = Views::of(&built.snapshot);
    let files =
        render::book(Context::of(&built.snapshot, &templates, &views), ConflictId::of(0), edition).unwrap();
    let text = |content| match content {
        BookContent::Bytes(bytes) => Some(String::from_utf8(bytes).unwrap()),
        BookContent::Rendition(_) => None,
    };
    files.into_iter().filter_map(|file| Some((file.path, text(file.content)?))).collect()
}

const SITE: &str = "\
-- site.yaml --
title: The Archive
base_url: https://archive.example/
publisher: The House
-- content/actors.yaml --
- {id: north, name: North}
- {id: south, name: South}
-- content/glossary.yaml --
- {term: shell, summary: A round.}
-- content/conflicts/war.md --
---
name: The War & more
when: 2020
summary: It <b>was</b>.
sides: [{name: One, actors: [north]}, {name: Two, actors: [south]}]
phases:
  - {name: First days, when: 2020-10-01/2020-10-05, summary: It began.}
  - {name: Then, when: 2020-10-06/2020-10-20}
---
-- content/events.yaml --
- {id: fire, title: The fire, when: 2020-10-02, summary: It burned}
-- content/articles/a.md --
---
title: What <i>burned</i>
published: 2020-10-03T10:00+04:00
events: [{id: fire}]
authors: [Ann]
sources: [{id: s, title: A source & more, url: \"https://source.example/?a=1&b=2\"}]
claims:
  - about: A school was hit
    positions:
      - {by: north, stance: asserts, text: It was}
      - {by: south, stance: denies, text: It was not}
figures: [{measure: killed, value: 5, by: north, as_of: 2020-10-03}]
corrections: [{date: 2020-10-09, text: The hour was wrong}]
---
A shell fell.[^s] See [[Later]] and [the list](/timeline/index.html) and [out](https://x.example/?a=1&b=2).

| | n |
|---|---|
| a | 1 |

<div>a<br>b<script>evil()</script><svg><path d=\"M0\"/></svg></div>
-- content/articles/b.md --
---
title: Later
published: 2020-10-08
---
Words of b, and [[What <i>burned</i>]].
-- content/articles/why.md --
---
title: Why it began
published: 2020-10-04
timeline: false
---
Explained.
-- content/articles/gone.md --
---
title: Taken back by us
published: 2020-10-04
status: retracted
---
Gone words.
-- content/articles/held.md --
---
title: Hushed
published: 2020-10-04
status: draft
---
Held words.
";

#[test]
fn phases_are_parts_and_articles_are_chapters() {
    let book = texts(&build(SITE), 0);
    let chapters: Vec<&str> = book.keys().filter_map(|path| path.strip_prefix("EPUB/")).collect();
    assert_eq!(
        chapters,
        [
            "article-1.xhtml",
            "article-2.xhtml",
            "article-3.xhtml",
            "nav.xhtml",
            "package.opf",
            "part-1.xhtml",
            "part-2.xhtml",
            "part-3.xhtml",
            "style.css",
            "title.xhtml"
        ]
    );
    let article = &book["EPUB/article-1.xhtml"];
    for words in [
        "<h1>What &lt;i&gt;burned&lt;/i&gt;</h1>",
        "A shell fell.<sup class=\"cite\"><a href=\"#i-source-1\">1</a></sup>",
        "<a href=\"article-2.xhtml\">Later</a>",
        "<a href=\"https://archive.example/timeline/index.html\">the list</a>",
        "<a href=\"https://x.example/?a=1&amp;b=2\">out</a>",
        "It was not",
        "The hour was wrong",
        "A source &amp; more",
    ] {
        assert!(article.contains(words), "{words}\n{article}");
    }
    assert!(
        book["EPUB/part-1.xhtml"].contains("<a href=\"article-1.xhtml\">"),
        "{}",
        book["EPUB/part-1.xhtml"]
    );
    assert!(book["EPUB/part-3.xhtml"].contains("Why it began"));
    let package = &book["EPUB/package.opf"];
    assert!(
        package.contains("<meta property=\"dcterms:modified\">2020-10-08T20:00:00Z</meta>")
            || package.contains("2020-10-09T00:00:00Z"),
        "{package}"
    );
}

#[test]
fn every_part_is_well_formed_and_nothing_foreign_is_in_it() {
    for (path, text) in texts(&build(SITE), 0) {
        if path.ends_with("html") || path.ends_with("opf") || path.ends_with("xml") {
            assert!(xml::elements(&text).len() > 2, "{path}");
        }
        for foreign in [
            "<script",
            "evil()",
            "<svg",
            "<button",
            "popover",
            "onclick",
            "Taken back",
            "Gone words",
            "Hushed",
            "Held words",
            "\u{1}",
        ] {
            assert!(!text.contains(foreign), "{path} has {foreign}");
        }
    }
}

#[test]
fn a_book_speaks_the_language_of_its_edition_and_turns_with_it() {
    let site = SITE.replace("publisher:", "languages: [en, ar]\npublisher:")
        + "-- content/articles/b.ar.md --\n---\ntitle: لاحقا\npublished: 2020-10-08\n---\nكلمات.\n";
    let book = texts(&build(&site), 1);
    let package = &book["EPUB/package.opf"];
    assert!(
        package.contains("page-progression-direction=\"rtl\"") && package.contains("<dc:language>ar<"),
        "{package}"
    );
    assert!(book["EPUB/article-2.xhtml"].contains("<h1>لاحقا</h1>"));
    assert!(book["EPUB/article-2.xhtml"].contains("lang=\"ar\" xml:lang=\"ar\" dir=\"rtl\""));
    assert_ne!(
        package.split("urn:uuid:").nth(1),
        texts(&build(&site), 0)["EPUB/package.opf"].split("urn:uuid:").nth(1)
    );
}

#[test]
fn the_same_site_gives_the_same_bytes_and_what_it_is_stands_first() {
    let bound = || {
        let built = build(SITE);
        let templates =
            Templates::load(&built.snapshot.tree, &built.snapshot.site.config, &mut Diagnostics::default());
        let views = Views::of(&built.snapshot);
        let files =
            render::book(Context::of(&built.snapshot, &templates, &views), ConflictId::of(0), 0).unwrap();
        book::bind(&built.snapshot, files).unwrap().bytes
    };
    let bytes = bound();
    assert_eq!(bytes, bound());
    assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip");
}

#[test]
fn the_command_writes_over_books_alone() {
    let temporary = tempfile::tempdir().unwrap();
    front::spread(temporary.path(), SITE);
    let make = |conflict: &str, file: &str| {
        let out = dateline(temporary.path(), &["build", "--epub", conflict, file]);
        (out.code, out.stderr)
    };
    let (code, said) = make("war", "war.epub");
    assert!(code == 0 && said.contains("0 pictures"), "{said}");
    assert_eq!(make("war", "war.epub").0, 0, "over its own");
    std::fs::write(temporary.path().join("notes.epub"), "mine").unwrap();
    let (code, said) = make("war", "notes.epub");
    assert!(code == 2 && said.contains("no book"), "{said}");
    let (code, said) = make("wra", "war.epub");
    assert!(code == 2 && said.contains("`war`"), "{said}");
}
