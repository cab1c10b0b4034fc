// No word of a text runs: the site is made from the schemas, so that each field that they know is attacked, also one that is new.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, describe, test } from 'node:test';
import { launch } from './lib/browser.mjs';
import { preview } from './lib/preview.mjs';
import { DATELINE } from './lib/root.mjs';
import { none } from './lib/suite.mjs';

/** What a script would do that must not run. */
const RUN = 'document.documentElement.dataset.ran=1';
const ATTEMPTS = [
  `"><img src=x onerror=${RUN}>`,
  `'><svg onload=${RUN}>`,
  `</script><script>${RUN}</script>`,
  `javascript:${RUN}`,
  ` java\tscript:${RUN}`,
  `/javascript:${RUN}`,
  '//other.example/a.png',
  '\\\\other.example\\a.png',
  `data:text/html,<script>${RUN}</script>`,
  `\u0001" onmouseover=${RUN} x="\u0002m0\u0003`,
  `{{ 7 * 7 }}{% raw %}<b onclick=${RUN}>`,
  `]]><script xmlns="http://www.w3.org/1999/xhtml">${RUN}</script>`,
];
const BODY = [
  '<div><img alt="\n\n[[Land# src=x onerror=document.documentElement.dataset.ran=1 |x]]\n\n<p title="">after</p></div>',
  '<img alt="&#&#2;2;m0&#&#3;3;z&#&#2;2;/m0&#&#3;3;" src="//other.example/a.png" srcset="\\\\other.example/b.png 2x">',
  '<video poster=" //other.example/c.png" src="https:other.example/d.mp4" autoplay></video>',
  '[a](/javascript:document.documentElement.dataset.ran=1) ![b](/\\\\other.example/e.png "C. Credit: N")',
  '> Words.\n> — Land" onclick="document.documentElement.dataset.ran=1',
  '<b id="dateline">x</b> <b id="content">x</b> <form id=data><input name=name></form>',
  '## dateline {#dateline}',
];

/** A value for a schema in which each text is an attempt; `turn` chooses which. */
function value(schema, root, turn, depth = 0) {
  if (schema.$ref) return value(root.$defs[schema.$ref.split('/').pop()], root, turn, depth + 1);
  if (schema.enum) return schema.enum.find((word) => word !== null);
  if (schema.const !== undefined) return schema.const;
  if (schema.examples?.length) return schema.examples[0];
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) {
    if (depth > 8) return undefined;
    const rich = choices.find((choice) => choice.$ref) ?? choices.find((choice) => choice.type === 'array') ?? choices[0];
    return value(rich, root, turn, depth + 1);
  }
  if (schema.properties) {
    const entries = Object.entries(schema.properties).map(([key, inner]) => [key, value(inner, root, turn, depth + 1)]);
    return Object.fromEntries(entries.filter(([, inner]) => inner !== undefined));
  }
  const types = [schema.type].flat();
  if (types.includes('string')) return ATTEMPTS[turn.at++ % ATTEMPTS.length];
  if (types.includes('array')) return schema.items ? [value(schema.items, root, turn, depth + 1)].filter((item) => item !== undefined) : undefined;
  if (types.includes('boolean')) return undefined;
  return types.includes('number') || types.includes('integer') ? 1 : undefined;
}

/** Fields that hold a file back or decide where its page stands: they are attacked in files of their own, as the others would not be built. */
const LEFT = ['draft', 'status', 'slug', 'id', 'template', 'date', 'lastmod', 'start', 'end', 'updated', 'when', 'extra'];
const FOLDERS = { article: 'articles', page: 'pages', actor: 'actors', place: 'places', event: 'events', conflict: 'conflicts' };
const LISTS = ['actors', 'places', 'events', 'sources'];

const schema = (subject) => JSON.parse(execFileSync(DATELINE, ['schema', subject], { encoding: 'utf8' }));
const file = (front) => `---\n${JSON.stringify(front)}\n---\n${BODY.join('\n\n')}\n`;

/** Drawings and a film that are there, so that the words about them are shown: one drawing at once, the other on its own page. */
const SHOWN = 'media/articles/shown.svg';
const WAITS = 'media/articles/waits.svg';
const FILM = 'media/articles/film.mp4';

/** Gives every picture and film of a front matter a file. */
function pictured(part, n) {
  if (part === null || typeof part !== 'object') return;
  for (const inner of Object.values(part)) pictured(inner, n);
  if (!('src' in part)) return;
  if ('transcript' in part) part.src = `/${FILM}`;
  if (!('alt' in part)) return;
  part.src = `/${n % 2 ? WAITS : SHOWN}`;
  delete part.hide;
  // Every other place of a gallery has two pictures.
  for (const key of n % 4 < 2 ? ['before', 'after'] : 'before' in part ? ['src', 'alt', 'caption', 'credit', 'license', 'place', 'taken'] : []) delete part[key];
  if (n % 2) part.sensitive = ['death'];
  else delete part.sensitive;
}

/** Everything but what is left out, with a name of its own and a day. */
function front(root, subject, n) {
  const all = value(root, root, { at: n });
  const left = Object.fromEntries(LEFT.filter((key) => key in root.properties).map((key) => [key, ATTEMPTS[n]]));
  for (const key of LEFT) delete all[key];
  pictured(all, n);
  if (subject === 'article') all.published = `2020-10-${10 + n}`;
  if (subject === 'event' || subject === 'conflict') all.when = '2020-10-01';
  for (const key of ['title', 'name']) if (key in root.properties) all[key] = `${ATTEMPTS[n]} ${subject} ${n}`;
  return { all, left };
}

function files() {
  const all = { 'content/actors/land.md': '---\nname: Land\nkind: state\n---\n' };
  const drawing = (colour) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path fill="${colour}" d="M0 0h4v3H0z"/></svg>`;
  Object.assign(all, { [SHOWN.replace('media', 'content')]: drawing('red'), [WAITS.replace('media', 'content')]: drawing('blue'), [FILM.replace('media', 'content')]: 'film' });
  for (const [subject, folder] of Object.entries(FOLDERS)) {
    const root = schema(subject);
    for (let n = 0; n < ATTEMPTS.length; n += 1) {
      const { all: whole, left } = front(root, subject, n);
      all[`content/${folder}/a${n}.md`] = file(whole);
      const bare = Object.fromEntries(['title', 'name', 'published', 'when'].filter((key) => key in whole).map((key) => [key, whole[key]]));
      const own = (title, more) => file({ ...bare, [bare.title ? 'title' : 'name']: `${title} ${ATTEMPTS[n]} ${n}`, ...more });
      // One attempt in three for each field: every page takes its time in the browser.
      Object.keys(left).forEach((key, index) => {
        if ((n + index) % 3 === 0) all[`content/${folder}/${key}${n}.md`] = own(key, { [key]: left[key] });
      });
      if ('status' in root.properties && n % 4 === 0) all[`content/${folder}/gone${n}.md`] = own('gone', { ...whole, status: 'retracted' });
    }
  }
  for (const subject of LISTS) {
    const root = schema(subject);
    const item = root.items ?? root;
    const rows = ATTEMPTS.map((attempt, n) => {
      const row = value(item, root, { at: n });
      for (const key of ['title', 'name']) if (row[key] !== undefined) row[key] = `${attempt} ${subject} ${n}`;
      if (subject === 'events') row.when = '2020-10-02';
      return { ...row, id: subject === 'sources' && n % 2 ? `s${n}` : `${attempt} ${n}` };
    });
    all[`content/${subject}.yaml`] = JSON.stringify(rows);
  }
  const cites = ATTEMPTS.map((_, n) => `[^s${n}]`).join(' ');
  all['content/articles/cites.md'] = `---\ntitle: Cites\npublished: 2020-10-01\n---\nWords ${cites}.\n`;
  return all;
}

/** Settings of which each text is an attempt; what they may be is read from the schema too. */
function settings(raw, turn) {
  const root = schema('site');
  const all = value(root, root, { at: turn });
  for (const key of ['publish', 'outside_links']) delete all[key];
  return { ...all, base_url: 'https://site.example/', raw_html: raw };
}

/** Pages that lead elsewhere at once are left out. */
const found = (folder) => readdirSync(folder, { recursive: true }).map(String).sort()
  .filter((file) => /\.(html|xml|svg)$/.test(file) && !readFileSync(path.join(folder, file), 'utf8').includes('http-equiv="refresh"'));

/** Opens pages and tells what ran and what was asked of other hosts. */
async function opened(browser, addresses, options, schemes = []) {
  const problems = [];
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on('dialog', (dialog) => dialog.dismiss());
  await context.route('**/*', (route) => {
    const { protocol, hostname } = new URL(route.request().url());
    if (['file:', 'data:', 'blob:'].includes(protocol) || hostname === '127.0.0.1' || hostname === 'localhost') return route.continue();
    // The page for addresses that do not exist names its site.
    if (hostname === 'site.example') return route.abort();
    problems.push(`asked ${route.request().url()}`);
    return route.abort();
  });
  for (const address of addresses) {
    await page.goto(address, { waitUntil: 'load' });
    const wrong = await page.evaluate((more) => {
      const schemes = ['http:', 'https:', 'mailto:', 'tel:', 'file:', ...more];
      const links = [...document.querySelectorAll('[href]')].map((e) => (e.href?.baseVal ?? e.href)).filter((href) => href && !schemes.some((s) => new URL(href, document.baseURI).protocol === s));
      // What a browser would ask for, also where the policy forbids it.
      const shown = [...document.querySelectorAll('[src], [srcset], [poster]')].flatMap((e) => [e.src, e.poster, ...(e.srcset ?? '').split(',').map((s) => s.trim().split(' ')[0])]);
      // The page for addresses that do not exist names the scripts of its site, too, by the address of publication.
      const isOwn = (src) => location.pathname.endsWith('/404.html') && /^https:\/\/site\.example\/[\w-]+\.js$/.test(src);
      const asked = shown.filter((src) => src && !isOwn(src) && new URL(src, document.baseURI).protocol !== location.protocol).map((src) => `shows ${src}`);
      const handlers = [...document.querySelectorAll('*')].flatMap((e) => [...e.attributes]).filter((a) => /^on/i.test(a.name)).map((a) => a.name);
      return [...links, ...asked, ...handlers, ...(document.documentElement?.dataset?.ran ? ['a script ran'] : [])];
    }, schemes);
    problems.push(...wrong.map((what) => `${address}: ${what}`));
  }
  await context.close();
  return problems;
}

for (const raw of ['sanitize', 'escape']) {
  describe(`words stay words: ${raw}`, () => {
    let browser;
    let folder;
    before(async () => {
      browser = await launch();
      folder = mkdtempSync(path.join(tmpdir(), 'dateline attacks '));
      for (const [file, content] of Object.entries({ ...files(), 'site.yaml': JSON.stringify(settings(raw, raw.length)) })) {
        mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
        writeFileSync(path.join(folder, file), content);
      }
      // Mistakes there are many; what is built in spite of them is looked at.
      const done = spawnSync(DATELINE, ['build', '--site', folder, '--output', path.join(folder, 'public'), '--now', '2024-01-01'], { encoding: 'utf8' });
      assert.ok(done.status === 0 || done.status === 1, done.stderr);
    });
    after(async () => {
      await browser?.close();
      rmSync(folder, { recursive: true, force: true });
    });
    for (const bypassCSP of [false, true]) {
      test(`from the disk, ${bypassCSP ? 'without' : 'with'} the policy`, async () => {
        const pages = found(path.join(folder, 'public'));
        assert.ok(pages.length > 50, `${pages.length} pages`);
        assert.ok(pages.some((file) => file.startsWith('pictures')), 'the page of a picture that waits');
        assert.ok(readdirSync(path.join(folder, 'public', 'media')).some((file) => file.startsWith('shown-')), 'a picture with its words');
        none(await opened(browser, pages.map((file) => pathToFileURL(path.join(folder, 'public', file)).href), { bypassCSP }), 'attacks');
      });
    }
  });
}

describe('the preview', () => {
  test('words stay words there too', async () => {
    const all = { ...files(), 'site.yaml': JSON.stringify(settings('sanitize', 3)) };
    const shown = await preview(all);
    const folder = mkdtempSync(path.join(tmpdir(), 'dateline attacks '));
    const browser = await launch();
    try {
      spawnSync(DATELINE, ['build', '--site', shown.folder, '--output', path.join(folder, 'public'), '--now', '2024-01-01'], { encoding: 'utf8' });
      const pages = found(path.join(folder, 'public'));
      assert.ok(pages.length > 50, `${pages.length} pages`);
      // The bar of the preview leads to the editor.
      for (const bypassCSP of [false, true]) none(await opened(browser, pages.map(shown.url), { bypassCSP }, ['myeditor:']), 'attacks');
    } finally {
      await browser.close();
      await shown.remove();
      rmSync(folder, { recursive: true, force: true });
    }
  });
  test('a drawing that is a program runs nothing', async () => {
    const drawing = `<svg xmlns="http://www.w3.org/2000/svg"><script>${RUN}</script></svg>`;
    const shown = await preview({ 'content/articles/a.md': '---\ntitle: A\npublished: 2020-10-01\n---\n![a](x.svg "B. Credit: N")\n', 'content/articles/x.svg': drawing });
    const browser = await launch();
    try {
      none(await opened(browser, [shown.url('articles/a.html'), shown.url('media/articles/x.svg')], {}), 'attacks');
    } finally {
      await browser.close();
      await shown.stop();
      await shown.remove();
    }
  });
});
