// A network that fails: whatever it does, a publish completes or names every file that failed, readers never meet a dead link, and
// the next publish completes it.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { crawl } from './lib/crawl.mjs';
import { Site } from './lib/site.mjs';
import { STORES } from './lib/stores.mjs';

const FAULTS = ['error', 'drop', 'cut', 'lose', 'half', 'delay'];

describe('faults before an S3 server', { concurrency: 1 }, () => {
  let store;
  let site;
  let round = 0;
  const publish = () => site.publish('bucket', [], { env: store.env });
  const change = () => {
    round++;
    for (const i of site.articles.keys()) site.article(i, `As it was written in round ${round}.`);
  };
  const whole = async () => assert.deepEqual((await crawl(store.get)).dead, []);

  before(async () => {
    store = await STORES['s3s-fs']();
    site = new Site({ bucket: store.target });
    const first = await publish();
    assert.equal(first.code, 0, first.all);
  });
  after(async () => {
    site?.discard();
    await store?.stop();
  });

  for (const fault of FAULTS) {
    for (const every of [2, 5]) {
      test(`${fault}, every ${every}${every === 2 ? 'nd' : 'th'} request`, async () => {
        change();
        store.proxy.fault = (_, n) => (n % every === 0 ? fault : undefined);
        const run = await publish();
        store.proxy.fault = undefined;
        await whole();
        if (run.code !== 0) {
          assert.equal(run.code, 2, run.all);
          assert.match(run.stderr, /error: cannot (put|read|write|delete) s3:\/\/site\/news/);
          const next = await publish();
          assert.equal(next.code, 0, next.all);
        }
        await whole();
        assert.match(await (await store.get('articles/ceasefire-3.html')).text(), new RegExp(`round ${round}\\.`));
        assert.match((await publish()).stderr, /nothing to publish/);
      });
    }
  }

  test('one file that never arrives is named, and nothing that comes after it is shown', async () => {
    change();
    store.proxy.fault = ({ method, url }) => (method === 'PUT' && url.includes('ceasefire-3') ? 'error' : undefined);
    const run = await publish();
    store.proxy.fault = undefined;
    assert.equal(run.code, 2, run.all);
    assert.match(run.stderr, /cannot put s3:\/\/site\/news\/articles\/ceasefire-3\.html: the server failed \(503 ServiceUnavailable\)/);
    assert.match(run.stderr, /1 file failed/);
    await whole();
    assert.equal((await publish()).code, 0);
  });

  test('what a broken-off publish put and the next one does not want is put right', async () => {
    // Round n is put and lost before the record; then the site goes back to what the record says.
    change();
    const was = new Map([...site.articles.keys()].map((i) => [i, round]));
    assert.equal((await publish()).code, 0);
    const kept = round;
    change();
    store.proxy.fault = ({ method, url }) => (method === 'PUT' && /data\/manifest/.test(decodeURIComponent(url)) ? 'error' : undefined);
    assert.equal((await publish()).code, 2);
    store.proxy.fault = undefined;
    for (const i of was.keys()) site.article(i, `As it was written in round ${kept}.`);
    const back = await publish();
    assert.equal(back.code, 0, back.all);
    assert.match(await (await store.get('articles/ceasefire-3.html')).text(), new RegExp(`round ${kept}\\.`));
  });
});
