// Fetches revocation data from the addresses in the certificates.

import { fetchRevocation } from 'iamsmart/verify';

/**
 * CRLs and OCSP responses for the signer's certificate and its issuers, in Base64. Data that cannot
 * be fetched is absent, and the verdict reports it.
 *
 * @param {Uint8Array} certificate The signer's certificate, DER.
 * @param {import('./service.js').Env} env
 * @returns {Promise<RevocationData>}
 *
 * @typedef {{ crls: string[], ocspResponses: string[] }} RevocationData
 */
export async function revocationData(certificate, { INTERMEDIATES, TRUST_ANCHORS, GATEWAY }) {
  const path = [certificate, ...INTERMEDIATES, ...TRUST_ANCHORS];
  // The sandbox's CA is on this machine; a real certificate has no private addresses.
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
