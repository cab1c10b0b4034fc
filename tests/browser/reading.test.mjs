// What a reader of the timeline and of any page has: entries on the first screen, nothing that jumps, the follower of the strip,
// titles under the pointer, the other order, the short form, and light or dark by choice.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { none, suite } from './lib/suite.mjs';

const site = suite();
const TIMELINE = 'timeline/index.html';
const ready = (page) => page.waitForFunction(() => document.querySelector('.explore .count')?.textContent);
const open = async (page, query = '') => {
  await page.goto('about:blank');
  await page.goto(site.url('demo', TIMELINE) + query);
  await ready(page);
};

describe('the timeline', () => {
  for (const [width, height, most] of [[1280, 900, 560], [390, 844, 640]]) {
    test(`its first entry stands within ${most} px of the top at ${width} px`, () => site.page({ viewport: { width, height } }, async (page) => {
      await open(page);
      const top = await page.evaluate(() => document.querySelector('.e').getBoundingClientRect().top);
      assert.ok(top > 0 && top <= most, `${top} px`);
    }));
  }

  for (const width of [320, 390, 820, 1280]) {
    test(`nothing jumps when its tools come late at ${width} px`, () => site.page({ viewport: { width, height: 844 } }, async (page) => {
      let go;
      const told = new Promise((done) => { go = done; });
      await page.route(/explorer-.*\.js$/, async (route) => { await told; await route.continue(); });
      await page.goto('about:blank');
      await page.goto(site.url('demo', TIMELINE), { waitUntil: 'commit' });
      await page.waitForSelector('.foot', { state: 'attached' });
      const place = () => page.evaluate(() => document.querySelector('.chron').getBoundingClientRect().top);
      const before = await place();
      go();
      await ready(page);
      assert.ok(Math.abs(await place() - before) < 40, `${before} px, then ${await place()} px`);
    }));
  }

  test('where its script cannot be had it is whole as without scripts', () => site.page({}, async (page) => {
    await page.route(/explorer-.*\.js$/, (route) => route.abort());
    await page.goto('about:blank');
    await page.goto(site.url('demo', TIMELINE));
    await page.waitForFunction(() => document.documentElement.hasAttribute('data-plain'));
    assert.ok(await page.locator('details.parts').isVisible(), 'the ways to types and conflicts');
    assert.ok(await page.locator('.strip figcaption').isVisible(), 'what the strip says');
  }));

  test('a small strip follows the reader, says the day in view and marks its month', () => site.page({}, async (page) => {
    await open(page);
    assert.ok(await page.locator('.playhead').isHidden(), 'not while the strip is seen');
    const far = page.locator('.tl > .e').nth(40);
    await far.evaluate((entry) => entry.scrollIntoView({ block: 'start' }));
    await page.waitForFunction(() => !document.querySelector('.playhead').hidden && document.querySelector('.playhead b').textContent);
    const said = await page.locator('.playhead b').innerText();
    const { day, month } = await page.evaluate(() => {
      const first = [...document.querySelectorAll('.tl > .e')].find((entry) => entry.getBoundingClientRect().bottom > 130);
      return { day: first.querySelector('time').getAttribute('datetime'), month: first.closest('section').id };
    });
    const year = day.slice(0, 4);
    assert.ok(said.includes(year), `${said} for ${day}`);
    const marked = await page.evaluate(() => [...document.querySelectorAll('.periods [aria-current]')].map((way) => way.hash));
    assert.deepEqual(marked, [`#${month}`]);
    const box = await page.locator('.playhead').boundingBox();
    await page.mouse.click(box.x + 4, box.y + box.height / 2);
    await page.waitForFunction((was) => document.querySelector('.playhead').hidden || document.querySelector('.playhead b').textContent !== was, said);
  }));

  test('the pointer over the strip is told the days, how many entries, and titles', () => site.page({}, async (page) => {
    await open(page);
    const busiest = await page.evaluate(() => {
      const { left, width, top, height } = document.querySelector('.brush svg').getBoundingClientRect();
      return { left, width, y: top + height / 2 };
    });
    let said = '';
    for (let share = 0.05; share < 1 && !said; share += 0.01) {
      await page.mouse.move(busiest.left + busiest.width * share, busiest.y);
      if (await page.locator('.tip').isVisible()) said = await page.locator('.tip').innerText();
    }
    const [head, first] = said.split('\n');
    assert.match(head, /\d{4} · \d+$/);
    const titles = await page.evaluate(() => [...document.querySelectorAll('.e h3 > a')].map((link) => link.textContent));
    assert.ok(titles.includes(first), first);
  }));

  test('newest first turns the list, and the address and Back keep it', () => site.page({}, async (page) => {
    await open(page);
    const days = () => page.evaluate(() => [...document.querySelectorAll('.tl > .e time')].map((time) => time.getAttribute('datetime').slice(0, 10)));
    const before = await days();
    await page.getByLabel('Newest first').check();
    await page.waitForURL(/order=newest/);
    const after = await days();
    assert.equal(after.length, before.length);
    assert.ok(after[0] > after.at(-1) && after[0] === before.at(-1), `${after[0]} to ${after.at(-1)}`);
    await page.goBack();
    await page.waitForFunction((first) => document.querySelector('.tl > .e time').getAttribute('datetime').startsWith(first), before[0]);
    await open(page, '?order=newest');
    assert.deepEqual(await days(), after);
  }));

  test('the short form keeps dates and titles and drops the rest', () => site.page({}, async (page) => {
    await open(page, '?compact');
    const entry = page.locator('.tl > .e', { has: page.locator('.who') }).first();
    assert.ok(await entry.locator('h3 > a').isVisible() && await entry.locator('.d').isVisible());
    assert.ok(await entry.locator('.who').isHidden());
    const tall = await entry.evaluate((e) => e.offsetHeight);
    await page.getByLabel('Compact').uncheck();
    assert.ok(await entry.evaluate((e) => e.offsetHeight) > tall);
  }));
});

describe('light and dark', () => {
  const paper = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

  test('the choice holds on the next page, in no cookie, and can be taken back', () => site.page({ colorScheme: 'light' }, async (page, context) => {
    await page.goto(site.url('demo', 'about.html'));
    const light = await paper(page);
    const choice = page.getByLabel('Colours');
    assert.equal(await choice.inputValue(), '');
    await choice.selectOption('dark');
    const dark = await paper(page);
    assert.notEqual(dark, light);
    await page.goto(site.url('demo', 'index.html'));
    assert.equal(await paper(page), dark);
    assert.equal(await page.getByLabel('Colours').inputValue(), 'dark');
    assert.deepEqual(await context.cookies(), []);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.getByLabel('Colours').selectOption('light');
    assert.equal(await paper(page), light, 'also against the device');
    await page.getByLabel('Colours').selectOption('');
    assert.equal(await paper(page), dark, 'as the device again');
    assert.equal(await page.evaluate(() => localStorage.length), 0, 'nothing is left behind');
  }));

  test('without scripts there is no choice, and a page is as the device asks', () => site.page({ javaScriptEnabled: false, colorScheme: 'dark' }, async (page) => {
    await page.goto(site.url('demo', 'about.html'));
    assert.ok(await page.locator('.theme').isHidden());
  }));

  test('the two darks are one: by the device and by choice', () => site.page({ colorScheme: 'dark' }, async (page) => {
    await page.goto(site.url('demo', TIMELINE));
    const tokens = () => page.evaluate(() => {
      const style = getComputedStyle(document.documentElement);
      return [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).flatMap((rule) => [...(rule.cssRules ?? [])]).flatMap((rule) => (rule.selectorText === ':root' ? [...rule.style] : []))
        .filter((name) => name.startsWith('--')).map((name) => `${name}: ${style.getPropertyValue(name)}`);
    });
    const ofDevice = await tokens();
    await page.emulateMedia({ colorScheme: 'light' });
    await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'));
    const chosen = await tokens();
    none(ofDevice.filter((token) => !chosen.includes(token)), 'colours that differ');
    assert.ok(ofDevice.length > 20);
  }));
});
