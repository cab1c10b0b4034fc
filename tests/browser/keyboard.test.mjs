// Everything can be reached and seen with the keyboard alone.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { KNOWN } from './lib/content.mjs';
import { representatives } from './lib/kinds.mjs';
import { none, suite } from './lib/suite.mjs';

const site = suite();
const article = representatives('demo').find(({ kind }) => kind === 'article').file;
const PAGES = [
  ['demo', 'index.html'], ['demo', 'timeline/index.html'], ['demo', article], ['demo', 'actors/index.html'],
  ['stress', KNOWN.stress.everything], ['rtl', 'timeline/index.html'], ['many', 'timeline/2020.html'], ['many', 'timeline/2020-05.html'],
];

/** In the page: numbers all that Tab should reach, and gives their count. */
const number = () => {
  const focusable = [...document.querySelectorAll('a[href], area[href], button, input, select, textarea, summary, iframe, [tabindex], [contenteditable=true]')]
    .filter((e) => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({ visibilityProperty: true }) && !e.closest('[inert]'));
  focusable.forEach((e, i) => { e.dataset.testStop = i; });
  return focusable.length;
};

/** In the page: what has the focus, and whether one can see it. */
const focused = () => {
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return null;
  const style = getComputedStyle(e);
  const shown = (parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== 'none') || style.boxShadow !== 'none';
  // A link over several lines has a box a line; the first tells.
  const boxes = [...e.getClientRects()].filter((box) => box.width > 0 && box.height > 0);
  const inside = (box) => box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < document.documentElement.clientWidth;
  const hit = (box) => [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.2], [0.5, 0.8]].some(([x, y]) => {
    const top = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
    return top && (e.contains(top) || top.contains(e) && top !== document.body && top !== document.documentElement && getComputedStyle(top).position !== 'sticky');
  });
  return {
    stop: e.dataset.testStop === undefined ? null : Number(e.dataset.testStop),
    name: `${e.outerHTML.slice(0, 110).replace(/\s+/g, ' ')}`,
    shown,
    visible: boxes.some(inside),
    free: boxes.some((box) => inside(box) && hit(box)),
  };
};

const LIMIT = 200;

for (const [name, file] of PAGES) {
  describe(`${name}/${file}`, () => {
    test('Tab reaches the skip link first, and it leads to the content', () => site.page({}, async (page) => {
      await page.goto(site.url(name, file));
      await page.keyboard.press('Tab');
      const first = await page.evaluate(() => {
        const e = document.activeElement;
        const box = e.getBoundingClientRect();
        return { href: e.getAttribute('href'), top: box.top, left: box.left, right: box.right, width: innerWidth, height: box.height };
      });
      assert.equal(first.href, '#content', 'the first stop is the skip link');
      assert.ok(first.top >= 0 && first.left >= 0 && first.right <= first.width && first.height > 0, `it is shown when it has the focus: ${JSON.stringify(first)}`);
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => location.hash === '#content');
      assert.ok(await page.evaluate(() => document.getElementById('content')?.matches('main')), '#content is <main>');
      await page.keyboard.press('Tab');
      const next = await page.evaluate(() => ({ inside: !!document.activeElement.closest('main, footer'), name: document.activeElement.outerHTML.slice(0, 100) }));
      assert.ok(next.inside, `the next stop is past the navigation, not ${next.name}`);
    }));

    for (const key of ['Tab', 'Shift+Tab']) {
      test(`${key} goes through all of it, visibly, and out again`, () => site.page({}, async (page) => {
        await page.goto(site.url(name, file));
        const count = await page.evaluate(number);
        const problems = [];
        const stops = [];
        // Long pages: from the start (or the end) as far as the limit.
        for (let i = 0; i < Math.min(count, LIMIT); i++) {
          await page.keyboard.press(key);
          const now = await page.evaluate(focused);
          if (!now) {
            problems.push(`after ${stops.length} of ${count} stops the focus is on nothing`);
            break;
          }
          stops.push(now.stop);
          if (!now.shown) problems.push(`no visible sign of focus: ${now.name}`);
          if (!now.visible) problems.push(`focused outside the window: ${now.name}`);
          else if (!now.free) problems.push(`focused under something else: ${now.name}`);
        }
        none(problems, `${key} on ${name}/${file}`);
        const expected = Array.from({ length: stops.length }, (_, i) => (key === 'Tab' ? i : count - 1 - i));
        assert.deepEqual(stops, expected, 'every stop once, in the order of the page');
        if (count <= LIMIT) {
          await page.keyboard.press(key);
          const after = await page.evaluate(focused);
          assert.ok(after === null || after.stop !== stops.at(-1), 'the focus leaves the last stop');
        }
      }));
    }
  });
}
