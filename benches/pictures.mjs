// Times the copies of pictures against sharp: `DATELINE=target/release/dateline node benches/pictures.mjs PHOTOGRAPHS`.
//
// PHOTOGRAPHS is a folder of JPEG files. One site shows all of them.
// Both write the same widths as WebP and JPEG of like quality from the same files, in turns, each by as many threads as there are processors: `theirs` is sharp as
// fast as it can be, which decodes each file once and makes every width of that, as this program does; `plain` is sharp with a pipeline a copy. Needs `npm install --no-save sharp` in this folder.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const WIDTHS = [480, 800, 1200, 1600];
const QUALITY = 78;
const here = fileURLToPath(import.meta.url);

if (process.argv[2] === '--sharp') {
  const sharp = createRequire(import.meta.url)('sharp');
  const [, , , folder, output] = process.argv;
  const files = fs.readdirSync(folder).filter((file) => file.endsWith('.jpg')).sort();
  // One thread a picture, as many pictures as there are processors: what is fastest for many of them.
  sharp.concurrency(1);
  const next = async () => {
    for (let file = files.shift(); file; file = files.shift()) {
      const stem = path.join(output, path.basename(file, '.jpg'));
      if (process.argv[5] === 'plain') {
        // As its documentation has it: a pipeline a file, each from the photograph.
        for (const width of WIDTHS) {
          await sharp(path.join(folder, file)).rotate().resize(width).webp({ quality: QUALITY }).toFile(`${stem}-${width}.webp`);
          await sharp(path.join(folder, file)).rotate().resize(width).jpeg({ quality: QUALITY, progressive: true, optimiseCoding: true }).toFile(`${stem}-${width}.jpg`);
        }
        continue;
      }
      const { data, info } = await sharp(path.join(folder, file)).rotate().resize(WIDTHS.at(-1)).raw().toBuffer({ resolveWithObject: true });
      const base = () => sharp(data, { raw: info });
      for (const width of WIDTHS) {
        const sized = width === info.width ? base() : base().resize(width);
        await sized.clone().webp({ quality: QUALITY }).toFile(`${stem}-${width}.webp`);
        await sized.clone().jpeg({ quality: QUALITY, progressive: true, optimiseCoding: true }).toFile(`${stem}-${width}.jpg`);
      }
    }
  };
  await Promise.all(Array.from({ length: os.availableParallelism() }, next));
  process.exit(0);
}

/** Runs a program and tells the seconds, those of the processor, and the largest memory in MB. */
async function timed(program, args) {
  const begun = process.hrtime.bigint();
  const child = spawn('/usr/bin/time', ['-f', 'TIME %U %S %M', program, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (text) => { said += text; });
  const code = await new Promise((done) => { child.once('exit', done); });
  if (code !== 0) throw new Error(`${program} ended with ${code}\n${said}`);
  const [, user, system, memory] = /TIME (\S+) (\S+) (\d+)/.exec(said);
  return { wall: Number(process.hrtime.bigint() - begun) / 1e9, processor: Number(user) + Number(system), memory: Math.round(memory / 1024) };
}

const photographs = path.resolve(process.argv[2]);
const count = fs.readdirSync(photographs).filter((file) => file.endsWith('.jpg')).length;
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'dateline pictures '));
try {
  const site = path.join(work, 'site');
  fs.mkdirSync(path.join(site, 'content/articles'), { recursive: true });
  fs.writeFileSync(path.join(site, 'site.yaml'), 'title: Photographs\n');
  for (const file of fs.readdirSync(photographs).filter((name) => name.endsWith('.jpg')).sort()) {
    fs.copyFileSync(path.join(photographs, file), path.join(site, 'content/articles', file));
    fs.writeFileSync(path.join(site, 'content/articles', `${file}.md`), `---\ntitle: Of ${file}\npublished: 2020-10-01\nimage: {src: ${file}, alt: A sight, credit: C}\n---\nWords.\n`);
  }
  for (const round of [1, 2]) {
    const dateline = process.env.DATELINE ?? 'dateline';
    const build = () => timed(dateline, ['build', '--site', site, '--output', path.join(work, 'public')]);
    fs.rmSync(path.join(site, '.dateline'), { recursive: true, force: true });
    fs.rmSync(path.join(work, 'public'), { recursive: true, force: true });
    const ours = await build();
    fs.rmSync(path.join(work, 'public'), { recursive: true, force: true });
    const warm = await build();
    const output = path.join(work, `sharp ${round}`);
    fs.mkdirSync(output);
    const plain = await timed(process.execPath, [here, '--sharp', photographs, output, 'plain']);
    const theirs = await timed(process.execPath, [here, '--sharp', photographs, output]);
    const size = (folder, ending) => fs.readdirSync(folder).filter((file) => file.endsWith(ending)).reduce((sum, file) => sum + fs.statSync(path.join(folder, file)).size, 0) >> 20;
    const media = path.join(work, 'public/media');
    console.log(JSON.stringify({ round, count, ours, warm, theirs, plain, ratio: ours.wall / theirs.wall, ratioPlain: ours.wall / plain.wall, warmEach: `${(warm.wall / count * 1000).toFixed(2)} ms`,
      megabytes: { ours: [size(media, '.webp'), size(media, '.jpg')], theirs: [size(output, '.webp'), size(output, '.jpg')] } }));
  }
} finally {
  fs.rmSync(work, { recursive: true, force: true });
}
