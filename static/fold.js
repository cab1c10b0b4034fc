/* Dateline: the folding of names and words, for scripts that compare what readers type with what the site holds.

   It is the program's own: the tables are made of those in src/text/fold.rs, and the rules below are those beside them. */
(() => {
  'use strict';

  /* Made from src/text/fold.rs: `UPDATE=1 cargo test --test it folding::` */
  const MARKS = /[\u{2c8}\u{300}-\u{36f}\u{483}-\u{489}\u{591}-\u{5bd}\u{5bf}\u{5c1}-\u{5c2}\u{5c4}-\u{5c5}\u{5c7}\u{610}-\u{61a}\u{640}\u{64b}-\u{65f}\u{670}\u{6d6}-\u{6dc}\u{6df}-\u{6e8}\u{6ea}-\u{6ed}\u{8ca}-\u{8ff}\u{1ab0}-\u{1aff}\u{1dc0}-\u{1dff}\u{20d0}-\u{20ff}\u{fe20}-\u{fe2f}]/gu;
  const JOINED = /[\u{2e}\u{55b}\u{55c}\u{55e}\u{ad}\u{34f}\u{61c}\u{115f}-\u{1160}\u{17b4}-\u{17b5}\u{180b}-\u{180f}\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2060}-\u{206f}\u{3164}\u{fe00}-\u{fe0f}\u{feff}\u{ffa0}\u{fff9}-\u{fffb}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/gu;
  const APOSTROPHES = /[\u{27}\u{60}\u{b4}\u{2018}\u{2019}\u{201b}\u{2032}\u{2b9}\u{2ba}\u{2bb}\u{2bc}\u{2bd}\u{2be}\u{2bf}\u{55a}\u{ff07}]/gu;
  const UNSPACED = /[\u{e00}-\u{eff}\u{1000}-\u{109f}\u{1780}-\u{17ff}\u{3005}-\u{3007}\u{3040}-\u{30ff}\u{31f0}-\u{31ff}\u{3400}-\u{4dbf}\u{4e00}-\u{9fff}\u{a9e0}-\u{a9ff}\u{aa60}-\u{aa7f}\u{20000}-\u{3ffff}]/u;
  const LETTERS = new Map([['ı', 'i'], ['ø', 'o'], ['ł', 'l'], ['đ', 'd'], ['ß', 'ss'], ['æ', 'ae'], ['œ', 'oe'], ['ς', 'σ']]);
  const SEARCHED = new Map([['ə', 'e'], ['ð', 'd'], ['þ', 'th'], ['ħ', 'h'], ['ґ', 'г'], ['ٱ', 'ا'], ['ى', 'ي'], ['ی', 'ي'], ['ې', 'ي'], ['ک', 'ك'], ['ة', 'ه'], ['ە', 'ه'], ['ך', 'כ'], ['ם', 'מ'], ['ן', 'נ'], ['ף', 'פ'], ['ץ', 'צ'], ['٠', '0'], ['١', '1'], ['٢', '2'], ['٣', '3'], ['٤', '4'], ['٥', '5'], ['٦', '6'], ['٧', '7'], ['٨', '8'], ['٩', '9'], ['۰', '0'], ['۱', '1'], ['۲', '2'], ['۳', '3'], ['۴', '4'], ['۵', '5'], ['۶', '6'], ['۷', '7'], ['۸', '8'], ['۹', '9']]);
  const PAIRS = [['եւ', 'եվ']];
  const LONGEST = 40;
  /* As far as made. */

  const HEARD = /'/g;
  const GAPS = /[^\p{Alphabetic}\p{N}\p{M}']+/gu;

  /** Folded, with apostrophes as one sign. */
  const reduced = (text) => text.replace(APOSTROPHES, "'").replace(JOINED, '').normalize('NFKD').toLowerCase()
    .replace(APOSTROPHES, "'").replace(JOINED, '').replace(MARKS, '')
    .replace(/[^\0-\x7f]/gu, (c) => LETTERS.get(c) ?? c).replace(GAPS, ' ');

  /** A name or title as names are compared: no case, accents, apostrophes, dashes, punctuation. */
  const fold = (text) => reduced(text).replace(HEARD, '').replace(/ +/g, ' ').trim();

  /** Pairs of letters, each with its marks, of what has no blanks between words; `whole` adds the last letter alone. */
  const pairs = (run, whole) => {
    const letters = run.match(/^\p{M}+|[^\p{M}]\p{M}*/gu) ?? [];
    const list = letters.slice(0, -1).map((letter, i) => letter + letters[i + 1]);
    if (whole || letters.length === 1) list.push(letters.at(-1));
    return list;
  };

  const cut = (word) => (word.length > LONGEST ? [...word].slice(0, LONGEST).join('') : word);

  const runs = (word, whole) => {
    if (!UNSPACED.test(word)) return [cut(word)];
    const list = [];
    let run = '';
    let was = null;
    for (const [letter] of word.matchAll(/^\p{M}+|[^\p{M}]\p{M}*/gu)) {
      const is = UNSPACED.test(letter[0] < '\ud800' || letter[0] > '\udfff' ? letter[0] : letter.slice(0, 2));
      if (was !== null && is !== was) {
        list.push(...(was ? pairs(run, whole) : [run]));
        run = '';
      }
      run += letter;
      was = is;
    }
    list.push(...(was ? pairs(run, whole) : [run]));
    return list.map(cut);
  };

  /** The words of a text as a search knows them. Each is a list of ways to find it, the first the likeliest, and each of these a list of
      terms that belong together. */
  const words = (text, whole = false) => {
    let folded = reduced(text).replace(/[^\0-\x7f]/gu, (c) => SEARCHED.get(c) ?? c);
    for (const [pair, instead] of PAIRS) folded = folded.replaceAll(pair, instead);
    return folded.split(' ').map((word) => word.replace(/^'+|'+$/g, '')).filter(Boolean).map((word) => {
      if (!word.includes("'")) return [runs(word, whole)];
      const parts = word.split("'").filter((part) => [...part].length > 2);
      return [runs(word.replace(HEARD, ''), whole), ...(parts.length ? [parts.flatMap((part) => runs(part, whole))] : [])];
    });
  };

  /** What the program leaves out where it is made of a name: Latin letters without marks, and digits. */
  const plain = (name) => name.replace(/[A-Z]/g, (c) => c.toLowerCase()).replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');

  self.datelineFolding = { fold, words, plain };
})();
