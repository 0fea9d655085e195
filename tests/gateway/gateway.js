// A gateway for what the sandbox does not do: it answers each call as a test says, wrongly at will.

import { constants, createHash, createPublicKey, publicEncrypt } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

export const keyEncryptionKey = readFileSync(
  new URL('../fixtures/wire/kek.pem', import.meta.url),
  'utf8',
);
const contentKey = createHash('sha256').update('content key').digest();

/** getKey's answer. */
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

/** A refusal with a result code. */
export function refusal(code) {
  return JSON.stringify({ txID: '<T=1>', code, message: 'refused' });
}

/**
 * Answers getKey rightly and all else with `answer`, unless the last path segment has an answer of
 * its own. An answer is a text, or a function that is handed the response.
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
    /** What was called so far: the last path segments. */
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
