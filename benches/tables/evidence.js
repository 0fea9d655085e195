// What comes with everything that may be needed: a CMS message and an evidence file with 100
// certificates and 20 CRLs.

import assert from 'node:assert/strict';
import {
  Certificate,
  CertificateChainValidationEngine,
  CertificateRevocationList,
  ContentInfo,
  getCrypto,
  SignedData,
} from 'pkijs';
import { entryOf } from '../input/builds.js';
import { TIME } from '../input/certificates.js';
import { pool, signedData } from '../input/messages.js';
import { turns } from '../turns.js';
import { NODE, versionOf } from '../versions.js';

const CONTENT = JSON.stringify({ fields: [['fullName', '陳大文']], version: 1 });
const OTHER = CONTENT.replace('陳', '李');
const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
const PKIJS = versionOf('pkijs');

/** @type {import('../table.js').Table} */
export default {
  name: 'evidence',
  title: 'CMS message and evidence file with 100 certificates and 20 CRLs',
  unit: 'ms',
  async *rows(tools) {
    for (const [work, contestants] of Object.entries(await contestantsOf(tools))) {
      yield {
        work,
        engine: NODE,
        samples: await turns(contestants, { rounds: 7, warmUp: 2, clock: 'cpu' }),
        goal: { overPeers: 3 },
        note: 'pkijs has no evidence files: it is handed their parts, from JSON and Base64, and judges signature, path and CRLs.',
      };
    }
  },
};

/**
 * Those who judge each, after they have taken what is good and refused what was changed.
 *
 * @param {{ pkg: string }} tools
 */
export async function contestantsOf(tools) {
  const { createEvidence, verifyCms, verifyEvidence } = await entryOf(tools, 'verify/inline.js');
  const { anchor, signer, certificates, crls } = pool();
  const options = { trustAnchors: [anchor], validationTime: TIME };
  const isPassed = ({ indication }) => indication === 'TOTAL-PASSED';
  const cms = signedData(Buffer.from(CONTENT), [signer], certificates, crls);
  const file = createEvidence({
    content: CONTENT,
    signature: signer.entity.key.sign(Buffer.from(CONTENT)),
    certificate: signer.certificate,
    intermediates: certificates.filter((one) => one !== signer.certificate),
    crls,
    ...options,
  });
  return {
    'CMS message': await checked([CONTENT, OTHER], {
      iamsmart: (content) => isPassed(verifyCms({ cms, content, ...options })),
      [PKIJS]: (content) => messageByPkijs(cms, content, anchor),
    }),
    'evidence file': await checked([file, file.replace('陳', '李')], {
      iamsmart: (evidence) => isPassed(verifyEvidence(evidence, options)),
      [PKIJS]: (evidence) => fileByPkijs(evidence, anchor),
    }),
  };
}

/**
 * @param {[good: string, bad: string]} inputs
 * @param {Record<string, (input: string) => unknown>} verifiers
 */
async function checked([good, bad], verifiers) {
  assert.notEqual(good, bad);
  for (const [name, verify] of Object.entries(verifiers)) {
    assert.equal(await verify(good), true, `${name} refuses what is good`);
    assert.equal(await verify(bad), false, `${name} takes what was changed`);
  }
  const runs = Object.entries(verifiers).map(([name, verify]) => [name, () => verify(good)]);
  return Object.fromEntries(runs);
}

/** @param {Buffer} cms @param {string} content @param {Buffer} anchor */
async function messageByPkijs(cms, content, anchor) {
  const data = new SignedData({ schema: ContentInfo.fromBER(cms).content });
  try {
    return await data.verify({
      signer: 0,
      data: Uint8Array.from(Buffer.from(content)).buffer,
      checkChain: true,
      trustedCerts: [Certificate.fromBER(anchor)],
      checkDate: TIME,
    });
  } catch {
    return false;
  }
}

/** @param {string} evidence @param {Buffer} anchor */
async function fileByPkijs(evidence, anchor) {
  const file = JSON.parse(evidence);
  const bytes = (text) => Buffer.from(text, 'base64');
  const certificate = Certificate.fromBER(bytes(file.certificate));
  const others = file.intermediates.map((one) => Certificate.fromBER(bytes(one)));
  const engine = new CertificateChainValidationEngine({
    trustedCerts: [Certificate.fromBER(anchor)],
    certs: [...others, certificate],
    crls: file.crls.map((one) => CertificateRevocationList.fromBER(bytes(one))),
    checkDate: TIME,
  });
  const { result } = await engine.verify();
  const key = await certificate.getPublicKey({ algorithm: { algorithm: RSA, usages: ['verify'] } });
  const content = Buffer.from(file.content);
  return result && (await getCrypto(true).verify(RSA, key, bytes(file.signature), content));
}
