//! The script folds as the program does: its tables are made of the program's own.

use std::fmt::Write as _;
use std::fs;
use std::ops::RangeInclusive;
use std::path::Path;

use dateline::text::{FOLDING, each_term, fold};

const SCRIPT: &str = "static/fold.js";
const BEGIN: &str = "  /* Made from src/text/fold.rs: `UPDATE=1 cargo test --test it folding::` */\n";
const END: &str = "  /* As far as made. */\n";

#[test]
fn the_script_has_the_tables_of_the_program() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(SCRIPT);
    let script = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    let (before, rest) = script.split_once(BEGIN).expect("where the tables begin");
    let (_, after) = rest.split_once(END).expect("where the tables end");
    let made = format!("{before}{BEGIN}{}{END}{after}", tables());
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &made).unwrap();
    }
    assert!(made == script, "{SCRIPT} has other tables: make it again with UPDATE=1");
}

fn tables() -> String {
    let mut out = String::new();
    let mut class = |name: &str, body: String| writeln!(out, "  const {name} = /[{body}]/gu;").unwrap();
    class("MARKS", ranges(FOLDING.marks));
    class("JOINED", singles(FOLDING.joined) + &ranges(FOLDING.without_width));
    class("APOSTROPHES", singles(FOLDING.apostrophes));
    writeln!(out, "  const UNSPACED = /[{}]/u;", ranges(FOLDING.unspaced)).unwrap();
    for (name, letters) in [("LETTERS", FOLDING.letters), ("SEARCHED", FOLDING.searched)] {
        let pairs: Vec<String> = letters.iter().map(|(c, to)| format!("['{c}', '{to}']")).collect();
        writeln!(out, "  const {name} = new Map([{}]);", pairs.join(", ")).unwrap();
    }
    let pairs: Vec<String> = FOLDING.pairs.iter().map(|(from, to)| format!("['{from}', '{to}']")).collect();
    writeln!(out, "  const PAIRS = [{}];", pairs.join(", ")).unwrap();
    writeln!(out, "  const LONGEST = {};", FOLDING.longest).unwrap();
    out
}

fn sign(c: char) -> String {
    format!("\\u{{{:x}}}", u32::from(c))
}

fn singles(signs: &[char]) -> String {
    signs.iter().map(|c| sign(*c)).collect()
}

fn ranges(ranges: &[RangeInclusive<char>]) -> String {
    let one = |range: &RangeInclusive<char>| match (*range.start(), *range.end()) {
        (a, b) if a == b => sign(a),
        (a, b) => format!("{}-{}", sign(a), sign(b)),
    };
    ranges.iter().map(one).collect()
}

#[test]
fn tables_are_in_order_and_say_nothing_twice() {
    for ranges in [FOLDING.marks, FOLDING.without_width, FOLDING.unspaced] {
        assert!(ranges.windows(2).all(|pair| pair[0].end() < pair[1].start()), "{ranges:?}");
    }
    for (letter, instead) in FOLDING.letters.iter().chain(FOLDING.searched) {
        assert_ne!(letter.to_string(), **instead);
        let of = |c: char| FOLDING.searched.iter().any(|(letter, _)| *letter == c);
        assert!(!instead.chars().any(of), "{letter} stands for what stands for something else");
    }
}

#[test]
fn vowels_of_scripts_that_write_them_as_marks_are_letters() {
    for (text, folded) in [
        ("हिन्दी", "हिन्दी"),
        ("ภาษาไทย", "ภาษาไทย"),
        ("বাংলা ভাষা", "বাংলা ভাষা"),
        ("မြန်မာ", "မြန်မာ"),
        ("ភាសាខ្មែរ", "ភាសាខ្មែរ"),
        ("Straße in Łódź", "strasse in lodz"),
        ("Ὀδυσσεύς", "οδυσσευσ"),
        ("Ra´ad", "raad"),
        ("תל־אביב", "תל אביב"),
    ] {
        assert_eq!(fold(text), folded, "{text}");
    }
}

#[test]
fn every_word_of_a_text_is_a_term_of_letters() {
    for text in ["a\u{0}b \u{202e}abc", "</script>", "\u{feff}x", "…", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢", "Ⅻ ½"]
    {
        each_term(text, |term| {
            assert!(
                !term.is_empty() && term.chars().all(|c| c.is_alphanumeric() || dateline::text::is_mark(c)),
                "{text}: {term}"
            );
        });
    }
}
