// A publish that is killed at any moment leaves a whole site, old or new; the next one completes it. `KILLS=50 node run.mjs kills.test.mjs` and
// `node kills.mjs 200` do more.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { killed } from './lib/kills.mjs';
import { PLACES } from './lib/places_to_kill.mjs';

describe('killed publishes', { concurrency: 1 }, () => {
  for (const [name, open] of Object.entries(PLACES)) {
    test(name, async (t) => {
      const place = await open();
      try {
        const first = await place.site.publish('to', [], { env: place.env });
        assert.equal(first.code, 0, first.all);
        const found = await killed(place.site, 'to', place.view, { kills: Number(process.env.KILLS ?? 9), env: place.env });
        t.diagnostic(`${found.killed} killed, ${found.through} came through`);
        assert.deepEqual(found.dead, []);
        assert.deepEqual(found.incomplete, []);
        assert.ok(found.killed > 0);
      } finally {
        await place.stop();
      }
    });
  }
});
