//! Signs that cannot be seen, or look like a blank and are none, by their names.

use std::ops::RangeInclusive;

/// What a sign is called that nobody sees on a screen; `None` for all others.
pub fn hidden_name(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{85}' => "a next line (U+0085)",
        '\u{a0}' => "a no-break space (U+00A0)",
        '\u{ad}' => "a soft hyphen (U+00AD)",
        '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200a}' | '\u{205f}' => {
            "a wide or thin space (U+2000 to U+205F)"
        }
        '\u{2007}' => "a figure space (U+2007)",
        '\u{202f}' => "a narrow no-break space (U+202F)",
        '\u{3000}' => "an ideographic space (U+3000)",
        '\u{200b}' => "a zero width space (U+200B)",
        '\u{200e}' => "a left-to-right mark (U+200E)",
        '\u{200f}' => "a right-to-left mark (U+200F)",
        '\u{2028}' => "a line separator (U+2028)",
        '\u{2029}' => "a paragraph separator (U+2029)",
        '\u{2060}' => "a word joiner (U+2060)",
        '\u{feff}' => "a byte order mark (U+FEFF)",
        _ => return direction_name(c),
    })
}

/// What a sign is called that turns the direction of what follows it.
pub fn direction_name(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{202a}' => "a left-to-right embedding (U+202A)",
        '\u{202b}' => "a right-to-left embedding (U+202B)",
        '\u{202c}' => "a pop directional formatting (U+202C)",
        '\u{202d}' => "a left-to-right override (U+202D)",
        '\u{202e}' => "a right-to-left override (U+202E)",
        '\u{2066}' => "a left-to-right isolate (U+2066)",
        '\u{2067}' => "a right-to-left isolate (U+2067)",
        '\u{2068}' => "a first strong isolate (U+2068)",
        '\u{2069}' => "a pop directional isolate (U+2069)",
        _ => return None,
    })
}

/// Signs that take no room: joiners, variation selectors, direction marks, soft hyphens, tags. In order.
pub(super) const WITHOUT_WIDTH: &[RangeInclusive<char>] = &[
    '\u{ad}'..='\u{ad}',
    '\u{34f}'..='\u{34f}',
    '\u{61c}'..='\u{61c}',
    '\u{115f}'..='\u{1160}',
    '\u{17b4}'..='\u{17b5}',
    '\u{180b}'..='\u{180f}',
    '\u{200b}'..='\u{200f}',
    '\u{202a}'..='\u{202e}',
    '\u{2060}'..='\u{206f}',
    '\u{3164}'..='\u{3164}',
    '\u{fe00}'..='\u{fe0f}',
    '\u{feff}'..='\u{feff}',
    '\u{ffa0}'..='\u{ffa0}',
    '\u{fff9}'..='\u{fffb}',
    '\u{1d173}'..='\u{1d17a}',
    '\u{e0000}'..='\u{e0fff}',
];

/// Whether a sign takes no room.
pub fn is_without_width(c: char) -> bool {
    let after = WITHOUT_WIDTH.partition_point(|range| *range.end() < c);
    WITHOUT_WIDTH.get(after).is_some_and(|range| range.contains(&c))
}
