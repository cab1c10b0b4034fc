// No page scrolls sideways, dark is dark, paper has no navigation, and right-to-left is the mirror of left-to-right.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { KNOWN } from './lib/content.mjs';
import { representatives } from './lib/kinds.mjs';
import { NAMES } from './lib/sites.mjs';
import { none, suite } from './lib/suite.mjs';

const site = suite();
const pages = NAMES.flatMap(representatives).filter(({ kind }) => kind !== 'redirect');

/** In the page: what reaches over the sides of the window, except inside a box that scrolls by itself. */
const overflow = () => {
  const wide = document.scrollingElement.scrollWidth;
  // The root's width, not the window's: it has no scroll bar in it.
  const view = document.documentElement.clientWidth;
  const name = (e) => `${e.tagName.toLowerCase()}${e.id ? `#${e.id}` : ''}${[...e.classList].map((c) => `.${c}`).join('')}`;
  const contained = (e) => {
    for (let p = e.parentElement; p && p !== document.documentElement; p = p.parentElement) {
      if (p !== document.body && getComputedStyle(p).overflowX !== 'visible') return true;
    }
    return false;
  };
  const hidden = (e) => !e.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true }) || e.closest('[aria-hidden=true]');
  const culprits = [...document.body.querySelectorAll('*')]
    .filter((e) => {
      const box = e.getBoundingClientRect();
      const out = box.right > view + 1 || box.left < -1;
      // What waits outside to be shown on focus (a skip link) is no overflow unless the page scrolls.
      return out && box.width > 0 && !hidden(e) && !contained(e);
    })
    .slice(0, 5)
    .map((e) => `${name(e.parentElement)} > ${name(e)} (${Math.round(e.getBoundingClientRect().left)} to ${Math.round(e.getBoundingClientRect().right)}): ${e.textContent.trim().slice(0, 60)}`);
  return { wide, view, culprits };
};

describe('nothing scrolls sideways', () => {
  for (const { name, kind, file } of pages) {
    test(`${kind}: ${name}/${file}`, () => site.page({}, async (page) => {
      await page.goto(site.url(name, file));
      const problems = [];
      for (const width of [1280, 768, 320]) {
        await page.setViewportSize({ width, height: 800 });
        const { wide, view, culprits } = await page.evaluate(overflow);
        if (wide > view) problems.push([`${wide} px in a window of ${view} px`, ...culprits].join('\n      '));
      }
      none(problems, `widths at which ${name}/${file} scrolls sideways`);
    }));
  }
});

describe('dark', () => {
  const colours = () => {
    const of = (value) => {
      const context = document.createElement('canvas').getContext('2d');
      context.fillStyle = value;
      context.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
      return { light: (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255, painted: a > 0 };
    };
    const back = [document.body, document.documentElement].map((e) => of(getComputedStyle(e).backgroundColor)).find(({ painted }) => painted);
    return { back: back?.light ?? null, text: of(getComputedStyle(document.querySelector('h1')).color).light };
  };
  for (const { name, kind, file } of pages.filter((page) => page.name === 'demo' || page.kind === 'retracted')) {
    test(`${kind}: ${name}/${file}`, () => site.page({}, async (page) => {
      await page.emulateMedia({ colorScheme: 'light' });
      await page.goto(site.url(name, file));
      const light = await page.evaluate(colours);
      await page.emulateMedia({ colorScheme: 'dark' });
      const dark = await page.evaluate(colours);
      assert.ok(light.back !== null, 'the page paints no background of its own in light');
      assert.ok(light.back > 0.85 && light.text < 0.3, `light is dark text on light paper, not ${JSON.stringify(light)}`);
      assert.ok(dark.back !== null && dark.back < 0.2 && dark.text > 0.6, `dark is light text on dark paper, not ${JSON.stringify(dark)}`);
    }));
  }
});

describe('print', () => {
  // A4 upright has 210 mm; less margins of 2 cm, 170 mm are 642 px.
  const viewport = { width: 642, height: 900 };
  for (const { name, kind, file } of pages.filter((page) => page.name === 'demo' || page.file === KNOWN.stress.everything || page.name === 'rtl')) {
    test(`${kind}: ${name}/${file}`, () => site.page({ viewport }, async (page) => {
      await page.emulateMedia({ media: 'print' });
      await page.goto(site.url(name, file));
      const seen = await page.evaluate(() => ({
        navs: [...document.querySelectorAll('nav')].filter((nav) => nav.checkVisibility()).map((nav) => nav.getAttribute('aria-label') ?? nav.outerHTML.slice(0, 80)),
        heading: document.querySelector('main h1')?.checkVisibility() ?? false,
        main: document.querySelector('main').innerText.trim().length,
      }));
      none(seen.navs, 'navigation that is printed');
      assert.ok(seen.heading && seen.main > 0, 'the heading and the text are printed');
      const { wide, view, culprits } = await page.evaluate(overflow);
      none(culprits, 'elements wider than the paper');
      assert.ok(wide <= view, `${wide} px on paper of ${view} px`);
      const pdf = await page.pdf({ format: 'A4' });
      assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
      assert.ok(pdf.length > 2000, `the PDF has only ${pdf.length} bytes`);
    }));
  }
});

describe('right to left', () => {
  /** In the page: how far in from the side where lines start each block begins, and on which side things stand. */
  const geometry = () => {
    const rtl = document.documentElement.dir === 'rtl';
    const width = document.documentElement.clientWidth;
    const start = (e) => {
      const box = e.getBoundingClientRect();
      return Math.round(rtl ? width - box.right : box.left);
    };
    const middle = (e) => {
      const box = e.getBoundingClientRect();
      return (box.left + box.right) / 2;
    };
    const visible = (selector) => [...document.querySelectorAll(selector)].filter((e) => e.checkVisibility() && e.getBoundingClientRect().width > 0);
    const starts = {};
    for (const selector of ['h1', 'main h2', 'main li h3', 'main article p', 'main blockquote', 'main table', 'aside', 'footer']) {
      starts[selector] = visible(selector).map(start);
    }
    const entries = visible('main li:has(h3):has(time)').map((li) => ({
      // On a narrow screen the date stands over the title, and where its middle is depends on its words.
      date: width < 600 ? 0 : Math.sign(middle(li) - middle(li.querySelector('time'))),
      // The line and the mark: drawn by elements that say nothing, or before and after the entry. A dash for which a listener
      // hears a word stands among the words.
      marks: [...li.querySelectorAll('[aria-hidden=true]')].filter((e) => !e.nextElementSibling?.matches('.v') && e.getBoundingClientRect().width > 0).map(start),
      drawn: [li, ...li.children].flatMap((e) => ['::before', '::after'].map((part) => getComputedStyle(e, part)).filter((style) => style.content !== 'none' && style.position === 'absolute').map((style) => Math.round(parseFloat(rtl ? style.right : style.left)))),
    }));
    // An aside with a name; one without is a Read line in the text.
    const rail = visible('main aside:is([aria-label], [aria-labelledby])').map((aside) => Math.sign(middle(document.querySelector('main')) - middle(aside)));
    const shapes = visible('main').map((e) => getComputedStyle(e).direction);
    return { dir: document.documentElement.dir, starts, entries, rail, shapes };
  };
  const at = (name, file, width) => site.page({ viewport: { width, height: 900 } }, async (page) => {
    await page.goto(site.url(name, file));
    return page.evaluate(geometry);
  });

  for (const width of [1280, 360]) {
    for (const file of ['index.html', 'timeline/index.html', KNOWN.rtl.article, 'actors/azerbaijan.html', 'places/ganja.html']) {
      test(`${file} is the mirror of the English one at ${width} px`, async () => {
        const rtl = await at('rtl', file, width);
        const ltr = await at('ltr', file, width);
        assert.equal(rtl.dir, 'rtl', 'dir of <html>');
        assert.deepEqual(rtl.shapes, ['rtl'], 'direction of <main>');
        assert.equal(ltr.dir, 'ltr');
        const problems = [];
        for (const [selector, mirrored] of Object.entries(rtl.starts)) {
          const straight = ltr.starts[selector];
          if (mirrored.length !== straight.length) problems.push(`${selector}: ${mirrored.length} and ${straight.length} of them`);
          mirrored.forEach((start, i) => {
            if (Math.abs(start - (straight[i] ?? start)) > 2) problems.push(`${selector} number ${i + 1} begins ${start} px from the right, but ${straight[i]} px from the left in English`);
          });
        }
        none(problems, 'what is not mirrored');
        assert.deepEqual(rtl.entries, ltr.entries.map((entry) => ({ ...entry, date: -entry.date || 0 })), 'the sides of dates, marks and lines in entries');
        assert.deepEqual(rtl.rail, ltr.rail.map((side) => -side || 0), 'the side of the rail');
      });
    }
  }

  test('the timeline has its dates at the right, the article its rail at the left', async () => {
    const timeline = await at('rtl', 'timeline/index.html', 1280);
    assert.ok(timeline.entries.length >= 3, `${timeline.entries.length} entries`);
    assert.ok(timeline.entries.every(({ date }) => date === -1), 'every date stands in the right half of its entry');
    const article = await at('rtl', KNOWN.rtl.article, 1280);
    assert.deepEqual(article.rail, [1], 'one rail, left of the middle');
  });

  test('names in other scripts keep their language and direction', () => site.page({}, async (page) => {
    await page.goto(site.url('rtl', 'actors/azerbaijan.html'));
    const names = await page.evaluate(() => [...document.querySelectorAll('main bdi, main [lang]')].map((e) => ({ text: e.textContent.trim(), lang: e.closest('[lang]').lang, dir: getComputedStyle(e).direction })));
    for (const [text, lang] of [['Ադրբեջան', 'hy'], ['Azərbaycan', 'az'], ['Азербайджан', 'ru'], ['აზერბაიჯანი', 'ka']]) {
      assert.ok(names.some((name) => name.text === text && name.lang === lang && name.dir === 'ltr'), `${text} stands as ${lang}, left to right, among ${JSON.stringify(names)}`);
    }
  }));
});
