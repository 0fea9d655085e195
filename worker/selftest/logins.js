// PKCE, logins and their callbacks.

import { createHash } from 'node:crypto';
import { Group, table } from './group.js';

const RFC_7636 = 'RFC 7636';
const NODE = 'OpenSSL, in Node';

export function pkce() {
  const group = new Group('pkce');
  const challenge = (
    /** @type {string} */ name,
    /** @type {string} */ codeVerifier,
    /** @type {string} */ expected,
    /** @type {string} */ by,
  ) => group.add({ name, call: 'codeChallenge', input: { codeVerifier }, expected, by });

  challenge(
    'the example of Appendix B',
    'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
    'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    `${RFC_7636}, Appendix B`,
  );
  const unreserved = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~';
  for (const [name, verifier] of [
    ['43 characters, the least', 'a'.repeat(43)],
    ['128 characters, the most', '~'.repeat(128)],
    ['every character that is allowed', unreserved],
  ]) {
    challenge(name, verifier, createHash('sha256').update(verifier).digest('base64url'), NODE);
  }
  for (const [name, verifier] of [
    ['42 characters', 'a'.repeat(42)],
    ['129 characters', 'a'.repeat(129)],
    ['a character that is not allowed', `${'a'.repeat(42)}+`],
    ['a letter that is not ASCII', `${'a'.repeat(42)}é`],
    ['nothing', ''],
  ]) {
    challenge(name, verifier, 'code-verifier-invalid', `${RFC_7636}, §4.1`);
  }
  group.add({
    name: 'verifiers of 256 bits, each another, with their challenges',
    call: 'manyPkce',
    input: { count: 100 },
    expected: '100 of 43 characters, S256, each with its challenge',
    by: `${RFC_7636}, §4.1, §4.2`,
  });
  group.add({
    name: 'states of 128 bits, each another',
    call: 'manyStates',
    input: { count: 100 },
    expected: '100 of 22 characters',
    by: 'RFC 6749, §10.12',
  });
  return group;
}

const NOW = { time: '2026-01-01T00:00:00Z' };
/** A login lasts 18 minutes: docs/confidence.md. */
const LATE = { time: '2026-01-01T00:18:00Z' };
const OPTIONS = {
  server: { kind: 'iamsmart', gateway: 'https://apigw.iamsmart.gov.hk' },
  clientId: 'edae2e2529ff46228af1e4d18c8405d1',
  redirectUri: 'https://e-service.example/back?form=1',
  scope: ['eidapi_auth', 'eidapi_sign'],
  source: 'PC_Browser',
  lang: 'zh-HK',
  now: NOW,
};
const BROKER = {
  kind: 'oauth2',
  authorizationEndpoint: 'https://broker.example/authorize?t=1',
  issuer: 'https://broker.example',
  requireIssuer: true,
};

export function logins() {
  const group = new Group('logins');
  group.add({
    name: 'the address of the gateway’s page',
    call: 'loginUrl',
    input: { ...OPTIONS, brokerPage: true, ticketId: 'ticket-1' },
    expected:
      'https://apigw.iamsmart.gov.hk/api/v1/auth/getQR?clientID=edae2e2529ff46228af1e4d18c8405d1&responseType=code&source=PC_Browser&redirectURI=https%3A%2F%2Fe-service.example%2Fback%3Fform%3D1&scope=eidapi_auth%20eidapi_sign&state=…36&lang=zh-HK&brokerPage=true&ticketID=ticket-1 until 2026-01-01T00:18:00.000Z',
    by: 'iAM Smart API, getQR',
  });
  group.add({
    name: 'the address of another authorization server',
    call: 'loginUrl',
    input: { ...OPTIONS, server: BROKER },
    expected:
      'https://broker.example/authorize?t=1&response_type=code&client_id=edae2e2529ff46228af1e4d18c8405d1&redirect_uri=https%3A%2F%2Fe-service.example%2Fback%3Fform%3D1&scope=eidapi_auth%20eidapi_sign&state=…22&code_challenge=…its verifier’s&code_challenge_method=S256&ui_locales=zh-HK until 2026-01-01T00:18:00.000Z',
    by: `RFC 6749, §4.1.1; ${RFC_7636}, §4.3`,
  });
  for (const [name, argument, change] of /** @type {const} */ ([
    ['a kind of server', 'kind', { server: { kind: 'saml' } }],
    ['no address of a server', 'authorizationEndpoint', { server: { kind: 'oauth2' } }],
    ['no clientId', 'clientId', { clientId: '' }],
    ['a redirectUri without host', 'redirectUri', { redirectUri: '/back' }],
    ['a redirectUri with a state', 'redirectUri', { redirectUri: 'https://a.example/?state=1' }],
    ['a source', 'source', { source: 'Netscape' }],
    ['a language', 'lang', { lang: 'fr' }],
    ['a scope that is no list', 'scope', { scope: 'eidapi_auth' }],
    ['a scope that is no text', 'scope[1]', { scope: ['a', 1] }],
    ['a brokerPage', 'brokerPage', { brokerPage: 1 }],
    ['a time', 'now', { now: 'today' }],
  ])) {
    group.add({
      name: `an option that cannot be used: ${name}`,
      call: 'loginRefused',
      input: { ...OPTIONS, ...change },
      expected: `invalid-argument '${argument}'`,
      by: 'docs/errors.md',
    });
  }
  group.add({
    name: 'a gateway without TLS',
    call: 'loginUrl',
    input: { ...OPTIONS, server: { kind: 'iamsmart', gateway: 'http://gateway.example' } },
    expected: 'endpoint-insecure',
    by: 'RFC 9700, §2.6',
  });
  callbacks(group);
  return group;
}

/** @param {Group} group */
function callbacks(group) {
  const callback = (
    /** @type {string} */ name,
    /** @type {string} */ query,
    /** @type {string} */ expected,
    { by = 'RFC 6749, §4.1.2', at = NOW, server = /** @type {object} */ (BROKER) } = {},
  ) => {
    const options = { ...OPTIONS, server };
    group.add({ name, call: 'callback', input: { options, query, at }, expected, by });
  };
  const gateway = { by: 'iAM Smart API', server: OPTIONS.server };
  const iss = 'iss=https%3A%2F%2Fbroker.example';
  const state = 'state={state}';
  callback('a code', `${iss}&${state}&code=a`, 'code a');
  callback(
    'a code with signs, and a businessID',
    'form=1&code=a%2Bb+c%2F%3D&state={state}&businessID=b-1#x',
    'code a+b+c/= businessID b-1',
    gateway,
  );
  callback(
    'a plus is a blank but in a code',
    'code=a+b%2Bc%20d&businessID=a+b%2Bc%20d&state={state}',
    'code a+b+c d businessID a b+c d',
    gateway,
  );
  callback('a code that is not UTF-8', 'code=%ff&iss=x&state=x&error=e', 'callback-url-invalid', {
    at: LATE,
  });
  callback('an issuer twice', 'iss=x&iss=x&state=x', 'callback-parameter-repeated', {
    by: 'RFC 6749, §3.1',
    at: LATE,
  });
  callback('a code twice', `${iss}&${state}&code=a&co%64e=b`, 'callback-parameter-repeated', {
    by: 'RFC 6749, §3.1',
  });
  const mixUp = { by: 'RFC 9207, §2.4', at: LATE };
  callback('another issuer', 'iss=https%3A%2F%2Fother.example&state=x', 'issuer-mismatch', mixUp);
  callback('no issuer', 'state=x&code=a', 'issuer-missing', mixUp);
  callback('no state', `${iss}&code=a`, 'state-missing', { at: LATE });
  callback('another state', `${iss}&state=x&code=a`, 'state-mismatch', { at: LATE });
  callback('too late', `${iss}&${state}&code=a`, 'login-expired', { at: LATE });
  callback('access_denied', `${iss}&${state}&error=access_denied`, 'authorization-refused');
  callback('no code', `${iss}&${state}`, 'code-missing');
  callback('an empty code', `${iss}&${state}&code=`, 'code-missing');
  for (const [resultCode, code] of [
    ['D40000', 'login-cancelled'],
    ['D40001', 'login-rejected'],
    ['D40002', 'login-failed'],
    ['D40003', 'login-timeout'],
  ]) {
    callback(`error_code ${resultCode}`, `${state}&error_code=${resultCode}`, code, gateway);
  }
  for (const [name, others] of [
    ['parameters of others, repeated', 'utm_source=a&utm_source=b'],
    ['parameters of others in Big5', 'q=caf%e9&%a4%a4=%a4%e5'],
    ['parameters of others with a bare %', 'q=100%&r=%zz'],
    ['names in capitals are others’', 'State=x&CODE=y&state[]=z'],
    ['a thousand parameters of others', '&utm_source=a'.repeat(1000)],
  ]) {
    callback(name, `${others}&code=a&${state}&${iss}`, 'code a');
  }
  group.add({
    name: 'a login is used once',
    call: 'usedOnce',
    input: { options: { ...OPTIONS, now: undefined }, lifeMs: 18 * 60_000 },
    expected: 'code a, then state-used; a stranger’s: state-unknown; a late one: login-expired',
    by: 'RFC 6749, §10.12',
  });
  group.add({
    name: 'a storage that throws',
    call: 'brokenStorage',
    input: { options: OPTIONS },
    expected: 'add: storage-failed, take: storage-failed',
    by: 'docs/errors.md',
  });
  for (const [change, expected] of /** @type {const} */ ([
    [{ state: 'a b' }, 'state-invalid'],
    [{ codeVerifier: 'b' }, 'code-verifier-invalid'],
  ])) {
    group.add({
      name: `a login with another ${Object.keys(change)}`,
      call: 'changedLogin',
      input: { options: OPTIONS, change },
      expected,
      by: 'docs/errors.md',
    });
  }
  const userAgents = table('fixtures/user-agents.tsv');
  for (const wanted of new Set(userAgents.map(([source]) => source))) {
    const ofSource = userAgents.filter(([source]) => source === wanted).map((row) => row[2]);
    group.add({
      name: `${ofSource.length} browsers are ${wanted}`,
      call: 'sources',
      input: { userAgents: ofSource },
      expected: wanted ?? '',
      by: 'iAM Smart API, source',
    });
  }
  group.add({
    name: 'a browser that does not say what it is',
    call: 'sources',
    input: { userAgents: [''] },
    expected: 'PC_Browser',
    by: 'iAM Smart API, source',
  });
}
