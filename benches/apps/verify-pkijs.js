// Judges a signature with its chain.
import {
  Certificate,
  CertificateChainValidationEngine,
  CertificateRevocationList,
  getCrypto,
} from 'pkijs';

/** @param {import('./inputs.js').Signed} input */
export async function run({ content, signature, person, issuing, root, crls, time }) {
  const certificate = Certificate.fromBER(person);
  const engine = new CertificateChainValidationEngine({
    trustedCerts: [Certificate.fromBER(root)],
    certs: [Certificate.fromBER(issuing), certificate],
    crls: crls.map((crl) => CertificateRevocationList.fromBER(crl)),
    checkDate: time,
  });
  const { result } = await engine.verify();
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const key = await certificate.getPublicKey({ algorithm: { algorithm, usages: ['verify'] } });
  return [result && (await getCrypto(true).verify(algorithm, key, signature, content))];
}
