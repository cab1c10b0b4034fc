//! Import through the binary: a case is a small site, the inputs, a command line, and all that it prints and says.
//!
//! `UPDATE=1 cargo test import::` writes what is expected anew; read each before it is kept.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::{TempDir, tempdir};

use crate::front::program::dateline;
use crate::front::{self, program};

/// The site of cases that bring none.
const SITE: &str = "\
-- site.yaml --
title: A test
timezone: Asia/Tbilisi
-- content/actors.yaml --
- {name: Northland, kind: state}
- {name: Southland, kind: state}
- {name: Ann Minister, kind: person, aliases: [Minister]}
- {name: Defence Ministry of Northland, kind: ministry, aliases: [Northland's Defence Ministry]}
-- content/places.yaml --
- {name: Portville}
";

/// What a draft may be reported for: each is said by the import too, or is the site's to answer.
const DECLARED: &[&str] = &[
    "read-not-found",
    "unknown-actor",
    "unknown-place",
    "updated-before-published",
    "missing-alt",
    "missing-credit",
    "third-party-image",
    "duplicate-title",
    "unknown-file",
    "no-articles",
    "dead-link",
    "empty-article",
    "future-date",
    "held-back",
    "near-duplicate",
    "missing-image",
];

/// Whether a code is a question to editors, such as for an archived copy.
fn is_editorial(code: &str) -> bool {
    dateline::check::codes()
        .iter()
        .any(|known| known.name == code && known.topic == dateline::diag::Topic::Editors)
}

struct Case {
    name: String,
    path: PathBuf,
    files: String,
    command: String,
    stdout: String,
    stderr: String,
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/import");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().map(read).collect()
}

fn read(path: PathBuf) -> Case {
    let text = fs::read_to_string(&path).unwrap();
    let (files, rest) = text.split_once("== $ dateline ").expect("a case has a line `== $ dateline … ==`");
    let (command, rest) = rest.split_once(" ==\n").expect("the command line is closed");
    let (stdout, stderr) = rest.split_once("== said ==\n").unwrap_or((rest, ""));
    Case {
        name: path.file_stem().unwrap().to_str().unwrap().to_owned(),
        files: files.to_owned(),
        command: command.to_owned(),
        stdout: stdout.to_owned(),
        stderr: stderr.to_owned(),
        path,
    }
}

/// The folder of a case: its site, and its inputs in `inbox/`.
fn folder(case: &Case) -> TempDir {
    let folder = tempdir().unwrap();
    if !case.files.contains("-- site.yaml --") {
        front::spread(folder.path(), SITE);
    }
    front::spread(folder.path(), &case.files);
    fs::create_dir_all(folder.path().join("content")).unwrap();
    folder
}

/// The words of a command line; quotation marks hold words together.
fn arguments(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in command.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().unwrap().push(c),
        }
    }
    words
}

fn run(folder: &Path, words: &[String]) -> program::Run {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    dateline(folder, &words)
}

#[test]
fn every_case_is_as_expected() {
    let update = std::env::var_os("UPDATE").is_some_and(|value| value == "1");
    let mut wrong = Vec::new();
    for case in cases() {
        let folder = folder(&case);
        let run = run(folder.path(), &arguments(&case.command));
        if (&run.stdout, &run.stderr) == (&case.stdout, &case.stderr) {
            continue;
        }
        if update {
            let Case { files, command, .. } = &case;
            let text = format!("{files}== $ dateline {command} ==\n{}== said ==\n{}", run.stdout, run.stderr);
            fs::write(&case.path, text).unwrap();
        } else {
            wrong.push(format!("---- {}, got:\n{}== said ==\n{}", case.name, run.stdout, run.stderr));
        }
    }
    assert!(wrong.is_empty(), "{} cases differ\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_is_imported_passes_the_check_but_for_declared_doubts() {
    let mut wrong = Vec::new();
    for case in cases() {
        let folder = folder(&case);
        let words: Vec<String> = arguments(&case.command)
            .into_iter()
            .filter(|word| word != "--dry-run" && word != "--json")
            .collect();
        let import = run(folder.path(), &words);
        assert!(import.code <= 1, "{}: {}", case.name, import.stderr);
        let check =
            dateline(folder.path(), &["check", "--drafts", "--format", "short", "--now", "2021-06-01"]);
        let undeclared = check.stderr.lines().filter(|line| {
            let code = line.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map(|(code, _)| code);
            code.is_some_and(|code| !DECLARED.contains(&code) && !is_editorial(code))
        });
        wrong.extend(undeclared.map(|line| format!("{}: {line}", case.name)));
        let again = run(folder.path(), &words);
        let written = again
            .stderr
            .lines()
            .filter(|line| line.contains(" file") && line.contains("written"))
            .collect::<String>();
        if !written.contains(": 0 files written") {
            wrong.push(format!("{}: a second import writes: {written}", case.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The words of a text without what tells markup from prose.
fn folded(text: &str) -> String {
    dateline::text::fold(text)
}

/// Sentences of raw text: every one is in the file, in its comments, or in the list of what was left out.
#[test]
fn no_sentence_is_lost() {
    let mut lost = Vec::new();
    for case in cases() {
        let page = front::sections(&case.files).into_iter().find(|(path, _)| path == "inbox/page.txt");
        let Some((_, text)) = page.filter(|_| case.stdout.starts_with("-- ")) else { continue };
        let all: String = folded(&format!("{}\n{}", case.stdout.replace('\\', ""), case.stderr));
        for sentence in text.lines().flat_map(|line| line.split_inclusive(". ")) {
            // The label of a credit is written in the words of the note.
            let plain = folded(sentence.trim_start_matches("Image source,"));
            let found = all.contains(&plain)
                || plain.split(' ').all(|word| all.split(' ').any(|other| other == word));
            if !found {
                lost.push(format!("{}: {sentence}", case.name));
            }
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

#[test]
fn there_are_cases_of_every_kind() {
    let names: Vec<String> = cases().into_iter().map(|case| case.name).collect();
    assert!(names.len() >= 40, "{}", names.len());
    for kind in ["text-", "html-", "timeline-", "table-", "folder-"] {
        assert!(names.iter().any(|name| name.starts_with(kind)), "{kind}");
    }
}

/// A folder with a small site.
fn site(files: &str) -> TempDir {
    let folder = tempdir().unwrap();
    front::spread(folder.path(), SITE);
    front::spread(folder.path(), files);
    folder
}

const PAGE: &str = "-- inbox/page.txt --\nHarbour of Portville opens again\n\nBy Bo Reporter\n5 October 2020\n\nThe harbour opened again on Monday. Two ferries sail each day.\n";
const PATH: &str = "content/articles/2020/2020-10-05-harbour-of-portville-opens-again.md";

#[test]
fn a_second_import_writes_nothing_and_says_so() {
    let folder = site(PAGE);
    let first = dateline(folder.path(), &["import", "inbox/page.txt"]);
    assert_eq!(first.stderr, format!("inbox/page.txt → {PATH}\n1 input in T s: 1 file written\n"));
    // The editor has changed the file, its name and its headline.
    let text = fs::read_to_string(folder.path().join(PATH)).unwrap().replace("opens again", "is open");
    fs::remove_file(folder.path().join(PATH)).unwrap();
    front::put(folder.path(), "content/articles/2020/harbour.md", text.as_bytes());
    let second = dateline(folder.path(), &["import", "inbox/page.txt"]);
    assert_eq!((second.code, second.stdout.as_str()), (0, ""));
    assert_eq!(
        second.stderr,
        "inbox/page.txt was imported before as content/articles/2020/harbour.md; nothing was written\n1 input in T s: 0 files written, 1 there already\n"
    );
    assert_eq!(fs::read_to_string(folder.path().join("content/articles/2020/harbour.md")).unwrap(), text);
    assert!(!folder.path().join(PATH).exists());
}

#[test]
fn the_same_address_is_the_same_page() {
    let folder = site(PAGE);
    let words = ["import", "inbox/page.txt", "--url", "https://post.example/harbour"];
    dateline(folder.path(), &words);
    front::put(
        folder.path(),
        "inbox/page.txt",
        b"Another headline of the page\n\n6 October 2020\n\nOther words. And more.\n",
    );
    let again = dateline(folder.path(), &words);
    assert!(
        again.stderr.contains("was imported before as") && again.stderr.contains("0 files written"),
        "{}",
        again.stderr
    );
}

#[test]
fn taken_path() {
    let folder = site("-- tl.csv --\nYear,Headline\n2020,War begins\n");
    let path = "content/events/tl.yaml";
    front::put(folder.path(), path, b"- {id: mine, title: Mine, when: 2020-10-05}\n");
    let run = dateline(folder.path(), &["import", "tl.csv"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    let frame = format!(
        "error[taken-path]: `{path}` is there already and stays as it is\n--> tl.csv\n = hint: rename or remove it, then import again\n"
    );
    assert!(run.stderr.starts_with(&frame), "{}", run.stderr);
    assert!(fs::read_to_string(folder.path().join(path)).unwrap().contains("Mine"));
}

#[test]
fn a_page_whose_name_is_another_articles_gets_a_name_of_its_own() {
    let folder = site(PAGE);
    front::put(folder.path(), PATH, b"---\ntitle: Mine\npublished: 2020-10-05\n---\nMine.\n");
    let run = dateline(folder.path(), &["import", "inbox/page.txt"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.starts_with("warning[shared-name]: "), "{}", run.stderr);
    assert!(fs::read_to_string(folder.path().join(PATH)).unwrap().contains("Mine."));
    assert!(folder.path().join(PATH.replace(".md", "-2.md")).exists(), "{}", run.stderr);
}

#[test]
fn other_encoding() {
    let russian = "Порт снова открыт после обстрела\n\n5 октября 2020\n\nПорт снова открылся в понедельник. Паромы ходят дважды в день, и кран будет отремонтирован.\n";
    let cyrillic: Vec<u8> = russian
        .chars()
        .map(|c| match u32::from(c) {
            n @ 0x410..=0x44f => u8::try_from(n - 0x410 + 0xc0).unwrap(),
            n => u8::try_from(n).unwrap(),
        })
        .collect();
    let latin = "Café of the harbour opens again\n\n5 October 2020\n\nThe café opened again on Monday. Señor Example sells coffee there, à la carte.\n";
    let latin: Vec<u8> = latin.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let wide = |units: &mut dyn Iterator<Item = u16>| -> Vec<u8> {
        [0xff, 0xfe].into_iter().chain(units.flat_map(u16::to_le_bytes)).collect()
    };
    let utf16 = wide(&mut russian.replace("после", "и после").encode_utf16());
    for (name, bytes, encoding, word) in [
        ("a.txt", cyrillic, "windows-1251", "открыт"),
        ("b.txt", latin, "windows-1252", "Café"),
        ("c.txt", utf16, "UTF-16LE", "открыт"),
    ] {
        let folder = site("");
        front::put(folder.path(), &format!("inbox/{name}"), &bytes);
        let run = dateline(folder.path(), &["import", "inbox"]);
        let frame = format!(
            "warning[other-encoding]: the input is not UTF-8; it was read as {encoding}\n--> {name}\n"
        );
        assert!(run.stderr.starts_with(&frame), "{}", run.stderr);
        let file =
            program::files(&folder.path().join("content/articles/2020")).into_values().next().unwrap().0;
        assert!(String::from_utf8(file).unwrap().contains(word), "{name}");
    }
}

/// What the site's lists of events know.
const EVENT_KEYS: &[&str] = &[
    "id", "title", "when", "start", "end", "place", "type", "actors", "conflict", "figures", "claims",
    "sources", "summary",
];

#[test]
fn events_have_the_form_of_the_sites_lists() {
    let mut events = 0;
    for case in cases() {
        let files = if case.stdout.starts_with("-- ") { front::sections(&case.stdout) } else { Vec::new() };
        for (path, text) in files.into_iter().filter(|(path, _)| path.starts_with("content/events/")) {
            let list =
                dateline::yaml::parse(&text).unwrap_or_else(|error| panic!("{path}: {}", error.message));
            for event in list.as_sequence().expect("a list") {
                events += 1;
                let map = event.as_mapping().expect("a map");
                for key in map.keys() {
                    assert!(EVENT_KEYS.contains(&key.as_str().unwrap()), "{}: {key:?}", case.name);
                }
                let (when, start) = (event.get("when"), event.get("start"));
                assert!(when.is_some() != start.is_some(), "{}: {event:?}", case.name);
                if let Some(when) = when {
                    dateline::parse::when(when.as_str().expect("a text"))
                        .unwrap_or_else(|problem| panic!("{problem:?}"));
                }
            }
        }
    }
    assert!(events > 15, "{events}");
}

#[test]
fn tables_of_other_encodings_are_read() {
    let table = "number;town\n1;Порт снова открыт после обстрела\n2;Паромы ходят дважды в день\n"
        .replace("number", "day");
    let table = table.replace("1;", "2020-10-05;").replace("2;", "2020-10-06;");
    let bytes: Vec<u8> = table
        .chars()
        .map(|c| match u32::from(c) {
            n @ 0x410..=0x44f => u8::try_from(n - 0x410 + 0xc0).unwrap(),
            n => u8::try_from(n).unwrap(),
        })
        .collect();
    let folder = site("-- columns.yaml --\nprefix: port\nwhen: day\ntitle: town\n");
    front::put(folder.path(), "port.csv", &bytes);
    let run = dateline(folder.path(), &["import", "port.csv", "--map", "columns.yaml"]);
    assert!(run.stderr.contains("it was read as windows-1251"), "{}", run.stderr);
    let events = fs::read_to_string(folder.path().join("content/events/port-2020.yaml")).unwrap();
    assert!(events.contains("title: Порт снова открыт после обстрела"), "{events}");
}

#[test]
fn one_bad_file_does_not_stop_the_rest() {
    let folder = site(&format!(
        "{PAGE}-- inbox/a.txt --\nNo date here at all\n\nWords of the text. And more of them.\n"
    ));
    front::put(folder.path(), "inbox/b.txt", b"\x89PNG\r\n\x1a\n\0\0");
    front::put(folder.path(), "inbox/c.json", b"{\"events\": [{\"start_date\": }");
    front::put(folder.path(), "inbox/d.txt", b"");
    let run = dateline(folder.path(), &["import", "inbox"]);
    assert_eq!(run.code, 1);
    assert!(folder.path().join(PATH).exists(), "{}", run.stderr);
    for line in [
        "a.txt gave no file",
        "b.txt was passed over: not a text",
        "c.json gave no file",
        "d.txt was passed over: empty",
        "other file: 2 passed over",
        "text: 1 imported, 1 failed",
        "5 inputs in T s: 1 file written",
    ] {
        assert!(run.stderr.contains(line), "{line}: {}", run.stderr);
    }
}

#[test]
fn nothing_is_imported_into_a_folder_that_is_no_site() {
    let folder = tempdir().unwrap();
    front::spread(folder.path(), PAGE);
    let run = dateline(folder.path(), &["import", "inbox/page.txt"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.starts_with("error: cannot find a site in"), "{}", run.stderr);
    let folder = site(PAGE);
    let missing = dateline(folder.path(), &["import", "nowhere.txt", "inbox/page.txt"]);
    assert_eq!(missing.code, 1);
    assert!(
        missing.stderr.contains("cannot read nowhere.txt") && missing.stderr.contains("1 file written"),
        "{}",
        missing.stderr
    );
}

#[test]
fn a_table_that_is_there_already_stays() {
    let folder = site(
        "-- inbox/ged.csv --\nid,side_a,side_b,date_start,date_end,best\n1,Northland,Southland,2020-09-27,2020-09-27,3\n",
    );
    let first = dateline(folder.path(), &["import", "inbox/ged.csv"]);
    assert!(first.stderr.contains("2 files written (1 event)\n"), "{}", first.stderr);
    let before = program::files(&folder.path().join("content"));
    let second = dateline(folder.path(), &["import", "inbox/ged.csv"]);
    assert!(second.stderr.contains("(is there already, unchanged)"), "{}", second.stderr);
    assert_eq!(before, program::files(&folder.path().join("content")), "nothing is left over");
}

#[test]
fn wrong_flags_say_what_is_right() {
    let folder = site(PAGE);
    for (flags, hint) in [
        (["--tz", "IST"], "write `--tz IST=Asia/Kolkata`"),
        (["--tz", "IST=Kolkata"], "write a name such as `Asia/Kolkata`"),
        (["--zone", "Nowhere"], "write an offset"),
        (["--date", "soon"], "write"),
        (["inbox/page.txt", "--url=https://post.example/"], "an address is that of one page"),
    ] {
        let run = dateline(folder.path(), &["import", "inbox/page.txt", flags[0], flags[1]]);
        assert_eq!(run.code, 2, "{flags:?}");
        assert!(run.stderr.contains(hint), "{flags:?}: {}", run.stderr);
    }
}
