//! What editors keep to themselves: private keys, comments, drafts and unverified articles reach no byte of the output.

use dateline::Options;

use crate::front;

/// Words that stand in private keys and comments, in every kind of file.
const SITE: &str = "\
-- site.yaml --
title: T
base_url: https://example.org/
raw_html: RAW
_note: hush-01
# hush-02
extra: {shown: yes, _kept: hush-03, deep: [{_kept: hush-04}]}
-- content/sources.yaml --
- id: s1
  title: A paper
  _contact: hush-05
  # hush-06
  archived: {url: 'https://example.com/a', _by: hush-07}
-- content/actors.yaml --
- name: Ann
  _phone: hush-08
  names: {de: Anna, _xx: hush-09}
  links: {website: 'https://example.com/', _home: hush-10}
-- content/places.yaml --
- {name: Town, lat: 1, lon: 2, _exact: hush-11}
-- content/events.yaml --
- {id: e1, title: An event, when: 2020-10-01, _told_by: hush-12}
-- content/conflicts/c.md --
---
name: War
sides: [{name: North, actors: [Ann], _why: hush-13}]
_x: hush-14
---
Words. <!-- hush-15 -->
-- content/pages/about.md --
---
title: About
_x: hush-16
---
<!-- hush-17
hush-18 -->

Words.
-- content/articles/a.md --
---
title: The first # hush-19
published: 2020-10-01
_source: hush-20
actors: [{actor: Ann, role: witness, _true_name: hush-21}]
place: Town
sources: [s1, {title: Own, _x: hush-22}]
claims: [{about: What, _x: hush-23, positions: [{by: Ann, text: It was so, _x: hush-24}], assessment: {basis: So, _x: hush-25}}]
figures: [{measure: killed, value: 3, by: Ann, _x: hush-26}]
statements: [{by: Ann, text: Words, _x: hush-27}]
corrections: [{text: Changed, _x: hush-28}]
image: {src: 'b.jpg', alt: B, credit: C, _x: hush-29}
extra: {_x: hush-30}
original: {publisher: P, _x: hush-31}
---
Words <!-- hush-32 --> and <b>more<!-- hush-33 --></b>.

<!--
Read: hush-34

> hush-35
> — Ann
-->

- An item <!-- hush-36
  and hush-37 -->

Read: The second <!-- hush-38 -->

[^n]: A note <!-- hush-39 -->

A reference.[^n]
-- content/articles/b.md --
---
title: The second
published: 2020-10-02
---
Words.

<!-- hush-40
";

/// A draft and an unverified article with words of their own in every field.
fn held_back(status: &str) -> String {
    format!(
        "-- content/articles/{status}.md --
---
title: {status}-title
published: 2020-10-03
status: {status}
summary: {status}-summary
slug: {status}-slug
authors: [{status}-author]
tags: [{status}-tag]
place: {{name: {status}-place, lat: 3, lon: 4}}
conflict: {status}-conflict
actors: [{status}-actor]
former_titles: [{status}-former]
aliases: [{status}-alias]
sources: [{{title: {status}-source, url: 'https://example.com/{status}-url'}}]
events: [{{id: {status}-event, title: {status}-event-title, claims: [{{about: {status}-event-claim}}]}}]
claims: [{{about: {status}-claim, positions: [{{by: {status}-speaker, text: {status}-position}}]}}]
figures: [{{measure: killed, value: 7654321, by: {status}-counter}}]
statements: [{{by: {status}-speaker, text: {status}-statement}}]
corrections: [{{text: {status}-correction}}]
related: [The first]
---
{status}-body

Read: The first

> {status}-quotation
>
> — Ann, {status}-whereabouts

![{status}-alt]({status}-picture.jpg)
-- content/articles/{status}-picture.jpg --
picture
"
    )
}

fn site(raw_html: &str) -> String {
    let site = SITE.replace("raw_html: RAW", &format!("raw_html: {raw_html}"));
    format!("{site}{}{}", held_back("draft"), held_back("unverified"))
}

/// The files whose path or bytes hold a word, which is looked for without regard to case.
fn holding(built: &front::Built, word: &str) -> Vec<String> {
    let holds = |bytes: &[u8]| String::from_utf8_lossy(bytes).to_lowercase().contains(word);
    let found = built.files.iter().filter(|(path, bytes)| holds(path.as_bytes()) || holds(bytes));
    found.map(|(path, _)| path.clone()).collect()
}

#[test]
fn nothing_private_is_in_any_byte() {
    for raw_html in ["sanitize", "escape", "trust"] {
        for options in [front::options(), front::with_drafts()] {
            let built = front::build_with(&site(raw_html), &options);
            assert_eq!(holding(&built, "hush"), [""; 0], "raw_html: {raw_html}");
            assert!(!built.report().contains("unknown-key"), "{}", built.report());
        }
    }
}

#[test]
fn drafts_and_unverified_articles_need_the_flag() {
    let built = front::build(&site("sanitize"));
    // The theme's own words hold neither, nor does a template know an article by its status.
    for word in ["draft-", "unverified", "7654321", "7,654,321", "7 654 321"] {
        assert_eq!(holding(&built, word), [""; 0], "{word}");
    }
    let Options { include, .. } = front::with_drafts();
    let built = front::build_with(&site("sanitize"), &Options { include, ..front::options() });
    for word in ["draft-body", "unverified-body", "draft-claim", "unverified-quotation"] {
        assert!(!holding(&built, word).is_empty(), "{word}");
    }
}

#[test]
fn a_file_on_disk_is_as_private() {
    let folder = tempfile::tempdir().expect("a folder");
    front::spread(folder.path(), &site("trust"));
    let mut out = dateline::diag::Diagnostics::default();
    let tree = dateline::source::read(folder.path(), &Default::default(), &mut out).expect("a site");
    let built = front::build_tree(tree, &front::options(), out);
    for word in ["hush", "draft-", "unverified"] {
        assert_eq!(holding(&built, word), [""; 0], "{word}");
    }
}
