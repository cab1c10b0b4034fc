// `dateline serve` in a real browser: a change of a file is a change on the screen, and nothing else is lost by it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, closeSync, copyFileSync, openSync, readFileSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { launch } from './lib/browser.mjs';
import { png } from './lib/content.mjs';
import { preview } from './lib/preview.mjs';
import { none } from './lib/suite.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The days of the articles, as their files' names have them. */
const DAYS = { 'The second day': '2020-09-28', 'The third day': '2020-09-29' };
const article = (title, text, more = '') => `---\ntitle: ${JSON.stringify(title)}\npublished: ${DAYS[title] ?? '2020-09-27'}\n${more}---\n\n${text}\n`;
const paragraphs = (n) => Array.from({ length: n }, (_, i) => `Paragraph ${i + 1} tells what happened then, who said so, and what is not known about it to this day.`).join('\n\n');
const FIRST = 'content/articles/2020-09-27-first.md';
const ARTICLE = 'articles/first.html';
const first = (words, more = '') => article('The first day', `It began ${words}.\n\n<details><summary>More</summary>\n\nInside.\n\n</details>\n\n${paragraphs(40)}`, more);

const SITE = {
  'site.yaml': 'title: The war\nlanguage: en\nraw_html: sanitize\n',
  [FIRST]: first('in the morning'),
  'content/articles/2020-09-28-second.md': article('The second day', `![A field](field.png)\n\n${paragraphs(3)}\n\nRead: A story that nobody wrote`),
  'content/articles/2020-09-29-third.md': article('The third day', 'Nobody knows yet.', 'status: draft\n'),
  'content/articles/field.png': png(40, 20, [200, 0, 0]),
};

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

/** Runs `use` with a preview and a page of it. */
async function shown(use, { files = SITE, path = ARTICLE, args = [], ...context } = {}) {
  const site = await preview(files, { args });
  const own = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...context });
  own.setDefaultTimeout(Number(process.env.PATIENCE ?? 60_000));
  const page = await own.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  try {
    await page.goto(site.url(path));
    await ready(page);
    await page.evaluate(() => { globalThis.stays = true; });
    await use(page, site);
    none(errors, 'errors of scripts');
  } finally {
    await own.close();
    await site.remove();
  }
}

const ready = (page) => page.waitForFunction(() => document.querySelector('dateline-preview')?.dataset.number);
const has = (page, words) => page.waitForFunction((text) => document.body.textContent.includes(text), words);
const wasNotReloaded = async (page) => assert.equal(await page.evaluate(() => globalThis.stays), true, 'the page was loaded anew');
/** In the shadow of the preview. */
const inside = (page, selector) => page.locator(`dateline-preview >> ${selector}`);
const overlay = (page, visible) => inside(page, '.overlay').waitFor({ state: visible ? 'visible' : 'hidden' });

describe('an edit', () => {
  test('keeps place, focus, selection and what is open', () => shown(async (page, site) => {
    await page.evaluate(() => {
      document.querySelector('details').open = true;
      const text = [...document.querySelectorAll('.body p')].at(-2).firstChild;
      getSelection().setBaseAndExtent(text, 3, text, 12);
      document.querySelector('.foot a, .mast a').focus({ preventScroll: true });
      const field = document.querySelector('main').appendChild(document.createElement('input'));
      field.value = 'what a script has added';
      scrollTo(0, 900);
      globalThis.focused = document.activeElement;
      globalThis.at = [...document.querySelectorAll('.body p')].at(-2).getBoundingClientRect().top;
    });
    const selected = await page.evaluate(() => String(getSelection()));
    site.put(FIRST, first('in the evening, as others say'));
    await has(page, 'in the evening, as others say');
    assert.deepEqual(await page.evaluate(() => ({
      open: document.querySelector('details').open,
      selected: String(getSelection()),
      focus: document.activeElement === globalThis.focused,
      moved: Math.abs([...document.querySelectorAll('.body p')].at(-2).getBoundingClientRect().top - globalThis.at) < 40,
      value: document.querySelector('main > input').value,
    })), { open: true, selected, focus: true, moved: true, value: 'what a script has added' });
    await wasNotReloaded(page);
  }));

  test('adds, removes and moves parts and keeps the others', () => shown(async (page, site) => {
    await page.evaluate(() => { globalThis.kept = [...document.querySelectorAll('.body p')].at(-1); });
    const words = paragraphs(40).split('\n\n');
    site.put(FIRST, article('Another title', ['## New heading', ...words.slice(5, 20), '- a\n- b', words[3], ...words.slice(25)].join('\n\n')));
    await page.waitForFunction(() => document.title.startsWith('Another title'));
    const found = await page.evaluate(() => [...document.querySelectorAll('.body > *')].map((node) => node.textContent.trim().replace(/\s+/g, ' ')));
    assert.deepEqual(found.slice(0, 3), ['New heading', words[5], words[6]]);
    assert.deepEqual([found[16], found[17], found.at(-1), found.length], ['a b', words[3], words[39], 33]);
    assert.ok(await page.evaluate(() => globalThis.kept.isConnected), 'a part that has not changed is the same as before');
    // What was patched is what would have been loaded.
    const patched = await page.evaluate(() => document.querySelector('main').outerHTML);
    await page.reload();
    assert.equal(patched, await page.evaluate(() => document.querySelector('main').outerHTML));
  }));

  test('of a word changes a word on the screen', () => shown(async (page, site) => {
    await page.evaluate(() => {
      self.changes = 0;
      const count = (all) => { self.changes += all.length; };
      new MutationObserver(count).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    });
    const EDITS = 20;
    for (let i = 0; i < EDITS; i++) {
      site.put(FIRST, first(`at edit number ${i}`));
      await has(page, `edit number ${i}.`);
    }
    const changes = await page.evaluate(() => self.changes);
    console.log(`${EDITS} edits of a word: ${changes} changes of the page`);
    assert.ok(changes <= 3 * EDITS, `${changes} changes`);
    await wasNotReloaded(page);
  }));
});

describe('what else changes', () => {
  test('a style sheet, without a moment of bareness', () => shown(async (page, site) => {
    await page.evaluate(() => {
      globalThis.bare = 0;
      const look = () => {
        if (getComputedStyle(document.querySelector('.wrap')).maxInlineSize === 'none') globalThis.bare++;
        requestAnimationFrame(look);
      };
      look();
    });
    const css = await (await page.request.get(site.url('style.css'))).text();
    site.put('static/style.css', `${css}\nh1 { color: rgb(1, 2, 3); }\n`);
    await page.waitForFunction(() => getComputedStyle(document.querySelector('h1')).color === 'rgb(1, 2, 3)');
    site.put('static/style.css', `${css}\nh1 { color: rgb(4, 5, 6); }\n`);
    await page.waitForFunction(() => getComputedStyle(document.querySelector('h1')).color === 'rgb(4, 5, 6)');
    await page.waitForFunction(() => document.querySelectorAll('link[rel=stylesheet]').length === 1);
    assert.equal(await page.evaluate(() => globalThis.bare), 0);
    await wasNotReloaded(page);
  }));

  test('a template, its mistake and its mending', () => shown(async (page, site) => {
    site.put('templates/404.html', '{% extends "base.html" %}');
    const own = '{% extends "base.html" %}{% block main %}<h1>{{ article.title }}, my way</h1>{{ article.body }}{% endblock main %}';
    site.put('templates/article.html', own);
    await has(page, 'The first day, my way');
    site.put('templates/article.html', own.replace('{% endblock main %}', ''));
    await overlay(page, true);
    assert.match(await inside(page, '.overlay').innerText(), /template-error/);
    assert.ok(await page.locator('h1').isVisible());
    site.put('templates/article.html', own.replace('my way', 'another way'));
    await has(page, 'another way');
    await overlay(page, false);
    await wasNotReloaded(page);
  }));

  test('a picture', () => shown(async (page, site) => {
    const colour = () => {
      const image = document.querySelector('.body img');
      if (!image?.complete || !image.naturalWidth) return null;
      const context = document.createElement('canvas').getContext('2d');
      context.drawImage(image, 0, 0);
      return [...context.getImageData(2, 2, 1, 1).data].join();
    };
    await page.waitForFunction(`(${colour})() === '200,0,0,255'`);
    site.put('content/articles/field.png', png(40, 20, [0, 90, 0]));
    await page.waitForFunction(`(${colour})() === '0,90,0,255'`);
    await wasNotReloaded(page);
  }, { path: 'articles/second.html', bypassCSP: true }));

  test('a script: the page is loaded anew and keeps its place', () => shown(async (page, site) => {
    await page.evaluate(() => scrollTo(0, 700));
    site.put('templates/article.html', '{% extends "base.html" %}{% block main %}<h1>{{ article.title }}</h1>{{ article.body }}<script>document.title = "by a script"</script>{% endblock main %}');
    await page.waitForFunction(() => document.title === 'by a script');
    await page.waitForFunction(() => scrollY === 700);
  }, { bypassCSP: true }));

  test('what the explorer of the timeline shows', () => shown(async (page, site) => {
    await page.waitForFunction(() => document.querySelector('main').textContent.includes('The first day'));
    site.put(FIRST, first('in the morning').replace('The first day', 'The day before'));
    await page.waitForFunction(() => document.querySelector('main').textContent.includes('The day before'));
  }, { path: 'timeline/index.html' }));

  test('the address of a page', () => shown(async (page, site) => {
    site.put(FIRST, first('in the morning', 'slug: the-beginning\n'));
    const link = inside(page, '.bar .notice a');
    await link.waitFor();
    assert.ok((await page.locator('h1').innerText()).includes('The first day'), 'the page stays');
    await link.click();
    await page.waitForURL('**/articles/the-beginning.html');
    await ready(page);
    rmSync(site.path(FIRST));
    await page.waitForFunction(() => document.querySelector('dateline-preview').shadowRoot.querySelector('.notice')?.textContent.includes('is gone'));
  }));

  test('settings', () => shown(async (page, site) => {
    site.put('site.yaml', 'title: Another name\nlanguage: en\nraw_html: sanitize\n');
    await page.waitForFunction(() => document.querySelector('.mast .name').textContent === 'Another name');
    site.put('site.yaml', 'title: Another name\ntitle: [\n');
    await overlay(page, true);
    assert.equal(await page.locator('.mast .name').innerText(), 'Another name');
    await wasNotReloaded(page);
  }));
});

describe('mistakes', () => {
  test('come over the page, can be closed, and go when they are mended', () => shown(async (page, site) => {
    await overlay(page, false);
    site.put(FIRST, '---\ntitle: [<img src=x onerror="globalThis.broken=1">\n---\n\nText.\n');
    await overlay(page, true);
    const text = await inside(page, '.overlay').innerText();
    assert.match(text, /1 error/);
    assert.match(text, /invalid-yaml/);
    assert.match(text, /\^/, 'the line with carets');
    assert.match(await inside(page, '.overlay .where a').first().getAttribute('href'), /^myeditor:\/\/\/.*2020-09-27-first\.md\?l=\d+&c=\d+$/);
    assert.ok((await page.locator('h1').innerText()).includes('The first day'), 'the last good page stays');
    assert.equal(await page.evaluate(() => globalThis.broken), undefined, 'what stands in a file is text');
    // It stays closed, also on the next page, until there is another error.
    await page.keyboard.press('Escape');
    await overlay(page, false);
    await page.goto(site.url('index.html'));
    await ready(page);
    await overlay(page, false);
    site.put('content/articles/2020-09-28-second.md', '---\ntitle: {\n---\n\nText.\n');
    await overlay(page, true);
    const told = (sum) => page.waitForFunction((sum) => document.querySelector('dateline-preview')?.shadowRoot.querySelector('.said')?.textContent === sum, sum);
    await told('2 errors');
    // With a text to be found again there is a search again, and so another page is loaded.
    site.put('content/articles/2020-09-28-second.md', SITE['content/articles/2020-09-28-second.md']);
    await told('1 error, 2 warnings');
    site.put(FIRST, first('in the morning'));
    await overlay(page, false);
    await told('2 warnings');
  }));

  test('a page that is asked for while its file is broken is the last good one', () => shown(async (page, site) => {
    site.put(FIRST, '---\ntitle: [\n---\n\nText.\n');
    await overlay(page, true);
    await page.reload();
    assert.ok((await page.locator('h1').innerText()).includes('The first day'));
    await ready(page);
    site.put(FIRST, first('after all'));
    await has(page, 'It began after all');
    await overlay(page, false);
  }));

  test('the bar tells of the page, and can be hidden', () => shown(async (page, site) => {
    const bar = await inside(page, '.bar').innerText();
    for (const words of ['2 warnings', 'content/articles/2020-09-28-second.md', 'words', '1 Read line to nowhere', 'Drafts', 'Report']) assert.ok(bar.includes(words), `${words}: ${bar}`);
    await inside(page, '.problems').click();
    await overlay(page, true);
    assert.match(await inside(page, '.overlay').innerText(), /A story that nobody wrote/);
    await inside(page, '.close').click();
    await overlay(page, false);
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    const clear = await page.evaluate(() => document.querySelector('.foot').getBoundingClientRect().bottom <= document.querySelector('dateline-preview').shadowRoot.querySelector('.bar').getBoundingClientRect().top + 1);
    assert.ok(clear, 'the footer is not covered');
    await inside(page, '.fold').click();
    await page.goto(site.url('index.html'));
    await ready(page);
    assert.equal((await inside(page, '.bar').innerText()).trim(), 'Preview');
    await inside(page, '.fold').click();
    assert.ok(await inside(page, '.problems').isVisible());
  }, { path: 'articles/second.html' }));

  test('a dead link of the page is told', () => shown(async (page, site) => {
    site.put(FIRST, first('[there](nowhere.html)'));
    await page.waitForFunction(() => /1 warning here/.test(document.querySelector('dateline-preview').shadowRoot.querySelector('.bar').textContent));
    await inside(page, '.problems').click();
    assert.match(await inside(page, '.overlay').innerText(), /dead-link/);
  }));
});

test('links of pages that are not open are checked when all is quiet', () => shown(async (page, site) => {
  site.put('content/articles/2020-09-28-second.md', article('The second day', '[There](nowhere.html)'));
  await page.waitForFunction(() => /1 warning/.test(document.querySelector('dateline-preview').shadowRoot.querySelector('.problems').textContent));
  await inside(page, '.problems').click();
  assert.match(await inside(page, '.overlay').innerText(), /dead-link/);
  await site.hears('dead-link');
  site.put('content/articles/2020-09-28-second.md', article('The second day', 'Nothing leads there.'));
  await page.waitForFunction(() => /No mistakes/.test(document.querySelector('dateline-preview').shadowRoot.querySelector('.problems').textContent));
}));

test('drafts are marked, and can be hidden', () => shown(async (page) => {
  await page.locator('dateline-band >> .band').waitFor();
  assert.match(await page.locator('dateline-band >> .band').innerText(), /Readers do not see this page/);
  assert.equal(await inside(page, '.status').innerText(), 'draft');
  await inside(page, '.drafts').click();
  await page.waitForFunction(() => document.querySelector('dateline-preview').shadowRoot.querySelector('.notice')?.textContent.includes('Readers do not see this page'));
  assert.equal(await inside(page, '.drafts').getAttribute('aria-checked'), 'false');
  await inside(page, '.drafts').click();
  await page.waitForFunction(() => !document.querySelector('dateline-preview').shadowRoot.querySelector('.notice'));
}, { path: 'articles/third.html' }));

test('a page with a strict policy of its own is patched too', () => shown(async (page, site) => {
  await has(page, 'It began');
  assert.equal(await page.locator('.mast').count(), 0, 'the page of the site’s own template');
  site.put(FIRST, first('under a policy'));
  await has(page, 'It began under a policy');
  assert.ok(await inside(page, '.bar').isVisible());
  await wasNotReloaded(page);
}, { files: { ...SITE, 'templates/article.html': '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src \'none\'; require-trusted-types-for \'script\'"><title>{{ article.title }}</title></head><body><main><h1>{{ article.title }}</h1>{{ article.body }}</main></body></html>' } }));

test('the page finds the preview again after it was started anew', () => shown(async (page, site) => {
  await site.stop();
  await page.waitForFunction(() => document.querySelector('dateline-preview').shadowRoot.querySelector('.notice')?.textContent.includes('Not connected'));
  site.put(FIRST, first('while nobody looked'));
  const again = await preview({}, { keep: site.folder, port: Number(new URL(site.origin).port) });
  try {
    await has(page, 'It began while nobody looked');
    await page.waitForFunction(() => !document.querySelector('dateline-preview').shadowRoot.querySelector('.notice'));
    await wasNotReloaded(page);
  } finally {
    await again.stop();
  }
}));

describe('how files change', () => {
  test('as editors save', () => shown(async (page, site) => {
    const file = site.path(FIRST);
    // A new file in the place of the old one.
    writeFileSync(site.path('content/articles/.2020-09-27-first.md.swp'), 'x');
    writeFileSync(`${file}~`, first('in a backup'));
    writeFileSync(site.path('content/articles/4913'), '');
    unlinkSync(site.path('content/articles/4913'));
    writeFileSync(site.path('content/articles/.tmp1'), first('by a rename'));
    renameSync(site.path('content/articles/.tmp1'), file);
    await has(page, 'It began by a rename');
    // The old one goes first.
    renameSync(file, `${file}~`);
    writeFileSync(file, first('after a backup'));
    await has(page, 'It began after a backup');
    // Emptied, then written.
    writeFileSync(file, '');
    writeFileSync(file, first('in place'));
    await has(page, 'It began in place');
    if (process.platform !== 'win32') {
      assert.equal(spawnSync('sed', ['-i.bak', 's/in place/by sed/', file]).status, 0);
      await has(page, 'It began by sed');
    }
    await wasNotReloaded(page);
  }));

  test('slowly, in pieces', () => shown(async (page, site) => {
    const [whole, file] = [first('piece by piece'), openSync(site.path(FIRST), 'w')];
    try {
      // Every piece is seen before the next one comes.
      for (let at = 0; at < whole.length; at += 900) {
        const from = site.said.length;
        writeSync(file, whole.slice(at, at + 900));
        await site.hears('changed', from);
        assert.ok((await page.locator('h1').innerText()).includes('The first day'), 'there is always a page');
      }
    } finally {
      closeSync(file);
    }
    await has(page, 'It began piece by piece');
    await page.waitForFunction((words) => document.body.textContent.includes(words), 'Paragraph 40 tells');
    await overlay(page, false);
    await wasNotReloaded(page);
  }));

  test('five hundred at once', () => shown(async (page, site) => {
    for (let i = 0; i < 500; i++) appendFileSync(site.path(`content/articles/many-${i}.md`), `\nMore of ${i}.\n`);
    site.put(FIRST, first('with all the others'));
    await has(page, 'It began with all the others');
    const other = await page.context().newPage();
    await other.goto(site.url('articles/many-499.html'));
    await has(other, 'More of 499.');
    await wasNotReloaded(page);
  }, { files: { ...SITE, ...Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`content/articles/many-${i}.md`, article(`Number ${i}`, `Text of ${i}.`)])) } }));

  test('by git checkout', () => shown(async (page, site) => {
    const git = (...args) => {
      const { status, stderr } = spawnSync('git', ['-C', site.folder, '-c', 'user.name=x', '-c', 'user.email=x@example.org', '-c', 'commit.gpgsign=false', ...args], { encoding: 'utf8' });
      assert.equal(status, 0, stderr);
    };
    git('init', '-q', '-b', 'one');
    git('add', '-A');
    git('commit', '-q', '-m', 'one');
    git('checkout', '-q', '-b', 'two');
    for (let i = 0; i < 60; i++) site.put(`content/articles/of-two-${i}.md`, article(`Of two ${i}`, 'Text.'));
    site.put(FIRST, first('on the other branch'));
    await has(page, 'It began on the other branch');
    git('add', '-A');
    git('commit', '-q', '-m', 'two');
    git('checkout', '-q', 'one');
    await has(page, 'It began in the morning');
    git('checkout', '-q', 'two');
    await has(page, 'It began on the other branch');
    await wasNotReloaded(page);
  }));

  test('a link that leads round', { skip: process.platform === 'win32' }, () => shown(async (page, site) => {
    symlinkSync('..', site.path('content/articles/round'));
    await page.waitForFunction(() => /3 warnings/.test(document.querySelector('dateline-preview').shadowRoot.querySelector('.bar').textContent));
    site.put(FIRST, first('in spite of it'));
    await has(page, 'It began in spite of it');
  }));

  test('the content goes and comes back', () => shown(async (page, site) => {
    renameSync(site.path('content'), site.path('elsewhere'));
    await overlay(page, true);
    assert.ok((await page.locator('h1').innerText()).includes('The first day'));
    await page.reload();
    assert.ok((await page.locator('h1').innerText()).includes('The first day'));
    renameSync(site.path('elsewhere'), site.path('content'));
    await overlay(page, false);
    site.put(FIRST, first('again'));
    await has(page, 'It began again');
  }));
});

describe('the preview’s own parts are for everybody', () => {
  const broken = { ...SITE, 'content/articles/2020-09-30-broken.md': '---\ntitle: [\n---\n', 'content/conflicts/war.md': '---\nname: The war\nwhen: 2020-09-27/2020-11-10\nsides:\n  - {name: North, actors: [A]}\n  - {name: South, actors: [B]}\n---\n' };
  for (const { colorScheme, width } of [{ colorScheme: 'light', width: 1280 }, { colorScheme: 'dark', width: 320 }]) {
    for (const path of ['articles/third.html', 'index.html', '-/report.html', '-/diagnostics.html', 'nowhere.html']) {
      test(`axe, ${path}, ${colorScheme}, ${width} px`, () => shown(async (page) => {
        // The list of all mistakes is not covered by itself.
        if (path === '-/diagnostics.html') await inside(page, '.problems').click();
        await overlay(page, true);
        await page.evaluate(AXE);
        const { violations } = await page.evaluate((values) => globalThis.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] }), TAGS);
        none(violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => `${node.target.flat().join(' ')} ${node.failureSummary}`).join('; ')}`), `rules broken on ${path}`);
        const wide = await page.evaluate(() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth);
        assert.equal(wide, 0, 'it scrolls sideways');
        await page.emulateMedia({ media: 'print' });
        assert.equal(await inside(page, '.bar').isVisible(), false, 'paper has no bar');
      }, { files: broken, path, colorScheme, viewport: { width, height: 700 } }));
    }
  }

  test('from right to left', () => shown(async (page) => {
    assert.equal(await inside(page, '.bar').evaluate((bar) => getComputedStyle(bar).direction), 'ltr');
    assert.equal(await page.evaluate(() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth), 0);
  }, { files: { ...SITE, 'site.yaml': 'title: أرشيف\nlanguage: ar\n' }, viewport: { width: 320, height: 700 } }));

  test('the list of mistakes is filtered without scripts', () => shown(async (page, site) => {
    const plain = await browser.newContext({ javaScriptEnabled: false });
    const own = await plain.newPage();
    await own.goto(site.url('-/diagnostics.html'));
    const count = () => own.locator('.note:visible').count();
    assert.equal(await count(), 3);
    await own.getByRole('link', { name: 'Errors only' }).click();
    assert.equal(await count(), 1);
    assert.match(await own.locator('.note:visible').innerText(), /error/);
    await plain.close();
  }, { files: broken }));
});
