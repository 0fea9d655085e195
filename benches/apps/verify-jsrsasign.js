// Judges a signature with its chain.
import { KJUR, X509, zulutodate } from 'jsrsasign';

/** @param {import('./inputs.js').Signed} input */
export function run({ content, signature, person, issuing, root, time }) {
  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const certificates = [person, issuing, root].map((der) => {
    const certificate = new X509();
    certificate.readCertHex(hex(der));
    return certificate;
  });
  const areValid = certificates.every(
    (certificate) =>
      zulutodate(certificate.getNotBefore()) <= time &&
      time <= zulutodate(certificate.getNotAfter()),
  );
  const areSigned = [0, 1].every((index) =>
    certificates[index].verifySignature(certificates[index + 1].getPublicKey()),
  );
  const verifier = new KJUR.crypto.Signature({ alg: 'SHA256withRSA' });
  verifier.init(certificates[0].getPublicKey());
  verifier.updateHex(hex(content));
  return [areValid && areSigned && verifier.verify(hex(signature))];
}
