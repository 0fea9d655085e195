// Programs that begin with an import and come to a result, of this package and of others: what a
// person waits for who opens a page, and what a server does that has just been started.
//
// Each is a module that exports `first`; a result is compared with what is known, and a spoiled input
// is to be refused, before anything is measured.

import { createCipheriv, createHash, createPublicKey, publicEncrypt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { versionOf } from '../versions.js';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Inside of the project, so that its packages are found as those of a project are. */
export const folder = join(root, 'target/benches');

/**
 * @typedef {object} Subject
 * @property {string} name with its version
 * @property {string} text of the module
 */

const fixture = (/** @type {string} */ name) =>
  readFileSync(join(root, 'tests/fixtures', name), 'utf8');
const base64 = (/** @type {string} */ name) =>
  readFileSync(join(root, 'tests/fixtures', name)).toString('base64');

// ── a login: PKCE, the address of the request, the callback ──

const PAGES = {
  issuer: 'https://op.example',
  authorizationEndpoint: 'https://op.example/authorize',
  redirectUri: 'https://rp.example/callback',
  clientId: 'client',
};

const LOGIN = {
  iamsmart: `import { beginLogin, completeLogin } from 'iamsmart';
const { issuer, authorizationEndpoint, redirectUri, clientId } = ${JSON.stringify(PAGES)};
const server = { kind: 'oauth2', authorizationEndpoint, issuer };
const scope = ['openid'];
export function first({ code, state: other }) {
  const { url, pending } = beginLogin({ server, clientId, redirectUri, scope });
  const back = \`\${redirectUri}?code=\${code}&state=\${other ?? pending.state}\`;
  const grant = completeLogin(\`\${back}&iss=https%3A%2F%2Fop.example\`, pending);
  return [url, grant.code, grant.codeVerifier];
}`,
  oauth4webapi: `import * as oauth from 'oauth4webapi';
const { issuer, authorizationEndpoint, redirectUri, clientId } = ${JSON.stringify(PAGES)};
const as = { issuer, authorization_response_iss_parameter_supported: true };
const client = { client_id: clientId };
export async function first({ code, state: other }) {
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const url = new URL(authorizationEndpoint);
  for (const [name, value] of Object.entries({
    client_id: clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid',
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  })) url.searchParams.set(name, value);
  const back = \`\${redirectUri}?code=\${code}&state=\${other ?? state}&iss=https%3A%2F%2Fop.example\`;
  const parameters = oauth.validateAuthResponse(as, client, new URL(back), state);
  return [url.href, parameters.get('code'), verifier];
}`,
  'oidc-client-ts': `import { InMemoryWebStorage, OidcClient, WebStorageStateStore } from 'oidc-client-ts';
const { issuer, authorizationEndpoint, redirectUri, clientId } = ${JSON.stringify(PAGES)};
let client;
export async function first({ code, state: other }) {
  client ??= new OidcClient({
    authority: issuer,
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: 'openid',
    metadata: { issuer, authorization_endpoint: authorizationEndpoint, token_endpoint: issuer },
    stateStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
  });
  const { url, state: begun } = await client.createSigninRequest({});
  const back = \`\${redirectUri}?code=\${code}&state=\${other ?? begun.id}&iss=https%3A%2F%2Fop.example\`;
  const { state, response } = await client.readSigninResponseState(back, true);
  return [url, response.code, state.code_verifier];
}`,
};

const CODE = 'SplxlOBeZQQYbYS6WxSbIA';

// ── the first code challenge ──

const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
/** RFC 7636, Appendix B. */
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

const PAGE = {
  iamsmart: `import { calculateCodeChallenge } from 'iamsmart';
export const first = ({ verifier }) => calculateCodeChallenge(verifier);`,
  oauth4webapi: `import { calculatePKCECodeChallenge } from 'oauth4webapi';
export const first = ({ verifier }) => calculatePKCECodeChallenge(verifier);`,
  'hash-wasm': `import { sha256 } from 'hash-wasm';
export async function first({ verifier }) {
  const octets = (await sha256(verifier)).match(/../g).map((octet) => parseInt(octet, 16));
  const text = btoa(String.fromCharCode(...octets));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}`,
};

// ── the first verdict on a signature, with its chain of three ──

const SIGNED = {
  digest: base64('pki/content.sha256'),
  signature: base64('pki/sha256-over-digest.sig'),
  person: fixture('pki/person.pem'),
  issuing: fixture('pki/issuing.pem'),
  root: fixture('pki/root.pem'),
  time: '2026-06-01T00:00:00Z',
};

const OCTETS = `const octets = (base64) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
const der = (pem) => octets(pem.replace(/-----[^-]+-----|\\s/g, ''));
`;

const VERIFY = {
  iamsmart: `import { verifySignature } from 'iamsmart/verify';
export const first = ({ digest, signature, person, issuing, root, time }) =>
  verifySignature({
    digest,
    signature,
    certificate: person,
    intermediates: [issuing],
    trustAnchors: [root],
    revocation: 'off',
    validationTime: new Date(time),
  }).indication === 'TOTAL-PASSED';`,
  pkijs: `import { Certificate, CertificateChainValidationEngine, getCrypto } from 'pkijs';
${OCTETS}
export async function first({ digest, signature, person, issuing, root, time }) {
  const certificate = Certificate.fromBER(der(person));
  const engine = new CertificateChainValidationEngine({
    trustedCerts: [Certificate.fromBER(der(root))],
    certs: [Certificate.fromBER(der(issuing)), certificate],
    checkDate: new Date(time),
  });
  const { result } = await engine.verify();
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const key = await certificate.getPublicKey({ algorithm: { algorithm, usages: ['verify'] } });
  return result && (await getCrypto(true).verify(algorithm, key, octets(signature), octets(digest)));
}`,
  'node-forge': `import forge from 'node-forge';
export function first({ digest, signature, person, issuing, root, time }) {
  const { md, pki } = forge;
  const certificate = pki.certificateFromPem(person);
  const anchors = pki.createCaStore([pki.certificateFromPem(root)]);
  const chain = [certificate, pki.certificateFromPem(issuing)];
  const hashed = md.sha256.create().update(atob(digest)).digest().bytes();
  try {
    return (
      pki.verifyCertificateChain(anchors, chain, { validityCheckDate: new Date(time) }) &&
      certificate.publicKey.verify(hashed, atob(signature))
    );
  } catch {
    return false;
  }
}`,
};

// ── the first callback of a server ──

const IDENTITY = {
  gateway: 'https://gateway.example',
  clientId: 'c'.repeat(32),
  clientSecret: 's'.repeat(32),
};

const SERVER = {
  iamsmart: `import { EService } from 'iamsmart/server';
const identity = ${JSON.stringify(IDENTITY)};
export async function first({ keyEncryptionKey, body }) {
  const service = new EService({ ...identity, keyEncryptionKey });
  const { businessId } = await service.openCallback({ body }).catch(() => ({}));
  return businessId ?? 'unreadable';
}`,
  'node:crypto': `import { constants, createDecipheriv, privateDecrypt } from 'node:crypto';
export function first({ keyEncryptionKey, body }) {
  const frame = JSON.parse(body);
  const padding = constants.RSA_NO_PADDING;
  const wrapped = Buffer.from(frame.secretKey, 'base64');
  const key = privateDecrypt({ key: keyEncryptionKey, padding }, wrapped).subarray(-32);
  const sealed = Buffer.from(frame.content, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(4, 16));
  decipher.setAuthTag(sealed.subarray(-16));
  const content = decipher.update(sealed.subarray(16, -16), undefined, 'utf8');
  try {
    decipher.final();
    return JSON.parse(content).businessID;
  } catch {
    return 'unreadable';
  }
}`,
};

/** A callback with a signature, as the gateway pushes it; its key is wrapped with the KEK. */
function callback() {
  const pem = fixture('wire/kek.pem');
  const content = { businessID: 'b-1', state: 's-1', emailAddress: 'a@example.hk' };
  const key = createHash('sha256').update('a key').digest();
  const iv = key.subarray(0, 12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const sealed = [
    Buffer.from([0, 0, 0, 12]),
    iv,
    cipher.update(JSON.stringify(content)),
    cipher.final(),
  ];
  const wrapped = publicEncrypt({ key: createPublicKey(pem), padding: 1 }, key);
  const frame = (/** @type {Buffer} */ tag) =>
    JSON.stringify({
      txID: '<T=1>',
      code: 'D00000',
      message: 'SUCCESS',
      secretKey: wrapped.toString('base64'),
      content: Buffer.concat([...sealed, tag]).toString('base64'),
    });
  const tag = cipher.getAuthTag();
  return { keyEncryptionKey: pem, body: frame(tag), spoiled: frame(tag.map((octet) => octet ^ 1)) };
}

const { spoiled, ...callbackKnown } = callback();

/** @param {any} result */
function isLogin([url, code, verifier]) {
  const { searchParams } = new URL(url);
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  return code === CODE && searchParams.get('code_challenge') === challenge;
}

/**
 * What each is given, what comes of it, and a spoiled input, of which nothing comes.
 *
 * @type {Record<string, { texts: Record<string, string>, known: object, is: (result: any) => boolean, spoiled?: object }>}
 */
export const WORKS = {
  login: { texts: LOGIN, known: { code: CODE }, is: isLogin, spoiled: { code: CODE, state: 'x' } },
  page: { texts: PAGE, known: { verifier: VERIFIER }, is: (result) => result === CHALLENGE },
  verify: {
    texts: VERIFY,
    known: SIGNED,
    is: (result) => result === true,
    spoiled: {
      ...SIGNED,
      digest: SIGNED.digest.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')),
    },
  },
  server: {
    texts: SERVER,
    known: callbackKnown,
    is: (result) => result === 'b-1',
    spoiled: { ...callbackKnown, body: spoiled },
  },
};

/** The subjects of a work, by their names with versions. @param {string} work @returns {Subject[]} */
export function subjectsOf(work) {
  return Object.entries(WORKS[work].texts).map(([name, text]) => ({ name: versionOf(name), text }));
}

/** Where the subject's module is. @param {string} work @param {Subject} subject */
export const placeOf = (work, { name }) =>
  join(folder, 'subjects', work, `${name.replaceAll(/[^\w.-]/g, '-')}.mjs`);

/**
 * Writes the modules of a work, beside the package as `npm install iamsmart` puts it, and beside another
 * build of it, if there is one.
 *
 * @param {string} work
 * @param {string} pkg
 * @param {string} [against]
 */
export async function written(work, pkg, against) {
  const subjects = subjectsOf(work);
  const modules = join(folder, 'subjects/node_modules');
  await mkdir(modules, { recursive: true });
  await mkdir(join(folder, 'subjects', work), { recursive: true });
  await install(modules, 'iamsmart', pkg);
  if (against) {
    const { text } = subjects.find(({ name }) => name === 'iamsmart') ?? { text: '' };
    await install(modules, 'iamsmart-against', against);
    const other = text.replaceAll("from 'iamsmart", "from 'iamsmart-against");
    subjects.push({ name: 'iamsmart, against', text: other });
  }
  for (const subject of subjects) await writeFile(placeOf(work, subject), subject.text);
  return subjects;
}

/** @param {string} modules @param {string} name @param {string} pkg */
async function install(modules, name, pkg) {
  await rm(join(modules, name), { force: true });
  await symlink(pkg, join(modules, name), 'junction');
}
