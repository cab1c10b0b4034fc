//! Sources: the numbered list of a text, the pages of all sources, and the files for other programs.

use serde_json::{Value, json};

use crate::front;

const SITE: &str = "\
-- site.yaml --
title: T
base_url: https://example.org/
-- content/sources.yaml --
- id: mod
  title: Statement & {number} 5
  publisher: Ministry
  author: A. Spokesman
  url: https://example.com/5
  published: 2020-10-01
  accessed: 2020-10-05
  archived: {url: 'https://web.example/5', date: 2020-10-06}
  kind: official
  side: northland
  lang: hy
- id: gone
  title: A video
  publisher: A channel
  url: https://example.com/video
  archived: https://web.example/video
  kind: social
  published: 2020-10~
  lost: true
- id: lost
  title: A post
  url: https://example.com/post
  lost: true
- id: hidden
  title: What only a draft cites
- id: unused
  title: What nothing cites
-- content/actors.yaml --
- {id: northland, name: Northland}
-- content/articles/a.md --
---
title: The first
published: 2020-10-01
sources:
  - mod
  - {title: Own, publisher: A paper, kind: media, published: 2020, url: 'https://example.com/own'}
original: {publisher: P, url: 'https://example.com/original', archived: 'https://web.example/original'}
---
A text.[^gone] Again.[^mod] And.[^lost]
-- content/articles/b.md --
---
title: The second
published: 2020-10-02
sources: [{title: Own, publisher: A paper, kind: media, url: 'https://example.com/own'}]
claims: [{about: What, positions: [{by: Northland, sources: [mod]}]}]
---
Words.
-- content/articles/c.md --
---
title: Held back
published: 2020-10-02
status: draft
---
A text.[^hidden]
-- content/articles/d.md --
---
title: Taken back
published: 2020-10-02
status: retracted
sources: [{title: What was taken back}]
---
A text.[^mod]
";

#[test]
fn the_list_of_an_article_says_all_about_each_source() {
    let main = front::build(SITE).main("articles/a.html");
    let list = main.split("## Sources\n").nth(1).and_then(|rest| rest.split("## ").next()).expect("a list");
    assert_eq!(
        list,
        "\
- [Statement & {number} 5](https://example.com/5) A. Spokesman Ministry 1 October 2020 official Northland in Armenian [archived copy](https://web.example/5) of 6 October 2020 accessed 5 October 2020 [2 citations](../sources.html#s-mod)
- [Own](https://example.com/own) A paper 2020 media [2 citations](../sources.html#s-a-paper)
- [A video](https://web.example/video) no longer at its address, the link leads to an archived copy A channel about October 2020 social media
- A post no longer at its address
"
    );
}

#[test]
fn a_page_names_every_source_once_with_what_cites_it() {
    let built = front::build(SITE);
    let main = built.main("sources.html");
    let work = |title: &str| {
        let mut lines = main.lines().skip_while(|line| !line.contains(title));
        lines.by_ref().take(3).last().unwrap_or("").to_owned()
    };
    assert_eq!(work("Statement &"), "Cited by [The first](articles/a.html) · [The second](articles/b.html)");
    assert_eq!(work("[Own]"), "Cited by [The first](articles/a.html) · [The second](articles/b.html)");
    assert_eq!(work("A video"), "Cited by [The first](articles/a.html)");
    let headings: Vec<&str> = main.lines().filter(|line| line.starts_with("## ")).collect();
    assert_eq!(headings, ["## A", "## M"]);
    for hidden in ["only a draft", "nothing cites", "taken back"] {
        let holding: Vec<&str> = built.holding(hidden);
        assert!(holding.is_empty(), "{hidden}: {holding:?}");
    }
    assert!(!front::build(&front::with_body("Words.")).has("sources.html"));
}

#[test]
fn csl_json_has_every_field() {
    let built = front::build(SITE);
    let items: Value = serde_json::from_str(built.page("data/sources.json")).expect("JSON");
    let item =
        |id: &str| items.as_array().expect("a list").iter().find(|item| item["id"] == id).expect("an item");
    assert_eq!(
        *item("mod"),
        json!({
            "id": "mod", "type": "document", "title": "Statement & {number} 5",
            "author": [{"literal": "A. Spokesman"}], "publisher": "Ministry",
            "issued": {"date-parts": [[2020, 10, 1]]}, "accessed": {"date-parts": [[2020, 10, 5]]},
            "URL": "https://example.com/5", "language": "hy",
            "archive": "web.example", "archive_location": "https://web.example/5",
            "custom": {
                "cited_by": ["https://example.org/articles/a.html", "https://example.org/articles/b.html"],
                "kind": "official", "side": "Northland", "archived": "2020-10-06",
            },
        })
    );
    assert_eq!(item("gone")["issued"], json!({"date-parts": [[2020, 10]], "circa": true}));
    assert_eq!(item("gone")["custom"]["lost"], true);
    assert_eq!(item("a-paper")["container-title"], "A paper");
    assert_eq!(items.as_array().map(Vec::len), Some(4));
}

#[test]
fn bibtex_escapes_what_tex_reads() {
    let built = front::build(SITE);
    let text = built.page("data/sources.bib");
    let expected = "\
@misc{mod,
  title = {{Statement \\& \\textbraceleft{}number\\textbraceright{} 5}},
  author = {{A. Spokesman}},
  howpublished = {Ministry},
  year = {2020},
  date = {2020-10-01},
  url = {https://example.com/5},
  urldate = {2020-10-05},
  language = {hy},
  keywords = {official},
  note = {Archived at \\url{https://web.example/5}},
}
";
    assert!(text.contains(expected), "{text}");
    let balance = text.chars().fold(0i32, |depth, c| depth + i32::from(c == '{') - i32::from(c == '}'));
    assert_eq!((balance, text.matches("@misc{").count()), (0, 4));
}

#[test]
fn json_ld_cites_with_the_archived_copy() {
    let built = front::build(SITE);
    let page = built.page("articles/a.html");
    let json = page
        .split("<script type=\"application/ld+json\">")
        .nth(1)
        .and_then(|rest| rest.split("</script>").next());
    let json: Value = serde_json::from_str(json.expect("JSON-LD")).expect("JSON");
    assert_eq!(
        json["citation"][0],
        json!({
            "@type": "CreativeWork", "name": "Statement & {number} 5", "url": "https://example.com/5",
            "archivedAt": "https://web.example/5", "creditText": "A. Spokesman",
            "publisher": {"@type": "Organization", "name": "Ministry"},
            "datePublished": "2020-10-01", "inLanguage": "hy",
        })
    );
    assert_eq!(
        json["isBasedOn"],
        json!({
            "@type": "CreativeWork", "url": "https://example.com/original",
            "archivedAt": "https://web.example/original",
            "publisher": {"@type": "Organization", "name": "P"},
        })
    );
}

#[test]
fn a_local_copy_must_be_what_was_hashed() {
    let site = |hash: &str| {
        format!(
            "-- content/sources.yaml --\n- {{id: s1, title: A report, local: content/copies/a.pdf, sha256: {hash}}}\n-- content/copies/a.pdf --\nbytes\n{}",
            front::with_body("A text.[^s1]")
        )
    };
    let built = front::build(&site(&"0".repeat(64)));
    assert_eq!(built.codes(), ["copy-differs"]);
    // The report names the hash that was found; with it the copy is right, in capitals too.
    let found = built.report().split('`').nth(3).expect("the hash").to_uppercase();
    let built = front::build(&site(&found));
    assert_eq!(built.codes(), [""; 0]);
    assert!(built.page("sources.html").contains(&found[..12].to_lowercase()));
    assert!(!built.has("media/copies/a.pdf"), "a copy is kept, not published");
    // On a disk it may be any file.
    let folder = tempfile::tempdir().expect("a folder");
    front::spread(folder.path(), &site(&found).replace("content/copies/a.pdf", "vault/a.warc"));
    let read = || {
        let mut out = dateline::diag::Diagnostics::default();
        let tree = dateline::source::read(folder.path(), &Default::default(), &mut out).expect("a site");
        front::build_tree(tree, &front::options(), out)
    };
    assert_eq!(read().codes(), [""; 0]);
    front::put(folder.path(), "vault/a.warc", b"other bytes");
    assert_eq!(read().codes(), ["copy-differs"]);
    std::fs::remove_file(folder.path().join("vault/a.warc")).expect("it was there");
    assert_eq!(read().codes(), ["missing-copy"]);
}

#[test]
fn no_page_of_many_sources_is_large() {
    let long = "A title of some length that says what the source is about and where it was seen".repeat(2);
    let sources: String = (0..900)
        .map(|n| format!("- {{id: s{n}, title: '{n} {long}', publisher: 'P{n}', url: 'https://example.com/{n}', kind: media}}\n"))
        .collect();
    let articles: String = (0..60)
        .map(|n| {
            let ids: Vec<String> = (0..900).filter(|s| s % 60 == n || *s < 20).map(|s| format!("s{s}")).collect();
            format!("-- content/articles/a{n}.md --\n---\ntitle: Article {n}\npublished: 2020-10-01\nsources: [{}]\n---\nWords.\n", ids.join(", "))
        })
        .collect();
    let built = front::build(&format!("-- content/sources.yaml --\n{sources}{articles}"));
    let pages: Vec<&str> = built.pages().into_iter().filter(|path| path.starts_with("sources")).collect();
    assert!(pages.len() > 2, "{pages:?}");
    for path in &pages {
        assert!(built.page(path).len() < 150_000, "{path}: {}", built.page(path).len());
    }
    // Each stands once, and the numbers of articles lead there.
    let all: usize = pages.iter().map(|path| built.page(path).matches("<li id=\"s-").count()).sum();
    assert_eq!(all, 900);
    assert!(built.main("sources.html").contains("and 30 more"), "only so many are named");
}
