import type { Records } from '../server/records.js';
import { type OwnedChange, ownedRequests } from '../wasm/server.js';

/** Maximum number of attempts to write during concurrent writes. */
const ATTEMPTS = 20;

/** Lists of the transactions of each owner: entries of the same store. */
export class OwnedTransactions {
  #records: Records;

  constructor(records: Records) {
    this.#records = records;
  }

  /** Returns an owner's businessIDs, newest first. */
  async list(owner: string): Promise<string[]> {
    const entry = await this.#records.store.read(await nameOf(owner));
    return ownedRequests(textOf(entry), {}, this.#records.now()).businessIds;
  }

  /**
   * Changes an owner's list, if `check` lets it: it is called with the businessIDs that are listed,
   * before each attempt to write.
   */
  async change(
    owner: string,
    change: OwnedChange,
    check?: (businessIds: string[]) => Promise<void>,
  ): Promise<void> {
    const name = await nameOf(owner);
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const entry = await this.#records.store.read(name);
      const now = this.#records.now();
      await check?.(ownedRequests(textOf(entry), {}, now).businessIds);
      const { json, keepUntil } = ownedRequests(textOf(entry), change, now);
      const bytes = new TextEncoder().encode(json);
      // An empty list may go at once.
      const until = new Date(Math.max(Date.parse(keepUntil), now.getTime()));
      const options = { version: entry?.version, keepUntil: until };
      if (await this.#records.store.write(name, bytes, options)) return;
    }
    throw new Error(`The list of an owner was changed ${ATTEMPTS} times while it was written.`);
  }
}

/** Returns the name of an owner's entry, from which nobody learns who it is. */
async function nameOf(owner: string): Promise<string> {
  const bytes = new TextEncoder().encode(`owner\0${owner}`);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return `owner-${Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

function textOf(entry: { bytes: Uint8Array } | undefined): string | undefined {
  return entry && new TextDecoder().decode(entry.bytes);
}
