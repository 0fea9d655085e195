// Modules that trap, on purpose: the call that does throws 'module-trapped', objects of the dead
// instance say that they are lost, an EService goes on, and the next call works.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pkg = process.env.IAMSMART_PKG ?? join(root, 'pkg');
const load = (path) => import(pathToFileURL(join(pkg, path)).href);
const fixture = (name) => readFileSync(join(root, 'tests/fixtures', name));

/** Every instance in the order of its start. */
const instances = [];
const { Instance } = WebAssembly;
WebAssembly.Instance = class extends Instance {
  constructor(...args) {
    super(...args);
    instances.push(this);
  }
};

/** An entry, started by its first call, and a look at the memory of its newest instance. */
async function entry(path, start) {
  const before = instances.length;
  const module = await load(path);
  assert.equal(instances.length, before, 'an import starts no module');
  start(module);
  const first = instances[before];
  const memory = () => {
    const names = Object.keys(first.exports).join();
    const own = instances.filter(({ exports }) => Object.keys(exports).join() === names);
    return Object.values(own.at(-1).exports).find((value) => value instanceof WebAssembly.Memory);
  };
  return { module, memory };
}

const page = await entry('page/inline.js', (module) => module.generateState());
const verify = await entry('verify/inline.js', (module) => module.iamSmartProfile());
const server = await entry('server/inline.js', (module) => module.resultCode('D00000'));

/** Ways to make any call trap. */
const overwritten = (memory) => new Uint8Array(memory.buffer).fill(0xff);
const usedUp = (memory) => {
  for (let pages = 65_536; pages >= 1; pages /= 2) {
    try {
      for (;;) memory.grow(pages);
    } catch {
      // Half as much may still fit.
    }
  }
};

const trapped = { name: 'IamSmartError', code: 'module-trapped', message: /starts it anew/ };
const lost = { name: 'IamSmartError', code: 'module-trapped', message: /lost .* Make a new one/ };
const ABC = new TextEncoder().encode('abc');
// FIPS 180-4, the example 'abc'.
const DIGEST = 'ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=';
const base64 = (bytes) => Buffer.from(bytes).toString('base64');
const long = 'x'.repeat(2_000_000);
const form = new FormData();
form.append('field', long);

const ROLES = {
  page: {
    ...page,
    call: () => page.module.canonicalizeJson(`"${long}"`),
    works: async () => {
      assert.equal(
        page.module.hkicHash('A123456(3)'),
        'rDcExehSzsiEp2laLaJqrtaX2ua9sdaugwaY5ONmYwk=',
      );
      assert.equal(base64(await page.module.hashContent('abc')), DIGEST);
    },
  },
  verify: {
    ...verify,
    call: () => verify.module.verifyEvidence(`"${long}"`, { trustAnchors: [] }),
    works: async () => {
      const pointers = verify.module.revocationPointers(fixture('pki/person.pem'));
      assert.ok(Array.isArray(pointers.crls));
    },
  },
  server: {
    ...server,
    call: () => server.module.hashForm(form, { formName: 'f' }),
    works: async () => {
      assert.equal(server.module.resultCode('D00000').code, 'D00000');
      const { digest, text } = await server.module.hashForm(new FormData(), { formName: 'f' });
      assert.equal(base64(digest), base64(await page.module.hashContent(text)));
    },
  },
};

afterEach(async () => {
  for (const { works } of Object.values(ROLES)) await works();
});

for (const [role, { memory, call, works }] of Object.entries(ROLES)) {
  for (const [how, trap] of Object.entries({ overwritten, usedUp })) {
    test(`${role}: memory ${how}`, async () => {
      await works();
      for (let i = 0; i < 3; i += 1) {
        const started = instances.length;
        trap(memory());
        await assert.rejects(async () => call(), trapped);
        await works();
        assert.equal(instances.length, started + 1, 'one start for one trap');
        assert.ok(memory().buffer.byteLength < 30_000_000, 'a small memory again');
      }
    });
  }
}

test('the cause is the trap itself', () => {
  overwritten(page.memory());
  const { cause } = caught(() => page.module.generatePkce());
  assert.ok(cause instanceof WebAssembly.RuntimeError || cause instanceof RangeError, cause);
});

test('an error of an argument is no trap', async () => {
  const hasher = new page.module.ContentHasher();
  const started = instances.length;
  assert.throws(() => page.module.hkicHash(1), { code: 'invalid-argument' });
  assert.throws(() => page.module.canonicalizeJson('{'), { code: 'json-syntax' });
  assert.equal(base64(hasher.update(ABC).digest()), DIGEST);
  assert.equal(instances.length, started);
});

test('a stack that is used up', async () => {
  const nested = '['.repeat(512) + ']'.repeat(512);
  const told = new Set();
  // Where even the error finds no room, the platform's own is thrown: where the stack ends is chance.
  for (let round = 0; round < 20 && !told.has('module-trapped'); round += 1) {
    let returned;
    const down = () => {
      try {
        down();
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
      }
      if (returned) return;
      try {
        returned = page.module.canonicalizeJson(nested);
      } catch (error) {
        told.add(error instanceof RangeError ? 'RangeError' : error.code);
      }
    };
    down();
    assert.equal(Buffer.from(returned).toString(), nested);
  }
  assert.ok(told.has('module-trapped'), [...told].join());
  assert.deepEqual(
    [...told].filter((code) => !['module-trapped', 'RangeError'].includes(code)),
    [],
  );
});

test('a module whose start met the end of the stack starts with the next call', async (t) => {
  overwritten(page.memory());
  assert.throws(() => page.module.generatePkce(), trapped);
  const isCalled = t.mock.method(Object, 'fromEntries', () => {
    throw new RangeError('Maximum call stack size exceeded');
  });
  assert.throws(() => page.module.generatePkce(), RangeError);
  assert.equal(isCalled.mock.callCount(), 1);
  isCalled.mock.restore();
  assert.equal(page.module.generateState().length, 22);
});

test('a hasher of the dead instance is lost, before and after the next start', async () => {
  for (const startsFirst of [false, true]) {
    const hasher = new page.module.ContentHasher();
    hasher.update(ABC);
    overwritten(page.memory());
    assert.throws(() => page.module.generatePkce(), trapped);
    if (startsFirst) page.module.generateState();
    assert.throws(() => hasher.update(ABC), lost);
    assert.throws(() => hasher.digest(), lost);
    assert.equal(base64(new page.module.ContentHasher().update(ABC).digest()), DIGEST);
  }
});

test('content that is hashed meanwhile is lost', async () => {
  async function* chunks() {
    yield ABC;
    overwritten(page.memory());
    assert.throws(() => page.module.generatePkce(), trapped);
    yield ABC;
  }
  await assert.rejects(page.module.hashContent(chunks()), lost);
});

test('objects that are collected free nothing of the new instance', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  let hashers = Array.from({ length: 2_000 }, () => new page.module.ContentHasher());
  overwritten(page.memory());
  assert.throws(() => page.module.generatePkce(), trapped);
  assert.throws(() => hashers[0].update(ABC), lost);
  hashers = undefined;
  const later = Array.from({ length: 2_000 }, () => new page.module.ContentHasher().update(ABC));
  for (let i = 0; i < 3; i += 1) {
    collect();
    await new Promise((resolve) => setTimeout(resolve));
  }
  for (const hasher of later) assert.equal(base64(hasher.digest()), DIGEST);
});

test('a getter that calls the module again and traps it ends both calls', () => {
  let inner;
  const input = {
    get digest() {
      overwritten(page.memory());
      inner = caught(() => page.module.generatePkce());
      // The outer call is not over: nothing may start anew beneath it.
      assert.throws(() => page.module.generateState(), trapped);
      return DIGEST;
    },
    boundTo: { openId: 'id' },
  };
  assert.throws(() => page.module.identificationCode(input), trapped);
  assert.equal(inner.code, 'module-trapped');
});

test('an EService goes on, and says which of its calls is lost', async () => {
  const callbacks = JSON.parse(fixture('wire/wire.json')).callbacks;
  const body = callbacks.kinds.profile;
  const key = Buffer.from(fixture('wire/kek.pem'));
  let meanwhile = () => {};
  const service = new server.module.EService({
    gateway: 'https://gateway.example',
    clientId: 'edae2e2529ff46228af1e4d18c8405d1',
    clientSecret: 'secret',
    keyEncryptionKey: der(key.toString()),
    fetch: async () => {
      meanwhile();
      return new Response('{"txID":"t","code":"D20009","message":"m"}');
    },
  });
  const opened = async () => (await service.openCallback({ body })).fields.idNo.identification;
  const refused = { code: 'gateway-refused', resultCode: 'D20009' };
  const trap = () => {
    overwritten(server.memory());
    assert.throws(() => server.module.resultCode('D00000'), trapped);
  };
  assert.equal(await opened(), 'A123456');
  trap();
  assert.equal(await opened(), 'A123456');
  trap();
  await assert.rejects(service.getToken({ code: 'c' }), refused);
  meanwhile = trap;
  // The call itself is lost, but not the fetching of a key, which has no state in the module.
  await assert.rejects(service.revokeKey(), lost);
  await assert.rejects(service.getToken({ code: 'c' }), refused);
  meanwhile = () => {};
  await assert.rejects(service.revokeKey(), refused);
  overwritten(server.memory());
  await assert.rejects(opened(), trapped);
  assert.equal(await opened(), 'A123456');

  /** The DER of the key, in memory that its owner wipes at once. */
  function der(pem) {
    const bytes = new Uint8Array(Buffer.from(pem.replace(/-----.*-----/g, ''), 'base64'));
    queueMicrotask(() => bytes.fill(0));
    return bytes;
  }
});

function caught(call) {
  try {
    call();
  } catch (error) {
    return error;
  }
  throw new assert.AssertionError({ message: 'nothing was thrown' });
}
