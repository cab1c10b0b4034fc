//! The language of a text: by its letters where only one language has them, else by its words.

use whatlang::{Lang, Script, detect};

use crate::import::guess::{Confidence, Guess};

/// A text with fewer letters says too little about languages that share theirs.
const SHORT: usize = 200;

/// The language of a text, where it can be told.
pub(in crate::import) fn of(text: &str) -> Option<Guess<String>> {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if let Some(tag) = by_letters(text).filter(|_| letters >= 20) {
        return Some(Guess::likely(tag.to_owned(), "").note("the language of the text"));
    }
    let found = detect(text).filter(|_| letters >= 20)?;
    let tag = tag(found.lang())?;
    let own = matches!(
        found.script(),
        Script::Armenian
            | Script::Georgian
            | Script::Hebrew
            | Script::Greek
            | Script::Thai
            | Script::Hangul
            | Script::Khmer
    );
    let latin = found.script() == Script::Latin;
    let certain = own || (letters >= SHORT && found.is_reliable());
    // Of a short text in letters of many languages nothing is said.
    if !certain && (latin || found.confidence() < 0.5) {
        return None;
    }
    let guess = Guess::likely(tag.to_owned(), "").note("the language of the text");
    Some(if certain { guess } else { Guess { confidence: Confidence::Doubtful, ..guess } })
}

/// Letters that one language alone has, or one among those that share its script; what stands first is asked first.
const OWN: &[(&str, &[char])] = &[
    ("tg", &['ҷ', 'ӣ', 'ӯ', 'Ҷ']),
    ("tt", &['җ', 'Җ']),
    ("ba", &['ҙ', 'ҫ', 'Ҙ']),
    ("kk", &['ұ', 'Ұ', 'һ']),
    ("ab", &['ҧ', 'ҿ', 'ҽ']),
    ("os", &['ӕ', 'Ӕ']),
    ("ky", &['ң', 'Ң']),
    ("az", &['ə', 'Ə']),
    ("ckb", &['ێ', 'ۆ', 'ڵ']),
    ("ps", &['ښ', 'ځ', 'ۍ', 'ډ', 'ړ']),
    ("vi", &['ơ', 'ư', 'ạ', 'ế', 'ộ']),
];

/// The language whose own letters stand in a text often enough to be no name from elsewhere.
fn by_letters(text: &str) -> Option<&'static str> {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let often = |own: &[char]| {
        let count = text.chars().filter(|c| own.contains(c)).count();
        count >= 3 && count * 200 >= letters
    };
    OWN.iter().find(|(_, own)| often(own)).map(|(tag, _)| *tag)
}

/// The tag of a language, of two letters.
fn tag(lang: Lang) -> Option<&'static str> {
    const TAGS: &[(&str, &str)] = &[
        ("eng", "en"),
        ("rus", "ru"),
        ("cmn", "zh"),
        ("spa", "es"),
        ("por", "pt"),
        ("ita", "it"),
        ("ben", "bn"),
        ("fra", "fr"),
        ("deu", "de"),
        ("ukr", "uk"),
        ("kat", "ka"),
        ("ara", "ar"),
        ("hin", "hi"),
        ("jpn", "ja"),
        ("heb", "he"),
        ("yid", "yi"),
        ("pol", "pl"),
        ("amh", "am"),
        ("jav", "jv"),
        ("kor", "ko"),
        ("nob", "nb"),
        ("dan", "da"),
        ("swe", "sv"),
        ("fin", "fi"),
        ("tur", "tr"),
        ("nld", "nl"),
        ("hun", "hu"),
        ("ces", "cs"),
        ("ell", "el"),
        ("bul", "bg"),
        ("bel", "be"),
        ("mar", "mr"),
        ("kan", "kn"),
        ("ron", "ro"),
        ("slv", "sl"),
        ("hrv", "hr"),
        ("srp", "sr"),
        ("mkd", "mk"),
        ("lit", "lt"),
        ("lav", "lv"),
        ("est", "et"),
        ("tam", "ta"),
        ("vie", "vi"),
        ("urd", "ur"),
        ("tha", "th"),
        ("guj", "gu"),
        ("uzb", "uz"),
        ("pan", "pa"),
        ("aze", "az"),
        ("ind", "id"),
        ("tel", "te"),
        ("pes", "fa"),
        ("mal", "ml"),
        ("ori", "or"),
        ("mya", "my"),
        ("nep", "ne"),
        ("sin", "si"),
        ("khm", "km"),
        ("tuk", "tk"),
        ("aka", "ak"),
        ("zul", "zu"),
        ("sna", "sn"),
        ("afr", "af"),
        ("slk", "sk"),
        ("cat", "ca"),
        ("tgl", "tl"),
        ("hye", "hy"),
    ];
    TAGS.iter().find(|(code, _)| *code == lang.code()).map(|(_, tag)| *tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_words_tell_the_language() {
        let long = "Die Fähren fahren wieder über die Bucht, fünf Tage nachdem Granaten den nördlichen Kai getroffen hatten, sagte der Rat des Hafens am Montag. Zwei Boote am Tag sollen fahren, bis die Schäden behoben sind, und niemand wurde verletzt. Die Ingenieure haben die Pfeiler am Sonntag untersucht und nichts gefunden.";
        for (text, expected) in [
            ("Նավերը կրկին անցնում են ծոցը, ասաց խորհուրդը։", Some("hy")),
            ("გემები კვლავ კვეთენ ყურეს, თქვა საბჭომ.", Some("ka")),
            (long, Some("de")),
            (
                "Паромдар шығанақ арқылы қайтадан жүреді, деді порт кеңесі. Олардың жолы ұзақ, бұл күні ұшақ та ұшты.",
                Some("kk"),
            ),
            ("Bərələr körfəzdən yenidən keçir, liman şurası dedi. Heç kim xəsarət almayıb.", Some("az")),
            ("Two boats.", None),
        ] {
            assert_eq!(of(text).map(|guess| guess.value).as_deref(), expected, "{text}");
        }
    }
}
