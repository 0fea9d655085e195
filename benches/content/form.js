// The canonical form of a submission, and its digest.

import { turns } from '../turns.js';
import { assertAlike, iamsmart, peer } from './engine.js';
import { formOf } from './form-fields.js';

/** @param {{ fields: number, rounds: number, pkg?: string }} argument */
export default async function form({ fields, rounds, pkg = '' }) {
  const { hashForm } = await iamsmart(pkg);
  const { default: canonicalize } = await peer('canonicalize');
  const submitted = formOf(fields);
  const encoder = new TextEncoder();
  const contestants = {
    async iamsmart() {
      const { hashCode } = await hashForm(submitted, { formName: 'Parking permit' });
      return hashCode;
    },
    async 'canonicalize + WebCrypto'() {
      const text = canonicalize({
        fields: [...submitted],
        files: [],
        form: { name: 'Parking permit' },
        version: 'iamsmart-form-2',
      });
      const digest = await crypto.subtle.digest('SHA-256', encoder.encode(text));
      return btoa(String.fromCharCode(...new Uint8Array(digest)));
    },
  };
  await assertAlike(contestants);
  return turns(contestants, { rounds, warmUp: 6, times: 200, clock: 'wall' });
}
