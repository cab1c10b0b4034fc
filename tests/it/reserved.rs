//! Addresses that the program, a target or a server keeps for itself, and those that some file systems take for one.

use crate::front::build;

fn site(alias: &str) -> String {
    format!(
        "-- content/articles/a.md --\n---\ntitle: A\npublished: 2020-01-01\naliases: [\"{alias}\"]\n---\nWords.\n"
    )
}

#[test]
fn no_alias_takes_what_is_kept() {
    for alias in [
        ".dateline/published.json",
        "./.dateline/x",
        ".DATELINE/a.html",
        ".git/config",
        "a/.Git/b.html",
        "data/manifest.json",
        "Data/Manifest.json",
        "data/manifest.json/x",
        "_headers",
        "_redirects/a",
        ".htaccess",
        "news/.htaccess",
        "SHA256SUMS",
        "CNAME",
        "/cname/",
        ".g\u{200c}it/x.html",
    ] {
        let built = build(&site(alias));
        assert_eq!(built.codes(), ["invalid-address"], "{alias}: {}", built.report());
        assert!(built.report().contains("content/articles/a.md:4:"), "{alias}: {}", built.report());
        assert!(built.has("articles/a.html") && built.has("index.html"), "{alias}");
    }
    for alias in ["news/1.html", ".well-known/a.html", "data/old.json", "headers"] {
        assert_eq!(build(&site(alias)).codes(), [""; 0], "{alias}");
    }
}

#[test]
fn addresses_that_one_file_system_takes_for_one() {
    for (one, other) in [
        ("news/A.html", "news/a.html"),
        ("caf\u{e9}.html", "cafe\u{301}.html"),
        ("old.html", "old.html/x"),
        ("x.html/y", "X.html"),
    ] {
        let text = site(one).replace("aliases: [", &format!("aliases: [\"{other}\", "));
        let built = build(&text);
        assert_eq!(built.codes(), ["duplicate-address"], "{one} {other}: {}", built.report());
    }
}

#[test]
fn files_of_static_keep_to_the_same_rule() {
    for (path, code) in [
        ("data/manifest.json", Some("invalid-address")),
        ("_headers/x.txt", Some("invalid-address")),
        ("CNAME", None),
        ("_redirects", None),
    ] {
        let built = build(&format!("{}-- static/{path} --\nx\n", site("news/1.html")));
        assert_eq!(built.codes(), code.into_iter().collect::<Vec<_>>(), "{path}: {}", built.report());
        assert_eq!(built.has(path), code.is_none(), "{path}");
    }
}
