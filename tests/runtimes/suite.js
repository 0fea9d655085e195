// Everything that an e-service does, from login to acknowledged signature. Runs unchanged from the
// packed package in every runtime, against the sandbox.

import {
  beginLogin,
  canonicalizeJson,
  completeLogin,
  hashForm,
  hkicHash,
  IamSmartError,
  identificationCode,
  PendingLogins,
} from 'iamsmart';
import { EService, hashForm as hashFormOfServer, Transactions } from 'iamsmart/server';
import { verifySignature } from 'iamsmart/verify';

const ABOUT = { formName: 'Parking permit 泊車許可證', formNumber: 'TD-318' };
const SHOWN = { department: '運輸署', serviceName: 'Parking permits', documentName: 'TD-318' };

/** Origin of the sandbox and of the suite's own paths. */
let origin;
let registration;
let service;
const transactions = new Transactions();

/** @type {Record<string, () => Promise<void>>} */
export const TESTS = {
  'a module that traps starts anew': async () => {
    const nested = '['.repeat(512) + ']'.repeat(512);
    let trapped = false;
    const down = () => {
      try {
        down();
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
      }
      if (trapped) return;
      try {
        canonicalizeJson(nested);
      } catch (error) {
        trapped = error.code === 'module-trapped';
      }
    };
    down();
    equal(trapped, true);
    equal(new TextDecoder().decode(canonicalizeJson(nested)), nested);
  },

  'a login': async () => {
    const token = await logIn('chan');
    equal(token.userType, 'sign');
    equal(token.scope.sort(), ['eidapi_auth', 'eidapi_formFilling', 'eidapi_sign']);
    equal((await logIn('chan')).openId, token.openId);
    different((await logIn('wong')).openId, token.openId);
  },

  'a login that the user refuses': async () => {
    const logins = new PendingLogins(storage());
    const address = await answeredLogin(logins, 'wong', 'refuse');
    await rejects(async () => completeLogin(address, logins.take(address)), 'login-rejected');
    await rejects(async () => logins.take(address), 'state-used');
  },

  'a form is filled': async () => {
    const token = await logIn('chan');
    const request = {
      ...newRequest(token),
      eMEFields: ['idNo', 'chName', 'birthDate', 'mobileNumber', 'addressDocFile'],
      formName: ABOUT.formName,
    };
    await transactions.begin({ ...request, kind: 'form-filling' });
    const { ticketId } = await service.requestFormFilling(request);
    await press(ticketId, 'approve', 'chan');
    const { state, result } = await arrived(request);
    equal([state, result.kind, result.unreadable], ['arrived', 'form-filling', []]);
    const { idNo, chName, birthDate, mobileNumber, addressDocFile } = result.fields;
    equal(idNo, { identification: 'A123456', checkDigit: '3' });
    equal(chName, { chineseName: '陳大文' });
    equal(birthDate, '1980-02-15');
    equal(mobileNumber, { countryCode: '852', subscriberNumber: '91234567' });
    equal(new TextDecoder().decode(addressDocFile.docFile.subarray(0, 5)), '%PDF-');
  },

  'a form is filled, with a file beside it': async () => {
    const token = await logIn('wong');
    const request = {
      ...newRequest(token),
      eMEFields: ['idNo', 'addressDocFile'],
      formName: ABOUT.formName,
      callbackContentType: 'multipart/form-data',
    };
    await transactions.begin({ ...request, kind: 'form-filling' });
    const { ticketId } = await service.requestFormFilling(request);
    await press(ticketId, 'approve', 'wong');
    const { result } = await arrived(request);
    equal(result.fields.idNo, { identification: 'K654321', checkDigit: '9' });
    equal(result.files.length, 1);
    equal(new TextDecoder().decode(result.fields.addressDocFile.docFile.subarray(0, 5)), '%PDF-');
  },

  'a key that is held elsewhere': async () => {
    const rawRsa = await keeper(registration.keyEncryptionKey);
    const elsewhere = new EService({ ...registration, keyEncryptionKey: { rawRsa } });
    const request = newRequest(await logIn('chan'));
    await transactions.begin({ ...request, kind: 'form-filling' });
    const form = { eMEFields: ['idNo'], formName: ABOUT.formName };
    const { ticketId } = await elsewhere.requestFormFilling({ ...request, ...form });
    await press(ticketId, 'approve', 'chan');
    const { result } = await arrived(request, elsewhere);
    equal(JSON.parse(JSON.stringify(result)).fields.idNo.identification, 'A123456');
  },

  'a form is signed': async () => {
    const form = new FormData();
    form.append('fullName', '陳大文');
    form.append('remarks', 'one\ntwo');
    form.append('proof', new File(['%PDF-1.7'], '證明.pdf', { type: 'application/pdf' }));
    const content = await hashForm(form, ABOUT);
    const sent = await new Response(form).formData();
    equal((await hashFormOfServer(sent, ABOUT)).hashCode, content.hashCode);
    equal(content.hashCode, base64(await sha256(content.text)));

    const { digest } = content;
    const token = await logIn('chan');
    const request = { ...newRequest(token), ...SHOWN, digest };
    await transactions.begin({ ...request, kind: 'signing' });
    const { ticketId, identificationCode: code } = await service.requestSigning({
      ...request,
      hkicHash: hkicHash('A123456(3)'),
    });
    equal(identificationCode({ digest, boundTo: { openId: token.openId } }), code);
    const shown = await inApp(ticketId, 'chan');
    equal([shown.identificationCode, shown.hashCode], [code, content.hashCode]);
    await press(ticketId, 'approve', 'chan');

    const { result } = await arrived(request);
    equal([result.kind, result.hashCode], ['signing', content.hashCode]);
    const report = verified(result, { content: content.text });
    equal(report.indication, 'TOTAL-PASSED');
    equal(report.summary, "The signature is valid. Revocation was not asked for ('off').");
    equal(report.signedAs, 'SHA256withRSA-over-digest');
    equal(report.signer.commonName, 'CHAN Tai Man 陳大文');
    const changed = verified(result, { content: `${content.text} `, digest });
    equal([changed.indication, changed.subIndication], ['TOTAL-FAILED', 'HASH_FAILURE']);
    await service.acknowledge(request.businessId, 'SR001');
    equal((await inApp(ticketId, 'chan')).delivery, 'SR001');
  },

  'a callback that comes twice counts once': async () => {
    await happens({ at: 'callback/signing', fault: 'duplicate' });
    const token = await logIn('wong');
    const request = { ...newRequest(token), ...SHOWN, digest: await sha256('twice') };
    await transactions.begin({ ...request, kind: 'signing' });
    const { ticketId } = await service.requestSigning(request);
    await press(ticketId, 'approve', 'wong');
    const outcomes = [];
    for (const push of [await nextPush(), await nextPush()]) {
      const { outcome } = await transactions.arrive(await service.openCallback(push));
      outcomes.push(outcome);
    }
    equal(outcomes, ['accepted', 'repeated']);
    const { result } = await transactions.take(request.businessId);
    equal(verified(result, { digest: request.digest }).indication, 'TOTAL-PASSED');
  },

  'a signature without login': async () => {
    const digest = await sha256('without login');
    const { address, request, code } = await signAnonymously(digest, 'approve');
    const grant = completeLogin(address.url, address.pending);
    equal(grant.businessId, request.businessId);
    const token = await service.login(grant);
    const result = await service.anonymous.getResult('signing', token, request.businessId);
    equal([result.kind, result.businessId], ['signing', request.businessId]);
    equal(verified(result, { digest }).indication, 'TOTAL-PASSED');
    const { hkicHash } = request;
    const boundTo = { hkicHash, clientId: registration.clientId };
    equal(identificationCode({ digest, boundTo }), code);
    await service.acknowledge(request.businessId, 'SR001');
  },

  'a signature that the user refuses': async () => {
    const token = await logIn('chan');
    const request = { ...newRequest(token), ...SHOWN, digest: await sha256('refused') };
    await transactions.begin({ ...request, kind: 'signing' });
    const { ticketId } = await service.requestSigning(request);
    await press(ticketId, 'refuse', 'chan');
    const { result } = await arrived(request);
    equal(
      [result.kind, result.resultCode, result.fault, result.retry],
      ['refused', 'D70001', 'user', 'new-request'],
    );
    await service.acknowledge(request.businessId, 'SR003');
  },

  'a signature without login that the user refuses': async () => {
    const { address } = await signAnonymously(await sha256('refused'), 'refuse');
    const error = await rejects(
      async () => completeLogin(address.url, address.pending),
      'login-failed',
    );
    equal(error.message.includes('D70001'), true);
  },

  'what the gateway refuses': async () => {
    const token = await logIn('ng');
    const request = { ...newRequest(token), ...SHOWN, digest: await sha256('ng') };
    const error = await rejects(() => service.requestSigning(request), 'gateway-refused');
    equal([error.resultCode, error.fault], ['D70004', 'user']);
  },
};

/**
 * Runs all tests and returns their names; throws at the first failure.
 *
 * @param {string} address
 */
export async function runSuite(address) {
  origin = address;
  registration = await (await fetch(`${origin}/suite/registration`)).json();
  service = EService.fromRegistration(registration);
  for (const [name, test] of Object.entries(TESTS)) {
    try {
      await test();
    } catch (cause) {
      throw new Error(`${name}: ${cause.code ?? ''} ${cause.message}\n${cause.stack}`, { cause });
    }
  }
  return Object.keys(TESTS);
}

/** Logs a person in, as page and worker do together. */
async function logIn(persona) {
  const logins = new PendingLogins(storage());
  const address = await answeredLogin(logins, persona, 'approve');
  return service.login(completeLogin(address, logins.take(address)));
}

/** Returns the URL that the browser is redirected to. */
async function answeredLogin(logins, persona, answer) {
  const { url, pending } = beginLogin(loginOptions());
  logins.add(pending);
  return throughQr(url, persona, answer);
}

async function signAnonymously(digest, answer) {
  const { businessId, state } = newRequest({});
  const request = { businessId, state, ...SHOWN, digest, hkicHash: hkicHash('A123456(3)') };
  const { ticketId, identificationCode: code } = await service.anonymous.requestSigning(request);
  const { url, pending } = beginLogin({ ...loginOptions(), ticketId });
  return { address: { url: await throughQr(url, 'chan', answer), pending }, request, code };
}

function loginOptions() {
  return {
    server: { kind: 'iamsmart', gateway: registration.gateway },
    clientId: registration.clientId,
    redirectUri: `${origin}/suite/login`,
    scope: ['eidapi_auth', 'eidapi_sign', 'eidapi_formFilling'],
    source: 'PC_Browser',
  };
}

/** Opens the QR page, answers in the app, and returns the redirect URL. */
async function throughQr(url, persona, answer) {
  const page = await fetch(url, { headers: { Accept: 'application/json' } });
  const { requestID, events } = await page.json();
  await press(requestID, answer, persona);
  const stream = await (await fetch(events)).text();
  return stream.match(/^event: ?finished\ndata: ?(.*)$/m)[1];
}

function newRequest({ accessToken, openId }) {
  return {
    businessId: crypto.randomUUID(),
    state: crypto.randomUUID(),
    accessToken,
    openId,
    source: 'PC_Browser',
    callbackUri: `${origin}/suite/callback`,
  };
}

/** Returns the raw operation with an RSA key, as an HSM does it, in WebCrypto's and own numbers. */
async function keeper(pem) {
  const lines = pem.split('\n').filter((line) => !line.startsWith('-'));
  const der = Uint8Array.from(atob(lines.join('').trim()), (c) => c.charCodeAt(0));
  const algorithm = { name: 'RSA-OAEP', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('pkcs8', der, algorithm, true, ['decrypt']);
  const { n, d } = await crypto.subtle.exportKey('jwk', key);
  const [modulus, exponent] = [n, d].map((base64url) => {
    const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
    return number(Uint8Array.from(text, (c) => c.charCodeAt(0)));
  });
  return async (wrapped) => {
    let [block, power] = [1n, number(wrapped)];
    for (let left = exponent; left > 0n; left >>= 1n) {
      if (left & 1n) block = (block * power) % modulus;
      power = (power * power) % modulus;
    }
    const hex = block.toString(16).padStart(2 * wrapped.length, '0');
    return Uint8Array.from(hex.match(/../g), (digits) => Number.parseInt(digits, 16));
  };
}

function number(bytes) {
  return BigInt(`0x${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`);
}

/** Decrypts the next callback and returns its result. */
async function arrived({ businessId }, by = service) {
  const { outcome } = await transactions.arrive(await by.openCallback(await nextPush()));
  equal(outcome, 'accepted');
  return transactions.take(businessId);
}

/** The next callback, as received by the e-service. */
async function nextPush() {
  const pushed = await fetch(`${origin}/suite/pushed`);
  return new Request(`${origin}/suite/callback`, {
    method: 'POST',
    headers: { 'Content-Type': pushed.headers.get('Content-Type') },
    body: await pushed.arrayBuffer(),
  });
}

function verified({ signature, certificate }, signed) {
  const { trustAnchors, intermediates } = registration;
  // A page cannot fetch CRLs.
  const input = { signature, certificate, trustAnchors, intermediates, revocation: 'off' };
  return verifySignature({ ...signed, ...input });
}

async function inApp(id, persona) {
  return (await fetch(`${origin}/app/api/requests/${id}?persona=${persona}`)).json();
}

async function press(id, answer, persona) {
  await post(`/app/api/requests/${id}/${answer}`, { persona });
}

/** Adds a fault to the sandbox. */
async function happens(fault) {
  await post('/faults/api', fault);
}

async function post(path, content) {
  const response = await fetch(origin + path, { method: 'POST', body: JSON.stringify(content) });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
}

async function sha256(text) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}

function base64(bytes) {
  return btoa(String.fromCharCode(...bytes));
}

/** A Web Storage in memory. */
function storage() {
  const entries = new Map();
  return {
    get length() {
      return entries.size;
    },
    key: (index) => [...entries.keys()][index] ?? null,
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => entries.set(key, value),
    removeItem: (key) => entries.delete(key),
  };
}

function equal(actual, expected) {
  const [a, b] = [actual, expected].map((value) => JSON.stringify(value, inOrder));
  if (a !== b) throw new Error(`${a} is not ${b}`);
}

/** Replacer for `JSON.stringify` that sorts an object's members by name. */
function inOrder(_, value) {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function different(a, b) {
  if (a === b) throw new Error(`${a} is on both sides`);
}

async function rejects(run, code) {
  const error = await run().then(
    () => undefined,
    (error) => error,
  );
  equal([error instanceof IamSmartError, error?.code], [true, code]);
  return error;
}
