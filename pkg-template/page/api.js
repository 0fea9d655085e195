import { argumentReaders } from '../arguments.js';
import { contentFunctions } from '../content.js';
import * as wasm from '../wasm/page.js';
import { readPending, writePending } from './pending-login.js';

export { IamSmartError } from '../error.js';
export { generateState } from '../wasm/page.js';
export { appLink, appLoginLink, corpIdLoginLink } from './app-link.js';
export { autofill } from './autofill.js';
export { PendingLogins } from './pending-login.js';

export const { ContentHasher, hashContent, hashForm } = contentFunctions(wasm);

const { object, text, optionalText, texts, flag, time } = argumentReaders(wasm);

/** @returns {import('./index.js').Pkce} */
export function generatePkce() {
  const [codeVerifier, codeChallenge] = wasm.generatePkce();
  return { codeVerifier, codeChallenge, codeChallengeMethod: 'S256' };
}

/** @param {string} codeVerifier */
export function calculateCodeChallenge(codeVerifier) {
  return wasm.calculateCodeChallenge(text('codeVerifier', codeVerifier));
}

/** @param {string} userAgent */
export function detectSource(userAgent) {
  return wasm.detectSource(text('userAgent', userAgent));
}

/** @param {import('./index.js').LoginOptions} options */
export function beginLogin(options) {
  const { server, clientId, redirectUri, scope, source, lang, brokerPage, ticketId, now } = object(
    'options',
    options,
  );
  const at = time('now', now);
  const scopes = texts('scope', scope);
  const kind = text('kind', object('server', server).kind);
  const endpoint = kind === 'iamsmart' ? 'gateway' : 'authorizationEndpoint';
  const issuer = optionalText('issuer', server.issuer);
  const requireIssuer = flag('requireIssuer', server.requireIssuer);
  const [url, state, codeVerifier, expiresAt] = wasm.beginLogin(
    kind,
    text(endpoint, server[endpoint]),
    issuer,
    requireIssuer,
    text('clientId', clientId),
    text('redirectUri', redirectUri),
    scopes,
    text('source', source ?? wasm.detectSource(globalThis.navigator?.userAgent ?? '')),
    optionalText('lang', lang),
    flag('brokerPage', brokerPage),
    optionalText('ticketId', ticketId),
    at,
  );
  const begun = { state, codeVerifier, redirectUri, expiresAt };
  const pending = kind === 'iamsmart' ? begun : { ...begun, issuer, requireIssuer };
  return { url, pending: writePending(pending) };
}

/**
 * @param {string | URL} callbackUrl
 * @param {import('./index.js').PendingLogin} pending
 * @param {Date} [now]
 */
export function completeLogin(callbackUrl, pending, now) {
  const at = time('now', now);
  const { state, codeVerifier, redirectUri, issuer, requireIssuer, expiresAt } =
    readPending(pending);
  const [code, businessId] = wasm.completeLogin(
    String(callbackUrl),
    state,
    codeVerifier,
    issuer,
    requireIssuer,
    expiresAt,
    at,
  );
  return {
    code,
    codeVerifier,
    redirectUri,
    state,
    ...(businessId !== undefined && { businessId }),
  };
}

/** @param {string} json */
export function canonicalizeJson(json) {
  return wasm.canonicalizeJson(text('json', json));
}

/** @param {string} hkic */
export function hkicHash(hkic) {
  return wasm.hkicHash(text('hkic', hkic));
}

/** @param {import('./index.js').IdentificationCodeInput} input */
export function identificationCode(input) {
  const { digest, joining, boundTo } = object('input', input);
  const { openId, hkicHash: hash, clientId } = object('boundTo', boundTo);
  const user = optionalText('openId', openId);
  return wasm.identificationCode(
    digest,
    optionalText('joining', joining),
    user,
    hash,
    user === undefined ? text('clientId', clientId) : '',
  );
}
