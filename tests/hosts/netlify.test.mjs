// Netlify's interface, by a stand-in made after its documentation: atomic deploys, only what lacks is sent, one of two is refused.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { crawl, over } from './lib/crawl.mjs';
import { startNetlify, TOKEN } from './lib/netlify.mjs';
import { Site } from './lib/site.mjs';

describe('Netlify', { concurrency: 1 }, () => {
  let server;
  let site;
  const publish = (args = [], env = { NETLIFY_AUTH_TOKEN: TOKEN }) => site.publish('site', args, { env });

  before(async () => {
    server = await startNetlify();
    site = new Site({ site: { netlify: 'news', endpoint: server.api } });
  });
  after(async () => {
    site?.discard();
    await server?.stop();
  });

  test('without a token, and with a wrong one, it is refused, and no token is told', async () => {
    const none = await publish([], {});
    assert.equal(none.code, 2);
    assert.match(none.stderr, /NETLIFY_AUTH_TOKEN/);
    const wrong = await publish([], { NETLIFY_AUTH_TOKEN: 'anotherTokenOfTheTest' });
    assert.equal(wrong.code, 2);
    assert.match(wrong.stderr, /401/);
    assert.doesNotMatch(wrong.all, /anotherTokenOfTheTest|nfp_/);
  });

  test('a broken-off deploy shows nothing, and the next one completes it', async () => {
    server.state.failPut = (n) => n > 10;
    const failed = await publish();
    server.state.failPut = undefined;
    assert.equal(failed.code, 2, failed.all);
    assert.match(failed.stderr, /could not be sent: cannot put/);
    assert.equal(server.state.live, undefined);
    const done = await publish();
    assert.equal(done.code, 0, done.all);
    const { dead, pages } = await crawl(over(`${server.home}/`));
    assert.deepEqual(dead, []);
    assert.ok(pages > 20);
  });

  test('without a change nothing is deployed; with one, what changed is sent', async () => {
    const { deploys, puts } = server.state;
    assert.match((await publish()).stderr, /nothing to publish/);
    assert.deepEqual([server.state.deploys, server.state.puts], [deploys, puts]);
    site.article(3, 'As it was written later.');
    assert.equal((await publish()).code, 0);
    assert.ok(server.state.puts - puts <= 20, `${server.state.puts - puts} puts`);
  });

  test('going back shows an earlier deploy again, and nothing is sent', async () => {
    const page = async () => (await fetch(`${server.home}/articles/ceasefire-3.html`)).text();
    const { live } = server.state;
    assert.match(await page(), /As it was written later/);
    const back = (args = []) => site.back('site', args, { env: { NETLIFY_AUTH_TOKEN: TOKEN } });
    const look = await back(['--dry-run']);
    assert.equal(look.code, 0, look.all);
    assert.match(look.stderr, /~ articles\/ceasefire-3\.html {2}Ceasefire agreed 3/);
    assert.equal(server.state.live, live);
    const { puts, deploys } = server.state;
    const run = await back();
    assert.equal(run.code, 0, run.all);
    assert.deepEqual([server.state.puts, server.state.deploys], [puts, deploys]);
    assert.match(await page(), /As it was first written/);
    const none = await back();
    assert.equal(none.code, 2, none.all);
    assert.match(none.stderr, /no release before 1 is kept\n[^]*name one of: 2/);
    const forth = await back(['--rollback=2']);
    assert.equal(forth.code, 0, forth.all);
    assert.match(await page(), /As it was written later/);
    assert.match((await publish()).stderr, /nothing to publish/);
    // What is published after going back takes the number, and what was gone back from is no longer before it.
    assert.equal((await back()).code, 0);
    site.article(3, 'As it was written instead.');
    assert.equal((await publish()).code, 0);
    assert.equal((await back()).code, 0);
    assert.match(await page(), /As it was first written/);
  });

  test('who is second is refused', async () => {
    const live = server.state.live;
    server.state.beforeShow = () => (server.state.live = 'd1');
    site.article(3, 'Too late.');
    const run = await publish();
    server.state.beforeShow = undefined;
    assert.equal(run.code, 2, run.all);
    assert.match(run.stderr, /somebody else has published/);
    assert.equal(server.state.live, 'd1');
    server.state.live = live;
  });
});
