/** Time between two sweeps that a store's use causes. */
const SWEEP_MS = 60_000;

/** Tells when a sweep is due, whichever writes there are. */
export class SweepTimes {
  #next = 0;

  isDue(): boolean {
    if (Date.now() < this.#next) return false;
    this.#next = Date.now() + SWEEP_MS;
    return true;
  }
}
