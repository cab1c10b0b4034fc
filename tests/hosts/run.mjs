// Runs the tests of publishing: `node run.mjs [FILE…]`. $DATELINE is the binary; tests/hosts/install has put the servers here.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { DATELINE, HERE, program } from './lib/places.mjs';

for (const name of ['moto', 's3s', 'azurite']) program(name);
console.log(`${DATELINE}, node ${process.version}`);
const chosen = process.argv.slice(2);
const files = chosen.length ? chosen.map((file) => path.resolve(file)) : readdirSync(HERE).filter((file) => file.endsWith('.test.mjs')).sort().map((file) => path.join(HERE, file));
const args = ['--test', '--test-reporter=spec', '--test-concurrency=2', '--test-timeout=300000', ...files];
const { status } = spawnSync(process.execPath, args, { cwd: HERE, stdio: 'inherit' });
process.exitCode = status ?? 1;
