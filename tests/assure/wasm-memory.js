// Searches the memories of the WebAssembly modules for secrets, after their objects were freed. A
// program of its own, because the modules are made when the package is imported.

import { constants, createPrivateKey, privateDecrypt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

/** @type {WebAssembly.Memory[]} */
const memories = [];
const { Instance } = WebAssembly;
WebAssembly.Instance = /** @type {any} */ (
  new Proxy(Instance, {
    construct(target, given) {
      const instance = new target(.../** @type {[WebAssembly.Module]} */ (given));
      for (const value of Object.values(instance.exports)) {
        if (value instanceof WebAssembly.Memory) memories.push(value);
      }
      return instance;
    },
  })
);

const { answer, fill, inside, settled, sign, startSandbox, user } = await import('./inside.js');
await startModules();

const sandbox = await startSandbox();
// A program that waits for this one would wait for the sandbox, too.
process.on('uncaughtException', async (error) => {
  console.error(error);
  await sandbox.stop();
  process.exit(1);
});
const { registration } = sandbox;
const key = createPrivateKey(registration.keyEncryptionKey);
const parts = key.export({ format: 'jwk' });
const octets = (text) => Buffer.from(text, 'base64url');
/** @type {Record<string, Buffer[]>} */
const secrets = {
  'client secret': [Buffer.from(registration.clientSecret)],
  'KEK: p': bothWays(octets(parts.p)),
  'KEK: q': bothWays(octets(parts.q)),
  'KEK: d': bothWays(octets(parts.d)),
  'KEK: text': [Buffer.from(registration.keyEncryptionKey.split('\n')[1])],
  'content key of getKey': [],
  'content key of a callback': [],
  'access token': [],
  'code verifier': [],
  'identity card number': [Buffer.from('A1234563'), Buffer.from('A123456')],
  name: [Buffer.from('CHAN, Tai Man')],
};

const baseline = search();
const found = await used();
for (let i = 0; i < 5; i += 1) {
  collect();
  await pause(50);
}
const after = search();
process.stdout.write(JSON.stringify({ baseline, found, after }));
await sandbox.stop();
process.exit(0);

/** A module starts with its first call; what it has of itself is then in its memory. */
async function startModules() {
  const pkg = process.env.IAMSMART_PKG;
  const { generateState } = await import(`${pkg}/page/inline.js`);
  const { resultCode } = await import(`${pkg}/server/inline.js`);
  const { iamSmartProfile } = await import(`${pkg}/verify/inline.js`);
  generateState();
  resultCode('D00000');
  iamSmartProfile();
  if (memories.length !== 3) throw new Error(`${memories.length} modules were started`);
}

/** Uses everything, in a function of its own, so that nothing of it lives on. Returns what is found then. */
async function used() {
  const realFetch = globalThis.fetch;
  globalThis.fetch = async (...request) => {
    const response = await realFetch(...request);
    if (`${request[0]}`.endsWith('/security/getKey')) {
      const { content } = await response.clone().json();
      secrets['content key of getKey'].push(unwrapped(content.secretKey));
    }
    return response;
  };
  const service = inside(sandbox);
  const token = await user(service);
  secrets['access token'].push(Buffer.from(token.accessToken));
  const begun = service.flows.login.begin({
    redirectUri: sandbox.callbacks.loginUri,
    scope: ['eidapi_auth'],
    source: 'PC_Browser',
  });
  secrets['code verifier'].push(Buffer.from(JSON.parse(begun.kept).codeVerifier));
  for (const ask of [fill, sign]) {
    const open = await ask(service, token);
    await answer(service, open.ticketId);
    const body = await sandbox.callbacks.next();
    secrets['content key of a callback'].push(unwrapped(JSON.parse(body).secretKey));
    await service.flows.callback({ body });
    await settled(service, open.businessId);
    await service.flows.take(open.businessId, { owner: 'a person' });
  }
  globalThis.fetch = realFetch;
  return search();
}

/** The key at the end of the block; Node 20 does not remove the padding (CVE-2023-46809). */
function unwrapped(base64) {
  const padding = constants.RSA_NO_PADDING;
  return privateDecrypt({ key, padding }, Buffer.from(base64, 'base64')).subarray(-32);
}

/** Octets as they are, and as limbs of a number, the least first. */
function bothWays(bytes) {
  return [bytes, Buffer.from(bytes).reverse()];
}

/** How often each secret is in each memory. */
function search() {
  return Object.fromEntries(
    Object.entries(secrets).map(([name, needles]) => {
      const counts = memories.map((memory) => {
        const bytes = Buffer.from(memory.buffer);
        // A part of a number is enough of it.
        return needles.reduce((sum, needle) => sum + count(bytes, needle.subarray(0, 24)), 0);
      });
      return [name, { planted: needles.length, counts }];
    }),
  );
}

function count(bytes, needle) {
  let times = 0;
  for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at + 1)) times += 1;
  return times;
}
