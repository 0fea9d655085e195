// The gateway's messages as `node:crypto` makes and reads them: what the module's are compared with.

import {
  constants,
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';
import { readFileSync } from 'node:fs';

export const keyEncryptionKey = readFileSync(
  new URL('../../tests/fixtures/wire/kek.pem', import.meta.url),
  'utf8',
);
const privateKey = createPrivateKey(keyEncryptionKey);
const publicKey = createPublicKey(privateKey);

export const identity = {
  gateway: 'https://gateway.example',
  clientId: 'c'.repeat(32),
  clientSecret: 's'.repeat(32),
};

const PREFIX = Buffer.from([0, 0, 0, 12]);

/** RSAES-PKCS1-v1_5 (RFC 8017 §7.2). @param {Buffer} key */
export const wrapped = (key) =>
  publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, key);

/** @param {Buffer} key @param {string} content */
export function sealed(key, content) {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const parts = [PREFIX, iv, cipher.update(content), cipher.final(), cipher.getAuthTag()];
  return Buffer.concat(parts).toString('base64');
}

/** @param {Buffer} key @param {string} envelope */
export function opened(key, envelope) {
  const bytes = Buffer.from(envelope, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(4, 16));
  decipher.setAuthTag(bytes.subarray(-16));
  const content = decipher.update(bytes.subarray(16, -16), undefined, 'utf8');
  return content + decipher.final('utf8');
}

/**
 * A signed request (iAM Smart API, headers, signature).
 *
 * @param {Buffer} key
 * @param {string} content
 */
export function request(key, content) {
  const body = JSON.stringify({ content: sealed(key, content) });
  const [timestamp, nonce] = [`${Date.now()}`, randomBytes(16).toString('hex')];
  const { clientId, clientSecret } = identity;
  const signature = createHmac('sha256', clientSecret)
    .update(`${clientId}HmacSHA256${timestamp}${nonce}${body}`)
    .digest('base64');
  return { body, headers: { timestamp, nonce, signature: encodeURIComponent(signature) } };
}

/** @param {Buffer} key @param {object} content */
export const callback = (key, content) =>
  JSON.stringify({
    txID: '<T=1>',
    code: 'D00000',
    message: 'SUCCESS',
    secretKey: wrapped(key).toString('base64'),
    content: sealed(key, JSON.stringify(content)),
  });

/**
 * The content, and the file in it.
 *
 * @param {string} body
 * @param {Buffer} [key] unwrapped already
 */
export function openedCallback(body, key) {
  const { secretKey, content } = JSON.parse(body);
  const fields = JSON.parse(opened(key ?? unwrapped(secretKey), content));
  return { ...fields, docFile: Buffer.from(fields.addressDocFile.docFile, 'base64') };
}

/** Node 20 does not remove the padding (CVE-2023-46809). @param {string} secretKey */
function unwrapped(secretKey) {
  const padding = constants.RSA_NO_PADDING;
  return privateDecrypt({ key: privateKey, padding }, Buffer.from(secretKey, 'base64')).subarray(
    -32,
  );
}
