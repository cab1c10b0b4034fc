//! The folder sink: what stands in the folder after builds, failures and kills.
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

use dateline::diag::Failure;
use dateline::sink::folder::{FilesWritten, Folder, intact};
use dateline::sink::manifest::Manifest;
use rayon::prelude::*;

/// Path and content of every file; links are told as such.
type Tree = BTreeMap<String, Vec<u8>>;

fn tree(root: &Path) -> Tree {
    let files =
        walkdir::WalkDir::new(root).into_iter().map(Result::unwrap).filter(|e| !e.file_type().is_dir());
    let read = |path: &Path| match fs::read_link(path) {
        Ok(target) => format!("-> {}", target.display()).into_bytes(),
        Err(_) => fs::read(path).unwrap(),
    };
    files
        .map(|e| (e.path().strip_prefix(root).unwrap().to_str().unwrap().to_owned(), read(e.path())))
        .collect()
}

/// The files of a folder without the manifest, as `path=content` lines.
fn site(root: &Path) -> String {
    let files = tree(root).into_iter().filter(|(path, _)| path != "data/manifest.json");
    files.map(|(path, bytes)| format!("{path}={}\n", String::from_utf8(bytes).unwrap())).collect()
}

fn build(out: &Path, files: &[(&str, &str)]) -> Result<FilesWritten, Failure> {
    let folder = Folder::open(out)?;
    for (path, content) in files {
        folder.put(path, content.as_bytes())?;
    }
    folder.finish()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn scratch() -> (tempfile::TempDir, PathBuf) {
    let parent = tempfile::tempdir().unwrap();
    let out = parent.path().join("out");
    (parent, out)
}

/// What a file is, beyond its content.
#[cfg(unix)]
fn identity(path: &Path) -> (u64, SystemTime) {
    use std::os::unix::fs::MetadataExt;
    let metadata = fs::symlink_metadata(path).unwrap();
    (metadata.ino(), metadata.modified().unwrap())
}

#[cfg(not(unix))]
fn identity(path: &Path) -> (u64, SystemTime) {
    (0, fs::symlink_metadata(path).unwrap().modified().unwrap())
}

/// Sets the time of every file back by an hour, and the manifest's by less, as if the build were long ago.
fn age(out: &Path) {
    let now = SystemTime::now();
    for path in tree(out).keys() {
        let seconds = if path == "data/manifest.json" { 3000 } else { 3600 };
        let file = fs::File::options().write(true).open(out.join(path)).unwrap();
        file.set_modified(now - Duration::from_secs(seconds)).unwrap();
    }
}

const SMALL: [(&str, &str); 3] = [("index.html", "home"), ("a/one.html", "1"), ("a/b/two.html", "22")];

#[test]
fn a_new_folder_is_made_with_the_folders_above_it() {
    let (parent, out) = scratch();
    let out = out.join("deep/public");
    let written = build(&out, &SMALL).unwrap();
    let manifest = written.manifest.clone();
    assert_eq!(written, FilesWritten { files: 3, written: 3, unchanged: 0, removed: 0, bytes: 7, manifest });
    assert_eq!(site(&out), "a/b/two.html=22\na/one.html=1\nindex.html=home\n");
    assert_eq!(names(out.parent().unwrap()), ["public"]);
    assert_eq!(names(parent.path()), ["out"]);
    let manifest = Manifest::read(&out).unwrap().unwrap();
    assert_eq!(manifest.files["a/one.html"], Manifest::digest(b"1"));
    assert_eq!(manifest.to_json(), fs::read(out.join("data/manifest.json")).unwrap());
    assert_eq!(intact(&out).unwrap(), Some(manifest));
}

#[test]
fn an_empty_folder_is_taken() {
    let (parent, out) = scratch();
    fs::create_dir(&out).unwrap();
    build(&out, &SMALL).unwrap();
    assert_eq!(tree(&out).len(), 4);
    assert_eq!(names(parent.path()), ["out"]);
}

#[test]
fn a_rebuild_writes_what_changed_removes_what_is_gone_and_keeps_the_rest() {
    let (parent, out) = scratch();
    build(&out, &SMALL).unwrap();
    age(&out);
    let before = identity(&out.join("a/b/two.html"));
    let written = build(&out, &[("index.html", "new"), ("a/b/two.html", "22"), ("c.html", "c")]).unwrap();
    let manifest = written.manifest.clone();
    assert_eq!(written, FilesWritten { files: 3, written: 2, unchanged: 1, removed: 1, bytes: 6, manifest });
    assert_eq!(site(&out), "a/b/two.html=22\nc.html=c\nindex.html=new\n");
    assert_eq!(identity(&out.join("a/b/two.html")), before);
    build(&out, &[("index.html", "new")]).unwrap();
    assert!(!out.join("a").exists(), "a folder without files goes");
    assert_eq!(names(parent.path()), ["out"]);
}

#[test]
fn a_site_that_did_not_change_is_not_touched() {
    let (parent, out) = scratch();
    build(&out, &SMALL).unwrap();
    let all = || {
        ["", "a", "a/b", "index.html", "a/b/two.html", "data/manifest.json"].map(|p| identity(&out.join(p)))
    };
    let before = all();
    let written = build(&out, &SMALL).unwrap();
    let manifest = written.manifest.clone();
    assert_eq!(written, FilesWritten { files: 3, written: 0, unchanged: 3, removed: 0, bytes: 7, manifest });
    assert_eq!(all(), before);
    assert_eq!(names(parent.path()), ["out"]);
}

#[test]
fn a_site_that_only_lost_a_file_is_replaced() {
    let (_parent, out) = scratch();
    build(&out, &SMALL).unwrap();
    let written = build(&out, &SMALL[..2]).unwrap();
    assert_eq!((written.written, written.removed), (0, 1));
    assert_eq!(site(&out), "a/one.html=1\nindex.html=home\n");
}

#[test]
fn the_order_of_puts_does_not_show() {
    let (_parent, one) = scratch();
    let (_parent, other) = scratch();
    build(&one, &SMALL).unwrap();
    build(&other, &[SMALL[2], SMALL[0], SMALL[1]]).unwrap();
    assert_eq!(tree(&one), tree(&other));
}

#[test]
fn a_folder_that_dateline_did_not_make_is_refused_and_not_touched() {
    let (parent, out) = scratch();
    fs::create_dir_all(out.join("data")).unwrap();
    for (path, content) in [("notes.txt", "mine"), ("data/manifest.json", "{\"name\": \"an app\"}")] {
        fs::write(out.join(path), content).unwrap();
        let (before, files) = (identity(&out), tree(&out));
        let failure = build(&out, &SMALL).unwrap_err();
        assert_eq!(failure.reason, "it holds files that Dateline did not write");
        assert!(failure.hint.is_some());
        assert_eq!((identity(&out), tree(&out)), (before, files));
        assert_eq!(names(parent.path()), ["out"]);
    }
    assert_eq!(intact(&out).unwrap(), None);
}

#[test]
fn a_file_in_the_folders_place_is_refused() {
    let (_parent, out) = scratch();
    fs::write(&out, "mine").unwrap();
    assert_eq!(build(&out, &SMALL).unwrap_err().reason, "it is a file, not a folder");
    assert_eq!(fs::read(&out).unwrap(), b"mine");
}

#[test]
fn foreign_files_in_our_folder_are_carried_over() {
    let (_parent, out) = scratch();
    build(&out, &SMALL).unwrap();
    fs::write(out.join("CNAME"), "example.org").unwrap();
    fs::create_dir_all(out.join(".git/refs/tags")).unwrap();
    fs::write(out.join(".git/HEAD"), "ref").unwrap();
    fs::write(out.join("a/note.txt"), "mine").unwrap();
    let before = [".git/HEAD", "CNAME", "a/note.txt"].map(|path| identity(&out.join(path)));
    build(&out, &[("index.html", "new")]).unwrap();
    assert_eq!(site(&out), ".git/HEAD=ref\nCNAME=example.org\na/note.txt=mine\nindex.html=new\n");
    assert!(out.join(".git/refs/tags").is_dir());
    assert_eq!([".git/HEAD", "CNAME", "a/note.txt"].map(|path| identity(&out.join(path))), before);
}

#[test]
fn a_foreign_file_that_the_site_would_replace_is_a_failure() {
    let (parent, out) = scratch();
    build(&out, &SMALL).unwrap();
    for (path, put) in [("CNAME", "CNAME"), ("c", "c/d.html"), ("f/g", "f")] {
        fs::create_dir_all(out.join(path).parent().unwrap()).unwrap();
        fs::write(out.join(path), "mine").unwrap();
        let before = tree(&out);
        let failure = build(&out, &[("index.html", "new"), (put, "ours")]).unwrap_err();
        assert!(failure.reason.contains("Dateline did not write"), "{path}: {failure}");
        assert_eq!(tree(&out), before);
        assert_eq!(names(parent.path()), ["out"]);
    }
    let written = build(&out, &[("CNAME", "mine")]).unwrap();
    assert_eq!(written.files, 1, "the same content is no conflict");
}

#[test]
fn a_fresh_repository_counts_as_empty_and_stays() {
    let (_parent, out) = scratch();
    fs::create_dir_all(out.join(".git/objects")).unwrap();
    fs::write(out.join(".git/HEAD"), "ref").unwrap();
    build(&out, &[("index.html", "home")]).unwrap();
    assert_eq!(site(&out), ".git/HEAD=ref\nindex.html=home\n");
    assert!(out.join(".git/objects").is_dir());
}

#[test]
fn a_build_that_is_dropped_leaves_the_old_site() {
    let (parent, out) = scratch();
    let folder = Folder::open(&out).unwrap();
    folder.put("index.html", b"never").unwrap();
    drop(folder);
    assert!(names(parent.path()).is_empty());
    build(&out, &SMALL).unwrap();
    let before = (identity(&out), tree(&out));
    let folder = Folder::open(&out).unwrap();
    folder.put("index.html", b"never").unwrap();
    folder.put("a/one.html", b"1").unwrap();
    drop(folder);
    assert_eq!((identity(&out), tree(&out)), before);
    assert_eq!(names(parent.path()), ["out"]);
}

#[test]
fn what_a_killed_build_left_is_removed() {
    let (parent, out) = scratch();
    build(&out, &SMALL).unwrap();
    for leftover in [".out.dateline-new", ".out.dateline-old"] {
        fs::create_dir_all(parent.path().join(leftover).join("a/b")).unwrap();
        fs::write(parent.path().join(leftover).join("a/b/index.html"), "half").unwrap();
    }
    fs::write(parent.path().join(".out.dateline-lock"), "").unwrap();
    drop(Folder::open(&out).unwrap());
    assert_eq!(names(parent.path()), ["out"]);
    assert_eq!(tree(&out).len(), 4);
}

#[test]
fn a_site_that_lost_its_name_in_a_kill_gets_it_back() {
    let (parent, out) = scratch();
    build(&out, &SMALL).unwrap();
    let before = tree(&out);
    fs::rename(&out, parent.path().join(".out.dateline-old")).unwrap();
    drop(Folder::open(&out).unwrap());
    assert_eq!(tree(&out), before);
    assert_eq!(names(parent.path()), ["out"]);
}

#[test]
fn a_second_build_at_the_same_time_is_refused() {
    let (parent, out) = scratch();
    let first = Folder::open(&out).unwrap();
    first.put("index.html", b"first").unwrap();
    for _ in 0..2 {
        let failure = Folder::open(&out).err().unwrap();
        assert_eq!(failure.reason, "another build is writing to it");
    }
    first.finish().unwrap();
    assert_eq!(site(&out), "index.html=first\n");
    build(&out, &SMALL).unwrap();
    assert_eq!(names(parent.path()), ["out"]);
}

#[test]
fn the_same_path_twice_is_a_failure() {
    let (_parent, out) = scratch();
    build(&out, &SMALL).unwrap();
    for content in ["home", "new"] {
        let folder = Folder::open(&out).unwrap();
        folder.put("index.html", content.as_bytes()).unwrap();
        for again in ["home", "new"] {
            let failure = folder.put("index.html", again.as_bytes()).unwrap_err();
            assert!(failure.reason.contains("already has a file"), "{failure}");
        }
        assert!(folder.put_file("index.html", &out.join("index.html")).is_err());
    }
}

#[test]
fn paths_that_leave_the_folder_or_that_some_system_cannot_hold_are_refused() {
    let (parent, out) = scratch();
    let folder = Folder::open(&out).unwrap();
    let long = "x".repeat(256);
    for path in ["../a", "/a", "a//b", "a\\b", "a:b", "nul", "a.", "", &long, "data/manifest.json"] {
        assert!(folder.put(path, b"x").is_err(), "{path}");
        assert!(folder.put_file(path, &std::env::current_exe().unwrap()).is_err(), "{path}");
    }
    assert!(folder.put(&long, b"x").unwrap_err().reason.contains("256 bytes"));
    drop(folder);
    assert!(names(parent.path()).is_empty());
}

#[test]
fn big_files_are_copied_or_kept() {
    let (parent, out) = scratch();
    let source = parent.path().join("photo.jpg");
    let bytes: Vec<u8> = (0..1_000_003_u32).map(|n| (n % 251) as u8).collect();
    fs::write(&source, &bytes).unwrap();
    let copy = || {
        let folder = Folder::open(&out).unwrap();
        folder.put_file("media/photo.jpg", &source).unwrap();
        folder.put("index.html", b"home").unwrap();
        folder.finish().unwrap()
    };
    assert_eq!(copy().written, 2);
    assert_eq!(fs::read(out.join("media/photo.jpg")).unwrap(), bytes);
    assert_eq!(Manifest::read(&out).unwrap().unwrap().files["media/photo.jpg"], Manifest::digest(&bytes));
    assert_eq!(copy().written, 0);
    let mut changed = bytes;
    changed[500_000] ^= 1;
    fs::write(&source, &changed).unwrap();
    assert_eq!(copy().written, 1);
    assert_eq!(fs::read(out.join("media/photo.jpg")).unwrap(), changed);
    assert!(Folder::open(&out).unwrap().put_file("a", &parent.path().join("absent")).is_err());
}

#[test]
fn a_changed_or_missing_file_is_seen_and_repaired() {
    let (_parent, out) = scratch();
    build(&out, &SMALL).unwrap();
    let whole = tree(&out);
    let tamper: [&dyn Fn(&Path); 4] = [
        &|file| fs::write(file, "longer").unwrap(),
        &|file| fs::write(file, "HOME").unwrap(),
        &|file| fs::remove_file(file).unwrap(),
        &|file| {
            fs::remove_file(file).unwrap();
            fs::create_dir(file).unwrap();
        },
    ];
    for tamper in tamper {
        age(&out);
        tamper(&out.join("index.html"));
        assert_eq!(intact(&out).unwrap(), None);
        // A folder in the file's place holds nothing, but it is not Dateline's to remove.
        if out.join("index.html").is_dir() {
            assert!(build(&out, &SMALL).is_err());
            fs::remove_dir(out.join("index.html")).unwrap();
        }
        assert_eq!(build(&out, &SMALL).unwrap().written, 1);
        assert_eq!(tree(&out), whole);
        assert!(intact(&out).unwrap().is_some());
    }
    let file = fs::File::options().write(true).open(out.join("index.html")).unwrap();
    file.set_modified(SystemTime::now() + Duration::from_secs(3600)).unwrap();
    assert!(intact(&out).unwrap().is_some(), "a newer file with the same content is whole");
    assert_eq!(build(&out, &SMALL).unwrap().written, 0);
}

#[cfg(unix)]
mod links {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn a_link_to_the_output_folder_stays_a_link() {
        let (parent, out) = scratch();
        fs::create_dir(parent.path().join("disk")).unwrap();
        let target = parent.path().join("disk/site");
        symlink("disk/site", &out).unwrap();
        for content in ["first", "second"] {
            build(&out, &[("index.html", content)]).unwrap();
            assert_eq!(fs::read_to_string(target.join("index.html")).unwrap(), content);
            assert!(fs::symlink_metadata(&out).unwrap().is_symlink());
        }
        assert_eq!(names(parent.path()), ["disk", "out"]);
        assert_eq!(names(&parent.path().join("disk")), ["site"]);
    }

    #[test]
    fn links_inside_are_not_followed() {
        let (parent, out) = scratch();
        let elsewhere = parent.path().join("elsewhere");
        build(&out, &SMALL).unwrap();
        fs::rename(out.join("a"), &elsewhere).unwrap();
        fs::rename(out.join("index.html"), elsewhere.join("index.html")).unwrap();
        symlink("../elsewhere/index.html", out.join("index.html")).unwrap();
        symlink("../elsewhere", out.join("link")).unwrap();
        let untouched = tree(&elsewhere);
        assert_eq!(intact(&out).unwrap(), None);
        let written = build(&out, &SMALL).unwrap();
        assert_eq!((written.written, written.unchanged), (3, 0));
        let expected = "a/b/two.html=22\na/one.html=1\nindex.html=home\nlink=-> ../elsewhere\n";
        assert_eq!(site(&out), expected);
        fs::remove_dir_all(out.join("a")).unwrap();
        symlink("../elsewhere", out.join("a")).unwrap();
        assert_eq!(intact(&out).unwrap(), None);
        assert!(build(&out, &SMALL).unwrap_err().reason.contains("Dateline did not write"));
        assert_eq!(tree(&elsewhere), untouched);
    }

    #[test]
    fn a_leftover_that_is_a_link_is_removed_and_not_its_target() {
        let (parent, out) = scratch();
        let mine = parent.path().join("mine");
        fs::create_dir(&mine).unwrap();
        fs::write(mine.join("a"), "mine").unwrap();
        symlink("mine", parent.path().join(".out.dateline-new")).unwrap();
        build(&out, &SMALL).unwrap();
        assert_eq!(names(parent.path()), ["mine", "out"]);
        assert_eq!(site(&mine), "a=mine\n");
    }

    #[test]
    fn permissions_are_kept() {
        let (parent, out) = scratch();
        let mode = |path: &str| fs::metadata(out.join(path)).unwrap().permissions().mode() & 0o7777;
        build(&out, &SMALL).unwrap();
        fs::create_dir(out.join("closed")).unwrap();
        fs::write(out.join("closed/a"), "mine").unwrap();
        fs::set_permissions(out.join("closed"), fs::Permissions::from_mode(0o555)).unwrap();
        fs::set_permissions(&out, fs::Permissions::from_mode(0o750)).unwrap();
        for content in ["second", "third"] {
            build(&out, &[("index.html", content)]).unwrap();
            assert_eq!((mode(""), mode("closed")), (0o750, 0o555));
            assert_eq!(names(parent.path()), ["out"]);
        }
        fs::set_permissions(out.join("closed"), fs::Permissions::from_mode(0o755)).unwrap();
    }
}

#[test]
fn names_may_be_in_any_script() {
    let (_parent, out) = scratch();
    let files =
        [("حوادث/٢٠٢٣.html", "a"), ("статьи/Украина.html", "b"), ("战争 – 1.html", "c"), ("é/🕊.html", "d")];
    assert_eq!(build(&out, &files).unwrap().written, 4);
    assert_eq!(build(&out, &files).unwrap().unchanged, 4);
    assert_eq!(tree(&out).len(), 5);
    for (path, content) in files {
        assert_eq!(fs::read_to_string(out.join(path)).unwrap(), content);
    }
}

#[test]
fn two_thousand_files_from_four_threads() {
    let (_parent, out) = scratch();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(4).build().unwrap();
    let many = |version: &str| {
        pool.install(|| {
            let folder = Folder::open(&out).unwrap();
            (0..2000_u32).into_par_iter().for_each(|n| {
                let version = if n % 10 == 0 { version } else { "same" };
                folder
                    .put(&format!("{}/{}/{n}.html", n % 7, n % 5), format!("{n} {version}").as_bytes())
                    .unwrap();
            });
            folder.finish().unwrap()
        })
    };
    assert_eq!(many("first").written, 2000);
    let second = many("second");
    assert_eq!((second.written, second.unchanged, second.removed), (200, 1800, 0));
    assert_eq!(tree(&out).len(), 2001);
    assert_eq!(fs::read_to_string(out.join("3/0/10.html")).unwrap(), "10 second");
    assert_eq!(intact(&out).unwrap().unwrap().files.len(), 2000);
}

const CHILD: &str = "DATELINE_TEST_OUTPUT";

/// One of two sites that share half of their files.
fn whole_site(folder: &Folder, version: u32, mut each: impl FnMut()) {
    for n in 0..120 {
        let name = if n % 3 == 0 { format!("v{version}/{n}.html") } else { format!("both/{n}.html") };
        folder.put(&name, format!("{n} {}", if n % 2 == 0 { version } else { 0 }).as_bytes()).unwrap();
        each();
    }
}

/// What `builds_until_killed` runs in a process of its own: builds one site after the other without end, and
/// writes a line for each file and each build. It is no test unless so started.
#[test]
fn child_that_builds_until_killed() {
    let Some(out) = std::env::var_os(CHILD) else { return };
    let mut progress = std::io::stdout();
    for version in (1..=2).cycle() {
        let folder = Folder::open(Path::new(&out)).unwrap();
        whole_site(&folder, version, || writeln!(progress, "put").unwrap());
        folder.finish().unwrap();
        writeln!(progress, "finished").unwrap();
    }
}

/// Kills a child after `lines` lines of its progress and `micros` microseconds more.
fn kill_after(mut child: Child, lines: usize, micros: u64) {
    // Open until the kill: a child that cannot write its progress would end in good order.
    let mut progress = BufReader::new(child.stdout.take().unwrap());
    let read = progress.by_ref().lines().take(lines).map(Result::unwrap).count();
    assert_eq!(read, lines, "the child ended by itself");
    let end = Instant::now() + Duration::from_micros(micros);
    while Instant::now() < end {
        std::hint::spin_loop();
    }
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn killed_at_any_moment_the_folder_holds_one_whole_site() {
    let (parent, out) = scratch();
    let (_parent, reference) = scratch();
    let sites = [1, 2].map(|version| {
        let folder = Folder::open(&reference).unwrap();
        whole_site(&folder, version, || ());
        folder.finish().unwrap();
        fs::write(reference.join("CNAME"), "mine").unwrap();
        tree(&reference)
    });
    let folder = Folder::open(&out).unwrap();
    whole_site(&folder, 1, || ());
    folder.finish().unwrap();
    fs::write(out.join("CNAME"), "mine").unwrap();
    let mut random = 0x2545_f491_u64;
    let mut interrupted = 0;
    for round in 0..30 {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut child = Command::new(std::env::current_exe().unwrap());
        child.args(["--exact", "folder::child_that_builds_until_killed", "--nocapture", "--test-threads=1"]);
        child.env(CHILD, &out).stdout(Stdio::piped()).stderr(Stdio::null());
        // Every other round aims at the end of a build, where the swap is; the harness writes two lines first.
        let number = (random >> 33) as usize;
        let lines = if round % 2 == 0 { number % 500 } else { 2 + 120 + 121 * (number % 3) };
        kill_after(child.spawn().unwrap(), lines, (random >> 40) % 4000);
        interrupted += usize::from(parent.path().join(".out.dateline-new").exists());
        let now = tree(&out);
        assert!(sites.contains(&now), "round {round}: {:?}", now.keys());
    }
    assert!(interrupted > 0, "no kill met a build");
    let folder = Folder::open(&out).unwrap();
    whole_site(&folder, 2, || ());
    folder.finish().unwrap();
    assert_eq!(tree(&out), sites[1]);
    assert_eq!(names(parent.path()), ["out"]);
}
