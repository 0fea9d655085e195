// The packages of `cargo xtask sandbox-package`, installed from their tarballs without a network.

import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';

const packages = process.env.IAMSMART_SANDBOX_PACKAGE;
assert.ok(packages, 'IAMSMART_SANDBOX_PACKAGE names the folder of cargo xtask sandbox-package');
const NAME = 'iamsmart-sandbox';
const run = promisify(execFile);

let folder;
let environment;
let platform;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'iamsmart-sandbox-package-'));
  await writeFile(join(folder, 'package.json'), '{ "private": true }');
  // An empty cache, and a registry that nobody answers at.
  environment = {
    ...process.env,
    npm_config_cache: join(folder, 'cache'),
    npm_config_registry: 'http://127.0.0.1:9/',
  };
  const names = await readdir(packages);
  platform = names.find((name) => /^iamsmart-sandbox-[a-z0-9-]+$/.test(name));
  const tarballs = names
    .filter((name) => name.endsWith('.tgz'))
    .map((name) => join(packages, name));
  assert.equal(tarballs.length, 2);
  const options = ['--offline', '--ignore-scripts', '--no-audit', '--no-fund'];
  await run('npm', ['install', ...options, ...tarballs], { cwd: folder, env: environment });
});
after(() => rm(folder, { recursive: true, force: true }));

const npx = (...args) =>
  run('npx', ['--offline', NAME, ...args], { cwd: folder, env: environment });

test('each package has its licences, and the binary those of others', async () => {
  const { version } = JSON.parse(await readFile(join(packages, NAME, 'package.json'), 'utf8'));
  const files = await readdir(join(folder, 'node_modules', NAME));
  assert.deepEqual(files.sort(), [
    ...['LICENSE-APACHE', 'LICENSE-MIT', 'README.md', 'binary.js', 'main.js', 'package.json'],
  ]);
  const installed = join(folder, 'node_modules', platform);
  assert.deepEqual((await readdir(installed)).sort(), [
    ...['LICENSE-APACHE', 'LICENSE-MIT', 'LICENSES-THIRD-PARTY', 'README.md'],
    ...['iamsmart-sandbox', 'package.json'],
  ]);
  const manifest = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'));
  assert.deepEqual([manifest.version, manifest.os], [version, [process.platform]]);
  const notices = await readFile(join(installed, 'LICENSES-THIRD-PARTY'), 'utf8');
  for (const name of ['aws-lc-sys', 'axum', 'maud', 'tokio'])
    assert.match(notices, RegExp(`\n${name} `));
  const { size, mode } = await stat(join(installed, 'iamsmart-sandbox'));
  assert.ok(mode & 0o100 && size < 20_000_000, `${size} bytes, mode ${mode.toString(8)}`);
});

test('npx runs it, with its exit status', async () => {
  const { stdout } = await npx('--help');
  assert.match(stdout, /^Usage: iamsmart-sandbox /);
  await assert.rejects(npx('--port', '1'), { code: 2, stderr: /--port is not an option\./ });
});

test('a login against it, and it ends when it is told to', async () => {
  process.env.IAMSMART_SANDBOX = join(folder, 'node_modules/.bin', NAME);
  const { logIn, startSandbox } = await import('../gateway/sandbox.js');
  const { EService } = await import(`${process.env.IAMSMART_PKG}/server/inline.js`);
  const sandbox = await startSandbox();
  const { gateway, clientId, clientSecret, keyEncryptionKey } = sandbox.registration;
  const service = new EService({ gateway, clientId, clientSecret, keyEncryptionKey });
  const { userType } = await service.login(await logIn(sandbox));
  assert.equal(userType, 'sign');
  await sandbox.stop();
  await assert.rejects(fetch(gateway));
});

test('it ends by itself on SIGTERM, as the first process of a container has to', async () => {
  const options = [
    ...['--listen', '127.0.0.1:0', '--state', join(folder, 'state')],
    ...['--registration', join(folder, 'state/registration.json')],
    ...['--redirect-uri', 'http://127.0.0.1:3000/'],
  ];
  const binary = join(folder, 'node_modules', platform, 'iamsmart-sandbox');
  const child = spawn(binary, options, { stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = await once(child.stdout, 'data');
  const [, address] = `${line}`.match(/^listening on (\S+)/) ?? [];
  await run(binary, ['--health', address]);
  child.kill('SIGTERM');
  await once(child, 'exit');
  assert.deepEqual([child.exitCode, child.signalCode], [0, null]);
  await assert.rejects(run(binary, ['--health', address]), { code: 1 });
});
