// One signing request, from before it is sent until its result is told, named by its businessID.

import { DurableObject } from 'cloudflare:workers';
import { verifySignature } from 'iamsmart/verify';
import { base64, revocationData } from './revocation.js';

/** The life of a request: how long a person has to answer (iAM Smart API, ticket: 18 minutes). */
const LIFE_MS = 18 * 60 * 1000;

/** How long a result waits for a page that lost its connection. */
const KEPT_MS = 60 * 60 * 1000;

/** Proxies cut connections that say nothing; most wait a minute. */
const HEARTBEAT_MS = 20_000;

/**
 * What was asked for, and by whom.
 *
 * @typedef {object} Pending
 * @property {string} session
 * @property {string} state
 * @property {string} hashCode
 *
 * What became of it; the page gets it as it is.
 *
 * @typedef {{ kind: 'waiting', expiresAt: string }
 *   | { kind: 'signed', hashCode: string, signature: string, certificate: string,
 *       timestamp: string, crls: string[], ocspResponses: string[], indication: string,
 *       subIndication?: string }
 *   | { kind: 'refused', resultCode: string }
 *   | { kind: 'timed-out' }} Outcome
 */
export class Transaction extends DurableObject {
  /** @type {Set<(event: string) => void>} */
  #pages = new Set();

  /** Whether a result is being judged, which takes a fetch or two: a second one is a repetition. */
  #judging = false;

  /** @param {Pending} pending */
  async begin(pending) {
    const expiresAt = Date.now() + LIFE_MS;
    await this.ctx.storage.put({
      pending,
      outcome: { kind: 'waiting', expiresAt: new Date(expiresAt).toISOString() },
    });
    await this.ctx.storage.setAlarm(expiresAt);
  }

  /** Nothing was asked for after all. */
  async forget() {
    await this.ctx.storage.deleteAlarm();
    await this.ctx.storage.deleteAll();
  }

  /**
   * Takes the result that a callback brought, if it is the awaited one, and tells the pages.
   *
   * @param {import('iamsmart/server').CallbackResult} result
   * @returns {Promise<'SR001' | 'SR002' | 'SR003' | 'repeated' | 'foreign'>} What iAM Smart is to
   *   be told; 'repeated' and 'foreign' change nothing.
   */
  async receive(result) {
    const pending = await this.ctx.storage.get('pending');
    if (!pending || result.state !== pending.state) return 'foreign';
    const { kind } = await this.ctx.storage.get('outcome');
    // A result that comes after the 18 minutes is still the user's answer.
    if (this.#judging || (kind !== 'waiting' && kind !== 'timed-out')) return 'repeated';
    this.#judging = true;
    const outcome = await judged(result, pending, this.env);
    await this.#settle(outcome);
    if (outcome.kind === 'refused') return 'SR003';
    return outcome.indication === 'TOTAL-PASSED' ? 'SR001' : 'SR002';
  }

  /**
   * The transaction's events for one page, the present state first; undefined where the transaction
   * is not this session's, or not known.
   *
   * @param {string} session
   * @returns {Promise<ReadableStream<Uint8Array> | undefined>}
   */
  async watch(session) {
    const pending = await this.ctx.storage.get('pending');
    if (pending?.session !== session) return undefined;
    const outcome = await this.ctx.storage.get('outcome');
    return this.#events(outcome);
  }

  async alarm() {
    const outcome = await this.ctx.storage.get('outcome');
    if (outcome?.kind !== 'waiting') return this.forget();
    await this.#settle({ kind: 'timed-out' });
  }

  /** @param {Outcome} outcome */
  async #settle(outcome) {
    await this.ctx.storage.put('outcome', outcome);
    await this.ctx.storage.setAlarm(Date.now() + KEPT_MS);
    const pages = [...this.#pages];
    for (const tell of pages) tell(event(outcome));
  }

  /** @param {Outcome} outcome */
  #events(outcome) {
    const pages = this.#pages;
    const encoder = new TextEncoder();
    let tell;
    let heartbeat;
    const end = () => {
      pages.delete(tell);
      clearInterval(heartbeat);
    };
    return new ReadableStream({
      type: 'bytes',
      start(controller) {
        const say = (text) => controller.enqueue(encoder.encode(text));
        say(event(outcome));
        if (outcome.kind !== 'waiting') return controller.close();
        tell = (text) => {
          end();
          say(text);
          controller.close();
        };
        pages.add(tell);
        heartbeat = setInterval(() => say(': still waiting\n\n'), HEARTBEAT_MS);
      },
      cancel: end,
    });
  }
}

/**
 * What a result comes to. A signature that does not hold is told to the page with the verdict: it
 * looks for itself.
 *
 * @param {import('iamsmart/server').CallbackResult} result
 * @param {Pending} pending
 * @param {import('./service.js').Env} env
 * @returns {Promise<Outcome>}
 */
async function judged(result, pending, env) {
  if (result.kind === 'refused') return { kind: 'refused', resultCode: result.resultCode };
  const signed = {
    hashCode: result.hashCode,
    signature: base64(result.signature),
    certificate: base64(result.certificate),
    timestamp: result.timestamp,
  };
  try {
    const revocation = await revocationData(result.certificate, env);
    // Over the digest that was sent, whatever the callback says that was signed.
    const { indication, subIndication } = verifySignature({
      digest: pending.hashCode,
      signature: signed.signature,
      certificate: signed.certificate,
      claimedTime: new Date(signed.timestamp),
      trustAnchors: env.TRUST_ANCHORS,
      intermediates: env.INTERMEDIATES,
      revocation: 'hard',
      ...revocation,
    });
    return { kind: 'signed', ...signed, ...revocation, indication, subIndication };
  } catch {
    // What cannot even be read: a certificate that is not one.
    const unreadable = { indication: 'TOTAL-FAILED', subIndication: 'FORMAT_FAILURE' };
    return { kind: 'signed', ...signed, crls: [], ocspResponses: [], ...unreadable };
  }
}

/** @param {Outcome} outcome */
function event(outcome) {
  return `event: ${outcome.kind}\ndata: ${JSON.stringify(outcome)}\n\n`;
}
