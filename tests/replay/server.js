// The targets of iamsmart/server.

import { records } from './inputs.js';
import { body, opened, request, sealed } from './push.js';

/** Names of parts, and bits of a tag (fuzz/targets/parts.rs). */
const NAMES = ['txID', 'code', 'message', 'msg', 'secretKey', 'content', 'data', 'addressDocFile'];
const FILE = 8;
const SEALED = 16;

/** Questions of each target, as functions. */
export const targets = {
  envelope: (input) => [
    () => opened(body(input.toString())),
    () => opened(body(input.toString('base64'))),
    () => opened(body(sealed(input))),
  ],
  callback: (input) => [
    () => opened(input.toString()),
    () => opened(body(sealed(input))),
    () => opened(body(sealed(input), 'D70001')),
  ],
  parts: (input) => [
    () => opened(request(records(input).map(part))),
    // The same body, cut: the platform reads the parts.
    async () => opened(await cut(request(records(input).map(part)), input.length)),
  ],
};

function part({ tag, text }) {
  return {
    name: NAMES[tag % NAMES.length],
    text: tag & SEALED ? sealed(text) : text,
    fileName: tag & FILE ? 'bill.pdf' : undefined,
  };
}

async function cut(whole, number) {
  const bytes = new Uint8Array(await whole.arrayBuffer());
  return new Request(whole.url, {
    method: 'POST',
    headers: { 'Content-Type': whole.headers.get('Content-Type') },
    body: bytes.subarray(0, (number * 7919) % bytes.length),
  });
}
