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

/** Files that hold others back, or that decide where a page stands. */
const LEFT = ['draft', 'status', 'slug', 'id', 'template', 'date', 'start', 'end', 'updated', 'retracted', 'extra'];
const FOLDERS = { article: 'articles', page: 'pages', actor: 'actors', place: 'places', event: 'events', conflict: 'conflicts' };

function files() {
  const all = { 'content/actors/land.md': '---\nname: Land\nkind: state\n---\n' };
  for (const [subject, folder] of Object.entries(FOLDERS)) {
    const root = JSON.parse(execFileSync(DATELINE, ['schema', subject], { encoding: 'utf8' }));
    for (let n = 0; n < ATTEMPTS.length; n += 1) {
      const front = value(root, root, { at: n });
      for (const key of LEFT) delete front[key];
      if (subject === 'article') front.published = `2020-10-${10 + n}`;
      if (subject === 'event' || subject === 'conflict') front.when = '2020-10-01';
      for (const key of ['title', 'name']) if (front[key] !== undefined) front[key] = `${front[key]} ${subject} ${n}`;
      all[`content/${folder}/a${n}.md`] = `---\n${JSON.stringify(front)}\n---\n${BODY.join('\n\n')}\n`;
    }
  }
  return all;
}

/** Pages that lead elsewhere at once are left out. */
const found = (folder) => readdirSync(folder, { recursive: true }).map(String).sort()
  .filter((file) => /\.(html|xml|svg)$/.test(file) && !readFileSync(path.join(folder, file), 'utf8').includes('http-equiv="refresh"'));

/** Opens pages and tells what ran and what was asked of other hosts. */
async function opened(browser, addresses, options) {
  const problems = [];
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on('dialog', (dialog) => dialog.dismiss());
  await context.route('**/*', (route) => {
    const { protocol, hostname } = new URL(route.request().url());
    if (['file:', 'data:'].includes(protocol) || hostname === '127.0.0.1' || hostname === 'localhost') return route.continue();
    // The page for addresses that do not exist names its site.
    if (hostname === 'site.example') return route.abort();
    problems.push(`asked ${route.request().url()}`);
    return route.abort();
  });
  for (const address of addresses) {
    await page.goto(address, { waitUntil: 'load' });
    const wrong = await page.evaluate(() => {
      const schemes = ['http:', 'https:', 'mailto:', 'tel:', 'geo:', 'xmpp:', 'matrix:', 'magnet:', 'file:'];
      const links = [...document.querySelectorAll('[href]')].map((e) => (e.href?.baseVal ?? e.href)).filter((href) => href && !schemes.some((s) => new URL(href, document.baseURI).protocol === s));
      // What a browser would ask for, also where the policy forbids it.
      const shown = [...document.querySelectorAll('[src], [srcset], [poster]')].flatMap((e) => [e.src, e.poster, ...(e.srcset ?? '').split(',').map((s) => s.trim().split(' ')[0])]);
      const asked = shown.filter((src) => src && new URL(src, document.baseURI).protocol !== location.protocol).map((src) => `shows ${src}`);
      const handlers = [...document.querySelectorAll('*')].flatMap((e) => [...e.attributes]).filter((a) => /^on/i.test(a.name)).map((a) => a.name);
      return [...links, ...asked, ...handlers, ...(document.documentElement?.dataset?.ran ? ['a script ran'] : [])];
    });
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
      for (const [file, content] of Object.entries({ ...files(), 'site.yaml': `title: T\nbase_url: https://site.example/\nraw_html: ${raw}\n` })) {
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
        none(await opened(browser, pages.map((file) => pathToFileURL(path.join(folder, 'public', file)).href), { bypassCSP }), 'attacks');
      });
    }
  });
}

describe('the preview', () => {
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
