//! Proofs beside local copies: what they are of is told apart, what they say is shown, what is not checked is said.
//!
//! The proofs are made by other programs: time stamps by `openssl ts` with a key of nobody's, the others by the library of OpenTimestamps.

use std::path::Path;

use dateline::check::Depth;
use dateline::diag::Diagnostics;
use dateline::source::{self, Filter};

use crate::front::{self, Built};

const REPORT: &str = "the report\n";

fn fixture(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/proofs").join(name);
    std::fs::read(path).expect("the fixture")
}

/// A site with a kept file and these files beside it, as it is on a disk.
fn site(report: &str, beside: &[(&str, Vec<u8>)], depth: Depth) -> Built {
    let folder = tempfile::tempdir().expect("a folder");
    front::spread(folder.path(), SITE);
    front::put(folder.path(), "kept/report.txt", report.as_bytes());
    for (ending, bytes) in beside {
        front::put(folder.path(), &format!("kept/report.txt.{ending}"), bytes);
    }
    let mut out = Diagnostics::default();
    let tree = source::read(folder.path(), &Filter::default(), &mut out).expect("it is read");
    front::build_tree(tree, &dateline::Options { depth, ..front::options() }, out)
}

const SITE: &str = "
-- content/sources.yaml --
- {id: s1, title: A report, local: kept/report.txt, accessed: 2020-10-01}
-- content/articles/a.md --
---
title: A
published: 2020-10-01
sources: [s1]
---
Words.
";

/// What is reported of a proof: a code, or what the page says.
fn told(ending: &str, bytes: Vec<u8>) -> String {
    let built = site(REPORT, &[(ending, bytes)], Depth::Mistakes);
    let found: Vec<String> =
        built.diagnostics.0.iter().map(|one| format!("{}: {}", one.code, one.message)).collect();
    if !found.is_empty() {
        return found.join("; ").replace("`kept/report.txt", "`F");
    }
    let main = built.main("evidence.html");
    let line = main.lines().find(|line| line.contains("Authenticity")).expect("the line");
    line.trim().to_owned()
}

#[test]
fn proofs_of_a_file_are_told_from_others() {
    let cut = |name: &str, n: usize| fixture(name)[..n].to_vec();
    let record = |sum: &str| {
        format!(r#"{{"media": [{{"filename": "report.txt", "hash": "SHA-256:{sum}"}}], "_processed_at": "2024-03-01T12:00:00+00:00"}}"#).into_bytes()
    };
    let sum = "c7976f1dbff10006eb9bf2d22a7959fee2fdadff032f0b57844e54138a1f7d8e";
    let rows = [
        (
            "block.ots",
            "ots",
            fixture("block.ots"),
            "Authenticity OpenTimestamps proof of that sum: block 812345 of Bitcoin",
        ),
        (
            "waits.ots",
            "ots",
            fixture("waits.ots"),
            "Authenticity OpenTimestamps proof of that sum: in no block yet",
        ),
        ("other.ots", "ots", fixture("other.ots"), "proof-differs: `F.ots` is of the SHA-256 `"),
        (
            "sha1.ots",
            "ots",
            fixture("sha1.ots"),
            "unreadable-proof: `F.ots` cannot be compared with `F`: it is of a SHA-1, which is not compared",
        ),
        (
            "cut.ots",
            "ots",
            cut("block.ots", 90),
            "unreadable-proof: `F.ots` cannot be compared with `F`: its steps cannot be followed",
        ),
        (
            "no.ots",
            "ots",
            b"a text".to_vec(),
            "unreadable-proof: `F.ots` cannot be compared with `F`: it is no proof of OpenTimestamps",
        ),
        (
            "sha256.tsr",
            "tsr",
            fixture("sha256.tsr"),
            "Authenticity time stamp (RFC 3161) of that sum: 2026-11-30 14:",
        ),
        (
            "token.tsr",
            "tsr",
            fixture("token.tsr"),
            "Authenticity time stamp (RFC 3161) of that sum: 2026-11-30 14:",
        ),
        (
            "sha384.tsr",
            "tsr",
            fixture("sha384.tsr"),
            "Authenticity time stamp (RFC 3161) of that sum: 2026-11-30 14:",
        ),
        (
            "sha512.tsr",
            "tsr",
            fixture("sha512.tsr"),
            "Authenticity time stamp (RFC 3161) of that sum: 2026-11-30 14:",
        ),
        ("other.tsr", "tsr", fixture("other.tsr"), "proof-differs: `F.tsr` is of the SHA-256 `"),
        (
            "sha1.tsr",
            "tsr",
            fixture("sha1.tsr"),
            "unreadable-proof: `F.tsr` cannot be compared with `F`: it is of a sum of another sort than SHA-2",
        ),
        (
            "refused.tsr",
            "tsr",
            fixture("refused.tsr"),
            "unreadable-proof: `F.tsr` cannot be compared with `F`: the authority has refused to give a time stamp",
        ),
        (
            "cut.tsr",
            "tsr",
            cut("sha256.tsr", 300),
            "unreadable-proof: `F.tsr` cannot be compared with `F`: it is no time stamp in DER",
        ),
        (
            "record",
            "json",
            record(sum),
            "Authenticity record of its capture with that sum: 2024-03-01T12:00:00+00:00",
        ),
        (
            "other record",
            "json",
            record(&sum.replace('c', "d")),
            "proof-differs: `F.json` is of the SHA-256 `",
        ),
        ("some JSON", "json", b"{\"title\": \"T\"}".to_vec(), "Authenticity"),
    ];
    let rows = rows.map(|(name, ending, bytes, expected)| {
        let found = told(ending, bytes);
        let found = if found.starts_with(expected) { expected.to_owned() } else { found };
        (name.to_owned(), found, expected.to_owned())
    });
    front::same(rows);
}

#[test]
fn a_file_that_was_changed_has_no_proof() {
    let beside = [("ots", fixture("block.ots")), ("tsr", fixture("sha512.tsr"))];
    let built = site("changed", &beside, Depth::Mistakes);
    assert_eq!(built.codes(), ["proof-differs", "proof-differs"]);
    assert!(!built.main("evidence.html").contains("proof of that sum"));
}

#[test]
fn what_is_not_checked_is_said_with_what_checks_it() {
    let beside = [("ots", fixture("block.ots")), ("tsr", fixture("sha256.tsr"))];
    let report = site(REPORT, &beside, Depth::Editorial).report();
    assert!(report.contains("warning[unchecked-proof]: 2 proofs are of the sums of their files; whether they hold is not checked here"), "{report}");
    assert!(
        report.contains("hint: `ots verify kept/report.txt.ots` checks it against the blocks of Bitcoin"),
        "{report}"
    );
    assert!(report.contains("hint: `openssl ts -verify -data kept/report.txt -in kept/report.txt.tsr -CAfile CERTIFICATES` checks"), "{report}");
    let report = site(REPORT, &beside[..1], Depth::Editorial).report();
    assert!(
        report.contains("1 proof is of the sum of its file; whether it holds is not checked here"),
        "{report}"
    );
    assert!(site(REPORT, &beside, Depth::Mistakes).diagnostics.0.is_empty(), "no build nags");
}

#[test]
fn credentials_in_a_kept_file_are_said_to_be_there() {
    let folder = tempfile::tempdir().expect("a folder");
    front::spread(folder.path(), SITE);
    // They begin where one reading ends and the next begins.
    let mut bytes = vec![b'x'; 65_530];
    bytes.extend(b"jumb\0\0\0\x1ejumdc2pa\x00\x11\x00\x10\x80\x00\x00\xaa\x00\x38\x9b\x71\x03c2pa\0");
    front::put(folder.path(), "kept/report.txt", &bytes);
    let mut out = Diagnostics::default();
    let tree = source::read(folder.path(), &Filter::default(), &mut out).expect("it is read");
    let built =
        front::build_tree(tree, &dateline::Options { depth: Depth::Editorial, ..front::options() }, out);
    let report = built.report();
    assert!(
        report.contains("`kept/report.txt` has credentials (C2PA) in it, which are not read here"),
        "{report}"
    );
    assert!(report.contains("hint: `c2patool kept/report.txt` reads them"), "{report}");
    assert!(report.contains("hint: write its sum down: `sha256: "), "{report}");
    assert!(built.main("evidence.html").contains("credentials (C2PA) in the file, not read"));
}

#[test]
fn copies_of_pictures_have_no_credentials_which_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    front::spread(folder.path(), SITE);
    let mut bytes = b"\xff\xd8\xff\xeb\0\x20JP".to_vec();
    bytes.extend(b"jumbjumdc2pa\x00\x11\x00\x10\x80\x00\x00\xaa\x00\x38\x9b\x71\x03c2pa\0");
    front::put(folder.path(), "content/articles/bridge.jpg", &bytes);
    let run = front::program::dateline(folder.path(), &["check"]);
    let sum = source::sum_of(&bytes);
    for said in [
        "warning[lost-credentials]: `content/articles/bridge.jpg` has credentials (C2PA), which its published copies have not",
        "hint: `c2patool content/articles/bridge.jpg` reads them; `evidence: true` publishes the file itself too",
        &format!("hint: keep the file as it is; its SHA-256 is `{sum}`"),
    ] {
        assert!(run.stderr.contains(said), "{said}\n{}", run.stderr);
    }
    let run = front::program::dateline(folder.path(), &["build"]);
    assert!(!run.stderr.contains("lost-credentials"), "no build nags");
}

/// Sources of which much or nothing is recorded.
const LOGGED: &str = "
-- site.yaml --
title: T
-- content/sources.yaml --
- id: full
  title: Full
  author: Ann
  publisher: The Paper
  url: https://p.example/1
  published: 2020-09-30
  accessed: 2020-10-01
  archived: https://web.archive.org/web/20201006101112/https://p.example/1
  local: static/kept/full.txt
  sha256: C7976F1DBFF10006EB9BF2D22A7959FEE2FDADFF032F0B57844E54138A1F7D8E
  kind: media
  lang: hy
- {id: bare, title: Bare}
- {id: gone, title: '=Gone', url: 'https://p.example/3', lost: true}
- {id: mine, title: Mine, url: 'https://p.example/secret', private: true}
-- static/kept/full.txt --
the report
-- content/articles/a.md --
---
title: A
published: 2020-10-01
sources: [full, bare, gone, mine]
---
Words.
-- content/articles/b.md --
---
title: B
published: 2020-10-01
status: draft
sources: [{title: Of a draft, url: 'https://p.example/draft'}]
---
Words.
";

#[test]
fn the_log_says_what_is_recorded_and_claims_nothing() {
    let built = front::build(LOGGED);
    assert_eq!(built.short(), "");
    let main = built.main("evidence.html");
    for line in [
        "4 sources: 1 seen on a day that is recorded, 1 with an archived copy, 1 kept, 0 with a proof, 1 lost · [CSV](data/evidence.csv)",
        "Identity Ann The Paper 30 September 2020",
        "Availability at its address accessed 1 October 2020",
        "Persistence [archived copy](https://web.archive.org/web/20201006101112/https://p.example/1) of 6 October 2020 kept by the publisher",
        "Authenticity SHA-256 c7976f1dbff10006eb9bf2d22a7959fee2fdadff032f0b57844e54138a1f7d8e the file has the sum that was written down",
        "Renderability TXT, 11\u{a0}B",
        "Understandability media in Armenian [1 citation](sources.html#s-full)",
        "Availability no longer at its address",
        "Identity nothing recorded",
    ] {
        assert!(main.contains(line), "{line}\n{main}");
    }
    assert!(main.contains("No compliance with the Protocol is claimed"));
    assert!(built.main("sources.html").contains("[Log of evidence](evidence.html)"));
    assert!(built.holding("p.example/draft").is_empty() && built.holding("p.example/secret").is_empty());
    let table = built.page("data/evidence.csv");
    let full = "full,full,Full,https://p.example/1,2020-10-01,false,https://web.archive.org/web/20201006101112/https://p.example/1,2020-10-06,true,11,c7976f1dbff10006eb9bf2d22a7959fee2fdadff032f0b57844e54138a1f7d8e,true,,false,1\r\n";
    assert!(table.contains(full), "{table}");
    assert!(table.contains("gone,gone,'=Gone,https://p.example/3,,true,,,false,,,,,,1\r\n"), "{table}");
    assert!(!front::build(&front::with_body("Words.")).has("evidence.html"));
}

#[test]
fn a_build_sees_that_a_proof_was_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    front::spread(folder.path(), SITE);
    front::put(folder.path(), "kept/report.txt", REPORT.as_bytes());
    let build = || {
        let run = front::program::dateline(folder.path(), &["build", "--now", "2021-01-01"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let page = std::fs::read_to_string(folder.path().join("public/evidence.html")).expect("the page");
        (run.stderr.contains("nothing changed"), page.contains("block 812345 of Bitcoin"))
    };
    assert_eq!(build(), (false, false));
    assert_eq!(build(), (true, false));
    front::put(folder.path(), "kept/report.txt.ots", &fixture("block.ots"));
    assert_eq!(build(), (false, true));
    assert_eq!(build(), (true, true));
}
