// The iAM Smart System stand-in, a person with the app, and an e-service's callback address.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const program = process.env.IAMSMART_SANDBOX;
assert.ok(program, 'IAMSMART_SANDBOX names the sandbox binary');

/** Starts a sandbox and the callback address that it pushes to. `stop` ends both. */
export async function startSandbox(...options) {
  const folder = await mkdtemp(join(tmpdir(), 'iamsmart-gateway-'));
  const callbacks = await startCallbacks();
  const registration = join(folder, 'registration.json');
  const child = spawn(
    program,
    [
      ...['--listen', '127.0.0.1:0', '--state', join(folder, 'state')],
      ...['--registration', registration],
      ...['--redirect-uri', callbacks.loginUri, '--redirect-uri', callbacks.uri],
      ...options,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  for await (const line of createInterface(child.stdout)) {
    if (line.startsWith('listening on ')) break;
  }
  assert.equal(child.exitCode, null, 'the sandbox runs');
  return {
    registration: JSON.parse(await readFile(registration, 'utf8')),
    callbacks,
    async stop() {
      child.kill();
      if (child.exitCode === null) await once(child, 'exit');
      await callbacks.stop();
      await rm(folder, { recursive: true });
    },
  };
}

/** An address that answers HTTP 200 and keeps the body of every push. */
async function startCallbacks() {
  const bodies = [];
  let arrived = () => {};
  const server = createServer(async (request, response) => {
    const chunks = await request.toArray();
    response.end();
    bodies.push(Buffer.concat(chunks).toString());
    arrived();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    loginUri: `${origin}/`,
    uri: `${origin}/callback`,
    /** The next push that nobody took yet. */
    async next() {
      while (bodies.length === 0) {
        await new Promise((resolve) => {
          arrived = resolve;
        });
      }
      return bodies.shift();
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** What `beginLogin` of the page does: a verifier, and the state that is made from it. */
export function newLogin() {
  const codeVerifier = randomBytes(32).toString('base64url');
  const digest = createHash('sha256').update(`iamsmart state 1\0${codeVerifier}`).digest();
  return { codeVerifier, state: digest.subarray(0, 27).toString('base64url') };
}

/** Opens the QR page, answers in the app, and returns the grant that the browser brings back. */
export async function logIn(
  { registration, callbacks },
  persona = 'chan',
  scope = 'eidapi_auth eidapi_sign',
) {
  const { codeVerifier, state } = newLogin();
  const query = new URLSearchParams({
    clientID: registration.clientId,
    responseType: 'code',
    source: 'PC_Browser',
    redirectURI: callbacks.loginUri,
    scope,
    state,
  });
  const page = await fetch(`${registration.gateway}/api/v1/auth/getQR?${query}`, {
    headers: { Accept: 'application/json' },
  });
  const { requestID, events } = await page.json();
  await answerInApp(registration.gateway, requestID, 'approve', persona);
  const stream = await (await fetch(events)).text();
  const [, address] = stream.match(/^event: ?finished\ndata: ?(.*)$/m);
  const code = new URL(address).searchParams.get('code');
  return { code, codeVerifier, state, redirectUri: callbacks.loginUri };
}

/** The app's request as it shows it. */
export async function shownInApp(gateway, id, persona = 'chan') {
  const response = await fetch(`${gateway}/app/api/requests/${id}?persona=${persona}`);
  assert.equal(response.status, 200);
  return response.json();
}

/** Presses a button in the app: 'approve', 'refuse' or 'cancel'. */
export async function answerInApp(gateway, id, answer, persona = 'chan') {
  const response = await fetch(`${gateway}/app/api/requests/${id}/${answer}`, {
    method: 'POST',
    body: JSON.stringify({ persona }),
  });
  assert.equal(response.status, 200, await response.text());
}

/** A signing request for a document, in the name of whoever the token belongs to. */
export function signingRequest({ callbacks }, token, changes = {}) {
  return {
    businessId: randomUUID(),
    accessToken: token.accessToken,
    openId: token.openId,
    source: 'PC_Browser',
    redirectUri: callbacks.uri,
    state: randomBytes(16).toString('base64url'),
    digest: createHash('sha256').update('hello').digest(),
    department: '運輸署',
    serviceName: 'Parking permits',
    documentName: 'TD-318',
    ...changes,
  };
}
