// Positions on a claim are equals: the same size, the same heading, in order of their dates; figures are drawn, not added.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { none, suite } from './lib/suite.mjs';

const site = suite();
const pages = ['claims.html', 'articles/third-strike-on-ganja.html', 'events/shusha-2020.html'];

/** In the page: of each claim the boxes of its positions. */
const claims = () => [...document.querySelectorAll('.claim')].map((claim) => ({
  about: claim.querySelector('h2').textContent,
  positions: [...claim.querySelectorAll('.positions > *')].map((position) => {
    const box = position.getBoundingClientRect();
    const heading = getComputedStyle(position.querySelector('h3'));
    return {
      tags: [...position.children].map((child) => child.tagName).slice(0, 2).join(' '),
      left: Math.round(box.left),
      top: Math.round(box.top),
      width: Math.round(box.width),
      height: Math.round(box.height),
      size: heading.fontSize,
      weight: heading.fontWeight,
      text: getComputedStyle(position).fontSize,
      rule: getComputedStyle(position).borderBlockStartWidth,
      date: position.querySelector('time')?.dateTime ?? '9999',
    };
  }),
}));

const same = (list) => new Set(list).size === 1;

for (const [scripts, javaScriptEnabled] of [['with scripts', true], ['without scripts', false]]) {
  describe(`positions are equals, ${scripts}`, () => {
    for (const file of pages) {
      for (const width of [1280, 390]) {
        test(`${file} at ${width} px`, () => site.page({ javaScriptEnabled, viewport: { width, height: 900 } }, async (page) => {
          await page.goto(site.url('demo', file));
          const found = await page.evaluate(claims);
          assert.ok(found.length > 0, 'the page has claims');
          const problems = [];
          for (const { about, positions } of found) {
            for (const what of ['tags', 'width', 'size', 'weight', 'text', 'rule']) {
              if (!same(positions.map((position) => position[what]))) problems.push(`${about}: ${what} ${positions.map((position) => position[what])}`);
            }
            // In one row they have one height too; on a narrow screen they stand one below the other.
            const rows = new Map();
            for (const position of positions) rows.set(position.top, [...(rows.get(position.top) ?? []), position]);
            for (const row of rows.values()) {
              if (!same(row.map((position) => position.height))) problems.push(`${about}: heights ${row.map((position) => position.height)}`);
            }
            if (width === 390 && !same(positions.map((position) => position.left))) problems.push(`${about}: not below each other`);
            if (width === 1280 && positions.length === 2 && rows.size !== 1) problems.push(`${about}: two positions are not side by side`);
            const dates = positions.map((position) => position.date.slice(0, 10));
            if (dates.some((date, i) => i > 0 && date.slice(0, 7) < dates[i - 1].slice(0, 7))) problems.push(`${about}: not in order of time: ${dates}`);
          }
          none(problems, `claims of ${file} whose positions are no equals`);
        }));
      }
    }
  });
}

test('figures have drawings inside their cells', () => site.page({ viewport: { width: 390, height: 900 } }, async (page) => {
  await page.goto(site.url('demo', 'articles/azerbaijan-publishes-losses.html'));
  const drawn = await page.evaluate(() => [...document.querySelectorAll('.figure svg')].map((svg) => {
    const [box, cell] = [svg.getBoundingClientRect(), svg.closest('td').getBoundingClientRect()];
    return box.width > 20 && box.left >= cell.left - 2 && box.right <= cell.right + 2;
  }));
  assert.ok(drawn.length > 1 && drawn.every(Boolean), JSON.stringify(drawn));
}));
