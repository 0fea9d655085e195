// Input of the benchmark, generated for each run: keys by Node, structures by jsrsasign.

import { generateKeyPairSync, sign } from 'node:crypto';
import rs from 'jsrsasign';

const { KJUR } = rs;
const SIGALG = 'SHA256withRSA';
const FROM = '20250101000000Z';
const TO = '20450101000000Z';
const AUTHORITY = [
  { extname: 'basicConstraints', critical: true, cA: true },
  { extname: 'keyUsage', critical: true, names: ['keyCertSign', 'cRLSign'] },
];
const PERSON = [
  { extname: 'basicConstraints', cA: false },
  { extname: 'keyUsage', critical: true, names: ['digitalSignature', 'nonRepudiation'] },
];
/** Number of entries in the issuing CA's CRL, none of them the signer. */
const REVOKED = 100;

/**
 * A signature over content with everything needed to verify it: DER in `Buffer`s.
 */
export function signedInput() {
  const [root, issuing, person] = ['Root CA', 'Issuing CA', 'Person'].map(entity);
  const content = Buffer.from(JSON.stringify({ fields: [['fullName', '陳大文']], version: 1 }));
  return {
    content,
    signature: sign('sha256', content, person.key),
    person: certificate(person, issuing, 3, PERSON),
    issuing: certificate(issuing, root, 2, AUTHORITY),
    root: certificate(root, root, 1, AUTHORITY),
    crls: [crl(issuing, REVOKED), crl(root, 0)],
    time: new Date('2026-06-01T00:00:00Z'),
  };
}

/** @param {string} name */
function entity(name) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    key: privateKey,
    private: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    public: publicKey.export({ type: 'spki', format: 'pem' }),
    name: { str: `/C=HK/O=Example/CN=${name}` },
  };
}

function certificate(subject, issuer, serial, extensions) {
  const made = new KJUR.asn1.x509.Certificate({
    version: 3,
    serial: { int: serial },
    sigalg: SIGALG,
    issuer: issuer.name,
    notbefore: FROM,
    notafter: TO,
    subject: subject.name,
    sbjpubkey: subject.public,
    ext: [
      ...extensions,
      { extname: 'subjectKeyIdentifier', kid: subject.public },
      { extname: 'authorityKeyIdentifier', kid: issuer.public },
    ],
    cakey: issuer.private,
  });
  return Buffer.from(made.getEncodedHex(), 'hex');
}

function crl(issuer, entries) {
  const revoked = Array.from({ length: entries }, (_, i) => ({
    sn: { int: 1000 + i },
    date: '20250601000000Z',
  }));
  const made = new KJUR.asn1.x509.CRL({
    version: 2,
    sigalg: SIGALG,
    issuer: issuer.name,
    thisupdate: '20260101000000Z',
    nextupdate: TO,
    revcert: revoked,
    ext: [
      { extname: 'authorityKeyIdentifier', kid: issuer.public },
      { extname: 'cRLNumber', num: { int: 1 } },
    ],
    cakey: issuer.private,
  });
  return Buffer.from(made.getEncodedHex(), 'hex');
}
