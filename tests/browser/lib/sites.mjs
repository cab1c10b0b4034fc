// Builds the sites under test: the repository's demonstration and the generated ones.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { huge, SITES } from './content.mjs';
import { DATELINE, REPOSITORY } from './root.mjs';

/** The names of the sites: `demo` is the repository's own. */
export const NAMES = ['demo', ...Object.keys(SITES)];

/** Sites that take long: made for the tests that ask for them, and not visited by those that visit every page. */
const LARGE = { huge };

/** Builds every site below `folder`; a demonstration that is built already is given by $DATELINE_DEMO. */
export function buildAll(folder) {
  for (const name of NAMES) build(name, folder);
}

function build(name, folder) {
  const output = path.join(folder, name);
  if (name === 'demo') {
    if (!process.env.DATELINE_DEMO) run(REPOSITORY, output);
    return;
  }
  const source = path.join(folder, `${name}.source`);
  for (const [file, content] of Object.entries(SITES[name] ?? LARGE[name]())) {
    const target = path.join(source, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
  run(source, output);
}

function run(source, output) {
  if (!existsSync(DATELINE)) throw new Error(`no binary at ${DATELINE}: build it with \`cargo build\`, or name it in $DATELINE`);
  const args = ['build', '--site', source, '--output', output, '--now', '2024-01-01'];
  const { status, error, stdout, stderr } = spawnSync(DATELINE, args, { encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(`dateline ${args.join(' ')} ended with ${status}\n${stdout}${stderr}`);
}

let own;

/** The folder of a built site. Without $DATELINE_SITES (see run.mjs) the sites are built here, once a process. */
export function folderOf(name) {
  if (name === 'demo' && process.env.DATELINE_DEMO) return path.resolve(process.env.DATELINE_DEMO);
  if (process.env.DATELINE_SITES) {
    const folder = path.join(process.env.DATELINE_SITES, name);
    if (LARGE[name] && !existsSync(folder)) build(name, process.env.DATELINE_SITES);
    return folder;
  }
  own ??= mkdtempSync(path.join(tmpdir(), 'dateline browser '));
  if (!existsSync(path.join(own, name))) {
    process.once('exit', () => rmSync(own, { recursive: true, force: true }));
    build(name, own);
  }
  return path.join(own, name);
}

/** The address that a site says it is published at, if it says so. */
export function baseOf(name) {
  const home = readFileSync(path.join(folderOf(name), 'index.html'), 'utf8');
  return /<link rel="canonical" href="([^"]*\/)(?:index\.html)?"/.exec(home)?.[1];
}

/** Every file of a built site, as paths from its root with `/`, sorted. */
export function filesOf(name) {
  const root = folderOf(name);
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)).split(path.sep).join('/'))
    .sort();
}

/** The version of the binary under test. */
export const version = () => execFileSync(DATELINE, ['--version'], { encoding: 'utf8' }).trim();
