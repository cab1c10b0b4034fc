//! The first site of the README, step by step: what it says is what happens.

use std::fs;
use std::path::{Path, PathBuf};

use crate::front::program::dateline;

/// The blocks of code of a kind in a text.
fn blocks<'a>(text: &'a str, kind: &str) -> Vec<&'a str> {
    let begin = format!("```{kind}\n");
    text.split(&begin).skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

/// What a build says, without the time that it took.
fn without_time(said: &str) -> Vec<String> {
    let line = |line: &str| match line.split_once(" in ") {
        Some((before, after)) => {
            format!("{before}{}", after.split_once(" s").map_or("", |(_, rest)| rest))
        }
        None => line.to_owned(),
    };
    said.lines().filter(|line| line.contains(" pages")).map(line).collect()
}

#[test]
fn the_first_site_of_the_readme_is_as_it_says() {
    let readme = include_str!("../../README.md");
    let tutorial = readme.split("\n## ").find(|part| part.starts_with("A first site")).expect("the tutorial");
    let consoles = blocks(tutorial, "console");
    let article = *blocks(tutorial, "markdown").first().expect("the article");
    let folder = tempfile::tempdir().expect("a folder");
    let mut at = folder.path().to_owned();
    let mut builds = 0;
    for block in consoles {
        let (commands, said): (Vec<&str>, Vec<&str>) = block.lines().partition(|line| line.starts_with("$ "));
        let mut all = String::new();
        for command in commands {
            // What stands in quotation marks is one word.
            let parts = command.trim_start_matches("$ ").split('"').enumerate();
            let words = parts.flat_map(|(i, part)| match i % 2 {
                0 => part.split_whitespace().collect(),
                _ => vec![part],
            });
            match words.collect::<Vec<&str>>().as_slice() {
                ["cd", folder] => at = at.join(folder),
                ["dateline", arguments @ ..] => {
                    let run = dateline(&at, arguments);
                    assert_eq!(run.code, 0, "{command}: {}", run.stderr);
                    all += &(run.stdout + &run.stderr);
                }
                _ => panic!("the test does not know `{command}`"),
            }
        }
        let said = said.join("\n");
        builds += without_time(&said).len();
        assert_eq!(without_time(&all), without_time(&said));
        if said.contains("-geneva.md") && !said.contains("unknown-actor") {
            fs::write(made(&at, &said), article).expect("the article");
        }
        if said.contains("westland.md") {
            let file = made(&at, &said);
            let text = fs::read_to_string(&file).expect("the actor");
            fs::write(file, text.replacen("kind:", "kind: state #", 1)).expect("the actor");
        }
    }
    assert_eq!(builds, 3);
}

/// The file whose path a command printed.
fn made(folder: &Path, said: &str) -> PathBuf {
    folder.join(said.trim())
}
