// A small site with names in several scripts, made in a folder, changed and published there.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { dateline } from './process.mjs';

/** A PNG of one pixel. Node's crc32 is younger than the oldest Node that runs these tests. */
function picture() {
  const sum = crc32 ?? ((bytes) => {
    let crc = ~0;
    for (const byte of bytes) {
      crc ^= byte;
      for (let i = 0; i < 8; i++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
    return ~crc >>> 0;
  });
  const chunk = (type, data) => {
    const content = Buffer.concat([Buffer.from(type), data]);
    const out = Buffer.alloc(content.length + 8);
    out.writeUInt32BE(data.length, 0);
    content.copy(out, 4);
    out.writeUInt32BE(sum(content), content.length + 4);
    return out;
  };
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(4))), chunk('IEND', Buffer.alloc(0))]);
}

/** Files whose names are hard on addresses, and how a text writes them. Of pictures there are copies with names of their own. */
export const FILES_BESIDE = { 'ցանկ 1.csv': 'ցանկ 1.csv', 'список.csv': 'список.csv', 'قائمة.csv': 'قائمة.csv', 'a b#%41~é.csv': 'a%20b%23%2541~%C3%A9.csv' };

const NAMES = ['Պատերազմ և խաղաղություն', 'Война на границе', 'الحرب والسلام', 'Ceasefire agreed'];
const FILES = ['Պատերազմ', 'Война', 'الحرب', 'ceasefire'];
const ACTORS = ['Հայաստան', 'Россия', 'الأمم المتحدة', 'Azerbaijan'];

export class Site {
  constructor(targets, { base = 'https://news.example/', articles = 8 } = {}) {
    this.folder = mkdtempSync(path.join(tmpdir(), 'dateline hosts '));
    this.articles = new Map();
    // One entry a line: a flow mapping of JSON is YAML.
    const publish = Object.entries(targets).map(([name, target]) => `  ${name}: ${JSON.stringify(target)}\n`).join('');
    this.write('site.yaml', `title: Hosts\nbase_url: ${base}\nlanguage: en\npublisher: A paper\npublish:\n${publish}`);
    for (const file of Object.keys(FILES_BESIDE)) this.write(`content/articles/2020/${file}`, 'day,count\n2020-11-01,4\n');
    this.write('content/articles/2020/photo.png', picture());
    for (let i = 0; i < articles; i++) this.article(i);
  }

  write(file, content) {
    const target = path.join(this.folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, content);
  }

  article(i, words = 'As it was first written.') {
    const beside = i === 0 ? `![A picture](photo.png)\n\n${Object.values(FILES_BESIDE).map((file) => `[A table](<../media/articles/2020/${file}>)\n\n`).join('')}` : '';
    const file = `content/articles/2020/${FILES[i % 4]}-${i}.md`;
    this.articles.set(i, file);
    const day = String(1 + (i % 28)).padStart(2, '0');
    const read = i > 0 ? `Read: ${NAMES[(i - 1) % 4]} ${i - 1}\n` : '';
    this.write(file, `---\ntitle: ${NAMES[i % 4]} ${i}\npublished: 2020-11-${day}T12:00+04:00\nactors: [${ACTORS[i % 4]}]\ntags: [граница, سلام]\n---\n${words}\n\n${read}\n${beside}`);
  }

  /** Takes an article away; what reads it must not. */
  remove(i) {
    rmSync(path.join(this.folder, this.articles.get(i)));
    this.articles.delete(i);
  }

  discardFile(file) {
    rmSync(path.join(this.folder, file));
  }

  publish(target, args = [], options = {}) {
    return dateline(['publish', target, '--site', this.folder, '--yes', '--now', '2021-01-01', ...args], options);
  }

  /** Goes back to the release before, or to that of a `--rollback=N` among the arguments. */
  back(target, args = [], options = {}) {
    const which = args.some((arg) => arg.startsWith('--rollback')) ? [] : ['--rollback'];
    return dateline(['publish', target, '--site', this.folder, '--yes', ...which, ...args], options);
  }

  build(args = [], options = {}) {
    return dateline(['build', '--site', this.folder, '--now', '2021-01-01', ...args], options);
  }

  discard() {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
