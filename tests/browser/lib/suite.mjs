// What every test file starts with: the sites on a server and one browser.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { after, before } from 'node:test';
import { launch } from './browser.mjs';
import { serve } from './server.mjs';
import { baseOf, folderOf, NAMES } from './sites.mjs';

/** The names and addresses of the sites that say where they are published. */
export const published = NAMES.map((name) => [name, baseOf(name)]).filter(([, base]) => base);

/** Starts the server, and the browser unless `browser` is false, before the tests of a file, and stops them after. `large`
    names sites that are made for this file only. */
export function suite({ browser = true, large = [] } = {}) {
  const self = {
    browser: null,
    origin: null,
    /** The address of a page. */
    url: (name, file) => `${self.origin}/${name}/${file.split('/').map(encodeURIComponent).join('/')}`,
    /** Runs `use` with the page of the context with or without scripts: as good as new, but it need not be opened anew. */
    async page({ javaScriptEnabled = true, viewport = { width: 1280, height: 800 }, colorScheme = 'light' }, use) {
      contexts[javaScriptEnabled] ??= open(javaScriptEnabled);
      const context = await contexts[javaScriptEnabled];
      const page = context.pages()[0] ?? await context.newPage();
      try {
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme, media: 'screen' });
        const result = await use(page, context);
        page.removeAllListeners();
        await page.unrouteAll();
        return result;
      } catch (error) {
        // Whatever state it is in, the next test does not inherit it.
        delete contexts[javaScriptEnabled];
        await context.close();
        throw error;
      }
    },
  };
  const contexts = {};
  let server;
  const open = async (javaScriptEnabled) => {
    const context = await self.browser.newContext({ javaScriptEnabled, reducedMotion: 'reduce' });
    context.setDefaultTimeout(30_000);
    // The 404 page may stand at any address, so it names its style and links by the address of publication.
    for (const [name, base] of published) {
      await context.route((url) => url.href.startsWith(base), (route) => {
        const file = path.join(folderOf(name), decodeURIComponent(new URL(route.request().url()).pathname.slice(new URL(base).pathname.length)));
        return existsSync(file) ? route.fulfill({ path: file }) : route.fulfill({ status: 404 });
      });
    }
    return context;
  };
  before(async () => {
    server = await serve(Object.fromEntries([...NAMES, ...large].map((name) => [name, folderOf(name)])));
    self.origin = server.origin;
    if (browser) self.browser = await launch();
  });
  after(async () => {
    await self.browser?.close();
    await server?.close();
  });
  return self;
}

/** Fails with all problems at once, one a line. */
export function none(problems, what) {
  if (problems.length === 0) return;
  const shown = problems.slice(0, 12).map((problem) => `  - ${problem}`);
  if (problems.length > 12) shown.push(`  … and ${problems.length - 12} more`);
  throw new Error(`${what}: ${problems.length}\n${shown.join('\n')}`);
}
