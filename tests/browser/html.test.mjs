// The HTML of every page is valid as it is sent, and small.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';
import { pagesOf, representatives } from './lib/kinds.mjs';
import { filesOf, folderOf, NAMES } from './lib/sites.mjs';
import { none } from './lib/suite.mjs';

const config = {
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    // A headline is as long as its author made it; cutting it would hide what it says.
    'long-title': 'off',
    // HTML reads the doctype in either case.
    'doctype-style': 'off',
    // An id may be anything without blanks: slugs, which may begin with a digit, are those of entries.
    'valid-id': ['error', { relaxed: true }],
    // Void elements are written as the standard writes them: `<br>`. Said here because the default is free to change.
    'void-style': ['error', { style: 'omit' }],
    // Styles in attributes are what a content security policy forbids first.
    'no-inline-style': 'error',
  },
};
const validator = new HtmlValidate(new FileSystemConfigLoader([], config));

for (const name of NAMES) {
  // Of 700 pages alike one of each kind will do, and of the demonstration's editions the first and one more.
  const seen = pagesOf(name).filter((file) => name !== 'demo' || !/^(az|ru)\//.test(file));
  const chosen = name === 'many' ? representatives(name).map(({ file }) => file) : seen;
  test(`the HTML of ${name} is valid (${chosen.length} pages)`, async () => {
    const byProblem = new Map();
    for (const file of chosen) {
      const report = await validator.validateString(readFileSync(path.join(folderOf(name), file), 'utf8'), file);
      for (const { ruleId, message, line, column, selector } of report.results.flatMap((result) => result.messages)) {
        const problem = `${ruleId}: ${message}`;
        byProblem.set(problem, [...(byProblem.get(problem) ?? []), `${file}:${line}:${column} ${selector ?? ''}`]);
      }
    }
    none([...byProblem].map(([problem, places]) => `${problem}\n      at ${places[0]}${places.length > 1 ? ` and ${places.length - 1} more places` : ''}`), `problems in the HTML of ${name}`);
  });
}

describe('weight', () => {
  test('no page of the demonstration is over 150 000 letters, or 36 KB compressed', () => {
    // A letter is one byte in some scripts and two or three in others; readers are sent what is left of them.
    const sizes = pagesOf('demo').map((file) => [file, readFileSync(path.join(folderOf('demo'), file), 'utf8')]);
    const heavy = sizes.filter(([, page]) => page.length > 150_000 || gzipSync(page, { level: 9 }).length > 36_000);
    none(heavy.map(([file, page]) => `${file} has ${page.length} letters`), 'heavy pages');
  });

  test('the style sheets of a page are under 16 KB when compressed, those of an article under 13', () => {
    const packed = new Map();
    const size = (file) => packed.get(file) ?? packed.set(file, gzipSync(readFileSync(path.join(folderOf('demo'), file)), { level: 9 }).length).get(file);
    const heavy = [];
    let seen = 0;
    for (const file of pagesOf('demo')) {
      const page = readFileSync(path.join(folderOf('demo'), file), 'utf8');
      // The page for unknown addresses names them from anywhere.
      const styles = [...page.matchAll(/<link rel="stylesheet" href="(?!https:)([^"]+)"/g)].map(([, href]) => path.join(path.dirname(file), href));
      seen = Math.max(seen, styles.length);
      const bytes = styles.reduce((sum, style) => sum + size(style), 0);
      if (bytes > (/(^|\/)articles\//.test(file) ? 13_000 : 16_000)) heavy.push(`${file}: ${styles.join(', ')}: ${bytes} bytes`);
    }
    assert.ok(seen > 1, 'pages name style sheets');
    none(heavy, 'pages with heavy style sheets');
  });
});

test('the scripts of the pages and of the timeline are under 18 KB when compressed', () => {
  const bytes = ['base.js', 'explorer.js', 'filter.js'].reduce((sum, file) => sum + gzipSync(readFileSync(path.join(folderOf('demo'), file)), { level: 9 }).length, 0);
  assert.ok(bytes < 18_000, `${bytes} bytes`);
});

test('the demonstration is complete', () => {
  const count = (folder) => pagesOf('demo').filter((file) => file.startsWith(`${folder}/`) && !file.endsWith('/index.html')).length;
  for (const [folder, least] of Object.entries({ articles: 30, actors: 30, places: 20, tags: 10 })) {
    assert.ok(count(folder) >= least, `${count(folder)} ${folder}, at least ${least} expected`);
  }
  for (const file of ['index.html', '404.html', 'timeline/index.html', 'actors/index.html', 'about.html', 'method.html', 'feed.xml', 'sitemap.xml', 'robots.txt']) {
    assert.ok(filesOf('demo').includes(file), `${file} is missing`);
  }
});
