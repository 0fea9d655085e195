// The result of a run, as people copy it.

/**
 * @typedef {import('./selftest-run.js').Outcome} Outcome
 * @typedef {{ version: string, groups: { name: string, cases: number, bytes: number }[] }} Manifest
 *
 * @typedef {object} GroupResult
 * @property {string} name
 * @property {number} count Of cases that there are.
 * @property {number} passed
 * @property {number} failed
 * @property {number} ms
 * @property {{ why: string, text: string }} [problem] Why it was not run to its end.
 * @property {Outcome[]} cases Those that were run.
 */

/** Changes if a member gets another meaning. */
const FORMAT = 'iamsmart-selftest-1';

export class Result {
  /** @type {'running' | 'passed' | 'failed' | 'stopped' | 'problem'} */
  state = 'running';
  startedAt = new Date();
  ms = 0;
  /** @type {GroupResult[]} */
  groups;
  /** @type {{ why: string, text: string } | undefined} */
  problem;

  /** @param {Manifest} manifest */
  constructor({ version, groups }) {
    this.version = version;
    this.groups = groups.map(({ name, cases }) => ({
      name,
      count: cases,
      passed: 0,
      failed: 0,
      ms: 0,
      cases: [],
    }));
  }

  /**
   * @param {GroupResult} group
   * @param {Outcome} outcome
   */
  add(group, outcome) {
    group.cases.push(outcome);
    if (outcome.passed) group.passed += 1;
    else group.failed += 1;
    group.ms += outcome.ms;
  }

  get totals() {
    const sum = (/** @type {(group: GroupResult) => number} */ of) =>
      this.groups.reduce((total, group) => total + of(group), 0);
    const [count, passed, failed] = [
      sum((group) => group.count),
      sum((group) => group.passed),
      sum((group) => group.failed),
    ];
    return { count, passed, failed, notRun: count - passed - failed };
  }

  /** @param {boolean} isStopped Before its end. */
  end(isStopped) {
    this.ms = Date.now() - this.startedAt.getTime();
    const { count, passed } = this.totals;
    if (isStopped) this.state = 'stopped';
    else this.state = passed === count ? 'passed' : 'failed';
  }

  /** @param {{ why: string, text: string }} problem Why the test cannot run here. */
  refuse(problem) {
    this.ms = Date.now() - this.startedAt.getTime();
    this.state = 'problem';
    this.problem = problem;
  }

  toJSON() {
    return {
      format: FORMAT,
      state: this.state,
      package: { name: 'iamsmart', version: this.version },
      browser: browser(),
      startedAt: this.startedAt.toISOString(),
      ms: this.ms,
      ...this.totals,
      ...(this.problem && { problem: this.problem }),
      groups: this.groups.map((group) => ({ ...group, ms: Math.round(group.ms) })),
    };
  }
}

/** What may explain a difference between two browsers. */
function browser() {
  const { userAgent, language, hardwareConcurrency, platform } = navigator;
  const { userAgentData, deviceMemory } =
    /** @type {{ userAgentData?: { brands: unknown, mobile: boolean }, deviceMemory?: number }} */ (
      /** @type {unknown} */ (navigator)
    );
  return {
    userAgent,
    brands: userAgentData?.brands,
    mobile: userAgentData?.mobile,
    platform,
    language,
    cores: hardwareConcurrency,
    memoryGiB: deviceMemory,
    secureContext: isSecureContext,
    webCrypto: globalThis.crypto?.subtle !== undefined,
  };
}
