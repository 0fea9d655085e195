// JSON in its canonical form, in UTF-8, as it is hashed.

import { turns } from '../turns.js';
import { assertAlike, iamsmart, isNode, peer } from './engine.js';
import { jsonOf } from './json-texts.js';

/** @param {{ size: number, rounds: number, pkg?: string }} argument */
export default async function json({ size, rounds, pkg = '' }) {
  const { canonicalizeJson } = await iamsmart(pkg);
  const { default: canonicalize } = await peer('canonicalize');
  const { canonicalize: other } = await peer('json-canonicalize');
  const text = jsonOf(size);
  const encoder = new TextEncoder();
  const contestants = {
    iamsmart: () => canonicalizeJson(text),
    canonicalize: () => encoder.encode(canonicalize(JSON.parse(text))),
    'json-canonicalize': () => encoder.encode(other(JSON.parse(text))),
  };
  await assertAlike(contestants);
  return turns(contestants, { rounds, warmUp: 2, times: 1, clock: isNode ? 'cpu' : 'wall' });
}
