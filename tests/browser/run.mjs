// Builds every site once and runs the test files on them: `node run.mjs [FILE…]`.
// $DATELINE is the binary, $DATELINE_DEMO the demonstration if it is built already, $CHROMIUM the browser.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { executable } from './lib/browser.mjs';
import { buildAll, version } from './lib/sites.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'dateline browser '));
let status = 1;
try {
  console.log(`${version()}, ${executable()}, node ${process.version}`);
  buildAll(folder);
  const chosen = process.argv.slice(2);
  const files = chosen.length ? chosen.map((file) => path.resolve(file)) : readdirSync(here).filter((file) => file.endsWith('.test.mjs')).sort().map((file) => path.join(here, file));
  // What measures a page has the machine to itself.
  const alone = files.filter((file) => path.basename(file) === 'lighthouse.test.mjs');
  const together = files.filter((file) => !alone.includes(file));
  const run = (some, concurrency) => {
    if (some.length === 0) return 0;
    const args = ['--test', '--test-reporter=spec', `--test-concurrency=${concurrency}`, '--test-timeout=600000', ...some];
    return spawnSync(process.execPath, args, { cwd: here, stdio: 'inherit', env: { ...process.env, DATELINE_SITES: folder } }).status ?? 1;
  };
  status = Math.max(run(together, 2), run(alone, 1));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = status;
