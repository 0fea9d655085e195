// What each project does with the package. Copied into each.

import { calculateCodeChallenge, hashForm } from 'iamsmart';
import { verifySignature } from 'iamsmart/verify';
import { signed } from './signed.js';

/** Returns in JSON: a code challenge, the form that is signed with its hash, and a verdict in a sentence. */
export async function prove() {
  // RFC 7636, Appendix B.
  const codeChallenge = calculateCodeChallenge('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk');
  const form = new FormData();
  form.append('fullName', '陳大文');
  form.append('proof', new File(['abc'], 'proof.txt'));
  const { text, hashCode } = await hashForm(form, { formName: 'Parking permit' });
  const { indication, summary } = verifySignature({
    ...signed,
    language: 'zh-HK',
    revocation: 'off',
    validationTime: new Date('2026-06-01T00:00:00Z'),
  });
  return JSON.stringify({ codeChallenge, text, hashCode, indication, summary });
}
