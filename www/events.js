// The stages of one transaction, as the worker streams them.

import { hasRested, persistently } from './connection.js';
import { call, isAbort, ServiceError, send } from './service.js';

/**
 * Time without a byte after which a connection is taken for dead: of a computer that slept, nobody
 * tells the browser. The worker writes at least every ten seconds.
 */
const SILENCE_MS = 30_000;

/** Time between two questions for a ticket that the gateway has not given yet, in milliseconds. */
const TICKET_MS = 3000;

/** @typedef {import('iamsmart/flows').Outcome} Outcome */

/** What is open for this user, newest first. */
export function reclaim() {
  return /** @type {Promise<Outcome[]>} */ (call('/api/requests'));
}

/**
 * Follows a transaction until it is over, whatever happens to the connection meanwhile.
 *
 * @param {string} businessId
 * @param {{ signal: AbortSignal, onStage: (outcome: Outcome) => void }} options
 * @returns {Promise<Outcome>} Its last stage.
 */
export function follow(businessId, { signal, onStage }) {
  return persistently(async (isUp) => {
    for await (const outcome of stages(businessId, signal)) {
      isUp();
      if (outcome.stage !== 'pending' && outcome.stage !== 'arrived') return outcome;
      onStage(outcome);
    }
    throw new ServiceError({ code: 'service-unreachable', message: 'The stream ended.' });
  }, signal);
}

/**
 * Asks for a request's ticket until it is there: the gateway may be slow, and its answer is streamed
 * to nobody.
 *
 * @param {string} businessId
 * @param {AbortSignal} signal
 */
export async function confirmed(businessId, signal) {
  while (!signal.aborted) {
    await new Promise((resolve) => setTimeout(resolve, TICKET_MS));
    const open = await reclaim().catch(() => []);
    const own = open.find((one) => 'businessId' in one && one.businessId === businessId);
    if (own?.stage === 'pending' && own.confirmed) return own;
  }
  return undefined;
}

/**
 * One connection's stages. `fetch` instead of an EventSource, which hides the status, Retry-After,
 * and whether anything still arrives.
 *
 * @param {string} businessId
 * @param {AbortSignal} signal
 * @returns {AsyncGenerator<Outcome, void>}
 */
async function* stages(businessId, signal) {
  const connection = new AbortController();
  const abort = () => connection.abort();
  signal.addEventListener('abort', abort);
  let heardAt = Date.now();
  const watch = setInterval(() => {
    if (Date.now() - heardAt > SILENCE_MS) abort();
  }, 1000);
  const unwatch = hasRested(abort);
  try {
    const address = `/api/requests/${businessId}/events`;
    const { body } = await send(address, { signal: connection.signal });
    if (!body) return;
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    for (;;) {
      const { done, value } = await reader.read().catch(lost);
      if (done) return;
      heardAt = Date.now();
      // WHATWG HTML §9.2.6: an empty line ends an event. Of a heartbeat, a comment, nothing is left.
      const events = (text + value).split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) {
        const [, data] = event.match(/^data: ?(.*)$/m) ?? [];
        if (data) yield JSON.parse(data);
      }
    }
  } finally {
    clearInterval(watch);
    unwatch();
    signal.removeEventListener('abort', abort);
    abort();
  }
}

/**
 * @param {unknown} cause
 * @returns {never}
 */
function lost(cause) {
  if (isAbort(cause)) throw cause;
  throw new ServiceError({ code: 'service-unreachable', message: String(cause) });
}
