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
  const { keyEncryptionKey } = JSON.parse(await readFile(demo.registration, 'utf8'));
  const publicKey = createPublicKey(createPrivateKey(keyEncryptionKey));
  return (content) => {
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
      code: 'D00000',
      message: 'SUCCESS',
      secretKey: wrapped.toString('base64'),
      content: Buffer.concat([...bytes, cipher.getAuthTag()]).toString('base64'),
    });
  };
}
