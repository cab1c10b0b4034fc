// The browser: Debian's Chromium, driven by playwright-core.
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';

/** The program of $CHROMIUM, else the first Chromium of $PATH; without one the tests fail. */
export function executable() {
  const names = process.env.CHROMIUM ? [process.env.CHROMIUM] : ['chromium', 'chromium-browser', 'google-chrome'];
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  for (const name of names) {
    for (const file of name.includes('/') ? [name] : folders.map((folder) => path.join(folder, name))) {
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // The next one.
      }
    }
  }
  throw new Error(`no browser: looked for ${names.join(', ')} (install Debian's \`chromium\`, or name a program in $CHROMIUM)`);
}

/** Starts a browser with a new, empty profile, and with more arguments if it is given some. */
export function launch(more = []) {
  return chromium.launch({
    executablePath: executable(),
    headless: true,
    chromiumSandbox: process.getuid?.() !== 0,
    args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', ...more],
  });
}
