// One signature, from the certificate that it is on: each algorithm.

import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import { ed25519 } from '@noble/curves/ed25519.js';
import { p256, p384 } from '@noble/curves/nist.js';
import rs from 'jsrsasign';
import forge from 'node-forge';
import smCrypto from 'sm-crypto';
import { buildsOf } from '../input/builds.js';
import { certificate, TIME } from '../input/certificates.js';
import { entity } from '../input/entities.js';
import { turns } from '../turns.js';
import { NODE, versionOf } from '../versions.js';

export const WEBCRYPTO = 'WebCrypto';
const FORGE = versionOf('node-forge');
const JSRSASIGN = versionOf('jsrsasign');
const NOBLE = versionOf('@noble/curves');
const SM_CRYPTO = versionOf('sm-crypto');

const LESS =
  'iamsmart reads both certificates and reports every check of the path; noble, sm-crypto and WebCrypto are handed key, bytes and signature; jsrsasign and node-forge read the certificates.';

/** @typedef {{ certificate: Buffer, root: Buffer, tbs: Buffer, signature: Buffer, info: Buffer }} Signed */

/** @type {Record<string, { kind: import('../input/entities.js').Kind, peers: (signed: Signed) => Promise<Record<string, () => unknown>> }>} */
const ALGORITHMS = {
  'RSA-2048': {
    kind: 'rsa',
    peers: async (signed) => ({
      [FORGE]: () => {
        const [child, root] = [signed.certificate, signed.root].map((der) =>
          forge.pki.certificateFromAsn1(forge.asn1.fromDer(der.toString('binary'))),
        );
        try {
          return root.verify(child);
        } catch {
          return false;
        }
      },
      [JSRSASIGN]: byJsrsasign(signed),
      [WEBCRYPTO]: await byWebCrypto(signed, { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }),
    }),
  },
  'P-256': {
    kind: 'p256',
    peers: async (signed) => ({
      [NOBLE]: byNoble(p256, signed, { format: 'der', lowS: false }),
      [JSRSASIGN]: byJsrsasign(signed),
      [WEBCRYPTO]: await byWebCrypto(signed, {
        name: 'ECDSA',
        namedCurve: 'P-256',
        hash: 'SHA-256',
      }),
    }),
  },
  'P-384': {
    kind: 'p384',
    peers: async (signed) => ({
      [NOBLE]: byNoble(p384, signed, { format: 'der', lowS: false }),
      [JSRSASIGN]: byJsrsasign(signed),
      [WEBCRYPTO]: await byWebCrypto(signed, {
        name: 'ECDSA',
        namedCurve: 'P-384',
        hash: 'SHA-384',
      }),
    }),
  },
  Ed25519: {
    kind: 'ed25519',
    peers: async (signed) => ({
      [NOBLE]: byNoble(ed25519, signed),
      [WEBCRYPTO]: await byWebCrypto(signed, { name: 'Ed25519' }),
    }),
  },
  SM2: {
    kind: 'sm2',
    peers: async (signed) => {
      const publicKey = pointOf(signed).toString('hex');
      const message = [...signed.tbs];
      const signature = signed.signature.toString('hex');
      const options = { hash: true, der: true, publicKey };
      return {
        [SM_CRYPTO]: () => smCrypto.sm2.doVerifySignature(message, signature, publicKey, options),
      };
    },
  },
};

export const WORKS = Object.keys(ALGORITHMS);

/** @type {import('../table.js').Table} */
export default {
  name: 'signatures',
  title: 'One signature: a certificate under its root',
  unit: 'ms',
  async *rows(tools) {
    for (const work of WORKS) {
      const contestants = await contestantsOf(work, tools);
      yield {
        work,
        engine: NODE,
        samples: await turns(contestants, { rounds: 11, warmUp: 4, clock: 'cpu' }),
        ...(contestants[WEBCRYPTO] && { limit: WEBCRYPTO }),
        goal: { overPeers: 1.5 },
        note: LESS,
      };
    }
  },
};

/**
 * Those who verify a signature of an algorithm, after each has taken a good one and refused one that is
 * spoiled.
 *
 * @param {string} work one of `WORKS`
 * @param {{ pkg: string, against?: string }} tools
 */
export async function contestantsOf(work, tools) {
  const builds = await buildsOf(tools, 'verify/inline.js');
  const { kind, peers } = ALGORITHMS[work];
  /** @param {Signed} signed @returns {Promise<Record<string, () => unknown>>} */
  const contestants = async (signed) => {
    const input = {
      certificate: signed.certificate,
      trustAnchors: [signed.root],
      validationTime: TIME,
      revocation: 'off',
    };
    const ours = builds.map(([name, { validateCertificatePath }]) => [
      name,
      () => validateCertificatePath(input).indication === 'TOTAL-PASSED',
    ]);
    return { ...Object.fromEntries(ours), ...(await peers(signed)) };
  };
  const signed = signedBy(kind);
  const [good, bad] = [await contestants(signed), await contestants(spoiled(signed))];
  for (const name of Object.keys(good)) {
    assert.equal(await good[name](), true, `${work}: ${name} refuses what is good`);
    assert.equal(await bad[name](), false, `${work}: ${name} takes a spoiled signature`);
  }
  return good;
}

/** @param {import('../input/entities.js').Kind} kind @returns {Signed} */
function signedBy(kind) {
  const root = entity('Root CA', kind);
  const child = certificate(entity('Person', kind), root, { serial: 2 });
  const anchor = certificate(root, root, { isAuthority: true });
  return { certificate: child, root: anchor, ...partsOf(child), info: root.key.info };
}

/** With the last bit of the signature changed. @param {Signed} signed @returns {Signed} */
function spoiled(signed) {
  const child = Buffer.from(signed.certificate);
  child[child.length - 1] ^= 1;
  return { ...signed, certificate: child, ...partsOf(child) };
}

/** The signed bytes and the signature of a certificate. @param {Buffer} der */
function partsOf(der) {
  const [certificateStart] = contentOf(der, 0);
  const [, tbsEnd] = contentOf(der, certificateStart);
  const [, algorithmEnd] = contentOf(der, tbsEnd);
  const [bits, end] = contentOf(der, algorithmEnd);
  return { tbs: der.subarray(certificateStart, tbsEnd), signature: der.subarray(bits + 1, end) };
}

/** Start and end of the content of the element at `at`. @param {Buffer} der @param {number} at */
function contentOf(der, at) {
  const first = der[at + 1];
  const digits = first < 0x80 ? 0 : first & 0x7f;
  const length = digits ? der.readUIntBE(at + 2, digits) : first;
  const start = at + 2 + digits;
  return [start, start + length];
}

/** The point at the end of a SubjectPublicKeyInfo. @param {Signed} signed */
function pointOf({ info }) {
  return info.subarray(info.lastIndexOf(Buffer.from([0x03, 0x42, 0x00, 0x04])) + 3);
}

/** @param {any} curve @param {Signed} signed @param {object} [options] */
function byNoble(curve, { tbs, signature, info }, options) {
  const { x, y = '' } = createPublicKey({ key: info, type: 'spki', format: 'der' }).export({
    format: 'jwk',
  });
  const point = [x, y].map((coordinate) => Buffer.from(coordinate ?? '', 'base64url'));
  const key = Uint8Array.from(y ? [4, ...point[0], ...point[1]] : point[0]);
  const [message, value] = [tbs, signature].map((bytes) => Uint8Array.from(bytes));
  return () => curve.verify(value, message, key, options);
}

/** @param {Signed} signed */
function byJsrsasign(signed) {
  const [child, root] = [signed.certificate, signed.root].map((der) => der.toString('hex'));
  return () => {
    const [certificate, anchor] = [child, root].map((hex) => {
      const read = new rs.X509();
      read.readCertHex(hex);
      return read;
    });
    return certificate.verifySignature(anchor.getPublicKey());
  };
}

/** @param {Signed} signed @param {any} algorithm */
async function byWebCrypto({ tbs, signature, info }, algorithm) {
  const key = await crypto.subtle.importKey('spki', info, algorithm, false, ['verify']);
  const value = algorithm.name === 'ECDSA' ? fixedLength(signature, algorithm) : signature;
  return () => crypto.subtle.verify(algorithm, key, value, tbs);
}

/** r and s in as many octets as the curve's (IEEE P1363). @param {Buffer} signature @param {any} algorithm */
function fixedLength(signature, { namedCurve }) {
  const length = namedCurve === 'P-256' ? 32 : 48;
  const [start] = contentOf(signature, 0);
  const [r, end] = contentOf(signature, start);
  const [s] = contentOf(signature, end);
  const padded = (from, to) => {
    const number = signature.subarray(from, to);
    return Buffer.concat([Buffer.alloc(length), number]).subarray(-length);
  };
  return Buffer.concat([padded(r, end), padded(s, signature.length)]);
}
