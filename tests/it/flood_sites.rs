//! Sites in which n of something are looked for among n others that are near, or stand in a circle, or share a name.

use crate::front;

/// What there is much of, and a site of so many.
pub type Flood = (&'static str, fn(usize) -> String);

/// All of them.
pub const FLOODS: &[Flood] = &[
    ("links to files that are not there", |n| {
        front::with_body(&lines(n, |i| {
            format!("[a](no-{i}.html) ![b](no-{i}.png) <a href=\"no-{i}.htm\">c</a>")
        }))
    }),
    ("links to parts that are not there", |n| {
        front::with_body(&lines(n, |i| format!("## The part {i}\n\n[a](#the-prat-{i}x)\n")))
    }),
    ("one dead link many times", |n| {
        front::with_body(&lines(n, |_| "[a](no.html) [[The first#no]] <a href='no.htm'>c</a>".to_owned()))
    }),
    ("references that nothing defines", |n| {
        front::with_body(
            &(lines(n, |i| format!("[road {i}]: /a")) + "\n" + &lines(n, |i| format!("[a][raod {i}x]"))),
        )
    }),
    ("figures that replace none", |n| {
        let row =
            |i| format!("- {{id: count-{i}, measure: killed, value: 1, by: A, supersedes: cuont-{i}x}}");
        format!("-- content/articles/2020-10-01-a.md --\n---\ntitle: A\nfigures:\n{}---\n", lines(n, row))
    }),
    ("sources that are not there", |n| {
        let list = lines(n, |i| format!("- {{id: paper-{i}, title: A}}"));
        format!(
            "-- content/sources.yaml --\n{list}{}",
            front::with_body(&lines(n, |i| format!("a[^papre-{i}x]")))
        )
    }),
    ("sources of one text", |n| {
        let list = lines(n, |i| format!("- {{id: s{i}, title: A}}"));
        let cited = lines(n, |i| format!("a[^s{i}]"));
        format!("-- content/articles/2020-10-01-a.md --\n---\ntitle: A\nsources:\n{list}---\n{cited}")
    }),
    ("conflicts in a circle", |n| {
        (0..n)
            .map(|i| {
                format!("-- content/conflicts/c{i}.md --\n---\nname: C{i}\nparent: C{}\n---\n", (i + 1) % n)
            })
            .collect()
    }),
    ("conflicts of one side", |n| {
        let actors = lines(n, |i| format!("- {{name: Unit {i}, affiliations: [{{to: Land}}]}}"));
        let conflict = |i| {
            format!(
                "-- content/conflicts/c{i}.md --\n---\nname: C{i}\nsides: [{{name: S{i}, actors: [Land]}}]\n---\n"
            )
        };
        format!(
            "-- content/actors.yaml --\n- name: Land\n{actors}{}",
            (0..n).map(conflict).collect::<String>()
        )
    }),
    ("sides of one conflict", |n| {
        let sides = lines(n, |i| format!("- {{name: S{i}, actors: [A{i}]}}"));
        format!("-- content/conflicts/c.md --\n---\nname: C\nsides:\n{sides}---\n")
    }),
    ("an office of many", |n| {
        let row = |i| {
            format!(
                "- {{name: P{i}, kind: person, affiliations: [{{to: Land, role: Envoy, valid: 2000/2010}}]}}"
            )
        };
        format!("-- content/actors.yaml --\n- name: Land\n{}", lines(n, row))
    }),
    ("an office of one, many times", |n| {
        let row = |_| "  - {to: Land, role: Envoy, valid: 2000/2010}".to_owned();
        format!("-- content/actors.yaml --\n- name: Land\n- name: P\n  affiliations:\n{}", lines(n, row))
    }),
    ("a name of many", |n| {
        let actors = lines(n, |i| format!("- {{name: A{i}, aliases: [{{text: The one, ambiguous: true}}]}}"));
        format!(
            "-- content/actors.yaml --\n{actors}{}",
            front::with_body(&lines(n, |_| "[[The one]]\n".to_owned()))
        )
    }),
    ("names that two share", |n| {
        let list = lines(n, |i| format!("  - The {i}"));
        format!("-- content/actors.yaml --\n- name: A\n  aliases:\n{list}- name: B\n  aliases:\n{list}")
    }),
    ("a title of many", |n| {
        let article = |i| {
            format!("-- content/articles/2020-10-01-a{i}.md --\n---\ntitle: The one\n---\nRead: The one\n")
        };
        (0..n).map(article).collect()
    }),
    ("a title of many, of which the nearest is meant", |n| {
        let article = |i: usize| {
            format!(
                "-- content/articles/{}-{:02}-{:02}-a.md --\n---\ntitle: The one\n---\nRead: The one\n",
                2000 + i / 336,
                i / 28 % 12 + 1,
                i % 28 + 1
            )
        };
        let site =
            "-- site.yaml --\ntitle: A\nbase_url: https://a.example/\nshared_titles: nearest\n".to_owned();
        site + &(0..n).map(article).collect::<String>()
    }),
    ("positions of one claim", |n| {
        let list = lines(n, |i| format!("  - {{by: A{i}, text: x}}"));
        format!(
            "-- content/articles/2020-10-01-a.md --\n---\ntitle: A\nclaims:\n- about: B\n  positions:\n{list}---\n"
        )
    }),
    ("events of one article", |n| {
        let list = lines(n, |i| format!("- {{id: e{i}, title: E}}"));
        format!("-- content/articles/2020-10-01-a.md --\n---\ntitle: A\nevents:\n{list}---\n")
    }),
    ("templates that are not there", |n| {
        let article = |i| {
            format!(
                "-- content/articles/2020-10-01-a{i}.md --\n---\ntitle: A{i}\ntemplate: mien{i}.html\n---\n"
            )
        };
        let template = |i| format!("-- templates/mine{i}.html --\n{{% extends \"article.html\" %}}\n");
        (0..n).map(article).chain((0..n / 8).map(template)).collect()
    }),
    ("places of a country without a position", |n| {
        let place = |i| format!("- {{id: t{i}, name: T{i}, parent: land, {}}}", at(i));
        format!("-- content/places.yaml --\n- {{id: land, name: Land}}\n{}", lines(n, place))
    }),
    ("movements between places", |n| {
        let place = |i| format!("- {{id: t{i}, name: T{i}, {}}}", at(i));
        let event = |i| {
            format!(
                "- {{id: e{i}, title: E{i}, when: 2020-10-01, conflict: war, from: t{i}, to: t{}}}",
                (i * 7 + 3) % n
            )
        };
        format!(
            "-- content/conflicts/war.md --\n---\nname: War\n---\n-- content/places.yaml --\n{}-- content/events.yaml --\n{}",
            lines(n, place),
            lines(n, event)
        )
    }),
];

/// A position of its own in some four degrees.
fn at(i: usize) -> String {
    format!("lat: {:.4}, lon: {:.4}", 40.0 + (i % 97) as f64 / 24.0, 45.0 + (i % 89) as f64 / 22.0)
}

/// So many lines.
pub fn lines(n: usize, line: impl Fn(usize) -> String) -> String {
    (0..n).map(|i| line(i) + "\n").collect()
}
