// A verdict: an RSA-2048 signature, its chain of three, and the CRLs of both authorities, from DER.

import assert from 'node:assert/strict';
import 'reflect-metadata';
import * as peculiar from '@peculiar/x509';
import rs from 'jsrsasign';
import forge from 'node-forge';
import {
  Certificate,
  CertificateChainValidationEngine,
  CertificateRevocationList,
  getCrypto,
} from 'pkijs';
import { buildsOf } from '../input/builds.js';
import { changed, inputOf, signed } from '../input/signed.js';
import { turns } from '../turns.js';
import { NODE, versionOf } from '../versions.js';

/** @typedef {import('../input/signed.js').Signed} Signed */
const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };

const WITHOUT_LISTS =
  'node-forge and jsrsasign know no policies and no constraints of names, jsrsasign no path; WebCrypto does the mathematics of pkijs and @peculiar/x509.';
const WITH_LISTS =
  'node-forge knows no CRLs. jsrsasign and @peculiar/x509 find an entry, and know no scope, no delta and no defect of a CRL.';

/** @typedef {Record<string, (input: Signed) => unknown>} Verifiers */

/** @type {import('../table.js').Table} */
export default {
  name: 'verdict',
  title: 'Verdict: RSA-2048 signature, chain of three, CRLs',
  unit: 'ms',
  async *rows(tools) {
    const works = [
      { work: 'signature and chain, no CRL', entries: undefined, note: WITHOUT_LISTS },
      { work: 'with a CRL of 10,000 entries', entries: 10_000, note: WITH_LISTS },
    ];
    for (const { work, entries, note } of works) {
      const { contestants, unable } = await contestantsWith(entries, tools);
      yield {
        work,
        engine: NODE,
        samples: await turns(contestants, { rounds: 15, warmUp: 4, clock: 'cpu' }),
        goal: { overPeers: 2 },
        note: [note, ...unable].join(' '),
      };
    }
  },
};

/**
 * Those who judge a signature with its chain and, if a number of entries is given, CRLs, after each has
 * taken what is good and refused what was changed; and why others cannot.
 *
 * @param {number | undefined} entries
 * @param {{ pkg: string, against?: string }} tools
 */
export async function contestantsWith(entries, tools) {
  const builds = await buildsOf(tools, 'verify/inline.js');
  const hasLists = entries !== undefined;
  const input = hasLists ? signed({ entries }) : { ...signed(), crls: [] };
  const revocation = hasLists ? 'hard' : 'off';
  const ours = builds.map(([name, { verifySignature }]) => [
    name,
    (input) => verifySignature({ ...inputOf(input), revocation }).indication === 'TOTAL-PASSED',
  ]);
  /** @type {Verifiers} */
  const verifiers = {
    ...Object.fromEntries(ours),
    ...byPkijs,
    ...(hasLists ? {} : byForge),
    ...byJsrsasign,
    ...byPeculiar,
  };
  /** @type {Record<string, () => unknown>} */
  const contestants = {};
  /** @type {string[]} */
  const unable = [];
  for (const [name, verify] of Object.entries(verifiers)) {
    try {
      assert.equal(await verify(input), true, `${name} refuses what is good`);
    } catch (error) {
      if (error instanceof assert.AssertionError) throw error;
      unable.push(`${name} cannot read it: ${error.message}`);
      continue;
    }
    assert.equal(await verify(changed(input)), false, `${name} takes what was changed`);
    contestants[name] = () => verify(input);
  }
  return { contestants, unable };
}

/** @type {Verifiers} */
const byPkijs = {
  async [versionOf('pkijs')]({ content, signature, person, intermediates, root, crls, time }) {
    const certificate = Certificate.fromBER(person);
    const engine = new CertificateChainValidationEngine({
      trustedCerts: [Certificate.fromBER(root)],
      certs: [...intermediates.map((der) => Certificate.fromBER(der)), certificate],
      crls: crls.map((crl) => CertificateRevocationList.fromBER(crl)),
      checkDate: time,
    });
    const { result } = await engine.verify();
    const key = await certificate.getPublicKey({
      algorithm: { algorithm: RSA, usages: ['verify'] },
    });
    return result && (await getCrypto(true).verify(RSA, key, signature, content));
  },
};

/** @type {Verifiers} */
const byForge = {
  [versionOf('node-forge')]({ content, signature, person, intermediates, root, time }) {
    const { asn1, md, pki } = forge;
    const read = (der) => pki.certificateFromAsn1(asn1.fromDer(der.toString('binary')));
    const certificate = read(person);
    const anchors = pki.createCaStore([read(root)]);
    const chain = [certificate, ...intermediates.map(read)];
    const digest = md.sha256.create().update(content.toString('binary')).digest().bytes();
    try {
      return (
        pki.verifyCertificateChain(anchors, chain, { validityCheckDate: time }) &&
        certificate.publicKey.verify(digest, signature.toString('binary'))
      );
    } catch {
      return false;
    }
  },
};

/** @type {Verifiers} */
const byJsrsasign = {
  [versionOf('jsrsasign')]({ content, signature, person, intermediates, root, crls, time }) {
    const { KJUR, X509, X509CRL, zulutodate } = rs;
    const hex = (bytes) => bytes.toString('hex');
    const certificates = [person, ...intermediates, root].map((der) => {
      const certificate = new X509();
      certificate.readCertHex(hex(der));
      return certificate;
    });
    const lists = crls.map((crl) => new X509CRL(hex(crl)));
    const isValid = certificates.every(
      (certificate) =>
        zulutodate(certificate.getNotBefore()) <= time &&
        time <= zulutodate(certificate.getNotAfter()),
    );
    const isSigned = certificates.slice(1).every((authority, index) => {
      const key = authority.getPublicKey();
      const [child, list] = [certificates[index], lists[index]];
      return (
        child.verifySignature(key) &&
        (!list || (list.verifySignature(key) && list.findRevCert(child.hex) === null))
      );
    });
    const verifier = new KJUR.crypto.Signature({ alg: 'SHA256withRSA' });
    verifier.init(certificates[0].getPublicKey());
    verifier.updateHex(hex(content));
    return isValid && isSigned && verifier.verify(hex(signature));
  },
};

/** @type {Verifiers} */
const byPeculiar = {
  async [versionOf('@peculiar/x509')]({
    content,
    signature,
    person,
    intermediates,
    root,
    crls,
    time,
  }) {
    const { X509Certificate, X509Crl } = peculiar;
    const path = [person, ...intermediates, root].map((der) => new X509Certificate(der));
    for (const [index, certificate] of path.slice(0, -1).entries()) {
      const issuer = path[index + 1];
      if (certificate.issuer !== issuer.subject) return false;
      if (!(await certificate.verify({ publicKey: issuer.publicKey, date: time }))) return false;
      if (!crls[index]) continue;
      const list = new X509Crl(crls[index]);
      if (!(await list.verify({ publicKey: issuer.publicKey }))) return false;
      if (list.findRevoked(certificate.serialNumber)) return false;
    }
    const key = await path[0].publicKey.export(RSA, ['verify']);
    return crypto.subtle.verify(RSA, key, signature, content);
  },
};
