/* Dateline: the search of the whole archive, without a server.

   It looks words up in the files of search/, which are scripts, because a page opened from a disk may load nothing else: root.js and
   names.js at once, of the others those in which the words of the question stand, and those that show what is found. On the page of
   the search it fills the element [data-search]; in the masthead of other pages search-field.js hands it a field. It asks no other
   host and stores nothing.

   1  Files      what is loaded, and whether it belongs together
   2  Words      what a word of the question may stand for
   3  Match      what has all words, the likeliest first
   4  Results    what is shown of it
   5  Field      typing, keys, the address */

(() => {
  'use strict';

  if (typeof self.datelineSearch?.attach === 'function') return;

  const { fold, words: wordsOf, plain } = self.datelineFolding;

  const h = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value === undefined || value === null || value === false) continue;
      if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
      else element.setAttribute(key, value === true ? '' : value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
    return element;
  };

  /* 1 Files ------------------------------------------------------------------------ */

  /** The way to the site's root. */
  let base = '';
  /** The folder of the edition, where the names and words are; what is found stands at the root. */
  let edition = '';
  let root = null;
  let named = null;
  let common = new Set();
  /** Files as far as they are asked for, and what they held. */
  let asked = new Map();
  let held = new Map();
  let isStale = false;
  let isLacking = false;

  const script = (address) => new Promise((done) => {
    const element = h('script', { src: base + address });
    element.onload = element.onerror = ({ type }) => {
      element.remove();
      done(type === 'load');
    };
    document.head.append(element);
  });

  const load = (name, mark) => {
    if (!asked.has(name)) {
      asked.set(name, script(`${name === 'names' ? edition : ''}search/${name}.js?v=${mark}`).then((came) => {
        // A later question asks again.
        if (!came) asked.delete(name);
        if (!came || !held.has(name)) isLacking = true;
      }));
    }
    return asked.get(name);
  };

  const begin = () => {
    if (!asked.has('root')) {
      const given = document.querySelector('.search[data-search]') && root;
      asked.set('root', (given ? Promise.resolve(true) : script(`${edition}search/root.js`)).then(async (came) => {
        if (!came || !root) {
          asked.delete('root');
          return false;
        }
        await load('names', root.shelves.map(({ mark }) => mark).join(''));
        return true;
      }));
    }
    return asked.get('root');
  };

  /** The root was of another build than a file that it led to. */
  const again = async () => {
    asked = new Map();
    held = new Map();
    root = named = null;
    isStale = false;
    await script(`${edition}search/root.js?v=${Date.now()}`);
    return begin();
  };

  const take = (name, isOwn, value) => {
    if (isOwn) held.set(name, value);
    else isStale = true;
  };

  const shelfOf = (sign) => root?.shelves.find((shelf) => shelf.sign === sign);

  const taken = {
    root: (given) => {
      root = given;
      common = new Set(given.common.split('\n'));
      for (const [i, shelf] of given.shelves.entries()) {
        shelf.place = i;
        shelf.firsts = shelf.first ? shelf.first.split('\n') : [];
        shelf.orders = shelf.found.split('\n');
      }
    },
    names: (given) => {
      named = given.flatMap(({ sort, way, rows }) => rows.map(([number, name, id, count, others]) => ({
        sort, number, name, count, url: way[0] + (id || plain(name)) + way[1], others,
        tokens: [name, ...others].map((text) => wordsOf(text).map(([first]) => first.join(''))),
      })));
      held.set('names', true);
    },
    words: (sign, n, order, list, postings) => {
      const shelf = shelfOf(sign);
      if (!shelf) return;
      const words = list.split('\n');
      take(`words-${sign}${n}`, shelf.order === order && (shelf.firsts[n] === words[0]), { words, postings: postings.split(' ') });
    },
    found: (sign, n, order, rows) => {
      const shelf = shelfOf(sign);
      if (!shelf) return;
      take(`found-${sign}${n}`, (shelf.found ? shelf.orders[n] : shelf.order) === order, new Map(rows.map(([place, ...row]) => [place, row])));
    },
  };

  /** Numbers out of characters, as the program puts them in. */
  const numbers = (text) => {
    const list = [];
    let high = -1;
    let large = false;
    for (const sign of text) {
      let code = sign.codePointAt(0);
      if (code === 0x21) {
        large = true;
        continue;
      }
      if (code >= 0xe000) code -= 0x800;
      if (code > 0x5c) code--;
      if (code > 0x3c) code--;
      code -= 0x23;
      if (large && high < 0) high = code;
      else {
        list.push(high < 0 ? code : high * 262144 + code);
        high = -1;
        large = false;
      }
    }
    return list;
  };

  /* 2 Words ------------------------------------------------------------------------ */

  /** The file of a shelf in which a word would stand. */
  const fileOf = ({ firsts }, word) => {
    let [low, high] = [0, firsts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (firsts[middle] <= word) low = middle + 1;
      else high = middle;
    }
    return Math.max(low - 1, 0);
  };

  const loadWords = (shelf, n) => load(`words-${shelf.sign}${n}`, shelf.mark);
  const heldWords = (shelf, n) => held.get(`words-${shelf.sign}${n}`);

  /** Loads the files in which a word, or what begins with it, stands: two of a shelf at most. */
  const around = (word, isOpen) => root.shelves.filter(({ firsts }) => firsts.length).flatMap((shelf) => {
    const n = fileOf(shelf, word);
    const next = shelf.firsts[n + 1];
    return [loadWords(shelf, n), ...(isOpen && next?.startsWith(word) ? [loadWords(shelf, n + 1)] : [])];
  });

  /** By how many slips two words differ: letters left out, added, exchanged or swapped; more than `most` are not counted. */
  const slips = (a, b, most) => {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let [before, last] = [[], Array.from({ length: b.length + 1 }, (_, i) => i)];
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      let least = i;
      for (let j = 1; j <= b.length; j++) {
        let value = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) value = Math.min(value, before[j - 2] + 1);
        row.push(value);
        least = Math.min(least, value);
      }
      if (least > most) return most + 1;
      [before, last] = [last, row];
    }
    return last[b.length];
  };
  const mostSlips = (word) => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);

  /** Words that stand in many forms are shortened by so many letters at most. */
  const ENDING = 3;

  /** How well a word of the archive answers one of the question; 0 if it does not. */
  const likeness = (term, word, isOpen) => {
    if (word === term) return 1;
    if (word.startsWith(term)) {
      // What is still being typed may become any of these.
      if (isOpen && (term.length > 2 || !/^[\0-\x7f]*$/.test(term))) return 0.55 + 0.35 * (term.length / word.length);
      return word.length - term.length <= ENDING && term.length > 3 ? 0.6 : 0;
    }
    let same = 0;
    while (same < term.length && term[same] === word[same]) same++;
    const isForm = same > 3 && same >= term.length - ENDING && word.length - same <= ENDING;
    return isForm ? 0.3 + 0.2 * (same / Math.max(term.length, word.length)) : 0;
  };

  /** All words of the loaded files that answer a term, with where they stand. */
  const answers = (term, like) => root.shelves.flatMap((shelf) => shelf.firsts.flatMap((_, n) => {
    const file = heldWords(shelf, n);
    if (!file) return [];
    return file.words.flatMap((word, i) => {
      const value = like(word, shelf, n);
      return value > 0 ? [{ word, value, shelf, postings: file.postings[i] }] : [];
    });
  }));

  /* 3 Match ------------------------------------------------------------------------ */

  const SHELF = 2 ** 24;
  const worth = (weight) => (weight < 4 ? 1 + 0.35 * weight : weight < 6 ? 2.6 + 0.4 * (weight - 4) : 5 + 0.4 * (weight - 6));

  /** What some words stand in: by key, how much they say of it. */
  const standing = (list) => {
    const all = root.shelves.reduce((sum, { count }) => sum + count, 0);
    const sets = list.map((answer) => ({ ...answer, numbers: numbers(answer.postings) }));
    const exact = sets.filter(({ value }) => value === 1);
    const many = (exact.length ? exact : sets).reduce((sum, { numbers }) => sum + numbers.length, 0);
    const rare = Math.log(1 + all / Math.max(many, 1));
    const scores = new Map();
    for (const { value, shelf, numbers } of sets) {
      let number = 0;
      for (const coded of numbers) {
        number += coded >> 3;
        const key = shelf.place * SHELF + number;
        // Names of the register lead to all that lists them.
        const score = value * rare * worth(coded & 7) * (shelf.sign === 'n' && (coded & 7) > 5 ? 1.5 : 1);
        if (score > (scores.get(key) ?? 0)) scores.set(key, score);
      }
    }
    return scores;
  };

  const union = (maps, merge) => {
    const all = new Map();
    for (const map of maps) for (const [key, score] of map) all.set(key, merge(all.get(key) ?? 0, score));
    return all;
  };

  const meeting = ([first, ...rest]) => {
    const all = new Map();
    if (!first) return all;
    for (const [key, score] of first) {
      let sum = score;
      for (const map of rest) {
        const more = map.get(key);
        sum = more === undefined ? NaN : sum + more;
      }
      if (!Number.isNaN(sum)) all.set(key, sum);
    }
    return all;
  };

  /** So many words of a question are looked up. */
  const WORDS = 12;

  /** What the files that are loaded say of one way to write a word; `near` are the words that it was taken for. */
  const ofTerm = (term, isOpen) => {
    const exact = answers(term, (word, shelf, n) => (n === fileOf(shelf, term) || n === fileOf(shelf, term) + 1 ? likeness(term, word, isOpen) : 0));
    return { term, scores: standing(exact), words: exact.map(({ word }) => word) };
  };

  /** A word of which nothing is found, taken for another: one slip, or two in a long one. */
  const corrected = async (term) => {
    const most = mostSlips(term);
    if (most === 0) return null;
    const near = (word) => {
      const n = slips(term, word, most);
      return n <= most ? 1 - 0.3 * n - (word[0] === term[0] ? 0 : 0.05) : 0;
    };
    const best = (list) => list.sort((a, b) => b.value - a.value || b.postings.length - a.postings.length)[0]?.word;
    const ofNames = (named ?? []).flatMap(({ tokens, count }) => tokens.flat().map((word) => ({ word, value: near(word), postings: { length: count } }))).filter(({ value }) => value > 0);
    const here = answers(term, near);
    let found = best([...ofNames, ...here]);
    if (!found || slips(term, found, most) > 1) {
      // The slip may be in the first letters, after which the files are sorted.
      const letters = [...term];
      const others = [0, 1, 2].flatMap((i) => [
        letters.filter((_, at) => at !== i),
        letters.flatMap((letter, at) => (at === i ? [letter, letter] : [letter])),
        letters.map((letter, at) => (at === i ? letters[i + 1] : at === i + 1 ? letters[i] : letter)),
      ]).map((list) => list.join(''));
      await Promise.all([...new Set(others)].flatMap((other) => around(other, false)));
      found = best([...ofNames, ...answers(term, near)]) ?? found;
    }
    return found ?? null;
  };

  /** All that answers a question: by key its score, and what has to be said about the way there. */
  const match = async (question) => {
    if (!await begin()) return null;
    isLacking = false;
    const asks = wordsOf(question).slice(0, WORDS);
    const isOpen = (i) => i === asks.length - 1 && !/\s$/.test(question);
    await Promise.all(asks.flatMap((ways, i) => ways.flat().flatMap((term) => around(term, isOpen(i)))));
    if (isStale && await again()) return match(question);
    const ofWay = (terms, open) => {
      const each = terms.map((term, i) => ofTerm(term, open && i === terms.length - 1));
      return { scores: meeting(each.map(({ scores }) => scores)), words: each.flatMap(({ words }) => words) };
    };
    const ofWord = (ways, open) => {
      const each = ways.map((terms) => ofWay(terms, open));
      return { scores: union(each.map(({ scores }) => scores), Math.max), words: each.flatMap(({ words }) => words) };
    };
    const parts = asks.map((ways, i) => ({ ways, term: ways[0].join(''), near: null, ...ofWord(ways, isOpen(i)) }));
    for (const part of parts) part.isCommon = part.ways.length === 1 && part.ways[0].length === 1 && common.has(part.term);
    for (const part of parts) {
      if (part.scores.size > 0 || part.isCommon) continue;
      part.near = await corrected(part.term);
      if (!part.near) continue;
      await Promise.all(around(part.near, false));
      Object.assign(part, ofWord([[part.near]], false));
    }
    const answered = parts.filter(({ scores, isCommon }) => scores.size > 0 || isCommon);
    const without = parts.filter((part) => !answered.includes(part));
    let required = answered.filter(({ isCommon }) => !isCommon);
    if (required.length === 0) required = answered.filter(({ scores }) => scores.size > 0);
    let scores = meeting(required.map(({ scores }) => scores));
    let some = false;
    if (scores.size === 0 && required.length > 1) {
      some = true;
      const counts = union(required.map(({ scores }) => new Map([...scores.keys()].map((key) => [key, 1]))), (a, b) => a + b);
      const most = Math.max(...counts.values());
      const sums = union(required.map(({ scores }) => scores), (a, b) => a + b);
      scores = new Map([...sums].filter(([key]) => counts.get(key) === most));
    }
    // Words that are everywhere say something where they stand in a title.
    for (const { isCommon, scores: own } of answered) if (isCommon) for (const [key, score] of own) if (scores.has(key)) scores.set(key, scores.get(key) + score);
    const near = parts.some(({ near }) => near) ? parts.map(({ near, term }) => near ?? term).join(' ') : '';
    return { scores, near, without: without.map(({ term }) => term), some, words: new Set(parts.flatMap(({ words }) => words)), terms: parts.map(({ near, term }) => near ?? term) };
  };

  /** The names of the register that answer a question. */
  const namesFor = (terms) => {
    if (!named || terms.length === 0) return [];
    const value = (tokens) => {
      let sum = 0;
      for (const term of terms) {
        const best = Math.max(0, ...tokens.map((token) => (token === term ? 1 : term.length > 1 && token.startsWith(term) ? 0.8 : 0)));
        if (best === 0) return 0;
        sum += best;
      }
      return sum / terms.length + terms.length / Math.max(tokens.length, terms.length) / 2;
    };
    return named.map((name) => ({ ...name, value: Math.max(...name.tokens.map(value)) })).filter((name) => name.value > 0)
      .sort((a, b) => b.value - a.value || b.count - a.count);
  };

  /** What is written in a language; null for all. */
  const inLanguage = async (language) => {
    if (!language) return null;
    await Promise.all(around(language, false));
    return standing(answers(language, (word) => (word === language ? 1 : 0)));
  };

  /** In order: what is likeliest, and of what is as likely the newest. */
  const ranked = (scores) => [...scores].sort(([a, x], [b, y]) => y - x || (a >= 2 * SHELF) - (b >= 2 * SHELF) || b - a);

  /* 4 Results ---------------------------------------------------------------------- */

  const placeOf = (key) => {
    const shelf = root.shelves[Math.floor(key / SHELF)];
    const number = key % SHELF;
    return { shelf, file: Math.floor(number / root.together), at: number % root.together };
  };
  const loadFound = (keys) => Promise.all(keys.map((key) => {
    const { shelf, file } = placeOf(key);
    return load(`found-${shelf.sign}${file}`, shelf.found ? shelf.orders[file] : shelf.mark);
  }));
  const rowOf = (key) => {
    const { shelf, file, at } = placeOf(key);
    return held.get(`found-${shelf.sign}${file}`)?.get(at);
  };

  const digits = (n) => {
    const { zero, sign, least, last, others } = root.numbers;
    const text = String(n).replace(/\d/g, (digit) => String.fromCodePoint(zero.codePointAt(0) + +digit));
    if (text.length < least) return text;
    return [...text].map((digit, i) => {
      const left = text.length - i - last;
      return i > 0 && left >= 0 && left % others === 0 ? sign + digit : digit;
    }).join('');
  };
  const forms = new Intl.PluralRules(document.documentElement.lang || 'en');
  /** A phrase with texts in its gaps; of one that counts, the form of a number. */
  const say = (key, texts = {}, number = 0) => {
    const said = root?.phrases[key] ?? '';
    return (said.other ? said[forms.select(number)] ?? said.other : said).replace(/\{(\w*)\}/g, (_, gap) => texts[gap] ?? '');
  };
  const counted = (key, number, texts = {}) => say(key, { n: digits(number), ...texts }, number);

  /** A text with the words marked that were found. */
  const marked = (text, found) => text.split(/([\p{L}\p{N}\p{M}'’]+)/u).map((part, i) => {
    const hit = i % 2 === 1 && wordsOf(part, true).some((ways) => ways.flat().some((term) => found.words.has(term) || found.terms.includes(term)));
    return hit ? h('mark', {}, part) : part;
  });

  /** Texts stand in the edition of their language, all else in each. */
  const inEdition = (url) => (/^(actors|claims|conflicts|events|places|sources|statements|tags)\b/.test(url) ? edition + url : url);

  const row = ([sort, url, title, facts, said, lang], found) => h('li', {},
    h('p', { class: 'k' }, sort, facts ? ` · ${facts}` : null),
    h('h3', lang ? { lang, dir: 'auto' } : { dir: 'auto' }, h('a', { href: base + inEdition(url) + aimed(url, title, found) }, ...marked(title, found))),
    said ? h('p', { ...(lang ? { lang } : {}), dir: 'auto' }, ...marked(said, found)) : null);

  /** Leads a browser to the word itself, if the title does not have it. */
  const aimed = (url, title, found) => {
    if (url.includes('#') || found.near) return '';
    const titled = new Set(wordsOf(title).flat(2));
    const word = found.terms.find((term) => found.words.has(term) && !titled.has(term));
    return word ? `#:~:text=${encodeURIComponent(word).replaceAll('-', '%2D')}` : '';
  };

  const nameRow = ({ sort, name, url, count, others }, terms) => {
    const other = others.find((text) => { const own = wordsOf(text).flat(2); return terms.every((term) => own.some((word) => word.startsWith(term))); });
    const isShown = wordsOf(name).flat(2).some((word) => terms.some((term) => word.startsWith(term)));
    return h('li', { class: 'named' }, h('p', { class: 'k' }, sort, ` · ${counted('entries', count)}`),
      h('h3', {}, h('a', { href: base + url }, h('bdi', {}, name)), !isShown && other ? h('small', {}, ' ', h('bdi', {}, other)) : null));
  };

  /* 5 Field ------------------------------------------------------------------------ */

  /** So many results are shown at first, and so many more each time; in the masthead so many at all. */
  const PAGE = 10;
  const FEW = 6;
  const NAMES = 3;

  const attach = (way, { place, field, whole }) => {
    base = way;
    edition = whole.edition ?? '';
    let turn = 0;
    let shown = PAGE;
    let language = '';
    const status = h('p', { class: 'data', role: 'status' });
    const note = h('p', { class: 'note' });
    const list = h('ol', { class: 'hits' });
    const rest = h('div', { class: 'rest' });
    const choice = h('p', { class: 'language', hidden: true });
    place.append(choice, status, note, list, rest);

    const page = (question) => `${base}${whole.page}?q=${encodeURIComponent(question)}`;

    const empty = () => {
      status.textContent = note.textContent = '';
      list.replaceChildren();
      rest.replaceChildren();
      list.removeAttribute('aria-busy');
      place.classList.remove('open');
    };

    const show = async (focus = -1) => {
      const own = ++turn;
      const question = field.value;
      if (question.trim() === '') return empty();
      place.classList.add('open');
      list.setAttribute('aria-busy', 'true');
      let found = await match(question);
      if (own !== turn) return;
      if (!found) {
        status.textContent = note.textContent = '';
        list.replaceChildren(h('li', {}, h('a', { href: base + whole.page }, base + whole.page)));
        return;
      }
      fillChoice();
      const only = await inLanguage(language);
      if (own !== turn) return;
      if (only) found.scores = new Map([...found.scores].filter(([key]) => only.has(key)));
      const names = language ? [] : namesFor(found.terms).slice(0, whole.isPage ? NAMES : 2);
      const isNamed = new Set(names.map(({ number }) => 2 * SHELF + number));
      const all = ranked(found.scores).filter(([key]) => !isNamed.has(key)).map(([key]) => key);
      const wanted = all.slice(0, whole.isPage ? shown : FEW - names.length);
      say(found, all.length + names.length, question);
      const draw = (isAll) => {
        // As far as they are here, in their order.
        const order = exactFirst(wanted, question);
        const stop = order.findIndex((key) => !rowOf(key));
        const ready = isAll ? order.filter(rowOf) : stop < 0 ? order : order.slice(0, stop);
        list.replaceChildren(...names.map((name) => nameRow(name, found.terms)), ...ready.map((key) => row(rowOf(key), found)));
      };
      const waits = wanted.map((key) => loadFound([key]).then(() => { if (own === turn && !isStale) draw(); }));
      draw();
      await Promise.all(waits);
      if (own !== turn) return;
      if (isStale) {
        if (await again() && own === turn) return show(focus);
      }
      draw(true);
      list.removeAttribute('aria-busy');
      if (isLacking) note.textContent = phrase('lacking');
      const more = all.length - wanted.length;
      rest.replaceChildren(...[
        whole.isPage && more > 0 && h('button', { type: 'button', onclick: () => { const at = names.length + wanted.length; shown += PAGE; show(at); } }, phrase('more', { n: digits(Math.min(more, PAGE)) })),
        !whole.isPage && h('a', { href: page(question) }, phrase('all')),
        whole.isPage && all.length > 0 && h('a', { href: `${base}${root.timeline}?words=${encodeURIComponent(question)}` }, phrase('timeline')),
      ].filter(Boolean));
      if (focus >= 0) list.querySelectorAll('a')[focus]?.focus();
    };

    const phrase = (key, texts) => sayPhrase(key, texts);

    /** The title that was typed is the first. */
    const exactFirst = (keys, question) => {
      const asked = fold(question);
      const is = (key) => fold(rowOf(key)?.[2] ?? '') === asked;
      return [...keys].sort((a, b) => is(b) - is(a));
    };

    let spoken = 0;
    const say = (found, n, question) => {
      const texts = { q: question.trim(), n: digits(n), near: found.near, words: found.without.join(', ') };
      const text = n === 0 ? phrase('none', texts)
        : found.near ? phrase('near', texts)
          : found.some || found.without.length ? phrase(found.without.length ? 'without' : 'some', texts)
            : phrase('found', texts, n);
      note.textContent = n === 0 ? phrase('help') : '';
      // A listener hears the count once the typing rests.
      clearTimeout(spoken);
      status.dataset.count = n;
      spoken = setTimeout(() => { if (status.textContent !== text) status.textContent = text; }, 250);
    };

    const fillChoice = () => {
      if (!whole.isPage || root.languages.length === 0 || choice.firstChild) return;
      const select = h('select', { id: 'search-language', onchange: () => { language = select.value; shown = PAGE; show(); } },
        h('option', { value: '' }, phrase('any-language')), ...root.languages.map(([value, name]) => h('option', { value }, name)));
      choice.append(h('label', { for: 'search-language' }, phrase('language')), ' ', select);
      choice.hidden = false;
    };

    /* The address, on the page of the search. */
    const written = () => new URLSearchParams(location.hash.startsWith('#?') ? location.hash.slice(2) : location.search).get('q') ?? '';
    const write = (isStep) => {
      if (!whole.isPage || written() === field.value.trim()) return;
      const target = new URL(location.href);
      target.search = field.value.trim() ? `q=${encodeURIComponent(field.value.trim())}` : '';
      target.hash = '';
      try {
        history[isStep ? 'pushState' : 'replaceState'](null, '', target);
      } catch {
        location.replace(`#?${target.search.slice(1)}`);
      }
    };

    let isTyping = false;
    field.addEventListener('focus', begin);
    field.addEventListener('input', () => {
      shown = PAGE;
      write(!isTyping);
      isTyping = true;
      show();
    });
    field.addEventListener('blur', () => { isTyping = false; });
    field.form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (!whole.isPage) {
        if (field.value.trim()) location.href = page(field.value.trim());
        return;
      }
      write(true);
      show();
    });
    const box = field.form.contains(place) ? field.form : place.parentElement;
    box.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.isComposing) return;
      const links = [field, ...place.querySelectorAll('a, button')];
      const at = links.indexOf(document.activeElement);
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        const next = links[at + (event.key === 'ArrowDown' ? 1 : -1)];
        if (at < 0 || !next) return;
        event.preventDefault();
        next.focus();
      } else if (event.key === 'Escape' && !whole.isPage && place.classList.contains('open')) {
        event.preventDefault();
        turn++;
        empty();
        field.focus();
      }
    });
    if (whole.isPage) {
      const restore = () => {
        field.value = written();
        shown = PAGE;
        show();
      };
      addEventListener('popstate', restore);
      field.value = written();
      if (field.value) show();
    } else {
      document.addEventListener('pointerdown', ({ target }) => { if (!box.contains(target)) { turn++; empty(); } });
      box.addEventListener('focusout', ({ relatedTarget }) => { if (relatedTarget && !box.contains(relatedTarget)) { turn++; empty(); } });
      if (field.value) show();
    }
  };
  const sayPhrase = say;

  /** The addresses of all that answers a question. */
  const addresses = async (question) => {
    const found = await match(question);
    const keys = ranked(found?.scores ?? new Map()).map(([key]) => key);
    await loadFound(keys);
    return keys.map((key) => rowOf(key)?.[1]);
  };

  self.datelineSearch = { ...taken, attach, match, addresses, ready: (way) => { base = way; return begin(); }, shelf: SHELF };

  const own = document.querySelector('.search[data-search]');
  if (own) {
    base = own.dataset.search;
    edition = own.dataset.edition ?? '';
    addEventListener('DOMContentLoaded', () => {
      const field = h('input', { type: 'search', id: 'search-words', name: 'q', autocomplete: 'off', spellcheck: 'false', enterkeyhint: 'search', 'aria-describedby': 'search-hint' });
      const form = h('form', { role: 'search' }, h('label', { for: 'search-words' }, say('label')), field, h('p', { class: 'data', id: 'search-hint' }, say('hint')));
      const place = h('div', { class: 'answers' });
      own.append(form, place);
      attach(own.dataset.search, { place, field, whole: { isPage: true, page: '', edition } });
      if (!location.hash || location.hash.startsWith('#?')) field.focus({ preventScroll: true });
    });
  }
})();
