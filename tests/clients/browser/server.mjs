// A Jupyter server of its own: own port, own token, own folders, a copy of the notebooks, and the kernel installed for it alone.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

/** Starts the server and waits until it answers: { url, folder, log(), stop() }. */
export async function startServer(root, python, patience) {
  const home = mkdtempSync(join(tmpdir(), 'browser-'));
  // The page saves what it shows, so it gets a copy; what the notebooks name lies beside them as in the repository.
  cpSync(join(root, 'notebooks'), join(home, 'notebooks'), { recursive: true });
  mkdirSync(join(root, 'out'), { recursive: true });
  for (const name of ['lib', 'data-demo', 'out']) symlinkSync(join(root, name), join(home, name));
  const folders = Object.fromEntries(['DATA', 'CONFIG', 'RUNTIME'].map((name) => [`JUPYTER_${name}_DIR`, join(home, 'jupyter', name.toLowerCase())]));
  Object.values(folders).forEach((folder) => mkdirSync(folder, { recursive: true }));
  const env = { ...process.env, ...folders, JUPYTER_TOKEN: randomBytes(16).toString('hex'), JUPYTER_NO_CONFIG: '1' };

  const installed = spawnSync(join(root, 'lib/bin/mimic'), ['kernel', 'install', '--as-dotnet-interactive'], { env, encoding: 'utf8' });
  if (installed.status !== 0) throw new Error(`mimic kernel install: ${installed.stdout}${installed.stderr}`);

  const port = await freePort();
  const log = join(home, 'server.log');
  const server = spawn(
    python,
    ['-m', 'notebook', '--no-browser', '--allow-root', '--ip=127.0.0.1', `--port=${port}`, '--NotebookApp.port_retries=0', `--notebook-dir=${join(home, 'notebooks')}`],
    { env, stdio: ['ignore', openSync(log, 'w'), openSync(log, 'a')] },
  );
  const url = (path) => `http://127.0.0.1:${port}/${path}?token=${env.JUPYTER_TOKEN}`;
  const stop = async () => {
    if (server.exitCode === null) {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGTERM');
      const force = setTimeout(() => server.kill('SIGKILL'), 15_000);
      await ended;
      clearTimeout(force);
    }
    rmSync(home, { recursive: true, force: true });
  };

  for (const deadline = Date.now() + patience; ; await new Promise((resolve) => setTimeout(resolve, 100))) {
    if (server.exitCode !== null || Date.now() > deadline) {
      const said = readFileSync(log, 'utf8');
      await stop();
      throw new Error(`the Jupyter server did not start:\n${said}`);
    }
    const kernels = await fetch(url('api/kernelspecs')).then((r) => r.json(), () => null);
    if (kernels?.kernelspecs) return { url, notebooks: join(home, 'notebooks'), kernels: kernels.kernelspecs, log: () => readFileSync(log, 'utf8'), stop };
  }
}
