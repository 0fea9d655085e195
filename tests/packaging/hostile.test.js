// Arguments of every kind for every function of the modules: each call ends, and where it throws it
// throws an IamSmartError; afterwards the module works.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { FUNCTIONS } from './hostile/functions.js';
import { HOSTILE, replaced } from './hostile/values.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pkg = process.env.IAMSMART_PKG ?? join(root, 'pkg');
const load = (path) => import(pathToFileURL(join(pkg, path)).href);
const { IamSmartError } = await load('foundation.js');

/** The module of a role, once its entry has instantiated it. */
async function module(role) {
  await load(`${role}/inline.js`);
  return load(`wasm/${role}.js`);
}

/** Exports that take nothing of a caller's: those of the module's start, and classes without arguments. */
const UNCALLED = ['default', 'initSync', 'isLost', 'startsFrom', 'Call', 'WrappedKey'];

for (const role of ['page', 'verify', 'server', 'inspect', 'pdf']) {
  test(`${role}: every call ends, and throws nothing but an IamSmartError`, async () => {
    const wasm = await module(role);
    const functions = FUNCTIONS[role](wasm);
    const named = Object.keys(functions).map((name) => name.split('.')[0]);
    const exported = Object.keys(wasm).filter((name) => !UNCALLED.includes(name));
    assert.deepEqual([...new Set(named)].sort(), exported.sort());

    const calls = Object.entries(functions).map(([name, entry]) => {
      const {
        valid,
        call = wasm[name],
        before,
        throws,
      } = Array.isArray(entry) ? { valid: entry } : entry;
      return { name, valid, call, before, throws };
    });
    const works = () => {
      for (const { name, valid, call, before, throws } of calls) {
        before?.();
        if (throws) assert.throws(() => call(...valid), IamSmartError, name);
        else assert.doesNotThrow(() => call(...valid), name);
      }
    };
    works();
    let count = 0;
    for (const { name, valid, call } of calls) {
      for (const [index, value] of valid.entries()) {
        for (const [kind, hostile] of replaced(value)) {
          count += 1;
          try {
            call(...valid.map((one, i) => (i === index ? hostile : one)));
          } catch (error) {
            assert.ok(error instanceof IamSmartError, `${name}(${index})${kind}: ${error.stack}`);
            assert.match(error.code, /^[a-z0-9-]+$/);
          }
        }
      }
    }
    // A few functions of inspect and pdf, and dozens of the others.
    const fewest = { inspect: 100, pdf: 300 }[role] ?? 900;
    assert.ok(count > fewest, `${count} calls`);
    works();
  });
}

test('errors by the hundred thousand leave the module as it was', async () => {
  const page = await module('page');
  for (let i = 0; i < 100_000; i += 1) {
    assert.throws(() => page.completeLogin('x', HOSTILE['an object that throws']), IamSmartError);
  }
  assert.equal(page.hkicHash('A123456(3)'), 'rDcExehSzsiEp2laLaJqrtaX2ua9sdaugwaY5ONmYwk=');
});
