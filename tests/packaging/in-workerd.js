// Bundled with the condition 'workerd' and run by `workerd test`.

import { calculateCodeChallenge, canonicalizeJson, IamSmartError } from 'iamsmart';
import { inspectCertificate } from 'iamsmart/inspect';
import { preparePdf } from 'iamsmart/pdf';
import { EService, IamSmartError as ServersError } from 'iamsmart/server';
import { validateCertificatePath } from 'iamsmart/verify';

export default {
  test() {
    // RFC 7636, Appendix B.
    const challenge = calculateCodeChallenge('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk');
    if (challenge !== 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM') throw new Error(challenge);
    stopAndStart();
    if (typeof inspectCertificate !== 'function') throw new Error('inspect');
    if (typeof preparePdf !== 'function') throw new Error('pdf');
    if (typeof EService !== 'function' || ServersError !== IamSmartError) throw new Error('server');
    try {
      validateCertificatePath({ trustAnchors: [], certificate: '!' });
    } catch (error) {
      if (error instanceof IamSmartError && error.code === 'base64-invalid') return;
      throw error;
    }
    throw new Error('verify');
  },
};

/** Uses up the stack in the module, which then starts anew. */
function stopAndStart() {
  const nested = '['.repeat(512) + ']'.repeat(512);
  let trapped = false;
  const down = () => {
    try {
      down();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
    if (trapped) return;
    try {
      canonicalizeJson(nested);
    } catch (error) {
      trapped = error.code === 'module-trapped';
    }
  };
  down();
  if (!trapped) throw new Error('nothing trapped');
  if (canonicalizeJson(nested).length !== nested.length) throw new Error('no start');
}
