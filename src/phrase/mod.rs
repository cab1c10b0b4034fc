//! The words that the pages themselves use, by language. English is complete; others fall back to it.

mod ar;
mod az;
mod de;
mod en;
mod es;
mod fa;
mod fr;
mod he;
mod hy;
mod ka;
mod ru;
mod tr;
mod uk;

/// The phrases of one language.
#[derive(Clone, Copy, Debug)]
pub struct Phrases {
    tag: &'static str,
    own: &'static [(&'static str, &'static str)],
}

const LANGUAGES: &[Phrases] = &[
    Phrases { tag: "en", own: en::PHRASES },
    Phrases { tag: "ar", own: ar::PHRASES },
    Phrases { tag: "az", own: az::PHRASES },
    Phrases { tag: "de", own: de::PHRASES },
    Phrases { tag: "es", own: es::PHRASES },
    Phrases { tag: "fa", own: fa::PHRASES },
    Phrases { tag: "fr", own: fr::PHRASES },
    Phrases { tag: "he", own: he::PHRASES },
    Phrases { tag: "hy", own: hy::PHRASES },
    Phrases { tag: "ka", own: ka::PHRASES },
    Phrases { tag: "ru", own: ru::PHRASES },
    Phrases { tag: "tr", own: tr::PHRASES },
    Phrases { tag: "uk", own: uk::PHRASES },
];

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
