// Pictures: what may distress is fetched only when a reader asks, small screens fetch small copies, and nothing moves when they come.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
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
