//! What holds for any input: no panic, the same bytes twice, and no care for order, line ends and marks.

use std::collections::BTreeMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use dateline::diag::Diagnostics;
use dateline::report::{self, ColourChoice, Format, HowMuch};
use dateline::source::{self, Filter};

use crate::front::{self, Built, xml};

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

/// Pieces that parsers stumble over.
const PIECES: &[&str] = &[
    "\0",
    "\u{1}",
    "\u{2}",
    "\u{3}",
    "\u{2}m0\u{3}",
    "\u{2}/m0\u{3}",
    "\u{1}actors/x.html",
    "\u{feff}",
    "\u{202e}",
    "\u{2066}",
    "\u{200f}",
    "\u{fffd}",
    "\u{1f54a}",
    "e\u{301}",
    "İ",
    "ß",
    "ﬁ",
    "\r",
    "\r\n",
    "\n\n",
    "\t",
    "---\n",
    "\n---\n",
    "+++\n",
    "...\n",
    "```\n",
    "~~~\n",
    "> ",
    "> — Armenia, x\n",
    "- ",
    "1. ",
    "    ",
    "# ",
    "###### ",
    "====\n",
    "[",
    "]",
    "[[",
    "]]",
    "[^s1]",
    "[^a]: ",
    "[^a]",
    "![",
    "](",
    ")",
    "![](",
    "[x](y.md)",
    "[[Armenia|x]]",
    "<",
    ">",
    "<b>",
    "</b>",
    "<script>",
    "<!--",
    "-->",
    "<![CDATA[",
    "<svg><style>",
    "&amp;",
    "&#0;",
    "&#1;",
    "&#x110000;",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "\"",
    "'",
    "''",
    "\\",
    ": ",
    ":",
    "::",
    "|",
    "| a |\n|---|\n",
    "Read: ",
    "\nRead: The second\n",
    "Also read | ",
    "{",
    "}",
    "{}",
    "{#id}",
    "{{",
    "}}",
    "{%",
    "%}",
    "{% include \"base.html\" %}",
    "{{ 1 / 0 }}",
    "&a ",
    "*a",
    "!!binary ",
    "!x ",
    "<<: ",
    "? ",
    "- - - ",
    "~",
    "null",
    "1e999",
    "-0",
    ".inf",
    ".nan",
    "0x",
    "99999999999999999999999999",
    "Y99999999999",
    "2020-XX-XX",
    "9999-12-31T23:59:60+99:99",
    "-9999999999",
    "[..]",
    "[2020..",
    "{..2020}",
    "title: ",
    "published: ",
    "when: ",
    "actors: ",
    "claims: ",
    "figures:\n  - ",
    "place: {lat: ",
    "status: retracted\n",
    "aliases: [/]\n",
    "slug: ../../x\n",
    "slug: .\n",
    "slug: con\n",
    "id: \"\"\n",
    "name: ",
    "template: 404.html\n",
    "base_url: \"https://\u{202e}/\"\n",
    "language: \"\"\n",
    "read_prefixes: [\"\", \":\"]\n",
    "related: 99999999\n",
    "feed: 0\n",
];

fn mutated(random: &mut Random, seeds: &[String]) -> String {
    let mut bytes = random.pick(seeds).clone().into_bytes();
    for _ in 0..=random.below(6) {
        let (from, other) = (random.below(bytes.len() + 1), random.below(bytes.len() + 1));
        let range = from.min(other)..from.max(other).min(from.min(other) + 40);
        match random.below(7) {
            0 => drop(bytes.splice(from..from, random.pick(PIECES).bytes())),
            1 => drop(bytes.drain(range)),
            2 => {
                let copy = bytes[range].to_vec();
                drop(bytes.splice(other.min(bytes.len())..other.min(bytes.len()), copy));
            }
            3 if !bytes.is_empty() => {
                let at = random.below(bytes.len());
                bytes[at] ^= 1 << random.below(8);
            }
            4 => {
                let donor = random.pick(seeds).as_bytes();
                let start = random.below(donor.len());
                let end = (start + random.below(60)).min(donor.len());
                drop(bytes.splice(from..from, donor[start..end].iter().copied()));
            }
            5 => bytes.truncate(from),
            _ => drop(bytes.splice(range, random.pick(PIECES).bytes())),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The Markdown and YAML files of a folder of this repository.
fn seeds(folder: &str, ending: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_str().unwrap().ends_with(ending) {
                found.push((path.clone(), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    assert!(!found.is_empty());
    found.into_iter().map(|(_, text)| text).collect()
}

/// A small whole article that uses every field and every kind of markup.
const ARTICLE: &str = "---\ntitle: The first\npublished: 2020-10-01T10:00\nupdated: 2020-10-02\nwhen: \"[2020-09-27,2020-09-28]\"\nsummary: Words\nauthors: [A]\ntags: [a, b]\ntype: battle\nlang: en\nplace: {name: Shusha, lat: 39.7, lon: 46.7, precision: locality}\nactors:\n  - {actor: Armenia, role: party, alleged: true}\n  - Azerbaijan\nclaims:\n  - about: Who\n    positions:\n      - {by: Armenia, stance: denies, text: No, date: 2020-10-01, sources: [s1]}\n    assessment: {verdict: open, basis: none}\nfigures:\n  - {measure: killed, who: {side: Armenia, status: soldiers}, low: 1, best: 2, high: 3, as_of: 2020-10-01, by: Armenia}\nstatements:\n  - {by: Armenia, date: 2020-10-01, text: We, to: Azerbaijan}\nsources:\n  - s1\n  - {title: X, url: \"https://example.com/\", archived: {url: \"https://archive.example/\", date: 2020-10-01}}\nimage: {src: a.jpg, alt: x, credit: y}\nrelated: [The second]\nformer_titles: [Old]\naliases: [/old.html]\noriginal: {publisher: P, url: \"https://example.com/\"}\ncorrections:\n  - {date: 2020-10-03, kind: update, text: T}\nevents:\n  - {id: e, when: 2020-09-27, title: One, actors: [Armenia]}\n---\n# Head *one* {#x}\n\nArmenia said \"so\".[^s1] A note.[^a] <mark>Armenia</mark> <script>x</script>\n\n> Words[^s1] of [[Azerbaijan]]\n> — Armenia, Yerevan\n\n> [!NOTE]\n> Look\n\n- Read: The second\n- item\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n![x](a.jpg \"C. Credit: AP\")\n\nTerm\n: Def\n\n- [x] done\n\nRead: **[The second](b.md)**\n\n[^a]: Note of Armenia\n";
const SECOND: &str =
    "---\ntitle: The second\npublished: 2020-10-02\n---\nWords of Armenia.\n\nRead: The first\n";
const SETTINGS: &str = "title: T\ndescription: D\nbase_url: https://example.org/x/\nlanguage: en\ntimezone: Asia/Yerevan\ntimezones: {IST: Asia/Kolkata}\npublisher: P\nread_prefixes: [Читайте]\nauto_link: first\nraw_html: sanitize\naddresses: files\nrelated: 3\nfeed: 5\nextra: {a: [1, {b: c}]}\n";
const ACTORS: &str = "- name: Armenia\n  id: armenia\n  kind: state\n  aliases: [RA, {text: Հայաստան, lang: hy, used_by: [Azerbaijan], kind: former, valid: 1991/.., ambiguous: true}]\n  names: {hy: Հայաստան, ar: [أرمينيا]}\n  affiliations: [{to: Azerbaijan, role: x, valid: 2018-05/2020}]\n  summary: S\n  image: {src: a.jpg, alt: x}\n  color: \"#a8480b\"\n  links: {wikidata: Q399, website: \"https://example.com/\"}\n  mentions: auto\n- name: Azerbaijan\n";
const SOURCES: &str = "- {id: s1, title: A decree, url: \"https://example.com/d\", published: 2020-10-01, kind: official, local: a.pdf, sha256: 00, lost: true}\n";

/// The files of a site, one of them replaced.
fn site_with(path: &str, text: String) -> BTreeMap<String, String> {
    let mut files: BTreeMap<String, String> = [
        ("site.yaml", SETTINGS),
        ("content/actors.yaml", ACTORS),
        ("content/sources.yaml", SOURCES),
        ("content/articles/b.md", SECOND),
        ("content/articles/first.md", ARTICLE),
    ]
    .into_iter()
    .map(|(path, text)| (path.to_owned(), text.to_owned()))
    .collect();
    files.insert(path.to_owned(), text);
    files
}

fn build(files: &BTreeMap<String, String>) -> Built {
    front::build_files(files.iter().map(|(path, text)| (path.as_str(), text.as_str())), &front::options())
}

/// Builds, prints every form of report, and holds what must be true of every output.
fn probe(files: &BTreeMap<String, String>) {
    let built = build(files);
    for format in [Format::Human, Format::Short, Format::Json] {
        report::print(&built.diagnostics, &built.snapshot.tree, format, ColourChoice::No, HowMuch::All);
    }
    let own_templates = files.keys().any(|path| path.starts_with("templates/"));
    for (path, bytes) in
        built.files.iter().filter(|(path, _)| path.ends_with(".html") || path.ends_with(".xml"))
    {
        let page = std::str::from_utf8(bytes).unwrap_or_else(|_| panic!("{path} is not UTF-8"));
        assert!(
            !path.starts_with('/') && !path.split('/').any(|part| part == ".." || part.is_empty()),
            "{path} is no path"
        );
        if path.ends_with(".xml") && !own_templates {
            xml::elements(page);
        }
    }
}

/// Probes each case; says which one fails, by itself if it can.
fn none_fails(
    name: &str,
    cases: &[String],
    site: impl Fn(&[String]) -> BTreeMap<String, String>,
    together: usize,
) {
    let fails = |cases: &[String]| {
        let files = site(cases);
        catch_unwind(AssertUnwindSafe(|| probe(&files))).err().map(|panic| {
            let text = panic.downcast_ref::<String>().cloned();
            text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_default()
        })
    };
    let mut failures = Vec::new();
    for group in cases.chunks(together) {
        let Some(why) = fails(group) else { continue };
        let alone: Vec<_> = group
            .iter()
            .filter_map(|case| fails(std::slice::from_ref(case)).map(|why| (case, why)))
            .collect();
        match alone.first() {
            Some((case, why)) => failures
                .push(format!("{why}\n{:?}", smallest(case, &|text| fails(&[text.to_owned()]).is_some()))),
            None => failures.push(format!("{why}\n(only together) {group:?}")),
        }
        if failures.len() >= 5 {
            break;
        }
    }
    assert!(failures.is_empty(), "{name}: {} cases fail\n{}", failures.len(), failures.join("\n\n"));
}

/// A smaller text that fails as well: lines, then pieces, are left out while it still fails.
fn smallest(text: &str, fails: &dyn Fn(&str) -> bool) -> String {
    let mut best = text.to_owned();
    let (mut size, mut tries) = (best.len() / 2, 0);
    while size > 0 && best.len() < 20_000 && tries < 200 {
        let mut at = 0;
        while at < best.len() {
            let (start, end) = (floor(&best, at), floor(&best, (at + size).min(best.len())));
            let shorter = format!("{}{}", &best[..start], &best[end..]);
            tries += 1;
            if end > start && fails(&shorter) {
                best = shorter;
            } else {
                at += size;
            }
        }
        size /= 2;
    }
    best
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[test]
fn any_text_as_an_article() {
    let mut seeds = seeds("content/articles", ".md");
    seeds.truncate(20);
    seeds.extend([ARTICLE, ARTICLE, ARTICLE, SECOND].map(str::to_owned));
    // The body's marks are where most can go wrong: half of the cases keep their front matter.
    let body = ARTICLE[4..].find("---\n").unwrap() + 8;
    let bodies: Vec<String> = seeds
        .iter()
        .map(|text| text[4..].find("---\n").map_or(text.clone(), |at| text[at + 8..].to_owned()))
        .collect();
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let cases: Vec<String> = (0..1200)
        .map(|n| {
            if n % 2 == 0 {
                mutated(&mut random, &seeds)
            } else {
                format!("{}{}", &ARTICLE[..body], mutated(&mut random, &bodies))
            }
        })
        .collect();
    none_fails("articles", &cases, many_articles, 60);
}

fn many_articles(texts: &[String]) -> BTreeMap<String, String> {
    let mut files = site_with("content/articles/b.md", SECOND.to_owned());
    files.extend(
        texts
            .iter()
            .enumerate()
            .map(|(n, text)| (format!("content/articles/2020-10-01-n{n}.md"), text.clone())),
    );
    files
}

fn single(path: &str) -> impl Fn(&[String]) -> BTreeMap<String, String> {
    move |texts| site_with(path, texts[0].clone())
}

#[test]
fn any_text_as_a_list_of_actors() {
    let mut random = Random(0xdead_beef_cafe_f00d);
    let cases: Vec<String> = (0..120).map(|_| mutated(&mut random, &[ACTORS.to_owned()])).collect();
    none_fails("actors.yaml", &cases, single("content/actors.yaml"), 1);
}

#[test]
fn any_text_as_settings() {
    let mut random = Random(0x0123_4567_89ab_cdef);
    let cases: Vec<String> = (0..120).map(|_| mutated(&mut random, &[SETTINGS.to_owned()])).collect();
    none_fails("site.yaml", &cases, single("site.yaml"), 1);
}

#[test]
fn any_text_as_a_template() {
    let seeds = seeds("templates", ".html");
    let mut random = Random(0x1111_2222_3333_4444);
    let cases: Vec<String> = (0..120).map(|_| mutated(&mut random, &seeds)).collect();
    for (name, cases) in ["article.html", "entry.html", "base.html"].into_iter().zip(cases.chunks(40)) {
        none_fails(name, cases, single(&format!("templates/{name}")), 1);
    }
}

/// Hand-made texts, as an article's whole text, its body and its front matter, as actors, settings and a template.
fn nasty() -> Vec<String> {
    let deep = |open: &str, close: &str, n: usize| format!("{}x{}", open.repeat(n), close.repeat(n));
    let mut cases = vec![
        "\0".to_owned(),
        "\u{feff}\u{feff}---\n---\n".to_owned(),
        "\u{202e}\u{2066}Read: \u{200f}Armenia\u{2069}".to_owned(),
        "\u{1}\u{2}m0\u{3}\u{2}/m0\u{3} Armenia <b>\u{2}p0\u{3}</b>".to_owned(),
        "&#1;&#2;m0&#3; Armenia <b>&#2;p0&#3;&#2;/m99999999999&#3;</b> [x](&#1;y) ![&#1;](&#1;)".to_owned(),
        "<i title=\"&#2;m0&#3;\">Armenia</i> [[Armenia]]".to_owned(),
        deep("> ", "", 400),
        deep("- ", "", 400),
        deep("[", "]", 5000),
        deep("![", "](x)", 500),
        deep("*", "*", 5000),
        deep("<div>", "</div>", 3000),
        deep("<b>", "", 3000),
        deep("`", "`", 3000),
        deep("[[", "]]", 2000),
        deep("(", ")", 5000),
        "a: ".to_owned() + &deep("[", "]", 3000),
        "a: ".to_owned() + &deep("{a: ", "}", 3000),
        (0..300).map(|n| format!("{}- a:\n", "  ".repeat(n))).collect(),
        "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\ng: &g [*f,*f,*f,*f,*f,*f,*f,*f,*f]\ntitle: *g\nextra: *g\n".to_owned(),
        "title: &a [*a]\n".to_owned(),
        "<<: {title: x}\npublished: 2020-10-01\n".to_owned(),
        "? [a, b]\n: c\n1: x\ntrue: y\n~: z\n2.5: w\n".to_owned(),
        "title: !!binary x\npublished: !date 2020\nactors: !x [!y Armenia]\n".to_owned(),
        "published: 99999999999999999999999999999-01-01\nwhen: Y9999999999\ntitle: x\n".to_owned(),
        "title: x\npublished: 9999-12-31T23:59:59-14:00\nupdated: 0000-01-01T00:00+14:00\nwhen: -9999999999\n".to_owned(),
        "title: x\npublished: 2020-10-01\nwhen: \"Y-9999999999/Y9999999999\"\n".to_owned(),
        "title: x\npublished: 2020-10-01\nplace: {name: x, lat: 1e999, lon: .nan}\nfigures: [{value: 1e308}, {low: -1, high: 18446744073709551616}]\n".to_owned(),
        "related: 18446744073709551615\nfeed: 1e999\n".to_owned(),
        "title: \"\\uD800\"\n".to_owned(),
        "title: \"\\x01\\x02m0\\x03\"\npublished: 2020-10-01\nactors: [\"\\x01\"]\ntags: [\"\\x01\\x02\"]\nslug: \"\\x01x\"\n".to_owned(),
        "- name: \"\\x01\"\n- name: \"\\x02m0\\x03\"\n  aliases: [\"\\x01x\", \"\", \" \", \"\\0\"]\n- name: x\n  id: \"../../x\"\n".to_owned(),
        "- name: a\n  aliases: [\"a b\", \"a  b\", b, \"b c\", \"c\"]\n- name: b\n- name: \"&\"\n- name: \"<\"\n- name: \"amp\"\n".to_owned(),
        "Read: \n\nRead: [\n\nRead: [[\n\nRead: ](\n\n[Read: \n\nRead: **\n\nRead: \"\n\nRead: `x\n".to_owned(),
        "> \n> — \n\n> —\n\n> -- [\n\n> x\n> — \n>\n\n> — x\n> — y\n\n>\n> -- `\n".to_owned(),
        "[^a]: [^b]\n\n[^b]: [^a]\n\n[^a]\n\n[^c]: x\n    > [^c]: y\n\n- [^d]: z\n\n[^a]: again".to_owned(),
        "[^s1][^s1]: [^s1\n\n[^s1]: Armenia\n\nx[^s1]".to_owned(),
        "# \n\n## {#}\n\n### [[Armenia]] ![x](y) <b>\n\n#### {#a}\n\n##### {#a}\n\n====\n".to_owned(),
        "<script>".to_owned() + &"Armenia ".repeat(50) + "[[Armenia]]",
        "<!-- [[Armenia]] Read: x".to_owned(),
        "<textarea>[[Armenia]] Armenia\n\n> x\n> — Armenia".to_owned(),
        "<table><tr>Armenia [[Armenia]] <b>x</table> [[Azerbaijan]]".to_owned(),
        "<svg><b>Armenia</svg><math>[[Armenia]]".to_owned(),
        "<select>[[Armenia]]<option>Armenia</select> <template>Armenia [[Armenia]]</template>".to_owned(),
        "<plaintext>Armenia [[Armenia]]\n\n# x".to_owned(),
        "<a href=\"x\">[[Armenia]] Armenia</a> [x](<y z> \"<\")".to_owned(),
        "| \n|-\n| [[Armenia|x]] \\| `|` | \n".to_owned(),
        "\u{a0}\u{2028}\u{2029}\u{85}Armenia\u{ad}\u{200b}".to_owned(),
        "{% for x in [1] %}{{ x".to_owned(),
        "{% include \"article.html\" %}".to_owned(),
        "{% extends \"article.html\" %}".to_owned(),
        "{% block main %}{% block main %}".to_owned(),
        "{{ site.articles * 99999999999999999999 }}".to_owned(),
        "{% for a in range(end=200) %}{% for b in range(end=200) %}.{% endfor %}{% endfor %}".to_owned(),
        "{{ page.title | slug | json | replace(from=\"\", to=\"x\") }}".to_owned(),
        deep("{% if true %}", "{% endif %}", 300),
        deep("{{ (", ") }}", 1) + &"(".repeat(2000),
    ];
    for unclosed in [
        "'",
        "\"",
        "[",
        "{",
        "|\n ",
        ">\n ",
        "&",
        "*",
        "!",
        "!!",
        "%",
        "@",
        "`",
        "? ",
        "- - -",
        "```",
        "~~~",
        "<!--",
        "<a href='",
        "<?",
        "<![CDATA[",
        "**",
        "~~",
        "[[",
        "[^",
        "![",
        "$$",
        ":::",
        "{{",
        "{%",
        "{#",
        "{% raw %}",
        "{% set x = \"",
    ] {
        cases.push(unclosed.to_owned());
        cases.push(format!("title: {unclosed}"));
        cases.push(format!("Words {unclosed} Armenia\n"));
    }
    cases
}

#[test]
fn nasty_texts_in_every_place() {
    let cases = nasty();
    let body = |texts: &[String]| {
        let files = texts.iter().enumerate();
        let files = files.map(|(n, text)| {
            (
                format!("content/articles/x{n}.md"),
                format!("---\ntitle: Text {n}\npublished: 2020-10-01\n---\n{text}\n"),
            )
        });
        files.chain(site_with("content/articles/b.md", SECOND.to_owned())).collect()
    };
    none_fails("body", &cases, body, 20);
    let front = |texts: &[String]| {
        let files = texts.iter().enumerate();
        let files = files
            .map(|(n, text)| (format!("content/articles/x{n}.md"), format!("---\n{text}\n---\nWords.\n")));
        files.chain(site_with("content/articles/b.md", SECOND.to_owned())).collect()
    };
    none_fails("front matter", &cases, front, 20);
    none_fails("whole file", &cases, many_articles, 20);
    let files = |pattern: &'static str| {
        move |texts: &[String]| {
            let files = texts
                .iter()
                .enumerate()
                .map(|(n, text)| (pattern.replace('*', &format!("x{n}")), text.clone()));
            files.chain(site_with("content/articles/b.md", SECOND.to_owned())).collect()
        }
    };
    none_fails("pages", &cases, files("content/pages/*.md"), 20);
    none_fails("actors", &cases, files("content/actors/*.md"), 20);
    for path in ["content/actors.yaml", "site.yaml"] {
        none_fails(path, &cases, single(path), 1);
    }
    for (skip, path) in
        ["content/sources.yaml", "content/places.yaml", "templates/article.html", "templates/list.html"]
            .into_iter()
            .enumerate()
    {
        let some: Vec<String> = cases.iter().skip(skip % 3).step_by(3).cloned().collect();
        none_fails(path, &some, single(path), 1);
    }
}

/// U+0001 stands for the way to the root, U+0002 and U+0003 fence marks while raw HTML is sanitised.
#[test]
fn signs_of_the_engines_own_reach_no_page() {
    let body = |text: &str| format!("---\ntitle: x\npublished: 2020-10-01\n---\n{text}\n");
    for text in [
        body("a\u{1}b a\u{2}b a\u{3}b"),
        body("a\u{1}b\n\n<b>\u{2}m0\u{3}[[Armenia]]\u{2}/m0\u{3}</b>"),
        body("`a\u{1}b`\n\n```x\u{1}y\na\u{1}b\n```"),
        body("[x](a\u{1}b) ![a\u{1}b](a\u{1}b \"a\u{1}b\") [[a\u{1}b]] [^a\u{1}b]"),
        body("> x\n> — a\u{1}b, a\u{3}b"),
        body("Read: a\u{1}b\u{2}\n\n## a\u{1}b {#a\u{1}b}"),
        body("<b title=\"a&#1;b\">&#1;&#2;m0&#3;</b>"),
        "---\ntitle: \"a\\x01b\\x03\"\npublished: 2020-10-01\nsummary: \"a\\x01b\"\nauthors: [\"a\\x01b\"]\ntags: [\"a\\x01b\"]\nplace: \"a\\x01b\"\nactors: [\"a\\x01b\"]\noriginal: {publisher: \"a\\x01b\"}\nsources: [{title: \"a\\x01b\"}]\n---\nx\n".to_owned(),
    ] {
        let built = build(&site_with("content/articles/x.md", text.clone()));
        for (path, bytes) in built.files.iter().filter(|(path, _)| path.ends_with(".html") || path.ends_with(".xml")) {
            let page = String::from_utf8_lossy(bytes);
            assert!(!page.contains(['\u{1}', '\u{2}', '\u{3}']), "{path} of {text:?}");
            assert!(!page.contains("a../b") && !page.contains("ahttps://example.org/x/b"), "{path} of {text:?}");
        }
    }
}

#[test]
fn raw_html_of_any_kind_when_it_is_trusted_or_escaped() {
    for mode in ["trust", "escape"] {
        let site = |texts: &[String]| {
            let mut files = many_articles(texts);
            files.insert(
                "site.yaml".to_owned(),
                format!("raw_html: {mode}\nbase_url: https://example.org/\n"),
            );
            files
                .values_mut()
                .filter(|text| !text.starts_with("---") && !text.contains("raw_html"))
                .for_each(|text| *text = format!("---\ntitle: x\npublished: 2020-10-01\n---\n{text}"));
            files.insert("content/actors.yaml".to_owned(), ACTORS.to_owned());
            files.insert("content/sources.yaml".to_owned(), SOURCES.to_owned());
            files
        };
        none_fails(mode, &nasty(), site, 20);
    }
}

#[test]
fn very_long_lines_are_read() {
    let long = "Armenia said so and so. ".repeat(44_000);
    let brackets = "[".repeat(100_000);
    let cells =
        format!("|{}\n|{}\n|{}\n", " a |".repeat(20_000), "---|".repeat(20_000), " b |".repeat(20_000));
    let quotes = "\"a' ".repeat(50_000);
    let cases: Vec<String> = [
        long.as_str(),
        &brackets,
        &cells,
        &quotes,
        &"x".repeat(1_000_000),
        &"&".repeat(200_000),
        &"<b>".repeat(20_000),
    ]
    .iter()
    .map(|text| format!("---\ntitle: x\npublished: 2020-10-01\n---\n{text}\n"))
    .chain([
        format!("---\ntitle: {long}\npublished: 2020-10-01\n---\nWords.\n"),
        format!("---\ntitle: x\npublished: 2020-10-01\ntags: [{}]\n---\nWords.\n", "a, ".repeat(5_000)),
    ])
    .collect();
    none_fails("long lines", &cases, many_articles, 3);
}

/// Files with bytes that are no text, on the disk.
#[test]
fn any_bytes_on_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let bytes: &[&[u8]] = &[
        b"\xff",
        b"\xed\xa0\x80",
        b"---\ntitle: \xed\xa0\x80\n---\n",
        b"\xff\xfe-\0-\0-\0",
        b"\xfe\xff\0-",
        b"\xc3",
        b"\xf0\x9f\x92",
        b"---\ntitle: x\npublished: 2020-10-01\n---\n\xc3\x28",
        b"\0\0\0\0",
        b"\xef\xbb",
        b"\x80---\n",
    ];
    for (n, bytes) in bytes.iter().enumerate() {
        front::put(folder.path(), &format!("content/articles/n{n}.md"), bytes);
    }
    for path in [
        "site.yaml",
        "content/actors.yaml",
        "content/places.yaml",
        "content/sources.yaml",
        "content/pages/x.md",
        "templates/article.html",
        "static/style.css",
    ] {
        front::put(folder.path(), path, b"a: \xff\xfe\n");
    }
    front::put(folder.path(), "content/articles/whole.md", SECOND.as_bytes());
    let mut out = Diagnostics::default();
    let tree = source::read(folder.path(), &Filter::default(), &mut out).unwrap();
    let built = front::build_tree(tree, &front::options(), out);
    for format in [Format::Human, Format::Short, Format::Json] {
        report::print(&built.diagnostics, &built.snapshot.tree, format, ColourChoice::No, HowMuch::All);
    }
    let unreadable = built.codes().iter().filter(|code| **code == "not-utf8").count();
    assert_eq!(unreadable, bytes.len() - 1 + 6, "all but the NULs, and no static file: {}", built.short());
    let others: Vec<&str> = built
        .codes()
        .into_iter()
        .filter(|code| !matches!(*code, "not-utf8" | "read-not-found" | "no-front-matter"))
        .collect();
    assert_eq!(others, [""; 0], "a file that cannot be read is one mistake: {}", built.short());
    assert!(built.has("articles/whole.html"));
    assert!(
        built.page("articles/whole.html").contains("</html>"),
        "a template that is no text gives way to the built-in one"
    );
}

// ---- the same bytes

fn whole_site() -> BTreeMap<String, String> {
    let mut files =
        site_with("content/pages/about.md", "---\ntitle: About\n---\nWe, of [[Armenia]].\n".to_owned());
    for (n, text) in seeds("content/articles", ".md").into_iter().enumerate() {
        files.insert(format!("content/articles/2020-10-01-real-{n}.md"), text);
    }
    files
}

#[test]
fn two_builds_give_the_same_bytes() {
    let files = whole_site();
    let (one, two) = (build(&files), build(&files));
    assert_eq!(one.report(), two.report());
    assert_eq!(one.files, two.files);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let alone = pool.install(|| build(&files));
    assert_eq!((alone.report(), &alone.files), (one.report(), &one.files), "one thread or many");
}

#[test]
fn the_order_of_files_does_not_matter() {
    let files = whole_site();
    let one = build(&files);
    let backwards: Vec<(&str, &str)> =
        files.iter().rev().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let other = front::build_files(backwards, &front::options());
    assert_eq!((other.report(), &other.files), (one.report(), &one.files));
}

#[test]
fn line_ends_of_windows_change_nothing() {
    let files = whole_site();
    let windows: BTreeMap<String, String> =
        files.iter().map(|(path, text)| (path.clone(), text.replace('\n', "\r\n"))).collect();
    let (one, two) = (build(&files), build(&windows));
    assert_eq!(one.short(), two.short());
    for (path, bytes) in &one.files {
        let (unix, windows) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&two.files[path]));
        if let Some((a, b)) = unix.lines().zip(windows.lines()).find(|(a, b)| a != b) {
            panic!("{path}:\n{a:?}\n{b:?}");
        }
        assert_eq!(unix.len(), windows.len(), "{path}");
    }
}

#[test]
fn a_byte_order_mark_is_ignored() {
    let built = |mark: &str| {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in whole_site() {
            front::put(folder.path(), &path, format!("{mark}{text}").as_bytes());
        }
        let mut out = Diagnostics::default();
        let tree = source::read(folder.path(), &Filter::default(), &mut out).unwrap();
        let built = front::build_tree(tree, &front::options(), out);
        (built.short(), built.files)
    };
    let (plain, marked) = (built(""), built("\u{feff}"));
    assert_eq!(plain.0, marked.0);
    assert!(plain.1 == marked.1, "the same files");
}

#[test]
fn memory_and_disk_give_the_same_site() {
    let files = whole_site();
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in &files {
        front::put(folder.path(), path, text.as_bytes());
    }
    let mut out = Diagnostics::default();
    let tree = source::read(folder.path(), &Filter::default(), &mut out).unwrap();
    let read = front::build_tree(tree, &front::options(), out);
    let made = build(&files);
    assert_eq!(read.short(), made.short());
    assert!(read.files == made.files);
}
