// The content of the generated sites: what a demonstration never has, so that the theme meets it here first.
import { deflateSync } from 'node:zlib';

/** A picture of one colour, as a PNG file. */
export function png(width, height, [red, green, blue] = [90, 110, 130]) {
  const crcTable = Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c >>> 0;
  });
  const crc = (bytes) => {
    let c = 0xffffffff;
    for (const byte of bytes) c = crcTable[(c ^ byte) & 255] ^ (c >>> 8);
    return (c ^ 0xffffffff) >>> 0;
  };
  const chunk = (type, data) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(data.length, 0);
    head.write(type, 4, 'latin1');
    const tail = Buffer.alloc(4);
    tail.writeUInt32BE(crc(Buffer.concat([head.subarray(4), data])), 0);
    return Buffer.concat([head, data, tail]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const row = Buffer.alloc(1 + width * 3);
  for (let x = 0; x < width; x++) row.set([red, green, blue], 1 + x * 3);
  const rows = Buffer.concat(Array.from({ length: height }, () => row));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const LONG_WORD = 'Unterwasserbodenbeobachtungsstationsvorsteherstellvertreterausschussmitgliedschaft'.slice(0, 80);
const LONG_TITLE =
  'The spokesperson of the ministry says that the statement of the other ministry about the statement of the ' +
  'first ministry was made before the statement it speaks of, and both ministries deny having said any of it';

const article = (front, body = '') => `---\n${front.trim()}\n---\n\n${body.trim()}\n`;

// Every element that a body can have. `${read}` is the title of an article that exists.
const everyElement = (read, dead) => `
An opening paragraph with *emphasis*, **strong words**, ~~struck words~~, \`code\`, a [link](https://example.org/a/very/long/path/that/does/not/break/anywhere/because/it/is/one/word/after/another.html)
and a bare word: ${LONG_WORD}.

Read: ${read}

Read: ${dead}

## A heading of the second level

Text under it with a footnote.[^one] And another one.[^two]

### A heading of the third level

- a list
- of two items
  - with one inside

1. an ordered list
2. of two items

- [ ] a task to do
- [x] a task done

> A plain quotation of two lines,
> that ends without a name.

> We have nothing to add to what we said yesterday.
>
> — Ministry of Defence, in the capital

> [!NOTE]
> A note.

> [!WARNING]
> A warning.

Term
: What it means.

Another term
: What that one means.

| Place | Date | Reported by | Measure | Number | Note of the desk |
|---|---|---|---|---:|---|
| Northern district | 27 September 2020 | Ministry of Defence | killed | 1 204 | as of the evening |
| Southern district | 28 September 2020 | ${LONG_WORD} | injured | 37 | as of the morning |

\`\`\`
a line of code that is far too long for a narrow screen and must therefore scroll in its own box and nowhere else at all
\`\`\`

![A grey field](picture.png "A grey field at dusk. Photograph: the desk")

---

#### A heading of the fourth level

A last paragraph; see [[${read}]].

[^one]: The first note.
[^two]: The second note, with \`code\`.
`;

const front = (title, date, more = '') => `title: ${JSON.stringify(title)}\npublished: ${date}\n${more}`;

/** A site of difficult articles in English. */
function stress() {
  const known = 'Second bridge destroyed';
  return {
    'site.yaml': 'title: Difficult cases\ndescription: What a theme must bear.\nlanguage: en\ntimezone: Etc/GMT-4\nbase_url: https://example.org/difficult/\n',
    'content/actors.yaml': `
- {name: Ministry of Defence, kind: ministry, aliases: [MoD], summary: A ministry.}
- {name: ${LONG_WORD}, kind: organization}
- {name: Northern Republic, kind: state, names: {hy: Հյուսիսային Հանրապետություն, az: Şimal Respublikası, ru: Северная Республика, ka: ჩრდილოეთ რესპუბლიკა, ar: الجمهورية الشمالية}}
`,
    'content/places.yaml': '- {name: Northern district, lat: 39.81, lon: 46.75, precision: region}\n- {name: Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogochuchafddiwrnodcynnesiawn, lat: 40, lon: 46}\n',
    'content/conflicts/dispute.md': `---
name: The dispute over the ${LONG_WORD}
aliases: [The long dispute]
when: 1988/..
sides:
  - {name: Northern side, actors: [Northern Republic], supporters: [${LONG_WORD}]}
  - {name: A side with a long name that does not fit a narrow column, actors: [Southern Republic, MoD]}
  - {name: Third side, actors: [Third Force]}
mediators: [Contact Group]
phases:
  - {name: Before, when: 1988/2020-09-26, summary: What came before.}
  - {name: A phase with a name of many words that goes on and on, when: 2020-09-27/2020-10-01, summary: ${LONG_WORD}}
figures:
  - {measure: killed, who: {side: north}, low: 30, high: 90, as_of: 2020-10-01, by: MoD}
sources: [{title: A study, publisher: A press, url: "https://example.org/study"}]
---

What the dispute is about. See [[bridge]].
`,
    'content/conflicts/bridge-war.md': '---\nname: The war of the bridge\nparent: The long dispute\nwhen: 2020-09-27/2020-10-01\n---\n',
    'content/events.yaml': `
- {id: vote, title: A vote, when: 1988-02-20, type: legal, actors: [Northern Republic], sources: [{title: A record}]}
- {id: bridge, title: ${LONG_WORD}, when: "2020-09-27~/2020-09-29", type: shelling, place: Northern district, actors: [{actor: Third Force, role: perpetrator, alleged: true}, Southern Republic], summary: The accounts differ.}
`,
    'content/articles/2020-10-03-first-account.md': article(front('A first account of the bridge', '2020-10-03', 'events:\n  - {id: bridge, when: 2020-09-27, claims: [{about: Who did it, positions: [{by: MoD, stance: asserts, text: They did., date: 2020-09-27}, {by: Third Force, stance: denies, date: 2020-09-28}]}], sources: [{title: A call}]}\n  - {when: 2020-09-28, title: What came next}'), 'Text.'),
    'content/articles/2020-10-04-second-account.md': article(front('A second account of the bridge', '2020-10-04', 'events: [{id: bridge, when: 2020-09-29, place: Northern district, summary: It stood until Tuesday., figures: [{measure: injured, value: 4, by: MoD}]}]'), 'Text.'),
    'content/pages/about.md': '---\ntitle: About\n---\n\nWho makes this site.\n',
    'content/articles/picture.png': png(1600, 400),
    'content/articles/2020-09-27-everything.md': article(
      front(
        'Every element of a body',
        '2020-09-27T10:00+04:00',
        `updated: 2020-10-02
summary: A standfirst that says in one sentence what the article says in many.
authors: [The desk]
type: battle
place: Northern district
tags: [front line, ${LONG_WORD}]
actors: [{actor: MoD, role: source}, {actor: Northern Republic, role: party}]
image: {src: picture.png, alt: A grey field, caption: A field., credit: The desk}
original: {publisher: Another paper, url: "https://example.org/original/${'long-part-'.repeat(12)}end.html"}
corrections:
  - {date: 2020-10-01, kind: correction, text: The number was wrong.}
claims:
  - about: The bridge
    positions:
      - {by: MoD, stance: asserts, text: It was destroyed., date: 2020-09-27}
      - {by: Northern Republic, stance: denies, text: It stands., date: 2020-09-28}
      - {by: ${LONG_WORD}, stance: no-comment, date: 2020-09-28}
    assessment: {verdict: unresolved, basis: No pictures.}
figures:
  - {measure: killed, who: {side: north, status: soldier}, low: 3, best: 5, high: 9, as_of: 2020-09-28, by: MoD, scope: the bridge}
sources:
  - {title: A source with a title, publisher: An agency, url: "https://example.org/s/${'x'.repeat(90)}", published: 2020-09-27}
  - {title: A lost source, lost: true}
`,
      ),
      everyElement(known, 'A story that was never written'),
    ),
    'content/articles/2020-09-28-second-bridge.md': article(front(known, '2020-09-28', 'aliases: [/news/123.html, old/second-bridge/]\nwhen: 2020-09-27~\ntype: airstrike'), 'Short. MoD spoke.'),
    'content/articles/2020-09-29-long-title.md': article(
      front(LONG_TITLE.slice(0, 200), '2020-09-29', `when: 2020-09-29/2020-10-03\nsummary: ${LONG_WORD} ${LONG_WORD}\nactors: [${LONG_WORD}]\nplace: Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogochuchafddiwrnodcynnesiawn`),
      `${LONG_WORD} ${LONG_WORD}\n\nRead: Every element of a body`,
    ),
    'content/articles/2020-09-30-long-word.md': article(front(LONG_WORD, '2020-09-30', 'when: 2020-09?\ntype: statement'), `## ${LONG_WORD}\n\nText.`),
    'content/articles/2020-10-01-without-metadata.md': '---\ntitle: An article without any metadata\n---\n\nOne sentence.\n',
    'content/articles/2020-10-02-withdrawn.md': article(
      front('A report that was withdrawn', '2020-10-02', 'status: retracted\ncorrections:\n  - {date: 2020-10-05, kind: retraction, text: The report could not be confirmed.}\nactors: [MoD]'),
      'What must no longer be read.',
    ),
  };
}

/** The same site in Arabic, and in English as the mirror to compare it with. */
function mirror(language) {
  return {
    'site.yaml': `title: أرشيف النزاع\ndescription: خط زمني موثق للنزاع.\nlanguage: ${language}\ntimezone: Asia/Yerevan\n`,
    'content/actors.yaml': `
- {id: armenia, name: أرمينيا, kind: state, names: {hy: Հայաստան, az: Ermənistan, ru: Армения, ka: სომხეთი, en: Armenia}, aliases: [Հայաստան, Ermənistan, Армения, სომხეთი]}
- {id: azerbaijan, name: أذربيجان, kind: state, names: {hy: Ադրբեջան, az: Azərbaycan, ru: Азербайджан, ka: აზერბაიჯანი, en: Azerbaijan}, aliases: [Ադրբեջան, Azərbaycan, Азербайджан, აზერბაიჯანი]}
- {id: mod, name: Министерство обороны, kind: ministry}
- {id: stepanyan, name: Շուշան Ստեփանյան, kind: person}
- {id: hajiyev, name: Hikmət Hacıyev, kind: person}
- {id: zurabishvili, name: სალომე ზურაბიშვილი, kind: person}
`,
    'content/places.yaml': '- {id: ganja, name: كنجة, lat: 40.68, lon: 46.36, names: {az: Gəncə, hy: Գանձակ, ru: Гянджа}}\n',
    'content/pages/about.md': '---\ntitle: عن الموقع\nslug: about\n---\n\nمن يصنع هذا الموقع.\n',
    'content/articles/2020-09-27-outbreak.md': article(
      front('اندلاع القتال على طول خط التماس', '2020-09-27T10:00+04:00', `slug: outbreak
summary: اتهم كل طرف الآخر ببدء القتال.
type: battle
place: ganja
tags: [الجبهة]
actors: [armenia, azerbaijan, {actor: mod, role: mediator}, {actor: stepanyan, role: speaker}]
claims:
  - about: من بدأ
    positions:
      - {by: armenia, stance: asserts, text: هاجمت أذربيجان أولا., date: 2020-09-27}
      - {by: azerbaijan, stance: denies, text: كان ردا على قصف., date: 2020-09-27}
figures:
  - {measure: killed, who: {side: civilians}, value: 16, as_of: 2020-09-27, by: armenia, scope: كل المنطقة}
sources:
  - {title: Заявление министерства, publisher: ТАСС, url: "https://example.org/s", published: 2020-09-27}
`),
      `قالت Շուշան Ստեփանյան إن Ermənistan و Азербайджан تتبادلان القصف، بحسب სალომე ზურაბიშვილი. صدر البيان في 27 سبتمبر 2020.

Read: صواريخ على كنجة

Read: مقال غير موجود

> لن نتراجع.
>
> — Hikmət Hacıyev, Bakı

| المكان | العدد |
|---|---:|
| Gəncə | 12 |

- قائمة
- من بندين`,
    ),
    'content/articles/2020-10-04-ganja.md': article(front('صواريخ على كنجة', '2020-10-04', 'slug: ganja\nwhen: 2020-10-04~\ntype: shelling\nplace: ganja\nactors: [azerbaijan]\nsummary: قتيل وأربعة جرحى.'), 'نص قصير.\n\nRead: اندلاع القتال على طول خط التماس'),
    'content/articles/2020-10-10-truce.md': article(front('Երևան, Bakı, Москва და თბილისი: هدنة في موسكو', '2020-10-10', 'slug: truce\nwhen: 2020-10-10/2020-10-12\ntype: ceasefire\nactors: [armenia, azerbaijan, mod]'), 'نص.'),
    'content/articles/2020-11-10-end.md': article(front('بيان مشترك ينهي القتال', '2020-11-10', 'slug: end\ntype: agreement\nactors: [armenia, azerbaijan]'), 'نص.'),
  };
}

/** 700 articles: a timeline that is split by year, and its fullest year by month. */
function many() {
  const files = {
    'site.yaml': 'title: Seven hundred entries\nlanguage: en\nbase_url: https://example.org/many/\n',
    'content/actors.yaml': '- {name: Northern Republic, kind: state}\n- {name: Southern Republic, kind: state}\n',
    'content/places.yaml': '- {name: Border, lat: 40, lon: 46}\n',
  };
  for (let n = 0; n < 700; n++) {
    const day = new Date(Date.UTC(2020, 0, 1));
    // 70 entries in 2019, 560 in 2020, 70 in 2021.
    day.setUTCDate(n < 70 ? 1 - 70 + n : n < 630 ? 1 + ((n - 70) % 366) : 367 + (n - 630));
    const date = day.toISOString().slice(0, 10);
    files[`content/articles/${date.slice(0, 4)}/${date}-entry-${n}.md`] = article(
      front(`Entry number ${n}`, date, `type: ${['battle', 'shelling', 'diplomacy'][n % 3]}\nplace: Border\nactors: [Northern Republic${n % 2 ? ', Southern Republic' : ''}]\ntags: [war]`),
      `What happened on day ${n}.`,
    );
  }
  return files;
}

/** 10 000 articles over six years with 2 000 actors: made only for the tests of the explorer. */
export function huge() {
  // A generator of numbers that gives the same ones everywhere.
  let seed = 20200927;
  const random = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
  const pick = (list) => list[Math.floor(random() * list.length)];
  // Few are named often, most seldom.
  const seldom = (list) => list[Math.floor(list.length * random() ** 3)];
  const syllables = ['ka', 'ra', 'ba', 'gha', 'ar', 'tsa', 'kho', 'sta', 'na', 'ker', 'ti', 've', 'mo', 'sku', 'du', 'sha', 'el', 'do', 'gan', 'lo', 'ri', 'an', 'mi', 'ni', 'az', 'er', 'ye', 'va'];
  const name = () => {
    const word = Array.from({ length: 2 + Math.floor(random() * 2) }, () => pick(syllables)).join('');
    return word[0].toUpperCase() + word.slice(1);
  };
  const names = (count, make) => {
    const all = new Set();
    while (all.size < count) all.add(make());
    return [...all];
  };
  const actors = names(2000, () => `${name()} ${name()}`);
  const places = names(300, name);
  const verbs = ['accuses', 'reports', 'denies', 'meets', 'warns', 'calls on', 'shells', 'answers'];
  const matters = ['ceasefire', 'border', 'prisoners', 'talks', 'convoy', 'corridor', 'artillery', 'observers', 'statement', 'village', 'supply line', 'displaced families'];
  const types = ['battle', 'shelling', 'airstrike', 'attack-on-civilians', 'protest', 'diplomacy', 'statement', 'agreement', 'ceasefire', 'humanitarian', 'displacement', 'legal'];
  const files = {
    'site.yaml': 'title: Ten thousand entries\nlanguage: en\nbase_url: https://example.org/huge/\nrelated: 0\n',
    'content/actors.yaml': actors.map((actor, n) => `- {name: ${actor}, kind: ${['state', 'organization', 'person'][n % 3]}}\n`).join(''),
    // Of the actors named most often, a third each stands on a side.
    'content/conflicts/war.md': `---\nname: The war\nsides:\n  - {name: Northern side, actors: [${actors.slice(0, 300).filter((_, n) => n % 3 === 0).join(', ')}]}\n  - {name: Southern side, actors: [${actors.slice(0, 300).filter((_, n) => n % 3 === 1).join(', ')}]}\nphases:\n  - {name: Before, when: 2016/2019-10}\n  - {name: The fighting, when: 2019-11/2020-12}\n  - {name: After, when: 2021}\n---\n`,
    'content/places.yaml': places.map((place) => `- {name: ${place}}\n`).join(''),
  };
  for (let n = 0; n < 10_000; n++) {
    // Two years out of six hold half of all.
    const day = new Date(Date.UTC(2016, 0, 1 + Math.floor(n < 5000 ? random() * 2190 : 1400 + random() * 400)));
    const date = day.toISOString().slice(0, 10);
    const until = new Date(day.getTime() + 3 * 864e5).toISOString().slice(0, 10);
    const who = [...new Set(Array.from({ length: 1 + Math.floor(random() * 4) }, () => seldom(actors)))];
    const title = `${who[0]} ${pick(verbs)} ${pick(places)} over the ${pick(matters)} (${n})`;
    files[`content/articles/${date.slice(0, 4)}/${date}-${n}.md`] = article(
      front(title, date, `slug: entry-${n}\n${n % 9 ? '' : `when: ${date}/${until}\n`}type: ${seldom(types)}\nplace: ${seldom(places)}\nactors: [${who.join(', ')}]`),
      'What happened.',
    );
  }
  return files;
}

/** A conflict with two sides, phases and a part; events, dates of every kind, entries that nobody of a side is in. */
function sides() {
  const files = {
    'site.yaml': 'title: A war of forty days\ndescription: Two sides, three phases.\nlanguage: en\nbase_url: https://example.org/sides/\n',
    'content/actors.yaml': '- {name: Northland, kind: state}\n- {name: Northern Army, kind: armed-force, affiliations: [{to: Northland}]}\n- {name: Southland, kind: state}\n- {name: Southern Army, kind: armed-force, affiliations: [{to: Southland}]}\n- {name: "Union of Neighbours", kind: organization}\n',
    'content/places.yaml': '- {name: The bridge, lat: 40, lon: 46}\n- {name: The capital, lat: 41, lon: 46}\n- {name: Şuşa, lat: 39.8, lon: 46.7}\n',
    'content/conflicts/war.md': '---\nname: The war\nsides:\n  - {name: Northern side, actors: [Northland]}\n  - {name: Southern side, actors: [Southland]}\nphases:\n  - {name: Opening, when: 2020-09-27/2020-10-09}\n  - {name: Truces, when: 2020-10-10/2020-10-28}\n  - {name: The end, when: 2020-10-29/2020-11-10}\n---\n',
    'content/conflicts/talks.md': '---\nname: The talks\nparent: war\n---\n',
  };
  const who = [['Northland'], ['Southern Army'], ['Northern Army', 'Southern Army'], ['Union of Neighbours'], ['Northland', 'Southland', 'Union of Neighbours'], ['Southland']];
  const types = ['battle', 'shelling', 'diplomacy', 'statement'];
  const places = ['The bridge', 'The capital', 'Şuşa'];
  const when = ['', '', '', 'when: 2020-10~\n', '', 'when: 2020-10-05/2020-10-08\n', '', 'when: 2020-10-12?\n', 'when: 2020\n', 'when: /2020-10-20\n'];
  for (let n = 0; n < 48; n++) {
    const date = new Date(Date.UTC(2020, 8, 27 + Math.floor((n * n) / 52))).toISOString().slice(0, 10);
    const type = types[n % 4];
    files[`content/articles/${date}-${n}.md`] = article(
      front(`${['The first', 'A second', 'Another'][n % 3]} ${['battle', 'barrage', 'meeting', 'word'][n % 4]}, number ${n}`, date, `slug: report-${n}\nsummary: What is known of number ${n}.\n${when[n % 10]}type: ${type}\nplace: ${places[n % 3]}\n${type === 'diplomacy' ? 'conflict: talks\n' : ''}actors: [${who[n % 6].join(', ')}]`),
      'What happened.',
    );
  }
  return files;
}

/** The sites to generate: for each, its files by path. */
export const SITES = {
  stress: stress(),
  rtl: mirror('ar'),
  ltr: mirror('en'),
  empty: { 'content/.keep': '' },
  many: many(),
  sides: sides(),
  // A folder of dated files and nothing else: no site.yaml, no content/.
  loose: {
    '2020-09-27-first-day.md': '# The first day\n\nWhat happened, told by the file alone.\n',
    '2020-09-28-second-day.md': '---\ntitle: The second day\n---\n\nText.\n\nRead: The first day\n',
    'notes.md': '---\ntitle: A note with a date of its own\ndate: 2020-10-01\n---\n\nText.\n',
  },
};

/** Addresses that the tests need by name. */
export const KNOWN = {
  stress: { retracted: 'articles/withdrawn.html', bare: 'articles/without-metadata.html', everything: 'articles/everything.html', redirects: ['news/123.html', 'old/second-bridge/index.html'], redirected: 'articles/second-bridge.html' },
  rtl: { article: 'articles/outbreak.html' },
  demo: { redirects: ['actors/nagorno-karabakh-republic.html'] },
};
