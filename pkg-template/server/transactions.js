import { IamSmartError } from '../error.js';
import { MemoryStore } from './memory-store.js';
import { fromBytes, toBytes } from './stored.js';

/** The life of an iAM Smart interaction and of its ticket. */
const LIFE_MS = 18 * 60 * 1000;
const HOUR_MS = 60 * 60 * 1000;

/** How often a write is tried anew that another one overtook. */
const ATTEMPTS = 100;

/**
 * What was asked of users and what came of it, by businessID, over a store that writes only where
 * nobody else did meanwhile.
 */
export class Transactions {
  #store;
  #now;
  #lifeMs;
  #keepMs;

  /**
   * @param {import('./index.js').TransactionStore} [store]
   * @param {import('./index.js').TransactionsOptions} [options]
   */
  constructor(
    store = new MemoryStore(),
    { now = () => new Date(), lifeMs = LIFE_MS, keepMs = HOUR_MS } = {},
  ) {
    this.#store = store;
    this.#now = now;
    this.#lifeMs = lifeMs;
    this.#keepMs = keepMs;
  }

  /** @param {import('./index.js').NewTransaction} transaction */
  async begin({ businessId, state, kind, callbacks = 1, details }) {
    if (typeof businessId !== 'string' || businessId === '') {
      throw new IamSmartError('invalid-argument', "'businessId' cannot be used: it is not a text.");
    }
    const record = {
      state,
      kind,
      callbacks,
      details,
      expiresAt: this.#now().getTime() + this.#lifeMs,
      results: [],
      taken: false,
    };
    if (await this.#write(businessId, record)) return;
    throw new IamSmartError(
      'transaction-exists',
      'A transaction with this businessID was begun before. Make a new businessID for every request.',
    );
  }

  /** @param {import('./index.js').CallbackResult} result */
  async arrive(result) {
    const { outcome, record } = await this.#change(result.businessId, (record) => {
      if (!belongs(result, record)) return 'mismatched';
      if (record.taken || isComplete(record)) return 'repeated';
      if (record.results.some(({ callbackSeq }) => callbackSeq === result.callbackSeq)) {
        return 'repeated';
      }
      if (this.#isOver(record)) return 'late';
      record.results.push(result);
      return undefined;
    });
    return { outcome: outcome ?? 'accepted', details: record?.details };
  }

  /** @param {string} businessId */
  async look(businessId) {
    return this.#seen((await this.#read(businessId))?.record);
  }

  /**
   * @param {string} businessId
   * @param {{ timeoutMs?: number, signal?: AbortSignal }} [options]
   */
  async wait(businessId, { timeoutMs = 25_000, signal } = {}) {
    const until = Date.now() + timeoutMs;
    const aborted = new Promise((resolve) =>
      signal?.addEventListener('abort', resolve, { once: true }),
    );
    for (;;) {
      const read = await this.#read(businessId);
      const seen = this.#seen(read?.record);
      const left = Math.min(
        until - Date.now(),
        (read?.record.expiresAt ?? 0) - this.#now().getTime(),
      );
      if (seen.state !== 'pending' || left <= 0 || signal?.aborted) return seen;
      await Promise.race([this.#store.changed(businessId, read.version, left), aborted]);
    }
  }

  /** @param {string} businessId */
  async take(businessId) {
    let seen = { state: 'unknown' };
    const { outcome } = await this.#change(businessId, (record) => {
      seen = this.#seen(record);
      if (seen.state !== 'arrived') return 'kept';
      // Personal data is kept no longer than it is wanted.
      record.results = [];
      record.taken = true;
      return undefined;
    });
    return outcome === 'unknown' ? { state: 'unknown' } : seen;
  }

  /**
   * Changes a record unless `change` says why not, anew where another write came before.
   *
   * @param {string} businessId
   * @param {(record: object) => string | undefined} change
   */
  async #change(businessId, change) {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const read = await this.#read(businessId);
      if (!read) return { outcome: 'unknown' };
      const { record, version } = read;
      const outcome = change(record);
      if (outcome || (await this.#write(businessId, record, version))) return { outcome, record };
      const pause = Math.random() * Math.min(200, 10 * attempt);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    throw new Error(`The transaction was changed ${ATTEMPTS} times while it was written.`);
  }

  /** @param {string} businessId */
  async #read(businessId) {
    const entry = await this.#store.read(businessId);
    return entry && { record: fromBytes(entry.bytes), version: entry.version };
  }

  /**
   * @param {string} businessId
   * @param {object} record
   * @param {string} [version]
   */
  #write(businessId, record, version) {
    const keepUntil = new Date(record.expiresAt + this.#keepMs);
    return this.#store.write(businessId, toBytes(record), { version, keepUntil });
  }

  #seen(record) {
    if (!record) return { state: 'unknown' };
    const { details } = record;
    const expiresAt = new Date(record.expiresAt).toISOString();
    if (record.taken) return { state: 'taken', details };
    if (isComplete(record)) {
      return { state: 'arrived', result: record.results[0], results: record.results, details };
    }
    if (this.#isOver(record)) return { state: 'expired', expiresAt, details };
    const { callbacks, results } = record;
    return { state: 'pending', expiresAt, received: results.length, callbacks, details };
  }

  #isOver(record) {
    return this.#now().getTime() >= record.expiresAt;
  }
}

/** Whether nothing more is waited for: every callback is there, or the request was refused. */
function isComplete({ results, callbacks }) {
  return results.length >= callbacks || results.some(({ kind }) => kind === 'refused');
}

/** Whether a result is one of this request's. A refusal may come without its state. */
function belongs(result, record) {
  const refused = result.kind === 'refused';
  const sameState = result.state === record.state || (refused && result.state === undefined);
  const alike = (kind) => (kind === 'profile' ? 'form-filling' : kind);
  const sameKind =
    refused || record.kind === undefined || alike(result.kind) === alike(record.kind);
  const bulk = result.kind === 'bulk-signing';
  const numbered = !bulk || (result.callbackSeq >= 1 && result.callbackSeq <= record.callbacks);
  return sameState && sameKind && numbered;
}
