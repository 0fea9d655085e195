import { IamSmartError } from '../error.js';
import type { CallbackRequest } from '../server/callback.js';

/** HTTP statuses of what cannot be received; 400 for all others. */
const STATUSES: Partial<Record<string, number>> = {
  'client-certificate-refused': 403,
  'callback-too-large': 413,
  'content-too-large': 413,
  // The content is whole, and its sender may try again.
  'module-trapped': 503,
};

/** Answer to a callback that is stored, or that there is nothing to store of ([PU105]; medium). */
export function received(): Response {
  return Response.json({ code: 'M00000' });
}

/** Answer to a callback that cannot be received: the gateway may push it again. */
export function notReceived(error: unknown): Response {
  const code = error instanceof IamSmartError ? error.code : 'unavailable';
  const status = error instanceof IamSmartError ? (STATUSES[code] ?? 400) : 503;
  return Response.json({ code }, { status });
}

/** Options of `Flows.callback`. */
export interface CallbackOptions {
  /**
   * Keeps the platform from ending the work after the answer: `(work) => ctx.waitUntil(work)`. Without
   * it, what is due is done by this process as long as it lives, and then from the store.
   */
  waitUntil?: ((work: Promise<unknown>) => void) | undefined;
}

export type { CallbackRequest };
