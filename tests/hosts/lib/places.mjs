// Where things are: the repository, the binary, the servers that tests/hosts/install has put here.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const HERE = fileURLToPath(new URL('..', import.meta.url));
export const REPOSITORY = path.resolve(HERE, '../..');

/** The dateline binary under test. */
export const DATELINE = path.resolve(process.env.DATELINE || path.join(REPOSITORY, 'target/debug/dateline'));

/** Programs by name; a missing one is an error, never a reason to skip. */
const PROGRAMS = {
  moto: path.join(HERE, 'tools/venv/bin/moto_server'),
  s3s: path.join(HERE, 'tools/s3s/bin/s3s-fs'),
  azurite: path.join(HERE, 'node_modules/.bin/azurite-blob'),
};

export function program(name) {
  const known = PROGRAMS[name];
  if (!known) return name;
  const found = process.env[`HOSTS_${name.toUpperCase()}`] || known;
  if (!existsSync(found)) throw new Error(`${name} is not installed (${found}): run tests/hosts/install`);
  return found;
}
