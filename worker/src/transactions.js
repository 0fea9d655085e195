// Transactions, from before the request until the page has the result. Each is one Durable Object
// of the package.

import { Transactions } from 'iamsmart/server';
import { DurableObjectStore } from 'iamsmart/server/durable-object';
import { json, Refusal, requireSameOrigin } from './answer.js';
import { openStream } from './limits.js';
import { isBusinessId, newBusinessId } from './names.js';
import { base64 } from './revocation.js';
import { hasEnded, requireSession } from './session.js';

/**
 * Proxies close idle connections, most of them after a minute; and only by writing does the runtime
 * learn that a page is gone.
 */
const HEARTBEAT_MS = 10_000;

/** @param {import('./service.js').Env} env */
export function transactions(env) {
  return new Transactions(new DurableObjectStore(env.TRANSACTIONS));
}

/**
 * Details that `begin` stored with a transaction.
 *
 * @param {import('iamsmart/server').TransactionState} transaction
 * @returns {{ owner?: string, state?: string, hashCode?: string }}
 */
export function detailsOf({ details }) {
  return details ?? {};
}

/**
 * Begins a transaction and returns the parameters common to all requests: user, device and callback
 * address. Call it before the request, because the callback may arrive before the response.
 *
 * @param {Request} request
 * @param {import('./service.js').Env} env
 * @param {import('./session.js').CurrentSession} session
 * @param {{ kind: 'signing' | 'form-filling', hashCode?: string }} asked
 * @returns {Promise<import('iamsmart/server').AccountRequest>}
 */
export async function begin(request, env, { owner, token }, { kind, hashCode }) {
  const businessId = await newBusinessId(env);
  const state = crypto.randomUUID();
  const asked = { owner, state };
  const details = hashCode === undefined ? asked : { ...asked, hashCode };
  await transactions(env).begin({ businessId, state, kind, details });
  const { origin, searchParams } = new URL(request.url);
  return {
    businessId,
    state,
    accessToken: token.accessToken,
    openId: token.openId,
    // Taken from the page; the package rejects invalid values.
    source: /** @type {any} */ (searchParams.get('source') ?? undefined),
    userAgent: request.headers.get('User-Agent') ?? undefined,
    lang: /** @type {any} */ (searchParams.get('lang') ?? undefined),
    callbackUri: `${env.CALLBACK_ORIGIN ?? origin}/iamsmart/callback`,
  };
}

/**
 * Streams the state of a transaction to its page until it is final.
 *
 * @param {Request} request
 * @param {import('./service.js').Env} env
 * @param {string} businessId
 */
export async function events(request, env, businessId) {
  const { id } = await requireOwn(request, env, businessId);
  const stream = openStream(request, id, env);
  return new Response(eventStream(transactions(env), businessId, { id, env, stream }), {
    headers: { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' },
  });
}

/**
 * Deletes a transaction after the page has received the result.
 *
 * @param {Request} request
 * @param {import('./service.js').Env} env
 * @param {string} businessId
 */
export async function finish(request, env, businessId) {
  requireSameOrigin(request);
  await requireOwn(request, env, businessId);
  await transactions(env).take(businessId);
  return json({});
}

/**
 * The session, if the transaction is its own.
 *
 * @param {Request} request
 * @param {import('./service.js').Env} env
 * @param {string} businessId
 */
async function requireOwn(request, env, businessId) {
  const session = await requireSession(request, env);
  const isOurs = await isBusinessId(env, businessId);
  const { owner } = isOurs ? detailsOf(await transactions(env).look(businessId)) : {};
  if (owner !== session.owner) {
    throw new Refusal(404, 'transaction-unknown', 'There is no such transaction.');
  }
  return session;
}

/**
 * Sends the current state, then the next one, with comments as heartbeats in between. Ends with the
 * session.
 *
 * @param {Transactions} transactions
 * @param {string} businessId
 * @param {{ id: string, env: import('./service.js').Env, stream: ReturnType<typeof openStream> }} of
 */
function eventStream(transactions, businessId, { id, env, stream }) {
  const encoder = new TextEncoder();
  const aborter = new AbortController();
  let asked = false;
  const end = () => {
    stream.end();
    aborter.abort();
  };
  return new ReadableStream({
    async pull(controller) {
      stream.renew();
      const timeoutMs = asked ? HEARTBEAT_MS : 0;
      const { signal } = aborter;
      const [hasLoggedOut, seen] = await Promise.race([
        hasEnded(id, env, HEARTBEAT_MS).then((ended) => /** @type {const} */ ([ended, undefined])),
        transactions
          .wait(businessId, { timeoutMs, signal })
          .then((seen) => /** @type {const} */ ([false, seen])),
      ]);
      if (signal.aborted) return;
      if (hasLoggedOut) {
        end();
        controller.close();
        return;
      }
      const stillWaiting = asked && (!seen || seen.state === 'pending');
      controller.enqueue(
        encoder.encode(stillWaiting || !seen ? ': still waiting\n\n' : event(seen)),
      );
      asked = true;
      if (!seen || seen.state === 'pending') return;
      end();
      controller.close();
    },
    cancel: end,
  });
}

/** @param {import('iamsmart/server').TransactionState} seen */
function event(seen) {
  if (seen.state === 'pending') return written('waiting', { expiresAt: seen.expiresAt });
  if (seen.state !== 'arrived') return written('timed-out', {});
  const { result } = seen;
  return written(result.kind === 'refused' ? 'refused' : 'answered', result);
}

/**
 * @param {string} name
 * @param {object} data
 */
function written(name, data) {
  /**
   * @param {string} _
   * @param {unknown} value
   */
  const asText = (_, value) => (value instanceof Uint8Array ? base64(value) : value);
  return `event: ${name}\ndata: ${JSON.stringify(data, asText)}\n\n`;
}
