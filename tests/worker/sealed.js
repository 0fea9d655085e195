// A callback by a stranger who has the public key of the KEK: its certificate is public.

import {
  constants,
  createCipheriv,
  createPrivateKey,
  createPublicKey,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** Returns a function that seals a content. */
export async function stranger(demo) {
  return sealer(JSON.parse(await readFile(demo.registration, 'utf8')));
}

/**
 * Returns a function that seals a content, with the result code of a success or another.
 *
 * @param {{ keyEncryptionKey: string }} registration
 */
export function sealer({ keyEncryptionKey }) {
  const publicKey = createPublicKey(createPrivateKey(keyEncryptionKey));
  return (content, code = 'D00000') => {
    const key = randomBytes(32);
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, iv);
    const bytes = [
      Buffer.from([0, 0, 0, 12]),
      iv,
      cipher.update(JSON.stringify(content)),
      cipher.final(),
    ];
    const wrapped = publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, key);
    return JSON.stringify({
      txID: 't',
      code,
      message: 'SUCCESS',
      secretKey: wrapped.toString('base64'),
      content: Buffer.concat([...bytes, cipher.getAuthTag()]).toString('base64'),
    });
  };
}
