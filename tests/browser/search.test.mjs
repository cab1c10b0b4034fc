// The search: it folds as the program does, finds names in every script and words with a slip, works from a disk, by keyboard and
// without scripts, and says what it could not load.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, describe, test } from 'node:test';
import { DATELINE, REPOSITORY } from './lib/root.mjs';
import { folderOf } from './lib/sites.mjs';
import { suite } from './lib/suite.mjs';

const site = suite();

/** Asks the page of the search, and gives what it says and the titles of its results. */
async function ask(page, question, url = site.url('demo', 'search.html')) {
  await page.goto('about:blank');
  await page.goto(`${url}?q=${encodeURIComponent(question)}`);
  return answered(page);
}
async function answered(page) {
  await page.waitForFunction(() => {
    const list = document.querySelector('.hits');
    return list && !list.hasAttribute('aria-busy') && document.querySelector('.answers [role=status]').textContent;
  });
  return {
    said: await page.locator('.answers [role=status]').innerText(),
    titles: await page.locator('.hits h3 a').allInnerTexts(),
    links: await page.locator('.hits h3 a').evaluateAll((all) => all.map((a) => a.getAttribute('href').replace(/#:~:.*/, ''))),
  };
}

describe('folding', () => {
  let folder;
  before(() => { folder = mkdtempSync(path.join(tmpdir(), 'dateline fold ')); });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Builds a site of some texts, and gives every word of its search. */
  const indexed = (name, texts) => {
    const source = path.join(folder, name);
    mkdirSync(path.join(source, 'content/articles'), { recursive: true });
    texts.forEach((text, i) => writeFileSync(path.join(source, `content/articles/a${i}.md`), `---\ntitle: Qtitle\npublished: 2020-01-01\nslug: a${i}\n---\n${text}\n`));
    const run = spawnSync(DATELINE, ['build', '--site', source, '--output', path.join(source, 'public'), '--now', '2024-01-01'], { encoding: 'utf8' });
    assert.equal(run.status, 0, run.stderr);
    const search = path.join(source, 'public/search');
    const words = new Set();
    const self = { datelineSearch: { words: (_, __, ___, list) => list.split('\n').forEach((word) => words.add(word)) } };
    for (const file of readdirSync(search).filter((file) => file.startsWith('words-'))) {
      new Function('self', 'datelineSearch', readFileSync(path.join(search, file), 'utf8'))(self, self.datelineSearch);
    }
    return words;
  };
  /** What the script makes of texts, in the browser. */
  const folded = (texts) => site.page({}, async (page) => {
    await page.goto('about:blank');
    await page.addScriptTag({ path: path.join(REPOSITORY, 'static/fold.js') });
    return page.evaluate((list) => list.map((text) => self.datelineFolding.words(text, true).flat(2)), texts);
  });
  const differences = async (name, texts, words) => {
    const own = await folded(words);
    const known = indexed(name, texts);
    const lacking = words.flatMap((word, i) => own[i].filter((term) => !known.has(term)).map((term) => `${word}: the script has ${term}`));
    const all = new Set(own.flat().concat('qtitle', '2020'));
    const more = [...known].filter((term) => !all.has(term)).map((term) => `the program has ${term}`);
    return [...lacking, ...more].slice(0, 20);
  };

  test('every character', async () => {
    const words = [];
    for (let code = 0x80; code <= 0x10ffff; code++) {
      const sign = String.fromCodePoint(code);
      if (/[\p{Cn}\p{Co}\p{Cs}\p{Cc}]/u.test(sign)) continue;
      // Its number makes each word one of its kind.
      const number = code.toString(36);
      words.push(`q${number}q${sign}q${number}q`);
    }
    assert.ok(words.length > 150_000, String(words.length));
    const texts = [];
    for (let at = 0; at < words.length; at += 5000) texts.push(words.slice(at, at + 5000).join('\n'));
    assert.deepEqual(await differences('signs', texts, words), []);
  });

  test('texts of twenty languages', async () => {
    const texts = ['The U.S. “talks” weren’t over', 'Փաշինյա՞ն և Ալիև, եւ եվ', 'Əliyev İlham qızı IŞIK', 'İstanbul’da ışık', 'Ёлка и чай, съезд', 'Україна їжа ґрунт', 'საქართველო ᲡᲐᲥᲐᲠᲗᲕᲔᲚᲝ',
      'أحمد الشّريف مدرسة إلى ٢٠٢٠', 'گفت‌وگوی ایران ۱۳۹۹', 'תל־אביב שלום', 'Ὀδυσσεύς ΣΟΦΟΣ', 'Straße in Łódź, Übermut', 'l’Azerbaïdjan aujourd’hui cœur', 'El niño está aquí', 'हिन्दी में लेख', 'বাংলা ভাষা',
      'ภาษาไทยง่ายนิดเดียว', 'ភាសាខ្មែរ', 'မြန်မာဘာသာ', '停火协议简单x', 'カタカナとひらがな漢字がぎ', '한국어 기사입니다', 'ພາສາລາວ', 'Việt Nam đã', 'ʿAbd al-Fattāḥ Ra´ad', '𝔘𝔫𝔦 Ⅻ ½ ﬁnal'];
    assert.deepEqual(await differences('languages', texts, texts), []);
  });
});

describe('finding', () => {
  test('every name of the register leads to its actor, in every script', () => site.page({}, async (page) => {
    const { actors } = JSON.parse(readFileSync(path.join(folderOf('demo'), 'data/actors.json'), 'utf8'));
    const names = actors.flatMap(({ id, name, aliases }) => [name, ...aliases].map((text) => [typeof text === 'string' ? text : text.text, `actors/${id}.html`]));
    assert.ok(names.length > 100);
    await ask(page, 'Armenia');
    const lost = await page.evaluate(async (names) => {
      const lost = [];
      for (const [name, url] of names) {
        const urls = await self.datelineSearch.addresses(name);
        if (!urls.includes(url)) lost.push(name);
      }
      return lost;
    }, names);
    assert.deepEqual(lost, []);
  }));

  const titles = () => readdirSync(path.join(folderOf('demo'), 'articles')).map((file) => /<h1[^>]*>([^<]+)<\/h1>/.exec(readFileSync(path.join(folderOf('demo'), 'articles', file), 'utf8'))?.[1]).filter((title) => title && !title.includes('&'));

  test('the title that is typed is the first; with a wrong letter it is among five', () => site.page({}, async (page) => {
    let near = 0;
    const all = titles().slice(0, 25);
    assert.ok(all.length > 20);
    for (const title of all) {
      assert.equal((await ask(page, title)).titles[0], title);
      const longest = title.split(' ').reduce((a, b) => (b.length > a.length ? b : a));
      const slip = longest.slice(0, 3) + longest[4] + longest[3] + longest.slice(5);
      const { titles } = await ask(page, title.replace(longest, slip));
      if (titles.slice(0, 5).includes(title)) near++;
    }
    assert.ok(near >= all.length * 0.9, `${near} of ${all.length}`);
  }));

  test('a slip is said, and so is that there is nothing', () => site.page({}, async (page) => {
    assert.match((await ask(page, 'cesefire')).said, /^Nothing for “cesefire”\. Showing \d+ for “ceasefire”\.$/);
    const none = await ask(page, 'zzzzqqqq');
    assert.deepEqual([none.said, none.titles], ['Nothing found for “zzzzqqqq”.', []]);
    assert.match(await page.locator('.answers .note').innerText(), /index/);
  }));

  test('questions of a thousand words, signs and markup do no harm', () => site.page({}, async (page) => {
    for (const question of ['word '.repeat(1000), '%', '</script><img src=x onerror=alert(1)>', '\ud800', '\u202eabc', '…', '__proto__ constructor', 'a'.repeat(10_000)]) {
      await page.goto(site.url('demo', 'search.html'));
      await page.locator('#search-words').fill(question);
      await page.waitForFunction(() => !document.querySelector('.hits').hasAttribute('aria-busy'));
    }
    assert.equal(await page.locator('.answers img').count(), 0);
  }));

  test('from a disk it finds the same', () => site.page({}, async (page) => {
    const disk = pathToFileURL(path.join(folderOf('demo'), 'search.html')).href;
    for (const question of ['drone', 'Փաշինյան', 'humanitarian truce']) {
      assert.deepEqual((await ask(page, question, disk)).titles, (await ask(page, question)).titles);
    }
  }));
});

describe('reading', () => {
  test('the address holds the question, and back leads to the one before', () => site.page({}, async (page) => {
    await page.goto(site.url('demo', 'search.html'));
    const field = page.locator('#search-words');
    await field.fill('drone');
    await answered(page);
    await field.blur();
    await field.fill('truce');
    await page.waitForFunction(() => location.search === '?q=truce');
    await page.goBack();
    await page.waitForFunction(() => document.querySelector('#search-words').value === 'drone');
  }));

  test('a slash leads to the field of any page, arrows into the results, Escape back', () => site.page({ viewport: { width: 1280, height: 800 } }, async (page) => {
    await page.goto(site.url('demo', 'actors/index.html'));
    assert.equal(await page.locator('script[src*="search-"]').count(), 1);
    await page.keyboard.press('/');
    await page.keyboard.type('shusha');
    await page.waitForSelector('.find .hits h3 a');
    await page.waitForFunction(() => !document.querySelector('.find .hits').hasAttribute('aria-busy'));
    await page.keyboard.press('ArrowDown');
    assert.equal(await page.evaluate(() => document.activeElement.closest('.hits') !== null), true);
    await page.keyboard.press('Escape');
    assert.equal(await page.evaluate(() => document.activeElement.matches('.find input')), true);
    assert.equal(await page.locator('.find .answers').isVisible(), false);
    await page.keyboard.press('Enter');
    await page.waitForURL(/search\.html\?q=shusha/);
  }));

  test('on a phone and without scripts there is a link to an index', async () => {
    await site.page({ viewport: { width: 390, height: 800 } }, async (page) => {
      await page.goto(site.url('demo', 'actors/index.html'));
      assert.equal(await page.locator('.find a').isVisible(), true);
      assert.equal(await page.locator('.find input').count(), 0);
    });
    await site.page({ javaScriptEnabled: false }, async (page) => {
      await page.goto(site.url('demo', 'actors/index.html'));
      await page.locator('.find a').click();
      for (const name of ['Nikol Pashinyan', 'Փաշինյան', 'October 2020']) assert.ok(await page.getByRole('link', { name, exact: false }).count() > 0, name);
      assert.equal(await page.locator('main input').count(), 0);
    });
  });

  test('a part that cannot be loaded is said, and the rest is shown', () => site.page({}, async (page) => {
    await page.route(/search\/found-r/, (route) => route.abort());
    const { titles } = await ask(page, 'Stepanakert');
    assert.match(await page.locator('.answers .note').innerText(), /could not be loaded/);
    assert.ok(titles.length > 0);
  }));

  test('a root of another build is loaded again', () => site.page({}, async (page) => {
    let asked = 0;
    await page.route(/search\/root\.js/, async (route) => {
      const text = readFileSync(path.join(folderOf('demo'), 'search/root.js'), 'utf8');
      asked++;
      await route.fulfill({ contentType: 'text/javascript', body: asked === 1 ? text.replaceAll(/"order":"\w{8}"/g, '"order":"00000000"') : text });
    });
    const { titles } = await ask(page, 'drone');
    assert.equal(asked, 2);
    assert.ok(titles.length > 0);
  }));
});
