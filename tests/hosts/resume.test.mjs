// A publish that was broken off is completed without putting again what is there, unless somebody else came in between.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { crawl } from './lib/crawl.mjs';
import { Site } from './lib/site.mjs';
import { VERSIONED } from './lib/stores.mjs';

const RECORD = '.dateline/published.json';

for (const [name, open] of Object.entries(VERSIONED)) {
  describe(`completing at ${name}`, { concurrency: 1 }, () => {
    let store;
    let site;
    let round = 0;
    const change = (one) => {
      round++;
      for (const i of one.articles.keys()) one.article(i, `As it was written in round ${round}.`);
    };
    const publish = (one = site, args = []) => {
      store.proxy.forget();
      return one.publish('bucket', args, { env: store.env });
    };
    const succeeds = async (run) => {
      const ended = await run;
      assert.equal(ended.code, 0, ended.all);
      return ended;
    };
    /** A publish that cannot put one file, and so ends before the record. */
    const breaks = async (file, fault = 'error') => {
      store.proxy.fault = ({ method, url }) => (method === 'PUT' && decodeURIComponent(url).includes(file) ? fault : undefined);
      const run = await publish();
      store.proxy.fault = undefined;
      assert.equal(run.code, 2, run.all);
      return new Set(puts());
    };
    const puts = () => store.proxy.seen.filter(({ method }) => method === 'PUT').map(({ url }) => decodeURIComponent(url).split('?')[0].split('/news/')[1]).filter((file) => file !== RECORD && !file.includes('/records/'));
    const page = async (file) => (await store.get(file)).text();

    before(async () => {
      store = await open();
      site = new Site({ bucket: store.target });
      await succeeds(publish());
    });
    after(async () => {
      site?.discard();
      await store?.stop();
    });

    test('only what is not there yet is put', async (t) => {
      change(site);
      const first = await breaks('articles/ceasefire-3.html');
      assert.ok(first.size >= 8, [...first].join());
      const whole = await succeeds(publish());
      const second = puts();
      assert.ok(second.includes('articles/ceasefire-3.html'));
      const again = second.filter((file) => first.has(file) && !file.includes('ceasefire-3'));
      assert.deepEqual(again, []);
      t.diagnostic(`${first.size} puts before, ${second.length} after`);
      assert.match(whole.stderr, /changed/);
      for (const i of [0, 3, 7]) assert.match(await page(`articles/${['Պատերազմ', 'Война', 'الحرب', 'ceasefire'][i % 4].toLowerCase()}-${i}.html`), new RegExp(`round ${round}`));
      assert.deepEqual((await crawl(store.get)).dead, []);
      assert.match((await publish()).stderr, /nothing to publish/);
    });

    test('the versions of what was put before the break are known for going back', async () => {
      const was = round;
      change(site);
      await succeeds(publish());
      await succeeds(site.back('bucket', [], { env: store.env }));
      assert.match(await page('articles/ceasefire-3.html'), new RegExp(`round ${was}\\.`));
      await succeeds(publish());
    });

    test('after somebody else has published, everything is put', async () => {
      change(site);
      const first = await breaks('data/manifest');
      const other = new Site({ bucket: store.target });
      try {
        await succeeds(publish(other, ['--take-over', '--allow-deletes', '99']));
      } finally {
        other.discard();
      }
      assert.doesNotMatch(await page('articles/ceasefire-3.html'), /round/);
      await succeeds(publish());
      const second = new Set(puts());
      for (const file of first) assert.ok(second.has(file), file);
      assert.match(await page('articles/ceasefire-3.html'), new RegExp(`round ${round}\\.`));
    });

    test('what was overwritten without an answer is put again', async () => {
      // Round n is put; n + 1 is put over it and never answered for; then n is wanted again.
      change(site);
      const wanted = round;
      await breaks('data/manifest');
      change(site);
      await breaks('articles/ceasefire-3.html', 'lose');
      assert.match(await page('articles/ceasefire-3.html'), new RegExp(`round ${round}\\.`));
      for (const i of site.articles.keys()) site.article(i, `As it was written in round ${wanted}.`);
      await succeeds(publish());
      assert.match(await page('articles/ceasefire-3.html'), new RegExp(`round ${wanted}\\.`));
      assert.deepEqual((await crawl(store.get)).dead, []);
    });
  });
}
