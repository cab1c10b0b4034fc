//! `dateline publish` through the binary, to folders and git branches: what reaches the place, what is refused, what a broken-off
//! run leaves.

use crate::front;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::front::program::{Run, dateline};
use dateline::publish::folder::Folder;
use dateline::publish::git::Branch;
use dateline::publish::host::{Host, PutOutcome, Way};
use tempfile::{TempDir, tempdir};

const SITE: &str = "\
-- site.yaml --
title: News
base_url: https://news.example/
publish:
  live: {folder: ../live}
  mount: {folder: ../mount, in_place: true}
  pages: {git: ../pages.git, branch: web, cname: news.example}
never_publish: [Jane Doe]
-- content/articles/a.md --
---
title: The first
published: 2020-10-01
---
Words.
-- content/articles/b.md --
---
title: The second
published: 2020-10-02
actors: [Հայաստան]
---
Read: The first
";

/// A folder with a site in `site`, and a repository that may be published to.
struct World(TempDir);

impl World {
    fn new() -> Self {
        let world = Self(tempdir().unwrap());
        fs::create_dir(world.at("site")).unwrap();
        front::spread(&world.at("site"), SITE);
        world.git(&["init", "--quiet", "--bare", "pages.git"]);
        world
    }

    fn at(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn git(&self, args: &[&str]) -> String {
        let output = Command::new("git").current_dir(self.0.path()).args(args).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn write(&self, path: &str, text: &str) {
        front::spread(&self.at("site"), &format!("-- {path} --\n{text}"));
    }

    fn article(&self, name: &str, title: &str, body: &str) {
        let text = format!("---\ntitle: {title}\npublished: 2020-10-03\n---\n{body}\n");
        self.write(&format!("content/articles/{name}.md"), &text);
    }

    fn run(&self, args: &[&str]) -> Run {
        let mut all = vec!["publish", "--site", "site", "--now", "2021-01-01"];
        all.extend(args);
        dateline(self.0.path(), &all)
    }

    /// The arguments of `dateline publish` without a time of the build, as going back builds nothing.
    fn back(&self, args: &[&str]) -> Run {
        let mut all = vec!["publish", "--site", "site"];
        all.extend(args);
        dateline(self.0.path(), &all)
    }

    fn publish(&self, target: &str) -> Run {
        let run = self.run(&[target, "--yes"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        run
    }

    /// A publish that is refused, and why.
    fn refused(&self, args: &[&str]) -> String {
        let run = self.run(args);
        assert_ne!(run.code, 0, "{}", run.stderr);
        run.stderr
    }

    fn live(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.at("live").join(path)).ok()
    }

    fn branch(&self, path: &str) -> String {
        self.git(&["--git-dir", "pages.git", "show", &format!("web:{path}")])
    }
}

#[test]
#[cfg(unix)]
fn a_folder_gets_releases_and_a_link() {
    let world = World::new();
    let first = world.publish("live");
    assert!(first.stderr.contains("0 changed, 0 removed"), "{}", first.stderr);
    assert!(world.live("articles/b.html").unwrap().contains("The first"));
    let again = world.publish("live");
    assert!(again.stderr.contains("nothing to publish"), "{}", again.stderr);
    world.article("a", "The first", "Other words.");
    let changed = world.publish("live");
    assert!(changed.stderr.contains("~ articles/a.html  The first"), "{}", changed.stderr);
    assert!(world.live("articles/a.html").unwrap().contains("Other words"));
    // The release of before stands beside it.
    let old = fs::read_to_string(world.at("live.releases/1/articles/a.html")).unwrap();
    assert!(old.contains("Words.") && !old.contains("Other"));
    for n in 0..6 {
        world.article("a", "The first", &format!("Words of {n}."));
        world.publish("live");
    }
    let releases = fs::read_dir(world.at("live.releases")).unwrap();
    let names: Vec<String> =
        releases.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(names.iter().filter(|name| name.parse::<u32>().is_ok()).count(), 6, "{names:?}");
}

/// A list of releases as a dry run shows it: numbers, the newest first.
fn releases(world: &World, target: &str) -> Vec<u64> {
    let run = world.back(&[target, "--rollback", "--dry-run", "--json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let outlook: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    outlook["releases"]
        .as_array()
        .unwrap()
        .iter()
        .map(|release| release["serial"].as_u64().unwrap())
        .collect()
}

/// Publishes three times and goes back, forth, back again and on.
fn goes_back(world: &World, target: &str, page: &dyn Fn(&str) -> Option<String>) {
    let says = |words: &str| {
        let text = page("articles/a.html").unwrap();
        assert!(text.contains(words), "{words}\n{text}");
    };
    let back = |args: &[&str]| {
        let run = world.back(args);
        assert_eq!(run.code, 0, "{}", run.stderr);
        run.stderr
    };
    world.publish(target);
    let first = world.back(&[target, "--rollback", "--yes"]);
    assert_eq!(first.code, 2, "{}", first.stderr);
    assert!(first.stderr.contains("`--from DIR`"), "{}", first.stderr);
    world.article("a", "The first", "Words of the second.");
    world.publish(target);
    world.article("a", "The first", "Words of the third.");
    world.article("c", "The new one", "Words.");
    world.publish(target);
    assert_eq!(releases(world, target), [2, 1]);
    // What is wrong with the content now does not keep a reader from what was right once.
    world.write("content/articles/d.md", "---\ntitle: Wrong\npublished: soon\n---\nWords.\n");
    let shown = back(&[target, "--rollback", "--dry-run", "--allow-deletes", "9"]);
    assert!(shown.contains("    3  ") && shown.contains("is there now"), "{shown}");
    assert!(shown.contains("back to release 2") && shown.contains("- articles/c.html"), "{shown}");
    assert!(shown.contains("~ articles/a.html  The first"), "{shown}");
    says("Words of the third.");
    let silent = world.back(&[target, "--rollback"]);
    assert!(silent.code == 2 && silent.stderr.contains("add `--yes`"), "{}", silent.stderr);
    back(&[target, "--rollback", "--yes"]);
    says("Words of the second.");
    assert!(page("articles/c.html").is_none());
    // Further back, and forth again.
    back(&[target, "--rollback", "--yes"]);
    says("Words.");
    back(&[target, "--rollback", "3", "--yes"]);
    says("Words of the third.");
    assert!(page("articles/c.html").is_some());
    let gone = world.back(&[target, "--rollback", "77", "--yes"]);
    assert!(
        gone.stderr.contains("release 77 is not kept") && gone.stderr.contains("5, 4, 3, 2, 1"),
        "{}",
        gone.stderr
    );
    fs::remove_file(world.at("site/content/articles/d.md")).unwrap();
    assert!(world.publish(target).stderr.contains("nothing to publish"));
    world.article("a", "The first", "Words of the last.");
    world.publish(target);
    says("Words of the last.");
    assert_eq!(releases(world, target), [6, 5, 4, 3, 2], "five are kept");
    // A name that must not appear is looked for in what comes back.
    world.article("a", "The first", "Jane Do was there.");
    world.publish(target);
    world.article("a", "The first", "Nobody was there.");
    world.publish(target);
    let settings = fs::read_to_string(world.at("site/site.yaml")).unwrap();
    fs::write(world.at("site/site.yaml"), settings.replace("[Jane Doe]", "[Jane Do]")).unwrap();
    let leak = world.back(&[target, "--rollback", "--yes"]);
    assert_eq!(leak.code, 1, "{}", leak.stderr);
    assert!(leak.stderr.contains("leak: articles/a.html"), "{}", leak.stderr);
    says("Nobody was there.");
    fs::write(world.at("site/site.yaml"), settings).unwrap();
}

#[test]
#[cfg(unix)]
fn a_folder_goes_back() {
    let world = World::new();
    goes_back(&world, "live", &|path| world.live(path));
}

#[test]
fn a_branch_goes_back() {
    let world = World::new();
    let page = |path: &str| {
        let named = world.git(&["--git-dir", "pages.git", "ls-tree", "-r", "-z", "--name-only", "web"]);
        named.split('\0').any(|name| name == path).then(|| world.branch(path))
    };
    goes_back(&world, "pages", &page);
    assert_eq!(world.git(&["--git-dir", "pages.git", "rev-list", "--count", "web"]), "1\n");
    // Another machine has nothing to go back to.
    fs::remove_dir_all(world.at("site/.dateline")).unwrap();
    let other = world.back(&["pages", "--rollback", "--yes"]);
    assert!(other.stderr.contains("this machine keeps no commit"), "{}", other.stderr);
}

#[test]
fn what_keeps_nothing_says_so_and_much_is_not_deleted_unasked() {
    let world = World::new();
    world.publish("mount");
    let mount = world.back(&["mount", "--rollback", "--yes"]);
    assert_eq!(mount.code, 2, "{}", mount.stderr);
    assert!(mount.stderr.contains("keeps no earlier releases"), "{}", mount.stderr);
    let empty = world.back(&["pages", "--rollback", "--yes"]);
    assert!(empty.stderr.contains("nothing was published there"), "{}", empty.stderr);
    world.publish("pages");
    for n in 0..14 {
        world.article(&format!("more{n}"), &format!("One more {n}"), "Words.");
    }
    world.publish("pages");
    let much = world.back(&["pages", "--rollback", "--yes"]);
    assert!(much.stderr.contains("would be deleted"), "{}", much.stderr);
    let allowed = world.back(&["pages", "--rollback", "--yes", "--allow-deletes", "99"]);
    assert_eq!(allowed.code, 0, "{}", allowed.stderr);
}

#[test]
fn a_branch_gets_one_commit() {
    let world = World::new();
    world.publish("pages");
    world.article("a", "The first", "Other words.");
    world.publish("pages");
    assert!(world.publish("pages").stderr.contains("nothing to publish"));
    assert!(world.branch("articles/a.html").contains("Other words"));
    assert!(world.branch("actors/հայաստան.html").contains("Հայաստան"));
    assert_eq!((world.branch("CNAME").as_str(), world.branch(".nojekyll").as_str()), ("news.example\n", ""));
    assert_eq!(world.git(&["--git-dir", "pages.git", "rev-list", "--count", "web"]), "1\n");
}

#[test]
fn a_whole_new_site_has_the_stylesheet_of_the_pages_before() {
    let world = World::new();
    let targets: &[&str] = if cfg!(unix) { &["live", "pages"] } else { &["pages"] };
    for target in targets {
        let home = || match *target {
            "live" => world.live("index.html").unwrap(),
            _ => world.branch("index.html"),
        };
        let there = |path: &str| match *target {
            "live" => world.live(path).is_some(),
            _ => world
                .git(&["--git-dir", "pages.git", "ls-tree", "--name-only", "web"])
                .lines()
                .any(|name| name == path),
        };
        let style = || {
            let home = home();
            let (_, rest) = home.split_once("<link rel=\"stylesheet\" href=\"").unwrap();
            rest.split('"').next().unwrap().to_owned()
        };
        world.write("static/style.css", "body { color: red }\n");
        world.publish(target);
        let old = style();
        world.write("static/style.css", "body { color: green }\n");
        world.publish(target);
        assert!(style() != old && there(&old) && there(&style()), "{target}");
        assert!(world.publish(target).stderr.contains("nothing to publish"));
        // To go back is to have the site of before, not what was left of it.
        let new = style();
        let back = world.back(&[target, "--rollback", "--yes"]);
        assert_eq!(back.code, 0, "{}", back.stderr);
        assert!(style() == old && there(&old) && !there(&new), "{target}");
    }
}

#[test]
fn the_author_s_repository_stays_as_it_is() {
    let world = World::new();
    world.git(&["init", "--quiet", "site"]);
    world.git(&["-C", "site", "add", "content/articles/a.md"]);
    let state =
        || (world.git(&["-C", "site", "ls-files", "--stage"]), world.git(&["-C", "site", "for-each-ref"]));
    let before = state();
    world.publish("pages");
    assert_eq!(state(), before);
    assert!(!world.at("site/index.html").exists());
}

#[test]
fn who_publishes_second_is_refused() {
    let world = World::new();
    world.publish("pages");
    let remote = world.at("pages.git").to_str().unwrap().to_owned();
    let branch = Branch::open(&world.at("site"), world.at("own.git"), &remote, "web", None).unwrap();
    let mut hosts: Vec<Box<dyn Host>> = vec![Box::new(branch)];
    if cfg!(unix) {
        world.publish("live");
        hosts.push(Box::new(Folder::open(&world.at("live")).unwrap()));
    }
    let read: Vec<_> = hosts.iter().map(|host| host.read("index.html").unwrap().unwrap().1).collect();
    world.article("a", "The first", "Other words.");
    world.publish("pages");
    if cfg!(unix) {
        world.publish("live");
    }
    for (host, mark) in hosts.iter().zip(read) {
        let Way::Whole(whole) = host.way() else { panic!("one step") };
        let sums = BTreeMap::from([("index.html".to_owned(), whole.sum(b"theirs"))]);
        let end = whole.deploy(&sums, Some(&mark), &|_| Ok(b"theirs".to_vec())).unwrap();
        assert_eq!(end, PutOutcome::Overtaken, "{}", host.address());
    }
    assert!(world.branch("articles/a.html").contains("Other words"));
}

#[test]
fn deletions_are_guarded() {
    let world = World::new();
    for n in 0..14 {
        world.article(&format!("more{n}"), &format!("One more {n}"), "Words.");
    }
    world.publish("pages");
    for n in 0..14 {
        fs::remove_file(world.at(&format!("site/content/articles/more{n}.md"))).unwrap();
    }
    let refused = world.refused(&["pages", "--yes"]);
    assert!(refused.contains("would be deleted") && refused.contains("--allow-deletes 14"), "{refused}");
    assert!(world.branch("articles/more1.html").contains("One more 1"));
    assert_eq!(world.run(&["pages", "--yes", "--allow-deletes", "14"]).code, 0);
    assert!(!world.git(&["--git-dir", "pages.git", "ls-tree", "-r", "web"]).contains("more1"));
}

#[test]
fn what_is_no_finished_build_is_refused_for_every_target() {
    let world = World::new();
    fs::create_dir(world.at("empty")).unwrap();
    fs::create_dir(world.at("foreign")).unwrap();
    fs::write(world.at("foreign/index.html"), "x").unwrap();
    assert_eq!(dateline(world.0.path(), &["build", "--site", "site", "-o", "../half"]).code, 0);
    fs::remove_file(world.at("half/style.css")).unwrap();
    assert_eq!(dateline(world.0.path(), &["build", "--site", "site", "-o", "../edited"]).code, 0);
    fs::write(world.at("edited/index.html"), "x").unwrap();
    for target in ["live", "pages"] {
        for (from, why) in [
            ("empty", "no `data/manifest.json`"),
            ("foreign", "no `data/manifest.json`"),
            ("half", "`style.css`"),
            ("edited", "`index.html`"),
        ] {
            let refused = world.refused(&[target, "--yes", "--from", from]);
            assert!(refused.contains(why), "{target} {from}: {refused}");
        }
    }
    assert!(!world.at("live").exists());
    assert_eq!(world.git(&["--git-dir", "pages.git", "for-each-ref"]), "");
}

#[test]
fn drafts_errors_and_other_addresses_are_refused() {
    let world = World::new();
    world.write(
        "content/articles/c.md",
        "---\ntitle: Not yet\npublished: 2020-10-03\nstatus: draft\n---\nWords.\n",
    );
    world.publish("live");
    assert!(world.live("articles/c.html").is_none());
    let build = |extra: &[&str], to: &str| {
        let mut args = vec!["build", "--site", "site", "-o", to];
        args.extend(extra);
        assert_eq!(dateline(world.0.path(), &args).code, 0);
    };
    build(&["--drafts"], "../drafts");
    let drafts = world.refused(&["live", "--yes", "--from", "drafts"]);
    assert!(
        drafts
            .contains("leak: articles/c.html:1: the address of `content/articles/c.md`, which is held back"),
        "{drafts}"
    );
    build(&["--base-url", "https://other.example/"], "../other");
    let other = world.refused(&["live", "--yes", "--from", "other"]);
    assert!(other.contains("built for https://other.example/"), "{other}");
    world.write("content/articles/d.md", "---\ntitle: Wrong\npublished: soon\n---\nWords.\n");
    let errors = world.refused(&["live", "--yes"]);
    assert!(errors.contains("a site with errors is not published"), "{errors}");
}

#[test]
fn leaks_stop_a_publish_and_are_shown() {
    let world = World::new();
    world.article("c", "A name", "Somebody called Jane Doe.");
    world.article("d", "A key", "-----BEGIN OPENSSH PRIVATE KEY-----");
    let picture =
        [&[0xff, 0xd8, 0xff, 0xe1, 0, 10][..], b"Exif\0\0ab", &[0xff, 0xda, 0, 2, 1, 0xff, 0xd9]].concat();
    fs::create_dir_all(world.at("site/static")).unwrap();
    fs::write(world.at("site/static/photo.jpg"), picture).unwrap();
    let film = [&[0xff, 0xd8, 0xff, 0xda, 0, 2, 1, 0xff, 0xd9][..], b"ftypmp42"].concat();
    fs::write(world.at("site/static/moving.jpg"), film).unwrap();
    world.article("e", "Pictures", "![A](/photo.jpg)\n\n![B](/moving.jpg)");
    let said = world.refused(&["live", "--yes"]);
    for what in [
        "leak: articles/c.html:",
        "which `never_publish` lists",
        "leak: articles/d.html:",
        "a private key",
        "leak: photo.jpg: EXIF metadata",
        "leak: moving.jpg: 8 bytes after the end of the picture",
    ] {
        assert!(said.contains(what), "{what}\n{said}");
    }
    assert!(said.contains("`may_publish:`"), "{said}");
    assert!(!world.at("live").exists());
}

#[test]
fn a_slip_in_the_key_of_the_names_to_keep_back_stops_a_publish() {
    let world = World::new();
    let settings = fs::read_to_string(world.at("site/site.yaml")).unwrap();
    fs::write(world.at("site/site.yaml"), settings.replace("never_publish:", "never_publsh:")).unwrap();
    world.article("c", "A name", "Somebody called Jane Doe.");
    let said = world.refused(&["live", "--yes"]);
    assert!(
        said.contains("mistaken-never-publish") && said.contains("did you mean `never_publish`?"),
        "{said}"
    );
    // Nor does what was built before, or published once: it is looked at with the same settings.
    let ready = world.refused(&["live", "--yes", "--from", "anything"]);
    let back = world.back(&["live", "--rollback", "--yes"]).stderr;
    for said in [ready, back] {
        assert!(said.contains("cannot go by") && said.contains("`never_publsh`"), "{said}");
    }
    assert!(!world.at("live").exists());
}

#[test]
fn what_a_document_is_meant_to_tell_may_leave_and_names_and_keys_never_may() {
    let world = World::new();
    let settings = fs::read_to_string(world.at("site/site.yaml")).unwrap();
    let may = "may_publish: [/ruling.jpg, articles/]\n";
    fs::write(world.at("site/site.yaml"), settings + may).unwrap();
    let picture =
        [&[0xff, 0xd8, 0xff, 0xe1, 0, 10][..], b"Exif\0\0ab", &[0xff, 0xda, 0, 2, 1, 0xff, 0xd9]].concat();
    fs::create_dir_all(world.at("site/static")).unwrap();
    fs::write(world.at("site/static/ruling.jpg"), &picture).unwrap();
    world.article("c", "A ruling", "![The ruling](/ruling.jpg)");
    let said = world.publish("live").stderr;
    assert!(said.contains("may be published: ruling.jpg: EXIF metadata"), "{said}");
    fs::write(world.at("site/static/other.jpg"), &picture).unwrap();
    world.article("d", "A name", "Jane Doe took a picture. ![It](/other.jpg)");
    let said = world.refused(&["live", "--yes"]);
    assert!(said.contains("leak: other.jpg"), "{said}");
    assert!(said.contains("leak: articles/d.html"), "{said}");
    assert!(!said.contains("leak: ruling.jpg"), "{said}");
}

#[test]
fn nothing_of_others_is_touched() {
    let world = World::new();
    fs::create_dir(world.at("live")).unwrap();
    fs::write(world.at("live/index.html"), "theirs").unwrap();
    let folder = world.refused(&["live", "--yes"]);
    assert!(folder.contains("not a link of an earlier publish"), "{folder}");
    assert_eq!(world.live("index.html").unwrap(), "theirs");
    world.git(&["clone", "--quiet", "pages.git", "other"]);
    fs::write(world.at("other/index.html"), "theirs").unwrap();
    world.git(&["-C", "other", "add", "."]);
    world.git(&[
        "-C",
        "other",
        "-c",
        "user.name=N",
        "-c",
        "user.email=n@example.org",
        "commit",
        "--quiet",
        "-m",
        "m",
    ]);
    world.git(&["-C", "other", "push", "--quiet", "origin", "HEAD:web"]);
    let branch = world.refused(&["pages", "--yes"]);
    assert!(branch.contains("--adopt"), "{branch}");
    assert_eq!(world.branch("index.html"), "theirs");
    assert_eq!(world.run(&["pages", "--yes", "--adopt"]).code, 0);
    assert!(world.branch("index.html").contains("News"));
}

#[test]
fn it_asks_and_plans() {
    let world = World::new();
    let several = world.refused(&["--yes"]);
    assert!(several.contains("name one of: live, mount, pages"), "{several}");
    let unknown = world.refused(&["away", "--yes"]);
    assert!(unknown.contains("no such target"), "{unknown}");
    let silent = world.refused(&["live"]);
    assert!(silent.contains("add `--yes`"), "{silent}");
    let plan = world.run(&["live", "--dry-run", "--json"]);
    assert_eq!(plan.code, 0, "{}", plan.stderr);
    let plan: serde_json::Value = serde_json::from_str(&plan.stdout).unwrap();
    let first =
        plan["added"].as_array().unwrap().iter().find(|step| step["path"] == "articles/a.html").unwrap();
    assert!(first["title"].as_str().unwrap().contains("The first"));
    assert_eq!(first["headers"]["content-type"], "text/html; charset=utf-8");
    assert!(!world.at("live").exists());
}

/// Every address that a page of a folder names and that is not there.
#[cfg(unix)]
fn dead_links(root: &Path) -> Vec<String> {
    let mut dead = Vec::new();
    let mut queue = vec![PathBuf::from("index.html")];
    let mut seen: std::collections::BTreeSet<PathBuf> = queue.iter().cloned().collect();
    while let Some(page) = queue.pop() {
        let Ok(text) = fs::read_to_string(root.join(&page)) else {
            dead.push(page.display().to_string());
            continue;
        };
        for lead in ["href=\"", "src=\""] {
            let found =
                text.match_indices(lead).filter_map(|(at, _)| text[at + lead.len()..].split('"').next());
            for link in found.filter(|link| !link.contains("://") && !link.starts_with(['#', '/'])) {
                let path = link.split(['#', '?']).next().unwrap();
                let mut target = page.parent().unwrap().to_owned();
                for part in path.split('/') {
                    match part {
                        ".." => drop(target.pop()),
                        "." => {}
                        part => target.push(part),
                    }
                }
                if !root.join(&target).is_file() {
                    dead.push(format!("{} on {}", target.display(), page.display()));
                } else if target.extension().is_some_and(|ending| ending == "html")
                    && seen.insert(target.clone())
                {
                    queue.push(target);
                }
            }
        }
    }
    dead
}

/// How many files lie beside the site.
fn files_beside(world: &World) -> usize {
    let site = world.at("site");
    let beside = walkdir::WalkDir::new(world.at("")).into_iter().filter_entry(|entry| entry.path() != site);
    beside.flatten().filter(|entry| entry.file_type().is_file()).count()
}

#[test]
#[cfg(unix)]
fn a_killed_publish_leaves_a_whole_site_and_the_next_one_completes_it() {
    let world = World::new();
    for n in 0..40 {
        world.article(&format!("more{n}"), &format!("One more {n}"), "Words.");
    }
    world.publish("live");
    for round in 0..12 {
        for n in 0..40 {
            world.article(&format!("more{n}"), &format!("One more {n}"), &format!("Words of round {round}."));
        }
        let before = files_beside(&world);
        let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .current_dir(world.0.path())
            .args(["publish", "live", "--yes", "--site", "site", "--now", "2021-01-01"])
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // The moment is another each time, after some files more; whichever it is, the outcome must be the same.
        while child.try_wait().unwrap().is_none() && files_beside(&world) < before + 6 * round {
            std::thread::yield_now();
        }
        let _ = child.kill();
        child.wait().unwrap();
        assert_eq!(dead_links(&world.at("live")), [""; 0], "round {round}");
        world.publish("live");
        assert!(world.live("articles/more7.html").unwrap().contains(&format!("Words of round {round}.")));
    }
}

#[test]
fn a_folder_is_filled_file_by_file() {
    let world = World::new();
    fs::create_dir_all(world.at("mount/articles")).unwrap();
    fs::write(world.at("mount/articles/note.txt"), "of somebody else").unwrap();
    world.publish("mount");
    let at = |path: &str| fs::read_to_string(world.at("mount").join(path)).ok();
    assert!(at("articles/a.html").unwrap_or_default().contains("Words."));
    assert!(!world.at("mount/.dateline/parts").exists(), "nothing is left over");
    world.article("a", "The first", "Other words.");
    world.publish("mount");
    assert!(at("articles/a.html").unwrap_or_default().contains("Other words."));
    assert_eq!(at("articles/note.txt").as_deref(), Some("of somebody else"));
    // A record that names a file elsewhere must not make a publish delete it.
    let record = world.at("mount/.dateline/published.json");
    let text = fs::read_to_string(&record).unwrap();
    fs::write(&record, text.replacen("\"files\":{", "\"leaving\":[\"../site/site.yaml\"],\"files\":{", 1))
        .unwrap();
    let run = world.refused(&["mount", "--yes"]);
    assert!(run.contains("../site/site.yaml"), "{run}");
    assert!(world.at("site/site.yaml").exists());
}
