// One wish of a user, with what was heard and done until it came to an end; and the count afterwards.

import { setTimeout as pause } from 'node:timers/promises';
import { Trouble } from '../examples/person.js';
import { counted } from './report.js';

/** How often a user tries again. */
const ATTEMPTS = 6;

/**
 * A request that the page has heard of, and its end.
 *
 * @typedef {object} Seen
 * @property {string} businessId
 * @property {string} [ticketId]
 * @property {'fill' | 'sign'} kind
 * @property {string} outcome
 * @property {string} [reason]
 * @property {boolean} genuine The user gave the signature, and nobody changed it.
 * @property {string} of What was tried.
 * @property {import('../examples/person.js').Person} person
 */

/**
 * What came of a wish: the end, and the errors before it, each with its code.
 *
 * @typedef {object} Wish
 * @property {string} outcome
 * @property {string[]} errors
 * @property {number} withdrawn Requests that came to nothing and were given up.
 */

/** Requests of all users of a service. */
export class Requests {
  /** @type {Seen[]} */
  seen = [];
  #forms = 0;

  /** @param {any} service */
  constructor(service) {
    this.service = service;
  }

  /**
   * Asks, approves in the app, and waits; asks again after an error, or where nothing comes.
   *
   * @param {import('../examples/person.js').Person} person
   * @param {'fill' | 'sign'} kind
   * @param {object} [options]
   * @param {string} [options.of]
   * @param {boolean} [options.genuine]
   * @param {number} [options.hopelessMs] Time after which nothing can come any more.
   * @param {(open: any) => unknown} [options.asked] Once the page knows of the request.
   * @param {() => Promise<unknown>} [options.meanwhile] After the answer in the app.
   * @param {number} [options.timeoutMs]
   * @returns {Promise<Wish>}
   */
  async wish(person, kind, options = {}) {
    const { of = kind, genuine = true, meanwhile, timeoutMs = 60_000 } = options;
    /** @type {Wish} */
    const wish = { outcome: '', errors: [], withdrawn: 0 };
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      // No two forms are the same, so that a user finds his own request by its digest.
      this.#forms += 1;
      const open = await this.#ask(person, kind, `${of} ${this.#forms}`, wish);
      if (!open) continue;
      const { businessId } = open;
      await options.asked?.(open);
      const ticketId = open.ticketId ?? (await ticketOf(open, person));
      const note = (outcome, reason) => {
        this.seen.push({ businessId, ticketId, kind, outcome, reason, genuine, of, person });
      };
      if (ticketId) {
        await person.inApp(ticketId, 'approve').catch((error) => {
          // The answer came before, or the gateway was started anew.
          if (![404, 409].includes(error.status)) throw error;
        });
      }
      await meanwhile?.();
      const isHopeless = !ticketId || (options.hopelessMs !== undefined && attempt === 0);
      const outcome = await this.#end(person, businessId, {
        timeoutMs: isHopeless ? (options.hopelessMs ?? 1500) : timeoutMs,
      });
      note(outcome.outcome, outcome.reason);
      await person.step(businessId, 'take');
      if (outcome.outcome === 'withdrawn') {
        wish.withdrawn += 1;
        continue;
      }
      if (outcome.outcome === 'failed') continue;
      return { ...wish, outcome: outcome.outcome };
    }
    return { ...wish, outcome: 'none' };
  }

  async #ask(person, kind, what, wish) {
    try {
      return await (kind === 'fill' ? person.fill() : person.sign(what));
    } catch (error) {
      if (error.code === 'request-open') return error.open;
      wish.errors.push(codeOf(error));
      // The gateway no longer knows the user.
      if (error.status === 401) {
        await person.logIn();
        return undefined;
      }
      // A page that knows nothing is loaded again.
      for (;;) {
        try {
          const open = await person.reload();
          return open.find(({ stage }) => stage === 'pending' || stage === 'arrived');
        } catch (error) {
          if (error.status === 401) throw error;
          await pause(200);
        }
      }
    }
  }

  /** Waits for the end, or gives up after a time. */
  async #end(person, businessId, { timeoutMs }) {
    const given = new Promise((resolve) => setTimeout(resolve, timeoutMs));
    const waited = person.settled(businessId, timeoutMs + 120_000).catch((error) => ({ error }));
    const first = await Promise.race([waited, given]);
    if (first?.settled) return first.settled;
    const outcome = await person.step(businessId, 'withdraw');
    if (outcome.settled) return outcome.settled;
    // It has arrived.
    const last = await waited;
    if (last.error) throw last.error;
    return last.settled ?? { outcome: last.stage };
  }

  /**
   * Compares what the pages saw with what `onSettled` and the gateway were told.
   *
   * @param {import('./report.js').Report} report
   * @param {{ words?: boolean }} [options] `words`: the gateway must have been told.
   */
  async count(report, { words = true } = {}) {
    const archived = await this.#archived();
    const byId = new Map(this.seen.map((one) => [one.businessId, one]));
    for (const one of byId.values()) {
      const told = archived.get(one.businessId) ?? [];
      const what = `${one.of}: ${one.outcome} (${one.businessId})`;
      if (told.length > 1) report.doubled.push(what);
      // What the gateway did not take is told by the error of the call.
      if (told.length === 0 && one.outcome !== 'failed') report.lost.push(what);
      if (told.length === 1 && told[0].outcome !== one.outcome) {
        report.wrong.push(`${what} was told as ${told[0].outcome}`);
      }
      if (one.outcome === 'signed' && told[0]?.report.indication !== 'TOTAL-PASSED') {
        report.letIn.push(`${what}: ${told[0]?.report.indication}`);
      }
      if (one.outcome === 'signed' && !one.genuine) report.letIn.push(what);
      if (one.outcome === 'rejected' && one.genuine) {
        report.wrong.push(`${what}: a genuine signature was rejected for ${one.reason}`);
      }
    }
    for (const [businessId, [{ outcome }]] of archived) {
      if (!byId.has(businessId)) report.wrong.push(`nobody heard of ${businessId}: ${outcome}`);
    }
    const told = await this.#words(report, words);
    return {
      requests: byId.size,
      archived: archived.size,
      outcomes: counted(this.seen.map(({ outcome }) => outcome)),
      words: told,
    };
  }

  /** Outcomes are told after the page may have seen them. */
  async #archived() {
    const until = Date.now() + 60_000;
    for (;;) {
      const archived = await this.service.archived();
      const isMissing = ({ businessId, outcome }) =>
        outcome !== 'failed' && !archived.has(businessId);
      if (!this.seen.some(isMissing) || Date.now() > until) return archived;
      await pause(200);
    }
  }

  async #words(report, mustBeTold) {
    const expected = { signed: 'SR001', rejected: 'SR002', refused: 'SR003' };
    const counts = {};
    const until = Date.now() + 60_000;
    for (const one of this.seen) {
      if (one.kind !== 'sign' || !one.ticketId) continue;
      for (;;) {
        const { delivery } = await one.person.known(one.ticketId);
        const word = expected[one.outcome];
        const isLate = Date.now() > until;
        if (delivery === word || !word || isLate || !mustBeTold) {
          counts[delivery] = (counts[delivery] ?? 0) + 1;
          const what = `${one.of}: ${one.outcome}, and the gateway was told ${delivery}`;
          if (word && delivery !== word && mustBeTold) report.lost.push(what);
          if (delivery === 'SR001' && one.outcome !== 'signed') report.letIn.push(what);
          const mayBeRejected = !one.genuine || one.outcome === 'withdrawn';
          if (delivery === 'SR002' && !mayBeRejected) report.wrong.push(what);
          break;
        }
        await pause(200);
      }
    }
    return counts;
  }
}

/** The user looks into the app where the gateway's answer, with the ticket, was lost. */
async function ticketOf({ hashCode }, person) {
  const address = `${person.place.gateway}/app/api/requests?persona=${person.persona}`;
  const { requests } = await (await fetch(address)).json();
  const mine = requests.filter((request) => !hashCode || request.hashCode === hashCode);
  return mine.at(-1)?.id;
}

/** The code that a page is told, or what it sees instead. */
export function codeOf(error) {
  if (error.code && typeof error.code === 'string') return error.code;
  const code = /"code":"([\w-]+)"/.exec(error.message)?.[1];
  if (code) return code;
  if (error instanceof Trouble || error.name === 'TypeError') return 'no answer';
  return `${error.name}: ${error.message}`;
}
