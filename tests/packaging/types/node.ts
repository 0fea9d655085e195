// Types of the package for a server with Node's types and without the DOM.

import { promises as dns } from 'node:dns';
import { readFile } from 'node:fs/promises';
import { autofill, hashContent } from 'iamsmart';
import { EService } from 'iamsmart/server';
import { fetchRevocation } from 'iamsmart/verify';
import { init, initSync } from 'iamsmart/verify/slim';

await init(readFile('verify.wasm'));
initSync(await readFile('verify.wasm'));
// @ts-expect-error: a path is not bytes.
initSync('verify.wasm');

await hashContent(await readFile('form.pdf'));
await fetchRevocation(await readFile('certificate.der'), undefined, {
  resolve: (host) => dns.resolve4(host),
});
autofill({ elements: [] }, {});
export const service = new EService({
  gateway: 'https://apigw.iamsmart.gov.hk',
  clientId: '0'.repeat(32),
  clientSecret: 'secret',
  keyEncryptionKey: await readFile('key.pem'),
  fetch,
});
