// A static file server on the loopback address, as plain as the plainest host: no rewriting, no listings.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json', '.xml': 'application/xml', '.txt': 'text/plain; charset=utf-8', '.svg': 'image/svg+xml',
  '.png': 'image/png', '.jpg': 'image/jpeg', '.webp': 'image/webp', '.csv': 'text/csv; charset=utf-8', '.geojson': 'application/geo+json',
};

/** Serves folders by name: `{demo: '/tmp/x'}` answers under `/demo/`. */
export async function serve(folders) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://127.0.0.1');
    const [, name, ...rest] = decodeURIComponent(pathname).split('/');
    const relative = rest.join('/') || 'index.html';
    const file = relative.endsWith('/') ? `${relative}index.html` : relative;
    const root = folders[name];
    try {
      if (!root || file.split('/').includes('..')) throw new Error('outside');
      const body = await readFile(path.join(root, file));
      response.writeHead(200, { 'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream' }).end(body);
    } catch {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not here');
    }
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const close = () => new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); });
  return { origin, close };
}
