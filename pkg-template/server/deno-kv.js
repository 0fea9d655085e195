// Transactions in Deno KV. Needs no module.

import { joined, pieces } from './stored.js';

/** The longest value of Deno KV is 64 KiB; some of it is the value's frame. */
const PIECE = 60_000;
/** The most keys of one getMany. */
const KEYS = 10;

/** The store, for `Transactions` of `iamsmart/server`. */
export class DenoKvStore {
  #kv;
  #prefix;

  /**
   * @param {import('./deno-kv.js').KvLike} kv
   * @param {string[]} [prefix]
   */
  constructor(kv, prefix = ['iamsmart', 'transaction']) {
    this.#kv = kv;
    this.#prefix = prefix;
  }

  /** @param {string} id */
  async read(id) {
    for (;;) {
      const { value: head, versionstamp } = await this.#kv.get(this.#key(id));
      if (!head || head.keepUntil <= Date.now()) return undefined;
      const parts = await this.#pieces(head);
      if (parts) return { bytes: joined(parts), version: versionstamp };
      // Another write took these pieces away meanwhile: there is a new head.
    }
  }

  /**
   * @param {string} id
   * @param {Uint8Array} bytes
   * @param {{ version?: string, keepUntil: Date }} options
   */
  async write(id, bytes, { version, keepUntil }) {
    const parts = pieces(bytes, PIECE);
    const head = {
      blob: crypto.randomUUID(),
      count: parts.length,
      keepUntil: keepUntil.getTime(),
    };
    const expireIn = Math.max(1, head.keepUntil - Date.now());
    const { value: before, versionstamp } = await this.#kv.get(this.#key(id));
    // Deno takes an entry away some time after it expired.
    const over = before && before.keepUntil <= Date.now();
    for (const [i, part] of parts.entries()) {
      await this.#kv.set(this.#piece(head, i), part, { expireIn });
    }
    const { ok } = await this.#kv
      .atomic()
      .check({ key: this.#key(id), versionstamp: version ?? (over ? versionstamp : null) })
      .set(this.#key(id), head, { expireIn })
      .commit();
    const stale = ok ? before : head;
    for (let i = 0; i < (stale?.count ?? 0); i += 1) await this.#kv.delete(this.#piece(stale, i));
    return ok;
  }

  /**
   * @param {string} id
   * @param {string} version
   * @param {number} timeoutMs
   */
  async changed(id, version, timeoutMs) {
    const reader = this.#kv.watch([this.#key(id)]).getReader();
    let timer;
    const timeout = new Promise((resolve) => {
      timer = setTimeout(() => resolve({ done: true }), timeoutMs);
    });
    try {
      for (;;) {
        const { done, value } = await Promise.race([reader.read(), timeout]);
        if (done || value[0].versionstamp !== version) return;
      }
    } finally {
      clearTimeout(timer);
      await reader.cancel();
    }
  }

  /** @param {{ blob: string, count: number }} head */
  async #pieces(head) {
    const keys = Array.from({ length: head.count }, (_, i) => this.#piece(head, i));
    const parts = [];
    for (let i = 0; i < keys.length; i += KEYS) {
      const entries = await this.#kv.getMany(keys.slice(i, i + KEYS));
      parts.push(...entries.map(({ value }) => value));
    }
    return parts.includes(null) ? undefined : parts;
  }

  /** @param {string} id */
  #key(id) {
    return [...this.#prefix, 'head', id];
  }

  /**
   * @param {{ blob: string }} head
   * @param {number} i
   */
  #piece({ blob }, i) {
    return [...this.#prefix, 'piece', blob, i];
  }
}
