// Whether the certificates were revoked: fetched where they say that it is to be had.

import { fetchRevocation } from 'iamsmart/verify';

/**
 * What is to be had for the signer's certificate and those above it, as Base64 text. What could not
 * be had is missing: the verdict then says so.
 *
 * @param {Uint8Array} certificate The signer's, DER.
 * @param {import('./service.js').Env} env
 * @returns {Promise<RevocationData>}
 *
 * @typedef {{ crls: string[], ocspResponses: string[] }} RevocationData
 */
export async function revocationData(certificate, { INTERMEDIATES, TRUST_ANCHORS, GATEWAY }) {
  const path = [certificate, ...INTERMEDIATES, ...TRUST_ANCHORS];
  // The sandbox's authority is on this machine, and so is nothing that a real certificate points to.
  const allowPrivateAddresses = /^http:\/\/(127\.|localhost|\[::1\])/.test(GATEWAY);
  const found = await Promise.all(
    path
      .slice(0, -TRUST_ANCHORS.length)
      .map((one, index) => fetchRevocation(one, path[index + 1], { allowPrivateAddresses })),
  );
  return {
    crls: found.flatMap(({ crls }) => crls).map(base64),
    ocspResponses: found.flatMap(({ ocspResponses }) => ocspResponses).map(base64),
  };
}

/** @param {Uint8Array} bytes */
export function base64(bytes) {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
