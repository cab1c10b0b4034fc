// The offline copy: unpacked anywhere it opens from the disk, every link leads to a file, and the explorer works.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { after, before, describe, test } from 'node:test';
import { launch } from './lib/browser.mjs';
import { SITES } from './lib/content.mjs';
import { DATELINE, REPOSITORY } from './lib/root.mjs';
import { none } from './lib/suite.mjs';
import { unzip } from './lib/unzip.mjs';

let browser;
let folder;
before(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'dateline archive '));
  browser = await launch();
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Writes a site, its pages at addresses of folders. */
function written(files) {
  const root = path.join(folder, 'site');
  const settings = `${files['site.yaml'] ?? 'title: Archive\n'}\naddresses: folders\n`;
  for (const [name, text] of Object.entries({ ...files, 'site.yaml': settings })) {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return root;
}

/** Builds an archive, unpacks it, and gives back its folder and the files in it. */
function copyOf(site, name) {
  const archive = path.join(folder, `${name}.zip`);
  execFileSync(DATELINE, ['build', '--site', site, '--zip', archive, '--now', '2021-06-01'], { stdio: 'ignore' });
  const names = unzip(archive, folder);
  return { root: path.join(folder, name), files: names.map((file) => file.slice(name.length + 1)) };
}

const COPIES = {
  demo: () => copyOf(REPOSITORY, 'demo'),
  'with addresses of folders': () => copyOf(written(SITES.sides), 'folders'),
};

/** In the page: every address that it names. */
const named = () => [...document.querySelectorAll('[href], [src]')].filter((e) => e.rel !== 'canonical').map((e) => new URL(e.getAttribute('href') ?? e.getAttribute('src'), document.baseURI).href);

for (const [name, make] of Object.entries(COPIES)) {
  describe(name, () => {
    let copy;
    before(() => { copy = make(); });

    test('every file is what its sum says', () => {
      const lines = readFileSync(path.join(copy.root, 'SHA256SUMS'), 'utf8').trimEnd().split('\n');
      const problems = lines.map((line) => [line.slice(0, 64), line.slice(66)])
        .filter(([sum, file]) => createHash('sha256').update(readFileSync(path.join(copy.root, file))).digest('hex') !== sum);
      none(problems, 'wrong sums');
      assert.equal(lines.length, copy.files.length - 1);
    });

    test('every page opens from the disk, every link of it leads to a file, nothing else is asked for', async () => {
      const page = await browser.newPage();
      const problems = [];
      const own = pathToFileURL(copy.root).href;
      page.on('pageerror', (error) => problems.push(error.message));
      page.on('console', (message) => message.type() === 'error' && problems.push(`${message.text()} (${message.location().url})`));
      page.on('request', (request) => request.url().startsWith(own) || request.url().startsWith('data:') || problems.push(`foreign: ${request.url()}`));
      const leads = new Map();
      // Of the demonstration's editions the first and one more.
      const seen = (file) => file.endsWith('.html') && (name !== 'demo' || !/^(az|ru)\//.test(file));
      for (const file of copy.files.filter(seen)) {
        const address = pathToFileURL(path.join(copy.root, file)).href;
        await page.goto(address, { waitUntil: 'commit' });
        if (readFileSync(path.join(copy.root, file), 'utf8').includes('http-equiv="refresh"')) await page.waitForURL((url) => url.href !== address);
        await page.waitForLoadState();
        for (const address of await page.evaluate(named)) {
          const url = new URL(address);
          if (url.protocol !== 'file:') continue;
          url.hash = '';
          url.search = '';
          if (!leads.has(url.href)) leads.set(url.href, existsSync(fileURLToPath(url)) && statSync(fileURLToPath(url)).isFile() && url.href.startsWith(own));
          if (!leads.get(url.href)) problems.push(`${file}: ${address} is no file of the copy`);
        }
      }
      await page.close();
      none(problems, 'the copy');
      assert.ok(leads.size > 50, 'links were looked at');
    });

    test('the explorer filters and searches', async () => {
      const page = await browser.newPage();
      await page.goto(pathToFileURL(path.join(copy.root, 'timeline/index.html')).href);
      const count = page.locator('.explore .count');
      const whole = await count.filter({ hasText: /entries/ }).innerText();
      await page.locator('#explore-words').fill(name === 'demo' ? 'ceasefire' : 'number 1');
      await page.waitForFunction((before) => document.querySelector('.explore .count').textContent !== before, whole);
      assert.match(await count.innerText(), /^\d+ of \d+ entries$/);
      assert.ok(await page.locator('.chron .e:visible').count() > 0);
      await page.close();
    });
  });
}
