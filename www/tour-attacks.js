// What an attacker could try with a signed form, really tried: each attack makes its material, and what comes
// of it is judged here, or asked of the e-service.

import { call } from './service.js';
import { signedOf } from './signed.js';

/** @typedef {import('./signed.js').Signed} Signed */
/** @typedef {import('iamsmart/verify').VerificationReport} VerificationReport */
/** @typedef {import('./service.js').Service} Service */

/**
 * What an attack has made, small and no person's: it is kept over a reload. A replay has no material, but an
 * answer of the e-service.
 *
 * @typedef {{ crls?: string[], signature?: string, certificate?: string, issuer?: string,
 *   replay?: { status: number, isUnchanged: boolean } }} Material
 */

/** @typedef {{ path: string, body: string, contentType: string }} Recorded A callback as it was sent. */

/**
 * @typedef {object} Attack
 * @property {(target: { signed: Signed, service: Service, recorded: () => Recorded | undefined,
 *   sent: (call: Replayed) => void }) => Promise<Material>} make
 * @property {(signed: Signed, material: Material) => Signed} [change] Undefined if nothing is judged.
 */

/** @typedef {{ at: number, ms: number, status: number, recorded: Recorded }} Replayed */

const VEHICLE = /(?<=\["vehicle",")[^"]*/;
const HOUR_MS = 60 * 60 * 1000;

/** By name, in the order of the buttons. @type {Record<string, Attack>} */
export const ATTACKS = {
  swap: {
    make: async () => ({}),
    change: (signed) => ({
      ...signed,
      content: signed.content.replace(VEHICLE, (mark) => otherMark(mark)),
    }),
  },
  replay: { make: replay },
  forge: {
    make: forge,
    change: (signed, { signature = '', certificate = '', issuer = '' }) => ({
      ...signed,
      signature,
      certificate,
      intermediates: [issuer, ...(signed.intermediates ?? [])],
      // Those that there are belong to another signature.
      timestamps: [],
    }),
  },
  revoke: {
    make: revoke,
    change: (signed, { crls = [] }) => ({ ...signed, crls, ocspResponses: [] }),
  },
  strip: {
    make: async () => ({}),
    change: (signed) => ({ ...signed, crls: [], ocspResponses: [] }),
  },
};

/**
 * The newest form that is signed and still kept for the page; undefined if there is none, or nobody is logged
 * in.
 *
 * @param {Service} service
 * @returns {Promise<Signed | undefined>}
 */
export async function lastSigned(service) {
  const settled = (await settledRequests()).find(
    ({ kind, evidence }) => kind === 'signing' && evidence !== undefined,
  );
  if (!settled) return undefined;
  const { content: text } = JSON.parse(settled.evidence);
  return signedOf({ text, hashCode: settled.result.hashCode }, settled, service);
}

/** @param {string} content Canonical JSON. */
export function markIn(content) {
  return content.match(VEHICLE)?.[0] ?? '';
}

/** @returns {Promise<any[]>} */
async function settledRequests() {
  // Asked first, because who is not logged in would be refused.
  if (!(await call('/api/session')).openId) return [];
  /** @type {any[]} */
  const outcomes = await call('/api/requests');
  return outcomes.flatMap(({ settled }) => (settled ? [settled] : []));
}

/** @param {string} mark */
function otherMark(mark) {
  return mark === 'XX 1' ? 'XX 2' : 'XX 1';
}

/** @type {Attack['make']} */
async function replay({ recorded, sent }) {
  const callback = recorded();
  if (!callback) throw new Error('no callback was recorded');
  const before = JSON.stringify(await settledRequests());
  const at = Date.now();
  const { status } = await fetch(callback.path, {
    method: 'POST',
    headers: { 'Content-Type': callback.contentType },
    body: callback.body,
    // The attacker is no browser of this person's.
    credentials: 'omit',
  });
  sent({ at, ms: Date.now() - at, status, recorded: callback });
  const isUnchanged = JSON.stringify(await settledRequests()) === before;
  return { replay: { status, isUnchanged } };
}

/** @type {Attack['make']} */
async function forge({ signed, service: { gateway } }) {
  const { name } = await issued(signed, gateway);
  const body = JSON.stringify({ persona: name, hashCode: signed.digest });
  return asked(`${gateway}/faults/api/forgeries`, { method: 'POST', body });
}

/** @type {Attack['make']} */
async function revoke({ signed, service: { gateway } }) {
  const { name, issuer } = await issued(signed, gateway);
  const path = `${gateway}/faults/api/certificates/${name}`;
  const revokedAt = signed.claimedTime.getTime() - HOUR_MS;
  await asked(path, {
    method: 'POST',
    body: JSON.stringify({ reason: 'keyCompromise', revokedAt }),
  });
  try {
    const lists = [issuer, 'root', 'timestamp-root'].map((level) =>
      list(`${gateway}/ca/${level}.crl`),
    );
    return { crls: await Promise.all(lists) };
  } finally {
    await asked(path, { method: 'DELETE' });
  }
}

/**
 * What the sandbox's authority knows of the signer's certificate.
 *
 * @param {Signed} signed
 * @param {string} gateway
 * @returns {Promise<{ name: string, issuer: string }>}
 */
async function issued(signed, gateway) {
  const { verifySignature } = await import('iamsmart/verify');
  const { signer } = verifySignature(signed);
  const { certificates } = await asked(`${gateway}/faults/api/certificates`);
  const found = certificates.find(
    (/** @type {{ serialNumber: string }} */ { serialNumber }) =>
      serialNumber.toLowerCase() === signer?.serialNumber,
  );
  if (!found) throw new Error('the sandbox has not issued this certificate');
  return found;
}

/**
 * @param {string} address
 * @param {RequestInit} [init]
 */
async function asked(address, init) {
  const response = await fetch(address, {
    ...init,
    headers: { 'Content-Type': 'application/json' },
  });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.status === 204 ? {} : response.json();
}

/** @param {string} address */
async function list(address) {
  const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
  return btoa(String.fromCharCode(...bytes));
}
