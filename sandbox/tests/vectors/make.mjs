// Makes protocol.json with Node's crypto module: `node make.mjs > protocol.json`.
// The private key is a throw-away test key, made here.
import {
  createCipheriv,
  createHash,
  createHmac,
  generateKeyPairSync,
  privateEncrypt,
  sign,
} from 'node:crypto';

const sha = (algorithm, ...parts) => {
  const hash = createHash(algorithm);
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const base64 = (bytes) => Buffer.from(bytes).toString('base64');

function headerSignature() {
  const clientId = 'edae2e2529ff46228af1e4d18c8405d1';
  const clientSecret = 'not-a-secret-but-a-test-value';
  const timestamp = '1767225600000';
  const body = '{"content":"AAAADHRlc3Q="}';
  const hmac = (nonce, text) =>
    createHmac('sha256', clientSecret)
      .update(`${clientId}HmacSHA256${timestamp}${nonce}${text}`)
      .digest('base64');
  // A nonce whose signatures hold '+' and '/', so that percent-encoding is put to the test.
  let number = 0;
  let nonce;
  do nonce = `nonce-${number++}`;
  while (!/(?=.*\+)(?=.*\/)/.test(hmac(nonce, body)));
  return {
    clientId,
    clientSecret,
    timestamp,
    nonce,
    body,
    plain: hmac(nonce, body),
    signature: encodeURIComponent(hmac(nonce, body)),
    signatureWithoutBody: encodeURIComponent(hmac(nonce, '')),
  };
}

function envelope() {
  const key = sha('sha256', 'content key');
  const iv = sha('sha256', 'iv').subarray(0, 12);
  const plaintext = '{"code":"0123","grantType":"authorization_code","name":"陳大文"}';
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const ciphertext = [cipher.update(plaintext, 'utf8'), cipher.final()];
  const parts = [Buffer.from([0, 0, 0, 12]), iv, ...ciphertext, cipher.getAuthTag()];
  return { key: base64(key), plaintext, content: base64(Buffer.concat(parts)) };
}

function identificationCodes() {
  const openIds = ['liR14%2BvX%2F5hSum5uf4ERczu0KcDnIJA5BM7FoM1ag9c%3D', 'another', ''];
  const codes = openIds.map((openID) => {
    const hash = sha('sha256', 'hello');
    const digest = sha('md5', sha('sha512', hash, openID));
    const code = [0, 4, 8, 12].map((index) => (digest[index] >> 4) % 10).join('');
    return { hash: base64(hash), openID, code };
  });
  if (codes[0].code !== '2133') throw new Error('not the code of the API reference');
  return codes;
}

function signature() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const der = privateKey.export({ type: 'pkcs8', format: 'der' });
  const hash = sha('sha256', 'hello');
  const digestInfo = Buffer.concat([
    Buffer.from('3031300d060960864801650304020105000420', 'hex'),
    hash,
  ]);
  return {
    key: base64(der),
    hash: base64(hash),
    SHA256withRSA: base64(sign('sha256', hash, privateKey)),
    NONEwithRSA: base64(privateEncrypt(privateKey, digestInfo)),
  };
}

const vectors = {
  headerSignature: headerSignature(),
  envelope: envelope(),
  identificationCodes: identificationCodes(),
  signature: signature(),
};
console.log(JSON.stringify(vectors, null, 2));
