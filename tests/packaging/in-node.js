// Runs in a project that has the packed package installed and nothing else.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

const wasm = (role) => readFile(new URL(import.meta.resolve(`iamsmart/${role}.wasm`)));
// RFC 7636, Appendix B.
const CODE_VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const CODE_CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
// FIPS 180-4, the example 'abc'.
const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

const slim = await import('iamsmart/slim');
assert.throws(() => slim.initSync(new Uint8Array(4)), {
  name: 'IamSmartError',
  code: 'module-unusable',
});
await assert.rejects(slim.init(Promise.reject(new Error('offline'))), { code: 'module-unusable' });
await slim.init(wasm('page'));
await slim.init(wasm('page'));
assert.equal(slim.calculateCodeChallenge(CODE_VERIFIER), CODE_CHALLENGE);

const verifySlim = await import('iamsmart/verify/slim');
verifySlim.initSync(await wasm('verify'));
const serverSlim = await import('iamsmart/server/slim');
serverSlim.initSync(await WebAssembly.compile(await wasm('server')));

const page = await import('iamsmart');
const verify = await import('iamsmart/verify');
const server = await import('iamsmart/server');

assert.equal(page.calculateCodeChallenge(CODE_VERIFIER), CODE_CHALLENGE);
assert.equal(Buffer.from(await page.hashContent('abc')).toString('hex'), ABC);
const hasher = new page.ContentHasher();
hasher.update(new TextEncoder().encode('a')).update(new TextEncoder().encode('bc'));
assert.equal(Buffer.from(hasher.digest()).toString('hex'), ABC);

const { DenoKvStore } = await import('iamsmart/server/deno-kv');
const { DurableObjectStore } = await import('iamsmart/server/durable-object');
for (const store of [server.MemoryStore, DenoKvStore, DurableObjectStore]) {
  assert.equal(typeof new store().changed, 'function');
}

for (const module of [slim, verify, verifySlim, server, serverSlim]) {
  assert.equal(module.IamSmartError, page.IamSmartError);
}
const failures = {
  'code-verifier-invalid': () => page.calculateCodeChallenge('short'),
  'base64-invalid': () => verify.validateCertificatePath({ trustAnchors: [], certificate: '!' }),
  'endpoint-insecure': () =>
    new server.EService({
      gateway: 'http://example.com',
      clientId: '0'.repeat(32),
      clientSecret: 'secret',
      keyEncryptionKey: async () => new Uint8Array(32),
    }),
};
for (const [code, fail] of Object.entries(failures)) {
  assert.throws(fail, (error) => error instanceof page.IamSmartError && error.code === code);
}
