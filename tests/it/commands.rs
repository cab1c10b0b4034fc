//! Transcripts through the binary: what it says, where, and how it ends.

use std::fs;

use clap::CommandFactory;
use tempfile::{TempDir, tempdir};

use crate::front;
use crate::front::program::{Run, dateline, files, with_env};

fn said(code: i32, stdout: &str, stderr: &str) -> Run {
    Run { code, stdout: stdout.to_owned(), stderr: stderr.to_owned() }
}

/// A folder with a small site.
fn site(text: &str) -> TempDir {
    let folder = tempdir().unwrap();
    front::spread(folder.path(), text);
    folder
}

/// What was said, with `N` for numbers that grow with the theme: pages, files written and kept.
fn counted(run: Run) -> Run {
    let mut words: Vec<String> = run.stderr.split(' ').map(str::to_owned).collect();
    for at in 1..words.len() {
        let grows = ["pages", "written,", "unchanged,", "pages,"].contains(&words[at].as_str());
        if grows && words[at - 1].parse::<usize>().is_ok_and(|n| n > 1) {
            words[at - 1] = "N".to_owned();
        }
    }
    Run { stderr: words.join(" "), ..run }
}

const WARNING: &str =
    "-- content/articles/a.md --\n---\ntitle: The first\npublished: 2020-10-01\nsumary: x\n---\nWords.\n";
const ERROR: &str = "-- content/articles/a.md --\n---\ntitle: The first\npublished: 2020-10-01\n---\nWords.\n-- content/articles/b.md --\n---\ntitle: The second\npublished: soon\n---\nWords.\n";

#[test]
fn a_new_site_builds_with_no_warning() {
    let folder = tempdir().unwrap();
    let at = folder.path();
    assert_eq!(
        dateline(at, &["init", "archive"]),
        said(0, "", "A new site is in archive. Build it with `dateline build --site archive`\n")
    );
    let first = counted(dateline(at, &["build", "--site", "archive", "--now", "2021-06-01"]));
    assert_eq!(
        first,
        said(
            0,
            "",
            "2 articles, 2 actors, N pages in T s: N written, 0 unchanged, 0 removed → archive/public\n"
        ),
        "{}",
        first.stderr
    );
    assert_eq!(
        counted(dateline(at, &["build", "--site", "archive", "--now", "2021-06-01"])),
        said(0, "", "2 articles, 2 actors, N pages, nothing changed, in T s → archive/public\n")
    );
    let check = counted(dateline(at, &["check", "--strict", "--site", "archive", "--now", "2021-06-01"]));
    assert_eq!(check, said(0, "", "2 articles, N pages checked in T s: no mistakes found\n"));
    assert_eq!(
        dateline(at, &["init", "archive"]),
        said(
            2,
            "",
            "error: cannot make a site in archive: there is a `site.yaml` already\nhint: choose an empty folder, or build what is there with `dateline build`\n"
        )
    );
}

#[test]
fn a_new_site_in_the_working_folder_leaves_what_is_there() {
    let folder = tempdir().unwrap();
    front::put(folder.path(), ".gitignore", b"mine\n");
    let run = dateline(folder.path(), &["init"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""));
    assert!(!run.stderr.contains(".."), "`..` is the folder above: {}", run.stderr);
    assert_eq!(fs::read(folder.path().join(".gitignore")).unwrap(), b"mine\n");
    assert_eq!(dateline(folder.path(), &["build", "--now", "2021-06-01"]).code, 0);
}

#[test]
fn a_build_that_changed_little_writes_little() {
    let folder = site(&front::with_body("Words."));
    let build = || dateline(folder.path(), &["build", "--now", "2021-06-01"]).stderr;
    build();
    front::put(
        folder.path(),
        "content/articles/a.md",
        b"---\ntitle: The first\npublished: 2020-10-01\n---\nOther words.\n",
    );
    // The page, and of the search its words, what it shows, where it starts and its page.
    let said = build();
    assert!(said.contains(": 5 written, ") && said.contains(", 0 removed "), "{said}");
}

#[test]
fn a_damaged_output_is_seen_though_the_input_did_not_change() {
    let folder = site(&front::with_body("Words."));
    let build = || dateline(folder.path(), &["build", "--now", "2021-06-01"]).stderr;
    build();
    assert!(build().contains("nothing changed"));
    fs::remove_file(folder.path().join("public/articles/a.html")).unwrap();
    assert!(build().contains("1 written"));
    assert!(folder.path().join("public/articles/a.html").exists());
}

#[test]
fn nothing_changed_repeats_the_mistakes() {
    let folder = site(ERROR);
    let first = dateline(folder.path(), &["build", "--now", "2021-06-01", "--format", "short"]);
    let second = dateline(folder.path(), &["build", "--now", "2021-06-01", "--format", "short"]);
    let frame = "content/articles/b.md:3:12: error[invalid-date]:";
    assert!(
        first.stderr.starts_with(frame) && second.stderr.starts_with(frame),
        "{}{}",
        first.stderr,
        second.stderr
    );
    assert_eq!((first.code, second.code), (1, 1));
}

#[test]
fn a_report_shows_lines_of_files_that_were_let_go() {
    // Nothing is wrong in the file itself, so that its text is read again for the late report.
    let late = "-- content/articles/a.md --\n---\ntitle: The first\npublished: 2020-10-01\n---\nSee [this](none.html).\n\nRead: A town that never was\n";
    let folder = site(late);
    let run = dateline(folder.path(), &["build", "--now", "2021-06-01"]);
    for line in ["5 | See [this](none.html).", "7 | Read: A town that never was"] {
        assert!(run.stderr.contains(line), "{line}: {}", run.stderr);
    }
}

#[test]
fn new_files_are_begun_and_never_overwritten() {
    let folder = site("-- content/pages/about.md --\n---\ntitle: About\n---\nWe.\n");
    let at = folder.path();
    let path = "./content/articles/2020/2020-09-29-talks-resume-in-geneva.md";
    let new =
        || dateline(at, &["new", "article", "Talks \"resume\" in Geneva: day 2", "--now", "2020-09-29"]);
    let first = new();
    assert_eq!((first.code, first.stderr.as_str()), (0, ""));
    assert_eq!(
        first.stdout.trim_start_matches("./"),
        format!("{}-day-2.md\n", path.trim_start_matches("./").trim_end_matches(".md"))
    );
    let written = at.join(first.stdout.trim());
    let text = fs::read_to_string(&written).unwrap();
    assert!(
        text.starts_with("---\ntitle: \"Talks \\\"resume\\\" in Geneva: day 2\"\npublished: 2020-09-29\n"),
        "{text}"
    );
    fs::write(&written, "mine").unwrap();
    let second = new();
    assert_eq!((second.code, second.stdout.as_str()), (2, ""));
    assert!(second.stderr.ends_with("hint: it stays as it is; choose another name\n"), "{}", second.stderr);
    assert_eq!(fs::read_to_string(&written).unwrap(), "mine");
    let actor = dateline(at, &["new", "actor", "Հյուսիս"]);
    assert_eq!(actor.stdout.trim_start_matches("./"), "content/actors/հյուսիս.md\n");
    assert_eq!(dateline(at, &["new", "actor", "…"]).code, 2);
    for (kind, path) in [
        ("event", "content/events/bridge-falls.md"),
        ("conflict", "content/conflicts/bridge-falls.md"),
        ("place", "content/places/bridge-falls.md"),
    ] {
        let new = dateline(at, &["new", kind, "Bridge falls", "--now", "2020-09-29"]);
        assert_eq!((new.code, new.stdout.trim_start_matches("./").trim_end()), (0, path));
    }
    fs::remove_file(&written).unwrap();
    new();
    fs::write(&written, fs::read_to_string(&written).unwrap() + "Words.\n").unwrap();
    let check = dateline(at, &["check", "--strict", "--drafts", "--now", "2021-06-01"]);
    assert_eq!(check.code, 0, "what `new` writes has no mistake: {}", check.stderr);
}

#[test]
fn new_articles_stand_in_a_site_only() {
    let folder = tempdir().unwrap();
    let run = dateline(folder.path(), &["new", "article", "Talks", "--site", "nowhere"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(!folder.path().join("nowhere").exists(), "a mistyped folder is not made");
}

#[test]
fn exit_codes_tell_content_from_tool() {
    let (clean, warning, error) = (site(&front::with_body("Words.")), site(WARNING), site(ERROR));
    for command in ["check", "build"] {
        let code = |folder: &TempDir, flags: &[&str]| {
            dateline(folder.path(), &[&[command, "--now", "2021-06-01"], flags].concat()).code
        };
        assert_eq!((code(&clean, &[]), code(&warning, &[]), code(&error, &[])), (0, 0, 1), "{command}");
        assert_eq!(code(&clean, &["--strict"]), 0);
        assert_eq!(code(&error, &["--strict"]), 1);
        assert_eq!(code(&clean, &["--site", "nowhere"]), 2);
        assert_eq!(code(&clean, &["--now", "noon"]), 2);
        assert_eq!(code(&clean, &["--base-url", "example.org"]), 2);
        assert_eq!(code(&clean, &["--wrong"]), 2);
    }
    assert_eq!(dateline(warning.path(), &["check", "--strict"]).code, 1);
    assert_eq!(dateline(clean.path(), &[]).code, 2, "no command is a mistake in the use");
    assert_eq!(dateline(clean.path(), &["--help"]).code, 0);
    assert_eq!(
        dateline(clean.path(), &["--version"]).stdout,
        format!("dateline {}\n", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn a_folder_that_is_not_there_is_a_failure() {
    let folder = tempdir().unwrap();
    for command in ["build", "check"] {
        assert_eq!(
            dateline(folder.path(), &[command, "--site", "nowhere"]),
            said(
                2,
                "",
                "error: cannot read nowhere: there is no such folder\nhint: `dateline init DIR` makes a new site\n"
            )
        );
    }
    assert!(!folder.path().join("nowhere").exists());
}

#[test]
fn a_foreign_folder_is_not_taken_for_output() {
    let folder = site(&front::with_body("Words."));
    front::put(folder.path(), "photos/one.jpg", b"pixels");
    let run = dateline(folder.path(), &["build", "-o", "photos", "--now", "2021-06-01"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.starts_with("error: cannot ") && run.stderr.contains("photos"), "{}", run.stderr);
    assert_eq!(files(&folder.path().join("photos")).into_keys().collect::<Vec<_>>(), ["one.jpg"]);
    for own in [".", "content", "content/articles"] {
        let before = files(folder.path()).into_keys().collect::<Vec<_>>();
        let run = dateline(folder.path(), &["build", "-o", own, "--now", "2021-06-01"]);
        assert_eq!(run.code, 2, "-o {own}: {}", run.stderr);
        assert_eq!(files(folder.path()).into_keys().collect::<Vec<_>>(), before, "-o {own}");
    }
}

#[test]
fn data_goes_to_standard_output_and_all_else_to_standard_error() {
    let folder = site(ERROR);
    for command in ["check", "build"] {
        let json = dateline(folder.path(), &[command, "--format", "json", "--now", "2021-06-01"]);
        let list: serde_json::Value =
            serde_json::from_str(&json.stdout).expect("one JSON array and nothing else");
        assert_eq!(list.as_array().map(Vec::len), Some(1));
        assert!(json.stderr.lines().count() <= 2 && !json.stderr.contains("error["), "{}", json.stderr);
        for format in ["human", "short"] {
            let run = dateline(folder.path(), &[command, "--format", format, "--now", "2021-06-01"]);
            assert_eq!(run.stdout, "");
            assert!(run.stderr.contains("error[invalid-date]"), "{}", run.stderr);
        }
    }
    let clean = site(&front::with_body("Words."));
    assert_eq!(dateline(clean.path(), &["check", "--format", "json", "--now", "2021-06-01"]).stdout, "[]\n");
}

#[test]
fn the_report_as_json_has_the_fields_that_others_read() {
    let folder = site(
        "-- content/articles/a.md --\n---\ntitle: Շուշի\npublished: 2020-10-01\nactors: [{actor: Armenia, role: partie}]\nupdated: 2020-09-01\n---\nWords.\n",
    );
    let run = dateline(folder.path(), &["check", "--format", "json", "--now", "2021-06-01"]);
    let list: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(
        list[0],
        serde_json::json!({
            "code": "unknown-value", "severity": "error", "message": "`partie` is not a role",
            "file": "content/articles/a.md", "line": 4, "column": 33, "end_line": 4, "end_column": 39,
            "labels": [], "hints": ["did you mean `party`?", "one of: party, supporter, mediator, commander, speaker, victim, perpetrator, witness, source"],
            "fixes": [{"start": 76, "end": 82, "text": "party", "certain": false}],
        })
    );
    assert_eq!(
        list[1]["labels"],
        serde_json::json!([{"file": "content/articles/a.md", "line": 3, "column": 12, "message": "published here"}])
    );
}

#[test]
fn without_a_terminal_there_is_no_colour() {
    let folder = site(ERROR);
    for variables in [[].as_slice(), &[("NO_COLOR", "1")], &[("NO_COLOR", "")], &[("TERM", "xterm-256color")]]
    {
        let run = with_env(folder.path(), &["check", "--now", "2021-06-01"], variables);
        assert!(!run.stderr.contains('\u{1b}'), "{variables:?}");
        let help = with_env(folder.path(), &["--help"], variables);
        assert!(!help.stdout.contains('\u{1b}'), "{variables:?}");
    }
}

#[test]
fn every_command_has_examples_and_every_flag_its_line() {
    let folder = tempdir().unwrap();
    let help = dateline(folder.path(), &["--help"]);
    assert_eq!((help.code, help.stderr.as_str()), (0, ""));
    let commands: Vec<String> = help
        .stdout
        .split("Commands:\n")
        .nth(1)
        .unwrap()
        .lines()
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next().map(str::to_owned))
        .filter(|name| name != "help")
        .collect();
    for wanted in ["init", "new", "import", "check", "build", "completions"] {
        assert!(commands.iter().any(|command| command == wanted), "{commands:?}");
    }
    for command in commands {
        let help = dateline(folder.path(), &[&command, "--help"]);
        assert!(
            help.stdout.contains("Example") && help.stdout.contains(&format!("  dateline {command}")),
            "{}",
            help.stdout
        );
        let lines: Vec<&str> = help.stdout.lines().collect();
        let is_flag = |line: &str| line.starts_with('-') && !line.starts_with("- ");
        for (index, line) in lines.iter().enumerate().filter(|(_, line)| is_flag(line.trim_start())) {
            let described = line.trim().split("  ").count() > 1
                || lines.get(index + 1).is_some_and(|next| !next.trim().is_empty());
            assert!(described, "{command}: {line}");
        }
    }
}

/// The section of a command in docs/commands.md.
fn section_of<'a>(page: &'a str, command: &str) -> &'a str {
    let after = page.split(&format!("\n## {command}\n")).nth(1);
    after.unwrap_or_else(|| panic!("no section of {command}")).split("\n## ").next().unwrap()
}

/// docs/commands.md has every command in the order of the help, and every flag in the section of its command.
#[test]
fn the_page_of_commands_is_that_of_the_command_line() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/commands.md")).unwrap();
    let cli = dateline::args::Cli::command();
    let commands: Vec<&clap::Command> = cli.get_subcommands().collect();
    let overview: Vec<&str> =
        page.lines().filter_map(|line| line.strip_prefix("dateline ")?.split(' ').next()).collect();
    let named: Vec<&str> = commands.iter().map(|command| command.get_name()).collect();
    assert_eq!(overview[..named.len()], named);
    let mut missing = Vec::new();
    for command in commands {
        let section = section_of(&page, command.get_name());
        // `build` takes the flags of `check`, and says so.
        let shared = if command.get_name() == "build" { section_of(&page, "check") } else { "" };
        for flag in command.get_arguments().filter_map(clap::Arg::get_long) {
            if !section.contains(&format!("--{flag}")) && !shared.contains(&format!("--{flag}")) {
                missing.push(format!("{} --{flag}", command.get_name()));
            }
        }
    }
    assert!(missing.is_empty(), "not in docs/commands.md: {missing:?}");
}

#[test]
fn examples_of_the_help_are_understood() {
    let folder = tempdir().unwrap();
    for command in [
        &["--help"][..],
        &["init", "--help"],
        &["new", "--help"],
        &["import", "--help"],
        &["check", "--help"],
        &["explain", "--help"],
        &["build", "--help"],
        &["completions", "--help"],
        &["man", "--help"],
    ] {
        let help = dateline(folder.path(), command).stdout;
        for line in help.lines().filter_map(|line| line.strip_prefix("  dateline ")) {
            // These two go on until somebody ends them.
            if line.starts_with("serve") || line.starts_with("lsp") {
                continue;
            }
            let line =
                line.split(" > ").next().unwrap().split(" && ").next().unwrap().split("    ").next().unwrap();
            let words: Vec<String> = words(line);
            let words: Vec<&str> =
                words.iter().map(String::as_str).filter(|word| !word.starts_with("/srv")).collect();
            let words: Vec<&str> = words.into_iter().filter(|word| *word != "-o").collect();
            let fresh = tempdir().unwrap();
            if words.first() != Some(&"init") {
                dateline(fresh.path(), &["init"]);
            }
            assert_ne!(dateline(fresh.path(), &words).code, 2, "dateline {line}");
        }
    }
}

/// A command line's words, quotation marks read.
fn words(line: &str) -> Vec<String> {
    let quoted = line.split('"').enumerate();
    quoted
        .flat_map(|(i, part)| {
            if i % 2 == 1 {
                vec![part.to_owned()]
            } else {
                part.split_whitespace().map(str::to_owned).collect()
            }
        })
        .collect()
}

#[test]
fn a_code_is_explained() {
    let folder = tempdir().unwrap();
    let run = dateline(folder.path(), &["explain", "low-contrast"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.starts_with("warning[low-contrast]\n\nA `color` of a side"), "{}", run.stdout);
    assert!(run.stdout.contains("\nRight:\n"), "{}", run.stdout);
    assert_eq!(
        dateline(folder.path(), &["explain", "[Low-Contrast]"]).stdout,
        run.stdout,
        "as reports print it"
    );
    let all = dateline(folder.path(), &["explain"]);
    assert_eq!(all.code, 0);
    for code in dateline::check::codes() {
        assert!(all.stdout.contains(&format!("  {} ", code.name)), "{}", code.name);
    }
    let slip = dateline(folder.path(), &["explain", "dead-lnk"]);
    assert_eq!(slip.code, 2);
    assert!(slip.stderr.contains("did you mean `dead-link`"), "{}", slip.stderr);
}

#[test]
fn completions_are_printed_for_every_shell() {
    let folder = tempdir().unwrap();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = dateline(folder.path(), &["completions", shell]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{shell}");
        assert!(run.stdout.contains("dateline") && run.stdout.contains("strict"), "{shell}");
    }
    assert_eq!(dateline(folder.path(), &["completions", "cmd"]).code, 2);
}

#[test]
fn every_command_has_a_manual_page() {
    let folder = tempdir().unwrap();
    let one = dateline(folder.path(), &["man"]);
    assert_eq!((one.code, one.stderr.as_str()), (0, ""));
    assert!(
        one.stdout.contains(".TH dateline 1") && one.stdout.contains("dateline\\-build(1)"),
        "{}",
        one.stdout
    );
    assert_eq!(dateline(folder.path(), &["man", "--all", "pages"]).code, 0);
    for command in dateline::args::Cli::command().get_subcommands() {
        let name = command.get_name();
        let page = std::fs::read_to_string(folder.path().join(format!("pages/dateline-{name}.1")));
        let page = page.unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(page.contains(&format!("\\fBdateline {name}\\fR")), "{page}");
        for flag in command.get_arguments().filter_map(clap::Arg::get_long) {
            assert!(page.contains(&format!("\\-\\-{}", flag.replace('-', "\\-"))), "{name} --{flag}");
        }
    }
}

#[test]
fn output_depends_on_the_input_and_now_alone() {
    let folder = site(&front::with_body("Words."));
    let build = |out: &str, now: &str| {
        assert_eq!(dateline(folder.path(), &["build", "-o", out, "--now", now]).code, 0);
        files(&folder.path().join(out))
            .into_iter()
            .map(|(path, (bytes, _))| (path, bytes))
            .collect::<Vec<_>>()
    };
    assert_eq!(build("one", "2021-06-01"), build("two", "2021-06-01"));
    let early = dateline(folder.path(), &["check", "--now", "2020-09-01"]);
    assert!(early.stderr.contains("warning[held-back]"), "{}", early.stderr);
    for now in ["2021-06-01", "2021-06-01T12:00", "2021-06-01T12:00Z", "2021-06-01 12:00 +04:00"] {
        assert_eq!(dateline(folder.path(), &["check", "--now", now]).code, 0, "{now}");
    }
    let wrong = dateline(folder.path(), &["check", "--now", "14.07.2022"]);
    assert_eq!(
        wrong,
        said(
            2,
            "",
            "error: cannot read the time --now: `14.07.2022` is not a date that can be read: year must have exactly four digits (or X)\nhint: write `2022-07-14`\n"
        )
    );
}

#[test]
fn the_output_is_no_part_of_the_input() {
    // A loose folder with its output inside: neither pages nor pictures come back as content.
    let folder = site(
        "-- 2020-10-10-truce.md --\n# A truce\n\nWords.\n-- town.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n",
    );
    for output in ["public".to_owned(), "out".to_owned(), folder.path().join("whole").display().to_string()] {
        let build = |now: &str| {
            let run = dateline(folder.path(), &["build", "-o", &output, "--now", now]);
            assert_eq!(run.code, 0, "{}", run.stderr);
            files(&folder.path().join(&output)).into_keys().collect::<Vec<_>>()
        };
        let first = build("2021-06-01");
        assert_eq!(build("2021-06-02"), first, "-o {output}");
        assert_eq!(build("2021-06-03"), first, "-o {output}");
        fs::remove_dir_all(folder.path().join(&output)).unwrap();
    }
}

#[test]
fn the_output_folder_may_be_anywhere() {
    let folder = site(&front::with_body("Words.").replace("content/", "archive/content/"));
    let elsewhere = tempdir().unwrap();
    let target = elsewhere.path().join("deep/www").display().to_string();
    assert_eq!(
        dateline(folder.path(), &["build", "--site", "archive", "-o", &target, "--now", "2021-06-01"]).code,
        0
    );
    assert!(elsewhere.path().join("deep/www/index.html").exists());
    assert_eq!(
        dateline(folder.path(), &["build", "--site", "archive", "-o", "www", "--now", "2021-06-01"]).code,
        0
    );
    assert!(folder.path().join("archive/www/index.html").exists(), "a relative folder lies in the site's");
}

#[test]
fn the_base_url_can_be_given() {
    let folder = site(&front::with_body("Words."));
    let run = dateline(
        folder.path(),
        &["build", "--base-url", "https://example.org/archive", "--now", "2021-06-01"],
    );
    assert_eq!(run.code, 0, "{}", run.stderr);
    let page = fs::read_to_string(folder.path().join("public/articles/a.html")).unwrap();
    assert!(
        page.contains("<link rel=\"canonical\" href=\"https://example.org/archive/articles/a.html\">"),
        "{page}"
    );
    assert!(folder.path().join("public/feed.xml").exists());
}

#[test]
fn drafts_are_built_when_asked_for() {
    let folder = site(
        &front::with_body("Words.")
            .replace("published: 2020-10-01\n", "published: 2020-10-01\nstatus: draft\n"),
    );
    let at = folder.path();
    dateline(at, &["build", "--drafts", "--now", "2021-06-01"]);
    assert!(at.join("public/articles/a.html").exists());
    dateline(at, &["build", "--now", "2021-06-01"]);
    assert!(!at.join("public/articles/a.html").exists(), "a build without the flag takes it away again");
}

#[test]
fn the_manifest_lists_every_file() {
    let folder = site(&front::with_body("Words."));
    dateline(folder.path(), &["build", "--now", "2021-06-01"]);
    let all = files(&folder.path().join("public"));
    let manifest: serde_json::Value = serde_json::from_slice(&all["data/manifest.json"].0).unwrap();
    assert_eq!(manifest["dateline"], env!("CARGO_PKG_VERSION"));
    let listed: Vec<&String> = manifest["files"].as_object().unwrap().keys().collect();
    assert_eq!(listed, all.keys().filter(|path| *path != "data/manifest.json").collect::<Vec<_>>());
    for (path, (bytes, _)) in all.iter().filter(|(path, _)| *path != "data/manifest.json") {
        assert_eq!(manifest["files"][path]["bytes"], bytes.len());
    }
}

#[test]
fn settings_that_cannot_be_read_leave_the_old_site() {
    let folder = site(&format!("-- site.yaml --\ntitle: The archive\n{}", front::with_body("Words.")));
    let at = folder.path();
    assert_eq!(dateline(at, &["build", "--now", "2021-06-01"]).code, 0);
    let before = fs::read_to_string(at.join("public/index.html")).unwrap();
    fs::write(at.join("site.yaml"), "title: [The archive").unwrap();
    let run = dateline(at, &["build", "--now", "2021-06-01"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("nothing is written, as `site.yaml` cannot be read"), "{}", run.stderr);
    assert_eq!(fs::read_to_string(at.join("public/index.html")).unwrap(), before);
}

#[test]
fn the_closing_line_says_what_is_not_there_and_what_must_not_be() {
    let broken = "-- content/articles/b.md --\n---\ntitle: B\npublished: 2020-02-30\n---\nWords.\n";
    let draft =
        "-- content/articles/c.md --\n---\ntitle: C\npublished: 2020-02-03\nstatus: draft\n---\nWords.\n";
    let folder = site(&(front::with_body("Words.") + broken + draft));
    let said = dateline(folder.path(), &["build", "--now", "2021-06-01"]).stderr;
    assert!(said.contains("1 article (1 draft left out, 1 with errors left out)"), "{said}");
    let said = dateline(folder.path(), &["build", "--drafts", "-o", "preview", "--now", "2021-06-01"]).stderr;
    assert!(said.contains("(1 draft among them: not for publication, 1 with errors left out)"), "{said}");
}

#[test]
fn notes_in_a_loose_folder_are_no_articles_with_errors() {
    let site = tempdir().unwrap();
    front::put(site.path(), "README.md", b"Only words.\n");
    front::put(site.path(), "2020-10-10-talks.md", b"# Talks\n\nWords.\n");
    let said = dateline(site.path(), &["build", "--now", "2021-06-01"]).stderr;
    assert!(said.contains("1 article, ") && !said.contains("errors left out"), "{said}");
}
