// The demonstration site, published into a folder that a web server serves by the rules that are published with it.
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { HERE, REPOSITORY } from './places.mjs';
import { dateline } from './process.mjs';
import { webServer } from './web.mjs';

const ORIGIN = 'https://example.org';
const BASE = '/karabakh-2020/';
const ARTICLE = 'content/articles/2020/hard-names.md';
// Old addresses as an author writes them, and as readers ask for them.
const OLD = { 'old/one.html': 'old/one.html', '/2019/two': '2019/two', 'Հին էջ/a & b (1)+$1 100%.html': `${encodeURIComponent('Հին էջ')}/a%20&%20b%20(1)+$1%20100%25.html` };
const playwright = path.join(HERE, '../browser/node_modules/playwright-core');

/** What holds of every web server whose rules are written. */
export function served(kind) {
  describe(kind, { concurrency: 1 }, () => {
    let server, site, get, port;

    before(async () => {
      server = webServer(kind);
      site = mkdtempSync(path.join(tmpdir(), 'dateline demonstration '));
      cpSync(path.join(REPOSITORY, 'content'), path.join(site, 'content'), { recursive: true });
      const live = path.join(server.at('www'), BASE);
      const target = { folder: live.replace(/\/$/, ''), rules: kind, precompress: true, headers: { 'X-Own': 'say "100%" \\o/' } };
      writeFileSync(path.join(site, 'site.yaml'), `${readFileSync(path.join(REPOSITORY, 'site.yaml'), 'utf8')}\npublish:\n  live: ${JSON.stringify(target)}\n`);
      writeFileSync(path.join(site, ARTICLE), `---\ntitle: A story with old addresses\npublished: 2020-11-01\naliases: ${JSON.stringify(Object.keys(OLD))}\n---\nIt was elsewhere.\n`);
      mkdirSync(path.join(site, 'static/own'), { recursive: true });
      for (const name of ['map-20201109ab.js', 'own/app-5891b5b522.js']) writeFileSync(path.join(site, 'static', name), 'hello\n');
      const done = await dateline(['publish', '--site', site, '--yes', '--now', '2021-06-01']);
      assert.equal(done.code, 0, done.all ?? done.stderr);
      ({ get, port } = await server.start(path.join(live, '.dateline/nginx.conf')));
    });
    after(async () => {
      await server?.stop();
      if (site) rmSync(site, { recursive: true, force: true });
    });

    test('each sort of file has its type, its policy and its time', async () => {
      const policy = async (file, type, age, more = '') => {
        const { status, headers } = await get(BASE + file);
        assert.equal(status, 200, file);
        assert.equal(headers['content-type'].toLowerCase(), type, file);
        assert.equal(headers['cache-control'], `public, max-age=${age}${more}`, file);
        assert.equal(headers['x-content-type-options'], 'nosniff', file);
        assert.equal(headers['referrer-policy'], 'no-referrer', file);
        assert.equal(headers['strict-transport-security'], 'max-age=31536000', file);
        assert.equal(headers['x-own'], 'say "100%" \\o/', file);
        return headers['content-security-policy'];
      };
      const page = await policy('index.html', 'text/html; charset=utf-8', 60);
      assert.match(page, /^default-src 'none'; script-src 'self'.*; frame-ancestors 'self'$/);
      for (const address of ['', 'timeline/', 'articles/hard-names.html', '404.html']) assert.equal(await policy(address, 'text/html; charset=utf-8', 60), page, address);
      assert.equal(await policy('style.css', 'text/css; charset=utf-8', 60), page);
      assert.equal(await policy('explorer.js', 'text/javascript; charset=utf-8', 60), page);
      for (const [file, type] of [['style', 'css'], ['explorer', 'css'], ['explorer', 'javascript'], ['fold', 'javascript']]) {
        const ending = type === 'css' ? 'css' : 'js';
        const [copy, ...others] = readdirSync(path.join(server.at('www'), BASE)).filter((name) => new RegExp(`^${file}-[0-9a-f]{10}\\.${ending}$`).test(name));
        assert.deepEqual(others, [], file);
        assert.equal(await policy(copy, `text/${type}; charset=utf-8`, 31536000, ', immutable'), page);
        const packed = await get(BASE + copy, { 'accept-encoding': 'gzip' });
        assert.equal(packed.headers['content-encoding'], 'gzip', copy);
        assert.equal(packed.headers['cache-control'], 'public, max-age=31536000, immutable', copy);
      }
      // One that only looks so, one that is no more, and an honest one of the site's own.
      assert.equal(await policy('map-20201109ab.js', 'text/javascript; charset=utf-8', 60), page);
      assert.equal(await policy('own/app-5891b5b522.js', 'text/javascript; charset=utf-8', 31536000, ', immutable'), page);
      assert.equal((await get(`${BASE}style-0123456789.css`)).headers['cache-control'], 'public, max-age=60');
      assert.equal(await policy('data/actors.json', 'application/json; charset=utf-8', 60), page);
      assert.equal(await policy('feed.xml', 'application/xml; charset=utf-8', 60), page);
      const embed = await policy('embed/timeline.html', 'text/html; charset=utf-8', 60);
      assert.doesNotMatch(embed, /frame-ancestors/);
      const drawing = await policy('icon.svg', 'image/svg+xml', 86400);
      assert.doesNotMatch(drawing, /script-src/);
      assert.match(drawing, /^default-src 'none'/);
    });

    test('what is not there is answered with 404 and the page for it', async () => {
      for (const address of ['articles/none.html', 'none', 'media/none.png', 'embed/none.html', 'none/at/all.html']) {
        const { status, headers, body } = await get(BASE + address);
        assert.equal(status, 404, address);
        assert.equal(headers['content-type'].toLowerCase(), 'text/html; charset=utf-8', address);
        assert.deepEqual(body, readFileSync(path.join(server.at('www'), BASE, '404.html')), address);
        assert.ok(headers['content-security-policy'], address);
      }
    });

    test('old addresses lead to the new one, and folders to themselves, at no other host or port', async () => {
      const to = `${BASE}articles/hard-names.html`;
      const here = (location) => location.replace(`http://127.0.0.1:${port}`, '');
      for (const address of [...Object.values(OLD), '2019/two/', '2019/two/index.html']) {
        const { status, headers } = await get(BASE + address, { host: `127.0.0.1:${port}` });
        assert.equal(status, 301, address);
        assert.equal(here(headers.location), to, address);
      }
      for (const folder of ['timeline', 'actors']) {
        const { status, headers } = await get(BASE + folder, { host: `127.0.0.1:${port}` });
        assert.equal(status, 301, folder);
        assert.equal(here(headers.location), `${BASE}${folder}/`);
      }
    });

    test('texts are sent packed to those who take it', async () => {
      for (const file of ['index.html', 'style.css', 'timeline/', 'feed.xml']) {
        const plain = await get(BASE + file);
        const packed = await get(BASE + file, { 'accept-encoding': 'gzip' });
        assert.equal(plain.headers['content-encoding'], undefined, file);
        assert.equal(packed.headers['content-encoding'], 'gzip', file);
        assert.match(packed.headers.vary ?? '', /accept-encoding/i, file);
        assert.equal(packed.headers['content-type'], plain.headers['content-type'], file);
        assert.equal(packed.headers['content-security-policy'], plain.headers['content-security-policy'], file);
        assert.deepEqual(gunzipSync(packed.body), plain.body, file);
        const copy = path.join(server.at('www'), BASE, file.replace(/\/$/, '/index.html'));
        assert.deepEqual(packed.body, readFileSync(`${copy}.gz`), 'the copy that was made beforehand');
        assert.deepEqual(brotliDecompressSync(readFileSync(`${copy}.br`)), plain.body, file);
        // nginx needs a module for it that Debian has apart.
        if (kind === 'apache') assert.equal((await get(BASE + file, { 'accept-encoding': 'gzip, br' })).headers['content-encoding'], 'br', file);
      }
    });

    const skip = existsSync(playwright) ? false : 'tests/browser is not installed';
    test('no page breaks its policy, and the explorer works', { skip }, async () => {
      const { launch } = await import('../../browser/lib/browser.mjs');
      const browser = await launch();
      try {
        const page = await browser.newPage();
        const said = [];
        page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
        page.on('pageerror', (error) => said.push(String(error)));
        // The site's own address, answered by the server with the server's headers.
        await page.route('**/*', async (route) => {
          const url = new URL(route.request().url());
          assert.equal(url.origin, ORIGIN);
          const { status, headers, body } = await get(url.pathname + url.search);
          await route.fulfill({ status, headers, body });
        });
        const visit = async (address, status = 200) => {
          const response = await page.goto(`${ORIGIN}${BASE}${address}`);
          assert.equal(response.status(), status, address);
          assert.equal(response.headers()['x-content-type-options'], 'nosniff');
          assert.notEqual(await page.evaluate(() => getComputedStyle(document.body).fontFamily), '', address);
          assert.ok(await page.evaluate(() => [...document.styleSheets].some((sheet) => sheet.cssRules.length > 10)), `${address} has its style`);
        };
        const article = 'articles/hard-names.html';
        for (const address of ['', article, 'actors/', 'actors/azerbaijan.html', 'conflicts/', 'claims.html', 'sources.html']) await visit(address);
        await visit('no/such/page.html', 404);
        // The browser itself says that the page was a 404, which is no fault of the page.
        assert.deepEqual(said.filter((line) => !/status of 404/.test(line)), []);
        for (const address of ['timeline/', 'embed/timeline.html']) {
          await visit(address);
          await page.waitForFunction(() => document.querySelector('.explore .count')?.textContent);
          const all = await page.locator('.explore .count').innerText();
          await page.locator('#explore-words').fill('ceasefire');
          await page.waitForFunction((before) => document.querySelector('.explore .count').textContent !== before, all);
        }
        assert.deepEqual(said.filter((line) => !/status of 404/.test(line)), []);
        // The policy is there, and it holds.
        const ran = await page.evaluate(() => {
          const script = document.createElement('script');
          script.textContent = 'window.ran = true';
          document.head.append(script);
          return window.ran;
        });
        assert.equal(ran, undefined);
      } finally {
        await browser.close();
      }
    });
  });
}
