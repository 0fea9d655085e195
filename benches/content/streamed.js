// SHA-2 of chunks that come one after another.

import { turns } from '../turns.js';
import { assertAlike, hex, iamsmart, isNode, peer, someBytes } from './engine.js';

const CHUNK = 64 * 1024;

/** @noble/hashes has a fifth of the speed, so it hashes an eighth, and its time is multiplied. */
const SHARE = 8;

/** @param {{ algorithm: 'SHA-256' | 'SHA-512', total: number, rounds: number, pkg?: string }} argument */
export default async function streamed({ algorithm, total, rounds, pkg = '' }) {
  const { ContentHasher } = await iamsmart(pkg);
  const { createSHA256, createSHA512 } = await peer('hash-wasm');
  const { sha256, sha512 } = await peer('@noble/hashes/sha2.js');
  const isLong = algorithm === 'SHA-512';
  const wasm = await (isLong ? createSHA512() : createSHA256());
  const noble = isLong ? sha512 : sha256;
  const chunk = someBytes(CHUNK);
  const createHash = isNode && (await import('node:crypto')).createHash;

  /** @param {number} size */
  const contestants = (size) => ({
    iamsmart() {
      const hasher = new ContentHasher(algorithm);
      for (let done = 0; done < size; done += CHUNK) hasher.update(chunk);
      return hex(hasher.digest());
    },
    'hash-wasm'() {
      wasm.init();
      for (let done = 0; done < size; done += CHUNK) wasm.update(chunk);
      return wasm.digest('hex');
    },
    '@noble/hashes'() {
      const hasher = noble.create();
      for (let done = 0; done < size; done += CHUNK) hasher.update(chunk);
      return hex(hasher.digest());
    },
    ...(createHash && {
      'node:crypto'() {
        const hash = createHash(algorithm.replace('-', ''));
        for (let done = 0; done < size; done += CHUNK) hash.update(chunk);
        return hash.digest('hex');
      },
    }),
  });
  const clock = isNode ? 'cpu' : 'wall';
  const name = '@noble/hashes';
  const part = contestants(total / SHARE);
  await assertAlike(part);
  const { [name]: _, ...others } = contestants(total);
  const samples = await turns(others, { rounds, warmUp: 1, times: 1, clock });
  const slow = await turns({ [name]: part[name] }, { rounds: 3, warmUp: 1, times: 1, clock });
  return { ...samples, [name]: slow[name].map((time) => time * SHARE) };
}
