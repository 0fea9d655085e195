// Judges a signature with its chain, with the module beside the script: reports in codes.
import { init, verifySignature } from 'iamsmart/verify/slim';

/** @param {import('./inputs.js').Signed & { module: Uint8Array<ArrayBuffer> }} input */
export async function run({ content, signature, person, issuing, root, time, module }) {
  await init(module);
  const { indication } = verifySignature({
    digest: content,
    signature,
    certificate: person,
    intermediates: [issuing],
    trustAnchors: [root],
    revocation: 'off',
    validationTime: time,
  });
  return [indication === 'TOTAL-PASSED'];
}
