//! What Windows and macOS would stumble over, found where neither is: names of files, code for one system only, line ends.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A path of the repository is shorter than this, so that it can be checked out below a folder of a hundred letters.
const LONGEST: usize = 150;

/// Names that mean a device on Windows, whatever follows their first dot.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
    "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// The files of the repository: those that git knows, where there is a git.
fn files() -> Vec<String> {
    let asked = Command::new("git")
        .args(["-c", "core.quotePath=false", "ls-files"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output();
    match asked {
        Ok(said) if said.status.success() => {
            String::from_utf8(said.stdout).unwrap().lines().map(str::to_owned).collect()
        }
        _ => ["src", "templates", "static", "content", "docs", "tests/it"]
            .iter()
            .flat_map(|dir| below(dir))
            .collect(),
    }
}

fn below(folder: &str) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut open, mut found) = (vec![root.join(folder)], Vec::new());
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            match path.is_dir() {
                true => open.push(path),
                false => {
                    found.push(path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/"));
                }
            }
        }
    }
    found
}

#[test]
fn every_file_of_the_repository_has_a_name_that_all_systems_can_hold() {
    let files = files();
    assert!(files.len() > 400, "{}", files.len());
    let mut wrong = Vec::new();
    let mut folded: BTreeMap<String, &str> = BTreeMap::new();
    for path in &files {
        for name in path.split('/') {
            let stem = name.split('.').next().unwrap().to_lowercase();
            let is_bad = name.contains(['<', '>', ':', '"', '\\', '|', '?', '*'])
                || name.chars().any(char::is_control)
                || name.ends_with(['.', ' '])
                || DEVICES.contains(&stem.as_str());
            if is_bad || path.len() > LONGEST {
                wrong.push(path.as_str());
            }
        }
        // Windows and macOS do not tell capital letters from small ones.
        if let Some(other) = folded.insert(path.to_lowercase(), path) {
            wrong.extend([other, path.as_str()]);
        }
    }
    assert_eq!(wrong, [""; 0]);
}

/// What is said of Unix alone has something beside it for the others, in the same file.
#[test]
fn code_for_one_system_has_a_counterpart_for_the_others() {
    let mut wrong = Vec::new();
    for path in below("src").into_iter().filter(|path| path.ends_with(".rs")) {
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path)).unwrap();
        let has = |words: &str| text.contains(words);
        let is_of_unix = has("std::os::unix") || has("rustix::") || has("signal::unix");
        let is_guarded = has("#[cfg(unix)]");
        let has_other = has("#[cfg(not(unix))]") || has("#[cfg(windows)]") || has("cfg!(unix)");
        // rustix has files for every system that it is used for here.
        let is_everywhere = !has("std::os::unix") && !has("signal::unix") && !is_guarded;
        if (is_of_unix && !is_guarded && !is_everywhere) || (is_guarded && !has_other) {
            wrong.push(path);
        }
    }
    assert_eq!(wrong, [""; 0], "no `#[cfg(not(unix))]` or `#[cfg(windows)]` beside what is for Unix alone");
}

#[test]
fn the_theme_has_plain_line_ends() {
    for path in ["templates", "static", "src/phrase/tables"].iter().flat_map(|folder| below(folder)) {
        let bytes = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path)).unwrap();
        let is_text = [".html", ".css", ".js", ".yaml", ".xml", ".svg"].iter().any(|end| path.ends_with(end));
        assert!(!is_text || !bytes.contains(&b'\r'), "{path}");
    }
}
