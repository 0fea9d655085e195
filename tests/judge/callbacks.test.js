// Compares `completeLogin` with oauth4webapi's `validateAuthResponse` over the same callback URLs.
// The list of differences explains each disagreement, and has no unused entry.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as oauth from 'oauth4webapi';
import { callbackUrl, EXPECTED } from './callbacks.js';
import { DIFFERENCES } from './differences.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pkg = process.env.IAMSMART_PKG ?? join(root, 'pkg');
const { completeLogin } = await import(pathToFileURL(join(pkg, 'page/inline.js')));

const ADDRESSES = 6000;

/** oauth4webapi's messages, mapped to error codes of the package. */
const REASONS = [
  [/must be provided only once/, 'callback-parameter-repeated'],
  [/"iss" \(issuer\) missing/, 'issuer-missing'],
  [/unexpected "iss"/, 'issuer-mismatch'],
  [/"state" missing/, 'state-missing'],
  [/unexpected "state"/, 'state-mismatch'],
  [/response from the server is an error/, 'authorization-refused'],
  [/JARM/, 'JARM'],
  [/implicit and hybrid/, 'implicit or hybrid'],
];

/** Number of agreements by outcome. */
const agreements = new Map();
/** @type {{ ours: string, theirs: string, url: string }[]} */
const disagreements = [];

for (let seed = 0; seed < ADDRESSES; seed += 1) {
  const url = callbackUrl(seed);
  const requireIssuer = seed % 2 === 0;
  const [ours, code] = outcomeOfOurs(url, requireIssuer);
  const [theirs, theirCode] = outcomeOfTheirs(url, requireIssuer);
  if (ours !== theirs) disagreements.push({ ours, theirs, url });
  else if (code !== theirCode) disagreements.push({ ours, theirs: `${theirs}, another code`, url });
  else agreements.set(ours, (agreements.get(ours) ?? 0) + 1);
}

test('every outcome is met, and most are agreed upon', (context) => {
  for (const outcome of [
    'accepted',
    'authorization-refused',
    'callback-parameter-repeated',
    'issuer-mismatch',
    'issuer-missing',
    'state-mismatch',
    'state-missing',
  ]) {
    assert.ok(agreements.get(outcome) >= 50, `${outcome}: ${agreements.get(outcome)}`);
  }
  const agreed = [...agreements.values()].reduce((sum, count) => sum + count);
  context.diagnostic(`${agreed} of ${ADDRESSES} agreed upon`);
});

test('every disagreement is explained, and every explanation is of one', () => {
  const met = new Set();
  for (const { ours, theirs, url } of disagreements) {
    const explanation = DIFFERENCES.find(
      ({ cause = () => true, ...said }) =>
        said.ours.test(ours) && said.theirs.test(theirs) && cause(url),
    );
    assert.ok(explanation, `nothing explains '${ours}' beside '${theirs}': ${url}`);
    met.add(explanation);
  }
  for (const explanation of DIFFERENCES) assert.ok(met.has(explanation), explanation.why);
});

test('what only we accept names no state and no issuer but the expected', () => {
  const accepted = disagreements.filter(({ ours }) => ours === 'accepted');
  assert.ok(accepted.length > 0);
  for (const { url } of accepted) {
    const { searchParams } = new URL(url);
    assert.deepEqual(searchParams.getAll('state'), [EXPECTED.state], url);
    assert.ok(['', EXPECTED.issuer].includes(searchParams.get('iss') ?? ''), url);
  }
});

function outcomeOfOurs(url, requireIssuer) {
  const pending = {
    state: EXPECTED.state,
    codeVerifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
    redirectUri: 'https://service.example/callback',
    issuer: EXPECTED.issuer,
    requireIssuer,
    expiresAt: new Date(Date.now() + 60_000).toISOString(),
  };
  try {
    return ['accepted', completeLogin(url, pending).code];
  } catch (error) {
    return [error.code];
  }
}

function outcomeOfTheirs(url, requireIssuer) {
  const server = {
    issuer: EXPECTED.issuer,
    authorization_response_iss_parameter_supported: requireIssuer,
  };
  try {
    const client = { client_id: 'client' };
    const checked = oauth.validateAuthResponse(server, client, new URL(url), EXPECTED.state);
    // Its next step, the token request, rejects a response without code.
    const code = checked.get('code');
    return code ? ['accepted', code] : ['accepted, without a code'];
  } catch (error) {
    const [, reason] = REASONS.find(([message]) => message.test(error.message)) ?? [];
    return [reason ?? error.message];
  }
}
