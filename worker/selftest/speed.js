// Speed, beside WebCrypto where there is one.

import { X509Certificate } from 'node:crypto';
import { Group, read } from './group.js';

export function speed() {
  const group = new Group('speed');
  const file = (/** @type {string} */ name) => group.file(`fixtures/${name}`);
  const key = (/** @type {string} */ name) => {
    const { publicKey } = new X509Certificate(read(`fixtures/${name}`));
    const spki = publicKey.export({ type: 'spki', format: 'der' });
    return group.bytes(`${name}, key`, spki);
  };
  for (const algorithm of ['SHA-256', 'SHA-512']) {
    group.add({
      name: algorithm,
      call: 'hashSpeed',
      input: { algorithm, bytes: 4 * 1024 * 1024 },
      expected: 'the same digest',
      by: 'WebCrypto',
    });
  }
  group.add({
    name: 'RSA',
    call: 'rsaSpeed',
    input: {
      digest: group.bytes('digest', Buffer.from(read('fixtures/pki/content.sha256'))),
      signature: file('pki/sha256-over-digest.sig'),
      certificate: file('pki/person.pem'),
      spki: key('pki/person.pem'),
      options: {
        intermediates: [file('pki/issuing.pem')],
        trustAnchors: [file('pki/root.pem')],
        revocation: 'off',
        validationTime: { time: '2026-06-01T00:00:00Z' },
      },
    },
    expected: 'valid',
    by: 'WebCrypto',
  });
  group.add({
    name: 'ECDSA',
    call: 'ecdsaSpeed',
    input: {
      signer: signer('jwcrypto ES256'),
      spki: key('jose/p256.pem'),
      options: {
        trustAnchors: [file('jose/root.pem')],
        revocation: 'off',
        validationTime: { time: '2030-01-01T00:00:00Z' },
      },
    },
    expected: 'valid',
    by: 'WebCrypto',
  });
  return group;
}

/** @param {string} name */
function signer(name) {
  /** @type {{ name: string, jws: string }[]} */
  const signers = JSON.parse(read('fixtures/jose/signers.json').toString());
  return signers.find((one) => one.name === name)?.jws;
}
