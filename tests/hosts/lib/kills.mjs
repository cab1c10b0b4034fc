// Kills publishes at random moments and looks at what readers find then.
import { crawl } from './crawl.mjs';
import { until } from './process.mjs';

/** A row of numbers that is the same for the same seed, so that a failure can be had again. */
export function numbers(seed) {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/** A publish to its end. The programs of one that was killed go on with what they were told; they are waited for. */
const whole = (site, target, args, options) => until('the turn', async () => {
  const run = await site.publish(target, args, options);
  return !/another publish to this target is at work/.test(run.stderr) && run;
});

/**
 * Publishes a changed site `kills` times and kills each before its end; after every third the site is published to its end. Gives
 * back how many were killed, how many came through before, and every dead link that was found.
 */
export async function killed(site, target, view, { kills, env = {}, seed = 1 }) {
  const next = numbers(seed);
  const found = { killed: 0, through: 0, dead: [], incomplete: [] };
  let round = 0;
  let took = 600;
  const change = () => {
    round++;
    for (const i of site.articles.keys()) if (i !== 7) site.article(i, `As it was written in round ${round}.`);
    // A stylesheet that pages name by what is in it.
    if (round % 3 !== 1) site.write('static/style.css', `body { --round: ${round} }\n`);
    // An article that comes and goes, for additions and deletions.
    if (round % 2) site.article(7, `As it was written in round ${round}.`);
    else if (site.articles.has(7)) site.remove(7);
  };
  const look = async () => found.dead.push(...(await crawl(view())).dead.map((link) => `round ${round}: ${link}`));
  for (let i = 0; i < kills; i++) {
    change();
    const run = await whole(site, target, ['--allow-deletes', '99'], { env, kill: Math.floor(next() * took) });
    if (run.signal) found.killed++;
    else found.through++;
    await look();
    if (i % 3 === 2 || i === kills - 1) {
      const begin = Date.now();
      const end = await whole(site, target, ['--allow-deletes', '99'], { env });
      took = Math.max(100, Date.now() - begin);
      if (end.code !== 0) found.incomplete.push(end.all);
      const again = await site.publish(target, [], { env });
      if (!/nothing to publish/.test(again.stderr)) found.incomplete.push(again.all);
      await look();
      const text = await (await view()('articles/ceasefire-3.html')).text();
      if (!text.includes(`round ${round}.`)) found.incomplete.push(`round ${round} is not live`);
    }
  }
  return found;
}
