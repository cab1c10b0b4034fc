//! Writes the inputs that the fuzzer begins with into `corpus/`, a folder a target: the demonstration, and what the tests hold.
//! `fuzz/run` compiles and runs it; it needs no crate.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::io;
use std::path::Path;

/// Messages of an editor after the greeting, one a line.
const CONVERSATION: &str = r#"{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///x/content/articles/a.md","languageId":"markdown","version":1,"text":"---\ntitle: A\nactors: [N]\n---\nRead: The first day\n"}}}
{"jsonrpc":"2.0","id":1,"method":"textDocument/completion","params":{"textDocument":{"uri":"file:///x/content/articles/a.md"},"position":{"line":2,"character":9}}}
{"jsonrpc":"2.0","id":2,"method":"textDocument/hover","params":{"textDocument":{"uri":"file:///x/content/articles/a.md"},"position":{"line":2,"character":9}}}
{"jsonrpc":"2.0","id":3,"method":"textDocument/definition","params":{"textDocument":{"uri":"file:///x/content/articles/a.md"},"position":{"line":4,"character":8}}}
{"jsonrpc":"2.0","id":4,"method":"textDocument/rename","params":{"textDocument":{"uri":"file:///x/content/articles/a.md"},"position":{"line":2,"character":9},"newName":"M"}}
{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///x/content/articles/a.md","version":2},"contentChanges":[{"text":"---\ntitle: B\n---\n"}]}}
{"jsonrpc":"2.0","id":5,"method":"shutdown"}"#;

const RECORD: &str = r#"{"dateline":"0.1.0","site":"https://example.org/","serial":3,"at":1700000000,"files":{"index.html":{"sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","bytes":0,"headers":0}},"left":{"style.1.css":5},"underway":{"run":"a","began":1,"puts":["b.html"]},"headers":[{}]}"#;

fn main() -> io::Result<()> {
    // Run in the root of the repository.
    let (project, corpus) = (Path::new("."), Path::new("fuzz/corpus"));
    let mut texts = Vec::new();
    for folder in ["tests/cases", "content"] {
        read_all(&project.join(folder), &mut texts)?;
    }
    for (path, text) in &texts {
        for (section, text) in sections(path, text) {
            sort(corpus, section, text)?;
        }
    }
    for line in texts.iter().flat_map(|(_, text)| text.lines()) {
        if let Some(value) =
            line.trim().strip_prefix("when: ").or_else(|| line.trim().strip_prefix("published: "))
        {
            put(corpus, "dates", value.trim_matches(['"', '\'']).as_bytes())?;
        }
        if line.contains("ead: ") || line.contains("See also") || line.contains("Also read") {
            put(corpus, "read_lines", line.as_bytes())?;
        }
    }
    for date in [
        "[2020-09-27..2020-10-01]",
        "{..1984}",
        "-0044-03-15",
        "Y-17E7",
        "156X-12-25",
        "2020-21?",
        "2020-?10-~05",
        "../2020",
        "2020-10-05T14:30+03:00",
    ] {
        put(corpus, "dates", date.as_bytes())?;
    }
    put(corpus, "language_server", format!("0{CONVERSATION}").as_bytes())?;
    put(corpus, "language_server", format!("1Content-Length: {}\r\n\r\n{RECORD}", RECORD.len()).as_bytes())?;
    for entry in fs::read_dir(project.join("tests/cases/proofs"))? {
        put(corpus, "proof", &fs::read(entry?.path())?)?;
    }
    put(corpus, "record", RECORD.as_bytes())
}

/// Every text below a folder, with its path.
fn read_all(folder: &Path, texts: &mut Vec<(String, String)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read_all(&path, texts)?;
        } else if let Ok(text) = fs::read_to_string(&path) {
            texts.push((path.to_string_lossy().into_owned(), text));
        }
    }
    Ok(())
}

/// The parts of a file that is a whole site, `-- path --` before each; any other file is one part.
fn sections<'a>(path: &'a str, text: &'a str) -> Vec<(&'a str, &'a str)> {
    if !text.starts_with("-- ") && !text.contains("\n-- ") {
        return vec![(path, text)];
    }
    let heads = text.split("\n-- ").map(|part| part.strip_prefix("-- ").unwrap_or(part));
    heads.filter_map(|part| part.split_once(" --\n")).collect()
}

/// Puts a text where it is a likely input.
fn sort(corpus: &Path, path: &str, text: &str) -> io::Result<()> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit('.').next().unwrap_or("");
    let marked = |kind: u8| [&[kind], text.as_bytes()].concat();
    if path.starts_with("inbox/") || path.contains("/inbox/") {
        match ending {
            "html" | "htm" => put(corpus, "import_html", text.as_bytes())?,
            "txt" => put(corpus, "import_text", text.as_bytes())?,
            "md" | "markdown" => put(corpus, "import_generator", text.as_bytes())?,
            "json" | "geojson" => {
                put(corpus, "import_timeline", &marked(0))?;
                put(corpus, "import_table", &marked(2))?;
                put(corpus, "import_table", &marked(3))?;
            }
            "csv" | "tsv" => {
                put(corpus, "import_timeline", &marked(1))?;
                for kind in [0, 1, 4] {
                    put(corpus, "import_table", &marked(kind))?;
                }
            }
            _ => {}
        }
        return Ok(());
    }
    let register = ["actors.yaml", "places.yaml", "events.yaml", "sources.yaml"];
    if name == "site.yaml" {
        return put(corpus, "settings", text.as_bytes());
    }
    if let Some(kind) = register.iter().position(|register| *register == name) {
        return put(corpus, "register", &marked(u8::try_from(kind).unwrap_or(0)));
    }
    if path.contains("conflicts/") {
        return put(corpus, "register", &marked(4));
    }
    if ending == "md" {
        put(corpus, "front_matter", text.as_bytes())?;
        put(corpus, "import_generator", text.as_bytes())?;
        if let Some((_, body)) = text.split_once("\n---\n") {
            put(corpus, "body", body.as_bytes())?;
        }
    }
    Ok(())
}

fn put(corpus: &Path, target: &str, bytes: &[u8]) -> io::Result<()> {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    let folder = corpus.join(target);
    fs::create_dir_all(&folder)?;
    fs::write(folder.join(format!("{:016x}", hasher.finish())), bytes)
}
