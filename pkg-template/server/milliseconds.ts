import { invalid } from '../argument.js';

/** Longest time of a timer, in milliseconds: a longer one fires at once (HTML, timers: 31 bits). */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Checks times in milliseconds, by their names; undefined stands for a default.
 *
 * @throws IamSmartError 'invalid-argument'
 */
export function checkMilliseconds(
  times: Record<string, unknown>,
  { least = 0, longest = LONGEST_TIMER_MS }: { least?: number; longest?: number } = {},
): void {
  for (const [name, ms] of Object.entries(times)) {
    if (ms === undefined || (typeof ms === 'number' && ms >= least && ms <= longest)) continue;
    throw invalid(name, `it is no number of milliseconds from ${least} to ${longest}`);
  }
}

/** Longest duration that dates are reckoned with, in milliseconds: a hundred years. */
const LONGEST_DURATION_MS = 100 * 365 * 24 * 60 * 60 * 1000;

/**
 * Checks durations that no timer is set to: whole milliseconds.
 *
 * @throws IamSmartError 'invalid-argument'
 */
export function checkDurations(durations: Record<string, unknown>): void {
  checkMilliseconds(durations, { longest: LONGEST_DURATION_MS });
  for (const [name, ms] of Object.entries(durations)) {
    if (ms === undefined || Number.isInteger(ms)) continue;
    throw invalid(name, 'it is no whole number of milliseconds');
  }
}
