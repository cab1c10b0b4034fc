// A stand-in for Google Cloud Storage: objects of its XML API with generations, preconditions and sums, as
// https://cloud.google.com/storage/docs/xml-api documents them. Anybody may read.
import { createHash } from 'node:crypto';
import http from 'node:http';
import { once } from 'node:events';

export async function startGoogle() {
  const objects = new Map();
  // Every version, as a bucket with versioning keeps them.
  const versions = new Map();
  let generation = 1000;
  const refuse = (response, status, code) => response.writeHead(status, { 'content-type': 'application/xml' }).end(`<Error><Code>${code}</Code></Error>`);
  const server = http.createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    const key = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    const held = objects.get(key);
    const only = request.headers['x-goog-if-generation-match'];
    if (!key.startsWith('/site/')) return refuse(response, 404, 'NoSuchBucket');
    if (only !== undefined && Number(only) !== (held?.generation ?? 0)) return refuse(response, 412, 'PreconditionFailed');
    if (request.method === 'PUT') {
      const md5 = createHash('md5').update(body).digest('base64');
      if (request.headers['content-md5'] && request.headers['content-md5'] !== md5) return refuse(response, 400, 'BadDigest');
      const kept = Object.entries(request.headers).filter(([name]) => /^(content-type|cache-control|content-encoding|x-goog-meta-.*)$/.test(name));
      const object = { body, headers: Object.fromEntries(kept), generation: ++generation, hash: `crc32c=AAAAAA==,md5=${md5}`, etag: `"${createHash('md5').update(body).digest('hex')}"` };
      objects.set(key, object);
      versions.set(`${key} ${object.generation}`, object);
      return response.writeHead(200, { etag: object.etag, 'x-goog-generation': object.generation, 'x-goog-hash': object.hash }).end();
    }
    const wanted = new URL(request.url, 'http://x').searchParams.get('generation');
    const found = wanted === null ? held : versions.get(`${key} ${wanted}`);
    if (!found) return refuse(response, 404, 'NoSuchKey');
    if (request.method === 'DELETE') {
      objects.delete(key);
      return response.writeHead(204).end();
    }
    return response.writeHead(200, { ...found.headers, etag: found.etag, 'x-goog-generation': found.generation, 'x-goog-hash': found.hash, 'last-modified': new Date().toUTCString(), 'content-length': found.body.length }).end(request.method === 'HEAD' ? undefined : found.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: server.address().port, objects, versions, stop: () => new Promise((done) => (server.close(done), server.closeAllConnections())) };
}
