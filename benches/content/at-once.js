// SHA-256 of content that is in memory, or a Blob, as a whole.

import { turns } from '../turns.js';
import { assertAlike, iamsmart, peer, someBytes } from './engine.js';

const KIB = 1024;

/** @param {{ size: number, isBlob: boolean, rounds: number, pkg?: string }} argument */
export default async function atOnce({ size, isBlob, rounds, pkg = '' }) {
  const { hashContent } = await iamsmart(pkg);
  const { sha256 } = await peer('hash-wasm');
  const bytes = someBytes(size);
  const content = isBlob ? new Blob([bytes]) : bytes;
  const there = () => (isBlob ? content.arrayBuffer() : content);
  const contestants = {
    iamsmart: () => hashContent(content),
    'hash-wasm': async () => fromHex(await sha256(new Uint8Array(await there()))),
    WebCrypto: async () => crypto.subtle.digest('SHA-256', await there()),
  };
  await assertAlike(contestants);
  const times = size < 64 * KIB ? 200 : undefined;
  return turns(contestants, { rounds, warmUp: 2, times, clock: 'wall' });
}

/** @param {string} text */
const fromHex = (text) => Uint8Array.from(text.match(/../g) ?? [], (byte) => parseInt(byte, 16));
