// CPU time of contestants that alternate in one Node process.
//
// Counts all threads, because WebCrypto uses its own, and excludes other programs.

const ROUNDS = 21;
const WARM_UP = 4;
/** Runs per round. */
const TIMES = 20;

export const METHOD = `median of ${ROUNDS} rounds of ${TIMES}`;

/**
 * Median milliseconds per run, in the order of the contestants.
 *
 * @param {(() => unknown)[]} contestants
 */
export async function medians(contestants) {
  const times = contestants.map(() => []);
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    for (let turn = 0; turn < contestants.length; turn += 1) {
      const index = (round + turn) % contestants.length;
      const start = process.cpuUsage();
      for (let i = 0; i < TIMES; i += 1) await contestants[index]();
      const { user, system } = process.cpuUsage(start);
      if (round >= WARM_UP) times[index].push((user + system) / 1000 / TIMES);
    }
  }
  return times.map((values) => values.toSorted((a, b) => a - b)[values.length >> 1]);
}
