//! Related stories: their reasons, pins and exclusions, copies, and how good they are on the demonstration.

use std::path::Path;

use dateline::diag::Diagnostics;
use dateline::model::ArticleId;

use crate::front::{self, Built, build};

fn article(name: &str, front: &str, text: &str) -> String {
    format!("-- content/articles/{name}.md --\n---\ntitle: Article {name}\n{front}\n---\n{text}\n")
}

/// Title and reason of what an article shows as related.
fn related(built: &Built, name: &str) -> Vec<String> {
    let main = built.main(&format!("articles/{name}.html"));
    let list = main.split("## Related\n").nth(1).unwrap_or("");
    let items = list.lines().map_while(|line| line.strip_prefix("- ["));
    items
        .map(|item| {
            item.replacen(&item[item.find(']').expect("a link")..=item.find(')').expect("a link")], ":", 1)
        })
        .collect()
}

#[test]
fn pins_come_first_and_exclusions_hold_both_ways() {
    let site = |more: &str| {
        build(
            &[
                article("a", &format!("published: 2020-10-01\nactors: [X, Y]\n{more}"), "Words."),
                article("b", "published: 2020-10-02\nactors: [X, Y]", "Words."),
                article("c", "published: 2020-10-03\nactors: [X, Y]", "Words."),
                article("d", "published: 2010-01-01", "Words."),
            ]
            .concat(),
        )
    };
    assert_eq!(
        related(&site(""), "a"),
        ["Article b: Same actors (X, Y) · 1 day later", "Article c: Same actors (X, Y) · 2 days later"]
    );
    let pinned = site("related: [Article d]");
    assert_eq!(related(&pinned, "a")[0], "Article d: Chosen by the editors · 10 years earlier");
    let apart = site("unrelated: [Article b]");
    assert_eq!(related(&apart, "a"), ["Article c: Same actors (X, Y) · 2 days later"]);
    assert_eq!(related(&apart, "b"), ["Article c: Same actors (X, Y) · 1 day later"]);
    assert_eq!(site("unrelated: [No such article]").codes(), ["unknown-article"]);
}

#[test]
fn reasons_are_in_words() {
    let built = build(&[
        article("a", "published: 2020-10-01\nplace: Town\ntags: [t]\ntype: battle\nevents: [{id: e, title: The fall}]", "Read: Article h"),
        article("b", "published: 2020-10-02\nevents: [{id: e}]", "Words."),
        article("c", "published: 2020-12-15\nplace: Town", "Words."),
        article("d", "published: 2020-10-04\ntags: [t]", "Words."),
        article("e", "published: 2020-10-05\ntype: battle", "Words."),
        article("f", "published: 2020-10-06", "Read: Article a"),
        article("h", "published: 2021-10-07", "Words."),
    ].concat());
    let mut found = related(&built, "a");
    found.sort();
    assert_eq!(
        found,
        [
            "Article b: Reports the same event: The fall · 1 day later",
            "Article c: Also in Town · 2 months later",
            "Article d: Same subject · 3 days later",
            "Article e: Same type: battle · 4 days later",
            "Article f: Refers to this story · 5 days later",
        ]
    );
}

/// A text of so many words, from a seed.
fn text(seed: u64, words: usize) -> String {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        format!("w{}", (state >> 33) % 5000)
    };
    (0..words).map(|_| next()).collect::<Vec<_>>().join(" ")
}

#[test]
fn one_agencys_copy_twice_is_reported_and_not_related() {
    let wire = text(7, 180);
    let front = |day: u8| format!("published: 2020-10-{day:02}\nactors: [X]");
    let built = build(
        &[
            article("a", &front(1), &wire),
            article(
                "b",
                &front(2),
                &format!(
                    "{}\n\nAn own sentence of this newspaper.\n\n{}.",
                    wire[..400].to_uppercase(),
                    &wire[400..]
                ),
            ),
            article("c", &front(3), &format!("{}\n\n{}", text(8, 300), &wire[..300])),
            article("d", &front(4), &text(9, 180)),
            article("e", &front(5), "Short words."),
            article("f", &front(6), "Short words."),
        ]
        .concat(),
    );
    assert_eq!(built.codes(), ["near-duplicate"], "{}", built.report());
    assert!(
        built.report().contains("content/articles/b.md") && built.report().contains("content/articles/a.md")
    );
    let named =
        |name: &str| related(&built, name).iter().map(|line| line[8..9].to_owned()).collect::<String>();
    assert_eq!((named("a").as_str(), named("b").as_str()), ("cdef", "cdef"));
    let translated = build(
        &[
            article("a", &front(1), &wire),
            article("b", &format!("{}\ntranslation_of: Article a", front(2)), &wire),
        ]
        .concat(),
    );
    assert_eq!(translated.codes(), [""; 0], "a translation may quote much of it");
    // What the editor pins is shown all the same.
    let pinned = build(
        &[
            article("a", &format!("{}\nrelated: [Article b]", front(1)), &wire),
            article("b", &front(2), &wire),
        ]
        .concat(),
    );
    assert_eq!(related(&pinned, "a"), ["Article b: Chosen by the editors · 1 day later"]);
}

#[test]
fn a_standing_last_paragraph_makes_no_copies() {
    let standing = text(3, 60);
    let articles: String = (0..30)
        .map(|n| {
            article(
                &format!("a{n:02}"),
                "published: 2020-10-01",
                &format!("{}\n\n{standing}", text(100 + n, 40)),
            )
        })
        .collect();
    assert_eq!(build(&articles).codes(), [""; 0]);
}

/// Ten articles of the demonstration, each with the neighbours that its editor would choose.
const NEIGHBOURS: &[(&str, &[&str])] = &[
    (
        "aliyev-announces-shusha",
        &[
            "three-dates-for-the-loss-of-shusha",
            "shusha-in-1992",
            "joint-statement-ends-the-fighting",
            "cathedral-in-shusha-struck-twice",
            "hadrut-changes-hands",
            "aliyev-names-fuzuli",
            "azerbaijan-announces-jabrayil",
            "azerbaijan-claims-the-iran-border",
            "azerbaijan-says-it-holds-madagiz",
        ],
    ),
    (
        "apartment-block-in-ganja",
        &[
            "missiles-hit-ganja",
            "third-strike-on-ganja",
            "rockets-hit-barda",
            "rockets-hit-stepanakert",
            "rights-findings-on-strikes",
            "moscow-truce",
            "un-rights-chief-on-war-crimes",
            "half-the-people-have-left",
        ],
    ),
    (
        "rockets-hit-barda",
        &[
            "missiles-hit-ganja",
            "apartment-block-in-ganja",
            "third-strike-on-ganja",
            "rights-findings-on-strikes",
            "un-rights-chief-on-war-crimes",
            "rockets-hit-stepanakert",
        ],
    ),
    (
        "rockets-hit-stepanakert",
        &[
            "missiles-hit-ganja",
            "journalists-wounded-in-martuni",
            "cathedral-in-shusha-struck-twice",
            "rights-findings-on-strikes",
            "half-the-people-have-left",
            "rockets-hit-barda",
            "un-rights-chief-on-war-crimes",
        ],
    ),
    (
        "moscow-truce",
        &[
            "how-the-four-ceasefires-differed",
            "second-truce",
            "us-brokered-truce",
            "geneva-pledges",
            "mediators-and-london-on-civilians",
            "apartment-block-in-ganja",
            "three-presidents-demand-a-halt",
            "pompeo-receives-ministers",
        ],
    ),
    (
        "us-brokered-truce",
        &[
            "how-the-four-ceasefires-differed",
            "moscow-truce",
            "second-truce",
            "pompeo-receives-ministers",
            "geneva-pledges",
            "pashinyan-sees-no-diplomatic-way-out",
            "putin-near-five-thousand",
            "rockets-hit-barda",
            "joint-statement-ends-the-fighting",
        ],
    ),
    (
        "azerbaijan-says-it-holds-madagiz",
        &[
            "azerbaijan-announces-jabrayil",
            "hadrut-changes-hands",
            "aliyev-names-fuzuli",
            "azerbaijan-claims-the-iran-border",
            "aliyev-announces-shusha",
            "fighting-breaks-out-along-the-line-of-contact",
        ],
    ),
    (
        "russia-urges-turkey-to-work-for-a-ceasefire",
        &[
            "erdogan-demands-end-to-occupation",
            "russia-warns-of-foreign-fighters",
            "armenia-says-turkish-f-16-shot-down-su-25",
            "three-presidents-demand-a-halt",
            "security-council-members-back-call",
            "un-and-eu-call-for-a-halt",
            "vardenis-and-dashkasan",
            "india-calls-for-restraint",
        ],
    ),
    (
        "exchange-of-prisoners",
        &[
            "lachin-completes-the-handover",
            "joint-statement-ends-the-fighting",
            "leaders-meet-in-moscow",
            "detainees-for-minefield-maps",
            "sochi-statement-on-the-border",
            "crowds-storm-buildings-in-yerevan",
        ],
    ),
    (
        "azerbaijan-publishes-losses",
        &[
            "two-counts-of-bodies",
            "a-year-on-the-count-goes-on",
            "putin-near-five-thousand",
            "victory-parade-in-baku",
        ],
    ),
];

#[test]
fn neighbours_on_the_demonstration_are_those_that_an_editor_would_choose() {
    let mut out = Diagnostics::default();
    let tree = dateline::source::read(Path::new(env!("CARGO_MANIFEST_DIR")), &Default::default(), &mut out);
    let snapshot = dateline::snapshot(tree.expect("the demonstration"), &front::options(), &mut out);
    let slug = |id: ArticleId| snapshot.site.article(id).slug.as_str();
    let (mut shown, mut good, mut first) = (0, 0, 0);
    for (name, wanted) in NEIGHBOURS {
        let is_it = |(i, article): (usize, &std::sync::Arc<dateline::model::Article>)| {
            article.slug == *name && !snapshot.site.is_translation(ArticleId::of(i))
        };
        let at = snapshot.site.articles.iter().enumerate().position(is_it).expect("the article");
        let related = snapshot.facts.related(&snapshot.site, &snapshot.kin, ArticleId::of(at));
        let found: Vec<&str> = related.iter().map(|related| slug(related.article)).collect();
        let hits = found.iter().filter(|other| wanted.contains(other)).count();
        first += usize::from(found.first().is_some_and(|other| wanted.contains(other)));
        (shown, good) = (shown + found.len(), good + hits);
        eprintln!(
            "{name}: {hits} of {} – {:?}",
            found.len(),
            found.iter().filter(|o| !wanted.contains(o)).collect::<Vec<_>>()
        );
        // Those that its own Read lines name are shown in the text.
        let reads = snapshot.site.articles[at].body.reads.iter().filter_map(|read| read.to.map(slug));
        let reads: Vec<&str> = reads.collect();
        let left = wanted.iter().filter(|other| !reads.contains(other)).count().min(found.len());
        assert!(hits * 2 >= left, "{name}: {found:?}");
    }
    eprintln!("{good} of {shown} shown, {first} of {} first", NEIGHBOURS.len());
    assert!(good as f64 >= 0.7 * shown as f64, "{good} of {shown}");
    assert!(first + 1 >= NEIGHBOURS.len(), "the first is one of them: {first}");
}
