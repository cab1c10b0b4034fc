//! What names stand for: pages, editors and the incremental update agree, and one list says which fields hold names.

use std::collections::BTreeSet;

use dateline::diag::{Diagnostics, Spot};
use dateline::names::WIKILINK;
use dateline::parse::{self, EachName, Naming, naming};
use dateline::resolve::{self, Include, Noting};
use dateline::schema::{Subject, schema};
use dateline::source::{Kind, SourceTree, kind_of};
use serde_json::{Value, json};

use crate::front;
use crate::lsp::Editor;

/// Things of one name: what each is, its file, where a link to it leads, and the front matter that names it.
const THINGS: [(Naming, &str, &str, &str, &str); 7] = [
    (
        Naming::Actor,
        "content/actors.yaml",
        "- name: Ceasefire\n  id: an-actor\n  kind: organization\n",
        "actors/an-actor.html",
        "actors: [Ceasefire]",
    ),
    (
        Naming::Place,
        "content/places.yaml",
        "- name: Ceasefire\n  id: a-place\n",
        "places/a-place.html",
        "place: Ceasefire",
    ),
    (Naming::Page, "content/pages/a-page.md", "---\ntitle: Ceasefire\n---\nText.\n", "a-page.html", ""),
    (
        Naming::Event,
        "content/events/an-event.md",
        "---\ntitle: Ceasefire\nwhen: 2020-10-10\n---\nText.\n",
        "events/an-event.html",
        "",
    ),
    (
        Naming::Conflict,
        "content/conflicts/a-conflict.md",
        "---\nname: Ceasefire\n---\nText.\n",
        "conflicts/a-conflict.html",
        "conflict: Ceasefire",
    ),
    (
        Naming::Article,
        "content/articles/an-article.md",
        "---\ntitle: Ceasefire\npublished: 2020-10-10\n---\nText.\n",
        "articles/an-article.html",
        "related: [Ceasefire]",
    ),
    (
        Naming::Source,
        "content/sources.yaml",
        "- id: Ceasefire\n  title: A source\n",
        "#source-1",
        "sources: [Ceasefire]",
    ),
];

const TEXT: &str = "content/articles/text.md";

/// A site of the things from one on, and a text with that front matter that links to the name.
fn site(from: usize, front: &str) -> String {
    let things = THINGS[from..].iter().map(|(_, file, text, ..)| format!("-- {file} --\n{text}"));
    let text = format!(
        "-- {TEXT} --\n---\ntitle: A text\npublished: 2020-10-11\n{front}\n---\nSee [[Ceasefire]].\n"
    );
    format!("-- site.yaml --\ntitle: X\nauto_link: none\n{}{text}", things.collect::<String>())
}

/// The files of the site that an answer names.
fn files(editor: &Editor, uris: impl Iterator<Item = String>) -> Vec<String> {
    let root = editor.uri("");
    uris.map(|uri| uri.trim_start_matches(&root).trim_start_matches('/').to_owned()).collect()
}

fn references(editor: &mut Editor, at: Value) -> Vec<String> {
    let mut params = at;
    params["context"] = json!({ "includeDeclaration": true });
    let places = editor.ask("textDocument/references", params);
    let uris: Vec<String> =
        places.as_array().unwrap().iter().map(|place| place["uri"].as_str().unwrap().to_owned()).collect();
    files(editor, uris.into_iter())
}

fn renamed(editor: &mut Editor, at: Value) -> BTreeSet<String> {
    let mut params = at;
    params["newName"] = json!("Truce");
    let edit = editor.ask("textDocument/rename", params);
    let uris: Vec<String> = edit["changes"].as_object().unwrap().keys().cloned().collect();
    files(editor, uris.into_iter()).into_iter().collect()
}

fn definition(editor: &mut Editor, at: Value) -> String {
    let place = editor.ask("textDocument/definition", at);
    let uri = place["uri"].as_str().unwrap_or_else(|| panic!("no definition: {place}")).to_owned();
    files(editor, std::iter::once(uri)).remove(0)
}

#[test]
fn a_link_by_a_name_of_several_sorts_means_one_thing_everywhere() {
    assert_eq!(THINGS.map(|(naming, ..)| naming), WIKILINK);
    for (from, (naming, file, _, address, _)) in THINGS.iter().enumerate() {
        let site = site(from, "");
        let page = front::build(&site).page("articles/text.html").to_owned();
        let leads = if address.starts_with('#') { (*address).to_owned() } else { format!("../{address}") };
        let link = page.split("<p>See ").nth(1).unwrap().split('>').next().unwrap();
        assert!(link.contains(&format!("href=\"{leads}\"")), "{naming:?}: {link}");
        let mut editor = Editor::open(&site);
        let text = editor.file(TEXT);
        let link = editor.at(TEXT, &text, "[[Cease¦fire]]");
        assert_eq!(definition(&mut editor, link.clone()), *file, "{naming:?}");
        let both = BTreeSet::from([(*file).to_owned(), TEXT.to_owned()]);
        assert_eq!(references(&mut editor, link.clone()).into_iter().collect::<BTreeSet<_>>(), both);
        assert_eq!(renamed(&mut editor, link), both, "{naming:?}");
        // All others have the name, and no use of it.
        for (other, file, ..) in &THINGS[from + 1..] {
            let text = editor.file(file);
            let own = editor.at(file, &text, "Cease¦fire");
            let uses: BTreeSet<String> = references(&mut editor, own.clone()).into_iter().collect();
            assert_eq!(uses, BTreeSet::from([(*file).to_owned()]), "{naming:?} is not {other:?}");
            assert_eq!(renamed(&mut editor, own), BTreeSet::from([(*file).to_owned()]));
        }
    }
}

#[test]
fn a_field_names_things_of_its_sort_whatever_else_has_the_name() {
    let fields: Vec<&str> =
        THINGS.iter().map(|(.., field)| *field).filter(|field| !field.is_empty()).collect();
    let site = site(0, &fields.join("\n"));
    let mut editor = Editor::open(&site);
    let text = editor.file(TEXT);
    for (naming, file, _, _, field) in THINGS.iter().filter(|(.., field)| !field.is_empty()) {
        let at = editor.at(TEXT, &text, &field.replace("Ceasefire", "Cease¦fire"));
        assert_eq!(definition(&mut editor, at.clone()), *file, "{field}");
        let uses = references(&mut editor, at);
        // The wikilink is the actor's.
        let expected = if *naming == Naming::Actor { 2 } else { 1 };
        assert_eq!(uses.iter().filter(|file| *file == TEXT).count(), expected, "{field}: {uses:?}");
        assert!(uses.contains(&(*file).to_owned()), "{field}: {uses:?}");
    }
}

#[test]
fn a_source_of_the_text_itself_is_meant_before_one_of_the_register() {
    let site =
        site(6, "sources: [{id: Ceasefire, title: Its own}]").replace("[[Ceasefire]]", "it[^Ceasefire]");
    assert!(front::build(&site).page("articles/text.html").contains("Its own"));
    let mut editor = Editor::open(&site);
    let text = editor.file(TEXT);
    let cited = editor.at(TEXT, &text, "[^Cease¦fire]");
    assert_eq!(definition(&mut editor, cited.clone()), TEXT);
    assert_eq!(references(&mut editor, cited), [TEXT, TEXT]);
}

#[test]
fn a_name_that_two_actors_share_is_the_listed_ones_in_editors_too() {
    let actors = "-- content/actors.yaml --\n- name: Mirzoyan Ara\n  aliases: [{text: Mirzoyan, ambiguous: true}]\n- name: Mirzoyan Zohrab\n  aliases: [{text: Mirzoyan, ambiguous: true}]\n";
    let text = "---\ntitle: A\npublished: 2020-10-11\nactors: [Mirzoyan Zohrab]\n---\n[[Mirzoyan]] spoke.\n";
    let mut editor = Editor::open(&format!("-- site.yaml --\ntitle: X\n{actors}-- {TEXT} --\n{text}"));
    let at = editor.at(TEXT, text, "[[Mirz¦oyan]]");
    let place = editor.ask("textDocument/definition", at);
    assert_eq!(place["range"]["start"]["line"], 2, "the second actor: {place}");
}

#[test]
fn a_rename_that_would_take_links_from_something_else_is_refused() {
    let mut editor = Editor::open(
        &site(0, "").replace("name: Ceasefire\n  id: an-actor", "name: Somebody\n  id: an-actor"),
    );
    let text = editor.file("content/actors.yaml");
    let mut params = editor.at("content/actors.yaml", &text, "name: Some¦body");
    params["newName"] = json!("Ceasefire");
    let answer = editor.answer("textDocument/rename", params);
    assert!(answer["error"]["message"].as_str().unwrap().contains("is a name of Ceasefire"), "{answer}");
}

#[test]
fn a_new_name_stands_whole_between_the_quotation_marks_of_the_old_one() {
    let file = "content/actors.yaml";
    let register = "- name: \"North\"\n- name: 'South'\n- name: East\n";
    let mut editor = Editor::open(&format!("-- site.yaml --\ntitle: X\n-- {file} --\n{register}"));
    for (at, new, written) in [
        ("\"No¦rth\"", "The \"North\"", "The \\\"North\\\""),
        ("'So¦uth'", "Men 'of the south'", "Men ''of the south''"),
        ("Ea¦st", "East: all", "\"East: all\""),
    ] {
        let mut params = editor.at(file, register, at);
        params["newName"] = json!(new);
        let edit = editor.ask("textDocument/rename", params);
        let edits = edit["changes"].as_object().unwrap().values().next().unwrap();
        assert_eq!(edits[0]["newText"], written);
    }
}

#[test]
fn the_manual_says_the_order_of_wikilinks() {
    let manual = include_str!("../../docs/body.md");
    let section = manual.split("## Wikilinks").nth(1).unwrap().split("\n## ").next().unwrap();
    let numbered = section.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit()));
    let words: Vec<&str> = numbered
        .map(|line| line.split(['.', ' ', ',', ';']).filter(|word| !word.is_empty()).nth(2).unwrap())
        .collect();
    assert_eq!(words, WIKILINK.map(|naming| format!("{naming:?}").to_lowercase()));
}

/// A site whose fields hold every sort of name that there is.
const FULL: &str = "
-- site.yaml --
title: X
-- content/actors.yaml --
- name: Northland
  kind: state
  aliases: [{text: The north, used_by: [Southland]}]
- name: Southland
  kind: state
- name: Aza Bell
  kind: person
  affiliations: [{to: Northland, role: Minister, sources: [s, {title: T, side: Northland, author: Aza Bell, publisher: Southland}]}]
-- content/places.yaml --
- name: Town
  parent: Region
- name: Region
-- content/sources.yaml --
- {id: s, title: T, side: Northland, author: Aza Bell, publisher: Southland}
-- content/conflicts/whole.md --
---
name: Whole
---
-- content/conflicts/part.md --
---
name: Part
parent: Whole
sides: [{name: One, actors: [Northland], supporters: [Aza Bell]}, {name: Two, actors: [Southland]}]
mediators: [Aza Bell]
story: [{event: e, text: It held}]
figures: [{measure: killed, value: 1, who: {side: Northland}, by: Southland, sources: [s]}]
sources: [s]
---
-- content/events/e.md --
---
title: E
when: 2020-10-01
place: {name: Town}
conflict: Part
actors: [Northland, {actor: Southland, role: party}]
claims: [{about: X, parties: [Northland], positions: [{by: Southland, text: y, sources: [s]}], assessment: {verdict: likely, sources: [s]}}]
figures: [{measure: killed, value: 1, who: {side: Northland}, by: Southland, sources: [s]}]
sources: [s]
---
-- content/articles/a.md --
---
title: A
published: 2020-10-01
place: Town
conflict: Part
actors: [Northland, {actor: Southland, role: party}]
claims: [{about: X, parties: [Northland], positions: [{by: Southland, text: y, sources: [s]}], assessment: {verdict: likely, sources: [s]}}]
figures: [{measure: killed, value: 1, who: {side: Northland}, by: Southland, sources: [s]}]
statements: [{by: Southland, text: Yes., to: [Northland], sources: [s]}]
sources: [s, {title: T, side: Northland, author: Aza Bell, publisher: Southland}]
related: [B]
unrelated: [C]
translation_of: B
events:
  - id: e
    place: {name: Town}
    conflict: Part
    actors: [Northland, {actor: Southland, role: party}]
    claims: [{about: X, parties: [Northland], positions: [{by: Southland, text: y, sources: [s]}], assessment: {verdict: likely, sources: [s]}}]
    figures: [{measure: killed, value: 1, who: {side: Northland}, by: Southland, sources: [s]}]
    sources: [s]
---
-- content/articles/b.md --
---
title: B
published: 2020-10-01
---
-- content/articles/c.md --
---
title: C
published: 2020-10-01
---
";

fn tree() -> SourceTree {
    let files = front::sections(FULL);
    SourceTree::in_memory(files.iter().map(|(path, text)| (path.as_str(), text.as_str())))
}

/// A name in a field: its file, its path, and what it is of.
type Field = (String, String, Naming);

fn walked() -> BTreeSet<Field> {
    let mut tree = tree();
    let drafts = parse::parse(&mut tree, &mut Diagnostics::default());
    let mut found = BTreeSet::new();
    let mut walk = |file, draft: &dyn EachName| {
        let path = tree.file(file).unwrap().path.clone();
        draft.each_name(&mut |field| {
            found.insert((path.clone(), field.written().path.to_string(), field.naming()));
        });
    };
    drafts.articles.iter().for_each(|draft| walk(draft.file, draft.as_ref()));
    drafts.events.iter().for_each(|draft| walk(draft.event.file, draft));
    drafts.conflicts.iter().for_each(|draft| walk(draft.registered.file, draft));
    drafts.actors.iter().for_each(|draft| walk(draft.registered.file, draft));
    drafts.places.iter().for_each(|draft| walk(draft.registered.file, draft));
    drafts.sources.iter().for_each(|draft| walk(draft.file, draft));
    // The register's own id of an event is no use of it.
    found.retain(|(file, path, _)| !(file.starts_with("content/events/") && path == "id"));
    found
}

#[test]
fn every_name_that_is_looked_up_is_walked_and_every_walked_one_is_looked_up() {
    let mut tree = tree();
    let mut out = Diagnostics::default();
    let drafts = parse::parse(&mut tree, &mut out);
    let asked = (Include::Published, front::day(front::TODAY));
    let resolved = resolve::with_uses(drafts, &tree, asked, Noting::Uses, &mut out);
    assert_eq!(out.0, [], "the site is without a mistake");
    let used: BTreeSet<(String, String)> = resolved
        .uses
        .all()
        .filter(|one| !one.is_own)
        .filter_map(|one| match &one.at.spot {
            Spot::Value(path) => Some((tree.file(one.at.file).unwrap().path.clone(), path.to_string())),
            _ => None,
        })
        .collect();
    let walked: BTreeSet<(String, String)> =
        walked().into_iter().map(|(file, path, _)| (file, path)).collect();
    assert_eq!(used, walked);
}

fn kind(path: &str) -> Kind {
    kind_of(path, false).unwrap()
}

#[test]
fn editors_know_what_the_walked_fields_name() {
    for (file, path, walked) in walked() {
        let way: Vec<&str> = path.split('/').filter(|step| step.parse::<usize>().is_err()).collect();
        assert_eq!(naming(kind(&file), &way), Some(walked), "{file}: {path}");
    }
}

/// Every way of keys to a text in a schema.
fn ways(root: &Value, node: &Value, way: &mut Vec<String>, found: &mut BTreeSet<Vec<String>>) {
    let node = match node.get("$ref").and_then(Value::as_str) {
        Some(path) => root.pointer(path.trim_start_matches('#')).unwrap(),
        None => node,
    };
    if node.get("type").is_some_and(|kind| kind == "string") && node.get("enum").is_none() {
        found.insert(way.clone());
    }
    let choices = node.get("anyOf").and_then(Value::as_array).into_iter().flatten();
    choices.chain(node.get("items")).for_each(|part| ways(root, part, way, found));
    for (name, property) in node.get("properties").and_then(Value::as_object).into_iter().flatten() {
        way.push(name.clone());
        ways(root, property, way, found);
        way.pop();
    }
}

#[test]
fn no_other_field_is_taken_for_a_name() {
    let walked: BTreeSet<(Naming, Vec<String>)> = walked()
        .into_iter()
        .map(|(_, path, naming)| {
            let steps = path.split('/').filter(|step| step.parse::<usize>().is_err());
            (naming, steps.map(str::to_owned).collect())
        })
        .collect();
    for (subject, kind) in [
        (Subject::Article, Kind::Article),
        (Subject::Actor, Kind::Actor),
        (Subject::Actors, Kind::ActorList),
        (Subject::Place, Kind::Place),
        (Subject::Places, Kind::PlaceList),
        (Subject::Sources, Kind::SourceList),
        (Subject::Conflict, Kind::Conflict),
        (Subject::Event, Kind::Event),
        (Subject::Events, Kind::EventList),
        (Subject::Page, Kind::Page),
    ] {
        let root = schema(subject);
        let mut found = BTreeSet::new();
        ways(&root, &root, &mut Vec::new(), &mut found);
        for way in found {
            let steps: Vec<&str> = way.iter().map(String::as_str).collect();
            match naming(kind, &steps) {
                None | Some(Naming::Tag) => {}
                Some(naming) => assert!(walked.contains(&(naming, way.clone())), "{kind:?} {way:?}"),
            }
        }
    }
}

#[test]
fn authors_and_users_of_names_are_found_by_any_name() {
    let built = front::build(
        "-- content/actors.yaml --\n\
         - {name: Northland, id: north, aliases: [The North]}\n\
         - {name: Southland, id: south, aliases: [{text: The aggressor, kind: characterisation, used_by: [The north, a paper]}]}\n\
         -- content/sources.yaml --\n\
         - {id: s, title: A white paper, publisher: THE NORTH, author: Nobody known}\n\
         -- content/articles/a.md --\n---\ntitle: A\npublished: 2020-10-01\nactors: [Northland, Southland]\nsources: [s]\n---\nText.\n",
    );
    assert_eq!(built.short(), "");
    assert!(
        built.page("actors/south.html").contains("Northland, a paper"),
        "{}",
        built.main("actors/south.html")
    );
    assert!(built.main("actors/north.html").contains("A white paper"), "{}", built.main("actors/north.html"));
}

#[test]
fn titles_that_differ_in_signs_alone_are_told_apart_in_links() {
    let article = |file: &str, title: &str, text: &str| {
        format!(
            "-- content/articles/{file}.md --\n---\ntitle: \"{title}\"\npublished: 2020-10-01\n---\n{text}\n"
        )
    };
    let site = article("c", "C", "Text.") + &article("cpp", "C++", "Text.");
    let page = "-- content/pages/plus.md --\n---\ntitle: \"C+\"\n---\nText.\n";
    let built = front::build(&(site + page + &article("x", "X", "[[C]], [[C++]], [[C+]]")));
    assert!(!built.short().contains("articles/x.md"), "{}", built.short());
    let body = built.body("articles/x.html");
    for leads in ["articles/c.html", "articles/cpp.html", "plus.html"] {
        assert!(body.contains(leads), "{body}");
    }
}

#[test]
fn whoever_is_named_in_any_field_is_used() {
    let site = "-- content/actors.yaml --\n\
         - {name: Northland}\n- {name: Southland, aliases: [{text: They, used_by: [Eastland]}]}\n\
         - {name: Eastland}\n- {name: Westland}\n- {name: Nowhere}\n\
         -- content/articles/a.md --\n---\ntitle: A\npublished: 2020-10-01\nactors: [Northland]\n\
         claims: [{about: X, parties: [Southland], positions: [{by: Northland, text: y}]}]\n\
         figures: [{measure: killed, value: 1, who: {side: Westland}}]\n---\nText.\n";
    let options = dateline::Options { depth: dateline::check::Depth::Editorial, ..front::options() };
    let built = front::build_with(site, &options);
    let unused: Vec<&str> =
        built.diagnostics.iter().filter(|d| &*d.code == "unused-actor").map(|d| d.message.as_str()).collect();
    assert_eq!(unused, ["nothing uses the actor `nowhere`"]);
}
