// What docs/elements.md takes for granted.

import type { Encoded } from 'iamsmart/verify';

declare global {
  /** Evidence file, as text. */
  const evidence: string;
  const trustAnchors: Encoded[];
}
