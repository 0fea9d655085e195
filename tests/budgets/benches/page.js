import { turns } from '/benches/turns.js';
import { sha256 } from '/npm/@noble/hashes/sha2.js';
import { sha256 as another } from '/npm/hash-wasm';
import { hashContent } from '/pkg/page/inline.js';

/** @param {{ chunk?: string }} argument */
export default async function page({ chunk }) {
  if (!chunk) throw new Error('There is no chunk.');
  const bytes = new TextEncoder().encode(chunk);
  const base64 = (digest) => btoa(String.fromCharCode(...digest));
  const fromHex = (hex) => hex.match(/../g).map((byte) => Number.parseInt(byte, 16));
  const ours = await hashContent(bytes);
  const contestants = {
    iamsmart: () => hashContent(bytes),
    noble: () => sha256(bytes),
    'hash-wasm': () => another(bytes),
  };
  const samples = await turns(contestants, { rounds: 3, warmUp: 1, clock: 'wall' });
  const start = performance.now();
  let next = start;
  while (next === start) next = performance.now();
  const memory = await performance.measureUserAgentSpecificMemory();
  return {
    digests: [base64(ours), base64(sha256(bytes)), base64(fromHex(await another(bytes)))],
    rounds: Object.values(samples).map((times) => times.length),
    step: next - start,
    bytes: memory.bytes,
    collects: typeof globalThis.gc === 'function',
  };
}
