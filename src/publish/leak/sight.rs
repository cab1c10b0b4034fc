//! The text of a file as a reader sees it: without tags and signs that have no width, its escapes read, its letters folded.

use super::alike::class;
use super::decode;
use crate::text::fold_char;

/// What stands between two letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// Nothing.
    None,
    /// Something that a reader may not see: a tag within a line, a joiner, an apostrophe, the capital of a second word.
    Soft,
    /// A blank, another sign, the end of a line or block.
    Hard,
}

/// A letter as it was found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letter {
    /// The folded letter.
    pub c: char,
    /// What stands before it.
    pub gap: Gap,
    /// The byte of the text where it is written.
    pub at: usize,
    /// The byte of the folded text where its class stands.
    pub folded_at: usize,
}

/// The letters of a text: what is read, and beside it what stands in tags, such as a picture's text in words.
#[derive(Debug, Default)]
pub(super) struct Sight {
    /// The classes of the letters, in one run.
    pub folded: String,
    /// The letters, if they were asked for.
    pub letters: Vec<Letter>,
}

/// How a text is to be read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct SightManner {
    /// Whether `\e9` is a letter.
    pub is_css: bool,
    /// Whether the letters are wanted one by one.
    pub in_full: bool,
}

/// Reads a text.
pub(super) fn read(text: &str, manner: SightManner) -> [Sight; 2] {
    let mut reader =
        Reader { page: SightWriter::of(manner, text.len()), tags: SightWriter::of(manner, 0), tag: None };
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let small = SMALL[usize::from(byte)];
        if small != 0 && reader.tag.is_none() {
            reader.page.ascii(small, byte, at);
            at += 1;
            continue;
        }
        let (c, length) = match byte {
            b'&' | b'\\' | b'%' => {
                decode::escape(&text[at..], manner.is_css).unwrap_or((char::from(byte), 1))
            }
            0..=0x7f => (char::from(byte), 1),
            _ => text[at..].chars().next().map_or((' ', 1), |c| (c, c.len_utf8())),
        };
        reader.take(c, at, &text[at + length..]);
        at += length;
    }
    [reader.page.sight, reader.tags.sight]
}

/// The class of every ASCII letter and digit; 0 for what is none.
static SMALL: [u8; 256] = small();

const fn small() -> [u8; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        let b = byte as u8;
        if b.is_ascii_alphanumeric() {
            table[byte] = match b.to_ascii_lowercase() {
                b'n' | b'v' => b'h',
                b'y' => b'u',
                other => other,
            };
        }
        byte += 1;
    }
    table
}

struct Reader {
    page: SightWriter,
    tags: SightWriter,
    tag: Option<SeenTag>,
}

/// A tag that is being read.
struct SeenTag {
    name: String,
    /// Whether more of the name may follow.
    is_open: bool,
    is_comment: bool,
    /// The last two signs, by which a comment ends.
    last: [char; 2],
}

impl Reader {
    fn take(&mut self, c: char, at: usize, rest: &str) {
        let Some(tag) = &mut self.tag else {
            if c == '<' && begins_tag(rest) {
                let is_comment = rest.starts_with("!--");
                self.tag = Some(SeenTag { name: String::new(), is_open: true, is_comment, last: [' '; 2] });
                self.tags.gap(Gap::Hard);
            } else {
                self.page.char(c, at);
            }
            return;
        };
        let ends = c == '>' && (!tag.is_comment || tag.last == ['-', '-']);
        if ends {
            let gap = if tag.is_comment || is_inline(&tag.name) { Gap::Soft } else { Gap::Hard };
            self.page.gap(gap);
            self.tags.gap(Gap::Hard);
            self.tag = None;
            return;
        }
        if tag.is_open && (c.is_ascii_alphanumeric() || c == ':') && tag.name.len() < 16 {
            tag.name.push(c.to_ascii_lowercase());
        } else if !(tag.name.is_empty() && c == '/') {
            tag.is_open = false;
        }
        tag.last = [tag.last[1], c];
        self.tags.char(c, at);
    }
}

/// Whether a `<` is followed by what makes it a tag. A tag may be written in references too, as in feeds.
fn begins_tag(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?' | '\\'))
}

/// Elements that do not part words by themselves. Parts of an SVG's text stand where their numbers say, so they may or may not.
fn is_inline(name: &str) -> bool {
    const INLINE: &[&str] = &[
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "nobr",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tspan",
        "text",
        "tt",
        "u",
        "var",
        "wbr",
        "image",
        "img",
        "svg:tspan",
        "svg:text",
        "textpath",
        "g",
    ];
    INLINE.contains(&name)
}

struct SightWriter {
    sight: Sight,
    gap: Gap,
    in_full: bool,
    /// Whether the last letter was a small one.
    after_small: bool,
}

impl SightWriter {
    fn of(manner: SightManner, length: usize) -> Self {
        let sight = Sight { folded: String::with_capacity(length), letters: Vec::new() };
        Self { sight, gap: Gap::Hard, in_full: manner.in_full, after_small: false }
    }

    fn gap(&mut self, gap: Gap) {
        self.gap = self.gap.max(gap);
    }

    /// The usual letter, fast.
    fn ascii(&mut self, class: u8, byte: u8, at: usize) {
        if self.in_full {
            self.letter(char::from(byte.to_ascii_lowercase()), byte.is_ascii_uppercase(), at);
        } else {
            self.sight.folded.push(char::from(class));
        }
    }

    fn char(&mut self, c: char, at: usize) {
        let mut any = false;
        let is_capital = c.is_uppercase();
        let parts = fold_char(c, |letter| {
            any = true;
            if self.in_full {
                self.letter(letter, is_capital, at);
            } else {
                self.sight.folded.push(class(letter));
            }
        });
        if parts {
            self.gap(Gap::Hard);
        } else if !any {
            self.gap(Gap::Soft);
        }
    }

    fn letter(&mut self, c: char, is_capital: bool, at: usize) {
        if is_capital && self.after_small {
            self.gap(Gap::Soft);
        }
        self.after_small = !is_capital;
        let folded_at = self.sight.folded.len();
        self.sight.letters.push(Letter { c, gap: self.gap, at, folded_at });
        self.sight.folded.push(class(c));
        self.gap = Gap::None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(text: &str) -> String {
        let [page, _] = read(text, SightManner { in_full: true, is_css: false });
        let one = |letter: &Letter| match letter.gap {
            Gap::None => letter.c.to_string(),
            Gap::Soft => format!("·{}", letter.c),
            Gap::Hard => format!(" {}", letter.c),
        };
        page.letters.iter().map(one).collect::<String>().trim().to_owned()
    }

    #[test]
    fn tags_escapes_and_signs_without_width_go() {
        for (text, seen) in [
            ("Jane <em>Doe</em>", "jane doe"),
            ("J<b>ane</b><br>Doe", "j·ane doe"),
            ("Ja\u{34f}ne\u{2066} Doe", "ja·ne doe"),
            ("Jos&eacute;<!-- a > b --> Ruiz", "jose ruiz"),
            ("&lt;i&gt;Jane&lt;/i&gt; Doe", "jane doe"),
            ("\"Jane \\u003cem\\u003eDoe\"", "jane doe"),
            ("O’Neil", "o·neil"),
            ("a < b", "a b"),
            ("Stra\u{df}e \u{fb01}n", "strasse fin"),
        ] {
            assert_eq!(page(text), seen, "{text}");
        }
    }

    #[test]
    fn what_stands_in_tags_is_kept_apart() {
        let [page, tags] = read("<img alt=\"Jane Doe\">x", SightManner::default());
        assert_eq!((page.folded.as_str(), tags.folded.as_str()), ("x", "imgaltjahedoe"));
        let quick = read("Ναν Вуу <a b='ж'>", SightManner::default()).map(|sight| sight.folded);
        let full =
            read("Ναν Вуу <a b='ж'>", SightManner { in_full: true, is_css: false }).map(|sight| sight.folded);
        assert_eq!(quick, full);
    }
}
