// What runs the sandbox's binary in the npm package iamsmart-sandbox, with another program in its place;
// and what its container is built of.

import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { platformOf } from '../../sandbox/npm/binary.js';
import { root } from './project.js';

const NAME = 'iamsmart-sandbox';
const run = promisify(execFile);

let folder;
let main;
let binary;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'iamsmart-sandbox-'));
  const modules = join(folder, 'node_modules');
  await cp(join(root, 'sandbox/npm'), join(modules, NAME), { recursive: true });
  main = join(modules, NAME, 'main.js');
  binary = join(modules, `${NAME}-${platformOf(process)}`, NAME);
});
after(() => rm(folder, { recursive: true, force: true }));

async function install(script) {
  await mkdir(dirname(binary), { recursive: true });
  await writeFile(binary, `#!/bin/sh\n${script}\n`);
  await chmod(binary, 0o755);
}

test('an absent binary is named, and what to do', async () => {
  const failure = { code: 1, stderr: /gnu|darwin/, stdout: '' };
  await assert.rejects(run(process.execPath, [main]), failure);
  const { stderr } = await run(process.execPath, [main]).catch((error) => error);
  assert.match(
    stderr,
    /^iamsmart-sandbox: The package \S+, an optional dependency, is not installed/,
  );
});

test('a platform without one is told which have one', async () => {
  const report = { excludeNetwork: false, getReport: () => ({ header: {} }) };
  const musl = /** @type {any} */ ({ platform: 'linux', arch: 'x64', report });
  assert.equal(platformOf(musl), 'linux-x64-musl');
  assert.equal(platformOf({ ...musl, platform: 'win32' }), 'win32-x64');
  const script = `Object.defineProperty(process, 'platform', { value: 'win32' }); await import(${JSON.stringify(main)})`;
  const { code, stderr } = await run(process.execPath, [
    ...['--input-type=module', '--eval', script],
  ]).catch((error) => error);
  assert.equal(code, 1);
  assert.match(stderr, /There is no binary for win32-x64, only for darwin-arm64, /);
});

test('arguments, streams and exit status are passed on', async () => {
  await install('echo "$1,$2"; cat; exit 7');
  const child = spawn(process.execPath, [main, 'a b', '--c']);
  child.stdin.end('in');
  const [output] = await Promise.all([child.stdout.toArray(), once(child, 'exit')]);
  assert.equal(Buffer.concat(output).toString(), 'a b,--c\nin');
  assert.equal(child.exitCode, 7);
});

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  test(`${signal} reaches it, and ends both`, async () => {
    await install('echo ready; exec sleep 60');
    const child = spawn(process.execPath, [main]);
    await once(child.stdout, 'data');
    child.kill(signal);
    await once(child, 'exit');
    assert.equal(child.signalCode, signal);
  });
}

test('the container is built of all that cargo asks for', async () => {
  const dockerfile = await readFile(join(root, 'sandbox/Dockerfile'), 'utf8');
  const sources = dockerfile
    .split('\n')
    .filter((line) => /^COPY [^-]/.test(line) && !line.includes('LICENSE'))
    .flatMap((line) => line.split(' ').slice(1, -1));
  assert.ok(sources.includes('Cargo.lock'), dockerfile);
  const context = join(folder, 'context');
  for (const path of sources) {
    await cp(join(root, path), join(context, path), { recursive: true });
  }
  const cargo = process.env.CARGO ?? 'cargo';
  const metadata = ['metadata', '--locked', '--offline', '--format-version=1', '--no-deps'];
  const { stdout } = await run(cargo, metadata, { cwd: context });
  const { packages } = JSON.parse(stdout);
  assert.ok(packages.some(({ name }) => name === NAME));
  // What is left out of the context cannot be copied.
  const ignored = await readFile(join(root, 'sandbox/Dockerfile.dockerignore'), 'utf8');
  const kept = ignored.split('\n').filter((line) => line.startsWith('!'));
  for (const path of sources) assert.ok(kept.includes(`!${path}`), path);
});
