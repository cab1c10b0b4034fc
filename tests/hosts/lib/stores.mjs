// The object stores, each behind a proxy: `target` is its entry of site.yaml, `env` its credentials, `get` asks for a page.
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { over } from './crawl.mjs';
import { startGoogle } from './google.mjs';
import { answers, freePort, start } from './process.mjs';
import { proxyTo } from './proxy.mjs';

const KEYS = { AWS_ACCESS_KEY_ID: 'AKIDOFTHETEST', AWS_SECRET_ACCESS_KEY: 'secretKeyOfTheTest', AWS_REGION: 'us-east-1' };
const s3 = (proxy) => ({ s3: 's3://site/news', endpoint: proxy.url });
const ACCOUNT = 'newsaccount';
const ACCOUNT_KEY = Buffer.from('the secret key of the account of the test').toString('base64');

async function moto({ versions = false } = {}) {
  const port = await freePort();
  const server = await start('moto', ['-H', '127.0.0.1', '-p', String(port)], { ready: answers(`http://127.0.0.1:${port}/moto-api/`) });
  const bucket = `http://127.0.0.1:${port}/site`;
  const everybody = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::site/*' };
  await fetch(bucket, { method: 'PUT' });
  if (versions) await fetch(`${bucket}?versioning`, { method: 'PUT', body: '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>' });
  await fetch(`${bucket}?policy`, { method: 'PUT', body: JSON.stringify({ Version: '2012-10-17', Statement: [everybody] }) });
  const proxy = await proxyTo(port);
  return { proxy, target: s3(proxy), env: KEYS, secrets: [KEYS.AWS_SECRET_ACCESS_KEY], get: over(`http://127.0.0.1:${port}/site/news/`), header: (name) => `x-amz-meta-${name}`, stop: () => Promise.all([proxy.stop(), server.stop()]) };
}

const TYPES = { '.html': 'text/html', '.css': 'text/css', '.xml': 'application/xml' };

/** It asks everybody for a signature, so that its pages are read from the disk: by their real names. */
async function s3s() {
  const folder = mkdtempSync(path.join(tmpdir(), 'dateline s3s '));
  mkdirSync(path.join(folder, 'site'));
  const port = await freePort();
  const server = await start('s3s', ['--host', '127.0.0.1', '--port', String(port), '--access-key', KEYS.AWS_ACCESS_KEY_ID, '--secret-key', KEYS.AWS_SECRET_ACCESS_KEY, folder], { ready: answers(`http://127.0.0.1:${port}/`) });
  const proxy = await proxyTo(port);
  const get = async (address) => {
    const file = path.join(folder, 'site/news', decodeURIComponent(address.endsWith('/') ? `${address}index.html` : address));
    const there = statSync(file, { throwIfNoEntry: false })?.isFile();
    return { status: there ? 200 : 404, type: TYPES[path.extname(file)], text: async () => readFileSync(file, 'utf8') };
  };
  return { proxy, target: s3(proxy), env: KEYS, secrets: [KEYS.AWS_SECRET_ACCESS_KEY], get, stop: async () => {
    await Promise.all([proxy.stop(), server.stop()]);
    rmSync(folder, { recursive: true, force: true });
  } };
}

async function azure() {
  const folder = mkdtempSync(path.join(tmpdir(), 'dateline azurite '));
  const port = await freePort();
  const home = `http://127.0.0.1:${port}/${ACCOUNT}/site`;
  const server = await start('azurite', ['--blobHost', '127.0.0.1', '--blobPort', String(port), '--location', folder, '--skipApiVersionCheck', '--silent', '--disableTelemetry'], { env: { AZURITE_ACCOUNTS: `${ACCOUNT}:${ACCOUNT_KEY}` }, ready: answers(`http://127.0.0.1:${port}/`) });
  const headers = { 'x-ms-blob-public-access': 'container', 'x-ms-date': new Date().toUTCString(), 'x-ms-version': '2021-08-06' };
  const canonical = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`).join('');
  const signed = `PUT${'\n'.repeat(12)}${canonical}/${ACCOUNT}/${ACCOUNT}/site\nrestype:container`;
  const signature = createHmac('sha256', Buffer.from(ACCOUNT_KEY, 'base64')).update(signed).digest('base64');
  // Not with fetch, which adds headers that Azurite counts among the signed ones.
  const request = http.request(`${home}?restype=container`, { method: 'PUT', headers: { ...headers, 'content-length': 0, authorization: `SharedKey ${ACCOUNT}:${signature}` } });
  const [made] = await once(request.end(), 'response');
  made.resume();
  if (made.statusCode !== 201) {
    await server.stop();
    throw new Error(`no container: ${made.statusCode}`);
  }
  const proxy = await proxyTo(port);
  return { proxy, target: { azure: 'az://site/news', endpoint: `${proxy.url}/${ACCOUNT}` }, env: { AZURE_STORAGE_ACCOUNT_NAME: ACCOUNT, AZURE_STORAGE_ACCOUNT_KEY: ACCOUNT_KEY }, secrets: [ACCOUNT_KEY], get: over(`${home}/news/`), header: (name) => `x-ms-meta-${name.replaceAll('-', '_')}`, stop: async () => {
    await Promise.all([proxy.stop(), server.stop()]);
    rmSync(folder, { recursive: true, force: true });
  } };
}

async function google() {
  const server = await startGoogle();
  const proxy = await proxyTo(server.port);
  // A key with which no token is asked for, so that nothing leaves this machine.
  const key = JSON.stringify({ private_key: 'secretKeyOfTheTest', private_key_id: 'id', client_email: 'a@example.org', disable_oauth: true });
  return { proxy, target: { gcs: 'gs://site/news', endpoint: proxy.url }, env: { GOOGLE_SERVICE_ACCOUNT_KEY: key }, secrets: ['secretKeyOfTheTest'], get: over(`http://127.0.0.1:${server.port}/site/news/`), header: (name) => `x-goog-meta-${name}`, stop: () => Promise.all([proxy.stop(), server.stop()]) };
}

/** Stores that keep versions of files. */
export const VERSIONED = { moto: () => moto({ versions: true }), 'the stand-in for Google': google };

export const STORES = { moto, 's3s-fs': s3s, Azurite: azure, 'the stand-in for Google': google };
