//! The words that the pages themselves use, by language. English is complete; others fall back to it.

mod en;

/// The phrases of one language.
#[derive(Clone, Copy, Debug)]
pub struct Phrases {
    tag: &'static str,
    own: &'static [(&'static str, &'static str)],
}

const LANGUAGES: &[Phrases] = &[Phrases { tag: "en", own: en::PHRASES }];

impl Phrases {
    /// The phrases for a BCP 47 tag: the language's own where they exist, else English.
    pub fn of(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or("en");
        LANGUAGES.iter().copied().find(|l| l.tag.eq_ignore_ascii_case(primary)).unwrap_or(LANGUAGES[0])
    }

    /// The phrase of that key, or the key itself where no language has it.
    pub fn get(self, key: &'static str) -> &'static str {
        find(self.own, key).or_else(|| find(en::PHRASES, key)).unwrap_or(key)
    }

    /// Every key with its phrase in this language, in the order of the English list.
    pub fn all(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        en::PHRASES.iter().map(move |(key, _)| (*key, self.get(key)))
    }
}

fn find(list: &[(&'static str, &'static str)], key: &str) -> Option<&'static str> {
    list.iter().find(|(k, _)| *k == key).map(|(_, phrase)| *phrase)
}
