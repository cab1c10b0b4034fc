//! The language server, spoken with over its standard input and output as an editor does.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};

use crate::front;

const SITE: &str = "
-- site.yaml --
title: The war
-- content/actors.yaml --
- name: Հայաստան
  id: armenia
  kind: state
  aliases: [Armenia]
- name: Azerbaijan
  kind: state
  summary: A state in the South Caucasus
- name: Ilham Aliyev
  kind: person
  affiliations:
    - to: Azerbaijan
      role: President
-- content/places.yaml --
- name: Shusha
-- content/sources.yaml --
- id: mod-1
  title: A statement
-- content/articles/2020-09-27-first.md --
---
title: The first day
actors: [Armenia, Azerbaijan]
place: Shusha
---
Text about [[Azerbaijan]].

> We shall win.
>
> — Ilham Aliyev, Baku
-- content/articles/2020-09-28-second.md --
---
title: The second day
actors:
  - actor: Azerbaijan
    role: party
---
Read: The first day
";

const FIRST: &str = "content/articles/2020-09-27-first.md";
const SECOND: &str = "content/articles/2020-09-28-second.md";

/// An editor with a server.
pub(super) struct Editor {
    dir: tempfile::TempDir,
    child: Child,
    input: ChildStdin,
    heard: Receiver<Value>,
    next: i64,
    /// What was heard and nobody has waited for yet.
    kept: Vec<Value>,
    /// The newest word about each file that is not well, by its address.
    pub(super) told: BTreeMap<String, Value>,
}

impl Editor {
    pub(super) fn open(site: &str) -> Self {
        Self::open_with(site, json!({}))
    }

    pub(super) fn open_with(site: &str, capabilities: Value) -> Self {
        let dir = tempfile::tempdir().unwrap();
        front::spread(dir.path(), site);
        Self::open_folder(dir, capabilities)
    }

    /// Opens a site that is there.
    pub(super) fn open_folder(dir: tempfile::TempDir, capabilities: Value) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .args(["lsp", "--stdio"])
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("the server starts");
        let (tell, heard) = channel();
        let output = child.stdout.take().unwrap();
        std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(message) = read(&mut output) {
                if tell.send(message).is_err() {
                    return;
                }
            }
        });
        let input = child.stdin.take().unwrap();
        let mut editor = Self { dir, child, input, heard, next: 0, kept: Vec::new(), told: BTreeMap::new() };
        let root = editor.uri("");
        let told = editor
            .ask("initialize", json!({ "processId": null, "rootUri": root, "capabilities": capabilities }));
        assert_eq!(told["serverInfo"]["name"], "dateline");
        editor.tell("initialized", json!({}));
        editor
    }

    fn root(&self) -> PathBuf {
        self.dir.path().canonicalize().unwrap()
    }

    pub(super) fn uri(&self, path: &str) -> String {
        let root = self.root();
        let whole = if path.is_empty() { root } else { root.join(path) };
        let whole = whole.display().to_string().replace('\\', "/");
        format!("file://{}{whole}", if whole.starts_with('/') { "" } else { "/" })
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{text}", text.len()).expect("the server listens");
        self.input.flush().unwrap();
    }

    /// Sends bytes as they are.
    pub(super) fn raw(&mut self, bytes: &[u8]) {
        self.input.write_all(bytes).expect("the server listens");
    }

    /// Forgets what nobody has waited for.
    pub(super) fn forget(&mut self) {
        self.kept.clear();
    }

    pub(super) fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    pub(super) fn ask(&mut self, method: &str, params: Value) -> Value {
        let answer = self.answer(method, params);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    pub(super) fn answer(&mut self, method: &str, params: Value) -> Value {
        self.next += 1;
        let id = self.next;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        self.wait(&format!("an answer to {method}"), |message| {
            message["id"] == id && message.get("method").is_none()
        })
    }

    /// Waits for a message; others are kept.
    fn wait(&mut self, what: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.kept.iter().position(&wanted) {
            return self.kept.remove(at);
        }
        loop {
            let message = self.heard.recv_timeout(Duration::from_secs(60));
            let message = message.unwrap_or_else(|error| panic!("{what}: {error}; kept: {:?}", self.kept));
            if message["method"] == "textDocument/publishDiagnostics" {
                let params = &message["params"];
                let uri = params["uri"].as_str().unwrap().to_owned();
                match params["diagnostics"].as_array().unwrap().is_empty() {
                    true => drop(self.told.remove(&uri)),
                    false => drop(self.told.insert(uri, params["diagnostics"].clone())),
                }
            }
            if wanted(&message) {
                return message;
            }
            self.kept.push(message);
        }
    }

    /// Waits until the newest word about a file is as wanted.
    pub(super) fn problems(&mut self, path: &str, wanted: impl Fn(&[Value]) -> bool) -> Vec<Value> {
        let uri = self.uri(path);
        let message = self.wait(&format!("news of {path}"), |message| {
            message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["uri"] == uri.as_str()
                && wanted(message["params"]["diagnostics"].as_array().unwrap())
        });
        message["params"]["diagnostics"].as_array().unwrap().clone()
    }

    pub(super) fn show(&mut self, path: &str, text: &str) {
        let uri = self.uri(path);
        self.tell(
            "textDocument/didOpen",
            json!({ "textDocument": { "uri": uri, "languageId": "markdown", "version": 1, "text": text } }),
        );
    }

    pub(super) fn file(&self, path: &str) -> String {
        std::fs::read_to_string(self.dir.path().join(path)).unwrap()
    }

    /// A position in a file's text, where `¦` stands in `part`, or at its end.
    pub(super) fn at(&self, path: &str, text: &str, part: &str) -> Value {
        let plain = part.replace('¦', "");
        let start = text.find(&plain).unwrap_or_else(|| panic!("{path} has {plain:?}"));
        let byte = start + part.find('¦').unwrap_or(part.len());
        let line = text[..byte].matches('\n').count();
        let begin = text[..byte].rfind('\n').map_or(0, |at| at + 1);
        let character = text[begin..byte].encode_utf16().count();
        json!({ "textDocument": { "uri": self.uri(path) }, "position": { "line": line, "character": character } })
    }

    pub(super) fn labels(&mut self, path: &str, text: &str, part: &str) -> Vec<String> {
        let at = self.at(path, text, part);
        let list = self.ask("textDocument/completion", at);
        list["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| item["label"].as_str().unwrap().to_owned())
            .collect()
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read(output: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end() {
            "" => break,
            head => {
                if let Some(n) = head.strip_prefix("Content-Length: ") {
                    length = n.parse().ok()?;
                }
            }
        }
    }
    let mut bytes = vec![0; length];
    output.read_exact(&mut bytes).ok()?;
    serde_json::from_slice(&bytes).ok()
}

fn codes(list: &[Value]) -> Vec<&str> {
    list.iter().filter_map(|one| one["code"].as_str()).collect()
}

#[test]
fn mistakes_are_told_as_one_types_and_taken_back_when_mended() {
    let mut editor = Editor::open(SITE);
    let text = editor.file(FIRST).replace("[Armenia, Azerbaijan]", "[Հայաստան, Azerbaidjan]");
    editor.show(FIRST, &text);
    let told = editor.problems(FIRST, |list| !list.is_empty());
    assert_eq!(codes(&told), ["unknown-actor"]);
    // Columns count UTF-16 units, behind Armenian letters too.
    assert_eq!(
        told[0]["range"],
        json!({ "start": { "line": 2, "character": 19 }, "end": { "line": 2, "character": 30 } })
    );
    let params = json!({
        "textDocument": { "uri": editor.uri(FIRST) },
        "range": told[0]["range"],
        "context": { "diagnostics": told }
    });
    let fixes = editor.ask("textDocument/codeAction", params);
    let uri = editor.uri(FIRST);
    assert_eq!(fixes[0]["edit"]["changes"][uri.as_str()][0]["newText"], "Azerbaijan", "{fixes}");
    // One letter is taken out: the name is known again.
    let change = json!({
        "textDocument": { "uri": editor.uri(FIRST), "version": 2 },
        "contentChanges": [{ "range": told[0]["range"], "text": "Azerbaijan" }]
    });
    editor.tell("textDocument/didChange", change);
    editor.problems(FIRST, <[Value]>::is_empty);
    // Another file's mistake is told although it is not open; what a removal breaks is told where it breaks.
    let params = json!({ "changes": [{ "uri": editor.uri("content/places.yaml"), "type": 2 }] });
    std::fs::write(editor.dir.path().join("content/places.yaml"), "- name: Elsewhere\n").unwrap();
    editor.tell("workspace/didChangeWatchedFiles", params);
    let told = editor.problems(FIRST, |list| !list.is_empty());
    assert_eq!(codes(&told), ["unknown-place"]);
    std::fs::remove_file(editor.dir.path().join(SECOND)).unwrap();
    let params = json!({ "changes": [{ "uri": editor.uri(SECOND), "type": 3 }] });
    editor.tell("workspace/didChangeWatchedFiles", params);
    let at =
        json!({ "textDocument": { "uri": editor.uri(SECOND) }, "position": { "line": 0, "character": 0 } });
    assert_eq!(editor.ask("textDocument/hover", at), Value::Null, "a deleted file has no cards");
}

#[test]
fn names_keys_and_titles_are_offered() {
    let mut editor = Editor::open(SITE);
    let text = "---\ntitle: X\nactors:\n  - azer\n  - {actor: Arm, role: me}\nstatus: d\npla\n---\nRead: The sec\n\nSee [[Shu and so[^mo\n\n> Words.\n>\n> — Ilham\n";
    editor.show(FIRST, text);
    assert_eq!(editor.labels(FIRST, text, "- azer"), ["Azerbaijan"]);
    assert_eq!(editor.labels(FIRST, text, "actor: Arm"), ["Հայաստան"], "found by an alias in another script");
    assert_eq!(editor.labels(FIRST, text, "role: me"), ["mediator"]);
    assert_eq!(editor.labels(FIRST, text, "status: d").first().map(String::as_str), Some("published"));
    let keys = editor.labels(FIRST, text, "\npla");
    assert!(keys.contains(&"place".to_owned()) && !keys.contains(&"title".to_owned()), "{keys:?}");
    assert_eq!(editor.labels(FIRST, text, "Read: The sec"), ["The second day"]);
    assert_eq!(editor.labels(FIRST, text, "[[Shu"), ["Shusha"]);
    assert_eq!(editor.labels(FIRST, text, "[^mo"), ["mod-1"]);
    assert_eq!(editor.labels(FIRST, text, "— Ilham"), ["Ilham Aliyev"]);
    // Front matter that is no YAML at the moment completes too.
    let broken = "---\ntitle: [X\nactors: [Azer\n---\nRead: The sec\n";
    editor.show(FIRST, broken);
    assert_eq!(editor.labels(FIRST, broken, "[Azer"), ["Azerbaijan"]);
    assert_eq!(editor.labels(FIRST, broken, "Read: The sec"), ["The second day"]);
}

#[test]
fn names_are_offered_in_the_language_of_the_file() {
    let site = "-- site.yaml --\ntitle: T\nlanguages: [en, hy]\n-- content/actors.yaml --\n- {name: Armenia, names: {hy: Հայաստան}}\n-- content/articles/one.md --\n---\ntitle: One\npublished: 2020-10-01\n---\nText.\n-- content/articles/one.hy.md --\n---\ntitle: Մեկ\npublished: 2020-10-01\n---\nՏեքստ։\n";
    let mut editor = Editor::open(site);
    let written = |text: &str| format!("---\ntitle: X\npublished: 2020-10-01\n---\n{text}\n");
    for (path, begun, label) in [
        ("content/articles/one.hy.md", "[[Arm", "Հայաստան"),
        ("content/articles/one.hy.md", "[[Հայ", "Հայաստան"),
        ("content/articles/one.md", "[[Հայ", "Armenia"),
    ] {
        let text = written(begun);
        editor.show(path, &text);
        assert_eq!(editor.labels(path, &text, begun), [label], "{path}: {begun}");
    }
}

#[test]
fn names_lead_to_their_definitions_and_show_cards() {
    let mut editor = Editor::open(SITE);
    let text = editor.file(FIRST);
    let at = editor.at(FIRST, &text, "[Armenia, Azer¦baijan]");
    let place = editor.ask("textDocument/definition", at.clone());
    assert_eq!(place["uri"], editor.uri("content/actors.yaml").as_str());
    assert_eq!(place["range"]["start"]["line"], 4);
    let card = editor.ask("textDocument/hover", at);
    let card = card["contents"]["value"].as_str().unwrap();
    assert!(
        card.contains("**Azerbaijan** · state")
            && card.contains("South Caucasus")
            && card.contains("2 articles"),
        "{card}"
    );
    let second = editor.file(SECOND);
    let at = editor.at(SECOND, &second, "Read: The fi¦rst day");
    let place = editor.ask("textDocument/definition", at);
    assert_eq!(place["uri"], editor.uri(FIRST).as_str());
    let at = editor.at(FIRST, &text, "pla¦ce: Shusha");
    let card = editor.ask("textDocument/hover", at);
    assert!(card["contents"]["value"].as_str().unwrap().starts_with("Where:"), "{card}");
    let at = editor.at(FIRST, &text, "— Ilham Ali¦yev");
    let card = editor.ask("textDocument/hover", at);
    assert!(card["contents"]["value"].as_str().unwrap().contains("President, Azerbaijan"), "{card}");
    let params = json!({ "textDocument": { "uri": editor.uri(FIRST) } });
    let symbols = editor.ask("textDocument/documentSymbol", params);
    assert_eq!(symbols[0]["name"], "The first day");
}

#[test]
fn an_actor_is_renamed_in_every_file() {
    let mut editor = Editor::open(SITE);
    let text = editor.file(FIRST);
    let at = editor.at(FIRST, &text, "[Armenia, Azer¦baijan]");
    let placeholder = editor.ask("textDocument/prepareRename", at.clone());
    assert_eq!(placeholder["placeholder"], "Azerbaijan");
    let mut params = at.clone();
    params["newName"] = json!("Republic: Azerbaijan");
    let edit = editor.ask("textDocument/rename", params);
    let mut all: Vec<(String, String)> = Vec::new();
    for (uri, edits) in edit["changes"].as_object().unwrap() {
        let name = uri.rsplit('/').next().unwrap();
        all.extend(
            edits
                .as_array()
                .unwrap()
                .iter()
                .map(|e| (name.to_owned(), e["newText"].as_str().unwrap().to_owned())),
        );
    }
    all.sort();
    let quoted = "\"Republic: Azerbaijan\"".to_owned();
    let expected = [
        ("2020-09-27-first.md", quoted.clone()),
        ("2020-09-27-first.md", "Republic: Azerbaijan".to_owned()),
        ("2020-09-28-second.md", quoted.clone()),
        ("actors.yaml", quoted.clone()),
        ("actors.yaml", quoted),
    ];
    assert_eq!(all, expected.map(|(file, text)| (file.to_owned(), text)));
    let mut params = at.clone();
    params["context"] = json!({ "includeDeclaration": true });
    let places = editor.ask("textDocument/references", params);
    assert_eq!(places.as_array().unwrap().len(), 5, "{places}");
    // A name that another actor has is refused.
    let mut params = at;
    params["newName"] = json!("Armenia");
    let answer = editor.answer("textDocument/rename", params);
    assert!(answer["error"]["message"].as_str().unwrap().contains("is a name of"), "{answer}");
}

#[test]
fn utf8_columns_are_agreed_on_and_the_server_says_goodbye() {
    let mut editor =
        Editor::open_with(SITE, json!({ "general": { "positionEncodings": ["utf-8", "utf-16"] } }));
    let text = editor.file(FIRST).replace("[Armenia, Azerbaijan]", "[Հայաստան, Azerbaidjan]");
    editor.show(FIRST, &text);
    let told = editor.problems(FIRST, |list| !list.is_empty());
    assert_eq!(told[0]["range"]["start"], json!({ "line": 2, "character": 27 }));
    assert_eq!(editor.ask("shutdown", Value::Null), Value::Null);
    editor.tell("exit", Value::Null);
    assert!(editor.child.wait().unwrap().success());
}

#[test]
fn a_site_full_of_errors_and_strange_files_is_served() {
    let mut editor = Editor::open(
        "-- site.yaml --\ntitle: [\n-- content/articles/a.md --\n---\ntitle: \"\n-- content/actors.yaml --\n- name\n  x: {\n",
    );
    assert!(!editor.problems("content/articles/a.md", |list| !list.is_empty()).is_empty());
    assert!(!editor.problems("site.yaml", |list| !list.is_empty()).is_empty());
    let outside = Path::new("/elsewhere/x.md");
    let at = json!({ "textDocument": { "uri": format!("file://{}", outside.display()) }, "position": { "line": 0, "character": 0 } });
    assert_eq!(editor.ask("textDocument/hover", at), Value::Null);
    let text = "\u{feff}---\r\ntitle: A\r\npublished: 2020-09-27\r\nactors: [B]\r\n---\r\n😀 [[B]]\r\n";
    editor.show("content/articles/a.md", text);
    let plain = text.trim_start_matches('\u{feff}');
    let at = editor.at("content/articles/a.md", plain, "😀 [[B¦");
    assert!(editor.ask("textDocument/hover", at)["contents"]["value"].as_str().unwrap().contains("**B**"));
}
