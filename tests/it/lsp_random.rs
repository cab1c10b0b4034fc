//! A long conversation at random: edits, requests and messages that are none. Again and again the answers are those of a server that
//! has just begun, on a copy of what the editor shows.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::lsp::Editor;
use crate::front;

const SITE: &str = "
-- site.yaml --
title: The war
-- content/actors.yaml --
- name: Northland
  kind: state
- {name: Southland, kind: state, aliases: [The South, Հարավ]}
-- content/places.yaml --
- name: Old Town
  aliases: [Alte Stadt]
-- content/sources.yaml --
- {id: mod-1, title: A statement, url: https://example.org/1}
-- content/events.yaml --
- {id: landing, title: The landing, when: 2020-09-27}
-- content/conflicts/war.md --
---
name: The war
when: 2020-09-27/2020-11-10
sides:
  - {name: North, actors: [Northland]}
---
-- content/articles/first.md --
---
title: The first day
published: 2020-09-27
actors: [Northland, The South]
place: Alte Stadt
events:
  - {id: landing}
---
Text about [[Southland]][^mod-1] 😀.

> We shall win.
>
> — Northland, here

Read: The second day
-- content/articles/second.md --
---
title: The second day
published: 2020-09-28
when: \"2020-09?\"
claims:
  - {about: Who, positions: [{by: Northland, stance: asserts, text: We}]}
---
Read: The first day

Read: What nobody wrote
-- content/articles/third.md --
---
title: The third day
published: 2020-09-29
figures:
  - {measure: killed, value: 12, by: Southland, as_of: 2020-09-29}
---
## A part

Words of [[Old Town]] and of [[The landing]].
";

const FILES: [&str; 9] = [
    "site.yaml",
    "content/actors.yaml",
    "content/places.yaml",
    "content/sources.yaml",
    "content/events.yaml",
    "content/conflicts/war.md",
    "content/articles/first.md",
    "content/articles/second.md",
    "content/articles/third.md",
];

/// What is typed: good and bad YAML, names, links, letters of several bytes, line ends.
const TYPED: [&str; 36] = [
    "",
    "",
    "",
    "a",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "---\n",
    ":",
    ": ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "#",
    "|",
    "*x",
    "&x",
    "<<: ",
    "Northland",
    "The South",
    "[[Old Town]]",
    "[^mod-1]",
    "Read: The first day\n",
    "title: New\n",
    "published: 2020-10-01\n",
    "actors: [Southland]\n",
    "> — Հարավ, there\n",
    "😀",
    "\u{feff}",
    "  - name: New\n",
    "\t",
];

/// So many messages are sent, and after so many the answers are compared.
const MESSAGES: usize = 10_000;
const EACH: usize = 250;

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(n.max(1)).unwrap()).unwrap()
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

/// A position of a text in UTF-16 units.
fn position(text: &str, byte: usize) -> Value {
    let start = text[..byte].rfind('\n').map_or(0, |at| at + 1);
    json!({ "line": text[..byte].matches('\n').count(), "character": text[start..byte].encode_utf16().count() })
}

/// A byte between two letters; never within a line end of two, which has no position.
fn byte(text: &str, dice: &mut Dice) -> usize {
    let mut at = dice.below(text.len() + 1);
    while !text.is_char_boundary(at) || text[..at].ends_with('\r') {
        at -= 1;
    }
    at
}

/// A text as it is read: without a mark at its beginning, and a line end of one old sign is a plain one.
fn taken(text: &str) -> String {
    text.trim_start_matches('\u{feff}').replace("\r\n", "\u{0}").replace('\r', "\n").replace('\u{0}', "\r\n")
}

/// A server that has just begun, in a folder with these texts.
fn fresh_of(texts: &BTreeMap<&str, String>) -> Editor {
    let dir = tempfile::tempdir().unwrap();
    for (path, text) in texts {
        front::put(dir.path(), path, text.as_bytes());
    }
    Editor::open_folder(dir, json!({}))
}

const POINTED: [&str; 6] = [
    "textDocument/hover",
    "textDocument/definition",
    "textDocument/references",
    "textDocument/completion",
    "textDocument/prepareRename",
    "textDocument/rename",
];
const WHOLE: [&str; 6] = [
    "textDocument/documentSymbol",
    "textDocument/foldingRange",
    "textDocument/codeLens",
    "textDocument/semanticTokens/full",
    "textDocument/inlayHint",
    "workspace/symbol",
];

fn request(editor: &Editor, method: &str, path: &str, at: Value) -> Value {
    json!({
        "textDocument": { "uri": editor.uri(path) },
        "position": at,
        "newName": "Westland",
        "query": "the",
        "context": { "includeDeclaration": true, "diagnostics": [] },
        "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 999, "character": 0 } },
        "method": method,
    })
}

/// Messages that are none, or ask for what is not there.
fn nonsense(editor: &mut Editor, dice: &mut Dice) {
    match dice.below(9) {
        0 => editor.raw(b"Content-Length: 1\r\n\r\n{"),
        1 => editor.raw(b"Content-Length: ten\r\n\r\n"),
        2 => editor.raw(b"Content-Length: 4\r\n\r\nnull"),
        3 => editor.raw(b"Content-Length: 3\r\n\r\n\xff\xfe\x00"),
        4 => editor.tell("textDocument/didChange", json!({ "textDocument": 7 })),
        5 => editor.tell("no/such", json!([])),
        6 => {
            editor.tell("textDocument/didClose", json!({ "textDocument": { "uri": "file:///elsewhere.md" } }))
        }
        7 => {
            let uri = editor.uri("content/articles/first.md");
            let far = json!({ "line": u32::MAX, "character": u32::MAX });
            editor.answer("textDocument/hover", json!({ "textDocument": { "uri": uri }, "position": far }));
        }
        _ => {
            editor.answer("textDocument/definition", json!({ "position": -1 }));
        }
    }
}

/// What a server says of everything, with its folder left out; and where in each text it was asked.
fn all_said(editor: &mut Editor, texts: &BTreeMap<&str, String>, at: &BTreeMap<&str, usize>) -> Vec<String> {
    let root = editor.uri("");
    let mut said = Vec::new();
    for (path, text) in texts {
        let here = position(text, at[path]);
        for method in POINTED.iter().chain(&WHOLE) {
            let mut answer = editor.answer(method, request(editor, method, path, here.clone()));
            answer["id"] = Value::Null;
            said.push(format!("{method} {path} {here}: {}", answer.to_string().replace(&root, "")));
        }
    }
    said
}

/// Whether both servers tell of the same mistakes; what they tell by themselves may come after an answer.
fn mistakes(known: &mut Editor, new: &mut Editor) -> Result<(), (Vec<String>, Vec<String>)> {
    let said = |editor: &mut Editor| -> Vec<String> {
        let root = editor.uri("");
        editor.answer("workspace/symbol", json!({ "query": "" }));
        editor.told.iter().map(|(uri, told)| format!("{uri} {told}").replace(&root, "")).collect()
    };
    for _ in 0..2_000 {
        if said(known) == said(new) {
            return Ok(());
        }
    }
    Err((said(known), said(new)))
}

#[test]
fn ten_thousand_messages_and_every_answer_is_that_of_a_fresh_server() {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let mut editor = Editor::open(SITE);
    let mut answered = 0;
    let mut texts: BTreeMap<&str, String> = FILES.iter().map(|path| (*path, editor.file(path))).collect();
    let begun = texts.clone();
    for path in FILES {
        editor.show(path, &texts[path]);
    }
    for sent in 1..=MESSAGES {
        let path = dice.of(&FILES);
        let text = &texts[path];
        match dice.below(100) {
            0..64 => {
                let (a, b) = (byte(text, &mut dice), byte(text, &mut dice));
                let (start, end) = (a.min(b), a.max(b).min(a.min(b) + dice.below(12)));
                let end = (end..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
                let end = if text[..end].ends_with('\r') { end - 1 } else { end };
                let typed = dice.of(&TYPED);
                let change = json!({
                    "range": { "start": position(text, start), "end": position(text, end) },
                    "text": typed
                });
                let new = taken(&format!("{}{typed}{}", &text[..start], &text[end..]));
                let params = json!({
                    "textDocument": { "uri": editor.uri(path), "version": sent },
                    "contentChanges": [change]
                });
                editor.tell("textDocument/didChange", params);
                texts.insert(path, new);
            }
            64..70 => {
                // Undone, so that the site does not decay to rubble.
                let params = json!({
                    "textDocument": { "uri": editor.uri(path), "version": sent },
                    "contentChanges": [{ "text": begun[path] }]
                });
                editor.tell("textDocument/didChange", params);
                texts.insert(path, begun[path].clone());
            }
            70..92 => {
                let method = if dice.below(2) == 0 { dice.of(&POINTED) } else { dice.of(&WHOLE) };
                let at = position(text, byte(text, &mut dice));
                let params = request(&editor, method, path, at);
                editor.answer(method, params);
            }
            _ => nonsense(&mut editor, &mut dice),
        }
        if sent % EACH == 0 {
            let mut fresh = fresh_of(&texts);
            let at: BTreeMap<&str, usize> =
                texts.iter().map(|(path, text)| (*path, byte(text, &mut dice))).collect();
            editor.forget();
            let (known, new) = (all_said(&mut editor, &texts, &at), all_said(&mut fresh, &texts, &at));
            for (known, new) in known.iter().zip(&new) {
                assert_eq!(known, new, "after {sent} messages");
            }
            answered += known.iter().filter(|said| !said.contains("\"result\":null")).count();
            assert_eq!(mistakes(&mut editor, &mut fresh), Ok(()), "after {sent} messages");
        }
    }
    assert!(answered > 2_000, "most of what was compared says something: {answered}");
    assert_eq!(editor.ask("shutdown", Value::Null), Value::Null);
}
