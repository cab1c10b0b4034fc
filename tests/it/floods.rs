//! Much of one thing: mistakes, lists of one article, years, depths. It is bounded with a word, or grows as the input does.

use std::fmt::Write as _;

use dateline::report::{self, ColourChoice, Format, HowMuch};

use crate::flood_sites::{FLOODS, Flood, lines};
use crate::front;
use crate::front::program::dateline;

const FIRST: HowMuch = HowMuch::First { rest: "`--verbose` shows all" };

fn printed(built: &front::Built, amount: HowMuch) -> String {
    report::print(&built.diagnostics, &built.snapshot.tree, Format::Human, ColourChoice::No, amount)
}

#[test]
fn of_very_many_mistakes_of_one_sort_the_first_are_shown_and_the_rest_counted() {
    let mut site = String::new();
    for article in 0..3 {
        let _ = write!(
            site,
            "-- content/articles/2020-10-0{}-day-{article}.md --\n---\ntitle: Day {article}\nalais: x\n---\n",
            article + 1
        );
        (0..40).for_each(|line| site += &format!("Read: Nothing of {article} and {line}\n\n"));
    }
    let built = front::build(&site);
    let text = printed(&built, FIRST);
    assert_eq!(text.matches("warning[read-not-found]").count(), 3, "{text}");
    let rest = "… and 117 more `read-not-found` in 3 files, next at content/articles/2020-10-01-day-0.md:11, \
        content/articles/2020-10-01-day-0.md:13, content/articles/2020-10-01-day-0.md:15: `--verbose` shows all\n";
    assert!(text.contains(rest), "{text}");
    // Other sorts are not buried.
    assert_eq!(text.matches("warning[unknown-key]").count(), 3, "{text}");
    assert_eq!(printed(&built, HowMuch::All).matches("warning[read-not-found]").count(), 120);
    let all =
        |format| report::print(&built.diagnostics, &built.snapshot.tree, format, ColourChoice::No, FIRST);
    assert_eq!(all(Format::Short).lines().count(), 123);
    assert_eq!(all(Format::Json).matches("\"code\"").count(), 123);
}

#[test]
fn rows_that_repeat_one_mistake_are_told_once_for_all() {
    let rows: String =
        (0..30).map(|i| format!("- {{id: e{i}, title: E{i}, when: 2020-01-01, deaths: 3}}\n")).collect();
    let built = front::build(&format!("-- content/events.yaml --\n{rows}"));
    let text = printed(&built, FIRST);
    assert_eq!(text.matches("warning[unknown-key]").count(), 3, "{text}");
    assert!(text.contains("… and 27 more `unknown-key` in 1 file, next at content/events.yaml:4,"), "{text}");
}

#[test]
fn the_program_shows_all_when_asked() {
    let folder = tempfile::tempdir().unwrap();
    let lines: String = (0..50).map(|i| format!("Read: Nothing {i}\n\n")).collect();
    let article = format!("---\ntitle: A\npublished: 2020-10-01\n---\n{lines}");
    front::put(folder.path(), "content/articles/a.md", article.as_bytes());
    let count = |arguments: &[&str]| {
        let run = dateline(folder.path(), arguments);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert!(run.stderr.contains("50 warnings"), "counts are whole: {}", run.stderr);
        run.stderr.matches("[read-not-found]").count()
    };
    assert_eq!(count(&["check"]), 3);
    assert_eq!(count(&["check", "--verbose"]), 50);
    assert_eq!(count(&["build"]), 3);
    let run = dateline(folder.path(), &["build", "--verbose"]);
    assert_eq!(run.stderr.matches("[read-not-found]").count(), 50, "also when nothing has changed");
}

#[test]
fn a_mistake_in_a_long_file_or_line_stands_in_its_place() {
    let lines: String = (0..3000).map(|i| format!("Line {i}.\n\n")).collect();
    let words = "Շուշի ".repeat(3000);
    let site =
        format!("-- content/articles/2020-10-01-a.md --\n---\ntitle: A\n---\n{lines}{words}[[Neverland]]\n");
    let built = front::build(&site);
    assert_eq!(
        built.short(),
        "content/articles/2020-10-01-a.md:6004:18001: warning[wikilink-not-found]: nothing in this site is called `Neverland`\n"
    );
    let frame = printed(&built, HowMuch::All);
    assert!(
        frame.contains("content/articles/2020-10-01-a.md:6004:18001") && frame.contains("[[Neverland]]"),
        "{frame}"
    );
    assert!(frame.len() < 2000, "{frame}");
}

#[test]
fn line_ends_of_any_system_are_read() {
    let plain =
        "---\ntitle: A\npublished: 2020-10-01\nactors: [B]\nalais: x\n---\nOne line.\n\nRead: Nothing\n";
    let register = "- name: B\n- name: C\n  sumary: x\n";
    let site = |ends: &dyn Fn(&str) -> String| {
        format!(
            "-- content/articles/a.md --\n{}\n-- content/actors.yaml --\n{}\n",
            ends(plain),
            ends(register)
        )
    };
    let expected = front::build(&site(&str::to_owned));
    let ends: [&dyn Fn(&str) -> String; 3] =
        [&|text| text.replace('\n', "\r"), &|text| text.replace('\n', "\r\n"), &|text| {
            text.replacen('\n', "\r", 4).replacen('\n', "\r\n", 2)
        }];
    for end in ends {
        let built = front::build(&site(end));
        assert_eq!(built.short(), expected.short());
        assert!(built.has("articles/a.html") && built.has("actors/b.html"));
    }
}

#[test]
fn files_without_a_word_say_so() {
    for blank in ["", "\n\n", " \t\r\n \u{feff}\u{a0}"] {
        let site = format!(
            "{}-- content/articles/b.md --\n{blank}\n-- content/actors.yaml --\n{blank}\n",
            front::with_body("Words.")
        );
        let built = front::build(&site);
        assert_eq!(built.codes(), ["empty-file"; 2], "{}", built.report());
    }
}

#[test]
fn signs_of_authors_do_not_command_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let title = "A\\e]0;owned\\a\\x9b31m\\x7f\\u202e";
    let conflict = format!(
        "---\nname: \"War {title}\"\nsides: [{{name: \"N {title}\", actors: [A]}}, {{name: S, actors: [B]}}]\n---\n"
    );
    let article = format!(
        "---\ntitle: \"{title}\"\npublished: 2020-10-01\ntemplate: \"{title}\"\nactors: [\"{title}\"]\n---\nRead: A\u{1b}[2JB\u{9b}31m\u{202e}C\u{7f}\n\n[[X\u{1b}[31m]]\n"
    );
    front::put(folder.path(), "content/conflicts/war.md", conflict.as_bytes());
    front::put(
        folder.path(),
        "content/actors.yaml",
        format!("- name: A\n- name: \"B {title}\"\n").as_bytes(),
    );
    front::put(folder.path(), "content/articles/a\u{1b}[31m\u{202e}.md", article.as_bytes());
    front::put(folder.path(), "content/articles/x\u{9b}.odt", b"x");
    let commands: &[&[&str]] = &[
        &["check"],
        &["check", "--format", "short"],
        &["check", "--format", "json"],
        &["check", "--links"],
        &["check", "--links", "--format", "short"],
        &["check", "--links", "--format", "json"],
        &["check", "--report"],
        &["check", "--report", "--format", "short"],
        &["build"],
        &["import", "content/articles", "--dry-run"],
        &["new", "article", "A\u{1b}[31m"],
    ];
    for arguments in commands {
        let run = dateline(folder.path(), arguments);
        for (stream, text) in [("stdout", &run.stdout), ("stderr", &run.stderr)] {
            let is_command =
                |c: char| (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{202a}'..='\u{202e}');
            assert!(!text.contains(is_command), "{arguments:?} {stream}: {text:?}");
        }
        if arguments.contains(&"json") {
            assert!(serde_json::from_str::<serde_json::Value>(&run.stdout).is_ok(), "{}", run.stdout);
        }
    }
    let run = dateline(folder.path(), &["check", "--format", "short"]);
    assert!(run.stderr.contains("\\u{1b}"), "{}", run.stderr);
}

/// All bytes of a finished site.
fn bytes(site: &str) -> usize {
    front::build(site).files.values().map(Vec::len).sum()
}

#[test]
fn pages_of_years_lead_to_the_nearest_years_only() {
    let site = |n: i32| {
        let events = (0..n).map(|i| format!("- {{id: e{i}, title: E{i}, when: Y{}}}\n", 10_000 + 37 * i));
        format!("-- content/events.yaml --\n{}", events.collect::<String>())
    };
    let (one, two) = (bytes(&site(700)), bytes(&site(1400)));
    assert!(two < 5 * one / 2, "{one} → {two}");
    let built = front::build(&site(700));
    let page = built.page("timeline/22950.html");
    assert!(page.matches("<li><a href=").count() < 60, "{page}");
    assert!(page.contains("rel=\"prev\"") && page.contains("rel=\"next\""));
}

#[test]
fn an_article_of_very_many_actors_ties_the_first() {
    let site = |n: usize| {
        let actors: String = (0..n).map(|i| format!("- Actor {i}\n")).collect();
        format!("-- content/articles/2020-10-01-a.md --\n---\ntitle: A\nactors:\n{actors}---\nWords.\n")
    };
    assert!(front::build(&site(200)).codes().is_empty());
    assert_eq!(front::build(&site(201)).codes(), ["many-actors"]);
    let (one, two) = (bytes(&site(300)), bytes(&site(600)));
    assert!(two < 5 * one / 2, "{one} → {two}");
}

#[test]
fn a_template_must_fit_and_one_that_fails_names_the_text() {
    let article = |template: &str| {
        format!(
            "-- content/articles/a.md --\n---\ntitle: A\npublished: 2020-10-01\ntemplate: {template}\n---\nWords.\n"
        )
    };
    for template in
        ["redirect.html", "base.html", "404.html", "parts.html", "page.html", "strip.html", "actor.html"]
    {
        let built = front::build(&article(template));
        let expected = format!(
            "content/articles/a.md:4:11: error[unknown-template]: the template `{template}` is not made for an article\n"
        );
        assert_eq!(built.short(), expected);
        assert!(built.has("articles/a.html"), "{template}: the usual template stands in");
    }
    let own = "-- templates/chart.html --\n{% extends \"base.html\" %}{% block main %}{{ target }}{% endblock main %}\n";
    let built = front::build(&format!("{}{own}", article("chart.html")));
    assert_eq!(built.codes(), ["template-error"], "{}", built.report());
    assert!(built.report().contains("content/articles/a.md:4:11"), "{}", built.report());
    assert!(built.has("articles/a.html"), "the usual template stands in");
    let page = "-- content/pages/about.md --\n---\ntitle: About\ntemplate: article.html\n---\nWords.\n";
    let built = front::build(&format!("{}{page}", front::with_body("Words.")));
    assert_eq!(built.codes(), ["unknown-template"], "{}", built.report());
    assert!(built.has("about.html"));
}

#[test]
fn output_and_reports_grow_as_the_site_does() {
    const FEW: usize = 50;
    let size = |flood: &Flood, n: usize| {
        let built = front::build(&flood.1(n));
        (built.files.values().map(Vec::len).sum::<usize>(), built.report().len())
    };
    for flood in FLOODS {
        let (few, many) = (size(flood, FEW), size(flood, 8 * FEW));
        // Were each told of each, it would be sixty-four times.
        assert!(many.0 < 10 * few.0 && many.1 < 12 * few.1.max(200), "{}: {few:?} {many:?}", flood.0);
    }
}

#[test]
fn conflicts_that_stand_in_too_many_others_stand_by_themselves() {
    let chain = |n: usize| -> String {
        let parent = |i: usize| if i + 1 < n { format!("parent: C{}\n", i + 1) } else { String::new() };
        (0..n)
            .map(|i| format!("-- content/conflicts/c{i:02}.md --\n---\nname: C{i}\n{}---\n", parent(i)))
            .collect()
    };
    let with_article =
        |n| chain(n) + "-- content/articles/2020-10-01-a.md --\n---\ntitle: A\nconflict: C0\n---\n";
    let problems =
        |n| front::build(&with_article(n)).codes().iter().filter(|c| **c == "nested-too-deeply").count();
    assert_eq!((problems(21), problems(22), problems(43)), (0, 1, 2));
    // Each circle loses one parent, whatever leads into it.
    let circles = "-- content/conflicts/a.md --\n---\nname: A\nparent: B\n---\n\
        -- content/conflicts/b.md --\n---\nname: B\nparent: C\n---\n\
        -- content/conflicts/c.md --\n---\nname: C\nparent: B\n---\n\
        -- content/conflicts/d.md --\n---\nname: D\nparent: D\n---\n";
    let built = front::build(circles);
    let told = built.report().matches("circular-parent").count();
    assert_eq!(told, 2, "{}", built.report());
    assert!(built.report().contains("the conflict `b` is a part of itself"), "{}", built.report());
}

#[test]
fn what_every_page_repeats_is_bounded() {
    let side = |i: usize| format!("- {{name: S{i}, actors: [A{i}]}}");
    let site = |n: usize| {
        let pages: String =
            (0..n).map(|i| format!("-- content/pages/p{i}.md --\n---\ntitle: P{i}\n---\n")).collect();
        let article = |i: usize| {
            format!(
                "-- content/articles/2020-10-01-a{i}.md --\n---\ntitle: T{i}\nconflict: C\nactors: [A{i}]\n---\n"
            )
        };
        let articles: String = (0..n).map(article).collect();
        format!(
            "-- content/conflicts/c.md --\n---\nname: C\nsides:\n{}---\n{pages}{articles}",
            lines(n, side)
        )
    };
    let (one, two) = (bytes(&site(150)), bytes(&site(300)));
    assert!(two < 5 * one / 2, "{one} → {two}");
}
