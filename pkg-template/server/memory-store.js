/** Keeps transactions in this process: for one server, or for development. */
export class MemoryStore {
  /** @type {Map<string, { bytes: Uint8Array, version: string, keepUntil: number }>} */
  #entries = new Map();
  /** @type {Map<string, Set<() => void>>} */
  #waiting = new Map();
  #versions = 0;

  /** @param {string} id */
  async read(id) {
    const entry = this.#live(id);
    return entry && { bytes: entry.bytes, version: entry.version };
  }

  /**
   * @param {string} id
   * @param {Uint8Array} bytes
   * @param {{ version?: string, keepUntil: Date }} options
   */
  async write(id, bytes, { version, keepUntil }) {
    if (this.#live(id)?.version !== version) return false;
    this.#sweep();
    this.#versions += 1;
    this.#entries.set(id, { bytes, version: `${this.#versions}`, keepUntil: keepUntil.getTime() });
    for (const wake of this.#waiting.get(id) ?? []) wake();
    return true;
  }

  /**
   * @param {string} id
   * @param {string} version
   * @param {number} timeoutMs
   */
  async changed(id, version, timeoutMs) {
    if (this.#live(id)?.version !== version) return;
    const waiting = this.#waiting.get(id) ?? new Set();
    this.#waiting.set(id, waiting);
    await new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        waiting.delete(wake);
        if (waiting.size === 0) this.#waiting.delete(id);
        resolve();
      };
      const timer = setTimeout(wake, timeoutMs);
      waiting.add(wake);
    });
  }

  /** @param {string} id */
  #live(id) {
    const entry = this.#entries.get(id);
    return entry && entry.keepUntil > Date.now() ? entry : undefined;
  }

  /** Drops what is over. Entries live about equally long, so the oldest are looked at alone. */
  #sweep() {
    for (const [id, { keepUntil }] of this.#entries) {
      if (keepUntil > Date.now()) return;
      this.#entries.delete(id);
    }
  }
}
