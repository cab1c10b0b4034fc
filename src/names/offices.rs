//! Words of office before a person's name: "President Erdogan", "Turkish Foreign Minister Cavusoglu".

use crate::text::fold;

/// Words that stand before a name without being part of it, folded.
const OFFICES: &[&str] = &[
    // English
    "acting",
    "admiral",
    "ambassador",
    "brigadier",
    "captain",
    "chairman",
    "chairwoman",
    "chancellor",
    "chief",
    "colonel",
    "commander",
    "commissioner",
    "defence",
    "defense",
    "deputy",
    "dr",
    "envoy",
    "fm",
    "foreign",
    "former",
    "general",
    "governor",
    "high",
    "king",
    "leader",
    "lieutenant",
    "lord",
    "major",
    "marshal",
    "mayor",
    "minister",
    "mr",
    "mrs",
    "ms",
    "patriarch",
    "pm",
    "pope",
    "premier",
    "president",
    "prime",
    "prince",
    "princess",
    "prof",
    "professor",
    "queen",
    "representative",
    "secretary",
    "secretary general",
    "senator",
    "sheikh",
    "sir",
    "speaker",
    "special",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "vice",
    // Turkish, Azerbaijani
    "bakan",
    "bakani",
    "basbakan",
    "bas",
    "cumhurbaskani",
    "disisleri",
    "nazir",
    "naziri",
    "prezident",
    // Russian, Ukrainian
    "глава",
    "генерал",
    "министр",
    "премьер",
    "премьер министр",
    "президент",
    "прем ер міністр",
    "міністр",
    // Armenian, Georgian
    "նախագահ",
    "վարչապետ",
    "նախարար",
    "პრეზიდენტი",
    "მინისტრი",
    // French, German, Spanish, Italian
    "bundeskanzler",
    "bundeskanzlerin",
    "kanzler",
    "kanzlerin",
    "ministre",
    "ministro",
    "prasident",
    "presidente",
    "secretaire",
    // Arabic, Persian, Hebrew
    "الرييس",
    "الوزير",
    "رييس",
    "وزير",
    "ראש",
    "הנשיא",
    "נשיא",
    "השר",
];

/// The ends of a name that are left when words of office are taken from its beginning, the longest first.
///
/// One other word may stand before an office, such as a country's: another name may not.
pub fn without_office(name: &str) -> Vec<&str> {
    let mut ends = Vec::new();
    let mut rest = name.trim();
    let (mut offices, mut others) = (0, 0);
    while let Some((word, end)) = rest.split_once(char::is_whitespace) {
        rest = end.trim_start();
        if OFFICES.contains(&fold(word).as_str()) {
            offices += 1;
            ends.push(rest);
        } else {
            others += 1;
            // "Emine Erdoğan" is another person; "Turkish President Erdoğan" is not.
            if others > 1 || offices > 0 {
                break;
            }
        }
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_name_is_no_office() {
        assert_eq!(without_office("President Erdogan"), ["Erdogan"]);
        assert_eq!(
            without_office("Turkish foreign minister Mevlut Cavusoglu"),
            ["minister Mevlut Cavusoglu", "Mevlut Cavusoglu"]
        );
        for name in ["Emine Erdoğan", "a cousin of Erdogan", "Erdogan", "the wife of President Erdogan"] {
            assert!(without_office(name).is_empty(), "{name}");
        }
    }
}
