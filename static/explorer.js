/* Dateline: the explorer of the timeline.

   Filters, a strip to zoom and to choose a period on, and their state in the address. The page is complete without it:
   it fills the element [data-explore], whose value is the way to the site's root (`data-edition` the folder of another language's pages), and does nothing where there is none.

   The data come as scripts that call `dateline.…`, because a page opened from a disk may load nothing else:
   timeline/data.js at once, entries-N.js for the results that are shown, words-N.js when words are searched.
   Nothing is stored, no style or script is inline, no other host is asked.

   1  Data       what the files hold, and dates
   2  Choice     what is chosen, and its form in the address
   3  Sift       which entries meet it, and how many would with one more
   4  Controls   words, panels of values, chips, the count
   5  Strip      activity over time, zoom, the period
   6  Results    the list
   7  Start */

(() => {
  'use strict';

  const place = document.querySelector('[data-explore]');
  // An id of an entry may be called so too.
  if (!place || typeof self.dateline?.data === 'function') return;

  const { explore: root, edition = '' } = place.dataset;
  const rtl = getComputedStyle(place).direction === 'rtl';
  // In the frame of another page, steps of its history would be taken from that page's reader.
  const framed = self !== self.top;
  const still = matchMedia('(prefers-reduced-motion: reduce)');

  /** Makes an element: attributes, listeners as `onclick`, and children. */
  const h = (name, attributes = {}, ...children) => {
    const svg = /^(svg|g|path|rect|line|text|title|tspan|foreignObject)$/.test(name);
    const element = svg ? document.createElementNS('http://www.w3.org/2000/svg', name) : document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value === undefined || value === null || value === false) continue;
      if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
      else element.setAttribute(key, value === true ? '' : value);
    }
    element.append(...children.filter((child) => child !== null));
    return element;
  };

  /* 1 Data ------------------------------------------------------------------------- */

  let data;
  /** How many entries have a day; the others stand at the end. */
  let dated = 0;
  /** By entry: the first and last day, counted from 1970. */
  let first;
  let last;
  let facets = [];
  let layers;
  /** The folded titles, by entry, as far as they are loaded. */
  const titles = [];
  let wordsHere = 0;
  const parts = [];
  const asked = new Map();

  const forms = new Intl.PluralRules(document.documentElement.lang || 'en');
  /** A phrase with texts in its gaps; of one that counts, the form of a number. */
  const say = (key, texts = {}, number = 0) => {
    const said = data.phrases[key] ?? key;
    return (said.other ? said[forms.select(number)] ?? said.other : said).replace(/\{(\w*)\}/g, (_, gap) => texts[gap] ?? '');
  };
  const counted = (key, number, texts = {}) => say(key, { n: digits(number), ...texts }, number);

  const { fold, plain } = self.datelineFolding;

  /** The values of each entry: those of entry i are list[from[i]] up to list[from[i + 1]]. */
  const values = ({ of, one }) => {
    const from = new Uint32Array(data.count + 1);
    const list = [];
    let entry = 0;
    for (const sign of of) {
      const code = sign.codePointAt(0);
      if (code > 32) list.push(code < 0xd800 ? code - 33 : code - 33 - 0x800);
      if (code === 32 || one) from[++entry] = list.length;
    }
    return { from, list: Uint32Array.from(list) };
  };

  const unpack = () => {
    dated = data.days.length;
    first = new Int32Array(data.count);
    let day = 0;
    data.days.forEach((distance, i) => { first[i] = day += distance; });
    last = first.slice();
    for (let at = 0, i = 0; at < data.spans.length; at += 2) {
      i += data.spans[at];
      last[i] = first[i] + data.spans[at + 1];
    }
    // Without layers all are of one.
    layers = data.layers ? { ...data.layers, of: values({ of: data.layers.of, one: true }).list } : { classes: ['others'], names: [''], of: new Uint32Array(data.count) };
    facets = data.facets.map(unpackFacet);
  };

  const unpackFacet = (facet) => {
    const names = facet.names.split('\n');
    const ids = facet.ids.split('\n').map((id, i) => id || plain(names[i]));
    return { ...facet, ...values(facet), names, ids, chosen: new Set(), counts: new Uint32Array(names.length) };
  };
  const facetOf = (key) => facets.find((facet) => facet.key === key);
  const isComplete = () => facets.length === data.keys.length;
  /** Loads the facets that are in a file of their own. */
  const loadNames = () => isComplete() || load('names', 1);

  /** Loads one of the numbered files, once. */
  const load = (kind, n) => {
    const name = `${kind}-${n}`;
    if (!asked.has(name)) {
      asked.set(name, new Promise((done) => {
        const script = h('script', { src: `${root}${edition}timeline/${name}.js?v=${data.mark}` });
        script.onload = script.onerror = ({ type }) => {
          script.remove();
          if (type === 'error') asked.delete(name);
          done(type === 'load');
        };
        document.head.append(script);
      }));
    }
    return asked.get(name);
  };

  const wordFiles = () => Math.ceil(data.count / data.parts.words);
  const loadWords = () => Promise.all(Array.from({ length: wordFiles() }, (_, i) => load('words', i + 1)));

  const dayOf = (year, month, day = 1) => {
    const date = new Date(0);
    date.setUTCFullYear(year, month, day);
    return Math.floor(date.getTime() / 864e5);
  };
  const dateOf = (day) => new Date(day * 864e5);
  const iso = (day) => {
    const date = dateOf(day);
    const year = date.getUTCFullYear();
    return `${year < 0 ? '-' : ''}${String(Math.abs(year)).padStart(4, '0')}-${date.toISOString().slice(-19, -14)}`;
  };
  /** The day of an ISO date; null if it is none. */
  const readDay = (text) => {
    const [, year, month, date] = /^(-?\d{4,6})-(\d\d)-(\d\d)$/.exec(text ?? '') ?? [];
    if (!date) return null;
    const day = dayOf(+year, month - 1, +date);
    return Math.abs(day) < 9e7 && iso(day) === text ? day : null;
  };

  const digits = (n) => {
    const { sign, least, last, others } = data.numbers;
    const text = plainDigits(n);
    if (text.length < least) return text;
    return [...text].map((digit, i) => {
      const left = text.length - i - last;
      return i > 0 && left >= 0 && left % others === 0 ? sign + digit : digit;
    }).join('');
  };
  const plainDigits = (n) => String(n).replace(/\d/g, (digit) => String.fromCodePoint(data.dates.zero.codePointAt(0) + +digit));
  const wordsOf = (form, day) => {
    const year = dateOf(day).getUTCFullYear();
    const inYear = year < 1 ? data.dates.year_before_christ.replace('{y}', plainDigits(1 - year)) : plainDigits(year);
    return form.replace('{d}', plainDigits(dateOf(day).getUTCDate())).replace('{y}', inYear);
  };
  const inWords = (day) => wordsOf(data.dates.day[dateOf(day).getUTCMonth()], day);
  const inShort = (day) => wordsOf(data.dates.short_day[dateOf(day).getUTCMonth()], day);
  const yearInWords = (day) => wordsOf(data.dates.year, day);
  const rangeInWords = ([a, b]) => (a === b ? inWords(a) : say('range', { a: inWords(a), b: inWords(b) }));

  /* 2 Choice ----------------------------------------------------------------------- */

  let words = '';
  /** First and last day of the chosen period; either may be null. */
  let period = [null, null];
  /** What was told by that day alone; null for all. */
  let known = null;
  let lanes = '';
  /** An entry that the address names is shown whatever is chosen. */
  let named = -1;

  const hasPeriod = () => period[0] !== null || period[1] !== null;
  const isActive = () => words !== '' || hasPeriod() || known !== null || facets.some(({ chosen }) => chosen.size > 0);
  const wholePeriod = () => [period[0] ?? bounds[0], period[1] ?? bounds[1] - 1];

  const inOrder = () => { if (period[0] !== null && period[1] !== null && period[0] > period[1]) period.reverse(); };

  const written = () => new URLSearchParams(location.hash.startsWith('#?') ? location.hash.slice(2) : location.search);
  const read = () => {
    const query = written();
    words = (query.get('words') ?? '').trim();
    period = [readDay(query.get('from')), readDay(query.get('to'))];
    inOrder();
    known = data.told ? readDay(query.get('known')) : null;
    for (const facet of facets) facet.chosen = new Set(query.getAll(facet.key).map((id) => facet.ids.indexOf(id)).filter((value) => value >= 0));
    lanes = rowsBy().includes(query.get('rows')) ? query.get('rows') : '';
    if (!ui.looks?.length) return;
    const wanted = [query.get('order') === 'newest', query.has('compact')];
    wanted.forEach((yes, n) => { ui.looks[n].firstChild.checked = yes; });
    turn(wanted[0]);
    compact = wanted[1];
    list.classList.toggle('compact', compact);
  };

  const query = () => {
    // What is not ours stays.
    const query = new URLSearchParams(location.search);
    for (const key of ['words', 'from', 'to', 'known', 'rows', 'order', 'compact', ...facets.map(({ key }) => key)]) query.delete(key);
    if (words) query.set('words', words);
    if (period[0] !== null) query.set('from', iso(period[0]));
    if (period[1] !== null) query.set('to', iso(period[1]));
    if (known !== null) query.set('known', iso(known));
    for (const { key, chosen, ids } of facets) for (const value of chosen) query.append(key, ids[value]);
    if (lanes) query.set('rows', lanes);
    if (newest) query.set('order', 'newest');
    if (compact) query.set('compact', '');
    return query.toString();
  };

  let current = '';
  /** Puts the choice into the address: as a step to come back from, or in place of the last. */
  const write = (step) => {
    const now = query();
    if (now === current) return;
    current = now;
    named = -1;
    const target = new URL(location.href);
    target.search = now;
    target.hash = '';
    try {
      history[step && !framed ? 'pushState' : 'replaceState'](null, '', target);
    } catch {
      // A frame without an origin and some browsers on a disk: the part after the sign is free everywhere.
      location.replace(`#?${now}`);
    }
  };

  /** What a reader chose: shown, and kept in the address. */
  const choose = (step = true) => {
    write(step);
    shown = PAGE;
    show();
  };

  /* 3 Sift ------------------------------------------------------------------------- */

  const DATE = 0;
  const WORDS = 1;
  /** By entry: how many kinds of choice it does not meet, and the last of them. */
  let misses;
  let missed;
  let found = [];
  /** By word: which entries have it. */
  const having = new Map();

  const havingWord = (word) => {
    let marks = having.get(word);
    if (!marks) {
      marks = new Uint8Array(data.count);
      for (let i = 0; i < data.count; i++) if (titles[i]?.includes(word)) marks[i] = 1;
      for (const facet of facets) {
        facet.folded ??= facet.names.map(fold);
        const named = facet.folded.map((name) => name.includes(word));
        if (!named.includes(true)) continue;
        for (let i = 0; i < data.count; i++) for (let at = facet.from[i]; at < facet.from[i + 1]; at++) if (named[facet.list[at]]) marks[i] = 1;
      }
      if (having.size > 200) having.clear();
      having.set(word, marks);
    }
    return marks;
  };

  const sift = () => {
    misses.fill(0);
    const miss = (i, kind) => { misses[i]++; missed[i] = kind; };
    if (hasPeriod()) {
      const [from, to] = wholePeriod();
      for (let i = 0; i < data.count; i++) if (i >= dated || last[i] < from || first[i] > to) miss(i, DATE);
    }
    // A day that nothing else is chosen by counts wherever words do.
    if (known !== null) data.told.forEach((day, i) => { if (day === null || day > known) miss(i, WORDS); });
    if (words) {
      const sets = fold(words).split(' ').filter(Boolean).map(havingWord);
      for (let i = 0; i < data.count; i++) if (sets.some((set) => set[i] === 0)) miss(i, WORDS);
    }
    facets.forEach(({ chosen, names, from, list }, kind) => {
      if (chosen.size === 0) return;
      const wanted = new Uint8Array(names.length);
      for (const value of chosen) wanted[value] = 1;
      for (let i = 0; i < data.count; i++) {
        let meets = 0;
        for (let at = from[i]; at < from[i + 1]; at++) meets |= wanted[list[at]];
        if (!meets) miss(i, kind + 2);
      }
    });
    found = [];
    for (let i = 0; i < data.count; i++) if (misses[i] === 0) found.push(i);
    facets.forEach(({ counts, from, list }, kind) => {
      counts.fill(0);
      for (let i = 0; i < data.count; i++) {
        if (misses[i] > 1 || (misses[i] === 1 && missed[i] !== kind + 2)) continue;
        for (let at = from[i]; at < from[i + 1]; at++) counts[list[at]]++;
      }
    });
  };

  /* 4 Controls --------------------------------------------------------------------- */

  /** Of a long list so many values are shown at once. */
  const VALUES = 40;
  const ui = {};
  let open = null;
  let find = '';
  /** All that is typed while the field has the focus is one step. */
  let typing = false;

  const kinds = () => [...data.keys, ...(data.view ? ['date'] : [])];

  const build = () => {
    ui.words = h('input', { type: 'search', id: 'explore-words', name: 'words', placeholder: say('words-where'), autocomplete: 'off', spellcheck: 'false',
      oninput: () => {
        words = ui.words.value.trim();
        prepared(() => {
          choose(!typing);
          typing = true;
        });
      },
      onblur: () => { typing = false; }, onfocus: loadWords, onpointerenter: loadWords });
    ui.openers = new Map(kinds().map((key) => [key, h('button', { type: 'button', id: `explore-${key}`, 'aria-expanded': 'false', 'aria-controls': 'explore-panel', onclick: () => toggle(key) }, say(key))]));
    ui.panel = h('div', { id: 'explore-panel', class: 'panel', role: 'group', hidden: true });
    ui.chips = h('ul', { class: 'chips', 'aria-label': say('filters'), hidden: true });
    ui.count = h('p', { class: 'count', role: 'status' });
    ui.sheet = h('button', { type: 'button', class: 'sheet', 'aria-expanded': 'false', 'aria-controls': 'explore-openers', onclick: () => openSheet(true) }, say('filter'));
    ui.done = h('button', { type: 'button', onclick: () => openSheet(false) });
    ui.form = h('form', { role: 'search', 'aria-label': say('label'), onsubmit: (event) => event.preventDefault() },
      h('div', { class: 'choices' },
        h('p', { class: 'words' }, h('label', { for: 'explore-words' }, say('words')), ui.words),
        ui.sheet,
        h('div', { class: 'openers', id: 'explore-openers', onkeydown: closeByKey }, ...ui.openers.values(), ui.panel, h('p', { class: 'done' }, ui.done)),
        ui.count));
    // What is shown first is mostly early in the list: on its way while the reader still looks for a filter.
    const early = () => {
      loadNames();
      if (!own) load('entries', 1);
    };
    for (const name of ['pointerover', 'focusin']) ui.form.addEventListener(name, early, { once: true });
    const box = (key, change) => h('label', { class: 'look' }, h('input', { type: 'checkbox', onchange: ({ target }) => { change(target.checked); write(true); } }), say(key));
    ui.looks = own ? [box('newest', turn), box('compact', (yes) => { compact = yes; list.classList.toggle('compact', yes); })] : [];
    const copy = navigator.clipboard && !framed && h('button', { type: 'button', onclick: () => {
      navigator.clipboard.writeText(location.href).then(() => { copy.textContent = say('copied'); }, () => {});
    } }, say('copy'));
    ui.state = h('div', { class: 'state' }, ui.chips);
    ui.looksBox = h('p', { class: 'looks' }, ...ui.looks, ...(copy ? [copy] : []));
  };

  /** On a phone all choices are a sheet over the list. */
  const openSheet = (shown) => {
    ui.form.classList.toggle('sheeted', shown);
    ui.sheet.setAttribute('aria-expanded', String(shown));
    if (shown) ui.openers.values().next().value?.focus();
    else {
      if (open) toggle(open);
      ui.sheet.focus();
      place.scrollIntoView({ block: 'start' });
    }
  };

  /** Goes on once words can be searched: at once if none are wanted or all are here. */
  const prepared = (go) => {
    if (!words || (wordsHere === wordFiles() && isComplete())) go();
    else Promise.all([loadWords(), loadNames()]).then(go);
  };

  /** Goes on once all that the address names is here. */
  const whole = (go) => {
    const query = written();
    const isNamed = data.keys.some((key) => query.has(key) && !facetOf(key)) || (query.get('rows') === 'actor' && !facetOf('actor'));
    if (isNamed) loadNames().then(go);
    else go();
  };

  const toggle = (key) => {
    open = open === key ? null : key;
    find = '';
    for (const [other, button] of ui.openers) button.setAttribute('aria-expanded', String(other === open));
    ui.panel.hidden = open === null;
    if (open === null) return;
    ui.panel.setAttribute('aria-labelledby', `explore-${open}`);
    // The next step of the keyboard leads into it; the eye finds it below all buttons.
    ui.openers.get(open).after(ui.panel);
    fillPanel();
  };

  const fillPanel = () => {
    if (open === 'date') return ui.panel.replaceChildren(...datePanel());
    const facet = facetOf(open);
    ui.panel.replaceChildren(...(facet ? valuePanel(facet) : [h('p', { class: 'note' }, say('loading'))]));
    if (!facet) loadNames();
  };

  const closeByKey = (event) => {
    if (event.key !== 'Escape' || isModified(event) || !open) return;
    // The first Escape empties a field of the browser's own kind.
    if (event.target.type === 'search' && event.target.value) return;
    event.preventDefault();
    const opener = ui.panel.contains(event.target) && ui.openers.get(open);
    toggle(open);
    if (opener) opener.focus();
  };

  const isModified = (event) => event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.isComposing;

  const datePanel = () => {
    const [start, end] = [iso(bounds[0]), iso(bounds[1] - 1)];
    // The browser's own field knows years of four digits only.
    const type = /^\d{4}-/.test(start) && /^\d{4}-/.test(end) && start > '0001' ? 'date' : 'text';
    const field = (key, day, change, bounded) => h('p', {}, h('label', { for: `explore-${key}` }, say(key)),
      h('input', { type, id: `explore-${key}`, min: bounded && start, max: bounded && end, value: day === null ? '' : iso(day),
        placeholder: type === 'text' && start,
        onchange: (event) => {
          change(readDay(event.target.value));
          inOrder();
          choose();
        } }));
    const ofPeriod = (key, side) => field(key, period[side], (day) => { period[side] = day; }, type === 'date');
    return [h('div', { class: 'dates' }, ofPeriod('from', 0), ofPeriod('to', 1), data.told ? field('known', known, (day) => { known = day; }, false) : null)];
  };

  const valuePanel = (facet) => {
    const isLong = facet.names.length > VALUES;
    const list = h('ul', { class: 'values' });
    const note = h('p', { class: 'note', role: 'status' });
    const fill = () => {
      const wanted = fold(find);
      facet.folded ??= facet.names.map(fold);
      let order = facet.names.map((_, value) => value).filter((value) => !wanted || facet.folded[value].includes(wanted));
      // Values come by how often they occur; in a long list those that are chosen or still possible come first.
      if (isLong) {
        const rank = (value) => (facet.chosen.has(value) && !wanted ? Infinity : facet.counts[value]);
        order.sort((a, b) => (rank(a) === rank(b) ? a - b : rank(b) - rank(a)));
      }
      const rest = order.length - VALUES;
      order = order.slice(0, VALUES);
      facet.boxes = new Map(order.map((value) => [value, {
        box: h('input', { type: 'checkbox', onchange: ({ target }) => { facet.chosen[target.checked ? 'add' : 'delete'](value); choose(); } }),
        count: h('span', { class: 'n' }),
      }]));
      list.replaceChildren(...[...facet.boxes].map(([value, { box, count }]) => h('li', {}, h('label', {}, box, mark(facet, value), h('span', {}, facet.names[value]), ' ', count))));
      note.textContent = order.length === 0 ? say('no-values') : rest > 0 ? say('more-values', { n: digits(rest) }) : '';
      showValues(facet);
    };
    fill();
    if (!isLong) return [list];
    const id = `explore-find-${facet.key}`;
    const field = h('input', { type: 'search', id, autocomplete: 'off', spellcheck: 'false', oninput: (event) => { find = event.target.value; fill(); } });
    return [h('p', { class: 'find' }, h('label', { for: id }, say('find')), field), list, note];
  };

  /** The shape of a side; nothing for other values. */
  const mark = (facet, value) => (facet.classes ? h('i', { class: `shape ${facet.classes[value]}`, 'aria-hidden': 'true' }) : null);

  const showValues = ({ boxes, chosen, counts }) => {
    for (const [value, { box, count }] of boxes) {
      box.checked = chosen.has(value);
      count.textContent = digits(counts[value]);
      box.closest('label')?.classList.toggle('none', counts[value] === 0 && !box.checked);
    }
  };

  const chip = (kind, text, drop) => h('li', {}, h('button', { type: 'button', 'aria-label': say('remove', { '': `${kind}: ${text}` }),
    onclick: (event) => {
      const at = [...ui.chips.children].indexOf(event.currentTarget.parentElement);
      drop();
      choose();
      // The focus stays where it was, as far as something is left there.
      const left = ui.chips.querySelectorAll('button');
      (left[Math.min(at, left.length - 2)] ?? ui.words).focus();
    } }, h('span', { class: 'kind' }, kind), ' ', text));

  const showControls = () => {
    if (document.activeElement !== ui.words) ui.words.value = words;
    const chips = [];
    if (words) chips.push(chip(say('words'), words, () => { words = ui.words.value = ''; }));
    if (hasPeriod()) chips.push(chip(say('date'), rangeInWords(wholePeriod()), () => { period = [null, null]; }));
    if (known !== null) chips.push(chip(say('known'), inWords(known), () => { known = null; }));
    for (const facet of facets) {
      // Many, as of an area of the map, are one chip.
      if (facet.chosen.size > 6) {
        const [first] = facet.chosen;
        chips.push(chip(say(facet.key), `${facet.names[first]} +${digits(facet.chosen.size - 1)}`, () => facet.chosen.clear()));
      } else for (const value of facet.chosen) chips.push(chip(say(facet.key), facet.names[value], () => facet.chosen.delete(value)));
      const opener = ui.openers.get(facet.key);
      opener.replaceChildren(say(facet.key), ...(facet.chosen.size ? [' ', h('span', { class: 'n' }, digits(facet.chosen.size))] : []));
      if (open === facet.key) showValues(facet);
    }
    if (open === 'date' && !ui.panel.contains(document.activeElement)) ui.panel.replaceChildren(...datePanel());
    ui.chips.hidden = chips.length === 0;
    ui.chips.replaceChildren(...chips, ...(chips.length ? [h('li', {}, h('button', { type: 'button', class: 'clear', onclick: () => { clear(); ui.words.focus(); } }, say('clear')))] : []));
    const text = !isActive() ? counted('all', data.count) : found.length ? counted('count', data.count, { some: digits(found.length) }) : say('none');
    if (ui.count.textContent !== text) ui.count.textContent = text;
    ui.done.textContent = `${text} · ${say('show')}`;
  };

  let newest = false;
  let compact = false;
  /** Turns the list round: months, days and entries, each day with the phases that begin on it. */
  const turn = (yes) => {
    if (newest === yes) return;
    newest = yes;
    const months = list.querySelector('.months');
    months.append(...[...months.children].reverse());
    for (const section of months.children) {
      const days = [[]];
      for (const part of [...section.children].filter((part) => !part.matches('.month'))) {
        days.at(-1).push(part);
        if (part.matches('.tl')) days.push([]);
      }
      section.append(...days.reverse().flat());
      for (const day of section.querySelectorAll('.tl')) day.append(...[...day.children].reverse());
    }
    list.classList.toggle('turned', yes);
  };

  const clear = () => {
    words = ui.words.value = '';
    period = [null, null];
    known = null;
    for (const { chosen } of facets) chosen.clear();
    choose();
  };

  /* 5 Strip ------------------------------------------------------------------------ */

  /** The time that the entries cover, and the part of it that is shown: first day, and the day after the last. */
  let bounds = [0, 1];
  let view = [0, 1];
  /** A period that is being chosen. */
  let draft = null;
  let bins = [];
  let width = 0;
  let frame = 0;
  let order;

  const LEAST_BAR = 4;
  const LABEL = 78;
  const PLOT = 64;
  const FEW = 5;
  const LANE = 40;
  const AXIS = 24;
  const PHASE = 22;
  const LANES = 12;
  /** Steps of bars and of the axis, in days or months. */
  const STEPS = [{ days: 1 }, { days: 7 }, { months: 1 }, { months: 3 }, ...[1, 5, 10, 25, 50, 100, 500, 1000, 5000].map((years) => ({ months: years * 12 }))];
  const TICKS = [{ of: [] }, { of: [1, 5, 10, 15, 20, 25] }, { of: [1, 10, 20] }, { months: 1 }, { months: 3 }, { months: 6 }, ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000].map((years) => ({ months: years * 12 }))];

  const rowsBy = () => ['side', 'actor'].filter((key) => data.keys.includes(key));

  /** The first day of each step from the one that holds a day on, up to another day. */
  const steps = ({ days, months, of }, from, to) => {
    const list = [];
    if (months) {
      const date = dateOf(from);
      let month = Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / months) * months;
      for (let day = from - 1; day < to; month += months) list.push(day = dayOf(Math.floor(month / 12), ((month % 12) + 12) % 12));
    } else if (of) {
      for (let day = from; day <= to; day++) if (of.length === 0 || of.includes(dateOf(day).getUTCDate())) list.push(day);
    } else {
      // Weeks begin on Monday; 5 January 1970 was one.
      for (let day = Math.floor((from - 4) / days) * days + 4; ; day += days) {
        list.push(day);
        if (day >= to) break;
      }
    }
    return list;
  };

  const daysIn = ({ days, months, of }) => days ?? (months ? months * 30.4 : of.length ? 31 / of.length : 1);
  const x = (day) => {
    const at = ((day - view[0]) / (view[1] - view[0])) * width;
    return rtl ? width - at : at;
  };
  const dayAt = (at) => view[0] + ((rtl ? width - at : at) / width) * (view[1] - view[0]);
  const binAt = (day) => {
    let at = 0;
    while (at < bins.length - 2 && bins[at + 1] <= day) at++;
    return at;
  };
  const periodOf = (from, to) => [Math.max(bins[from], bounds[0]), Math.min(bins[to + 1], bounds[1]) - 1];

  const buildStrip = () => {
    ui.svg = h('svg', { class: 'plot', 'aria-hidden': 'true', focusable: 'false' });
    ui.strip = h('div', { class: 'brush', tabindex: '0', role: 'application', 'aria-label': say('strip'), 'aria-describedby': 'explore-said explore-keys', onkeydown: moveByKey, onpointerdown: grab }, ui.svg);
    ui.tip = h('p', { class: 'tip', 'aria-hidden': 'true', hidden: true });
    ui.strip.append(ui.tip);
    ui.strip.addEventListener('pointermove', (event) => { if (event.pointerType === 'mouse') tell(event); });
    ui.strip.addEventListener('pointerleave', () => { ui.tip.hidden = true; });
    ui.strip.addEventListener('wheel', zoomByWheel, { passive: false });
    ui.strip.addEventListener('blur', () => { if (draft && !dragging) { draft = null; redraw(); } });
    ui.caption = h('p', { class: 'caption', role: 'status' });
    const button = (key, act) => h('button', { type: 'button', onclick: act }, say(key));
    ui.zoom = { earlier: button('earlier', () => pan(-0.5)), later: button('later', () => pan(0.5)), in: button('zoom-in', () => zoom(0.5)), out: button('zoom-out', () => zoom(2)), all: button('zoom-all', () => fly(bounds)) };
    const by = rowsBy();
    ui.lanes = h('select', { id: 'explore-rows', onchange: () => { lanes = ui.lanes.value; write(true); redraw(); } },
      h('option', { value: '' }, say('lanes-none')), ...by.map((key) => h('option', { value: key }, say(`lanes-${key}`))));
    ui.layers = layers.names.map(() => h('span', { class: 'n' }));
    ui.figure = h('figure', { class: 'strip live', role: 'group', 'aria-label': say('strip') },
      ui.strip,
      h('p', { id: 'explore-keys', hidden: true }, say('strip-keys')),
      h('div', { class: 'tools' }, layers.names.length > 1 ? h('ul', { class: 'layers' }, ...layers.names.map((name, layer) => h('li', { class: layers.classes[layer] }, name, ' ', ui.layers[layer]))) : null,
        ui.zoomBox = h('div', { class: 'zoom' }, ...Object.values(ui.zoom)),
        by.length ? h('p', { class: 'rows' }, h('label', { for: 'explore-rows' }, say('lanes')), ' ', ui.lanes) : null),
      ui.said = h('div', { class: 'said' }, ui.caption));
    new ResizeObserver(() => { if (ui.strip.clientWidth !== width) redraw(); }).observe(ui.strip);
  };

  const redraw = () => {
    if (!frame) frame = requestAnimationFrame(() => { frame = 0; draw(); });
  };

  /** The rows of the strip: each a name and the entries that count there, by the values of a facet. */
  const rows = () => {
    const facet = facetOf(lanes);
    if (lanes && !facet) loadNames();
    if (!facet) return { rows: [null] };
    let values = facet.names.map((_, value) => value);
    if (facet.key === 'actor') {
      const counts = new Uint32Array(facet.names.length);
      for (const i of found) for (let at = facet.from[i]; at < facet.from[i + 1]; at++) counts[facet.list[at]]++;
      values = values.filter((value) => counts[value] > 0).sort((a, b) => counts[b] - counts[a] || a - b).slice(0, LANES);
    }
    return { facet, rows: values };
  };

  const draw = () => {
    width = ui.strip.clientWidth;
    if (!width) return;
    const span = view[1] - view[0];
    const step = STEPS.find((one) => (width / span) * daysIn(one) >= LEAST_BAR) ?? STEPS.at(-1);
    bins = steps(step, Math.floor(view[0]), Math.ceil(view[1]));
    const { facet, rows: values } = rows();
    // Rows of sides have the colour of their side, others are told apart by layers as the whole is.
    const classes = facet?.classes ?? layers.classes;
    const kinds = classes.length;
    const size = bins.length - 1;
    /** Heights, by row, layer and bar. */
    const sums = new Float64Array(values.length * kinds * size);
    const rowOf = facet && new Int32Array(facet.names.length).fill(-1);
    values.forEach((value, row) => { if (facet) rowOf[value] = row; });
    let bin = 0;
    for (const i of order) {
      const day = first[i];
      if (day < bins[0]) continue;
      if (day >= bins[size]) break;
      if (!isDrawn(i)) continue;
      while (bins[bin + 1] <= day) bin++;
      if (!facet) sums[layers.of[i] * size + bin]++;
      else {
        for (let at = facet.from[i]; at < facet.from[i + 1]; at++) {
          const value = facet.list[at];
          if (rowOf[value] >= 0) sums[(rowOf[value] * kinds + (facet.classes ? value : layers.of[i])) * size + bin]++;
        }
      }
    }
    // One entry alone is no tower.
    let most = FEW;
    for (let row = 0; row < values.length; row++) {
      for (let at = 0; at < size; at++) {
        let sum = 0;
        for (let kind = 0; kind < kinds; kind++) sum += sums[(row * kinds + kind) * size + at];
        most = Math.max(most, sum);
      }
    }
    // Words take more room where readers want them larger.
    const scale = Math.max(1, parseFloat(getComputedStyle(document.documentElement).fontSize) / 18);
    const plot = facet ? LANE + 18 * (scale - 1) : PLOT;
    const room = facet ? LANE - 18 : PLOT - 4;
    const top = data.phases.length ? PHASE * scale : 0;
    const bottom = top + values.length * plot;
    const edge = (at) => (rtl ? width - at : at);
    // Bars are lines, so that a hatch can be a dash of theirs.
    const step0 = (width / span) * daysIn(step);
    const thick = Math.max(step0 > 8 ? step0 - Math.min(step0 * 0.22, 6) : step0 - 1, 1);
    const paths = Array(kinds).fill('');
    const above = [];
    const names = [];
    const axis = h('g', { class: 'axis' });
    const line = (x1, x2, y1, y2) => axis.append(h('line', { x1, x2, y1, y2 }));
    for (let row = 0; row < values.length; row++) {
      const base = top + (row + 1) * plot;
      for (let at = 0; at < size; at++) {
        const middle = ((x(bins[at]) + x(bins[at + 1])) / 2).toFixed(1);
        let y = base;
        for (let kind = 0; kind < kinds; kind++) {
          const sum = sums[(row * kinds + kind) * size + at];
          if (!sum) continue;
          const height = Math.max((sum / most) * room, 2);
          paths[kind] += `M${middle} ${(y < base ? y - 1 : y).toFixed(1)}V${(y - height).toFixed(1)}`;
          y -= height;
        }
      }
      line(0, width, base + 0.5, base + 0.5);
      if (!facet) continue;
      const name = h('text', { class: 'lane', x: edge(0), y: base - plot + 14 * scale }, facet.names[values[row]]);
      if (facet.classes) name.prepend(h('tspan', { class: facet.classes[values[row]] }, `${SHAPES[facet.classes[values[row]]] ?? '▲'} `));
      names.push(name);
    }
    const bands = data.phases.flatMap(([from, to, name], n) => {
      if (to < view[0] || from >= view[1]) return [];
      const [a, b] = [x(Math.max(from, view[0])), x(Math.min(to + 1, view[1]))].sort((p, q) => p - q);
      const band = h('rect', { class: n % 2 ? 'band even' : 'band', x: a, y: top, width: Math.max(b - a, 0.5), height: bottom - top });
      return [band, h('foreignObject', { x: a, width: Math.max(b - a, 0.5), height: top }, h('p', {}, h('span', {}, name)))];
    });
    // A picture in the picture, which cuts off what reaches over its edges.
    const bars = h('svg', { class: 'bars', width, height: bottom, fill: 'none', 'stroke-width': thick.toFixed(1) }, ...paths.map((d, kind) => (d ? h('path', { class: classes[kind], d }) : '')));
    const ticks = TICKS.find((one) => (width / span) * daysIn(one) >= LABEL * scale) ?? TICKS.at(-1);
    const labels = [];
    for (const day of steps(ticks, Math.ceil(view[0]), Math.floor(view[1]))) {
      const at = x(day);
      if (at < 0 || at > width || (rtl ? at : width - at) < LABEL * scale * 0.6) continue;
      line(at, at, bottom, bottom + 5);
      labels.push([at, h('text', { x: at, y: bottom + 18 * scale }, tickLabel(day, ticks))]);
    }
    for (const [i, name] of data.key) {
      if (i >= dated || !isDrawn(i) || first[i] < view[0] || first[i] >= view[1]) continue;
      const at = x(first[i] + 0.5);
      above.push(h('path', { class: 'key-mark', d: `M${at - 5} ${top}h10l-5 8z` }, h('title', {}, `${inWords(first[i])}: ${name}`)));
    }
    const chosen = draft ?? (hasPeriod() ? wholePeriod() : null);
    if (chosen) {
      const [a, b] = [x(chosen[0]), x(chosen[1] + 1)].sort((p, q) => p - q);
      const cover = (from, to) => { if (to > from) above.push(h('rect', { class: 'out', x: from, y: top, width: to - from, height: bottom - top })); };
      cover(0, Math.min(a, width));
      cover(Math.max(b, 0), width);
      for (const at of [a, b]) above.push(h('line', { class: draft ? 'edge draft' : 'edge', x1: at, x2: at, y1: top, y2: bottom }));
    }
    ui.svg.replaceChildren(...bands, bars, axis, ...above, ...names, ...labels.map(([, label]) => label));
    const height = bottom + AXIS * scale;
    ui.svg.setAttribute('width', width);
    ui.svg.setAttribute('height', height);
    ui.svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    // A reader's own spacing may make words longer than was thought: one that would touch the last gives way.
    const sizes = labels.map(([, label]) => label.getComputedTextLength());
    let free = 0;
    labels.forEach(([at, label], i) => {
      const begin = edge(at);
      if (begin < free || begin + sizes[i] > width) label.remove();
      else free = begin + sizes[i] + 8;
    });
    drawHead(bands, bars, top, bottom);
    showTools();
  };

  /* The strip in small, over the list once the large one is gone: it shows where the reader is, and leads to where it is pressed. */

  let headFrame = 0;
  const buildHead = () => {
    ui.small = h('svg', { preserveAspectRatio: 'none' });
    ui.at = h('i');
    ui.day = h('b');
    ui.head = h('div', { class: 'playhead', 'aria-hidden': 'true', hidden: true, onclick: (event) => {
      const { left, width: wide } = ui.head.getBoundingClientRect();
      const share = (event.clientX - left) / wide;
      const day = view[0] + (rtl ? 1 - share : share) * (view[1] - view[0]);
      own.find((entry, i) => !entry.hidden && i < dated && first[i] >= day)?.scrollIntoView({ block: 'start' });
    } }, ui.small, ui.at, ui.day);
    list.before(ui.head);
    for (const name of ['scroll', 'resize']) addEventListener(name, () => { headFrame ||= requestAnimationFrame(moveHead); }, { passive: true });
  };

  const drawHead = (bands, bars, top, bottom) => {
    if (!ui.head) return;
    ui.small.setAttribute('viewBox', `0 ${top} ${width} ${bottom - top}`);
    ui.small.replaceChildren(...[...bands.filter((band) => band.matches('rect')), bars].map((part) => part.cloneNode(true)));
    moveHead();
  };

  const moveHead = () => {
    headFrame = 0;
    const { top, bottom } = list.getBoundingClientRect();
    const away = ui.figure.getBoundingClientRect().bottom < 0 && top < 0 && bottom > 120;
    ui.head.hidden = !away;
    document.documentElement.classList.toggle('followed', away);
    if (!away) return;
    const i = own.findIndex((entry) => !entry.hidden && entry.getBoundingClientRect().bottom > 130);
    if (i < 0 || i >= dated) return;
    const share = Math.min(Math.max((first[i] - view[0]) / (view[1] - view[0]), 0), 1);
    ui.at.style.insetInlineStart = ui.day.style.insetInlineStart = `${share * 100}%`;
    ui.day.textContent = inWords(first[i]);
    ui.day.classList.toggle('far', share > 0.5);
    for (const way of list.querySelectorAll('.periods a')) {
      const here = way.hash === `#${own[i].closest('section').id}`;
      if (here) way.setAttribute('aria-current', 'location');
      else way.removeAttribute('aria-current');
    }
  };

  /** What lies under the pointer: the time, how many, and their titles. */
  const tell = ({ clientX }) => {
    const at = clientX - ui.strip.getBoundingClientRect().left;
    const bin = binAt(dayAt(Math.min(Math.max(at, 0), width)));
    const here = [...order].filter((i) => isDrawn(i) && first[i] >= bins[bin] && first[i] < bins[bin + 1]);
    ui.tip.hidden = here.length === 0 || dragging;
    if (ui.tip.hidden) return;
    const names = own ? here.slice(0, 3).map((i) => own[i].querySelector('h3 > a').textContent) : [];
    ui.tip.replaceChildren(h('b', {}, `${rangeInWords(periodOf(bin, bin))} · ${digits(here.length)}`), ...names.map((name) => h('span', {}, name)), ...(names.length && here.length > 3 ? ['…'] : []));
    const room = Math.max(width - ui.tip.offsetWidth, 0);
    ui.tip.style.left = `${Math.min(Math.max(at - ui.tip.offsetWidth / 2, 0), room)}px`;
  };

  /** The shapes of sides in a line of text. */
  const SHAPES = { s1: '●', s2: '■', s3: '▼', s4: '✚', s5: '◗', s6: '▮' };

  const tickLabel = (day, { months, of }) => {
    if (of) return inShort(day);
    return months >= 12 || dateOf(day).getUTCMonth() === 0 ? yearInWords(day) : data.dates.short_month[dateOf(day).getUTCMonth()];
  };

  const isWhole = () => view[0] <= bounds[0] && view[1] >= bounds[1];

  const showTools = () => {
    const [earlier, later] = [view[0] <= bounds[0], view[1] >= bounds[1]];
    const off = { earlier, later, in: view[1] - view[0] <= least(), out: isWhole(), all: isWhole() };
    for (const [key, button] of Object.entries(ui.zoom)) button.setAttribute('aria-disabled', String(off[key]));
    ui.lanes.value = lanes;
    const counts = new Uint32Array(ui.layers.length);
    for (const i of found) counts[layers.of[i]]++;
    ui.layers.forEach((count, layer) => { count.textContent = digits(counts[layer]); });
    // Ears are told where a flight ends, not each day on its way.
    if (flying) return;
    let text = '';
    if (draft) {
      const n = found.concat(hasPeriod() ? others() : []).filter((i) => i < dated && last[i] >= draft[0] && first[i] <= draft[1]).length;
      text = say('chosen', { range: rangeInWords(draft), n: digits(n) });
    } else {
      text = rangeInWords([Math.max(Math.floor(view[0]), bounds[0]), Math.min(Math.ceil(view[1]), bounds[1]) - 1]);
      const away = [['strip.earlier', (i) => first[i] < bins[0]], ['strip.later', (i) => first[i] >= bins.at(-1)]]
        .map(([key, is]) => [key, order.filter((i) => isDrawn(i) && is(i)).length])
        .filter(([, n]) => n > 0).map(([key, n]) => say(key, { n: digits(n) }));
      if (away.length) text += `. ${say('not-drawn')} ${away.join(', ')}`;
    }
    if (ui.caption.textContent !== text) ui.caption.textContent = text;
  };

  /** The strip shows what a period is chosen from, so that its own choice does not count. */
  const isDrawn = (i) => misses[i] === 0 || (misses[i] === 1 && missed[i] === DATE);

  /** Entries that only the period keeps out. */
  const others = () => {
    const list = [];
    for (let i = 0; i < dated; i++) if (misses[i] === 1 && missed[i] === DATE) list.push(i);
    return list;
  };

  const least = () => Math.min(5, bounds[1] - bounds[0]);

  /** Shows another part of the time, within its bounds. */
  const look = (from, to) => {
    const span = Math.min(Math.max(to - from, least()), bounds[1] - bounds[0]);
    const start = Math.min(Math.max(from, bounds[0]), bounds[1] - span);
    return [start, start + span];
  };

  let flight = 0;
  let flying = false;
  const fly = ([from, to]) => {
    const [start, goal] = [view, look(from, to)];
    cancelAnimationFrame(flight);
    flying = false;
    if (still.matches) {
      view = goal;
      return redraw();
    }
    const began = performance.now();
    const go = (now) => {
      const t = Math.min(Math.max(now - began, 0) / 180, 1);
      const eased = t * (2 - t);
      view = [0, 1].map((i) => start[i] + (goal[i] - start[i]) * eased);
      flying = t < 1;
      draw();
      if (t < 1) flight = requestAnimationFrame(go);
    };
    flight = requestAnimationFrame(go);
  };

  /** The day in the midst of the entries that are shown. */
  const median = () => {
    const days = [...order].filter((i) => misses[i] === 0 && first[i] >= view[0] && first[i] < view[1]).map((i) => first[i]);
    return days.length ? days[days.length >> 1] + 0.5 : (view[0] + view[1]) / 2;
  };

  /** Zooms around a day: the middle of the chosen period, or of what is shown. */
  const zoom = (factor, day) => {
    const chosen = draft ?? (hasPeriod() ? wholePeriod() : null);
    const [from, to] = view;
    const middle = day ?? (factor > 1 ? (from + to) / 2 : chosen ? (chosen[0] + chosen[1] + 1) / 2 : median());
    const share = day === undefined ? 0.5 : (day - from) / (to - from);
    const span = (to - from) * factor;
    const goal = [middle - span * share, middle + span * (1 - share)];
    if (day === undefined) fly(goal);
    else {
      view = look(...goal);
      redraw();
    }
  };
  const pan = (share) => {
    const by = (view[1] - view[0]) * share;
    fly([view[0] + by, view[1] + by]);
  };

  const zoomByWheel = (event) => {
    // Without a key the wheel is the page's.
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const at = event.clientX - ui.strip.getBoundingClientRect().left;
    zoom(Math.exp(Math.max(-1, Math.min(1, event.deltaY / 100)) * 0.35), dayAt(at));
  };

  let dragging = false;
  const EDGE = 12;
  const grab = (event) => {
    if (event.button !== 0 || isModified(event)) return;
    const { left } = ui.strip.getBoundingClientRect();
    const start = event.clientX - left;
    const chosen = hasPeriod() ? wholePeriod() : null;
    const edges = chosen ? [x(chosen[0]), x(chosen[1] + 1)] : [];
    const near = edges.findIndex((edge) => Math.abs(edge - start) <= EDGE);
    // At an edge of the period that edge moves, elsewhere a new one begins.
    const under = binAt(dayAt(start));
    const anchor = near < 0 ? under : binAt(near === 0 ? chosen[1] : chosen[0]);
    let moved = false;
    const to = ({ clientX }) => {
      if (!moved && Math.abs(clientX - left - start) < 4) return;
      moved = dragging = true;
      const at = binAt(dayAt(Math.min(Math.max(clientX - left, 0), width)));
      draft = periodOf(Math.min(anchor, at), Math.max(anchor, at));
      redraw();
    };
    const end = (done) => (event) => {
      ui.strip.removeEventListener('pointermove', to);
      for (const [name, listener] of Object.entries(ends)) ui.strip.removeEventListener(name, listener);
      dragging = false;
      if (done && !moved) {
        const one = periodOf(under, under);
        // A second touch of the same bar lets go of it.
        draft = chosen && String(one) === String(chosen) ? [null, null] : one;
      }
      if (done && draft) period = draft;
      draft = null;
      if (done) choose();
      else redraw();
      event.preventDefault();
    };
    const ends = { pointerup: end(true), pointercancel: end(false) };
    ui.strip.setPointerCapture(event.pointerId);
    ui.strip.addEventListener('pointermove', to);
    for (const [name, listener] of Object.entries(ends)) ui.strip.addEventListener(name, listener);
  };

  /** Keys of the strip, only while it has the focus, only without other keys. */
  const moveByKey = (event) => {
    const { key } = event;
    // On many keyboards plus is typed with shift.
    if (isModified(event) && !(key === '+' && !event.ctrlKey && !event.metaKey && !event.altKey)) return;
    const size = bins.length - 1;
    const now = draft ?? (hasPeriod() ? wholePeriod() : null);
    let [from, to] = now ? [binAt(now[0]), binAt(now[1])] : [-1, -1];
    const by = (key === 'ArrowRight') === rtl ? -1 : 1;
    switch (key) {
      case 'ArrowLeft':
      case 'ArrowRight':
        if (!now) from = to = by > 0 ? 0 : size - 1;
        else if (from + by < 0 || to + by >= size) {
          if (by < 0 ? view[0] <= bounds[0] : view[1] >= bounds[1]) break;
          const shift = (bins[1] - bins[0]) * by;
          view = look(view[0] + shift, view[1] + shift);
          draft = [now[0] + shift, now[1] + shift];
          redraw();
          event.preventDefault();
          return;
        } else [from, to] = [from + by, to + by];
        break;
      case 'ArrowUp':
        [from, to] = now ? [from, Math.min(to + 1, size - 1)] : [0, 0];
        break;
      case 'ArrowDown':
        [from, to] = now ? [from, Math.max(to - 1, from)] : [0, 0];
        break;
      case 'Home':
        view = look(bounds[0], bounds[0] + view[1] - view[0]);
        draw();
        from = to = 0;
        break;
      case 'End':
        view = look(bounds[1] - view[1] + view[0], bounds[1]);
        draw();
        from = to = bins.length - 2;
        break;
      case '+':
      case '=':
        event.preventDefault();
        return zoom(0.5);
      case '-':
      case '−':
        event.preventDefault();
        return zoom(2);
      case 'Enter':
        if (!draft) return;
        event.preventDefault();
        period = draft;
        draft = null;
        return choose();
      case 'Escape':
        if (!now) return;
        event.preventDefault();
        if (!draft) {
          period = [null, null];
          choose();
        }
        draft = null;
        return redraw();
      default:
        return;
    }
    event.preventDefault();
    draft = periodOf(from, to);
    redraw();
  };

  /* 6 Results ---------------------------------------------------------------------- */

  /** So many entries are shown at first, and so many more each time. */
  const PAGE = 30;
  let shown = PAGE;
  let list;
  /** The page's own entries, where it has them all: they are shown and hidden. */
  let own = null;
  let showing = 0;

  const buildResults = () => {
    list = document.querySelector('.chron');
    const entries = list ? [...list.querySelectorAll('.tl > .e')] : [];
    own = entries.length === data.count ? entries : null;
    ui.results = h('div', { class: 'chron results', hidden: true });
    (list ?? place).after(ui.results);
  };

  const showResults = () => {
    if (own) return showOwn();
    const active = isActive();
    for (const element of [list, document.querySelector('.turn')]) if (element) element.hidden = active;
    ui.results.hidden = !active;
    showing++;
    if (active) fill(showing);
    else ui.results.replaceChildren();
  };

  const showOwn = () => {
    const active = isActive();
    list.classList.toggle('sifted', active);
    for (let i = 0; i < own.length; i++) own[i].hidden = active && misses[i] > 0 && i !== named;
    for (const section of list.querySelectorAll('section')) {
      const here = [...section.querySelectorAll('.tl > .e')];
      const left = here.filter((entry) => !entry.hidden).length;
      section.hidden = left === 0;
      // A day without entries, and a phase that begins before one, say nothing.
      let begun = [];
      for (const part of section.children) {
        if (part.matches('.phase')) begun.push(part);
        if (!part.matches('.tl')) continue;
        part.hidden = !part.querySelector('.e:not([hidden])');
        for (const phase of begun) phase.hidden = part.hidden;
        begun = [];
      }
      // The counts of the months are those of the whole list.
      const ways = section.id ? list.querySelectorAll(`.periods a[href="#${CSS.escape(section.id)}"]`) : [];
      for (const way of ways) way.parentElement.hidden = left === 0;
      for (const count of [section.querySelector('.month p:not(.in-phase)'), ...[...ways].map((way) => way.parentElement.querySelector('.n'))]) {
        if (!count) continue;
        count.dataset.all ??= count.textContent;
        count.textContent = left === here.length ? count.dataset.all : counted('count', here.length, { some: digits(left) });
        if (count.matches('.n') && left < here.length) count.textContent = digits(left);
      }
    }
  };

  /** Shows the first results as far as they are loaded, and loads the rest of them. */
  const fill = (turn, focus = -1) => {
    if (turn !== showing) return;
    const size = data.parts.entries;
    const wanted = found.slice(0, shown);
    const lacking = [...new Set(wanted.map((i) => Math.floor(i / size)))].filter((part) => !parts[part]);
    const stop = wanted.findIndex((i) => !parts[Math.floor(i / size)]);
    const ready = stop < 0 ? wanted : wanted.slice(0, stop);
    const months = h('div', { class: 'months' });
    let head = null;
    let items;
    for (const i of ready) {
      const part = parts[Math.floor(i / size)];
      const text = part.heads.findLast(([at]) => at <= i % size)[1];
      if (text !== head) {
        head = text;
        items = h('ol', { class: 'tl brief' });
        months.append(h('section', {}, h('div', { class: 'month' }, h('h2', {}, head)), items));
      }
      items.insertAdjacentHTML('beforeend', part.entries[i % size].replaceAll('\u0001', root));
    }
    const rest = found.length - wanted.length;
    const more = rest > 0 && h('p', { class: 'more' }, h('button', { type: 'button', onclick: () => { const at = shown; shown += PAGE; fill(showing, at); } }, say('more', { n: digits(Math.min(rest, PAGE)) })));
    const waits = lacking.length > 0 && h('p', { class: 'data' }, say('loading'));
    ui.results.setAttribute('aria-busy', String(lacking.length > 0));
    ui.results.replaceChildren(...[months, waits, !lacking.length && more].filter(Boolean));
    if (focus >= 0 && ready.length > focus) ui.results.querySelectorAll('.e h3 > a')[focus]?.focus();
    if (lacking.length === 0) return;
    Promise.all(lacking.map((part) => load('entries', part + 1))).then((done) => { if (done.some(Boolean)) fill(turn, focus); });
  };

  /* 7 Start ------------------------------------------------------------------------ */

  const show = () => {
    sift();
    showControls();
    showResults();
    if (ui.strip) redraw();
  };

  const unescaped = (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  };

  /** The entry that the address names: shown, though a choice would hide it. */
  const follow = () => {
    const target = location.hash.length > 1 && document.getElementById(unescaped(location.hash.slice(1)));
    const i = own && target ? own.indexOf(target.closest('.e')) : -1;
    if (i !== named) {
      named = i;
      showOwn();
    }
    return target;
  };

  const restore = () => {
    const before = current;
    follow();
    whole(() => {
      read();
      current = query();
      if (current === before) return;
      shown = PAGE;
      prepared(show);
    });
  };

  const start = (_, given) => {
    if (data) return;
    data = given;
    unpack();
    misses = new Uint8Array(data.count);
    missed = new Uint8Array(data.count);
    order = Uint32Array.from({ length: dated }, (_, i) => i).sort((a, b) => first[a] - first[b]);
    if (data.view) {
      view = data.view;
      bounds = [Math.min(first[order[0]], view[0]), Math.max(first[order[dated - 1]] + 1, view[1])];
    }
    buildResults();
    build();
    // The strip of the page itself, without its handles, gives way but for its words and on paper.
    const drawn = document.querySelector('main figure.strip');
    if (data.view) {
      buildStrip();
      // The sentence and the table of the page's own are beside what this one shows.
      const said = drawn?.querySelector('figcaption p')?.cloneNode(true);
      if (said) {
        said.querySelector('.far')?.remove();
        said.id = 'explore-said';
        said.prepend(`${say('whole-timeline')}. `);
      }
      const table = drawn?.querySelector('details')?.cloneNode(true);
      if (table) ui.said.append(table);
      if (said) (table ?? ui.said).append(said);
      drawn?.classList.add('still');
      if (drawn) drawn.before(h('div', { class: 'explore' }, ui.figure));
      else place.append(ui.figure);
    }
    // Under the strip, and in the sheet of a phone.
    const narrow = matchMedia('(max-width: 39.99rem)').matches;
    if (narrow || !ui.said) ui.form.querySelector('.done').before(...(ui.zoomBox ? [ui.zoomBox] : []), ui.looksBox);
    else ui.said.append(ui.looksBox);
    place.append(ui.form, ui.state);
    // The ways to the pages of single values: here are the same choices, and more.
    for (const ways of document.querySelectorAll('details.parts, nav.choose')) ways.hidden = true;
    if (own && data.view) buildHead();
    const target = follow();
    whole(() => {
      read();
      current = query();
      prepared(show);
    });
    if (target) target.scrollIntoView();
    addEventListener('popstate', restore);
    addEventListener('hashchange', restore);
  };

  self.dateline = {
    data: start,
    entries: (n, part) => { parts[n - 1] = part; },
    names: (_, list) => {
      facets.push(...list.map(unpackFacet));
      facets.sort((a, b) => data.keys.indexOf(a.key) - data.keys.indexOf(b.key));
      having.clear();
      sift();
      // The panel that waited for them.
      if (open && !ui.panel.querySelector('input')) fillPanel();
      showControls();
      if (ui.strip) redraw();
    },
    words: (n, part) => {
      part.split('\n').forEach((title, i) => { titles[(n - 1) * data.parts.words + i] = title; });
      wordsHere++;
      having.clear();
    },
  };
})();
