// No violation of WCAG 2.2 AA or of the good practices that axe knows, on any kind of page, in light and dark.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';
import { representatives, REQUIRED } from './lib/kinds.mjs';
import { NAMES } from './lib/sites.mjs';
import { none, suite } from './lib/suite.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// Each colour scheme in a width of its own: both layouts are seen, and both schemes.
const LOOKS = [{ colorScheme: 'light', width: 1280 }, { colorScheme: 'dark', width: 360 }];

const site = suite();
// The mirror of the right-to-left site has nothing of its own to say here.
const pages = NAMES.filter((name) => name !== 'ltr').flatMap(representatives);

test('the sites show every kind of page', () => {
  const shown = new Set(pages.map(({ kind }) => kind));
  none(REQUIRED.filter((kind) => !shown.has(kind)), 'kinds of pages that no site shows');
});

for (const { colorScheme, width } of LOOKS) {
  describe(`axe, ${colorScheme}, ${width} px`, () => {
    for (const { name, kind, file } of pages) {
      test(`${kind}: ${name}/${file}`, () => site.page({ colorScheme, viewport: { width, height: 800 } }, async (page) => {
        // A redirect is judged as it stands, before the browser leaves it.
        if (kind === 'redirect') {
          await page.route('**/*.html', async (route) => {
            const response = await route.fetch();
            await route.fulfill({ response, body: (await response.text()).replace(/<meta http-equiv="refresh"[^>]*>/, '') });
          });
        }
        await page.goto(site.url(name, file));
        await page.evaluate(AXE);
        const { violations } = await page.evaluate((values) => globalThis.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] }), TAGS);
        const problems = violations.map(({ id, impact, help, nodes }) => {
          const places = nodes.slice(0, 4).map((node) => {
            const why = node.failureSummary.split('\n').slice(1).map((line) => line.trim()).join('; ');
            return `\n      at ${node.target.join(' ')}: ${node.html.slice(0, 160).replace(/\s+/g, ' ')}\n         ${why}`;
          });
          return `${id} (${impact}), ${nodes.length} times: ${help}${places.join('')}`;
        });
        none(problems, `rules broken on ${name}/${file} in ${colorScheme} at ${width} px`);
      }));
    }
  });
}
