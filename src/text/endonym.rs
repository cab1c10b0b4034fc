//! What languages call themselves, for lists in which a reader looks for the own one.

/// Languages by their tag (BCP 47) without region.
const NAMES: &[(&str, &str)] = &[
    ("ab", "Аԥсуа"),
    ("am", "አማርኛ"),
    ("ar", "العربية"),
    ("az", "Azərbaycanca"),
    ("be", "Беларуская"),
    ("bg", "Български"),
    ("bn", "বাংলা"),
    ("bs", "Bosanski"),
    ("ckb", "کوردی"),
    ("cs", "Čeština"),
    ("da", "Dansk"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("eo", "Esperanto"),
    ("es", "Español"),
    ("et", "Eesti"),
    ("fa", "فارسی"),
    ("fi", "Suomi"),
    ("fr", "Français"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hr", "Hrvatski"),
    ("hu", "Magyar"),
    ("hy", "Հայերեն"),
    ("id", "Bahasa Indonesia"),
    ("it", "Italiano"),
    ("ja", "日本語"),
    ("ka", "ქართული"),
    ("kk", "Қазақша"),
    ("km", "ខ្មែរ"),
    ("ko", "한국어"),
    ("ku", "Kurdî"),
    ("lt", "Lietuvių"),
    ("lv", "Latviešu"),
    ("my", "မြန်မာ"),
    ("nb", "Norsk bokmål"),
    ("nl", "Nederlands"),
    ("no", "Norsk"),
    ("pl", "Polski"),
    ("ps", "پښتو"),
    ("pt", "Português"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("sk", "Slovenčina"),
    ("sl", "Slovenščina"),
    ("so", "Soomaali"),
    ("sq", "Shqip"),
    ("sr", "Српски"),
    ("sv", "Svenska"),
    ("sw", "Kiswahili"),
    ("th", "ไทย"),
    ("ti", "ትግርኛ"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("ur", "اردو"),
    ("uz", "Oʻzbekcha"),
    ("vi", "Tiếng Việt"),
    ("zh", "中文"),
];

/// The own name of the language of a tag, with its region or script behind it where the tag has one.
pub fn endonym(tag: &str) -> Option<String> {
    let (language, rest) = tag.split_once('-').map_or((tag, None), |(language, rest)| (language, Some(rest)));
    let language = language.to_ascii_lowercase();
    let at = NAMES.binary_search_by(|(known, _)| (*known).cmp(&language)).ok()?;
    let name = NAMES[at].1;
    Some(rest.map_or_else(|| name.to_owned(), |rest| format!("{name} ({rest})")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_called_as_they_call_themselves() {
        assert!(NAMES.is_sorted());
        assert_eq!(endonym("hy").as_deref(), Some("Հայերեն"));
        assert_eq!(endonym("PT-BR").as_deref(), Some("Português (BR)"));
        assert_eq!(endonym("tlh"), None);
    }
}
