// What every test file starts with: the sites on a server and one browser.
import { after, before } from 'node:test';
import { launch } from './browser.mjs';
import { serve } from './server.mjs';
import { folderOf, NAMES } from './sites.mjs';

/** Starts the server, and the browser unless `browser` is false, before the tests of a file, and stops them after. */
export function suite({ browser = true } = {}) {
  const self = {
    browser: null,
    origin: null,
    /** The address of a page. */
    url: (name, file) => `${self.origin}/${name}/${file.split('/').map(encodeURIComponent).join('/')}`,
    /** Runs `use` with a page of a context of its own. */
    async page(options, use) {
      const context = await self.browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce', ...options });
      context.setDefaultTimeout(20_000);
      try {
        return await use(await context.newPage(), context);
      } finally {
        await context.close();
      }
    },
  };
  let server;
  before(async () => {
    server = await serve(Object.fromEntries(NAMES.map((name) => [name, folderOf(name)])));
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
  const shown = problems.slice(0, 40).map((problem) => `  - ${problem}`);
  if (problems.length > 40) shown.push(`  … and ${problems.length - 40} more`);
  throw new Error(`${what}: ${problems.length}\n${shown.join('\n')}`);
}
