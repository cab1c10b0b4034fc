//! A live site while the front matter of its articles changes: it is what a fresh reading would be, and no more is made again
//! than must be.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

use dateline::live::State;
use dateline::source::Changes;

use crate::front::followed::Folder;

/// The slugs of the articles that were resolved again.
fn made_again<'a>(before: &State, after: &'a State) -> Vec<&'a str> {
    let articles = before.snapshot.site.articles.iter().zip(&after.snapshot.site.articles);
    let other = articles.filter(|(before, after)| !Arc::ptr_eq(before, after));
    other.map(|(_, after)| after.slug.as_str()).collect()
}

const TITLES: &str = "
-- site.yaml --
title: The war
-- content/actors/armenia.md --
---
name: Armenia
kind: state
---
Of [[Armenia]] itself.
-- content/articles/a.md --
---
title: Shelling along the line
published: 2020-09-27
former_titles: [Shelling in the south]
---
It began. [[Armenia]] said so.
-- content/articles/b.md --
---
title: A ceasefire is agreed
published: 2020-09-28
related: [Shelling along the line]
unrelated: [The talks of Geneva]
events:
  - id: ceasefire
---
Also read: Shelling along the line

Read: Shellings along the line
-- content/articles/c.md --
---
title: The talks of Geneva
published: 2020-09-29
events:
  - id: talks
    title: Talks
---
See [[A ceasefire is agreed]] and [[Shelling in the south|the first day]].

Read: [The first day](a.html)
-- content/articles/d.md --
---
title: The talks in French
published: 2020-09-29
translation_of: The talks of Geneva
---
Read: A ceasfire is agred at last

Read: Nobody has written this
-- content/articles/e.md --
---
title: What was withdrawn
published: 2020-09-30
status: retracted
---
Read: Shelling along the line
-- content/articles/f.md --
---
title: Apart from all
published: 2020-10-01
---
Nothing is named here but [[Armenia]].

Read: Nagorno-Karabakh 2020
-- content/articles/g.md --
---
title: Nagorno-Karabakh 2020
published: 2020-10-02
---
Read: Apart from all
";

#[test]
fn after_new_titles_it_is_what_a_fresh_reading_gives() {
    let article = |letter: char| format!("content/articles/{letter}.md");
    let mut site = Folder::new(TITLES);
    let mut titles: BTreeMap<char, String> = BTreeMap::new();
    for letter in 'a'..='g' {
        let text = fs::read_to_string(site.path(&article(letter))).unwrap();
        titles.insert(letter, text.lines().find_map(|line| line.strip_prefix("title: ")).unwrap().to_owned());
    }
    let steps: &[&[(char, &str)]] = &[
        &[('a', "Shelling along the whole line")],
        &[('a', "Shellings along the line")],
        &[('a', "shelling: along the LINE")],
        &[('f', "Shelling along the line")],
        &[('f', "Apart from all")],
        &[('b', "A ceasfire is agred at last"), ('d', "Nobody has written this")],
        &[('c', "Shelling in the south")],
        &[('c', "Talks"), ('a', "The talks of Geneva")],
        &[('b', "Armenia")],
        &[('e', "What was taken back")],
        &[('e', "Shelling along the line"), ('b', "A ceasefire is agreed")],
        &[('g', "Nagorno-Karabakh"), ('f', "Nagorno-Karabakh 2020")],
    ];
    for step in steps {
        let mut files = Vec::new();
        for (letter, title) in *step {
            let old = titles.insert(*letter, (*title).to_owned()).unwrap();
            let quoted = serde_json::to_string(title).unwrap();
            let file = article(*letter);
            let text = fs::read_to_string(site.path(&file)).unwrap();
            let line = text.lines().find(|line| line.starts_with("title: ")).unwrap();
            assert!(line.contains(&old), "{line}: {old}");
            site.replace(&file, &format!("{line}\n"), &format!("title: {quoted}\n"));
            files.push(file);
        }
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        site.check(&format!("{step:?}"), &files);
    }
    site.write("content/pages/about.md", "---\ntitle: About\n---\nRead: Shelling along the line\n");
    site.check("a page that names a title", &["content/pages/about.md"]);
    site.replace(&article('a'), "\"The talks of Geneva\"", "\"Shelling along the line\"");
    site.check("a title that a page names", &[&article('a')]);
}

#[test]
fn a_title_that_nobody_names_leaves_the_other_articles_as_they_are() {
    let mut site = Folder::new(TITLES);
    let before = site.live.state();
    site.replace("content/articles/g.md", "title: Nagorno-Karabakh 2020", "title: The plateau in 2020");
    let after = site.live.update(&Changes::of("content/articles/g.md")).unwrap();
    // `b` to `d` name what may be a title by its likeness, and `f` has named the old one.
    assert_eq!(made_again(&before, &after), ["b", "c", "d", "f", "g"]);
}

const HEADS: &str = "
-- site.yaml --
title: The war
base_url: https://example.org/
-- content/actors.yaml --
- name: Armenia
  kind: state
- name: Azerbaijan
  kind: state
- name: Russia
  kind: state
-- content/places.yaml --
- name: Shusha
- name: Barda
-- content/sources.yaml --
- id: s1
  title: A report
  publisher: Russia
-- content/conflicts/war.md --
---
name: The war
sides:
  - name: One
    actors: [Armenia]
  - name: Other
    actors: [Azerbaijan]
---
-- content/articles/a.md --
---
title: Shelling along the line
published: 2020-09-27
when: 2020-09-27
actors: [Armenia, A militia]
tags: [front, Shelling]
---
It began. Azerbaijan said so.
-- content/articles/b.md --
---
title: A truce
published: 2020-09-28
when: 2020-09-28
actors: [Armenia, A militia]
place: Shusha
tags: [front, talks]
events:
  - id: truce
---
Read: Shelling along the line
-- content/articles/c.md --
---
title: The talks
published: 2020-09-29
when: 2020-09-29
actors: [Armenia]
tags: [front, shelling]
---
Read: A truce
-- content/articles/d.md --
---
title: The talks
published: 2020-10-29
when: 2020-10-29
actors: [Azerbaijan]
---
Read: The talks
";

#[test]
fn after_new_front_matter_it_is_what_a_fresh_reading_gives() {
    let (a, b, c, d) =
        ("content/articles/a.md", "content/articles/b.md", "content/articles/c.md", "content/articles/d.md");
    let mut site = Folder::new(HEADS);
    let steps: &[(&str, &str, &str)] = &[
        (a, "when: 2020-09-27", "when: 2020-09-27\nsummary: In a sentence.\nauthors: [Ann]"),
        (a, "actors: [Armenia, A militia]", "actors: [A militia, {actor: Armenia, role: party}]"),
        (c, "actors: [Armenia]", "actors: [Armenia, Russia, Azerbaijan]"),
        (c, "actors: [Armenia, Russia, Azerbaijan]", "actors: [Russia]"),
        (c, "actors: [Russia]", "actors: [Russia, Another militia]"),
        (c, "actors: [Russia, Another militia]", "actors: [Russia]"),
        (a, "A militia, ", ""),
        (d, "actors: [Azerbaijan]", "actors: [Azerbaijan]\nplace: Barda\ntype: battle"),
        (d, "place: Barda", "place: Nowhere"),
        (d, "place: Nowhere", "place: Shusha"),
        (d, "when: 2020-10-29", "when: 2020-09"),
        (d, "published: 2020-10-29", "published: 2020-10-01T12:00+04:00\nupdated: 2020-11-01"),
        (b, "place: Shusha", "place: Barda"),
        (b, "title: A truce", "title: The truce"),
        (d, "type: battle", "type: battle\ntags: [front]"),
        (d, "tags: [front]", "tags: [front, Front, new]"),
        (d, "tags: [front, Front, new]", "tags: [Talks]"),
        (b, "tags: [front, talks]", "tags: [front]"),
        (a, "tags: [front, Shelling]", "tags: [front]"),
        (c, "tags: [front, shelling]", "tags: [shelling]"),
        (c, "tags: [shelling]", "tags: [shelling]\nconflict: war"),
        (c, "conflict: war", "conflict: Another war"),
        (c, "conflict: Another war", "aliases: [old/c.html, articles/a.html]"),
        (c, "aliases: [old/c.html, articles/a.html]", "sources: [s1, s2]"),
        (c, "sources: [s1, s2]", "sources: [s1, {title: Own, author: Armenia}]"),
        (
            c,
            "sources: [s1, {title: Own, author: Armenia}]",
            "related: [Shelling along the line]\nunrelated: [d]",
        ),
        (
            c,
            "related: [Shelling along the line]\nunrelated: [d]",
            "statements: [{by: Russia, text: We wait.}]\nclaims: [{about: Who began, positions: [{by: Armenia, stance: denies}]}]",
        ),
        (c, "by: Russia", "by: Somebody else"),
        (c, "stance: denies", "stance: asserts"),
        (
            c,
            "tags: [shelling]",
            "tags: [shelling]\ntemplate: none.html\nlang: ru\noriginal: {url: https://example.org/x}",
        ),
        (d, "title: The talks", "title: The talks\ncorrections: [{date: 2020-11-02, text: A name.}]"),
        (d, "title: The talks", "title: The talks\ntranslation_of: The truce"),
        (d, "title: The talks", "title: The talks\nformer_titles: [The truce]"),
        (d, "title: The talks", "title: The talks\nstatus: retracted"),
        (d, "when: 2020-09", "when: 2020-10"),
        (d, "status: retracted", "status: draft"),
        (d, "when: 2020-10", "when: 2020-11"),
    ];
    for (file, from, to) in steps {
        site.replace(file, from, to);
        site.check(&format!("{file}: {to}"), &[file]);
    }
}

#[test]
fn a_tag_that_two_articles_lose_at_once_is_gone() {
    let (a, c) = ("content/articles/a.md", "content/articles/c.md");
    let mut site = Folder::new(&HEADS.replace("Shelling]", "shelling]"));
    site.replace(a, "tags: [front, shelling]", "tags: [front]");
    site.replace(c, "tags: [front, shelling]", "tags: [front]");
    site.check("two articles lose a tag", &[a, c]);
}

#[test]
fn a_registered_actor_that_an_article_names_leaves_the_others_as_they_are() {
    let mut site = Folder::new(HEADS);
    let before = site.live.state();
    site.replace("content/articles/a.md", "[Armenia, A militia]", "[Armenia, A militia, Russia]");
    let after = site.live.update(&Changes::of("content/articles/a.md")).unwrap();
    // A militia is named by articles alone.
    assert_eq!(made_again(&before, &after), ["a", "b", "c", "d"]);
    let before = after;
    site.replace("content/articles/c.md", "actors: [Armenia]", "actors: [Armenia, Russia]");
    let after = site.live.update(&Changes::of("content/articles/c.md")).unwrap();
    // `d` names a title that two have.
    assert_eq!(made_again(&before, &after), ["c", "d"]);
}

/// What a walk writes at random: a key and what it may be.
const FIELDS: &[(&str, &[&str])] = &[
    (
        "title",
        &[
            "The talks",
            "A truce",
            "the Talks",
            "Talks fail at the border",
            "Talks failed at the border",
            "Armenia",
        ],
    ),
    (
        "actors",
        &[
            "[Armenia]",
            "[Russia, Armenia]",
            "[A militia]",
            "[{actor: Russia, role: mediator}, A militia]",
            "[]",
        ],
    ),
    ("tags", &["[front]", "[Front, talks]", "[talks]", "[]", "[rare]"]),
    ("place", &["Shusha", "Barda", "Nowhere", "{name: Nowhere, lat: 1, lon: 2}"]),
    ("when", &["2020-09-27", "2020-10", "2020", "2020-10-10/2020-11-10"]),
    ("conflict", &["war", "Another war"]),
    ("type", &["battle", "shelling"]),
    ("summary", &["In a sentence.", "In another."]),
    ("related", &["[A truce]", "[The talks]", "[c]"]),
    ("unrelated", &["[A truce]", "[b]"]),
    ("status", &["draft", "published", "retracted"]),
    ("former_titles", &["[A truce]", "[An old title]"]),
    ("translation_of", &["A truce", "The talks"]),
    (
        "figures",
        &["[{measure: killed, value: 3, by: Russia}]", "[{measure: killed, value: 4, by: A militia}]"],
    ),
    ("events", &["[{id: truce}]", "[{id: truce, title: Truce}, {id: other}]"]),
    ("sources", &["[s1]", "[{title: Own, publisher: Russia}]"]),
];
const BODIES: &[&str] = &[
    "Armenia and [[A truce]].",
    "Read: The talks\n\nRead: An old title",
    "Read: Talks fail at the bordr",
    "Read: A truce\n\n> We wait.\n>\n> — Somebody, Moscow",
];

#[test]
fn after_a_walk_of_many_changes_it_is_what_a_fresh_reading_gives() {
    let letters = ['a', 'b', 'c', 'd', 'e'];
    let mut site = Folder::new(&HEADS.replace("content/articles/", "content/before/"));
    let mut heads: Vec<(BTreeMap<&str, &str>, &str)> = vec![(BTreeMap::new(), ""); letters.len()];
    let mut state: u64 = 7;
    let mut dice = |sides: usize| {
        // Knuth's generator; what is drawn is the same on every machine.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % sides
    };
    for step in 0..150 {
        let mut files = Vec::new();
        for _ in 0..=dice(6) / 4 {
            let at = dice(letters.len());
            for _ in 0..=dice(2) {
                let (head, body) = &mut heads[at];
                match dice(FIELDS.len() + 4) {
                    field if field < FIELDS.len() => {
                        let (key, values) = FIELDS[field];
                        match dice(values.len() + 1) {
                            value if value < values.len() => drop(head.insert(key, values[value])),
                            _ => drop(head.remove(key)),
                        }
                    }
                    _ => *body = BODIES[dice(BODIES.len())],
                }
            }
            let (head, body) = &heads[at];
            let lines: String = head.iter().map(|(key, value)| format!("{key}: {value}\n")).collect();
            let title = if head.contains_key("title") { "" } else { "title: Untold\n" };
            let file = format!("content/articles/{}.md", letters[at]);
            site.write(&file, &format!("---\n{title}published: 2020-11-0{}\n{lines}---\n{body}\n", at + 1));
            files.push(file);
        }
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        site.check(&format!("step {step}: {files:?}"), &files);
    }
}
