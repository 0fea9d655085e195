// Judges a signature with its chain, with the module in the script.
import { verifySignature } from 'iamsmart/verify';

/** @param {import('./inputs.js').Signed} input */
export function run({ content, signature, person, issuing, root, time }) {
  const { indication, summary } = verifySignature({
    digest: content,
    signature,
    certificate: person,
    intermediates: [issuing],
    trustAnchors: [root],
    revocation: 'off',
    validationTime: time,
  });
  return [indication === 'TOTAL-PASSED', summary !== ''];
}
