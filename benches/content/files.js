// A form's files, beside each other and one after another.

import { turns } from '../turns.js';
import { hex, iamsmart, peer, someBytes } from './engine.js';

/** @param {{ count: number, size: number, rounds: number, pkg?: string }} argument */
export default async function files({ count, size, rounds, pkg = '' }) {
  const { hashContent, hashForm } = await iamsmart(pkg);
  const { createSHA256 } = await peer('hash-wasm');
  const hasher = await createSHA256();
  const form = new FormData();
  for (let i = 0; i < count; i += 1) {
    const bytes = someBytes(size);
    bytes[0] = i;
    form.append('files', new File([bytes], `${i}.bin`));
  }
  const all = form.getAll('files');
  const fromBase64 = (text) => hex(Uint8Array.from(atob(text), (char) => char.charCodeAt(0)));
  const contestants = {
    async iamsmart() {
      const { text } = await hashForm(form, { formName: 'f' });
      return JSON.parse(text)
        .files.map(({ sha256 }) => fromBase64(sha256))
        .join();
    },
    async 'one after another'() {
      const digests = [];
      for (const file of all) digests.push(hex(await hashContent(file)));
      return digests.join();
    },
    async 'hash-wasm'() {
      const digests = [];
      for (const file of all) {
        hasher.init();
        const reader = file.stream().getReader();
        for (;;) {
          const { done, value } = await reader.read();
          if (done) break;
          hasher.update(value);
        }
        digests.push(hasher.digest('hex'));
      }
      return digests.join();
    },
  };
  const digests = new Set();
  for (const run of Object.values(contestants)) digests.add(await run());
  if (digests.size !== 1) throw new Error('The digests differ.');
  return turns(contestants, { rounds, warmUp: 1, times: 1, clock: 'wall' });
}
