//! The tutorial, step by step: every command is run, every file is written, and what it prints is what the page says. `UPDATE=1` writes what is printed anew.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::diagnostics::root;
use crate::front::program::dateline;

/// What a command says, without the times and folders of this machine and without sizes, which change with every style sheet.
fn plain(said: &str, folder: &Path) -> String {
    let said = said.replace(&folder.display().to_string(), "…").replace(" in T s", " in 0.02 s");
    said.lines().fold(String::new(), |mut text, line| {
        let _ = writeln!(text, "{}", without_size(&without_clock(line)).trim_end());
        text
    })
}

/// A line with `800 kB` for any size in kB.
fn without_size(line: &str) -> String {
    let Some((before, after)) = line.split_once(" kB") else { return line.to_owned() };
    let words = before.trim_end_matches(|c: char| c.is_ascii_digit());
    format!("{words}800 kB{after}")
}

/// A line without the day and time of the clock, which publishing says.
fn without_clock(line: &str) -> String {
    let clock = |word: &str| {
        word.get(..4).is_some_and(|year| ("2022".."2100").contains(&year)) && word.get(4..5) == Some("-")
    };
    if !line.split(' ').any(clock) {
        return line.to_owned();
    }
    let is_time = |word: &str| word.len() == 5 && word.as_bytes()[2] == b':';
    line.split(' ')
        .map(|word| if clock(word) || is_time(word) { "…" } else { word })
        .collect::<Vec<_>>()
        .join(" ")
}

/// The path that stands last in backquotes before a block.
fn named(before: &str) -> Option<&str> {
    let line = before.trim_end().rsplit("\n\n").next()?;
    let mut parts = line.rsplit('`');
    parts.next()?;
    parts.next().filter(|path| path.contains('.') && !path.contains(' '))
}

/// Runs the commands of a block and gives it with what they print.
fn run(block: &str, fails: bool, at: &mut std::path::PathBuf, folder: &Path) -> String {
    let mut written = String::new();
    for command in block.lines().filter_map(|line| line.strip_prefix("$ ")) {
        let _ = writeln!(written, "$ {command}");
        let parts = command.split('"').enumerate();
        let words = parts.flat_map(|(i, part)| match i % 2 {
            0 => part.split_whitespace().collect(),
            _ => vec![part],
        });
        match words.collect::<Vec<&str>>().as_slice() {
            ["cd", inner] => *at = at.join(inner),
            ["rm", "-r", paths @ ..] => {
                paths.iter().for_each(|path| fs::remove_dir_all(at.join(path)).unwrap())
            }
            ["dateline", arguments @ ..] => {
                let run = dateline(at, arguments);
                assert_eq!(run.code, i32::from(fails), "{command}: {}{}", run.stdout, run.stderr);
                written += &plain(&(run.stdout + &run.stderr), folder);
            }
            _ => panic!("the test does not know `{command}`"),
        }
    }
    written
}

#[test]
fn the_tutorial_is_as_it_says() {
    let path = root().join("docs/tutorial.md");
    let text = fs::read_to_string(&path).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut at = folder.path().to_owned();
    let mut made = String::new();
    let mut rest = text.as_str();
    let mut blocks = 0;
    while let Some((before, block)) = rest.split_once("```") {
        let (head, block) = block.split_once('\n').unwrap();
        let (block, after) = block.split_once("\n```").unwrap();
        made.push_str(before);
        blocks += 1;
        let shown = match head.split_once(' ').unwrap_or((head, "")) {
            ("console", how) => run(block, how == "fails", &mut at, folder.path()),
            ("diff", file) => {
                let side = |sign: char| -> String {
                    let lines = block.lines().filter(|line| line.starts_with([' ', sign]));
                    lines.map(|line| format!("{}\n", &line[1..])).collect()
                };
                let text = fs::read_to_string(at.join(file)).unwrap();
                let (was, now) = (side('-'), side('+'));
                assert!(text.contains(&was), "{file} has no {was}");
                fs::write(at.join(file), text.replacen(&was, &now, 1)).unwrap();
                format!("{block}\n")
            }
            _ => {
                if let Some(file) = named(before) {
                    let file = at.join(file);
                    fs::create_dir_all(file.parent().unwrap()).unwrap();
                    fs::write(file, format!("{block}\n")).unwrap();
                }
                format!("{block}\n")
            }
        };
        let _ = write!(made, "```{head}\n{shown}```");
        rest = after;
    }
    made.push_str(rest);
    assert!(blocks > 20, "{blocks}");
    if std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
        fs::write(&path, &made).unwrap();
    } else {
        assert_eq!(made, text, "UPDATE=1 cargo test tutorial:: writes what the commands print");
    }
    let live = folder.path().join("live");
    assert!(live.exists(), "it is published");
}
