// Object stores: what a publish asks of them, what readers then find, what is refused.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { crawl } from './lib/crawl.mjs';
import { Site } from './lib/site.mjs';
import { STORES } from './lib/stores.mjs';

const RECORD = '.dateline/published.json';

for (const [name, open] of Object.entries(STORES)) {
  describe(name, { concurrency: 1 }, () => {
    let store;
    let site;
    const publish = async (args = [], env = store.env) => {
      store.proxy.forget();
      return site.publish('bucket', args, { env });
    };
    const succeeds = async (args) => {
      const run = await publish(args);
      assert.equal(run.code, 0, run.all);
      return run;
    };

    const styleOf = async () => (await (await store.get('index.html')).text()).match(/<link rel="stylesheet" href="(style[^"]*)"/)[1];

    before(async () => {
      store = await open();
      site = new Site({ bucket: store.target });
    });
    after(async () => {
      site?.discard();
      await store?.stop();
    });

    test('an empty folder and a foreign one are refused, and nothing is asked of the store', async () => {
      const empty = mkdtempSync(path.join(tmpdir(), 'dateline empty '));
      const run = await publish(['--from', empty]);
      rmSync(empty, { recursive: true });
      assert.equal(run.code, 2, run.all);
      assert.match(run.stderr, /no `data\/manifest.json`/);
      assert.equal(store.proxy.seen.length, 0);
    });

    test('the first publish puts every file, and the record last', async () => {
      const run = await succeeds();
      assert.match(run.stderr, /0 changed, 0 removed/);
      const puts = store.proxy.seen.filter(({ method }) => method === 'PUT').map(({ url }) => decodeURIComponent(url));
      assert.ok(puts.at(-1).endsWith(RECORD), puts.at(-1));
      const at = (file) => puts.findIndex((url) => url.split('?')[0].endsWith(`/news/${file}`));
      assert.ok(at('style.css') < at('articles/ceasefire-3.html') || at('style.css') >= 0);
      assert.ok(at('media/articles/2020/список.csv') >= 0, 'the real name is the key');
      assert.ok(at('index.html') > Math.max(...puts.map((url, i) => (/\/articles\/.*html$/.test(url) ? i : -1))), 'the home comes after the articles');
    });

    test('readers find every page, picture and style by the addresses that the pages write', async () => {
      const { dead, addresses } = await crawl(store.get);
      assert.deepEqual(dead, []);
      const found = addresses.map(decodeURIComponent).join('\n');
      for (const part of ['ցանկ 1.csv', 'список.csv', 'قائمة.csv', 'a b#%41~é.csv', 'media/photo-', 'tags/граница.html', 'actors/հայաստան.html']) assert.ok(found.includes(part), `${part} in\n${found}`);
    });

    test('a publish without a change reads one file and writes none', async () => {
      const run = await succeeds();
      assert.match(run.stderr, /nothing to publish/);
      assert.deepEqual(store.proxy.seen.map(({ method }) => method), ['GET']);
    });

    test('pages come with their type and how long they may be kept', async (t) => {
      if (!store.header) return t.diagnostic('asks every reader for a signature; moto has the same interface');
      const { headers } = await store.get('index.html');
      assert.equal(headers.get('content-type'), 'text/html; charset=utf-8');
      assert.match(headers.get('cache-control'), /max-age=60/);
      assert.equal(headers.get(store.header('x-content-type-options')), 'nosniff');
      const style = (await store.get(await styleOf())).headers;
      assert.equal(style.get('content-type'), 'text/css; charset=utf-8');
      assert.equal(style.get('cache-control'), 'public, max-age=31536000, immutable');
      assert.match((await store.get('style.css')).headers.get('cache-control'), /max-age=60/);
      return undefined;
    });

    test('one change puts what it changed and reads one file', async () => {
      site.article(3, 'As it was written later.');
      const run = await succeeds();
      assert.match(run.stderr, /~ articles\/ceasefire/);
      assert.equal(store.proxy.count('GET'), 1);
      assert.ok(store.proxy.count('PUT') <= 20, `${store.proxy.count('PUT')} puts`);
      assert.match(await (await store.get('articles/ceasefire-3.html')).text(), /As it was written later/);
    });

    test('what the site no longer has is deleted, after all that was put, and what is not the site\'s stays', async () => {
      site.remove(7);
      const refused = await publish();
      if (refused.code !== 0) assert.match(refused.stderr, /--allow-deletes/);
      const run = refused.code === 0 ? refused : await succeeds(['--allow-deletes', '20']);
      assert.match(run.all, /removed/);
      assert.equal((await store.get('articles/ceasefire-7.html')).status, 404);
      assert.deepEqual((await crawl(store.get)).dead, []);
      const { seen } = store.proxy;
      const isDeletion = ({ method, url }) => method === 'DELETE' || /[?&](delete|comp=batch)/.test(url);
      const pages = seen.findLastIndex(({ method, url }) => method === 'PUT' && !url.includes('published'));
      assert.ok(seen.findIndex(isDeletion) > pages, 'deletions come last');
    });

    test('of two publishers at once one is refused', async () => {
      const other = new Site({ bucket: store.target });
      try {
        site.article(2, 'By the first.');
        other.article(2, 'By the second.');
        // Slow enough for both to be at work.
        store.proxy.fault = ({ method }) => (method === 'PUT' ? 'delay' : undefined);
        const runs = await Promise.all([site, other].map((one) => one.publish('bucket', ['--allow-deletes', '99'], { env: store.env })));
        store.proxy.fault = undefined;
        const codes = runs.map((run) => run.code).sort();
        assert.deepEqual(codes, [0, 2], runs.map((run) => run.all).join('\n---\n'));
        assert.match(runs.find((run) => run.code === 2).stderr, /somebody else has published|another publish began/);
        const won = runs[0].code === 0 ? site : other;
        assert.match((await won.publish('bucket', [], { env: store.env })).stderr, /nothing to publish/);
        if (won === other) await site.publish('bucket', ['--allow-deletes', '99'], { env: store.env });
      } finally {
        other.discard();
      }
    });

    test('no secret is told, whatever fails', async () => {
      const wrong = Object.fromEntries(Object.entries(store.env).map(([key, value]) => [key, /SECRET/.test(key) ? 'anotherSecretOfTheTest' : value]));
      store.proxy.fault = () => 'error';
      const failed = await publish([], wrong);
      store.proxy.fault = undefined;
      const refused = await publish([], wrong);
      assert.equal(failed.code, 2, failed.all);
      for (const run of [failed, refused]) {
        for (const secret of [...store.secrets, 'anotherSecretOfTheTest', 'Signature', 'Credential=', 'sig=']) assert.ok(!run.all.includes(secret) || /SignatureDoesNotMatch/.test(run.all), `${secret} in ${run.all}`);
      }
    });

    test('a bucket that is not there is named', async (t) => {
      if (name === 's3s-fs' || name.includes('stand-in')) return t.diagnostic('makes a bucket of any name');
      const [kind] = Object.keys(store.target);
      const lost = new Site({ bucket: { ...store.target, [kind]: store.target[kind].replace('site', 'nowhere') } });
      const run = await lost.publish('bucket', [], { env: store.env });
      lost.discard();
      assert.equal(run.code, 2, run.all);
      assert.match(run.stderr, /there is no such bucket/);
      return undefined;
    });

    test('a site that another program put there is refused without --adopt', async () => {
      // Their home stands there, and no record.
      store.proxy.answer = ({ method, url }) => (method === 'GET' && decodeURIComponent(url).includes('published.json') ? 404 : undefined);
      const run = await publish(['--dry-run']);
      store.proxy.answer = undefined;
      assert.equal(run.code, 2, run.all);
      assert.match(run.stderr, /--adopt/);
    });

    test('a page that was read before a change of style still finds its own', async () => {
      const old = await styleOf();
      const before = await (await store.get(old)).text();
      site.write('static/style.css', 'body { color: red }\n');
      await succeeds();
      assert.notEqual(await styleOf(), old);
      assert.equal(await (await store.get(await styleOf())).text(), 'body { color: red }\n');
      assert.equal(await (await store.get(old)).text(), before);
      assert.match((await succeeds()).stderr, /nothing to publish/);
      site.discardFile('static/style.css');
      await succeeds();
      assert.equal(await styleOf(), old);
    });
  });
}
