// Types of the package where neither the library 'dom' nor a runtime's types are installed: what is
// no bytes, Blob or form is refused there too.

import {
  appLink,
  ContentHasher,
  hashContent,
  hashForm,
  IamSmartError,
  identificationCode,
} from 'iamsmart';
import { EService, type EServiceConfig, readBody } from 'iamsmart/server';
import { type VerifySignatureInput, verifySignature } from 'iamsmart/verify';
import { init, initSync } from 'iamsmart/verify/slim';
import type { Holds, IsAny, Same, Untyped } from './exact.js';

export type Bare = [
  Holds<Same<Untyped<typeof import('iamsmart')>, never>>,
  Holds<Same<Untyped<typeof import('iamsmart/server')>, never>>,
  Holds<Same<Untyped<typeof import('iamsmart/verify')>, never>>,
  Holds<Same<Untyped<typeof import('iamsmart/node')>, never>>,
  Holds<Same<IsAny<VerifySignatureInput['digest']>, false>>,
  Holds<Same<IsAny<NonNullable<EServiceConfig['fetch']>>, false>>,
];

const digest = new Uint8Array(32);
const openId = 'id';
await hashContent(digest);
await hashContent(digest.buffer);
// @ts-expect-error: neither bytes, text, a Blob nor a stream.
await hashContent(42);
// @ts-expect-error: not bytes.
new ContentHasher().update(42);
// @ts-expect-error: not a form.
await hashForm(42, { formName: 'form' });
// @ts-expect-error: neither bytes nor Base64.
identificationCode({ digest: 42, boundTo: { openId } });
// @ts-expect-error: neither bytes nor Base64.
verifySignature({ digest: 42, signature: '', certificate: '', trustAnchors: [] });
// @ts-expect-error: neither a request nor a response.
await readBody(42, { maxBytes: 1 });
// @ts-expect-error: no source of a module.
await init(42);
// @ts-expect-error: neither bytes nor a compiled module.
initSync(42);
export const service = new EService({
  gateway: 'https://apigw.iamsmart.gov.hk',
  clientId: '0'.repeat(32),
  clientSecret: 'secret',
  // @ts-expect-error: neither a key nor an operation.
  keyEncryptionKey: 42,
});
export const link: string = appLink({ kind: 'signing', ticketId: 'ticket' });
export const code: 'aborted' = new IamSmartError('aborted', 'message').code as 'aborted';
