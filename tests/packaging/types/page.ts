// Types of the package for a page; compiled, never run.

import type {
  AutofillResult,
  Content,
  ErrorCode,
  FormContent,
  FormFillingFields,
  LoginGrant,
  LoginOptions,
  PendingLogin,
  Source,
} from 'iamsmart';
import {
  appLink,
  autofill,
  beginLogin,
  ContentHasher,
  calculateCodeChallenge,
  type canonicalizeJson,
  completeLogin,
  corpIdLoginLink,
  type detectSource,
  generatePkce,
  hashContent,
  hashForm,
  hkicHash,
  IamSmartError,
  identificationCode,
  PendingLogins,
} from 'iamsmart';
import 'iamsmart/element';
import type { IamSmartElements } from 'iamsmart/elements';
import * as slim from 'iamsmart/slim';
import type { Language, languageOf, sentenceOf } from 'iamsmart/texts';
import { type VerificationReport, verifySignature } from 'iamsmart/verify';
import type { Holds, Same, Untyped } from './exact.js';

export type Page = [
  Holds<Same<Untyped<typeof import('iamsmart')>, never>>,
  Holds<Same<Untyped<typeof import('iamsmart/element')>, never>>,
  Holds<Same<Untyped<typeof import('iamsmart/elements')>, never>>,
  Holds<Same<Untyped<typeof import('iamsmart/elements/button')>, never>>,
  Holds<Same<Untyped<typeof import('iamsmart/texts')>, never>>,
  Holds<Same<IamSmartElements['iamsmart-report']['report'], VerificationReport | undefined>>,
  Holds<Same<ReturnType<typeof languageOf>, Language>>,
  Holds<Same<ReturnType<typeof sentenceOf>, string>>,
  Holds<Same<Untyped<typeof slim>, never>>,
  // Slim has all exports of the main entry, plus the two that start the module.
  Holds<Same<Exclude<keyof typeof slim, keyof typeof import('iamsmart')>, 'init' | 'initSync'>>,
  Holds<Same<Exclude<keyof typeof import('iamsmart'), keyof typeof slim>, never>>,
  Holds<Same<ReturnType<typeof canonicalizeJson>, Uint8Array<ArrayBuffer>>>,
  Holds<Same<ReturnType<typeof hashContent>, Promise<Uint8Array<ArrayBuffer>>>>,
  Holds<Same<ReturnType<typeof hashForm>, Promise<FormContent>>>,
  Holds<Same<ReturnType<typeof completeLogin>, LoginGrant>>,
  Holds<Same<ReturnType<typeof detectSource>, Source>>,
  Holds<Same<ReturnType<typeof autofill>, AutofillResult>>,
  Holds<Same<Untyped<AutofillResult>, never>>,
  Holds<Same<AutofillResult['filled' | 'left'], string[]>>,
  Holds<Same<AutofillResult['changed'][number]['value' | 'problem'], string>>,
  Holds<Same<IamSmartError['code'], ErrorCode>>,
  Holds<Same<IamSmartError['name'], 'IamSmartError'>>,
];

// Log in.
const gateway: LoginOptions = {
  server: { kind: 'iamsmart', gateway: 'https://apigw.iamsmart.gov.hk' },
  clientId: '0'.repeat(32),
  redirectUri: 'https://example.com/',
  scope: ['eidapi_auth', 'eidapi_sign'],
};
const { url, pending }: { url: string; pending: PendingLogin } = beginLogin(gateway);
beginLogin({
  ...gateway,
  server: { kind: 'oauth2', authorizationEndpoint: 'https://idp.example/', requireIssuer: true },
  source: 'Android_IMS_InAppBrowser',
  lang: 'zh-HK',
});
beginLogin({
  ...gateway,
  // @ts-expect-error: an OAuth 2.0 server has an authorization endpoint.
  server: { kind: 'oauth2', gateway: 'https://idp.example/' },
});
// @ts-expect-error: not one of the three languages.
beginLogin({ ...gateway, lang: 'fr' });
// @ts-expect-error: not a source that the gateway knows.
beginLogin({ ...gateway, source: 'Windows' });
// @ts-expect-error: must be an array.
beginLogin({ ...gateway, scope: 'eidapi_auth' });
// @ts-expect-error: client, address and scope are required.
beginLogin({ server: gateway.server });
// @ts-expect-error: must be a Date.
beginLogin({ ...gateway, now: Date.now() });
const method: 'S256' = generatePkce().codeChallengeMethod;
const logins = new PendingLogins(sessionStorage, method);
logins.add(pending);
// @ts-expect-error: the time must be an ISO 8601 string.
logins.add({ ...pending, expiresAt: new Date() });
// @ts-expect-error: must be a Web Storage.
new PendingLogins(new Map());
// @ts-expect-error: must be a string.
calculateCodeChallenge(new Uint8Array(32));
// @ts-expect-error: a grant may lack its businessID.
completeLogin(new URL(url), pending).businessId.length;

// Content.
for (const content of [
  'string',
  new ArrayBuffer(1),
  new Uint8Array(1),
  new DataView(new ArrayBuffer(1)),
  new Blob(),
  new Blob().stream(),
] satisfies Content[]) {
  await hashContent(content, { algorithm: 'SHA-512', signal: AbortSignal.timeout(1) });
}
// @ts-expect-error: not a string, bytes, a Blob, a stream or an async iterable.
await hashContent(1);
// @ts-expect-error: not one of the three values.
await hashContent('string', { algorithm: 'SHA-1' });
await hashContent('string', {
  onProgress: ({ loaded, total }) => {
    // @ts-expect-error: the length of a stream is not known.
    return loaded / total;
  },
});
const digest: Uint8Array<ArrayBuffer> = new ContentHasher('SHA-384')
  .update(new Uint16Array(1))
  .digest();
// @ts-expect-error: a string must be encoded first.
new ContentHasher().update('string');
// @ts-expect-error: the form's name is required.
await hashForm(new FormData(), {});

// Identification code.
const openId = 'id';
identificationCode({ digest, boundTo: { openId } });
identificationCode({ digest: 'Base64', boundTo: { hkicHash: hkicHash('A123456'), clientId: 'c' } });
// @ts-expect-error: the hash requires a client ID.
identificationCode({ digest, boundTo: { hkicHash: digest } });
// @ts-expect-error: not one of the three joinings.
identificationCode({ digest, boundTo: { openId }, joining: 'hex' });

// The app.
appLink({ kind: 'signing', ticketId: 'ticket', environment: 'test' });
// @ts-expect-error: no such kind.
appLink({ kind: 'login', ticketId: 'ticket' });
// @ts-expect-error: CorpID has its own scopes.
corpIdLoginLink({ clientId: 'c', scope: [], app: { redirectUri: 'https://example.com/' } });

// Form filling.
const fields: FormFillingFields = {
  birthDate: '1980-02-15',
  gender: 'F',
  residentialAddress: { engPremisesAddress: { street: { streetName: 'Pier Road' } } },
  // @ts-expect-error: an unknown field belongs in `other`.
  petName: 'Wong Choi',
};
// @ts-expect-error: not one of the three values.
fields.gender = 'X';
// @ts-expect-error: the telephone number is required.
fields.mobileNumber = { countryCode: '852' };
const form = document.querySelector('form');
if (form) {
  const { left }: { left: string[] } = autofill(form, fields, { birthDate: 'dob' });
  location.href = appLink({ kind: 'signing', ticketId: left.join() });
}
// @ts-expect-error: the form may be null.
autofill(form, fields);

// The element.
const shown = document.createElement('iamsmart-identification-code');
shown.code = '1234';
// @ts-expect-error: must be a string.
shown.code = 1234;

// Errors, and the module.
try {
  const grant: LoginGrant = completeLogin(location.href, logins.take(new URL(url)), new Date());
  const { digest, hashCode } = await hashForm(new FormData(), { formName: 'form' });
  const report: VerificationReport = verifySignature({
    digest,
    signature: hashCode,
    certificate: new ArrayBuffer(0),
    trustAnchors: [grant.code],
  });
  if (report.indication === 'TOTAL-PASSED') await slim.init(new URL('page.wasm', location.href));
  await slim.init(fetch('page.wasm'));
  slim.initSync(new WebAssembly.Module(digest));
} catch (error) {
  if (!(error instanceof IamSmartError)) throw error;
  switch (error.code) {
    case 'state-mismatch':
      break;
    case 'gateway-refused':
      console.log(error.resultCode, error.txId);
      break;
    case 'gateway-status':
      error.status.toFixed();
      // @ts-expect-error: another code's.
      error.resultCode;
      break;
    case 'request-open':
      error.open.stage;
      break;
    // @ts-expect-error: the union of codes is closed.
    case 'no-such-code':
      break;
  }
}
// @ts-expect-error: the code must be one of the package's.
new IamSmartError('no-such-code', 'message');
// @ts-expect-error: the code is read-only.
new IamSmartError('aborted', 'message').code = 'content-unreadable';
