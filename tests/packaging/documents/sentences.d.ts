// What docs/sentences.md takes for granted.

import type { Outcome } from 'iamsmart/flows';

declare global {
  /** What is known of a request. */
  const outcome: Outcome;
  /** What went wrong. */
  const error: { code: string; resultCode?: string };
}
