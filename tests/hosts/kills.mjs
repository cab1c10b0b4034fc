// `node kills.mjs N [SEED] [PLACE…]`: kills N publishes to each place, and says what readers found.
import { killed } from './lib/kills.mjs';
import { FAR, PLACES } from './lib/places_to_kill.mjs';

const [kills = '200', seed = '1', ...chosen] = process.argv.slice(2);
for (const [name, open] of Object.entries({ ...PLACES, ...FAR })) {
  if (chosen.length && !chosen.includes(name)) continue;
  const place = await open();
  const begin = Date.now();
  await place.site.publish('to', [], { env: place.env });
  const found = await killed(place.site, 'to', place.view, { kills: Number(kills), env: place.env, seed: Number(seed) });
  await place.stop();
  const seconds = Math.round((Date.now() - begin) / 1000);
  console.log(`${name}: ${found.killed} killed, ${found.through} came through before; ${found.dead.length} dead links, ${found.incomplete.length} not completed; ${seconds} s`);
  for (const line of [...found.dead, ...found.incomplete].slice(0, 10)) console.log(`  ${line}`);
  if (found.dead.length || found.incomplete.length) process.exitCode = 1;
}
