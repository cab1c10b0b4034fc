// Processes that a test starts and stops: servers that are waited for, and dateline itself.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { DATELINE, program } from './places.mjs';

/** Repeats a question until it is answered with something; no test sleeps for a fixed time. */
export async function until(what, question, seconds = 60) {
  const end = Date.now() + seconds * 1000;
  let last;
  while (Date.now() < end) {
    try {
      const answer = await question();
      if (answer) return answer;
    } catch (error) {
      last = error;
    }
    await new Promise((done) => setTimeout(done, 30));
  }
  throw new Error(`waited ${seconds} s for ${what}${last ? `: ${last.message}` : ''}`);
}

/** A port that is free now. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

const running = new Set();
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** Starts a server and waits until `ready` answers. */
export async function start(name, args, { ready, env = {}, cwd } = {}) {
  const child = spawn(program(name), args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let output = '';
  const keep = (chunk) => (output = (output + chunk).slice(-4000));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  let ended;
  child.once('error', (error) => (ended = error.message));
  child.once('exit', (code, signal) => (ended ??= `ended with ${code ?? signal}`));
  try {
    await until(name, () => {
      if (ended) throw new Error(`${ended}\n${output}`);
      return ready();
    });
  } catch (error) {
    child.kill('SIGKILL');
    throw new Error(`${name} did not start: ${error.message}\n${output}`, { cause: error });
  }
  return {
    child,
    output: () => output,
    async stop() {
      running.delete(child);
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const slow = setTimeout(() => child.kill('SIGKILL'), 3000);
      await once(child, 'exit');
      clearTimeout(slow);
    },
  };
}

/** Whether something answers HTTP at an address. */
export const answers = (url) => async () => (await fetch(url)).status > 0;

/** What the environment of a publish is: no credentials but those that a test gives. */
function environment(env) {
  const kept = Object.entries(process.env).filter(([name]) => !/^(AWS|AZURE|GOOGLE|NETLIFY)_/.test(name));
  return { ...Object.fromEntries(kept), NO_COLOR: '1', ...env };
}

/** Runs dateline to its end; `kill`, a number of milliseconds, or the signal `stop` ends it before. */
export async function dateline(args, { env = {}, cwd, kill, stop } = {}) {
  const child = spawn(DATELINE, args, { cwd, env: environment(env), stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => (stdout += chunk));
  child.stderr.on('data', (chunk) => (stderr += chunk));
  const timer = kill === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), kill);
  stop?.addEventListener('abort', () => child.kill('SIGKILL'));
  const [code, signal] = await once(child, 'close');
  clearTimeout(timer);
  running.delete(child);
  return { code, signal, stdout, stderr, all: `${stdout}${stderr}` };
}
