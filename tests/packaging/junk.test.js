// Whatever is handed to an export of an entry: what it throws, at once or later, is an IamSmartError.
// Wholly random arguments, and arguments that are right but for one part.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { ENTRIES, LEFT_OUT } from './junk/entries.js';
import { junk, spoiled } from './junk/values.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pkg = process.env.IAMSMART_PKG ?? join(root, 'pkg');
const load = (path) => import(pathToFileURL(join(pkg, path)).href);

/** Runs for each function; the step `junk-long` asks for more. */
const numRuns = Number(process.env.IAMSMART_JUNK_RUNS ?? 100);
/** The seed of the junk: the same in every run, unless `IAMSMART_JUNK_SEED` is another or 'new'. */
const asked = process.env.IAMSMART_JUNK_SEED ?? '1';
const seed = asked === 'new' ? Date.now() % 2 ** 31 : Number(asked);
console.log(`${numRuns} runs for each function, seed ${seed}`);

/** Functions that make arguments: any, or right ones but for one part. */
const argumentsOf = (valid) => {
  const any = fc.array(junk, { maxLength: 4 });
  const rights = valid.map((value) => () => value);
  const almost = valid.map((value, index) =>
    spoiled(value).map((make) => rights.with(index, make)),
  );
  return fc.oneof(any, ...almost);
};

const isClass = (value) => /^class\b/.test(Function.prototype.toString.call(value));
const isError = (value) => value === Error || value.prototype instanceof Error;

async function ensureOurs(name, args, call) {
  try {
    const result = call();
    if (typeof result?.then === 'function' && result instanceof Promise) await result;
  } catch (error) {
    const isOurs = error?.name === 'IamSmartError' && /^[a-z0-9-]+$/.test(error.code);
    if (!isOurs) assert.fail(`${name}(${described(args)}) threw ${described(error)}`);
  }
}

function described(value) {
  try {
    return inspect(value, { depth: 4 });
  } catch {
    return 'something that cannot be shown';
  }
}

async function property(name, valid, call) {
  const check = fc.asyncProperty(argumentsOf(valid), (makers) => {
    const args = makers.map((make) => make());
    return ensureOurs(name, args, () => call(...args));
  });
  await fc.assert(check, { numRuns, seed, endOnFailure: true });
}

/** What can be called of an entry: functions, classes, and the methods of the objects given. */
function* callable(entry, objects) {
  for (const [name, value] of Object.entries(entry)) {
    if (typeof value !== 'function' || isError(value)) continue;
    if (!isClass(value)) yield [name, value];
    else {
      yield [name, (...args) => new value(...args)];
      for (const method of methodsOf(value)) {
        yield [`${name}.${method}`, (...args) => value[method](...args)];
      }
    }
  }
  for (const [name, make] of Object.entries(objects)) {
    const prototype = Object.getPrototypeOf(make());
    for (const method of Object.getOwnPropertyNames(prototype)) {
      const { value } = Object.getOwnPropertyDescriptor(prototype, method);
      if (method === 'constructor' || typeof value !== 'function') continue;
      if (LEFT_OUT.includes(`${name}#${method}`)) continue;
      yield [`${name}#${method}`, (...args) => make()[method](...args)];
    }
  }
}

const methodsOf = (value) =>
  Object.getOwnPropertyNames(value).filter((name) => typeof value[name] === 'function');

for (const [file, what] of Object.entries(ENTRIES)) {
  const entry = await load(file);
  const { valid, objects } = what(entry);
  const calls = [...callable(entry, objects)];
  for (const [name, call] of calls) {
    test(`${file}: ${name}`, () => property(name, valid[name] ?? [], call));
  }
  test(`${file}: the valid arguments are of functions that exist`, () => {
    const names = calls.map(([name]) => name);
    for (const name of Object.keys(valid)) {
      assert.ok(names.includes(name) || !(name.split(/[.#]/)[0] in entry), name);
    }
  });
}

test('flows/inline.js: Flows#run', async () => {
  const { Flows } = await load('flows/inline.js');
  const flows = ENTRIES['flows/inline.js']({ Flows }).objects.Flows();
  for (const options of [null, 5, { everyMs: 0 }, { everyMs: '1' }, { everyMs: 5, signal: {} }]) {
    await assert.rejects(flows.run(options), { code: 'invalid-argument' });
  }
  await flows.run({ everyMs: 5, signal: AbortSignal.abort() });
});
