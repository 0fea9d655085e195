import { IamSmartError } from '../error.js';
import type { EService as Service } from '../server/eservice.js';
import { type Arguments, type Command, onlyFile, type Printed, unusable } from './command.js';
import { EXIT } from './exit-status.js';
import { bytesOf, decoded, textOf } from './input.js';

/** `npx iamsmart open-callback`. */
export const openCallback: Command = {
  summary: 'what is in a callback that the gateway pushed',
  usage: `FILE (--registration FILE | --key-encryption-key FILE)

Decrypts the saved body of a callback, JSON or multipart/form-data, and prints its result: a user's
personal data. Keys are not printed. That it can be opened does not prove who sent it.

  --registration FILE         JSON with keyEncryptionKey, as the sandbox writes it
  --key-encryption-key FILE   the KEK's private key, PKCS#8 in PEM`,
  options: { registration: 'value', 'key-encryption-key': 'value' },
  run: print,
};

async function print(given: Arguments): Promise<Printed> {
  const file = onlyFile(given);
  const service = await serviceOf(given);
  const result = await service.openCallback(requestOf(await bytesOf(file)));
  return { status: EXIT.ok, text: lines(result).join('\n'), json: result };
}

/** Opening a callback needs the KEK alone. */
async function serviceOf(given: Arguments): Promise<Service> {
  const { EService } = await import('../server/inline.js');
  const registration = given.value('registration');
  const key = given.value('key-encryption-key');
  const keyEncryptionKey =
    key === undefined ? {} : { keyEncryptionKey: (await textOf(key)).trim() };
  if (registration === undefined && key === undefined) {
    throw unusable('--registration', 'it is missing; --key-encryption-key does as well');
  }
  const unused = {
    gateway: 'https://gateway.invalid',
    clientId: '0'.repeat(32),
    clientSecret: 'unused',
  };
  const read = registration === undefined ? {} : objectIn(await textOf(registration));
  return EService.fromRegistration(JSON.stringify({ ...unused, ...read, ...keyEncryptionKey }));
}

/** Reads a registration. Its own message must not quote the text, which has secrets. */
export function objectIn(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Below.
  }
  throw new IamSmartError(
    'invalid-argument',
    "'--registration' cannot be used: it is not a JSON object.",
  );
}

/** Returns the callback as it came: a multipart body begins with its boundary. */
function requestOf(bytes: Uint8Array<ArrayBuffer>) {
  const [, boundary] = /^\s*--([^\r\n]{1,70})\r?\n/u.exec(decoded(bytes.subarray(0, 200))) ?? [];
  if (boundary === undefined) return { body: decoded(bytes) };
  return new Request('https://callback.invalid/', {
    method: 'POST',
    headers: { 'Content-Type': `multipart/form-data; boundary="${boundary.trimEnd()}"` },
    body: bytes,
  });
}

/** Returns a value as indented lines: bytes by their number, everything else whole. */
function lines(value: object, indent = ''): string[] {
  return Object.entries(value).flatMap(([name, one]: [string, unknown]) => {
    if (one === undefined) return [];
    if (one instanceof Uint8Array) return [`${indent}${name}: ${bytesIn(one)}`];
    if (one instanceof Date) return [`${indent}${name}: ${one.toISOString()}`];
    if (typeof one === 'object' && one !== null) {
      return [`${indent}${name}:`, ...lines(one, `${indent}  `)];
    }
    return [`${indent}${name}: ${one}`];
  });
}

/** Returns short bytes in Base64, and the number of longer ones. */
function bytesIn(bytes: Uint8Array): string {
  if (bytes.byteLength > 64) return `${bytes.byteLength} bytes (--json prints them)`;
  return `${btoa(String.fromCharCode(...bytes))} (Base64)`;
}
