// Judges a signature with its chain.
import forge from 'node-forge';

/** @param {import('./inputs.js').Signed} input */
export function run({ content, signature, person, issuing, root, time }) {
  const { asn1, md, pki } = forge;
  const binary = (bytes) => String.fromCharCode(...bytes);
  const read = (der) => pki.certificateFromAsn1(asn1.fromDer(binary(der)));
  const certificate = read(person);
  const anchors = pki.createCaStore([read(root)]);
  const digest = md.sha256.create().update(binary(content)).digest().bytes();
  try {
    const chain = [certificate, read(issuing)];
    return [
      pki.verifyCertificateChain(anchors, chain, { validityCheckDate: time }) &&
        certificate.publicKey.verify(digest, binary(signature)),
    ];
  } catch {
    return [false];
  }
}
