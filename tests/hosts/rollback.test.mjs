// Going back in object stores: by the versions that a bucket keeps, whole at every moment.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { crawl } from './lib/crawl.mjs';
import { numbers } from './lib/kills.mjs';
import { Site } from './lib/site.mjs';
import { STORES, VERSIONED } from './lib/stores.mjs';

const KILLS = Number(process.env.KILLS ?? 4);

for (const [name, open] of Object.entries(VERSIONED)) {
  describe(`going back at ${name}`, { concurrency: 1 }, () => {
    let store;
    let site;
    const publish = (args = []) => site.publish('bucket', ['--allow-deletes', '99', ...args], { env: store.env });
    const back = (args = [], options = {}) => {
      store.proxy.forget();
      return site.back('bucket', ['--allow-deletes', '99', ...args], { env: store.env, ...options });
    };
    const page = async (file) => (await store.get(file)).text();
    const whole = async () => assert.deepEqual((await crawl(store.get)).dead, []);
    const succeeds = async (run) => {
      const ended = await run;
      assert.equal(ended.code, 0, ended.all);
      return ended;
    };
    const isWrite = ({ method }) => method !== 'GET' && method !== 'HEAD';

    before(async () => {
      store = await open();
      site = new Site({ bucket: store.target });
    });
    after(async () => {
      site?.discard();
      await store?.stop();
    });

    test('after one publish there is nothing to go back to', async () => {
      await succeeds(publish());
      const run = await back();
      assert.equal(run.code, 2, run.all);
      assert.match(run.stderr, /no earlier release is kept there[^]*--from DIR/);
    });

    test('the release before comes back byte by byte, and what is newer goes', async () => {
      const was = await page('articles/ceasefire-3.html');
      const deleted = await page('articles/ceasefire-7.html');
      site.article(3, 'As it was written later.');
      site.remove(7);
      site.article(11, 'A new one.');
      await succeeds(publish());
      assert.equal((await store.get('articles/ceasefire-7.html')).status, 404);
      const look = await succeeds(back(['--dry-run']));
      assert.match(look.stderr, /2 {2}[^\n]*is there now\n[^]*1 {2}[^\n]*\+\d+ ~\d+ -\d+/);
      assert.match(look.stderr, /~ articles\/ceasefire-3\.html {2}Ceasefire agreed 3/);
      assert.equal(store.proxy.seen.filter(isWrite).length, 0);
      const run = await succeeds(back());
      assert.match(run.stderr, /back to release 1/);
      assert.equal(await page('articles/ceasefire-3.html'), was);
      assert.equal(await page('articles/ceasefire-7.html'), deleted);
      assert.equal((await store.get('articles/ceasefire-11.html')).status, 404);
      if (store.header) {
        const { headers } = await store.get('index.html');
        assert.equal(headers.get('content-type'), 'text/html; charset=utf-8');
      }
      await whole();
      const puts = store.proxy.seen.filter(({ method }) => method === 'PUT').map(({ url }) => decodeURIComponent(url));
      assert.ok(puts.at(-1).includes('.dateline/published.json'));
    });

    test('forth again, and on', async () => {
      await succeeds(back(['--rollback=2']));
      assert.match(await page('articles/ceasefire-3.html'), /As it was written later/);
      assert.match((await publish()).stderr, /nothing to publish/);
      site.article(3, 'As it was written at last.');
      store.proxy.forget();
      await succeeds(publish());
      assert.ok(store.proxy.count('PUT') <= 20, `${store.proxy.count('PUT')} puts`);
      assert.equal(store.proxy.count('GET'), 1);
      assert.match(await page('articles/ceasefire-3.html'), /at last/);
      await whole();
    });

    test('five releases are kept', async () => {
      for (const word of ['one', 'two', 'three']) {
        site.article(3, `As it was written in version ${word}.`);
        await succeeds(publish());
      }
      const { releases } = JSON.parse((await succeeds(back(['--dry-run', '--json']))).stdout);
      assert.deepEqual(releases.map(({ serial }) => serial), [7, 6, 5, 4, 3]);
      assert.equal((await store.get('.dateline/records/1.json')).status, 404);
      assert.equal((await store.get('.dateline/records/2.json')).status, 404);
      assert.equal((await store.get('.dateline/records/3.json')).status, 200);
    });

    test('if one version is gone nothing is touched', async () => {
      store.proxy.answer = ({ url }) => (/(versionId|generation)=/.test(url) && decodeURIComponent(url).includes('ceasefire-3') ? 404 : undefined);
      const run = await back();
      store.proxy.answer = undefined;
      assert.equal(run.code, 2, run.all);
      assert.match(run.stderr, /no longer has the version/);
      assert.equal(store.proxy.seen.filter(isWrite).length, 0);
    });

    test('a publish that was broken off is given up', async () => {
      const { serial } = await (await store.get('.dateline/published.json')).text().then(JSON.parse);
      const was = await page('articles/ceasefire-3.html');
      for (const n of site.articles.keys()) site.article(n, 'Broken off.');
      store.proxy.fault = ({ method, url }) => (method === 'PUT' && decodeURIComponent(url).includes('data/manifest') ? 'error' : undefined);
      const broken = await publish();
      store.proxy.fault = undefined;
      assert.equal(broken.code, 2, broken.all);
      assert.match(await page('articles/ceasefire-3.html'), /Broken off/);
      await succeeds(back([`--rollback=${serial}`]));
      assert.equal(await page('articles/ceasefire-3.html'), was);
      await whole();
    });

    test('what could not be deleted when going back is deleted by going back again, and no further', async () => {
      const was = await page('articles/ceasefire-3.html');
      site.article(3, 'Before it goes back.');
      site.article(15, 'A newer one.');
      await succeeds(publish());
      const isDeletion = ({ method, url }) => method === 'DELETE' || /[?&]delete/.test(url);
      store.proxy.fault = (request) => (isDeletion(request) && !request.url.includes('records') ? 'error' : undefined);
      const broken = await back();
      store.proxy.fault = undefined;
      assert.equal(broken.code, 2, broken.all);
      assert.match(broken.stderr, /cannot delete/);
      assert.equal(await page('articles/ceasefire-3.html'), was);
      assert.equal((await store.get('articles/ceasefire-15.html')).status, 200);
      await succeeds(back());
      assert.equal(await page('articles/ceasefire-3.html'), was);
      assert.equal((await store.get('articles/ceasefire-15.html')).status, 404);
      await whole();
    });

    test('killed in the middle of going back, the site is whole, and going back again completes it', async (t) => {
      const next = numbers(7);
      let killed = 0;
      for (let i = 0; i < KILLS; i++) {
        for (const n of site.articles.keys()) site.article(n, `Written in round ${i}, early.`);
        await succeeds(publish());
        for (const n of site.articles.keys()) site.article(n, `Written in round ${i}, late.`);
        await succeeds(publish());
        const kill = 1 + Math.floor(next() * 12);
        // After so many writes the process ends.
        let writes = 0;
        const stop = new AbortController();
        store.proxy.fault = (request) => {
          if (isWrite(request) && ++writes === kill) stop.abort();
          return undefined;
        };
        const run = await back([], { stop: stop.signal });
        store.proxy.fault = undefined;
        if (run.signal) killed++;
        await whole();
        if (run.signal) await succeeds(back());
        await whole();
        assert.match(await page('articles/ceasefire-3.html'), new RegExp(`round ${i}, early`));
        assert.match(await page('index.html'), /Ceasefire/);
      }
      t.diagnostic(`${killed} killed`);
      assert.ok(killed > 0);
    });
  });
}

test('a bucket without versions says how to keep them', async () => {
  const store = await STORES['s3s-fs']();
  const site = new Site({ bucket: store.target });
  try {
    for (const words of ['Early.', 'Late.']) {
      site.article(3, words);
      assert.equal((await site.publish('bucket', [], { env: store.env })).code, 0);
    }
    assert.ok(!store.proxy.seen.some(({ url }) => url.includes('/records/')));
    const run = await site.back('bucket', [], { env: store.env });
    assert.equal(run.code, 2, run.all);
    assert.match(run.stderr, /put-bucket-versioning --bucket site/);
  } finally {
    site.discard();
    await store.stop();
  }
});
