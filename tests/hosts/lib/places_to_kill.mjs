// The targets whose publishes are killed: a bucket, folders, a git branch, another machine.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Site } from './site.mjs';
import { startSsh } from './ssh.mjs';
import { STORES } from './stores.mjs';

const type = (address) => ({ '.html': 'text/html', '.css': 'text/css', '.xml': 'application/xml' })[path.extname(address)];
const answer = (address, bytes) => ({ status: bytes === undefined ? 404 : 200, type: type(address), text: async () => bytes.toString() });

async function bucket() {
  const store = await STORES['s3s-fs']();
  const site = new Site({ to: store.target });
  return { site, view: () => store.get, env: store.env, stop: () => (site.discard(), store.stop()) };
}

/** What a web server would answer from a folder. */
export const from = (folder) => async (address) => {
  const file = path.join(folder, decodeURIComponent(address));
  return answer(address, statSync(file, { throwIfNoEntry: false })?.isFile() ? readFileSync(file) : undefined);
};

async function folder(more = {}) {
  const root = mkdtempSync(path.join(tmpdir(), 'dateline live '));
  const live = path.join(root, 'live');
  const site = new Site({ to: { folder: live, ...more } });
  return { site, view: () => from(live), env: {}, stop: () => (site.discard(), rmSync(root, { recursive: true })) };
}

async function machine(program) {
  const ssh = await startSsh();
  const site = new Site({ to: ssh.target(program) });
  return { site, view: () => from(ssh.root), env: {}, stop: () => (site.discard(), ssh.stop()) };
}

async function git() {
  const root = mkdtempSync(path.join(tmpdir(), 'dateline git '));
  execFileSync('git', ['init', '--quiet', '--bare', root]);
  const site = new Site({ to: { git: root, branch: 'web' } });
  // A push that has begun goes on when the publish is killed; one look is at one commit.
  const view = () => {
    const tip = execFileSync('git', ['--git-dir', root, 'rev-parse', 'web'], { encoding: 'utf8' }).trim();
    return async (address) => {
      try {
        return answer(address, execFileSync('git', ['--git-dir', root, 'cat-file', 'blob', `${tip}:${decodeURIComponent(address)}`], { stdio: ['ignore', 'pipe', 'ignore'] }));
      } catch {
        return answer(address, undefined);
      }
    };
  };
  return { site, view, env: {}, stop: () => (site.discard(), rmSync(root, { recursive: true })) };
}

/** Those of this machine, and those to which a publish takes seconds. */
export const PLACES = { bucket, folder: () => folder(), 'folder in place': () => folder({ in_place: true }), git };
export const FAR = { rsync: () => machine('rsync'), sftp: () => machine('sftp') };
