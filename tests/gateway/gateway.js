// A gateway for behaviour that the sandbox lacks: each test defines the response to each call.

import { constants, createHash, createPublicKey, publicEncrypt } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

export const keyEncryptionKey = readFileSync(
  new URL('../fixtures/wire/kek.pem', import.meta.url),
  'utf8',
);
const contentKey = createHash('sha256').update('content key').digest();

/** Response to getKey. */
export function keyAnswer() {
  const key = createPublicKey(keyEncryptionKey);
  const wrapped = publicEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, contentKey);
  const content = {
    secretKey: wrapped.toString('base64'),
    pubKey: '',
    issueAt: Date.now(),
    expiresIn: 86_400_000,
  };
  return JSON.stringify({ txID: '<T=1>', code: 'D00000', message: 'SUCCESS', content });
}

/** Error response with a result code. */
export function refusal(code) {
  return JSON.stringify({ txID: '<T=1>', code, message: 'refused' });
}

/**
 * Responds correctly to getKey, and with `answer` to other calls, unless `answers` has one for the
 * last path segment. An answer is a string, or a function that receives the response object.
 */
export async function startGateway(answer, answers = {}) {
  const calls = [];
  const server = createServer(async (request, response) => {
    const name = request.url.split('/').at(-1);
    const body = Buffer.concat(await request.toArray()).toString();
    calls.push({ name, url: request.url, headers: request.headers, body });
    const say = answers[name] ?? (name === 'getKey' ? keyAnswer() : answer);
    if (typeof say === 'function') return say(response);
    return response.end(say);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    /** Calls so far, by their last path segments. */
    get names() {
      return calls.map(({ name }) => name);
    },
    calls,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
