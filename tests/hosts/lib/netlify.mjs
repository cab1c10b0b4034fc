// A stand-in for Netlify: deploys by digest as https://docs.netlify.com/api/get-started/#deploy-with-the-api documents them, and the
// live site beside it.
import { createHash } from 'node:crypto';
import http from 'node:http';
import { once } from 'node:events';

export const TOKEN = 'nfp_secretTokenOfTheTest';

export async function startNetlify() {
  const blobs = new Map();
  const deploys = new Map();
  const state = { live: undefined, puts: 0, deploys: 0, beforeShow: undefined, failPut: undefined };
  const answer = (response, status, body) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  const listen = async (handler) => {
    const server = http.createServer(handler).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return server;
  };
  const site = await listen((request, response) => {
    const whole = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    // Every deploy has an address of its own, by which it can be seen for as long as it is kept.
    const [, id, rest] = /^\/deploy-(d\d+)(\/.*)$/.exec(whole) ?? [undefined, state.live, whole];
    const path = rest;
    const sum = deploys.get(id)?.files[path.endsWith('/') ? `${path}index.html` : path];
    if (!sum) return response.writeHead(404).end();
    return response.writeHead(200, { 'content-type': /\.html$/.test(path) ? 'text/html' : /\.css$/.test(path) ? 'text/css' : /\.xml$/.test(path) ? 'application/xml' : 'application/octet-stream' }).end(blobs.get(sum));
  });
  const home = `http://127.0.0.1:${site.address().port}`;
  const show = (id) => {
    state.live = id;
    deploys.get(id).published ??= new Date().toISOString();
  };
  const described = (deploy) => ({ id: deploy.id, deploy_url: `${home}/deploy-${deploy.id}`, deploy_ssl_url: `${home}/deploy-${deploy.id}`, published_at: deploy.published ?? null, state: deploy.state, required: deploy.state === 'preparing' ? undefined : deploy.required });
  const api = await listen(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    if (request.headers.authorization !== `Bearer ${TOKEN}`) return answer(response, 401, { message: `no access for ${request.headers.authorization}` });
    const [, version, kind, id, what, deployId, verb] = decodeURI(new URL(request.url, 'http://x').pathname).replace('/api', '').split('/');
    if (version !== 'v1') return answer(response, 404, {});
    if (kind === 'sites' && id !== 'news') return answer(response, 404, {});
    if (kind === 'sites' && !what) return answer(response, 200, { id, url: home, ssl_url: home, published_deploy: state.live ? { id: state.live } : null });
    if (kind === 'sites' && request.method === 'GET' && what === 'deploys') return answer(response, 200, [...deploys.values()].reverse().map(described));
    if (kind === 'sites' && request.method === 'POST' && !deployId) {
      const { files } = JSON.parse(body);
      const required = [...new Set(Object.values(files))].filter((sum) => !blobs.has(sum));
      const deploy = { id: `d${++state.deploys}`, files, required, left: new Set(required), state: 'preparing' };
      deploys.set(deploy.id, deploy);
      return answer(response, 200, described(deploy));
    }
    if (kind === 'sites' && verb === 'restore') {
      show(deployId);
      return answer(response, 200, described(deploys.get(deployId)));
    }
    const deploy = deploys.get(id);
    if (!deploy) return answer(response, 404, {});
    if (request.method === 'PUT') {
      state.puts++;
      if (state.failPut?.(state.puts)) return answer(response, 500, {});
      const path = `/${decodeURIComponent(request.url.split('/files/')[1])}`;
      const sum = createHash('sha1').update(body).digest('hex');
      if (deploy.files[path] !== sum) return answer(response, 422, { message: 'another sum' });
      blobs.set(sum, body);
      deploy.left.delete(sum);
      return answer(response, 200, {});
    }
    if (deploy.state === 'preparing') deploy.state = 'prepared';
    else if (deploy.left.size === 0) {
      deploy.state = 'ready';
      state.beforeShow?.();
    }
    return answer(response, 200, described(deploy));
  });
  return {
    state, home, deploys, blobs,
    api: `http://127.0.0.1:${api.address().port}/api/v1`,
    stop: () => Promise.all([site, api].map((server) => new Promise((done) => (server.close(done), server.closeAllConnections())))),
  };
}
