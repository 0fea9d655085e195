// Signatures over a digest as iAM Smart makes them, JWS, and certificates of every algorithm.

import { Group, namesIn, read } from './group.js';

const OPENSSL = 'OpenSSL';

export function signatures() {
  const group = new Group('signatures');
  rsa(group);
  sm2(group);
  algorithms(group);
  jose(group);
  return group;
}

/** @param {Group} group */
function rsa(group) {
  const file = (/** @type {string} */ name) => group.file(`fixtures/pki/${name}`);
  const signed = (
    /** @type {string} */ name,
    /** @type {string} */ expected,
    {
      content = file('content.json'),
      ...more
    } = /** @type {{ content?: object, digest?: object, signatureAlgorithm?: string | undefined }} */ ({}),
  ) =>
    group.add({
      name: [`RSA: ${name.replace('.sig', '')}`, more.signatureAlgorithm ?? Object.keys(more)[0]]
        .filter(Boolean)
        .join(', '),
      call: 'signature',
      input: {
        content,
        signature: file(name),
        certificate: file('person.pem'),
        intermediates: [file('issuing.pem')],
        trustAnchors: [file('root.pem')],
        revocation: 'off',
        validationTime: { time: '2026-06-01T00:00:00Z' },
        ...more,
      },
      expected,
      by: OPENSSL,
    });
  for (const [name, signedAs] of [
    ['sha256-over-digest.sig', 'SHA256withRSA-over-digest'],
    ['sha256-over-digest-without-null.sig', 'SHA256withRSA-over-digest'],
    ['digest.sig', 'digest'],
    ['digest-without-null.sig', 'digest'],
    ['bare-digest.sig', 'digest-without-digest-info'],
  ]) {
    signed(name ?? '', `TOTAL-PASSED ${signedAs}`);
    const [fits, other] = signedAs?.startsWith('SHA256')
      ? ['SHA256withRSA', 'NONEwithRSA']
      : ['NONEwithRSA', 'SHA256withRSA'];
    signed(name ?? '', `TOTAL-PASSED ${signedAs}`, { signatureAlgorithm: fits });
    signed(name ?? '', 'TOTAL-FAILED', { signatureAlgorithm: other });
  }
  const changed = read('fixtures/pki/content.json').toString().replace('陳', '李');
  // The signature is over the digest still.
  signed('sha256-over-digest.sig', 'TOTAL-FAILED SHA256withRSA-over-digest', {
    content: group.bytes('changed.json', Buffer.from(changed)),
    digest: file('content.sha256'),
  });
  for (const name of namesIn('fixtures/pki').filter((name) => /^bad-.*\.sig$/.test(name))) {
    signed(name, 'TOTAL-FAILED');
  }
}

/** @param {Group} group */
function sm2(group) {
  const file = (/** @type {string} */ name) => group.file(`fixtures/sm2/${name}`);
  const signed = (
    /** @type {string} */ name,
    /** @type {string} */ expected,
    sm2Identifier = '1234567812345678',
    by = OPENSSL,
  ) =>
    group.add({
      name: `SM2: ${name.replace('.sig', '')}, “${sm2Identifier}”`,
      call: 'signature',
      input: {
        content: file('content.json'),
        signature: file(name),
        certificate: file('person.pem'),
        intermediates: [file('issuing.pem')],
        trustAnchors: [file('root.pem')],
        revocation: 'off',
        validationTime: { time: '2027-06-01T00:00:00Z' },
        sm2Identifier,
      },
      expected,
      by,
    });
  signed('sm3-over-digest.sig', 'TOTAL-PASSED SM3withSM2-over-digest');
  signed('sm3-over-sha256-digest.sig', 'TOTAL-PASSED SM3withSM2-over-digest');
  const other = 'sm3-over-digest-other-identifier.sig';
  signed(other, 'TOTAL-PASSED SM3withSM2-over-digest', 'ALICE123@YAHOO.COM');
  const empty = 'sm3-over-digest-empty-identifier.sig';
  signed(empty, 'TOTAL-PASSED SM3withSM2-over-digest', '');
  const without = 'sm3-over-digest-without-identifier.sig';
  signed(without, 'TOTAL-PASSED SM3-over-digest-without-identifier');
  signed('digest.sig', 'TOTAL-PASSED SM2-digest');
  signed('sm3-over-digest.sig', 'TOTAL-FAILED', 'ALICE123@YAHOO.COM');
  signed('sm3-over-digest.sig', 'TOTAL-FAILED', '');
  signed(other, 'TOTAL-FAILED');
  signed(empty, 'TOTAL-FAILED');
  for (const name of namesIn('fixtures/sm2').filter((name) => /^bad-.*\.sig$/.test(name))) {
    signed(name, 'TOTAL-FAILED');
  }
}

/** Certificates by one self-signed authority each; OpenSSL verifies the first list. */
const ALGORITHMS = {
  'TOTAL-PASSED': `
    rsa-sha256 rsa-sha384 rsa-sha512 pss-sha256 pss-sha384 pss-sha512 pss-sha256-salt-0
    pss-sha256-salt-20 pss-sha256-salt-222 pss-key pss-key-sha256 pss-key-sha256-longer-salt
    pss-mgf1-sha512 p256-sha256 p256-sha384 p256-sha512 p384-sha256 p384-sha384 p384-sha512
    p521-sha512 ed25519`,
  'TOTAL-FAILED': 'pss-sha1 p256-sha1 p256-explicit p256-compressed',
  INDETERMINATE: 'pss-sha224 rsa-sha224 secp256k1-sha256 ed448',
};

/** @param {Group} group */
function algorithms(group) {
  const path = (
    /** @type {string} */ name,
    /** @type {string} */ anchor,
    /** @type {{ file: string }} */ certificate,
    /** @type {string} */ expected,
    /** @type {string} */ by,
  ) =>
    group.add({
      name,
      call: expected === 'not passed' ? 'pathPasses' : 'pathIndication',
      input: {
        certificate,
        trustAnchors: [group.file(`fixtures/algorithms/${anchor}-root.pem`)],
        revocation: 'off',
        validationTime: { time: '2027-06-01T00:00:00Z' },
      },
      expected,
      by,
    });
  for (const [indication, names] of Object.entries(ALGORITHMS)) {
    for (const name of names.trim().split(/\s+/)) {
      const certificate = group.file(`fixtures/algorithms/${name}.pem`);
      const isPassed = indication === 'TOTAL-PASSED';
      const by = isPassed ? OPENSSL : 'docs/primitives.md';
      path(`certificate: ${name}`, name, certificate, indication, by);
      if (!isPassed) continue;
      const changed = der(read(`fixtures/algorithms/${name}.pem`).toString());
      changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
      const bytes = group.bytes(`${name}-changed`, changed);
      path(`certificate: ${name}, one bit changed`, name, bytes, 'not passed', OPENSSL);
    }
  }
}

/** @param {Group} group */
function jose(group) {
  const options = (/** @type {string} */ folder) => ({
    trustAnchors: [group.file(`fixtures/${folder}/root.pem`)],
    revocation: 'off',
    validationTime: { time: '2030-01-01T00:00:00Z' },
  });
  const signers = JSON.parse(read('fixtures/jose/signers.json').toString());
  for (const { name, key, jws } of signers) {
    const [signedHeader, payload, signature] = jws.split('.');
    // The examples have no certificates.
    const header = name.startsWith('RFC')
      ? { x5c: [der(read(`fixtures/jose/${key}.pem`).toString()).toString('base64')] }
      : {};
    const flattened = { protected: signedHeader, payload, signature, header };
    const first = payload.startsWith('A') ? 'B' : 'A';
    const other = { ...flattened, payload: first + payload.slice(1) };
    for (const [of, told, expected] of /** @type {const} */ ([
      [flattened, '', 'TOTAL-PASSED'],
      [other, ', another payload', 'TOTAL-FAILED SIG_CRYPTO_FAILURE signature:failed'],
    ])) {
      group.add({
        name: `JWS: ${name}${told}`,
        call: 'jws',
        input: { jws: JSON.stringify(of), ...options('jose') },
        expected,
        by: name.startsWith('RFC') ? name : 'jwcrypto',
      });
    }
  }
  for (const name of ['flattened', 'detached', 'general', 'protected-x5c', 'ps256', 'rs512']) {
    group.add({
      name: `JWS: ${name}`,
      call: 'jws',
      input: {
        jws: group.text(`fixtures/jws/${name}.json`),
        content: group.file('fixtures/jws/content.json'),
        ...options('jws'),
      },
      expected: 'TOTAL-PASSED',
      by: 'npm jose',
    });
  }
}

/**
 * The DER of a certificate.
 *
 * @param {string} pem
 */
function der(pem) {
  const lines = pem.split('\n').filter((line) => !line.startsWith('-'));
  return Buffer.from(lines.join(''), 'base64');
}
