import { checkMilliseconds } from './milliseconds.js';

/** Versions of entries, by ID; an entry that does not exist has none. */
type Versions = Map<string, string>;

/** A caller that waits for a change. */
interface Waiting {
  /** The version that the caller knows. */
  version: string;
  wake: () => void;
}

/** Default of `pollMs`: often enough for a person, and rare enough for a database. */
export const POLL_MS = 500;

/**
 * Waits for changes in a store that other processes write and that does not tell of it: asks for
 * the versions of all entries that are waited for, together.
 */
export class Polling {
  #versions: (ids: string[]) => Promise<Versions>;
  #pollMs: number;
  #waiting = new Map<string, Set<Waiting>>();
  #isRunning = false;

  constructor(versions: (ids: string[]) => Promise<Versions>, pollMs: number) {
    checkMilliseconds({ pollMs }, { least: 1 });
    this.#versions = versions;
    this.#pollMs = pollMs;
  }

  /** Resolves when an entry's version is another, or unknown, or after `timeoutMs`. */
  async changed(id: string, version: string, timeoutMs: number): Promise<void> {
    const all = this.#waiting.get(id) ?? new Set<Waiting>();
    this.#waiting.set(id, all);
    await new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        all.delete(waiting);
        if (all.size === 0 && this.#waiting.get(id) === all) this.#waiting.delete(id);
        resolve();
      };
      const waiting = { version, wake };
      const timer = setTimeout(wake, timeoutMs);
      all.add(waiting);
      this.#run();
    });
  }

  /** Tells those who wait in this process of a write by this process. */
  wake(id: string): void {
    for (const { wake } of [...(this.#waiting.get(id) ?? [])]) wake();
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, this.#pollMs));
      if (this.#waiting.size === 0) break;
      await this.#ask([...this.#waiting.keys()]);
    }
    this.#isRunning = false;
  }

  async #ask(ids: string[]): Promise<void> {
    // After a failure all read again, so that each learns of it.
    const versions = await this.#versions(ids).catch((): Versions => new Map());
    for (const id of ids) {
      for (const { version, wake } of [...(this.#waiting.get(id) ?? [])]) {
        if (versions.get(id) !== version) wake();
      }
    }
  }
}
