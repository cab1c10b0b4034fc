// Files for other programs in two that run in JavaScript: TimelineJS draws a slide for each event, ical.js reads each calendar.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import ICAL from 'ical.js';
import { folderOf, NAMES } from './lib/sites.mjs';
import { none, suite } from './lib/suite.mjs';

const site = suite();
const LIBRARY = path.join(path.dirname(fileURLToPath(import.meta.url)), 'node_modules/@knight-lab/timelinejs/dist');
const read = (file) => readFileSync(file, 'utf8');
const files = (name, pattern) => readdirSync(folderOf(name), { recursive: true }).map((file) => file.replaceAll('\\', '/')).filter((file) => pattern.test(file)).sort();

/** A page with nothing but a timeline, on an address that nobody has. */
const PAGE = `<!doctype html><meta charset="utf-8"><title>T</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/library/css/timeline.css"><div id="t" style="width:100%;height:600px"></div>
<script src="/library/js/timeline.js"></script>
<script>fetch('/data').then((data) => data.json()).then((data) => {
  window.drawn = new TL.Timeline('t', data, { script_path: '/library/js/', font: null, lang: 'en', hash_bookmark: false });
});</script>`;

/** Opens a file in TimelineJS; what it shows, and whatever it complains of. */
const timeline = (name, file) => site.page({}, async (page) => {
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(`${error}`));
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  await page.route('https://timeline.test/**', (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: PAGE });
    if (pathname === '/data') return route.fulfill({ path: path.join(folderOf(name), file), contentType: 'application/json' });
    const wanted = path.join(LIBRARY, pathname.replace('/library/', ''));
    return existsSync(wanted) ? route.fulfill({ path: wanted }) : route.fulfill({ status: 404 });
  });
  await page.goto('https://timeline.test/');
  await page.waitForSelector('.tl-storyslider .tl-slide', { state: 'attached' });
  await page.waitForFunction(() => window.drawn.ready);
  const shown = await page.evaluate(() => ({
    slides: document.querySelectorAll('.tl-slide').length,
    markers: document.querySelectorAll('.tl-timemarker').length,
    eras: document.querySelectorAll('.tl-timeera').length,
    message: document.querySelector('.tl-message-content')?.textContent ?? '',
  }));
  return { ...shown, complaints };
});

describe('TimelineJS', () => {
  for (const name of NAMES) {
    const all = files(name, /^data\/timelinejs\.json$/).concat(files(name, /^conflicts\/[^/]*\.timelinejs\.json$/).slice(0, 1));
    for (const file of all) {
      test(`draws ${name} ${file}`, async () => {
        const data = JSON.parse(read(path.join(folderOf(name), file)));
        const shown = await timeline(name, file);
        none(shown.complaints, `complaints about ${name} ${file}`);
        const title = data.title ? 1 : 0;
        assert.deepEqual(
          [shown.slides, shown.markers, shown.eras],
          [data.events.length + title, data.events.length, data.eras?.length ?? 0],
        );
      });
    }
  }
});

describe('ical.js', () => {
  for (const name of NAMES) {
    const all = files(name, /\.ics$/);
    if (all.length === 0) continue;
    test(`reads ${all.length} calendars of ${name}`, () => {
      const problems = [];
      for (const file of all) {
        const text = read(path.join(folderOf(name), file));
        const entries = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((entry) => new ICAL.Event(entry));
        const wanted = text.split('BEGIN:VEVENT').length - 1;
        if (entries.length !== wanted || wanted === 0) problems.push(`${file}: ${entries.length} of ${wanted}`);
        for (const entry of entries) {
          if (!entry.summary || !entry.uid) problems.push(`${file}: an entry without a title or id`);
          if (!entry.startDate.isDate || entry.startDate.compare(entry.endDate) >= 0) problems.push(`${file}: ${entry.uid}: from ${entry.startDate} to ${entry.endDate}`);
        }
      }
      none(problems, `calendars of ${name}`);
    });
  }
});
