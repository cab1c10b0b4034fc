// Another machine, by rsync and by sftp: what arrives, what goes, what stays, and what a broken-off publish leaves.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { crawl } from './lib/crawl.mjs';
import { killed } from './lib/kills.mjs';
import { FAR, from } from './lib/places_to_kill.mjs';
import { Site } from './lib/site.mjs';
import { startSsh } from './lib/ssh.mjs';

const KILLS = Number(process.env.KILLS ?? 3);

for (const program of ['rsync', 'sftp']) {
  describe(program, { concurrency: 1 }, () => {
    let ssh;
    let site;
    const publish = (args = []) => site.publish('box', args);
    const succeeds = async (args) => {
      const run = await publish(args);
      assert.equal(run.code, 0, run.all);
      return run;
    };
    const at = (file) => path.join(ssh.root, file);
    const text = (file) => readFileSync(at(file), 'utf8');
    const whole = async () => assert.deepEqual((await crawl(from(ssh.root))).dead, []);
    /** What must not be left lying about. */
    const left = () => readdirSync(ssh.root, { recursive: true }).map(String).filter((file) => /\.part$|~tmp~|\.dateline\/lock$/.test(file));

    before(async () => {
      ssh = await startSsh();
      site = new Site({ box: ssh.target(program) });
    });
    after(async () => {
      site?.discard();
      await ssh?.stop();
    });

    test('the first publish fills the folder, names of every script among them', async () => {
      site.write('content/articles/2020/"quoted" \'name\' $x.md', '---\ntitle: A hard name\npublished: 2020-11-30\n---\nWords.\n');
      // What a killed publish may have left on this machine is not taken for what is there.
      await succeeds(['--dry-run']);
      const [own] = readdirSync(path.join(site.folder, '.dateline/publish'));
      for (let n = 0; n < 30; n++) writeFileSync(path.join(site.folder, '.dateline/publish', own, `remote/got-${n}`), 'of before');
      await succeeds();
      const { dead, addresses } = await crawl(from(ssh.root));
      assert.deepEqual(dead, []);
      const found = addresses.map(decodeURIComponent).join('\n');
      for (const part of ['ցանկ 1.csv', 'список.csv', 'قائمة.csv', 'a b#%41~é.csv', 'media/photo-', 'actors/հայաստան.html']) assert.ok(found.includes(part), `${part} in\n${found}`);
      assert.deepEqual(left(), []);
      assert.match((await succeeds()).stderr, /nothing to publish/);
    });

    test('what changed is exchanged, what is gone goes, and what is not the site\'s stays', async () => {
      mkdirSync(at('articles/theirs'), { recursive: true });
      writeFileSync(at('articles/theirs/note.txt'), 'of somebody else');
      writeFileSync(at('own.txt'), 'of somebody else');
      site.article(3, 'As it was written later.');
      site.remove(7);
      await succeeds(['--allow-deletes', '20']);
      assert.match(text('articles/ceasefire-3.html'), /As it was written later/);
      assert.ok(!existsSync(at('articles/ceasefire-7.html')));
      assert.equal(text('articles/theirs/note.txt') + text('own.txt'), 'of somebody else'.repeat(2));
      await whole();
      assert.deepEqual(left(), []);
    });

    test('a lock that was left is waited for and taken away', async (t) => {
      // It takes its time, and is the same with both.
      if (program === 'rsync') return t.diagnostic('tried with sftp');
      mkdirSync(at('.dateline/lock'));
      site.article(3, 'As it was written after the lock.');
      await succeeds();
      assert.match(text('articles/ceasefire-3.html'), /after the lock/);
      assert.deepEqual(left(), []);
      return undefined;
    });

    test('of two at once one is refused', async () => {
      const other = new Site({ box: ssh.target(program) });
      try {
        site.article(2, 'By the first.');
        other.article(2, 'By the second.');
        const runs = await Promise.all([site, other].map((one) => one.publish('box', ['--allow-deletes', '99'])));
        const refused = runs.filter((run) => run.code !== 0);
        // One that begins after the other has ended is none at once.
        for (const run of refused) assert.match(run.stderr, /somebody else has published|another publish began/);
        assert.ok(refused.length < 2, runs.map((run) => run.all).join('\n---\n'));
        await whole();
      } finally {
        other.discard();
      }
      await succeeds(['--allow-deletes', '99']);
      assert.match(text(`articles/${'الحرب'}-2.html`), /By the first/);
    });

    test('a folder that cannot be written to, and a machine that does not know us, are named', async () => {
      writeFileSync(path.join(path.dirname(ssh.root), 'plain'), '');
      const lost = new Site({ box: { ...ssh.target(program), [program]: `box:${path.dirname(ssh.root)}/plain/www` } });
      const strange = new Site({ box: { ...ssh.target(program), [program]: 'nobody@box:/x' } });
      try {
        const run = await lost.publish('box');
        assert.equal(run.code, 2, run.all);
        assert.match(run.stderr, /cannot create \S*plain\/www\/.dateline\/lock/);
        const refused = await strange.publish('box');
        assert.equal(refused.code, 2, refused.all);
        assert.match(refused.stderr, /Permission denied|must work without a question/);
      } finally {
        lost.discard();
        strange.discard();
      }
    });

    test('packed copies say the same as what they stand beside, and go with it', async () => {
      const root = path.join(path.dirname(ssh.root), 'packed');
      const packed = new Site({ box: { ...ssh.target(program), [program]: `box:${root}`, precompress: true } });
      const unpack = { '.gz': gunzipSync, '.br': brotliDecompressSync };
      const copies = () => {
        const all = readdirSync(root, { recursive: true }).map(String).filter((file) => unpack[path.extname(file)]);
        for (const file of all) {
          const plain = readFileSync(path.join(root, file.slice(0, -3)));
          assert.ok(unpack[path.extname(file)](readFileSync(path.join(root, file))).equals(plain), file);
        }
        return all;
      };
      const goes = async (args = []) => {
        const run = await packed.publish('box', args);
        assert.equal(run.code, 0, run.all);
      };
      try {
        await goes();
        assert.ok(copies().includes('articles/ceasefire-3.html.br') && copies().includes('index.html.gz'));
        const before = readFileSync(path.join(root, 'articles/ceasefire-3.html.gz'));
        packed.article(3, 'As it was written later.');
        packed.remove(7);
        await goes(['--allow-deletes', '20']);
        assert.ok(!before.equals(readFileSync(path.join(root, 'articles/ceasefire-3.html.gz'))));
        assert.ok(!copies().some((file) => file.includes('ceasefire-7')));
      } finally {
        packed.discard();
      }
    });

    test('it keeps nothing to go back to', async () => {
      const run = await site.back('box');
      assert.equal(run.code, 2, run.all);
      assert.match(run.stderr, /keeps no earlier releases[^]*--from DIR/);
    });

    test('killed at any moment it leaves a whole site', async (t) => {
      const place = await FAR[program]();
      try {
        const first = await place.site.publish('to');
        assert.equal(first.code, 0, first.all);
        const found = await killed(place.site, 'to', place.view, { kills: KILLS });
        t.diagnostic(`${found.killed} killed, ${found.through} came through`);
        assert.deepEqual(found.dead, []);
        assert.deepEqual(found.incomplete, []);
        assert.ok(found.killed > 0);
      } finally {
        await place.stop();
      }
    });
  });
}
