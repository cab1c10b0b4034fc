//! Letters that look alike in several scripts: who mixes them writes a name that no search finds and every reader reads.

/// The class of a letter: those that may be taken for each other have the same. Folded letters are given.
pub(super) fn class(c: char) -> char {
    match c {
        // Letters that a letter of another script stands for in both their forms are one class.
        'n' | 'v' | 'н' | 'һ' | 'հ' | 'ν' | 'η' | 'ո' | 'п' | 'ѵ' => 'h',
        'y' | 'у' | 'υ' | 'ү' | 'γ' | 'ս' | 'ц' | 'ў' => 'u',
        'а' | 'α' | 'ɑ' => 'a',
        'в' | 'β' | 'ь' | 'ƅ' => 'b',
        'с' | 'ϲ' | 'ς' => 'c',
        'ԁ' | 'ժ' => 'd',
        'е' | 'ε' | 'є' | 'ҽ' | 'э' => 'e',
        'ғ' | 'ϝ' => 'f',
        'ɡ' | 'ԍ' | 'ց' => 'g',
        'і' | 'ι' | 'ı' | 'ӏ' => 'i',
        'ј' | 'յ' | 'ϳ' => 'j',
        'к' | 'κ' | 'қ' => 'k',
        'ⅼ' | 'ւ' => 'l',
        'м' | 'μ' | 'ϻ' => 'm',
        'о' | 'ο' | 'օ' | 'σ' | 'ө' => 'o',
        'р' | 'ρ' => 'p',
        'ԛ' | 'զ' => 'q',
        'г' => 'r',
        'ѕ' | 'տ' => 's',
        'т' | 'τ' => 't',
        'ԝ' | 'ω' | 'ա' => 'w',
        'х' | 'χ' => 'x',
        'ζ' => 'z',
        other => other,
    }
}

/// Whether a letter may be read for another: the same, or one of another script that looks like it.
pub(super) fn is_read_as(a: char, b: char) -> bool {
    a == b || (class(a) == class(b) && !(a.is_ascii() && b.is_ascii()))
}

/// Whether a letter is of a script that has capitals, and writes words apart.
pub(super) fn has_case(c: char) -> bool {
    c.is_lowercase() || c.is_uppercase() || c.is_numeric()
}
