// Walks through a published site as a reader does: from its home, along every address that a page or a style sheet names.

const ADDRESSES = [/\s(?:href|src|poster)\s*=\s*"([^"]*)"/g, /\s(?:href|src|poster)\s*=\s*'([^']*)'/g, /<loc>([^<]*)<\/loc>/g];
const STYLE = /url\(\s*["']?([^"')]+)["']?\s*\)/g;
const entities = (text) => text.replace(/&(amp|lt|gt|quot|#39|#x27);/g, (_, name) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#x27': "'" })[name]);

/**
 * Every address that cannot be had, each with the page that names it. `get(path)` takes the address below the home as
 * the page writes it, and gives `{status, type, text()}`. Addresses below `base` are the site's own, too.
 */
export async function crawl(get, { base = 'https://news.example/', start = ['index.html', 'sitemap.xml'] } = {}) {
  const queue = start.map((address) => [new URL(address, base).href, 'start']);
  const asked = new Map(queue);
  const dead = [];
  let pages = 0;
  const visit = async ([url, from]) => {
    const answer = await get(new URL(url).pathname.slice(new URL(base).pathname.length) || 'index.html');
    if (answer.status !== 200) return void dead.push(`${decodeURI(url)} (${answer.status}) on ${decodeURI(from)}`);
    pages++;
    const type = answer.type ?? '';
    if (!/html|css|xml/.test(type)) return undefined;
    const text = await answer.text();
    const found = /css/.test(type) ? [STYLE] : ADDRESSES;
    for (const pattern of found) {
      for (const [, address] of text.matchAll(pattern)) {
        const target = new URL(entities(address), url);
        target.hash = '';
        target.search = '';
        if (!target.href.startsWith(base) || asked.has(target.href)) continue;
        asked.set(target.href, url);
        queue.push([target.href, url]);
      }
    }
    return undefined;
  };
  while (queue.length) await Promise.all(queue.splice(0, 16).map(visit));
  return { dead, pages, addresses: [...asked.keys()] };
}

/** A `get` for `crawl` that asks a server: addresses go to it as the pages write them. */
export const over = (home) => async (address) => {
  const folder = address === '' || address.endsWith('/') ? `${address}index.html` : address;
  const answer = await fetch(`${home}${folder}`);
  return { status: answer.status, type: answer.headers.get('content-type'), headers: answer.headers, text: () => answer.text() };
};
