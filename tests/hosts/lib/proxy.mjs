// A proxy before a server: counts what is asked, and breaks what a test wants broken.
import http from 'node:http';
import { once } from 'node:events';

/**
 * Forwards to `port` of this machine. `fault(request, n)` says for the n-th request what goes wrong:
 * - `error`: 503, the server is not asked;
 * - `drop`: the connection ends, the server is not asked;
 * - `cut`: the connection ends in the middle of the body that is sent, on both sides;
 * - `lose`: the server does it, but the answer never arrives;
 * - `half`: the answer ends in the middle of its body;
 * - `delay`: everything takes 150 ms more.
 *
 * `answer(request)` may give a status to answer with in the server's place.
 */
export async function proxyTo(port) {
  const seen = [];
  const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  const proxy = { fault: undefined, answer: undefined };
  const server = http.createServer(async (request, response) => {
    const entry = { method: request.method, url: request.url, n: seen.length };
    seen.push(entry);
    const fault = proxy.fault?.(entry, entry.n);
    entry.fault = fault;
    const hangUp = () => request.socket.destroy();
    try {
      if (fault === 'drop') return hangUp();
      const body = Buffer.concat(await request.toArray());
      const instead = proxy.answer?.(entry);
      if (instead) return response.writeHead(instead, { 'content-type': 'application/xml' }).end('<Error><Code>NoSuchKey</Code></Error>');
      if (fault === 'error') return response.writeHead(503, { 'content-type': 'application/xml' }).end('<Error><Code>ServiceUnavailable</Code></Error>');
      if (fault === 'delay') await new Promise((done) => setTimeout(done, 150));
      const headers = request.rawHeaders;
      const upstream = http.request({ host: '127.0.0.1', port, agent, method: request.method, path: request.url, headers });
      if (fault === 'cut') {
        upstream.on('error', () => {});
        upstream.write(body.subarray(0, body.length >> 1), () => {
          upstream.destroy();
          hangUp();
        });
        return undefined;
      }
      upstream.end(body);
      const [answer] = await once(upstream, 'response');
      const content = Buffer.concat(await answer.toArray());
      if (fault === 'lose') return hangUp();
      response.writeHead(answer.statusCode, answer.rawHeaders.reduce(paired, []).filter(([name]) => !/^(connection|keep-alive|transfer-encoding)$/i.test(name)).flat());
      if (fault === 'half' && content.length > 1) {
        response.write(content.subarray(0, content.length >> 1), hangUp);
        return undefined;
      }
      entry.status = answer.statusCode;
      return response.end(content);
    } catch {
      return hangUp();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return Object.assign(proxy, {
    port: server.address().port,
    url: `http://127.0.0.1:${server.address().port}`,
    seen,
    forget: () => seen.splice(0),
    /** How many requests of a method there were since the last `forget`. */
    count: (method) => seen.filter((entry) => entry.method === method).length,
    stop: () => new Promise((done) => {
      agent.destroy();
      server.close(done);
      server.closeAllConnections();
    }),
  });
}

const paired = (pairs, value, i) => (i % 2 ? (pairs.at(-1).push(value), pairs) : [...pairs, [value]]);
