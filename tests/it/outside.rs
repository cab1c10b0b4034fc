//! Nothing outside the site's folder is read, and nothing is opened that is no file.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;

use tempfile::{TempDir, tempdir};

use crate::front;
use crate::front::program::dateline;

const SITE: &str = "
-- site/site.yaml --
title: The war
publish: {live: {folder: ../live}}
base_url: https://war.example/
-- site/content/articles/2020-09-27-a.md --
---
title: The first day
---
Words.
-- other/list.csv --
a secret
-- other/deep/note.md --
---
title: A note
published: 2020-01-01
---
A secret.
";

fn folders() -> TempDir {
    let folder = tempdir().unwrap();
    front::spread(folder.path(), SITE);
    folder
}

fn fifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// The check's exit code and its lines.
fn checked(site: &Path) -> (i32, String) {
    let run = dateline(site, &["check", "--format", "short", "--now", "2021-06-01"]);
    (run.code, run.stderr)
}

#[test]
fn links_that_leave_the_site_are_errors_and_are_not_followed() {
    let folder = folders();
    let site = folder.path().join("site");
    fs::create_dir_all(site.join("static")).unwrap();
    fs::create_dir_all(site.join("templates")).unwrap();
    let links = [
        ("content/articles/list.csv", "../../../other/list.csv"),
        ("content/articles/deep", "../../../other/deep"),
        ("static/other", "../../other"),
        ("static/root", "/"),
        ("static/null", "/dev/null"),
        ("static/gone", "../../nowhere"),
        ("static/second", "other"),
        ("templates/base.html", "../../other/list.csv"),
        ("content/actors.yaml", "../../other/list.csv"),
    ];
    for (link, target) in links {
        symlink(target, site.join(link)).unwrap();
    }
    let (code, said) = checked(&site);
    assert_eq!(code, 1, "{said}");
    for (link, _) in links {
        assert!(said.contains(&format!("error[outside-site]: the link `{link}` leads to")), "{link}: {said}");
    }
    assert_eq!(said.matches("outside-site").count(), links.len(), "{said}");
    let run = dateline(&site, &["publish", "live", "--yes", "--now", "2021-06-01"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(!folder.path().join("live").exists(), "nothing is published");
    let run = dateline(&site, &["build", "--now", "2021-06-01"]);
    assert_eq!(run.code, 1);
    let files = front::program::files(&site.join("public"));
    let secret = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains("secret");
    assert!(files.values().all(|(bytes, _)| !secret(bytes)), "no byte of the other folder is there");
}

#[test]
fn a_folder_of_the_site_that_leads_out_is_not_read() {
    let folder = folders();
    let site = folder.path().join("site");
    fs::rename(site.join("content"), folder.path().join("moved")).unwrap();
    symlink("../moved", site.join("content")).unwrap();
    let (code, said) = checked(&site);
    assert!(code == 1 && said.contains("the link `content` leads to"), "{said}");
    assert!(said.contains("0 articles"), "{said}");
}

#[test]
fn the_owner_can_allow_a_folder_outside() {
    let folder = folders();
    let site = folder.path().join("site");
    symlink("../../../other/deep", site.join("content/articles/deep")).unwrap();
    symlink("../../../other/list.csv", site.join("content/articles/list.csv")).unwrap();
    let settings = fs::read_to_string(site.join("site.yaml")).unwrap();
    fs::write(site.join("site.yaml"), settings + "outside_links: [../other/deep]\n").unwrap();
    let (code, said) = checked(&site);
    assert!(code == 1 && said.matches("outside-site").count() == 1 && said.contains("list.csv"), "{said}");
    assert!(said.contains("2 articles"), "{said}");
}

#[test]
fn links_inside_the_site_are_followed_and_end() {
    let folder = folders();
    let site = folder.path().join("site");
    front::put(&site, "shared/2020-09-28-b.md", b"---\ntitle: The second day\n---\nWords.\n");
    fs::create_dir_all(site.join("content/articles/2021")).unwrap();
    symlink("../../../shared", site.join("content/articles/2021/shared")).unwrap();
    symlink("../../../content/articles/2021", site.join("content/articles/2021/again")).unwrap();
    symlink("one", site.join("content/articles/two")).unwrap();
    symlink("two", site.join("content/articles/one")).unwrap();
    symlink("..", site.join("shared/up")).unwrap();
    let (code, said) = checked(&site);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("2 articles") && said.matches("symlink-loop").count() >= 4, "{said}");
    // What is hidden is no part of the site, whoever leads there.
    front::put(&site, ".git/config", b"token");
    fs::create_dir_all(site.join("static")).unwrap();
    symlink("../.git", site.join("static/git")).unwrap();
    symlink("../.git/config", site.join("static/config.txt")).unwrap();
    let (code, said) = checked(&site);
    assert!(code == 1 && said.matches("outside-site").count() == 2, "{said}");
}

#[test]
fn folders_that_lead_to_each_other_many_times_end() {
    let folder = folders();
    let site = folder.path().join("site");
    for level in 0..12 {
        let here = site.join(format!("levels/{level}"));
        fs::create_dir_all(&here).unwrap();
        for twin in ["a", "b", "c"] {
            symlink(format!("../{}", level + 1), here.join(twin)).unwrap();
        }
    }
    fs::create_dir_all(site.join("levels/12")).unwrap();
    fs::create_dir_all(site.join("static")).unwrap();
    symlink("../levels/0", site.join("static/levels")).unwrap();
    let (code, said) = checked(&site);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("lead to the same folder"), "{said}");
}

#[test]
fn what_is_no_regular_file_is_reported_and_not_opened() {
    let folder = folders();
    let site = folder.path().join("site");
    fs::create_dir_all(site.join("static")).unwrap();
    fs::create_dir_all(site.join("templates")).unwrap();
    let pipes =
        ["content/articles/2020-09-28-b.md", "content/actors.yaml", "static/x.txt", "templates/base.html"];
    pipes.iter().for_each(|pipe| fifo(&site.join(pipe)));
    let _socket = UnixListener::bind(site.join("static/socket")).unwrap();
    fs::create_dir_all(site.join("content/sources.yaml")).unwrap();
    let (code, said) = checked(&site);
    assert_eq!(code, 1, "{said}");
    for pipe in pipes {
        assert!(said.contains(&format!("error[special-file]: `{pipe}` is a named pipe")), "{said}");
    }
    assert!(said.contains("`static/socket` is a socket"), "{said}");
    assert!(said.contains("`content/sources.yaml` is a folder, a file is expected"), "{said}");
}

#[test]
fn folders_that_are_files_are_reported() {
    let folder = folders();
    let site = folder.path().join("site");
    fs::write(site.join("static"), "x").unwrap();
    fs::write(site.join("templates"), "x").unwrap();
    let (code, said) = checked(&site);
    assert_eq!((code, said.matches("is a file, a folder is expected").count()), (1, 2), "{said}");
}

#[test]
fn settings_that_cannot_be_read_end_every_command() {
    let folder = folders();
    let site = folder.path().join("site");
    let settings = site.join("site.yaml");
    let makers: [(&str, &dyn Fn()); 6] = [
        ("leads to nothing", &|| symlink("gone.yaml", &settings).unwrap()),
        ("leads back to itself", &|| symlink("site.yaml", &settings).unwrap()),
        ("it is a folder", &|| fs::create_dir(&settings).unwrap()),
        ("it is a named pipe", &|| fifo(&settings)),
        ("outside the site", &|| symlink("../other/list.csv", &settings).unwrap()),
        ("outside the site", &|| symlink("/dev/zero", &settings).unwrap()),
    ];
    for (reason, make) in makers {
        let _ = fs::remove_file(&settings);
        make();
        for command in ["build", "check", "publish"] {
            let run = dateline(&site, &[command]);
            assert_eq!(run.code, 2, "{reason}: {}", run.stderr);
            assert!(run.stderr.contains("cannot read") && run.stderr.contains("site.yaml"), "{}", run.stderr);
            assert!(run.stderr.contains(reason), "{reason}: {}", run.stderr);
        }
        assert!(!site.join("public").exists());
        if settings.is_dir() && !settings.is_symlink() {
            fs::remove_dir(&settings).unwrap();
        }
    }
}

#[test]
fn settings_under_another_name_are_told() {
    for name in ["site.yml", "Site.yaml", "SITE.YML"] {
        let folder = folders();
        let site = folder.path().join("site");
        fs::rename(site.join("site.yaml"), site.join(name)).unwrap();
        let (_, said) = checked(&site);
        assert!(said.contains(&format!("warning[unknown-file]: nothing is made of `{name}`")), "{said}");
    }
}

#[test]
fn copies_of_sources_lie_in_the_site_and_are_files() {
    let folder = folders();
    let site = folder.path().join("site");
    let sum = "0".repeat(64);
    let outside = folder.path().join("other/list.csv");
    fs::create_dir_all(site.join("archive/folder")).unwrap();
    symlink("../../other/list.csv", site.join("archive/link.csv")).unwrap();
    symlink("/dev/zero", site.join("archive/zero")).unwrap();
    fs::write(site.join("archive/own.txt"), "own").unwrap();
    symlink("own.txt", site.join("archive/alias.txt")).unwrap();
    fifo(&site.join("archive/pipe"));
    let paths = [
        ("../other/list.csv", "lies outside the site"),
        (outside.to_str().unwrap(), "lies outside the site"),
        ("archive/link.csv", "lies outside the site"),
        ("archive/zero", "lies outside the site"),
        ("archive/../../other/nothing", "lies outside the site"),
        ("/dev/zero", "lies outside the site"),
        ("/dev/stdin", "lies outside the site"),
        ("/proc/self/environ", "lies outside the site"),
        ("archive/pipe", "is a named pipe"),
        ("archive/folder", "is a folder"),
        ("archive/alias.txt", "has the SHA-256"),
        ("archive/../archive/own.txt", "has the SHA-256"),
        ("archive/none.txt", "there is no file"),
    ];
    let entry = |(number, (path, _)): (usize, &(&str, &str))| {
        format!("- {{id: s{number}, title: T{number}, local: {path}, sha256: \"{sum}\"}}\n")
    };
    let register: String = paths.iter().enumerate().map(entry).collect();
    fs::write(site.join("content/sources.yaml"), register).unwrap();
    let (code, said) = checked(&site);
    assert_eq!(code, 1, "{said}");
    for (number, (path, told)) in paths.iter().enumerate() {
        let place = format!("content/sources.yaml:{}:", number + 1);
        let line = said.lines().find(|line| line.starts_with(&place));
        assert!(line.is_some_and(|line| line.contains(told)), "{path}: {line:?}\n{said}");
    }
    assert_eq!(said.matches("SHA-256").count(), 2, "no sum of a file outside is printed: {said}");
}

#[test]
fn the_output_is_no_part_of_the_site() {
    let folder = folders();
    let site = folder.path().join("site");
    fs::create_dir_all(site.join("static/deep")).unwrap();
    symlink("static", site.join("out")).unwrap();
    symlink("site/content", folder.path().join("elsewhere")).unwrap();
    let absolute = site.join("content/new");
    let outputs = [
        "static",
        "static/deep",
        "static/new/more",
        "templates",
        "content",
        "content/articles",
        ".",
        "..",
        "out",
        "out/new",
        "../elsewhere/new",
        "static/../content",
        absolute.to_str().unwrap(),
    ];
    for output in outputs {
        let run = dateline(&site, &["build", "-o", output]);
        assert_eq!(run.code, 2, "{output}: {}", run.stderr);
        assert!(run.stderr.contains("the output cannot be"), "{output}: {}", run.stderr);
    }
    for file in ["static/a.zip", "content/articles/a.zip", "out/a.zip", "../elsewhere/a.zip"] {
        let run = dateline(&site, &["build", "--zip", file]);
        assert!(run.code == 2 && run.stderr.contains("holds what the site is made of"), "{}", run.stderr);
    }
    for target in ["folder: static/live", "folder: content, in_place: true", "folder: .", "folder: out/x"] {
        let settings = format!("base_url: https://war.example/\npublish: {{live: {{{target}}}}}\n");
        fs::write(site.join("site.yaml"), settings).unwrap();
        let run = dateline(&site, &["publish", "live", "--yes", "--now", "2021-06-01"]);
        assert!(run.code == 2 && run.stderr.contains("the output cannot be"), "{target}: {}", run.stderr);
    }
    for output in ["public", "site", "../live"] {
        let run = dateline(&site, &["build", "-o", output, "--now", "2021-06-01"]);
        assert_eq!(run.code, 0, "{output}: {}", run.stderr);
    }
}
