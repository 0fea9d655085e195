// Transactions in Cloudflare's Durable Objects: one object for each businessID. Needs no module.

import { joined, pieces } from './stored.js';

/** The longest value of a Durable Object's storage is 128 KiB; some of it is the value's frame. */
const PIECE = 120_000;
/** The longest that a request is held open, in milliseconds; who waits on asks again. */
const LONGEST_WAIT = 60_000;

/** The store, for `Transactions` of `iamsmart/server`. */
export class DurableObjectStore {
  #namespace;

  /** @param {import('./durable-object.js').DurableObjectNamespaceLike} namespace */
  constructor(namespace) {
    this.#namespace = namespace;
  }

  /** @param {string} id */
  async read(id) {
    const response = await this.#ask(id, '', {});
    if (response.status === 404) return undefined;
    const bytes = new Uint8Array(await response.arrayBuffer());
    return { bytes, version: response.headers.get('ETag') };
  }

  /**
   * @param {string} id
   * @param {Uint8Array} body
   * @param {{ version?: string, keepUntil: Date }} options
   */
  async write(id, body, { version, keepUntil }) {
    const headers = { 'Keep-Until': `${keepUntil.getTime()}` };
    // RFC 9110 §13.1.1; without it, there must be none.
    if (version !== undefined) headers['If-Match'] = version;
    const response = await this.#ask(id, '', { method: 'PUT', headers, body });
    return response.status === 204;
  }

  /**
   * @param {string} id
   * @param {string} version
   * @param {number} timeoutMs
   */
  async changed(id, version, timeoutMs) {
    const query = new URLSearchParams({ version, timeoutMs: `${Math.ceil(timeoutMs)}` });
    await this.#ask(id, `?${query}`, { method: 'HEAD' });
  }

  /**
   * @param {string} id
   * @param {string} query
   * @param {RequestInit} init
   */
  async #ask(id, query, init) {
    const object = this.#namespace.get(this.#namespace.idFromName(id));
    const response = await object.fetch(`https://transaction.invalid/${query}`, init);
    if (response.status >= 500) throw new Error(`The Durable Object answered ${response.status}.`);
    return response;
  }
}

/** The object: export it from your worker under the name that the binding has. */
export class TransactionObject {
  #storage;
  /** @type {Set<() => void>} */
  #waiting = new Set();

  /** @param {import('./durable-object.js').DurableObjectStateLike} state */
  constructor(state) {
    this.#storage = state.storage;
  }

  /** @param {Request} request */
  async fetch(request) {
    if (request.method === 'PUT') return this.#write(request);
    if (request.method === 'HEAD') return this.#changed(new URL(request.url).searchParams);
    const head = await this.#head();
    if (!head) return new Response(null, { status: 404 });
    const keys = Array.from({ length: head.count }, (_, i) => `piece ${i}`);
    const kept = await this.#storage.get(keys);
    const bytes = joined(keys.map((key) => kept.get(key)));
    return new Response(bytes, { headers: { ETag: head.version } });
  }

  async alarm() {
    await this.#storage.deleteAll();
    this.#wake();
  }

  /** @param {Request} request */
  async #write(request) {
    const bytes = new Uint8Array(await request.arrayBuffer());
    const keepUntil = Number(request.headers.get('Keep-Until'));
    // From here to the last write nothing but storage is waited for, so no other request gets in
    // between.
    const head = await this.#head();
    if ((head?.version ?? null) !== request.headers.get('If-Match')) {
      return new Response(null, { status: 412 });
    }
    const parts = pieces(bytes, PIECE);
    const next = `"${Number(head?.version.slice(1, -1) ?? 0) + 1}"`;
    const entries = Object.fromEntries(parts.map((part, i) => [`piece ${i}`, part]));
    await this.#storage.put({
      ...entries,
      head: { version: next, count: parts.length, keepUntil },
    });
    await this.#storage.setAlarm(keepUntil);
    this.#wake();
    return new Response(null, { status: 204 });
  }

  /** @param {URLSearchParams} query */
  async #changed(query) {
    const head = await this.#head();
    if (head?.version === query.get('version')) {
      await new Promise((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          this.#waiting.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, Math.min(Number(query.get('timeoutMs')), LONGEST_WAIT));
        this.#waiting.add(wake);
      });
    }
    return new Response(null, { status: 204 });
  }

  /** What is kept, unless its time is over and the alarm is late. */
  async #head() {
    const head = await this.#storage.get('head');
    return head && head.keepUntil > Date.now() ? head : undefined;
  }

  #wake() {
    for (const wake of [...this.#waiting]) wake();
  }
}
