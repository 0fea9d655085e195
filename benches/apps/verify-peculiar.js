// Judges a signature with its chain.
import 'reflect-metadata';
import { X509Certificate, X509ChainBuilder } from '@peculiar/x509';

/** @param {import('./inputs.js').Signed} input */
export async function run({ content, signature, person, issuing, root, time }) {
  const [certificate, ...certificates] = [person, issuing, root].map(
    (der) => new X509Certificate(der),
  );
  const chain = await new X509ChainBuilder({ certificates }).build(certificate);
  const areSigned = await Promise.all(
    chain.map((one, index) => {
      const { publicKey } = chain[index + 1] ?? one;
      return one.verify({ date: time, publicKey });
    }),
  );
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const key = await certificate.publicKey.export(algorithm, ['verify']);
  const isSigned = await crypto.subtle.verify(algorithm, key, signature, content);
  return [chain.length === 3 && areSigned.every(Boolean) && isSigned];
}
