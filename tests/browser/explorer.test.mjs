// The explorer of the timeline: filters, strip, address, keyboard, frames, paper, ten thousand entries.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { folderOf } from './lib/sites.mjs';
import { none, suite } from './lib/suite.mjs';
import { work } from './lib/work.mjs';

const site = suite({ large: ['huge'] });
const TIMELINE = 'timeline/index.html';

/** Opens a page with the explorer, and waits until it has counted. */
async function open(page, name, { query = '', file = TIMELINE } = {}) {
  await page.goto('about:blank');
  await page.goto(site.url(name, file) + query);
  await ready(page);
}
const ready = (page) => page.waitForFunction(() => document.querySelector('.explore .count')?.textContent);

/** In the page: the titles of the entries that are shown. */
const shown = (page) => page.evaluate(() => [...document.querySelectorAll('.chron .e')].filter((e) => e.checkVisibility()).map((e) => e.querySelector('h3').textContent.trim()));
const said = (page) => page.locator('.explore .count').innerText();
const search = (page) => page.evaluate(() => location.search);
const params = async (page) => new URLSearchParams(await search(page));
const chips = async (page) => (await page.locator('.chips li:not(:last-child)').allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());
const settled = (page, text) => page.waitForFunction((wanted) => document.querySelector('.explore .count').textContent === wanted, text);

/** Opens the sheet of a phone, where there is one. */
async function openSheet(page) {
  const sheet = page.locator('.sheet');
  if (await sheet.isVisible() && await sheet.getAttribute('aria-expanded') === 'false') await sheet.click();
}

/** Opens the panel of a facet, as far as it is shut, and chooses a value by its name. */
async function choose(page, key, name) {
  const opener = page.locator(`#explore-${key}`);
  await openSheet(page);
  if (await opener.getAttribute('aria-expanded') === 'false') await opener.click();
  await page.locator('#explore-panel label', { hasText: name }).first().click();
}

/** In the page: every option of the open panel with its count. */
const options = (page) => page.evaluate(() => [...document.querySelectorAll('#explore-panel .values label')].map((label) => ({
  name: label.querySelector('span:not(.n)').textContent, count: Number(label.querySelector('.n').textContent.replace(',', '')), chosen: label.querySelector('input').checked,
})));

describe('filters', () => {
  test('a type leaves its entries, as many as its page has', () => site.page({}, async (page) => {
    await page.goto(site.url('sides', 'types/battle.html'));
    const expected = await shown(page);
    await open(page, 'sides');
    assert.equal(await said(page), '48 entries');
    await choose(page, 'type', 'battle');
    assert.deepEqual(await shown(page), expected);
    assert.equal(await said(page), `${expected.length} of 48 entries`);
    assert.equal(await search(page), '?type=battle');
    assert.deepEqual(await chips(page), ['Type battle']);
    const months = await page.evaluate(() => [...document.querySelectorAll('.chron section')].filter((e) => e.checkVisibility()).map((e) => [e.querySelector('h2').textContent, [...e.querySelectorAll('.e')].filter((entry) => entry.checkVisibility()).length]));
    const ways = await page.evaluate(() => [...document.querySelectorAll('.periods li')].filter((e) => e.checkVisibility()).map((e) => [e.querySelector('a').textContent, Number(e.querySelector('.n').textContent)]));
    assert.deepEqual(ways, months, 'the ways to the months say how many are left there');
    await page.locator('.chips .clear').click();
    assert.equal((await shown(page)).length, 48);
    assert.equal(await search(page), '');
  }));

  test('two kinds of filter are met together, two values of one kind either', () => site.page({}, async (page) => {
    await open(page, 'sides');
    await choose(page, 'type', 'battle');
    const battles = await shown(page);
    await choose(page, 'type', 'shelling');
    const both = await shown(page);
    assert.ok(both.length > battles.length && battles.every((title) => both.includes(title)));
    await choose(page, 'place', 'Şuşa');
    const there = await shown(page);
    assert.ok(there.length > 0 && there.length < both.length && there.every((title) => both.includes(title)));
    assert.equal(await search(page), '?type=battle&type=shelling&place=susa');
  }));

  test('every option says how many entries it would leave', () => site.page({}, async (page) => {
    await open(page, 'sides', { query: '?from=2020-09-28&to=2020-10-20' });
    for (const key of ['side', 'type', 'actor', 'place', 'conflict']) {
      await page.locator(`#explore-${key}`).click();
      const all = await options(page);
      assert.ok(all.length > 1, `${key} has options`);
      for (const { name, count } of all) {
        await choose(page, key, name);
        assert.equal((await shown(page)).length, count, `${key}: ${name}`);
        assert.deepEqual((await options(page)).map(({ count }) => count), all.map(({ count }) => count), `${key}: a choice does not change the counts of its own kind`);
        await choose(page, key, name);
      }
    }
  }));

  test('the plain pages of sides and conflicts have the same entries', () => site.page({}, async (page) => {
    for (const [key, name, file] of [['side', 'Northern side', 'conflicts/war--northern-side.html'], ['conflict', 'The talks', 'conflicts/talks.html'], ['actor', 'Northland', 'actors/northland.html'], ['place', 'The bridge', 'places/the-bridge.html']]) {
      await page.goto(site.url('sides', file));
      const expected = await shown(page);
      await open(page, 'sides');
      await choose(page, key, name);
      assert.deepEqual(await shown(page), expected, file);
    }
  }));

  test('words are found in titles and names, without marks and case, all of them', () => site.page({}, async (page) => {
    await open(page, 'sides');
    await page.locator('#explore-words').pressSequentially('SUSA Word');
    await page.waitForFunction(() => document.querySelector('.chips')?.textContent.includes('SUSA Word'));
    const titles = await shown(page);
    assert.ok(titles.length > 0 && titles.length < 48 && titles.every((title) => title.includes('word')), titles.join('; '));
    assert.equal(await search(page), '?words=SUSA+Word');
    await page.locator('#explore-words').fill('nothing of the sort');
    await settled(page, 'Nothing matches these filters.');
    assert.deepEqual(await shown(page), []);
  }));

  test('a period takes what touches it, and nothing whose beginning is not known', () => site.page({}, async (page) => {
    await open(page, 'sides');
    await page.locator('#explore-date').click();
    await page.locator('#explore-from').fill('2020-10-07');
    await page.locator('#explore-to').fill('2020-10-07');
    await page.locator('#explore-to').blur();
    const titles = await page.evaluate(() => [...document.querySelectorAll('.chron .e')].filter((e) => e.checkVisibility()).map((e) => e.className.replace('e ', '')));
    assert.ok(titles.includes('interval') && titles.includes('approximate'), `spans that cover the day are among ${titles}`);
    assert.ok(!titles.includes('undated'));
    assert.equal(await search(page), '?from=2020-10-07&to=2020-10-07');
    assert.deepEqual(await chips(page), ['Date 7 October 2020']);
  }));

  test('chips take their choice back and leave the focus on what remains', () => site.page({}, async (page) => {
    await open(page, 'sides', { query: '?words=number&type=battle&type=shelling&side=northern-side' });
    assert.deepEqual(await chips(page), ['Search number', 'Side Northern side', 'Type battle', 'Type shelling']);
    await page.locator('.chips button', { hasText: 'battle' }).click();
    assert.deepEqual(await chips(page), ['Search number', 'Side Northern side', 'Type shelling']);
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Type shelling');
    await page.locator('.chips button', { hasText: 'number' }).click();
    await page.locator('.chips button', { hasText: 'shelling' }).click();
    await page.locator('.chips button', { hasText: 'Northern' }).click();
    assert.equal(await page.evaluate(() => document.activeElement.id), 'explore-words');
    assert.equal(await search(page), '');
  }));

  test('a split list shows its results from the parts that they are in', () => site.page({}, async (page) => {
    const asked = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname.split('/').at(-1)));
    await open(page, 'many');
    assert.deepEqual(asked.filter((file) => /^(entries|words)/.test(file)), [], 'nothing is loaded that is not shown');
    await choose(page, 'type', 'battle');
    await page.locator('.results .e').nth(29).waitFor();
    assert.equal((await shown(page)).length, 30);
    assert.equal(await page.locator('.results h2').first().innerText(), 'October 2019');
    assert.ok(await page.locator('.chron:not(.results)').isHidden());
    await page.locator('.results .more button').click();
    await page.locator('.results .e').nth(59).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.closest('.e') === document.querySelectorAll('.results .e')[30]), true, 'the focus goes to the first of the new ones');
    assert.ok(asked.includes('entries-1.js') && !asked.includes('entries-6.js'));
    const link = page.locator('.results .e .d a').nth(40);
    const name = await page.locator('.results .e h3 > a').nth(40).innerText();
    await link.click();
    await page.waitForURL(/timeline\/\d{4}(-\d\d)?\.html#/);
    assert.equal(await page.locator(':target h3 > a').innerText(), name, 'the permalink leads to the page of its month');
    await page.goBack();
    await page.locator('.results .e').nth(29).waitFor();
    await page.locator('.chips .clear').click();
    assert.ok(await page.locator('.chron:not(.results)').isVisible());
    assert.deepEqual(await page.locator('.results').innerText(), '');
  }));

  test('of a long list of values some are shown, and the rest are found by name', () => site.page({}, async (page) => {
    await open(page, 'huge');
    await page.locator('#explore-actor').click();
    await page.locator('#explore-panel label').nth(30).waitFor();
    assert.equal((await options(page)).length, 40);
    const note = await page.locator('#explore-panel .note').innerText();
    assert.match(note, /^1,\d{3} more/);
    await page.locator('#explore-find-actor').fill('zzz');
    assert.equal(await page.locator('#explore-panel .note').innerText(), 'No match.');
    await page.locator('#explore-find-actor').fill('gan');
    const names = (await options(page)).map(({ name }) => name);
    assert.ok(names.length > 1 && names.every((name) => name.toLowerCase().includes('gan')), names.join(', '));
  }));
});

describe('the address', () => {
  test('holds all that is chosen, and restores it', () => site.page({}, async (page) => {
    const query = '?words=number&from=2020-09-28&to=2020-10-30&side=northern-side&type=battle&actor=northland&place=the-bridge&conflict=war&rows=side';
    await open(page, 'sides', { query });
    await page.waitForFunction(() => document.querySelector('.lane'));
    assert.deepEqual(await chips(page), ['Search number', 'Date 28 September 2020 – 30 October 2020', 'Side Northern side', 'Type battle', 'Actor Northland', 'Place The bridge', 'Conflict The war']);
    const before = await shown(page);
    assert.ok(before.length > 0 && before.length < 48);
    // A choice made and taken back writes the address anew.
    await choose(page, 'type', 'shelling');
    await choose(page, 'type', 'shelling');
    assert.deepEqual([...await params(page)].sort(), [...new URLSearchParams(query)].sort());
    assert.deepEqual(await shown(page), before);
  }));

  test('steps back and forward', () => site.page({}, async (page) => {
    await open(page, 'sides');
    const states = [await shown(page)];
    for (const [key, name] of [['type', 'battle'], ['side', 'Southern side'], ['place', 'The capital']]) {
      await choose(page, key, name);
      states.push(await shown(page));
    }
    assert.equal(new Set(states.map(String)).size, 4);
    for (const state of [2, 1, 0]) {
      await page.goBack();
      await page.waitForFunction((count) => [...document.querySelectorAll('.chron .e')].filter((e) => e.checkVisibility()).length === count, states[state].length);
      assert.deepEqual(await shown(page), states[state]);
    }
    await page.goForward();
    await page.waitForFunction((count) => [...document.querySelectorAll('.chron .e')].filter((e) => e.checkVisibility()).length === count, states[1].length);
    assert.deepEqual(await shown(page), states[1]);
    assert.equal(await search(page), '?type=battle');
  }));

  test('takes typing as one place, not as a step for each letter', () => site.page({}, async (page) => {
    await open(page, 'sides');
    await page.evaluate(() => {
      self.steps = 0;
      const push = history.pushState.bind(history);
      history.pushState = (...all) => { self.steps++; push(...all); };
    });
    await page.locator('#explore-words').pressSequentially('barrage');
    await page.waitForFunction(() => location.search === '?words=barrage');
    assert.equal(await page.evaluate(() => self.steps), 1);
    await page.goBack();
    await settled(page, '48 entries');
  }));

  test('waits for the names that it speaks of', () => site.page({}, async (page) => {
    await open(page, 'huge');
    await page.locator('#explore-actor').click();
    const [{ name, count }] = await page.locator('#explore-panel label').nth(30).waitFor().then(() => options(page));
    await choose(page, 'actor', name);
    const query = await search(page);
    assert.match(query, /^\?actor=[a-z-]+$/);
    await open(page, 'huge', { query });
    assert.deepEqual(await chips(page), [`Actor ${name}`]);
    assert.equal((await said(page)).split(' ')[0].replace(',', ''), String(count));
    await page.locator('.results .e').nth(29).waitFor();
    await open(page, 'huge', { query: '?actor=nobody-at-all' });
    assert.match(await said(page), /^10,000 entries$/);
  }));

  test('may say what nobody knows', () => site.page({}, async (page) => {
    await open(page, 'sides', { query: '?type=nonsense&actor=&from=yesterday&to=2020-13-40&rows=colour&utm=x' });
    assert.equal(await said(page), '48 entries');
    await choose(page, 'type', 'battle');
    assert.equal(await search(page), '?utm=x&type=battle', 'what is not of the explorer stays');
  }));

  test('of an entry shows it, though a filter would hide it', () => site.page({}, async (page) => {
    await open(page, 'sides', { query: '?type=battle#report-5' });
    const entry = page.locator('#report-5');
    assert.ok(await entry.isVisible());
    assert.ok(await entry.evaluate((e) => e.getBoundingClientRect().top >= 0 && e.getBoundingClientRect().top < innerHeight), 'and it is in view');
    assert.ok(await page.locator('#report-1').isHidden());
    await page.evaluate(() => { location.hash = '#report-9'; });
    await page.locator('#report-9').waitFor({ state: 'visible' });
  }));

  test('works from a disk', () => site.page({}, async (page) => {
    const problems = [];
    page.on('pageerror', (error) => problems.push(error.message));
    for (const name of ['sides', 'many']) {
      await page.goto(`${pathToFileURL(path.join(folderOf(name), TIMELINE)).href}?type=battle`);
      await ready(page);
      assert.deepEqual(await chips(page), ['Type battle']);
      await choose(page, 'type', 'shelling');
      await page.waitForFunction(() => location.href.includes('type=shelling'));
      await page.locator('.chron .e:visible').nth(20).waitFor();
      await page.locator('#explore-words').fill('number 1');
      await page.waitForFunction(() => location.href.includes('words='));
      await page.reload();
      await ready(page);
      assert.equal((await chips(page)).length, 3);
    }
    none(problems, 'errors from file://');
  }));
});

describe('the strip', () => {
  const box = (page) => page.locator('.brush').boundingBox();
  const drag = async (page, from, to) => {
    const { x, y, width } = await box(page);
    await page.mouse.move(x + width * from, y + 60);
    await page.mouse.down();
    await page.mouse.move(x + width * (from + to) / 2, y + 60);
    await page.mouse.move(x + width * to, y + 60);
    await page.mouse.up();
  };

  test('a stroke over it chooses a period, an edge moves, a touch chooses one bar and lets go of it', () => site.page({}, async (page) => {
    await open(page, 'sides');
    await page.locator('.brush path').first().waitFor({ state: 'attached' });
    await drag(page, 0.4, 0.6);
    const now = await params(page);
    const [from, to] = ['from', 'to'].map((key) => now.get(key));
    assert.ok(from > '2020-10-01' && to > from, `${from} to ${to}`);
    const count = (await shown(page)).length;
    const { x, width } = await box(page);
    await page.waitForFunction(() => document.querySelectorAll('.edge:not(.draft)').length === 2);
    const edge = await page.locator('.edge').nth(1).evaluate((e) => e.getBoundingClientRect().x);
    await drag(page, (edge - x) / width, 0.9);
    const moved = await params(page);
    assert.equal(moved.get('from'), from);
    assert.ok(moved.get('to') > to && (await shown(page)).length >= count);
    const touch = async () => page.mouse.click((await box(page)).x + width * 0.1, (await box(page)).y + 60);
    await touch();
    const one = await params(page);
    assert.ok(one.get('from') && one.get('from') === one.get('to'));
    await touch();
    assert.equal(await search(page), '');
  }));

  test('the wheel is the page\'s, with the control key it zooms', () => site.page({}, async (page) => {
    await open(page, 'huge');
    const caption = () => page.locator('.caption').innerText();
    const whole = await caption();
    const { x, y, width } = await box(page);
    await page.mouse.move(x + width / 2, y + 50);
    await page.mouse.wheel(0, 300);
    await page.waitForFunction(() => scrollY > 0);
    assert.equal(await caption(), whole);
    await page.evaluate(() => scrollTo(0, 0));
    await page.mouse.move(x + width / 2, y + 50);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -300);
    await page.keyboard.up('Control');
    await page.waitForFunction((text) => document.querySelector('.caption').textContent !== text, whole);
    assert.equal(await page.evaluate(() => scrollY), 0);
    await page.locator('.zoom button', { hasText: 'All' }).click();
    await page.waitForFunction((text) => document.querySelector('.caption').textContent === text, whole);
  }));

  test('buttons zoom and move without a stroke', () => site.page({}, async (page) => {
    await open(page, 'huge');
    const caption = () => page.locator('.caption').innerText();
    const seen = [await caption()];
    for (const name of ['Zoom in', 'Zoom in', 'Later', 'Earlier', 'Zoom out', 'All']) {
      await page.locator('.zoom button', { hasText: name }).click();
      await page.waitForFunction((text) => document.querySelector('.caption').textContent !== text, seen.at(-1));
      seen.push(await caption());
    }
    assert.equal(seen.at(-1), seen[0]);
    assert.equal(await page.locator('.zoom button', { hasText: 'All' }).getAttribute('aria-disabled'), 'true');
    assert.equal(await search(page), '', 'what is looked at is no filter');
  }));

  test('has a row for each side or actor', () => site.page({}, async (page) => {
    await open(page, 'sides');
    await page.locator('#explore-rows').selectOption('side');
    await page.waitForFunction(() => document.querySelectorAll('.lane').length === 2);
    await page.locator('#explore-rows').selectOption('actor');
    await page.waitForFunction(() => document.querySelectorAll('.lane').length === 5);
    assert.equal(await search(page), '?rows=actor');
    await choose(page, 'actor', 'Union of Neighbours');
    const names = await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done([...document.querySelectorAll('.lane')].map((e) => e.textContent))))));
    assert.equal(names[0], 'Union of Neighbours', 'those of the filtered entries, the most frequent first');
    for (let i = 0; i < 3; i++) await page.goBack();
    await page.waitForFunction(() => document.querySelectorAll('.lane').length === 0);
  }));

  test('runs from the right where the text does', () => site.page({}, async (page) => {
    const earliest = async (name) => {
      await open(page, name);
      await page.locator('.brush').focus();
      await page.keyboard.press('Home');
      const { x, width } = await box(page);
      await page.waitForFunction(() => document.querySelector('.edge'));
      const edges = await page.evaluate(() => [...document.querySelectorAll('.edge')].map((e) => e.getBoundingClientRect().x));
      return Math.round((edges[0] + edges[1]) / 2 - (x + width / 2));
    };
    const [rtl, ltr] = [await earliest('rtl'), await earliest('ltr')];
    assert.ok(rtl > 100 && Math.abs(rtl + ltr) < 3, `${rtl} and ${ltr} px from the middle`);
  }));

  test('moves at once where motion is not wanted, and arrives where it is', () => site.page({}, async (page) => {
    for (const reducedMotion of ['no-preference', 'reduce']) {
      await page.emulateMedia({ reducedMotion });
      await open(page, 'huge');
      const before = await page.locator('.caption').innerText();
      await page.locator('.zoom button', { hasText: 'Zoom in' }).click();
      await page.waitForFunction((text) => document.querySelector('.caption').textContent !== text, before);
      await page.locator('.zoom button', { hasText: 'All' }).click();
      await page.waitForFunction((text) => document.querySelector('.caption').textContent === text, before);
    }
  }));
});

describe('the keyboard', () => {
  test('reaches and works every control', () => site.page({}, async (page) => {
    await open(page, 'sides');
    await page.locator('#explore-words').focus();
    for (const key of ['side', 'type', 'actor', 'place', 'conflict', 'date']) {
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement.id), `explore-${key}`);
    }
    for (let i = 0; i < 4; i++) await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    assert.ok(await page.locator('#explore-panel').isVisible());
    await page.keyboard.press('Escape');
    assert.ok(await page.locator('#explore-panel').isHidden(), 'Escape on its button closes the panel');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'explore-type', 'and the focus stays');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.type), 'checkbox');
    await page.keyboard.press('Space');
    assert.match(await search(page), /^\?type=/);
    await page.keyboard.press('Escape');
    assert.ok(await page.locator('#explore-panel').isHidden());
    assert.equal(await page.evaluate(() => document.activeElement.id), 'explore-type', 'the focus is where it was opened');
  }));

  test('chooses a period on the strip', () => site.page({}, async (page) => {
    await open(page, 'sides');
    const caption = () => page.locator('.caption').innerText();
    // The strip moves first, and then says which bar is marked.
    const press = async (key, wanted = '') => {
      const before = await caption();
      await page.keyboard.press(key);
      await page.waitForFunction(([text, wanted]) => {
        const now = document.querySelector('.caption').textContent;
        return now !== text && new RegExp(wanted).test(now);
      }, [before, wanted || (/^(Arrow|Home|End)/.test(key) ? ': \\d+$' : '')]);
      return caption();
    };
    await page.locator('.brush').focus();
    await press('Home', '^1 January 2020: \\d+$');
    await press('End', '2020: \\d+$');
    const one = await press('ArrowLeft');
    const two = await press('ArrowUp');
    assert.notEqual(one, two);
    assert.equal(await press('ArrowDown'), one);
    assert.equal(await search(page), '', 'nothing is filtered before Enter');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => location.search.startsWith('?from='));
    assert.equal((await chips(page)).length, 1);
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => location.search === '');
    assert.equal((await shown(page)).length, 48);
    await press('ArrowRight');
    await press('Escape');
    assert.equal(await search(page), '');
    await press('+');
    await press('-');
    assert.equal(await page.evaluate(() => document.activeElement.className), 'brush');
  }));

  test('stays the page\'s everywhere else, and with other keys', () => site.page({}, async (page) => {
    await open(page, 'sides');
    /** Whether somebody took a key that was sent to an element. */
    const taken = (selector, init) => page.evaluate(([selector, init]) => {
      const target = selector ? document.querySelector(selector) : document.body;
      return !target.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }));
    }, [selector, init]);
    for (const key of ['ArrowLeft', 'ArrowDown', 'Home', 'End', 'Enter', 'Escape', '+', '-', 'j']) {
      assert.equal(await taken(null, { key }), false, `${key} on the page`);
      assert.equal(await taken('#explore-words', { key }), false, `${key} in a field`);
      for (const modifier of ['ctrlKey', 'metaKey', 'altKey']) assert.equal(await taken('.brush', { key, [modifier]: true }), false, `${modifier} ${key} on the strip`);
    }
    for (const key of ['PageDown', 'Tab', ' ', 'a', 'F5', 'Enter', 'Escape']) assert.equal(await taken('.brush', { key }), false, `${key} on the strip, which has no use for it now`);
    assert.equal(await taken('.brush', { key: 'ArrowRight' }), true);
  }));

  test('and ears are told how many are left', () => site.page({}, async (page) => {
    await open(page, 'sides');
    const live = await page.evaluate(() => ['.explore .count', '.caption'].map((selector) => document.querySelector(selector).getAttribute('role')));
    assert.deepEqual(live, ['status', 'status']);
    await page.evaluate(() => {
      self.told = [];
      new MutationObserver(() => self.told.push(document.querySelector('.explore .count').textContent)).observe(document.querySelector('.explore .count'), { childList: true, characterData: true, subtree: true });
    });
    await choose(page, 'type', 'battle');
    await choose(page, 'type', 'battle');
    assert.deepEqual(await page.evaluate(() => self.told), ['12 of 48 entries', '48 entries']);
  }));
});

describe('axe in every state', () => {
  const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const states = {
    'as it opens': ['sides', '', () => {}],
    ...Object.fromEntries(['side', 'type', 'actor', 'place', 'conflict', 'date'].map((key) => [`the panel of ${key}`, ['sides', '', (page) => page.locator(`#explore-${key}`).click()]])),
    'a long panel': ['huge', '', async (page) => {
      await page.locator('#explore-actor').click();
      await page.locator('#explore-find-actor').waitFor();
    }],
    'a long panel with nothing found': ['huge', '', async (page) => {
      await page.locator('#explore-actor').click();
      await page.locator('#explore-find-actor').fill('zzz');
    }],
    'with filters': ['sides', '?type=battle&side=northern-side&from=2020-09-27&to=2020-10-20&words=number', (page) => page.locator('#explore-type').click()],
    'nothing found': ['sides', '?words=zzz', () => {}],
    'a period begun on the strip': ['sides', '', async (page) => {
      await page.locator('.brush').focus();
      await page.keyboard.press('ArrowRight');
      await page.locator('.edge').first().waitFor({ state: 'attached' });
    }],
    'rows by side': ['sides', '?rows=side', (page) => page.locator('.lane').first().waitFor({ state: 'attached' })],
    'rows by actor': ['huge', '?rows=actor', (page) => page.locator('.lane').nth(11).waitFor({ state: 'attached' })],
    'results of a split list': ['many', '?type=battle', (page) => page.locator('.results .more button').waitFor()],
    'zoomed in': ['huge', '', (page) => page.locator('.zoom button', { hasText: 'Zoom in' }).click()],
  };
  for (const { colorScheme, width } of [{ colorScheme: 'light', width: 1280 }, { colorScheme: 'dark', width: 320 }]) {
    for (const [state, [name, query, act]] of Object.entries(states)) {
      test(`${state}, ${colorScheme}, ${width} px`, () => site.page({ colorScheme, viewport: { width, height: 900 } }, async (page) => {
        await open(page, name, { query });
        await openSheet(page);
        await act(page);
        await page.evaluate(AXE);
        const { violations } = await page.evaluate((values) => globalThis.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] }), TAGS);
        none(violations.map(({ id, help, nodes }) => `${id}: ${help}\n      ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join('\n      ')}`), `rules broken: ${state}`);
        const { wide, view } = await page.evaluate(() => ({ wide: document.scrollingElement.scrollWidth, view: document.documentElement.clientWidth }));
        assert.ok(wide <= view, `${wide} px in a window of ${view} px`);
        // WCAG 2.5.8: whatever is pressed has 24 pixels either way.
        const small = await page.evaluate(() => [...document.querySelectorAll('.explore :is(button, input:not([type=checkbox]), select), .explore .values label, .results button')].filter((e) => e.checkVisibility()).map((e) => [e.textContent || e.id, e.getBoundingClientRect()]).filter(([, box]) => box.height < 24 || box.width < 24).map(([name, box]) => `${name}: ${box.width} × ${box.height}`));
        none(small, 'targets smaller than 24 px');
      }));
    }
  }
});

describe('other ways to look at it', () => {
  test('scripts off: the same choices are plain pages', () => site.page({ javaScriptEnabled: false }, async (page) => {
    await page.goto(site.url('sides', TIMELINE));
    assert.equal(await page.locator('.explore form').count(), 0);
    assert.equal(await page.locator('.chron .e:visible').count(), 48);
    const ways = await page.locator('nav.choose a').evaluateAll((links) => links.map((a) => [a.textContent, a.href, Number(a.nextElementSibling.textContent)]));
    assert.ok(ways.length >= 8, `${ways.length} ways`);
    for (const [name, href, count] of ways) {
      await page.goto(href);
      assert.equal(await page.locator('.chron .e:visible').count(), count, name);
    }
  }));

  test('a strict content security policy is kept', () => site.page({}, async (page) => {
    const problems = [];
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    page.on('pageerror', (error) => problems.push(error.message));
    await page.route('**/*.html*', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'self'; form-action 'none'" } });
    });
    await open(page, 'many', { query: '?type=battle&rows=actor' });
    await page.locator('.results .e').first().waitFor();
    await page.locator('#explore-words').fill('number');
    await page.waitForFunction(() => location.search.includes('words='));
    none(problems, 'what the policy forbids');
  }));

  test('forced colours keep bars, shapes and the period', () => site.page({}, async (page) => {
    await page.emulateMedia({ forcedColors: 'active' });
    await open(page, 'sides', { query: '?from=2020-10-01&to=2020-10-10' });
    await page.locator('.edge').first().waitFor({ state: 'attached' });
    const { strokes, paper } = await page.evaluate(() => ({ strokes: [...document.querySelectorAll('.bars path, .edge')].map((e) => getComputedStyle(e).stroke), paper: getComputedStyle(document.body).backgroundColor }));
    assert.ok(strokes.length > 2 && strokes.every((stroke) => stroke !== 'none' && stroke !== paper), `${strokes} on ${paper}`);
    await page.emulateMedia({ forcedColors: 'none' });
  }));

  test('paper has the entries that were left, what was chosen, and no controls', () => site.page({ viewport: { width: 642, height: 900 } }, async (page) => {
    await open(page, 'sides', { query: '?type=battle&side=northern-side' });
    const expected = await shown(page);
    await page.emulateMedia({ media: 'print' });
    assert.deepEqual(await shown(page), expected);
    const controls = await page.evaluate(() => [...document.querySelectorAll('.explore :is(form, .zoom, select, .clear)')].filter((e) => e.checkVisibility()).map((e) => e.outerHTML.slice(0, 80)));
    none(controls, 'controls on paper');
    assert.ok(await page.locator('.chips').isVisible());
    const wide = await page.evaluate(() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `${wide} px too wide`);
    const filtered = await page.pdf({ format: 'A4' });
    assert.equal(filtered.subarray(0, 5).toString(), '%PDF-');
    const pages = (pdf) => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g).length;
    await page.emulateMedia({ media: 'screen' });
    await page.locator('.chips .clear').click();
    const whole = await page.pdf({ format: 'A4' });
    assert.ok(pages(filtered) < pages(whole), `${pages(filtered)} and ${pages(whole)} pages`);
  }));
});

describe('in a frame of another origin', () => {
  let server;
  let origin;
  before(async () => {
    server = createServer((request, response) => {
      const sandbox = request.url.startsWith('/sandboxed') ? ' sandbox="allow-scripts allow-popups"' : '';
      const source = new URL(request.url, 'http://x/').searchParams.get('of');
      response.writeHead(200, { 'content-type': 'text/html' }).end(`<!doctype html><title>Another site</title><p>A story.<iframe title="Timeline" width="700" height="900" src="${source}"${sandbox}></iframe>`);
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    // Another host, so that it is another site and not only another port.
    origin = `http://localhost:${server.address().port}`;
  });
  after(() => new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); }));

  for (const how of ['plain', 'sandboxed']) {
    for (const name of ['sides', 'many']) {
      test(`${how}: ${name}`, () => site.page({}, async (page) => {
        const problems = [];
        page.on('pageerror', (error) => problems.push(error.message));
        page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
        await page.goto(`${origin}/${how}?of=${encodeURIComponent(site.url(name, 'embed/timeline.html'))}`);
        const frame = page.frameLocator('iframe');
        await frame.locator('#explore-type').click();
        const steps = await page.evaluate(() => history.length);
        await frame.locator('#explore-panel label', { hasText: 'battle' }).click();
        await frame.locator('.chips button', { hasText: 'battle' }).waitFor();
        await frame.locator('.chron .e:visible').first().waitFor();
        await frame.locator('#explore-words').fill('number 1');
        await frame.locator('.chips button', { hasText: 'number 1' }).waitFor();
        assert.match(await frame.locator('.count').innerText(), /^\d+ of \d+ entries$/);
        await frame.locator('.brush').focus();
        await page.keyboard.press('Home');
        await frame.locator('.edge').first().waitFor({ state: 'attached' });
        assert.equal(await page.evaluate(() => history.length), steps, 'Back is the reader\'s of the page around');
        const links = await frame.locator('.chron .e:visible .d a').evaluateAll((all) => all.map((a) => a.href));
        assert.ok(links.length > 0 && links.every((link) => link.includes('/timeline/')), 'permalinks lead to the timeline itself');
        none(problems, 'errors in the frame');
      }));
    }
  }
});

describe('ten thousand entries', () => {
  test('what loads at once is under 120 KB', () => site.page({}, async (page, context) => {
    const loaded = new Map();
    page.on('response', async (response) => { if (response.status() === 200) loaded.set(new URL(response.url()).pathname.split('/huge/')[1], await response.body().catch(() => Buffer.alloc(0))); });
    await context.clearCookies();
    await open(page, 'huge');
    await page.waitForLoadState('networkidle');
    // From the disk: a response may come from the browser's cache and say nothing.
    const files = [...loaded.keys()].filter(Boolean);
    const needed = ['timeline/index.html', 'style.css', 'explorer.css', 'base.js', 'search-field.js', 'fold.js', 'explorer.js', 'timeline/data.js'];
    // The name of a copy says its content.
    const plain = (file) => file.replace(/-[0-9a-f]{10}\.(css|js)$/, '.$1');
    none(files.filter((file) => !needed.includes(plain(file)) && file !== 'icon.svg'), 'files that were not needed yet');
    const sizes = needed.map((file) => [file, gzipSync(readFileSync(path.join(folderOf('huge'), file)), { level: 9 }).length]);
    const sum = sizes.reduce((all, [, size]) => all + size, 0);
    console.log(`first load, compressed: ${sum} bytes (${sizes.map(([file, size]) => `${file} ${size}`).join(', ')})`);
    assert.ok(sum < 120_000, `${sum} bytes`);
    assert.ok(Object.fromEntries(sizes)['explorer.js'] < 17_500, 'the script');
  }));

  const SCRIPT = /explorer-?[0-9a-f]*\.js/;
  const ENTRIES = 10_000;
  /** An input of which an entry costs a few calls, and which makes a page of results. */
  const cheap = ({ calls, layouts, nodes }) => calls < 12 * ENTRIES && layouts <= 6 && nodes < 2000;

  test('an input looks at each entry a few times, lays out the page a few times and makes a page of results', () => site.page({}, async (page) => {
    await open(page, 'huge');
    await page.waitForLoadState('networkidle');
    const figures = {};
    const count = async (what, act) => { figures[what] = await work(page, SCRIPT, () => page.evaluate(act)); };
    await page.locator('#explore-type').click();
    await count('a type, the first', () => document.querySelector('#explore-panel input').click());
    await page.locator('.results .e').first().waitFor();
    await count('another type', () => document.querySelectorAll('#explore-panel input')[3].click());
    await page.locator('#explore-actor').click();
    await page.locator('#explore-panel [type=checkbox]').first().waitFor();
    await count('an actor', () => document.querySelector('#explore-panel [type=checkbox]').click());
    await count('Clear all', () => document.querySelector('.chips .clear').click());
    // The focus asks for the words, so that they are there when the first letter is.
    await page.locator('#explore-words').focus();
    await page.waitForLoadState('networkidle');
    for (const text of ['c', 'convoy', 'convoy ka', '']) {
      figures[`words “${text}”`] = await work(page, SCRIPT, () => page.evaluate((words) => {
        const field = document.querySelector('#explore-words');
        field.value = words;
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }, text));
    }
    await page.locator('#explore-rows').selectOption('actor');
    await page.locator('#explore-type').click();
    await count('a type with twelve rows', () => document.querySelector('#explore-panel input').click());
    for (const [what, { calls, layouts, nodes }] of Object.entries(figures)) console.log(`${what}: ${calls} calls, ${layouts} layouts, ${nodes} nodes`);
    none(Object.entries(figures).filter(([, figure]) => !cheap(figure)).map(([what, figure]) => `${what}: ${JSON.stringify(figure)}`), 'inputs that cost much');
  }));

  for (const rows of ['', 'actor']) {
    test(`a step of zooming looks at each entry a few times and changes no more than bars and labels${rows && ', with a row for each of twelve actors'}`, () => site.page({}, async (page) => {
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await open(page, 'huge', { query: rows && `?rows=${rows}` });
      await page.waitForLoadState('networkidle');
      const { x, y, width } = await page.locator('.brush').boundingBox();
      await page.mouse.move(x + width * 0.7, y + 50);
      const STEPS = 24;
      const { calls, layouts, nodes } = await work(page, SCRIPT, async () => {
        await page.keyboard.down('Control');
        for (let i = 0; i < STEPS; i++) await page.mouse.wheel(0, i < 14 ? -120 : 120);
        await page.keyboard.up('Control');
      });
      console.log(`zooming${rows && ` with rows by ${rows}`}, a step: ${Math.round(calls / STEPS)} calls, ${(layouts / STEPS).toFixed(1)} layouts, ${Math.round(nodes / STEPS)} nodes`);
      assert.ok(calls / STEPS < 10 * ENTRIES && layouts / STEPS <= 3 && nodes / STEPS < 300, JSON.stringify({ calls, layouts, nodes }));
    }));
  }
});
