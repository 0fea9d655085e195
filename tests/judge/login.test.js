// OAuth 2.0 login against an independent authorization server.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as oauth from 'oauth4webapi';
import { CLIENT_ID, REDIRECT_URI, startProvider } from './provider.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pkg = process.env.IAMSMART_PKG ?? join(root, 'pkg');
const { beginLogin, completeLogin, generatePkce } = await import(
  pathToFileURL(join(pkg, 'page/inline.js'))
);

let provider;
let metadata;

before(async () => {
  provider = await startProvider();
  const found = await fetch(`${provider.issuer}/.well-known/openid-configuration`);
  metadata = await found.json();
});

after(() => provider?.stop());

test('the server is as strict as it is to be', () => {
  assert.deepEqual(metadata.code_challenge_methods_supported, ['S256']);
  assert.equal(metadata.authorization_response_iss_parameter_supported, true);
});

test('a login, and its code redeemed with the verifier', async () => {
  const { url, pending } = begin();
  const grant = completeLogin(await callback(url), pending);
  assert.equal(grant.redirectUri, REDIRECT_URI);
  const tokens = await redeem(grant);
  assert.equal(tokens.status, 200);
  assert.match(tokens.content.access_token, /./);
  const [, claims] = tokens.content.id_token.split('.');
  assert.equal(JSON.parse(Buffer.from(claims, 'base64url')).sub, 'chan');
});

test('a code is redeemed with no other verifier, nor without', async () => {
  for (const codeVerifier of [generatePkce().codeVerifier, '']) {
    const { url, pending } = begin();
    const grant = completeLogin(await callback(url), pending);
    const tokens = await redeem({ ...grant, codeVerifier });
    assert.equal(tokens.status, 400);
    assert.equal(tokens.content.error, 'invalid_grant');
  }
});

test('without our challenge, or with another method, the server refuses', async () => {
  for (const change of [
    (query) => query.delete('code_challenge'),
    (query) => query.set('code_challenge_method', 'plain'),
  ]) {
    const { url, pending } = begin();
    const changed = new URL(url);
    change(changed.searchParams);
    const address = await callback(changed);
    assert.throws(() => completeLogin(address, pending), {
      code: 'authorization-refused',
      message: /invalid_request/,
    });
  }
});

test('its refusal is read, and believed only with its issuer and our state', async () => {
  const { url, pending } = begin();
  const silent = new URL(url);
  silent.searchParams.set('prompt', 'none');
  const address = await callback(silent);
  const complete = (address, changes) => () => completeLogin(address, { ...pending, ...changes });
  assert.throws(complete(address), { code: 'authorization-refused', message: /login_required/ });
  assert.throws(complete(address, { issuer: 'https://other.example' }), {
    code: 'issuer-mismatch',
  });
  assert.throws(complete(address, { state: begin().pending.state }), { code: 'state-mismatch' });
  const without = new URL(address);
  without.searchParams.delete('iss');
  assert.throws(complete(without), { code: 'issuer-missing' });
});

test('oauth4webapi takes the same callback, and redeems the same code', async () => {
  const { url, pending } = begin();
  const address = new URL(await callback(url));
  const client = { client_id: CLIENT_ID };
  const checked = oauth.validateAuthResponse(metadata, client, address, pending.state);
  assert.equal(checked.get('code'), completeLogin(address, pending).code);
  const response = await oauth.authorizationCodeGrantRequest(
    metadata,
    client,
    oauth.None(),
    checked,
    REDIRECT_URI,
    pending.codeVerifier,
    { [oauth.allowInsecureRequests]: true },
  );
  const tokens = await oauth.processAuthorizationCodeResponse(metadata, client, response);
  assert.match(tokens.access_token, /./);
});

function begin() {
  return beginLogin({
    server: {
      kind: 'oauth2',
      authorizationEndpoint: metadata.authorization_endpoint,
      issuer: metadata.issuer,
      requireIssuer: true,
    },
    clientId: CLIENT_ID,
    redirectUri: REDIRECT_URI,
    scope: ['openid'],
    lang: 'zh-HK',
  });
}

/** Follows redirects like a browser, back to the e-service. */
async function callback(url) {
  const cookies = new Map();
  let address = new URL(url);
  for (let step = 0; step < 10; step += 1) {
    const Cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(address, { redirect: 'manual', headers: { Cookie } });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = cookie.match(/^([^=]+)=([^;]*)/);
      cookies.set(name, value);
    }
    const location = response.headers.get('Location');
    assert.ok(location, `HTTP ${response.status} from ${address}: ${await response.text()}`);
    address = new URL(location, address);
    if (address.href.startsWith(REDIRECT_URI)) return address.href;
  }
  throw new Error('The server never sends the browser back.');
}

/** Token request (RFC 6749 §4.1.3, RFC 7636 §4.5). */
async function redeem({ code, codeVerifier, redirectUri }) {
  const response = await fetch(metadata.token_endpoint, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: CLIENT_ID,
      code,
      redirect_uri: redirectUri,
      code_verifier: codeVerifier,
    }),
  });
  return { status: response.status, content: await response.json() };
}
