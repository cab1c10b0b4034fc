// Pictures: what may distress is fetched only when a reader asks, small screens fetch small copies, and nothing moves when they come.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { DATELINE } from './lib/root.mjs';
import { serve } from './lib/server.mjs';
import { suite } from './lib/suite.mjs';

const site = suite();
const withheld = 'articles/apartment-block-in-ganja.html';
const gallery = 'articles/how-the-dispute-began.html';
const pair = 'articles/cathedral-in-shusha-struck-twice.html';

/** What a page asks for below `media/` until it is quiet, having been scrolled to its end. */
async function asked(page, file) {
  const requests = [];
  page.on('request', (request) => request.url().includes('/media/') && requests.push(request.url()));
  await page.goto(site.url('demo', file), { waitUntil: 'networkidle' });
  for (const image of await page.locator('main img').all()) await image.scrollIntoViewIfNeeded();
  await page.waitForLoadState('networkidle');
  return requests;
}

for (const [scripts, javaScriptEnabled] of [['with scripts', true], ['without scripts', false]]) {
  describe(`a picture that may distress, ${scripts}`, () => {
    test('is not fetched before it is asked for', () => site.page({ javaScriptEnabled }, async (page) => {
      const requests = await asked(page, withheld);
      assert.deepEqual(requests, []);
      const link = page.locator('a.withheld').first();
      assert.match(await link.textContent(), /distressing\): death/);
      await link.focus();
      assert.deepEqual(requests, [], 'nor when a reader comes by');
      await page.keyboard.press('Enter');
      const shown = page.locator('picture img').first();
      await shown.waitFor({ state: 'visible' });
      await page.waitForLoadState('networkidle');
      assert.equal(requests.length, 1, 'one copy');
      assert.equal(/pictures\//.test(page.url()), !javaScriptEnabled, 'in its place, or on its page');
    }));

    for (const file of ['index.html', 'timeline/index.html', 'timeline/key-moments.html', 'embed/timeline.html', 'events/ganja-2.html']) {
      test(`is not fetched by ${file}`, () => site.page({ javaScriptEnabled }, async (page) => {
        const requests = await asked(page, file);
        assert.deepEqual(requests.filter((url) => url.includes('stretcher')), []);
      }));
    }
  });
}

describe('pictures of a text', () => {
  test('a telephone fetches the narrow copies', () => site.page({ viewport: { width: 480, height: 800 } }, async (page) => {
    const requests = await asked(page, gallery);
    assert.ok(requests.length >= 3, requests.join('\n'));
    for (const url of requests) assert.match(url, /-480\.webp$/);
  }));

  for (const width of [320, 1280]) {
    test(`nothing moves when they come, at ${width} px`, () => site.page({ viewport: { width, height: 900 } }, async (page) => {
      await page.addInitScript(() => {
        window.moved = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.moved += entry.value; })).observe({ type: 'layout-shift', buffered: true });
      });
      for (const file of [gallery, pair]) {
        await asked(page, file);
        assert.equal(await page.evaluate(() => window.moved), 0, file);
      }
    }));
  }

  test('two of the same sight stand side by side, or one below the other where there is no room', async () => {
    for (const [width, rows] of [[1280, 1], [320, 2]]) {
      await site.page({ javaScriptEnabled: false, viewport: { width, height: 900 } }, async (page) => {
        await page.goto(site.url('demo', pair));
        const tops = await page.locator('.two > div').evaluateAll((parts) => parts.map((part) => Math.round(part.getBoundingClientRect().top)));
        assert.equal(new Set(tops).size, rows, `${width} px: ${tops}`);
      });
    }
  });
});

describe('a page with ten photographs', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dateline photographs '));
  let server;
  before(async () => {
    const names = Array.from({ length: 10 }, (_, n) => `p${n}`);
    const photographs = await site.page({}, async (page) => {
      await page.goto('about:blank');
      return page.evaluate((seeds) => seeds.map((seed) => {
        const canvas = Object.assign(document.createElement('canvas'), { width: 1800, height: 1200 });
        const on = canvas.getContext('2d');
        const random = ((state) => () => { state = (state * 1664525 + 1013904223) >>> 0; return state / 2 ** 32; })(seed * 7919 + 1);
        on.fillStyle = `hsl(${seed * 36} 30% 70%)`;
        on.fillRect(0, 0, 1800, 1200);
        for (let n = 0; n < 900; n += 1) {
          const [x, y, r] = [random() * 1800, random() * 1200, 8 + random() * 120];
          const shade = on.createRadialGradient(x, y, 0, x, y, r);
          shade.addColorStop(0, `hsla(${random() * 360} 45% ${20 + random() * 60}% / 0.8)`);
          shade.addColorStop(1, 'transparent');
          on.fillStyle = shade;
          on.fillRect(x - r, y - r, 2 * r, 2 * r);
        }
        // The grain of a sensor.
        const pixels = on.getImageData(0, 0, 1800, 1200);
        for (let at = 0; at < pixels.data.length; at += 4) {
          const grain = (random() - 0.5) * 14;
          for (const channel of [0, 1, 2]) pixels.data[at + channel] += grain;
        }
        on.putImageData(pixels, 0, 0);
        return canvas.toDataURL('image/jpeg', 0.92).split(',')[1];
      }), names.map((_, n) => n));
    });
    const files = Object.fromEntries(names.map((name, n) => [`content/articles/${name}.jpg`, Buffer.from(photographs[n], 'base64')]));
    const body = names.slice(1).map((name) => `Words before it.\n\n![A sight](${name}.jpg "A sight. Credit: C")\n`).join('\n');
    files['site.yaml'] = 'title: T\n';
    files['content/articles/a.md'] = `---\ntitle: A\npublished: 2020-10-01\nimage: {src: p0.jpg, alt: A, credit: C}\n---\n${body}`;
    for (const [file, content] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), content);
    }
    const { status, stderr } = spawnSync(DATELINE, ['build', '--site', folder, '--now', '2024-01-01'], { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    server = await serve({ photographs: path.join(folder, 'public') });
  });
  after(async () => {
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('a telephone of 480 px loads at most 300 KB, and nothing moves', async () => {
    const context = await site.browser.newContext({ viewport: { width: 480, height: 900 }, deviceScaleFactor: 1 });
    try {
      const page = await context.newPage();
      await page.addInitScript(() => {
        window.moved = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.moved += entry.value; })).observe({ type: 'layout-shift', buffered: true });
      });
      const responses = [];
      page.on('response', (response) => responses.push(response));
      await page.goto(`${server.origin}/photographs/articles/a.html`, { waitUntil: 'load' });
      // What is scrolled past before a frame is painted is not asked for: each is waited for.
      for (const image of await page.locator('main img').all()) {
        await image.scrollIntoViewIfNeeded();
        await image.evaluate((shown) => shown.complete || new Promise((done) => { shown.onload = done; }));
      }
      await Promise.all(responses.map((response) => response.finished()));
      const isPicture = (response) => response.url().includes('/media/');
      assert.equal(responses.filter(isPicture).length, 10);
      // What is no picture is sent packed by servers.
      const sizes = await Promise.all(responses.map(async (response) => (isPicture(response) ? await response.body() : gzipSync(await response.body())).length));
      const bytes = sizes.reduce((sum, size) => sum + size, 0);
      assert.equal(await page.evaluate(() => window.moved), 0);
      console.log(`ten photographs at 480 px: ${Math.round(bytes / 1024)} KB in all`);
      assert.ok(bytes <= 300 * 1024, `${bytes} bytes`);
    } finally {
      await context.close();
    }
  });
});

describe('a film', () => {
  test('is loaded when it is played, says how long it is and has captions with a name', () => site.page({}, async (page) => {
    const requests = [];
    page.on('request', (request) => /handover/.test(request.url()) && requests.push(new URL(request.url()).pathname));
    await page.goto(site.url('demo', 'articles/lachin-completes-the-handover.html'), { waitUntil: 'networkidle' });
    assert.deepEqual(requests.filter((path) => /\.webm$/.test(path)), [], 'its poster and captions alone');
    const film = page.locator('.recording video');
    assert.equal(await film.locator('track').getAttribute('label'), 'English');
    assert.equal(await page.locator('.recording .n').textContent(), '0:08');
    const played = await film.evaluate(async (video) => {
      video.muted = true;
      await video.play();
      await new Promise((done) => { video.ontimeupdate = () => video.currentTime > 0 && done(); });
      const [track] = video.textTracks;
      track.mode = 'showing';
      while (!track.cues?.length) await new Promise((done) => { requestAnimationFrame(done); });
      return { seconds: video.duration, cues: track.cues.length };
    });
    assert.deepEqual(played, { seconds: 8, cues: 4 });
  }));
});
