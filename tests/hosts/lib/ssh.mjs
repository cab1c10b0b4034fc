// Another machine: Debian's sshd as the user who runs the tests, on a port of this one, with keys of its own.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { freePort, start } from './process.mjs';

/** Whether something greets at a port. */
const greets = (port) => () => new Promise((done, failed) => {
  const socket = net.connect(port, '127.0.0.1');
  socket.once('data', () => (socket.destroy(), done(true)));
  socket.once('error', failed);
});

/** `target(program)` is an entry of site.yaml, `root` the folder that it names, whose files are read from the disk. */
export async function startSsh() {
  const folder = mkdtempSync(path.join(tmpdir(), 'dateline-ssh-'));
  const at = (name) => path.join(folder, name);
  for (const key of ['host', 'user']) execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', key, '-f', at(key)]);
  writeFileSync(at('authorized'), readFileSync(at('user.pub')), { mode: 0o600 });
  const port = await freePort();
  // A folder that Debian's sshd wants to be there when root starts it.
  if (userInfo().uid === 0 && !existsSync('/run/sshd')) mkdirSync('/run/sshd');
  writeFileSync(at('sshd_config'), [`ListenAddress 127.0.0.1:${port}`, `HostKey ${at('host')}`, `AuthorizedKeysFile ${at('authorized')}`, 'PidFile none', 'UsePAM no', 'StrictModes no', 'PasswordAuthentication no', 'PermitRootLogin prohibit-password', 'MaxStartups 100', 'Subsystem sftp internal-sftp', ''].join('\n'));
  writeFileSync(at('known'), `[127.0.0.1]:${port} ${readFileSync(at('host.pub'), 'utf8')}`);
  writeFileSync(at('config'), [`Host box`, '  HostName 127.0.0.1', `  Port ${port}`, `  User ${userInfo().username}`, `  IdentityFile ${at('user')}`, '  IdentitiesOnly yes', `  UserKnownHostsFile ${at('known')}`, '  StrictHostKeyChecking yes', ''].join('\n'));
  const server = await start('/usr/sbin/sshd', ['-D', '-e', '-f', at('sshd_config')], { ready: greets(port) });
  const root = at('www');
  return { root, target: (program) => ({ [program]: `box:${root}`, ssh_config: at('config') }), server, stop: async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  } };
}
