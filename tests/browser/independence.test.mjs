// A page needs nobody: no script, no other host, no cookie, no server.
import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, test } from 'node:test';
import { representatives } from './lib/kinds.mjs';
import { folderOf, NAMES } from './lib/sites.mjs';
import { none, published, suite } from './lib/suite.mjs';

const site = suite();
const pages = NAMES.filter((name) => name !== 'ltr').flatMap(representatives).filter(({ kind }) => kind !== 'redirect');

/** In the page: all that a reader can find on it. */
const content = () => {
  // The explorer adds to a timeline and hides what it does better; below it the page must be the same.
  const explorer = document.querySelector('[data-explore]');
  explorer?.replaceChildren();
  document.documentElement.setAttribute('data-plain', '');
  // So does the strip with handles, which takes the place of the page's own drawing but not of its words.
  for (const live of document.querySelectorAll('main div.explore:not([data-explore])')) live.remove();
  document.querySelector('main figure.still')?.classList.remove('still');
  document.querySelector('#explore-said')?.firstChild.remove();
  if (explorer) for (const hidden of document.querySelectorAll('main [hidden]')) hidden.hidden = false;
  // In the masthead a field takes the place of the link to the search.
  for (const found of document.querySelectorAll('.mast .find > *, main [data-search] > *')) found.remove();
  // A link of a drawing has no innerText.
  const text = (e) => (e.innerText ?? e.textContent).replace(/\s+/g, ' ').trim();
  const landmarks = 'header, nav, main, aside, footer, form, [role=search]';
  return {
    main: text(document.querySelector('main')),
    links: [...document.querySelectorAll('a[href]')].map((a) => `${text(a)} → ${a.getAttribute('href')}`),
    landmarks: [...document.querySelectorAll(landmarks)].map((e) => `${e.tagName.toLowerCase()} ${e.getAttribute('aria-label') ?? ''}`.trim()),
    headings: [...document.querySelectorAll('h1, h2, h3')].map(text),
  };
};

describe('without scripts the same; no third party, no cookie, no error', () => {
  for (const { name, kind, file } of pages) {
    test(`${kind}: ${name}/${file}`, async () => {
      const off = await site.page({ javaScriptEnabled: false }, async (page) => {
        await page.goto(site.url(name, file));
        return page.evaluate(content);
      });
      assert.ok(off.main.length > 0, 'there is text');
      assert.ok(off.headings.length > 0 && off.landmarks.includes('main'), 'there are a heading and a main landmark');
      assert.ok(off.links.length > 1, 'there are links beside the skip link');
      await site.page({}, async (page, context) => {
        const problems = [];
        const own = [`${site.origin}/`, 'data:', ...(file === '404.html' ? published.map(([, base]) => base) : [])];
        page.on('console', (message) => message.type() === 'error' && problems.push(`console: ${message.text()} (${message.location().url})`));
        page.on('pageerror', (error) => problems.push(`script: ${error.message}`));
        page.on('requestfailed', (request) => problems.push(`failed: ${request.url()} (${request.failure()?.errorText})`));
        page.on('response', (response) => response.status() >= 400 && problems.push(`${response.status()}: ${response.url()}`));
        page.on('request', (request) => own.some((start) => request.url().startsWith(start)) || problems.push(`foreign: ${request.url()}`));
        await page.goto(site.url(name, file), { waitUntil: 'load' });
        assert.deepEqual(await page.evaluate(content), off, 'with scripts the page says the same as without');
        // Pictures that wait for the reader are asked for too.
        const broken = await page.evaluate(async () => {
          for (const image of document.images) image.loading = 'eager';
          await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
          return [...document.images].filter((image) => image.naturalWidth === 0).map((image) => image.src);
        });
        none([...problems, ...broken.map((src) => `broken picture: ${src}`)], `requests and errors of ${name}/${file}`);
        const stored = await page.evaluate(() => ({ cookie: document.cookie, keys: localStorage.length + sessionStorage.length }));
        assert.deepEqual(stored, { cookie: '', keys: 0 });
        assert.deepEqual(await context.cookies(), []);
      });
    });
  }
});

describe('from a memory stick (file://)', () => {
  for (const javaScriptEnabled of [true, false]) {
    test(`home → timeline → article → actor → home, scripts ${javaScriptEnabled ? 'on' : 'off'}`, () => site.page({ javaScriptEnabled }, async (page) => {
      const root = pathToFileURL(path.join(folderOf('demo'), '/')).href;
      const problems = [];
      // A page that is left gives up what it still waits for, such as its icon; so does the page of the test before.
      const isGivenUp = (request) => request.failure()?.errorText === 'net::ERR_ABORTED' || request.url().startsWith(site.origin);
      page.on('requestfailed', (request) => isGivenUp(request) || problems.push(`failed: ${request.url()} (${request.failure()?.errorText})`));
      page.on('console', (message) => message.type() === 'error' && problems.push(`console: ${message.text()}`));
      const follow = async (link, expected) => {
        await link.click();
        await page.waitForURL(expected);
        assert.ok(page.url().startsWith(root), page.url());
        assert.ok((await page.locator('h1').innerText()).length > 0);
        const rules = await page.evaluate(() => [...document.styleSheets].length);
        assert.ok(rules > 0, `${page.url()} has its style sheet`);
      };
      await page.goto(`${root}index.html`);
      await follow(page.locator('nav a[href$="timeline/index.html"]').first(), /\/timeline\/index\.html/);
      await follow(page.locator('main h3 a[href*="articles/"]').first(), /\/articles\/[^/]+\.html/);
      await follow(page.locator('main a[href*="actors/"]:not([href*="actors/index"])').first(), /\/actors\/[^/]+\.html/);
      await follow(page.locator('header a[href$="index.html"]').first(), /\/index\.html/);
      none(problems, 'problems from file://');
    }));
  }
});
