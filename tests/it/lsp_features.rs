//! What the language server shows of a whole file or site, and what it begins for an editor.

use serde_json::{Value, json};

use super::lsp::Editor;

const SITE: &str = "
-- site.yaml --
title: The war
-- content/actors.yaml --
- name: Northland
  kind: state
- {name: Southland, kind: state, aliases: [The South]}
-- content/places.yaml --
- name: Old Town
  aliases:
    - Alte Stadt
- name: Harbour
-- content/sources.yaml --
- id: mod-1
  title: A statement
-- content/events.yaml --
- id: landing
  title: The landing
  when: 2020-09-27
-- content/articles/2020-09-27-first.md --
---
title: The first day
published: 2020-09-27
actors: [Northland, The South]
place: Alte Stadt
events:
  - {id: landing}
---
Text about [[Southland]][^mod-1].

Read: What nobody wrote

## After

More.
-- content/articles/2020-09-28-second.md --
---
title: The second day
published: 2020-09-28
place: Old Town
---
Read: The first day

Read: What nobody wrote
";

const FIRST: &str = "content/articles/2020-09-27-first.md";
const SECOND: &str = "content/articles/2020-09-28-second.md";
const ACTORS: &str = "content/actors.yaml";
const PLACES: &str = "content/places.yaml";

fn able() -> Value {
    json!({ "workspace": { "workspaceEdit": { "documentChanges": true, "resourceOperations": ["create"] } } })
}

fn of(editor: &Editor, path: &str) -> Value {
    json!({ "textDocument": { "uri": editor.uri(path) } })
}

/// The titles of the quick fixes for what is wrong in a text, and the answer itself.
fn fixes(editor: &mut Editor, path: &str, text: &str, code: &str) -> (Vec<String>, Value) {
    editor.show(path, text);
    let told = editor.problems(path, |list| list.iter().any(|one| one["code"] == code));
    let told: Vec<Value> = told.into_iter().filter(|one| one["code"] == code).collect();
    let params = json!({
        "textDocument": { "uri": editor.uri(path) },
        "range": told[0]["range"],
        "context": { "diagnostics": told }
    });
    let all = editor.ask("textDocument/codeAction", params);
    let titles = all.as_array().unwrap().iter().map(|one| one["title"].as_str().unwrap().to_owned());
    (titles.collect(), all)
}

/// A text after the edits of an answer.
fn after(editor: &Editor, edit: &Value, path: &str, text: &str) -> String {
    let uri = editor.uri(path);
    let edits = edit["changes"][uri.as_str()].as_array().unwrap_or_else(|| panic!("{edit} changes {path}"));
    let mut edits: Vec<(usize, usize, &str)> = edits
        .iter()
        .map(|one| {
            let byte = |at: &Value| {
                let line = usize::try_from(at["line"].as_u64().unwrap()).unwrap();
                let character = usize::try_from(at["character"].as_u64().unwrap()).unwrap();
                text.split_inclusive('\n').take(line).map(str::len).sum::<usize>() + character
            };
            (byte(&one["range"]["start"]), byte(&one["range"]["end"]), one["newText"].as_str().unwrap())
        })
        .collect();
    edits.sort();
    let mut new = text.to_owned();
    for (start, end, written) in edits.into_iter().rev() {
        new.replace_range(start..end, written);
    }
    new
}

#[test]
fn what_is_unknown_is_begun_or_becomes_an_alias() {
    let mut editor = Editor::open_with(SITE, able());
    let text = editor.file(FIRST);
    let (titles, all) =
        fixes(&mut editor, FIRST, &text.replace("Northland,", "Northlandia,"), "unknown-actor");
    assert_eq!(
        titles,
        [
            "Write `Northland`",
            "Write `Southland`",
            "Add `Northlandia` to the aliases of `Northland`",
            "Add `Northlandia` to the aliases of `Southland`",
            "Add the actor `Northlandia` to the list"
        ]
    );
    let actors = editor.file(ACTORS);
    assert_eq!(
        after(&editor, &all[2]["edit"], ACTORS, &actors),
        actors.replace("- name: Northland\n", "- name: Northland\n  aliases: [Northlandia]\n")
    );
    assert_eq!(
        after(&editor, &all[4]["edit"], ACTORS, &actors),
        format!("{}\n- name: Northlandia\n", actors.trim_end())
    );
    let (titles, all) = fixes(&mut editor, FIRST, &text.replace("Alte Stadt", "Alte Stad"), "unknown-place");
    assert!(titles.contains(&"Add `Alte Stad` to the aliases of `Old Town`".to_owned()), "{titles:?}");
    let places = editor.file(PLACES);
    assert_eq!(
        after(&editor, &all[1]["edit"], PLACES, &places),
        places.replace("    - Alte Stadt\n", "    - Alte Stadt\n    - Alte Stad\n")
    );
    let second = editor.file(SECOND);
    let (titles, all) = fixes(&mut editor, SECOND, &second, "read-not-found");
    assert_eq!(titles, ["Begin the article `What nobody wrote`"]);
    let steps = &all[0]["edit"]["documentChanges"];
    assert_eq!(steps[0]["kind"], "create");
    let path = steps[0]["uri"].as_str().unwrap();
    assert!(path.contains("/content/articles/") && path.ends_with("-what-nobody-wrote.md"), "{path}");
    let written = steps[1]["edits"][0]["newText"].as_str().unwrap();
    assert!(written.starts_with("---\ntitle: \"What nobody wrote\"\n"), "{written}");
    let link = text.replace("[[Southland]]", "[[Westland]]");
    let (titles, _) = fixes(&mut editor, FIRST, &link, "wikilink-not-found");
    let begin = ["Begin the article `Westland`", "Add the actor `Westland` to the list"];
    assert!(begin.iter().all(|title| titles.contains(&(*title).to_owned())), "{titles:?}");
    // An editor that makes no files is not offered one.
    let mut plain = Editor::open(SITE);
    let (titles, _) = fixes(&mut plain, SECOND, &second, "read-not-found");
    assert!(titles.is_empty(), "{titles:?}");
}

#[test]
fn everything_with_a_name_is_found_in_the_site() {
    let mut editor = Editor::open(SITE);
    let mut found = |query: &str| -> Vec<String> {
        let all = editor.ask("workspace/symbol", json!({ "query": query }));
        let said = |one: &Value| {
            let file = one["location"]["uri"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
            let line = &one["location"]["range"]["start"]["line"];
            format!(
                "{} {} {file}:{line}",
                one["name"].as_str().unwrap(),
                one["containerName"].as_str().unwrap()
            )
        };
        all.as_array().unwrap().iter().map(said).collect()
    };
    assert_eq!(found("SOUTH"), ["Southland actor actors.yaml:2"]);
    assert_eq!(
        found("the"),
        [
            "The landing event events.yaml:1",
            "The first day article 2020-09-27-first.md:1",
            "The second day article 2020-09-28-second.md:1"
        ]
    );
    assert_eq!(found("mod-"), ["mod-1 source sources.yaml:0"]);
    assert_eq!(found("").len(), 8);
    assert!(found("nowhere").is_empty());
}

#[test]
fn places_events_and_sources_are_renamed() {
    let mut editor = Editor::open(SITE);
    let (first, second) = (editor.file(FIRST), editor.file(SECOND));
    for (path, text, part, new, expected) in [
        (SECOND, &second, "place: Old T¦own", "New Town", vec![(PLACES, "New Town"), (SECOND, "New Town")]),
        (FIRST, &first, "[^mod¦-1]", "mod-9", vec![("content/sources.yaml", "mod-9"), (FIRST, "mod-9")]),
    ] {
        let mut at = editor.at(path, text, part);
        at["newName"] = json!(new);
        let edit = editor.ask("textDocument/rename", at);
        let changes = edit["changes"].as_object().unwrap();
        assert_eq!(changes.len(), expected.len(), "{edit}");
        for (path, written) in expected {
            let text = editor.file(path);
            assert!(after(&editor, &edit, path, &text).contains(written), "{edit}");
        }
    }
    let events = editor.file("content/events.yaml");
    let mut at = editor.at("content/events.yaml", &events, "title: The l¦anding");
    at["newName"] = json!("The crossing");
    let edit = editor.ask("textDocument/rename", at);
    assert!(after(&editor, &edit, "content/events.yaml", &events).contains("title: The crossing"));
}

#[test]
fn a_file_shows_how_often_it_is_named_and_what_names_mean() {
    let mut editor = Editor::open(SITE);
    let lenses = |editor: &mut Editor, path: &str| -> Vec<String> {
        let all = editor.ask("textDocument/codeLens", of(editor, path));
        let said = |one: &Value| {
            assert_eq!(one["command"]["command"], "dateline.showReferences");
            format!("{} {}", one["range"]["start"]["line"], one["command"]["title"].as_str().unwrap())
        };
        all.as_array().unwrap().iter().map(said).collect()
    };
    assert_eq!(lenses(&mut editor, ACTORS), ["0 named 1 time in 1 file", "2 named 2 times in 1 file"]);
    assert_eq!(lenses(&mut editor, "content/sources.yaml"), ["0 cited 1 time in 1 file"]);
    assert_eq!(
        lenses(&mut editor, FIRST),
        ["1 linked 1 time in 1 file", "10 no article has this title, which 2 lines want"]
    );
    let all = editor.ask("textDocument/codeLens", of(&editor, FIRST));
    assert_eq!(all[1]["command"]["arguments"][2].as_array().unwrap().len(), 2, "{all}");
    let hints = |editor: &mut Editor, path: &str| -> Vec<String> {
        let mut params = of(editor, path);
        params["range"] =
            json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 99, "character": 0 } });
        let all = editor.ask("textDocument/inlayHint", params);
        let said = |one: &Value| format!("{} {}", one["position"]["line"], one["label"].as_str().unwrap());
        all.as_array().unwrap().iter().map(said).collect()
    };
    let expected = ["3 → Southland", "4 → Old Town", "6 → The landing", "8 → A statement"];
    assert_eq!(hints(&mut editor, FIRST), expected);
    let tokens = |editor: &mut Editor, path: &str| -> Vec<(u64, u64)> {
        let all = editor.ask("textDocument/semanticTokens/full", of(editor, path));
        let all: Vec<u64> = all["data"].as_array().unwrap().iter().map(|one| one.as_u64().unwrap()).collect();
        let mut line = 0;
        all.chunks(5)
            .map(|token| {
                line += token[0];
                (line, token[3])
            })
            .collect()
    };
    let expected = [(1, 4), (2, 7), (3, 0), (3, 0), (4, 1), (6, 2), (8, 0), (8, 6)];
    assert_eq!(tokens(&mut editor, FIRST), expected);
    assert_eq!(editor.ask("dateline/page", of(&editor, FIRST)), "articles/first.html");
    assert_eq!(editor.ask("dateline/page", of(&editor, ACTORS)), Value::Null);
    let folds = editor.ask("textDocument/foldingRange", of(&editor, FIRST));
    let folds: Vec<(u64, u64)> = folds
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["startLine"].as_u64().unwrap(), one["endLine"].as_u64().unwrap()))
        .collect();
    assert_eq!(folds, [(0, 7), (5, 6), (12, 14)]);
    // All of it goes on where the front matter breaks off.
    let broken = editor.file(FIRST).replace("published: 2020-09-27", "published: [2020-09-27");
    editor.show(FIRST, &broken);
    assert_eq!(
        hints(&mut editor, FIRST),
        ["3 → Southland", "4 → Old Town", "6 → The landing", "8 → A statement"]
    );
    let names: Vec<(u64, u64)> =
        tokens(&mut editor, FIRST).into_iter().filter(|(_, sort)| *sort != 7).collect();
    assert_eq!(names, [(3, 0), (3, 0), (4, 1), (6, 2), (8, 0), (8, 6)]);
    assert_eq!(editor.labels(FIRST, &broken, "place: Alte"), ["Old Town"]);
    let at = editor.at(FIRST, &broken, "[Northland, The S¦outh]");
    let place = editor.ask("textDocument/definition", at);
    assert_eq!(place["uri"], editor.uri(ACTORS).as_str());
}
