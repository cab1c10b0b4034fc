//! What holds for any input of an import: no panic, the same bytes twice, and no line lost without a word.

use std::panic::{AssertUnwindSafe, catch_unwind};

use dateline::import::{Fate, Options};
use dateline::source::SourceTree;
use dateline::text::fold;

use crate::front;
use crate::front::import::{Imported, import_bytes, options};

/// xorshift64*, so that every run sees the same cases.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n.max(1) as u64).unwrap_or(0)
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

const SITE: &[(&str, &str)] = &[
    (
        "content/actors.yaml",
        "- {name: Northland, kind: state, aliases: [N.]}\n- {name: Ann Minister, kind: person}\n",
    ),
    ("content/places.yaml", "- {name: Portville}\n"),
];

fn run(name: &str, bytes: &[u8], options: Options) -> Imported {
    import_bytes(SourceTree::in_memory(SITE.iter().copied()), &[(name.to_owned(), bytes.to_vec())], options)
}

/// Pieces of pages, tables and front matter, and what parsers stumble over.
const PIECES: &[&str] = &[
    "\n\u{2126}\u{2126}updated \u{130}\u{130} 5 October 2020\n",
    "Harbour of Portville opens again\n",
    "By Ann Minister\n",
    "By \n",
    "Reported by: ",
    "Updated ",
    "Published ",
    "5 October 2020",
    "Oct. 5, 2020, 7:56 p.m. ET",
    "05/06/2020",
    "2020-10-05T19:56:00.000Z",
    "19:56 IST (14:27 GMT)",
    "T",
    "29th",
    " at ",
    "yesterday",
    "99999999999999999999",
    "99 hours ago",
    "3000000000 days ago",
    "2020-02-30",
    "24:61",
    "+99:99",
    "UTC+",
    "12 a.m.",
    "0 p.m.",
    "noon",
    "\n",
    "\n\n",
    "\r",
    "\r\n",
    "\t",
    "\u{a0}",
    "\u{200b}",
    "\u{feff}",
    "\u{2028}",
    "\u{1}",
    "\0",
    "İ",
    "ß",
    "e\u{301}",
    "Հայ",
    "漢",
    "🕊",
    "Advertisement\n",
    "1,234 views\n",
    "Share\n",
    "Tags: a, b\n",
    "Read: A title\n",
    "Read: 355\n",
    "[",
    "]",
    "(",
    ")",
    "[A caption. Credit: NPA]\n",
    "(NPA Photo/B. C)",
    "Photo: ",
    "FILE - ",
    "\"",
    "“",
    "”",
    "—",
    " - ",
    "PORTVILLE (NPA) — ",
    "A sentence of a paragraph. ",
    "---\n",
    "+++\n",
    "title: ",
    "title = \"x\"\n",
    "date: 2020-10-05\n",
    "draft: true\n",
    "tags: [a",
    "{{< x >}}",
    "{% y %}",
    "{{",
    "}}",
    "<html>",
    "<p>",
    "</p>",
    "<div>",
    "<article><h1>T</h1>",
    "<figure><img src=x><figcaption>c",
    "<script type=\"application/ld+json\">",
    "{\"@type\":\"NewsArticle\",",
    "\"headline\":\"x\"",
    "</script>",
    "<meta property=\"og:title\" content=\"x\">",
    "<time datetime=\"2020\">",
    "<a href=\"//x\">y</a>",
    "<!--",
    "-->",
    "&amp;",
    "&#0;",
    "<table><tr><td>a",
    "{\"events\":[",
    "{\"start_date\":{\"year\":",
    "\"2020\"",
    "}",
    "]",
    ",",
    ";",
    "1",
    "-1",
    "Year,Month,Day,Headline\n",
    "2020,13,45,x\n",
    "id,side_a,side_b,date_start,date_end,best\n",
    "1,a,b,2020-09-27,2020-09-26,x\n",
    "event_id_cnty,event_date,event_type,actor1\n",
    "# ",
    "> ",
    "- ",
    "```\n",
    "*",
    "_",
    "|",
];

const NAMES: &[&str] = &[
    "a.txt",
    "a.html",
    "a.md",
    "_posts/2020-10-05-a.md",
    "a.json",
    "a.csv",
    "a.geojson",
    "2020-10-05.txt",
    "posts/a/index.md",
    "x",
];

#[test]
fn import_never_panics_and_repeats_itself() {
    let mut random = Random(0x0dd5_eed5);
    for round in 0..1500 {
        let text: String = (0..random.below(40)).map(|_| *random.pick(PIECES)).collect();
        let mut bytes = text.into_bytes();
        if round % 10 == 0 {
            let cut = random.below(bytes.len() + 1);
            bytes.truncate(cut);
            bytes.push(0xff);
        }
        let name = random.pick(NAMES);
        let ran = catch_unwind(AssertUnwindSafe(|| {
            let (a, b) = (run(name, &bytes, options()), run(name, &bytes, options()));
            assert!(a.outcomes.iter().all(|outcome| outcome.ledger.balances()), "{:?}", a.outcomes);
            assert_eq!((a.files, a.report), (b.files, b.report));
        }));
        assert!(ran.is_ok(), "{name}: {:?}", String::from_utf8_lossy(&bytes));
    }
}

/// What is written is always a file that the site can read.
#[test]
fn what_is_written_can_be_read() {
    let mut random = Random(0xfee1_600d);
    for _ in 0..600 {
        let text: String = (0..random.below(40)).map(|_| *random.pick(PIECES)).collect();
        let name = random.pick(NAMES);
        let imported = run(name, text.as_bytes(), options());
        let files: Vec<(String, String)> = imported
            .files
            .iter()
            .filter(|file| {
                file.path.starts_with("content/articles/") || file.path.starts_with("content/pages/")
            })
            .map(|file| (file.path.clone(), String::from_utf8(file.bytes.clone()).expect("UTF-8")))
            .collect();
        let all = SITE.iter().copied().chain(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
        let built = front::build_files(all, &front::with_drafts());
        let bad: Vec<&str> = built
            .codes()
            .into_iter()
            .filter(|code| {
                [
                    "invalid-yaml",
                    "wrong-type",
                    "invalid-date",
                    "missing-title",
                    "missing-date",
                    "unknown-value",
                    "duplicate-key",
                    "no-front-matter",
                ]
                .contains(code)
            })
            .collect();
        assert!(bad.is_empty(), "{name}: {text:?}\n{}", built.short());
    }
}

/// Lines of every role, in any order.
const LINES: &[&str] = &[
    "World",
    "Breaking News",
    "Harbour of Portville opens again after shelling",
    "Ferries sail twice a day, and more are to follow.",
    "By Ann Minister",
    "Reported by: Bo Reporter and Cy Other",
    "Updated October 5th, 2020 at 19:56 UTC",
    "Published: 04/10/2020 08:00 UTC",
    "October 3, 2020 04:44 AM",
    "Advertisement",
    "1,234 views",
    "Facebook Twitter",
    "Tags: harbour, ferries",
    "Read: Talks resume in Geneva",
    "[A ferry leaves the harbour. Credit: NPA]",
    "A ferry at the quay, Oct. 1, 2020.",
    "(Image Credit: NPA)",
    "What comes next",
    "PORTVILLE, Northland (NPA) — The harbour opened again on Monday. Ships wait outside.",
    "The harbour of Portville opened again on Monday, five days after shells had hit its northern quay. Two ferries sail each day.",
    "\"We sail again.\" — Ann Minister, in Portville",
    "“The sea does not ask,” Ann Minister said.",
    "Sign up for our newsletter.",
    "© 2020 The Post",
];

#[test]
fn every_line_is_in_the_file_or_in_the_list_of_what_was_left_out() {
    let mut random = Random(0x1057_90b5);
    let mut written = 0;
    for round in 0..800 {
        let lines: Vec<&str> = (0..1 + random.below(14)).map(|_| *random.pick(LINES)).collect();
        let text = lines.join(if round % 3 == 0 { "\n" } else { "\n\n" });
        let options = Options { keep_all: round % 7 == 0, date: Some(front::day("2020-10-05")), ..options() };
        let imported = run("page.txt", text.as_bytes(), options);
        let Some(outcome) = imported.outcomes.first().filter(|outcome| outcome.fate == Fate::Made) else {
            continue;
        };
        written += 1;
        let mut all: String =
            imported.files.iter().map(|file| String::from_utf8_lossy(&file.bytes).into_owned()).collect();
        outcome.dropped.iter().for_each(|dropped| all.push_str(&format!("\n{}", dropped.text)));
        let all = fold(&all.replace('\\', ""));
        for line in lines {
            // The label of a credit is written in the words of the note.
            let words = fold(line.trim_start_matches("(Image Credit:"));
            let found = all.contains(&words)
                || words.split(' ').all(|word| all.split(' ').any(|other| other == word));
            assert!(found, "{line:?} of {text:?} is lost:\n{all}");
        }
    }
    assert!(written > 650, "{written}");
}

#[test]
fn deep_markup_ends() {
    for (open, close) in
        [("<div>", "</div>"), ("<b>", "</b>"), ("<blockquote>", "</blockquote>"), ("<ul><li>", "</li></ul>")]
    {
        let html = format!(
            "<html><body><h1>T</h1><p>5 October 2020</p>{}Words.{}</body></html>",
            open.repeat(20_000),
            close.repeat(20_000)
        );
        run("page.html", html.as_bytes(), options());
    }
    let text = "<b>".repeat(20_000);
    let slide = format!(
        "{{\"events\":[{{\"start_date\":{{\"year\":2020}},\"text\":{{\"text\":\"{text}Words\"}}}}]}}"
    );
    run("timeline.json", slide.as_bytes(), options());
    run("timeline.json", "{\"events\":".repeat(300).as_bytes(), options());
    run("page.txt", "[(".repeat(5000).as_bytes(), options());
}
