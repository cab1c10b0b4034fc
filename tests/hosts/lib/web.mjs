// Web servers of Debian as the user who runs the tests, on a port of this machine, with settings and folders of their own.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { answers, freePort, start } from './process.mjs';

const isRoot = userInfo().uid === 0;

function nginx(at, port, include) {
  const own = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `  ${name}_temp_path ${at(name)};`);
  writeFileSync(at('nginx.conf'), [
    ...(isRoot ? ['user root;'] : []),
    'daemon off;', 'worker_processes 1;', `pid ${at('pid')};`, 'error_log stderr;',
    'events {}', 'http {', '  access_log off;', '  server_tokens off;', ...own,
    '  server {', `    listen 127.0.0.1:${port};`, '    server_name wrong.example;', `    root "${at('www')}";`, `    include "${include}";`, '  }', '}', '',
  ].join('\n'));
  return ['/usr/sbin/nginx', ['-e', 'stderr', '-p', at('.'), '-c', at('nginx.conf')]];
}

const MODULES = ['mpm_event', 'authz_core', 'dir', 'mime', 'headers', 'alias', 'rewrite', 'unixd', 'filter', 'deflate'];

function apache(at, port) {
  const folder = '/usr/lib/apache2/modules';
  writeFileSync(at('mime.types'), 'application/gzip gz\ntext/html html\n');
  writeFileSync(at('apache.conf'), [
    ...MODULES.filter((name) => existsSync(`${folder}/mod_${name}.so`)).map((name) => `LoadModule ${name}_module ${folder}/mod_${name}.so`),
    ...(isRoot ? ['User www-data', 'Group www-data'] : []),
    `ServerRoot "${at('.')}"`, 'ServerName wrong.example', `Listen 127.0.0.1:${port}`, `PidFile "${at('pid')}"`, `ErrorLog "${at('error.log')}"`, `Mutex file:${at('.')}`,
    // As Debian has it: `.br` is the Breton language.
    `TypesConfig "${at('mime.types')}"`, 'AddLanguage br .br',
    `DocumentRoot "${at('www')}"`, `<Directory "${at('www')}">`, '  AllowOverride All', '  Options FollowSymLinks', '  Require all granted', '</Directory>', '',
  ].join('\n'));
  return ['/usr/sbin/apache2', ['-D', 'FOREGROUND', '-f', at('apache.conf')]];
}

export const SERVERS = { nginx, apache };

/** A folder whose `www` a server will serve once `start` is called; `include` is the file of rules that nginx reads. */
export function webServer(kind) {
  const folder = mkdtempSync(path.join(tmpdir(), 'dateline-web-'));
  const at = (name) => path.join(folder, name);
  // A server that root starts gives up its rights.
  chmodSync(folder, 0o755);
  mkdirSync(at('www'));
  let server;
  return {
    at,
    async start(include) {
      const port = await freePort();
      const [program, args] = SERVERS[kind](at, port, include);
      server = await start(program, args, { ready: answers(`http://127.0.0.1:${port}/`) });
      // Redirects are looked at and not followed, packed answers not unpacked.
      const get = (address, headers = {}) => new Promise((done, failed) => {
        http.get({ host: '127.0.0.1', port, path: address, headers }, async (response) => {
          done({ status: response.statusCode, headers: response.headers, body: Buffer.concat(await response.toArray()) });
        }).once('error', failed);
      });
      return { get, port };
    },
    async stop() {
      await server?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
