// Processor time of another process, of all its threads. Linux tells it in nanoseconds
// (Documentation/scheduler/sched-stats.rst); elsewhere there is nothing as fine.

import { readdirSync, readFileSync } from 'node:fs';

/** @param {number | undefined} pid @returns {number} milliseconds */
export function processorTime(pid) {
  const threads = `/proc/${pid}/task`;
  let nanoseconds = 0;
  for (const thread of readdirSync(threads)) {
    const [spent] = readFileSync(`${threads}/${thread}/schedstat`, 'utf8').split(' ');
    nanoseconds += Number(spent);
  }
  return nanoseconds / 1e6;
}
