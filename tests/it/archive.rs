//! `dateline build --zip`: one archive that is the whole site, the same bytes each time, checked by a reader of its own.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Command;

use sha2::{Digest, Sha256};
use tempfile::{TempDir, tempdir};
use zip::ZipArchive;

use crate::front::program::{Run, dateline};
use crate::front::{self, program};

const SITE: &str = "\
-- site.yaml --
title: Archive
base_url: https://archive.example/
-- content/articles/2020-10-01-first.md --
---
title: The first
actors: [Հայաստան]
place: Şuşa
---
Words.
-- content/articles/2020-10-02-second.md --
---
title: The second
slug: старый-мост
---
Read: The first
-- content/articles/2020-10-03-secret.md --
---
title: A draft
status: draft
---
Not yet.
-- static/papers/a report الأول.txt --
A paper.
";

fn site(text: &str) -> TempDir {
    let site = tempdir().unwrap();
    front::spread(site.path(), text);
    site
}

fn zip(site: &TempDir, file: &str, more: &[&str]) -> Run {
    let mut args = vec!["build", "--zip", file, "--now", "2021-06-01"];
    args.extend(more);
    dateline(site.path(), &args)
}

/// The files of an archive by their whole names.
fn unpacked(file: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut archive = ZipArchive::new(fs::File::open(file).unwrap()).unwrap();
    let mut files = BTreeMap::new();
    for i in 0..archive.len() {
        let mut entry = archive.by_index(i).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        let name = entry.name().unwrap().into_owned();
        assert_eq!(entry.system(), zip::System::Unix, "{name} tells the system that it was made on");
        assert_eq!(entry.unix_mode(), Some(0o100_644), "{name} tells rights that it had there");
        assert!(files.insert(name.clone(), bytes).is_none(), "{name} stands twice");
    }
    files
}

fn sum(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn holds_the_files_of_a_build_in_one_folder_with_their_sums() {
    let site = site(SITE);
    let run = zip(&site, "copy.zip", &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let file = site.path().join("copy.zip");
    assert!(run.stderr.contains(&format!("SHA-256 {}", sum(&fs::read(&file).unwrap()))), "{}", run.stderr);
    let files = unpacked(&file);
    assert_eq!(dateline(site.path(), &["build", "--now", "2021-06-01"]).code, 0);
    let built = program::files(&site.path().join("public"));
    let copies: Vec<&String> = built.keys().filter(|path| dateline::source::plain(path).is_some()).collect();
    assert_eq!(copies.len(), 17);
    for (path, (bytes, _)) in &built {
        // No server is there to show it, or to say what may be kept, and so the manifest has some files less.
        if path != "404.html" && path != "data/manifest.json" && !copies.contains(&path) {
            let Ok(text) = std::str::from_utf8(bytes) else { panic!("{path}") };
            let name_plain =
                |text: String, copy: &&String| text.replace(*copy, &dateline::source::plain(copy).unwrap());
            let text = copies.iter().fold(text.to_owned(), name_plain);
            assert!(
                files.get(&format!("copy/{path}")).is_some_and(|found| *found == text.as_bytes()),
                "{path}"
            );
        }
    }
    assert_eq!(files.len(), built.len() - copies.len(), "all but the 404 page and the copies, and the sums");
    let sums = String::from_utf8(files["copy/SHA256SUMS"].clone()).unwrap();
    let expected: String = files
        .iter()
        .filter(|(name, _)| *name != "copy/SHA256SUMS")
        .map(|(name, bytes)| format!("{}  {}\n", sum(bytes), name.strip_prefix("copy/").unwrap()))
        .collect();
    assert_eq!(sums, expected);
    for name in
        ["copy/articles/старый-мост.html", "copy/papers/a report الأول.txt", "copy/actors/հայաստան.html"]
    {
        assert!(files.contains_key(name), "{name} in {:?}", files.keys());
    }
    assert!(files.values().all(|bytes| !String::from_utf8_lossy(bytes).contains("A draft")));
}

#[test]
fn is_the_same_bytes_whatever_the_threads_the_hour_and_the_folder() {
    let (one, other) = (site(SITE), site(SITE));
    zip(&one, "copy.zip", &[]);
    let run = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["build", "--zip", "deep/er/copy.zip", "--now", "2021-07-08T09:10", "--site"])
        .arg(other.path())
        .env("RAYON_NUM_THREADS", "1")
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let bytes = |site: &TempDir, file: &str| fs::read(site.path().join(file)).unwrap();
    assert!(bytes(&one, "copy.zip") == bytes(&other, "deep/er/copy.zip"));
    zip(&one, "copy.zip", &[]);
    assert!(bytes(&one, "copy.zip") == bytes(&other, "deep/er/copy.zip"), "an old archive changes nothing");
    assert!(!one.path().join(".copy.zip.new").exists());
}

#[test]
fn gives_pages_with_folders_for_addresses_names_that_open_from_a_disk() {
    let text = SITE.replace("title: Archive\n", "title: Archive\naddresses: folders\n");
    let site = site(&text);
    zip(&site, "copy.zip", &[]);
    let files = unpacked(&site.path().join("copy.zip"));
    let page = String::from_utf8(files["copy/articles/старый-мост.html"].clone()).unwrap();
    assert!(
        page.contains("href=\"../articles/first.html\"") || page.contains("href=\"first.html\""),
        "{page}"
    );
    assert!(!page.contains("archive.example"), "no page of the published site has this address");
}

#[test]
fn replaces_nothing_but_an_archive_of_its_own() {
    let site = site(SITE);
    let path = site.path().join("copy.zip");
    fs::write(&path, "somebody's").unwrap();
    let run = zip(&site, "copy.zip", &[]);
    assert_eq!((run.code, fs::read(&path).unwrap().as_slice()), (2, b"somebody's".as_slice()));
    assert!(run.stderr.contains("no archive of a site"), "{}", run.stderr);
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    assert_eq!(zip(&site, "copy.zip", &[]).code, 2);
    for inside in ["content/copy.zip", "static/copy.zip", "./content/../static/copy.zip"] {
        let run = zip(&site, inside, &[]);
        assert!(
            run.code == 2 && run.stderr.contains("holds what the site is made of"),
            "{inside}: {}",
            run.stderr
        );
    }
    assert_eq!(zip(&site, "a.zip", &["-o", "public"]).code, 2, "one or the other");
}

#[test]
fn keeps_the_old_archive_where_a_build_is_refused() {
    let site = site(SITE);
    zip(&site, "copy.zip", &[]);
    let path = site.path().join("copy.zip");
    let old = fs::read(&path).unwrap();
    front::put(site.path(), "content/articles/2020-10-04-wrong.md", b"---\ntitle: [\n---\n");
    assert_eq!(zip(&site, "copy.zip", &["--strict"]).code, 1);
    assert!(fs::read(&path).unwrap() == old);
    let run = zip(&site, "copy.zip", &[]);
    assert!(run.code == 1 && run.stderr.contains("1 error"), "{}", run.stderr);
    assert!(unpacked(&path).contains_key("copy/articles/first.html"), "what can be built is");
}

#[test]
fn a_file_of_the_name_of_the_sums_is_left_out() {
    let site = site(SITE);
    front::put(site.path(), "static/SHA256SUMS", b"mine");
    let run = zip(&site, "copy.zip", &[]);
    assert!(run.code == 1 && run.stderr.contains("invalid-address"), "{}", run.stderr);
    let files = unpacked(&site.path().join("copy.zip"));
    assert_ne!(files["copy/SHA256SUMS"], b"mine", "the sums are the program's");
}
