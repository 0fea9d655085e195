// What a page's TypeScript sees of the package; compiled, never run.

import type { FormFillingFields, LoginGrant, PendingLogin } from 'iamsmart';
import {
  appLink,
  autofill,
  beginLogin,
  completeLogin,
  hashForm,
  IamSmartError,
  PendingLogins,
} from 'iamsmart';
import 'iamsmart/element';
import { init } from 'iamsmart/slim';
import { type VerificationReport, verifySignature } from 'iamsmart/verify';

const { url, pending }: { url: string; pending: PendingLogin } = beginLogin({
  server: { kind: 'iamsmart', gateway: 'https://apigw.iamsmart.gov.hk' },
  clientId: '0'.repeat(32),
  redirectUri: 'https://example.com/',
  scope: ['eidapi_auth', 'eidapi_sign'],
});
const logins = new PendingLogins(sessionStorage);
logins.add(pending);

const fields: FormFillingFields = {
  birthDate: '1980-02-15',
  residentialAddress: { engPremisesAddress: { street: { streetName: 'Pier Road' } } },
  // @ts-expect-error: a field that is not known is in `other`.
  petName: 'Wong Choi',
};
const form = document.querySelector('form');
if (form) {
  const { left }: { left: string[] } = autofill(form, fields, { birthDate: 'dob' });
  location.href = appLink({ kind: 'signing', ticketId: left.join() });
}

try {
  const grant: LoginGrant = completeLogin(location.href, logins.take(new URL(url)), new Date());
  const { digest, hashCode } = await hashForm(new FormData(), { formName: 'form' });
  const report: VerificationReport = verifySignature({
    digest,
    signature: hashCode,
    certificate: new ArrayBuffer(0),
    trustAnchors: [grant.code],
  });
  if (report.indication === 'TOTAL-PASSED') await init(new URL('page.wasm', location.href));
} catch (error) {
  if (!(error instanceof IamSmartError)) throw error;
  switch (error.code) {
    case 'state-mismatch':
      break;
    // @ts-expect-error: the union of codes is closed.
    case 'no-such-code':
      break;
  }
}
