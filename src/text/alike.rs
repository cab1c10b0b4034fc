//! Letters of other scripts that look like Latin ones, and words that mix the two.

/// Scripts that share the shapes of letters with the Latin one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    Greek,
    Armenian,
}

const ALIKE: &[(Script, &str, &str)] = &[
    (Script::Cyrillic, "асеһіјорѕхуԛԝѵӏԁАВСЕНІЈКМОРЅТХУԜѴ", "acehijopsxyqwvldABCEHIJKMOPSTXYWV"),
    (Script::Greek, "ονρυικϲϳχγΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ovpuikcjxyABEZHIKMNOPTYX"),
    (Script::Armenian, "օհոսյցքզՕՍՏԼ", "ohnujgpqOUSL"),
];

/// A word that looks as if it were of one script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disguised<'a> {
    /// The word.
    pub word: &'a str,
    /// Its first byte.
    pub at: usize,
    /// A letter that is of another script than it looks.
    pub letter: char,
    /// What that script is called.
    pub script: &'static str,
}

/// The words that mix look-alike letters of two scripts.
pub fn disguised(text: &str) -> Vec<Disguised<'_>> {
    // Greek, Cyrillic and Armenian letters begin with these bytes; most texts have none.
    if !text.bytes().any(|byte| (0xcd..=0xd6).contains(&byte)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c.is_alphabetic() {
            start.get_or_insert(at);
            continue;
        }
        let Some(from) = start.take() else { continue };
        let word = &text[from..at];
        found.extend(stranger(word).map(|(letter, script)| Disguised { word, at: from, letter, script }));
    }
    found
}

/// A letter that does not belong to its word, though it looks so: all of its script in the word do.
fn stranger(word: &str) -> Option<(char, &'static str)> {
    if word.is_ascii() {
        return None;
    }
    let of = |wanted: Script| word.chars().filter(move |c| script(*c) == Some(wanted));
    let (other, foreign, latin) = ALIKE
        .iter()
        .find(|(script, ..)| of(*script).next().is_some())
        .map(|(script, from, to)| (*script, *from, *to))?;
    let (ours, theirs) = (of(Script::Latin).count(), of(other).count());
    if ours == 0 || ours + theirs < 3 {
        return None;
    }
    let name = match other {
        Script::Cyrillic => "Cyrillic",
        Script::Greek => "Greek",
        Script::Armenian => "Armenian",
        Script::Latin => "Latin",
    };
    if theirs <= ours && of(other).all(|c| foreign.contains(c)) {
        return of(other).next().map(|c| (c, name));
    }
    (ours <= theirs && of(Script::Latin).all(|c| latin.contains(c)))
        .then(|| of(Script::Latin).next())
        .flatten()
        .map(|c| (c, "Latin"))
}

fn script(c: char) -> Option<Script> {
    match c {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => Some(Script::Latin),
        '\u{370}'..='\u{3ff}' => Some(Script::Greek),
        '\u{400}'..='\u{52f}' => Some(Script::Cyrillic),
        '\u{531}'..='\u{588}' => Some(Script::Armenian),
        _ => None,
    }
}

/// A text as it looks: letters that look like Latin ones are those.
pub fn looks(text: &str) -> String {
    let one = |c: char| {
        let pair = |(_, from, to): &(Script, &str, &str)| {
            from.chars().zip(to.chars()).find(|(a, _)| *a == c).map(|(_, b)| b)
        };
        ALIKE.iter().find_map(pair).unwrap_or(c)
    };
    text.chars().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_pairs() {
        for (_, from, to) in ALIKE {
            assert_eq!(from.chars().count(), to.chars().count(), "{from}");
        }
    }

    #[test]
    fn words_in_disguise_are_found() {
        for (text, word) in
            [("N\u{43e}rthland says", "N\u{43e}rthland"), ("Мoсква", "Мoсква"), ("the ΡAPERS", "ΡAPERS")]
        {
            assert_eq!(disguised(text).iter().map(|found| found.word).collect::<Vec<_>>(), [word], "{text}");
        }
        for text in
            ["Northland", "Москва", "iPhone-ом", "iPhoneов", "ΔE", "μm", "kВт", "Շուշի Shushi", "Ελλάδα"]
        {
            assert!(disguised(text).is_empty(), "{text}");
        }
        assert_eq!(looks("Сосо"), "Coco");
    }
}
