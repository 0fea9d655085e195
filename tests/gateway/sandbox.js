// The sandbox, a person with the app, and an e-service's callback address.

import assert from 'node:assert/strict';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removed, start } from '../e2e/programs.js';

const program = process.env.IAMSMART_SANDBOX;
assert.ok(program, 'IAMSMART_SANDBOX names the sandbox binary');

/** Starts a sandbox and its callback address. `stop` ends both. */
export async function startSandbox(...options) {
  const folder = await mkdtemp(join(tmpdir(), 'iamsmart-gateway-'));
  const callbacks = await startCallbacks();
  const registration = join(folder, 'registration.json');
  const child = await start(
    program,
    [
      ...['--listen', '127.0.0.1:0', '--state', join(folder, 'state')],
      ...['--registration', registration],
      ...['--redirect-uri', callbacks.loginUri, '--redirect-uri', callbacks.uri],
      ...options,
    ],
    { ready: /^listening on / },
  ).catch(async (error) => {
    await callbacks.stop();
    throw error;
  });
  return {
    registration: JSON.parse(await readFile(registration, 'utf8')),
    callbacks,
    async stop() {
      await child.stop();
      await callbacks.stop();
      await removed(folder);
    },
  };
}

/** A server that responds with HTTP 200 and stores every push. */
async function startCallbacks() {
  const pushes = [];
  let arrived = () => {};
  const server = createServer(async (request, response) => {
    const chunks = await request.toArray();
    response.end();
    pushes.push({ type: request.headers['content-type'], body: Buffer.concat(chunks) });
    arrived();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${server.address().port}`;
  const take = async () => {
    while (pushes.length === 0) {
      await new Promise((resolve) => {
        arrived = resolve;
      });
    }
    return pushes.shift();
  };
  return {
    loginUri: `${origin}/`,
    uri: `${origin}/callback`,
    /** Body of the next push; waits for one. */
    async next() {
      return (await take()).body.toString();
    },
    /** The next push as the Request that an edge worker receives. */
    async nextRequest() {
      const { type, body } = await take();
      const headers = { 'Content-Type': type };
      return new Request('https://service.example/', { method: 'POST', headers, body });
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Like `beginLogin` in the page: a code verifier, and the state derived from it. */
export function newLogin() {
  const codeVerifier = randomBytes(32).toString('base64url');
  const digest = createHash('sha256').update(`iamsmart state 1\0${codeVerifier}`).digest();
  return { codeVerifier, state: digest.subarray(0, 27).toString('base64url') };
}

/** Opens the QR page, answers in the app, and returns the grant from the redirect. */
export async function logIn(
  { registration, callbacks },
  persona = 'chan',
  scope = 'eidapi_auth eidapi_sign',
  { answer = 'approve', ...parameters } = {},
) {
  const { codeVerifier, state } = newLogin();
  const query = new URLSearchParams({
    clientID: registration.clientId,
    responseType: 'code',
    source: 'PC_Browser',
    redirectURI: callbacks.loginUri,
    scope,
    state,
    ...parameters,
  });
  const page = await fetch(`${registration.gateway}/api/v1/auth/getQR?${query}`, {
    headers: { Accept: 'application/json' },
  });
  const { requestID, events } = await page.json();
  await answerInApp(registration.gateway, requestID, answer, persona);
  const stream = await (await fetch(events)).text();
  const [, address] = stream.match(/^event: ?finished\ndata: ?(.*)$/m);
  const { code, ...returned } = Object.fromEntries(new URL(address).searchParams);
  const grant = { code, codeVerifier, state, redirectUri: callbacks.loginUri };
  return returned.businessID ? { ...grant, businessId: returned.businessID } : grant;
}

/** The request as shown in the app. */
export async function shownInApp(gateway, id, persona = 'chan') {
  const response = await fetch(`${gateway}/app/api/requests/${id}?persona=${persona}`);
  assert.equal(response.status, 200);
  return response.json();
}

/** Presses a button in the app: 'approve', 'refuse', 'cancel' or 'fail'. */
export async function answerInApp(gateway, id, answer, persona = 'chan', fields = undefined) {
  const response = await fetch(`${gateway}/app/api/requests/${id}/${answer}`, {
    method: 'POST',
    body: JSON.stringify({ persona, fields }),
  });
  assert.equal(response.status, 200, await response.text());
}

/** Adds a fault: `at` is an endpoint, 'callback' or 'redirect'. */
export async function fault(gateway, rule) {
  const response = await fetch(`${gateway}/faults/api`, {
    method: 'POST',
    body: JSON.stringify(rule),
  });
  assert.equal(response.status, 201, await response.text());
}

/** Parameters common to all requests for the user of the token. */
export function accountRequest({ callbacks }, token, changes = {}) {
  return {
    businessId: randomUUID(),
    accessToken: token.accessToken,
    openId: token.openId,
    source: 'PC_Browser',
    callbackUri: callbacks.uri,
    state: randomBytes(16).toString('base64url'),
    ...changes,
  };
}

/** A signing request for a document, to the user of the token. */
export function signingRequest(sandbox, token, changes = {}) {
  return {
    ...accountRequest(sandbox, token),
    digest: createHash('sha256').update('hello').digest(),
    department: '運輸署',
    serviceName: 'Parking permits',
    documentName: 'TD-318',
    ...changes,
  };
}
