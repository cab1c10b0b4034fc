//! The binary, run in a folder, with what it said.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

/// How a run ended and what it said; times and the folder's own path are replaced.
#[derive(Debug, PartialEq, Eq)]
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

/// Runs `dateline` in a folder.
pub fn dateline(folder: &Path, arguments: &[&str]) -> Run {
    with_env(folder, arguments, &[])
}

/// Runs it with environment variables.
pub fn with_env(folder: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.args(arguments).current_dir(folder).stdin(Stdio::null());
    for name in ["NO_COLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "COLUMNS"] {
        command.env_remove(name);
    }
    let output = command.envs(variables.iter().copied()).output().expect("the program runs");
    let said = |bytes: Vec<u8>| timeless(&String::from_utf8(bytes).expect("it says UTF-8"), folder);
    Run { code: output.status.code().unwrap_or(-1), stdout: said(output.stdout), stderr: said(output.stderr) }
}

/// The text with every `0.12 s` as `T s` and the folder as `DIR`.
fn timeless(text: &str, folder: &Path) -> String {
    let text = text.replace(&folder.display().to_string(), "DIR");
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find(" s").filter(|_| !rest.is_empty()) {
        let before = &rest[..at];
        let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').len();
        out.push_str(&before[..before.len() - digits]);
        out.push_str(if digits >= 4 { "T s" } else { &rest[before.len() - digits..at + 2] });
        rest = &rest[at + 2..];
    }
    out + rest
}

/// Every file below a folder: path, bytes and time of change.
pub fn files(folder: &Path) -> BTreeMap<String, (Vec<u8>, std::time::SystemTime)> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        for entry in std::fs::read_dir(at).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("below it").to_str().expect("UTF-8").to_owned();
                let modified = std::fs::metadata(&path).expect("a file").modified().expect("a time");
                found.insert(name, (std::fs::read(&path).expect("a file"), modified));
            }
        }
    }
    found
}
