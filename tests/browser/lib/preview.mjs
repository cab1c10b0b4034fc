// A preview of a site in a folder of its own, whose files the tests change.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DATELINE } from './root.mjs';

/** Starts `dateline serve`; `files` are the site's, by path. `keep` is a folder that is there already. */
export async function preview(files, { args = [], port = 0, keep = null } = {}) {
  const folder = keep ?? mkdtempSync(path.join(tmpdir(), 'dateline preview '));
  const self = {
    folder,
    origin: null,
    /** What was said at the terminal. */
    said: '',
    path: (file) => path.join(folder, file),
    put(file, content) {
      mkdirSync(path.dirname(self.path(file)), { recursive: true });
      writeFileSync(self.path(file), content);
    },
    url: (file) => `${self.origin}/${file.split('/').map(encodeURIComponent).join('/')}`,
    /** Ends it; the folder stays. */
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGINT');
        await ended;
      }
    },
    async remove() {
      await self.stop();
      rmSync(folder, { recursive: true, force: true });
    },
    /** Waits until those words are said at the terminal. */
    async hears(words, from = 0) {
      while (!self.said.slice(from).includes(words)) await more();
      return self.said.length;
    },
  };
  for (const [file, content] of Object.entries(files)) self.put(file, content);
  const child = spawn(DATELINE, ['serve', '--site', folder, '--port', String(port), '--now', '2024-01-01', '--editor', 'myeditor://{file}?l={line}&c={column}', ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  let waiting = [];
  const tell = () => {
    for (const resolve of waiting) resolve();
    waiting = [];
  };
  const more = () => new Promise((resolve, reject) => {
    if (child.exitCode !== null) reject(new Error(`the preview has ended:\n${self.said}`));
    const late = setTimeout(() => reject(new Error(`not said in 60 s:\n${self.said}`)), 60_000);
    waiting.push(() => {
      clearTimeout(late);
      resolve();
    });
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    self.said += text;
    tell();
  });
  child.once('exit', tell);
  await self.hears('(Ctrl-C ends it)');
  self.origin = /http:\/\/127\.0\.0\.1:\d+/.exec(self.said)[0];
  return self;
}
