//! The tables of the program are whole, and those of a site are read with care.

use super::*;
use crate::diag::{Diagnostics, FileId};

/// All phrases of a language, each with its key and every text that it may become.
fn texts(tag: &str) -> Vec<(&'static str, Vec<String>)> {
    let phrases = Phrases::of(tag);
    let all = phrases.all().map(|(key, phrase)| match phrase {
        Phrase::Plain(text) => (key, vec![text.to_string()]),
        Phrase::Counted(_) => (key, phrase.forms().map(|(_, text)| text.to_owned()).collect()),
    });
    all.collect()
}

fn operands(written: &str) -> PluralOperands {
    (&written.parse::<icu_decimal::input::Decimal>().unwrap()).into()
}

#[test]
fn every_language_has_every_phrase() {
    for (tag, own, all, _) in languages() {
        assert_eq!(own, all, "{tag} lacks phrases");
    }
    assert!(keys().count() > 450);
}

#[test]
fn every_phrase_has_the_gaps_and_forms_of_its_language() {
    for (tag, written) in TABLES {
        // A table of a site is read with the same care.
        let mut out = Diagnostics::default();
        let read = read(FileId(0), tag, written, &mut out);
        let wrong: Vec<&str> = out.iter().map(|problem| problem.message.as_str()).collect();
        assert!(wrong.is_empty(), "{tag}: {wrong:?}");
        assert_eq!(read.texts.len(), keys().count(), "{tag}");
        for (key, texts) in texts(tag) {
            for text in texts {
                assert_eq!(text.matches('{').count(), gaps(&text).count(), "{tag}: {key}");
                assert!(!text.trim().is_empty() && !text.contains(['<', '>']), "{tag}: {key}");
            }
        }
    }
}

#[test]
fn every_number_has_its_form() {
    let counted: Vec<&str> = keys().filter(|key| matches!(english(key), Some(Phrase::Counted(_)))).collect();
    assert!(counted.len() > 20);
    for (tag, ..) in languages() {
        let phrases = Phrases::of(tag);
        let mut met = std::collections::BTreeSet::new();
        let numbers = (0..=200u64).map(PluralOperands::from).chain(["1.5", "1000000"].map(operands));
        for n in numbers {
            let category = plural::category(tag, n);
            let word = plural::WORDS.iter().find(|(_, known)| *known == category).unwrap().0;
            met.insert(word);
            for key in &counted {
                let Some(Phrase::Counted(_)) = phrases.texts.get(*key) else { panic!("{tag}: {key}") };
                let own = phrases.texts[*key].forms().find(|(form, _)| *form == word);
                assert_eq!(own.map(|(_, text)| text), Some(phrases.form(key, n)), "{tag}: {key} of {word}");
            }
        }
        let all: std::collections::BTreeSet<&str> = categories(tag).into_iter().collect();
        assert_eq!(met, all, "{tag}: every category is met");
    }
}

#[test]
fn numbers_ask_for_their_forms() {
    let said = |tag: &str, n: u64| Phrases::of(tag).form("counted.entries", n).replace("{n}", &n.to_string());
    assert_eq!([said("en", 1), said("en", 2)], ["1 entry", "2 entries"]);
    assert_eq!(
        [said("ru", 1), said("ru", 2), said("ru", 5), said("ru", 21)],
        ["1 запись", "2 записи", "5 записей", "21 запись"]
    );
    let arabic: std::collections::BTreeSet<String> =
        [0, 1, 2, 3, 11, 100].map(|n| Phrases::of("ar").form("counted.entries", n).to_owned()).into();
    assert_eq!(arabic.len(), 6, "Arabic has six forms: {arabic:?}");
    // A language that nobody has written words in is English, counted as in English.
    assert_eq!(said("sw", 1), "1 entry");
}

#[test]
fn a_site_replaces_phrases_and_adds_languages() {
    let mut out = Diagnostics::default();
    let mut own = OwnPhrases::default();
    own.add(read(FileId(0), "hy", "hy:\n  timeline: Տարեգրություն\n", &mut out));
    own.add(read(FileId(1), "pl", "pl:\n  timeline: Oś czasu\n  counted:\n    entries: {one: \"{n} wpis\", few: \"{n} wpisy\", many: \"{n} wpisów\", other: \"{n} wpisu\"}\n", &mut out));
    assert!(out.0.is_empty(), "{out:?}");
    let armenian = Phrases::with("hy", &own);
    assert_eq!(armenian.get("timeline"), "Տարեգրություն");
    assert_eq!(armenian.get("actors"), Phrases::of("hy").get("actors"));
    let polish = Phrases::with("pl-PL", &own);
    assert_eq!((polish.get("timeline"), polish.get("actors")), ("Oś czasu", "Actors"));
    assert_eq!(
        [1u64, 3, 5].map(|n| polish.form("counted.entries", n).to_owned()),
        ["{n} wpis", "{n} wpisy", "{n} wpisów"]
    );
    assert!(Phrases::exist("pl", &own) && !Phrases::exist("sw", &own));
    assert_eq!((own.missing("hy"), own.missing("pl")), (0, keys().count() - 2));
}

#[test]
fn what_is_wrong_with_a_sites_phrases_is_said_and_the_programs_stay() {
    let wrong = |text: &str| {
        let mut out = Diagnostics::default();
        let read = read(FileId(0), "ru", text, &mut out);
        (read.texts.len(), out.iter().map(|problem| problem.message.clone()).collect::<Vec<_>>())
    };
    for (text, said) in [
        ("ru:\n  timline: Лента\n", "there is no phrase `timline`"),
        ("ru:\n  same-place: Там же\n", "the phrase lacks its gap `{}`"),
        ("ru:\n  same-place: \"Там же: {place}\"\n", "the phrase has no gap `{place}`"),
        ("ru:\n  timeline: [1]\n", "the phrase must be a text"),
        (
            "ru:\n  counted:\n    entries: записи\n",
            "the phrase must be a map with the forms one, few, many, other",
        ),
        ("timeline: Лента\n", "the file has no phrases under `ru`"),
        ("- 1\n", "the file has no phrases under `ru`"),
    ] {
        assert_eq!(wrong(text), (0, vec![said.to_owned()]), "{text}");
    }
    let (kept, said) = wrong(
        "ru:\n  counted:\n    entries: {one: \"{n} запись\", two: \"{n} записи\", other: \"{n} записей\"}\n",
    );
    assert_eq!(said, ["`ru` has no plural category `two`", "the phrase lacks the plural `few`, `many`"]);
    assert_eq!(kept, 1, "what there is serves");
    assert_eq!(wrong(""), (0, vec![]));
    // Signs that stand for something in pages are no part of a phrase.
    let mut out = Diagnostics::default();
    let read = read(FileId(0), "ru", "ru:\n  timeline: \"Лен\\u0001та\"\n", &mut out);
    assert_eq!(read.texts["timeline"].text(), "Лента");
}
