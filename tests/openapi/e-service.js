// An e-service's side of the gateway's API over Node's cryptography, without the package.

import {
  constants,
  createCipheriv,
  createDecipheriv,
  createHmac,
  privateDecrypt,
  randomBytes,
} from 'node:crypto';

const PREFIX = Buffer.from([0, 0, 0, 12]);
const TAG_BYTES = 16;

/**
 * The headers of a call.
 *
 * @param {{ clientId: string, clientSecret: string }} registration
 * @param {string} body
 */
export function signed({ clientId, clientSecret }, body) {
  const timestamp = `${Date.now()}`;
  const nonce = randomBytes(16).toString('hex');
  const signature = createHmac('sha256', clientSecret)
    .update([clientId, 'HmacSHA256', timestamp, nonce, body].join(''))
    .digest('base64');
  return {
    clientID: clientId,
    signatureMethod: 'HmacSHA256',
    timestamp,
    nonce,
    signature: encodeURIComponent(signature),
  };
}

/**
 * The content key that was wrapped by RSAES-PKCS1-v1_5. Some builds of Node refuse this padding, so it
 * is taken off here.
 *
 * @param {{ keyEncryptionKey: string }} registration
 * @param {string} secretKey
 */
export function unwrapped({ keyEncryptionKey: key }, secretKey) {
  const padding = constants.RSA_NO_PADDING;
  const padded = privateDecrypt({ key, padding }, Buffer.from(secretKey, 'base64'));
  return padded.subarray(padded.indexOf(0, 2) + 1);
}

/**
 * @param {Buffer} key
 * @param {object} content
 */
export function sealed(key, content) {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const parts = [PREFIX, iv, cipher.update(JSON.stringify(content)), cipher.final()];
  return Buffer.concat([...parts, cipher.getAuthTag()]).toString('base64');
}

/**
 * @param {Buffer} key
 * @param {string} envelope
 */
export function opened(key, envelope) {
  const bytes = Buffer.from(envelope, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(4, 16));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  const plain = decipher.update(bytes.subarray(16, -TAG_BYTES));
  return JSON.parse(Buffer.concat([plain, decipher.final()]).toString());
}
