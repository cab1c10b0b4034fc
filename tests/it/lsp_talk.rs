//! The conversation with an editor that speaks badly, asks at any moment or reads slowly: every message is answered.

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::front;

/// Says all of it at once, closes the input, and gives what was answered with the exit code.
fn said(input: &[u8]) -> (String, i32) {
    let dir = tempfile::tempdir().unwrap();
    front::put(dir.path(), "content/articles/a.md", b"---\ntitle: A\npublished: 2020-09-27\n---\nText.\n");
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["lsp", "--site", "."])
        .current_dir(dir.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    let mut output = String::new();
    child.stdout.take().unwrap().read_to_string(&mut output).unwrap();
    (output, child.wait().unwrap().code().unwrap())
}

fn packed(body: &str) -> Vec<u8> {
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

fn asked(id: u32, method: &str, params: &Value) -> Vec<u8> {
    packed(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }).to_string())
}

#[test]
fn every_malformed_message_gets_an_error_and_the_server_goes_on() {
    let mut bad: Vec<Vec<u8>> = [
        "{",
        "nothing",
        "[1]",
        "7",
        "\"text\"",
        "{}",
        "{\"jsonrpc\":\"2.0\"}",
        "{\"jsonrpc\":\"2.0\",\"method\":7,\"id\":3}",
        "{\"jsonrpc\":\"1.0\",\"method\":\"x\",\"id\":4}",
        "{\"method\":\"x\"}",
        "",
    ]
    .iter()
    .map(|body| packed(body))
    .collect();
    bad.push([b"Content-Length: 3\r\n\r\n\xff\xfe\x00".to_vec()].concat());
    bad.push(b"Content-Length: ten\r\n\r\n{}".to_vec());
    bad.push(b"Content-Length: 18446744073709551616\r\n\r\n{}".to_vec());
    bad.push(b"Sort: of\r\n\r\n{}".to_vec());
    bad.push(packed(&"[".repeat(100_000)));
    let mut input = bad.concat();
    input.extend(asked(1, "initialize", &json!({ "capabilities": {} })));
    input.extend(asked(2, "shutdown", &Value::Null));
    input.extend(packed("{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}"));
    let (output, code) = said(&input);
    let errors = output.matches("-32700").count() + output.matches("-32600").count();
    assert_eq!(errors, bad.len(), "{output}");
    assert!(output.contains("\"capabilities\""), "{output}");
    assert_eq!(code, 0);
    // A message that says of itself who asked is answered to them.
    let (output, _) = said(&packed("{\"jsonrpc\":\"2.0\",\"id\":7}"));
    let error: Value = serde_json::from_str(output.split_once("\r\n\r\n").unwrap().1).unwrap();
    assert_eq!((&error["id"], &error["error"]["code"]), (&json!(7), &json!(-32600)));
}

#[test]
fn an_end_that_was_not_asked_for_has_an_exit_code() {
    let begin = asked(1, "initialize", &json!({ "capabilities": {} }));
    let exit = packed("{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}");
    let shut = asked(2, "shutdown", &Value::Null);
    assert_eq!(said(b"").1, 1);
    assert_eq!(said(&begin).1, 1);
    assert_eq!(said(&[begin.clone(), exit.clone()].concat()).1, 1);
    assert_eq!(said(&[begin.clone(), shut.clone()].concat()).1, 0);
    assert_eq!(said(&[begin, shut, exit].concat()).1, 0);
}

/// A site of many articles that name one actor.
fn crowd(articles: usize) -> String {
    let mut site = "-- content/actors.yaml --\n- {name: Southland, id: southland}\n".to_owned();
    for i in 0..articles {
        let _ =
            write!(site, "-- content/articles/2020-01-01-a{i}.md --\n---\ntitle: T{i}\n---\n[[Southland]]\n");
    }
    site
}

#[test]
fn requests_are_answered_while_many_mistakes_are_told() {
    let mut editor = super::lsp::Editor::open(&crowd(150));
    let (actors, article) = ("content/actors.yaml", "content/articles/2020-01-01-a7.md");
    let text = editor.file(article);
    editor.show(article, &text);
    editor.show(actors, &editor.file(actors));
    let at = editor.at(article, &text, "[[South");
    for version in 2..14 {
        // Each article's mistakes come, or go.
        let name = if version % 2 == 0 { "Northland" } else { "Southland" };
        let change = json!({
            "textDocument": { "uri": editor.uri(actors), "version": version },
            "contentChanges": [{ "text": format!("- {{name: {name}}}\n") }]
        });
        editor.tell("textDocument/didChange", change);
        let mut rename = at.clone();
        rename["newName"] = json!("Westland");
        let mut references = at.clone();
        references["context"] = json!({ "includeDeclaration": true });
        editor.answer("textDocument/definition", at.clone());
        editor.answer("textDocument/references", references);
        editor.answer("textDocument/prepareRename", at.clone());
        editor.answer("textDocument/rename", rename);
        editor.answer("textDocument/hover", at.clone());
    }
    assert_eq!(editor.ask("shutdown", Value::Null), Value::Null);
}

#[test]
fn an_editor_that_reads_only_at_the_end_gets_every_answer() {
    let mut input = asked(1, "initialize", &json!({ "capabilities": {} }));
    let uri = "file:///elsewhere/a.md";
    for id in 2..4000 {
        let at = json!({ "textDocument": { "uri": uri }, "position": { "line": 0, "character": 0 } });
        input.extend(asked(id, "textDocument/definition", &at));
    }
    input.extend(asked(4000, "shutdown", &Value::Null));
    let (output, code) = said(&input);
    assert_eq!((output.matches("Content-Length").count() >= 4000, code), (true, 0));
}
