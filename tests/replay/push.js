// Callbacks under a known content key (fuzz/src/push.rs).

import { createCipheriv, randomBytes } from 'node:crypto';
import { fixture, loaded } from './inputs.js';

const { EService } = await loaded('server');

/** The content key of tests/fixtures/wire/wire.json. */
const key = Buffer.from(JSON.parse(fixture('wire/wire.json')).envelopes.key, 'base64');

/** An e-service whose HSM makes the known key of every wrapped key. */
const service = new EService({
  gateway: 'https://gateway.example',
  clientId: 'c',
  clientSecret: 's',
  keyEncryptionKey: async () => key,
});

/** A wrapped key that is long enough to be handed over. */
const secretKey = Buffer.alloc(256, 1).toString('base64');

/** Opens a callback: a body, or parts. */
export const opened = (bodyOrParts) =>
  service.openCallback(typeof bodyOrParts === 'string' ? { body: bodyOrParts } : bodyOrParts);

/** An envelope with this content. */
export function sealed(content) {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const bytes = [Buffer.from([0, 0, 0, 12]), iv, cipher.update(content), cipher.final()];
  return Buffer.concat([...bytes, cipher.getAuthTag()]).toString('base64');
}

/** A body around an envelope. */
export const body = (content, code = 'D00000') => JSON.stringify({ code, secretKey, content });

/** A request with these parts; a part that is a file has a name. */
export function request(parts) {
  const form = new FormData();
  for (const { name, text, fileName } of parts) {
    if (fileName) form.append(name, new Blob([text], { type: 'application/pdf' }), fileName);
    else form.append(name, text);
  }
  return new Request('https://e-service.example/', { method: 'POST', body: form });
}
