// Every link inside a site leads to something, over HTTP, as a visitor's browser would follow it.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { KNOWN } from './lib/content.mjs';
import { kindOf, pagesOf } from './lib/kinds.mjs';
import { NAMES } from './lib/sites.mjs';
import { none, published, suite } from './lib/suite.mjs';

const site = suite();
const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const decode = (text) => text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => (hex ? String.fromCodePoint(parseInt(hex, 16)) : decimal ? String.fromCodePoint(Number(decimal)) : (ENTITIES[name] ?? whole)));

/** The tags of a page, each with its attributes. */
function* tags(html) {
  const text = html.replace(/<!--[\s\S]*?-->/g, '').replace(/(<(script|style)\b[^>]*>)[\s\S]*?<\/\2>/gi, '$1');
  for (const [, tag, rest] of text.matchAll(/<([a-z][a-z0-9-]*)((?:\s+[^\s=>"']+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?)*)\s*\/?>/gi)) {
    const attributes = {};
    for (const [, name, double, single, bare] of rest.matchAll(/([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?/g)) attributes[name.toLowerCase()] = decode(double ?? single ?? bare ?? '');
    yield { tag: tag.toLowerCase(), attributes };
  }
}

/** The addresses that a page names, and its ids. */
function read(html) {
  const links = [];
  const ids = new Set();
  for (const { tag, attributes } of tags(html)) {
    if (attributes.id) ids.add(attributes.id);
    // Absolute addresses of the published site: not of this server.
    if (tag === 'link' && (attributes.rel === 'canonical' || attributes.hreflang || attributes.type === 'application/json+oembed')) continue;
    for (const name of ['href', 'src', 'poster', 'data']) if (attributes[name] !== undefined && tag !== 'base') links.push(attributes[name]);
    if (attributes.srcset) links.push(...attributes.srcset.split(',').map((part) => part.trim().split(/\s+/)[0]));
    const refresh = attributes['http-equiv']?.toLowerCase() === 'refresh' && /url=(.*)$/i.exec(attributes.content ?? '');
    if (refresh) links.push(refresh[1].replace(/^['"]|['"]$/g, ''));
  }
  return { links, ids };
}

for (const name of NAMES) {
  test(`every link of ${name} resolves, and every page is reached from the home page`, async () => {
    const fetched = new Map();
    const get = async (url) => {
      if (!fetched.has(url)) {
        const response = await fetch(url);
        const html = response.headers.get('content-type')?.startsWith('text/html');
        const page = html && response.ok ? read(await response.text()) : (await response.arrayBuffer(), null);
        fetched.set(url, { status: response.status, page });
      }
      return fetched.get(url);
    };
    const base = `${site.origin}/${name}/`;
    const home = `${base}index.html`;
    const address = published.find(([other]) => other === name)?.[1];
    const all = pagesOf(name).map((file) => site.url(name, file));
    const problems = [];
    const reached = new Set();
    const visit = async (start) => {
      const queue = [start];
      while (queue.length) {
        const url = queue.pop();
        if (reached.has(url)) continue;
        reached.add(url);
        const { page } = await get(url);
        if (!page) continue;
        for (const link of page.links) {
          const from = url.slice(base.length);
          if (link === '') problems.push(`${from}: an empty address`);
          if (/^(mailto|tel|data):/.test(link)) continue;
          if (link.startsWith('/')) problems.push(`${from}: ${link} is not relative, so it breaks below another path`);
          let target;
          try {
            target = new URL(link, url);
          } catch {
            problems.push(`${from}: ${link} is no address`);
            continue;
          }
          const own = address && target.href.startsWith(address);
          // Only the 404 page, which may stand at any address, names the site by its address of publication.
          if (own && from === '404.html') target = new URL(target.href.slice(address.length), base);
          else if (own) problems.push(`${from}: ${link} is not relative`);
          if (target.origin !== site.origin) continue;
          if (!target.pathname.startsWith(`/${name}/`)) {
            problems.push(`${from}: ${link} leaves the site's folder`);
            continue;
          }
          const fragment = decodeURIComponent(target.hash.slice(1));
          target.hash = '';
          if (target.pathname.endsWith('/')) problems.push(`${from}: ${link} names a folder, which opens no page from file://`);
          const { status, page: there } = await get(target.href);
          if (status !== 200) problems.push(`${from}: ${link} answers ${status}`);
          else if (fragment && there && !there.ids.has(fragment)) problems.push(`${from}: ${link} has no such id`);
          if (there) queue.push(target.href);
        }
      }
    };
    await visit(home);
    // An index of nothing is written all the same, and rightly not linked.
    const emptyIndex = (url) => /\/(actors)\/index\.html$/.test(url) && !all.some((other) => other.startsWith(url.replace('index.html', '')) && other !== url);
    const missed = all.filter((url) => !reached.has(url) && !emptyIndex(url)).map((url) => decodeURIComponent(url.slice(base.length))).filter((file) => !['404', 'redirect', 'retracted'].includes(kindOf(name, file)));
    for (const url of all) await visit(url);
    none(problems, `bad links of ${name}`);
    none(missed, `pages of ${name} that no link leads to`);
  });
}

describe('redirects', () => {
  for (const file of KNOWN.stress.redirects) {
    test(`${file} leads to the article`, () => site.page({}, async (page) => {
      await page.goto(site.url('stress', file), { waitUntil: 'commit' });
      await page.waitForURL(site.url('stress', KNOWN.stress.redirected));
      await page.locator('h1').waitFor();
    }));
  }
});

describe('permalinks', () => {
  for (const [name, file] of [['demo', 'timeline/index.html'], ['many', 'timeline/2020-05.html'], ['rtl', 'timeline/index.html']]) {
    test(`of ${name}/${file} bring their entry into view, under nothing`, () => site.page({}, async (page) => {
      await page.goto(site.url(name, file));
      const ids = await page.evaluate(() => [...document.querySelectorAll('main li a[href^="#"]')].map((a) => decodeURIComponent(a.hash.slice(1))));
      assert.ok(ids.length > 0, 'entries have permalinks');
      assert.equal(new Set(ids).size, ids.length, 'each entry has a permalink of its own');
      for (const id of [ids[0], ids[Math.floor(ids.length / 2)], ids.at(-1)]) {
        await page.goto('about:blank');
        await page.goto(`${site.url(name, file)}#${encodeURIComponent(id)}`);
        const seen = await page.evaluate((wanted) => {
          const entry = document.getElementById(wanted);
          const title = entry?.querySelector('h2, h3, h4, a[href]');
          if (!title) return { missing: true };
          const box = title.getBoundingClientRect();
          const top = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 12));
          return { target: document.querySelector(':target') === entry, top: box.top, bottom: box.bottom, height: innerHeight, free: top !== null && (entry.contains(top) || top.contains(title)), over: top?.outerHTML.slice(0, 100) };
        }, id);
        assert.ok(!seen.missing, `#${id} names an entry with a title`);
        assert.ok(seen.target, `#${id} is the target`);
        assert.ok(seen.top >= 0 && seen.top < seen.height, `#${id}: its title is at ${seen.top} of ${seen.height} px`);
        assert.ok(seen.free, `#${id}: its title is covered by ${seen.over}`);
      }
    }));
  }
});
