// No violation of WCAG 2.2 AA or of the good practices that axe knows, on any kind of page, in light and dark.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';
import { representatives, REQUIRED } from './lib/kinds.mjs';
import { NAMES } from './lib/sites.mjs';
import { none, suite } from './lib/suite.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const WIDTHS = [1280, 360];

const site = suite();
// The mirror of the right-to-left site has nothing of its own to say here.
const pages = NAMES.filter((name) => name !== 'ltr').flatMap(representatives);

test('the sites show every kind of page', () => {
  const shown = new Set(pages.map(({ kind }) => kind));
  none(REQUIRED.filter((kind) => !shown.has(kind)), 'kinds of pages that no site shows');
});

for (const colorScheme of ['light', 'dark']) {
  describe(`axe, ${colorScheme}`, () => {
    for (const { name, kind, file } of pages) {
      test(`${kind}: ${name}/${file}`, () => site.page({ colorScheme }, async (page) => {
        // A redirect is judged as it stands, before the browser leaves it.
        if (kind === 'redirect') {
          await page.route('**/*.html', async (route) => {
            const response = await route.fetch();
            await route.fulfill({ response, body: (await response.text()).replace(/<meta http-equiv="refresh"[^>]*>/, '') });
          });
        }
        await page.goto(site.url(name, file));
        await page.evaluate(AXE);
        const problems = [];
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 800 });
          const { violations } = await page.evaluate((values) => globalThis.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] }), TAGS);
          for (const { id, impact, help, nodes } of violations) {
            for (const node of nodes.slice(0, 5)) {
              const why = node.failureSummary.split('\n').slice(1).map((line) => line.trim()).join('; ');
              problems.push(`${id} (${impact}, ${width} px wide): ${help}\n      at ${node.target.join(' ')}: ${node.html.slice(0, 200)}\n      ${why}`);
            }
            if (nodes.length > 5) problems.push(`${id}: and ${nodes.length - 5} more places`);
          }
        }
        none(problems, `accessibility problems on ${name}/${file} in ${colorScheme}`);
      }));
    }
  });
}
