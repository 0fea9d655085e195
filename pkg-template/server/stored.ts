// Encoding of results as JSON and bytes.
import { withBase64 } from '../octets.js';

/** Bytes in a value, by their path in it. */
type Binary = [path: (string | number)[], base64: string];

/** Encodes a JSON value that may contain bytes as JSON. */
export function toText(value: unknown): string {
  const binaries: Binary[] = [];
  const json = without(value, [], binaries);
  return JSON.stringify({ json, binaries });
}

/** Decodes a value that `toText` has encoded. */
export function fromText(text: string): unknown {
  const { json, binaries } = JSON.parse(text);
  for (const [path, base64] of binaries as Binary[]) {
    const owner = path.slice(0, -1).reduce((object, name) => object[name], json);
    owner[path.at(-1) ?? ''] = withBase64(bytesOf(base64));
  }
  return json;
}

/** Encodes bytes in Base64. */
export function base64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  }
  return btoa(text);
}

/** Decodes Base64. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** Splits bytes into one or more pieces of at most `length` bytes. */
export function pieces(bytes: Uint8Array, length: number): Uint8Array[] {
  const count = Math.max(1, Math.ceil(bytes.length / length));
  return Array.from({ length: count }, (_, i) => bytes.slice(i * length, (i + 1) * length));
}

export function joined(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

/**
 * Moves the bytes of a value to a list with their paths, so that no string is mistaken for bytes.
 */
function without(value: unknown, path: Binary[0], binaries: Binary[]): unknown {
  if (value instanceof Uint8Array) {
    binaries.push([path, base64(value)]);
    return null;
  }
  if (Array.isArray(value)) return value.map((item, i) => without(item, [...path, i], binaries));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, item]) => [
    name,
    without(item, [...path, name], binaries),
  ]);
  return Object.fromEntries(entries);
}
