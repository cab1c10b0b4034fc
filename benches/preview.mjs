// Times the preview in Chromium: `DATELINE=target/release/dateline node benches/preview.mjs SITE [EDITS]`.
//
// A page of an article is open while a sentence of its file is changed, again and again; the time runs from the file's
// change to the frame in which the new words are shown. SITE is the folder of a site whose files may be written. Its
// packages are those of tests/browser.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(new URL('../tests/browser/', import.meta.url));
const { chromium } = require('playwright-core');
const [site, edits = '20'] = process.argv.slice(2);
const port = 4799;
const origin = `http://127.0.0.1:${port}`;

const begun = Date.now();
const server = spawn(process.env.DATELINE ?? 'dateline', ['serve', '--site', site, '--port', String(port), '--format', 'short'], { stdio: 'ignore' });
process.on('exit', () => server.kill());
const memory = () => Math.round(Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${server.pid}/status`, 'utf8'))[1]) / 1024);

const get = async (address) => {
  for (;;) {
    try {
      return await (await fetch(origin + address)).text();
    } catch {
      await new Promise((done) => setTimeout(done, 2));
    }
  }
};
await get('/');
console.log(`first page after ${Date.now() - begun} ms, ${memory()} MB`);

const articles = fs.readdirSync(path.join(site, 'content/articles'), { recursive: true }).filter((name) => name.endsWith('.md')).sort();
const file = path.join(site, 'content/articles', articles[Math.floor(articles.length / 2)]);
const slug = path.basename(file, '.md').replace(/^\d{4}-\d\d-\d\d-/, '');
const text = fs.readFileSync(file, 'utf8');

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', chromiumSandbox: false, args: ['--disable-gpu'] });
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
await page.goto(`${origin}/articles/${slug}.html`);
await page.waitForFunction(() => document.querySelector('dateline-preview')?.dataset.number);

const measure = async (what, changed) => {
  const times = [];
  for (let n = 0; n < Number(edits); n += 1) {
    const words = `edited ${what} ${n} times`;
    const shown = page.evaluate((wanted) => new Promise((done) => {
      const look = () => document.body.textContent.includes(wanted) && (observer.disconnect(), requestAnimationFrame(() => done(Date.now())));
      const observer = new MutationObserver(look);
      observer.observe(document.body, { subtree: true, childList: true, characterData: true });
      look();
    }), words);
    await page.evaluate(() => 0);
    const started = Date.now();
    fs.writeFileSync(file, changed(words));
    times.push((await shown) - started);
    await new Promise((done) => setTimeout(done, 250));
  }
  times.sort((a, b) => a - b);
  console.log(`${what}: median ${times[times.length >> 1]} ms, worst of ${times.length} ${times.at(-1)} ms, ${memory()} MB`);
};
try {
  await measure('text', (words) => `${text}\n\nA sentence ${words}.\n`);
  await measure('title', (words) => text.replace(/^title: .*$/m, `title: Report ${words}`));
} finally {
  fs.writeFileSync(file, text);
  await browser.close();
}
server.kill('SIGINT');
