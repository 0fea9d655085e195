// What the apps are run with, so that what is weighed is known to work.

import { readFile } from 'node:fs/promises';

/**
 * @typedef {object} Signed A signature over content, and its chain of three.
 * @property {Uint8Array<ArrayBuffer>} content
 * @property {Uint8Array<ArrayBuffer>} signature
 * @property {Uint8Array<ArrayBuffer>} person
 * @property {Uint8Array<ArrayBuffer>} issuing
 * @property {Uint8Array<ArrayBuffer>} root
 * @property {Uint8Array<ArrayBuffer>[]} crls
 * @property {Date} time
 */

const FIXTURES = new URL('../../tests/fixtures/pki/', import.meta.url);

/** RFC 7636, Appendix B, and the digest of its content (FIPS 180-4). */
export const login = {
  verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
  challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  content: new TextEncoder().encode('abc'),
  digest: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
};

/** @returns {Promise<Signed>} */
export async function signed() {
  const file = async (name) => new Uint8Array(await readFile(new URL(name, FIXTURES)));
  const der = async (name) => {
    const base64 = `${await readFile(new URL(name, FIXTURES))}`.replace(/-----.*?-----/g, '');
    return new Uint8Array(Buffer.from(base64, 'base64'));
  };
  return {
    content: await file('content.sha256'),
    signature: await file('sha256-over-digest.sig'),
    person: await der('person.pem'),
    issuing: await der('issuing.pem'),
    root: await der('root.pem'),
    crls: [],
    time: new Date('2026-06-01T00:00:00Z'),
  };
}
