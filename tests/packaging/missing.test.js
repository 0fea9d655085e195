// A module that does not come, or comes in part: every slim entry says so, and starts with the next call.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pkg = process.env.IAMSMART_PKG ?? join(root, 'pkg');
const at = (path) => pathToFileURL(join(pkg, path)).href;
const ROLES = ['page', 'verify', 'server', 'inspect', 'pdf'];
const missing = { name: 'IamSmartError', code: 'module-unusable', reason: 'missing' };

/** Sends modules, of `/cut/…` the half of what it announces. */
const server = createServer(async ({ url }, response) => {
  const [, how, role, type] = url.split('/');
  const bytes = await readFile(join(pkg, `wasm/${role}_bg.wasm`)).catch(() => undefined);
  if (!bytes) return void response.writeHead(404).end();
  response.writeHead(200, {
    'Content-Type': type === 'wasm' ? 'application/wasm' : 'application/octet-stream',
    'Content-Length': bytes.length,
  });
  if (how !== 'cut') return void response.end(bytes);
  response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
});
let origin;

before(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${server.address().port}`;
});
after(() => server.close());

for (const role of ROLES) {
  test(`the module of ${role}`, async () => {
    const { init } = await import(at(`${role}/slim.js`));
    const none = new Error('no such file');
    for (const [what, source] of Object.entries({
      'an address that nobody serves': () => 'http://127.0.0.1:1/module.wasm',
      'a status': () => `${origin}/whole/none/wasm`,
      'a fetch that fails': () => fetch('http://127.0.0.1:1/module.wasm'),
      'a reader of files that fails': () => Promise.reject(none),
      'half of a module': () => `${origin}/cut/${role}/wasm`,
      'half of a module of no type': () => `${origin}/cut/${role}/octets`,
      'a response with half of a module': () => fetch(`${origin}/cut/${role}/wasm`),
    })) {
      await assert.rejects(init(source()), missing, what);
    }
    // All of another one, and nothing.
    const other = role === 'page' ? 'pdf' : 'page';
    for (const source of [`${origin}/whole/${other}/wasm`, undefined]) {
      await assert.rejects(init(source), { code: 'module-unusable', reason: 'bytes' });
    }
    await init(`${origin}/whole/${role}/wasm`);
  });
}

test('a module of other imports', async () => {
  // Imports a function `f` of `other` (WebAssembly Core, §5.5.5).
  const foreign = Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0],
    ...[2, 11, 1, 5, 0x6f, 0x74, 0x68, 0x65, 0x72, 1, 0x66, 0, 0],
  ]);
  const { init } = await import(`${at('page/slim.js')}?foreign`);
  const headers = { 'Content-Type': 'application/wasm' };
  for (const source of [foreign, new Response(foreign, { headers }), new Response(foreign)]) {
    await assert.rejects(init(source), { code: 'module-unusable', reason: 'bytes' });
  }
});

test('where there is no WebAssembly, a module is not missing', async () => {
  const program = `
    const told = async (work) => {
      try { await work(); } catch ({ code, reason }) { return [code, reason]; }
    };
    const { init } = await import(${JSON.stringify(at('page/slim.js'))});
    const page = await import(${JSON.stringify(at('page/inline.js'))});
    console.log(JSON.stringify([
      await told(() => init(${JSON.stringify(`${origin}/whole/page/wasm`)})),
      await told(() => page.generateState()),
    ]));`;
  const args = ['--jitless', '--input-type=module', '--eval', program];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  assert.deepEqual(JSON.parse(stdout), Array(2).fill(['module-unusable', 'platform']));
});
