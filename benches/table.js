// What a bench hands over, and what becomes of it: medians, spreads, ratios, goals.

/**
 * @typedef {object} Tools
 * @property {string} pkg folder of the built package
 * @property {string} [chromium] path of the browser
 * @property {string} [against] folder of another build, which takes part as 'iamsmart, against'
 *
 * @typedef {object} Goal What the package's median is to reach; several may stand together.
 * @property {number} [overPeers] the best peer's time by ours, at least
 * @property {number} [ofLimit] the platform's time by ours, at least
 * @property {number} [atMost] in the table's unit
 * @property {number} [atLeast] in the table's unit
 * @property {[peer: string, factor: number]} [ofPeer] ours is at most this often the peer's; the
 *   peer by its name, with or without its version
 *
 * @typedef {object} Row
 * @property {string} work
 * @property {string} engine 'Node 20.20.2', 'Chromium 156', 'workerd 1.20261023.1'
 * @property {Record<string, number[]>} samples by contestant, one per round; 'iamsmart' is ours, and
 *   other names that begin so are shown but are no peers
 * @property {string} [limit] the contestant that is the platform's limit, and no peer
 * @property {Goal} [goal]
 * @property {string} [note] what a contestant leaves out
 *
 * @typedef {object} Table
 * @property {string} name of the module
 * @property {string} title
 * @property {'ms' | 'bytes' | 'MiB' | 'per second'} unit
 * @property {boolean} [areParts] the rows are parts of one whole, of ours alone, and drawn as one bar
 * @property {(tools: Tools) => AsyncIterable<Row>} rows
 *
 * @typedef {object} Point
 * @property {string} series 'honest', or what is hostile in it, or a peer
 * @property {boolean} [peer] shown, but not judged
 * @property {number} x
 * @property {number[]} samples
 *
 * @typedef {object} Growth
 * @property {string} name of the module
 * @property {string} title
 * @property {string} x what grows, 'bytes' or 'certificates'
 * @property {'ms' | 'MiB'} unit
 * @property {'n log n'} atMost
 * @property {(tools: Tools) => AsyncIterable<Point>} points
 */

/**
 * @typedef {object} Measured
 * @property {string} name
 * @property {number} median
 * @property {number} spread half the range of the middle half of the samples, by the median
 *
 * @typedef {object} Reached
 * @property {string} goal as it is read: 'at least 1.25 × the best peer'
 * @property {number} value what is compared
 * @property {boolean} met
 * @property {number} [target] the median of ours at which it is just met
 *
 * @typedef {object} JudgedRow
 * @property {string} work
 * @property {string} engine
 * @property {Measured[]} contestants ours first, then peers from the best, then the limit
 * @property {string} [best] the best peer
 * @property {number} [overPeers]
 * @property {string} [limit]
 * @property {number} [ofLimit]
 * @property {Reached[]} goals
 * @property {string} [note]
 */

export const OURS = 'iamsmart';

/** True if more is better. @param {string} unit */
export const isRate = (unit) => unit === 'per second';

/** @param {number[]} samples */
export function median(samples) {
  return quantile(samples, 0.5);
}

/**
 * Half the distance between the quartiles, by the median: the middle half of the samples is about
 * within median ± spread. Outliers, which other programs cause, do not change it.
 *
 * @param {number[]} samples
 */
export function spread(samples) {
  const middle = median(samples);
  if (middle === 0) return 0;
  return (quantile(samples, 0.75) - quantile(samples, 0.25)) / 2 / middle;
}

/**
 * How often the other needs what ours needs, or with a rate, how often ours does what the other does:
 * above 1 ours is better.
 *
 * @param {number} other
 * @param {number} ours
 * @param {string} unit
 */
export function ratio(other, ours, unit) {
  return isRate(unit) ? ours / other : other / ours;
}

/**
 * @param {Row} row
 * @param {string} unit
 * @returns {JudgedRow}
 */
export function judged(row, unit) {
  const { work, engine, samples, limit, goal = {}, note } = row;
  const measured = Object.entries(samples).map(([name, values]) => measuredOf(work, name, values));
  const named = (name) => measured.find((contestant) => contestant.name === name);
  const ours = named(OURS);
  if (!ours) throw new Error(`${work}: no contestant is '${OURS}'.`);
  if (limit && !named(limit)) throw new Error(`${work}: no contestant is '${limit}'.`);

  const over = (contestant) => ratio(contestant.median, ours.median, unit);
  const isPeer = ({ name }) => !name.startsWith(OURS) && name !== limit;
  const peers = measured.filter(isPeer).sort((a, b) => over(a) - over(b));
  const others = measured.filter((one) => one !== ours && !peers.includes(one));
  const [best] = peers;
  const platform = limit && named(limit);

  /** @type {Reached[]} */
  const goals = [];
  const reach = (goal, value, met, target) => goals.push({ goal, value, met, target });
  /** What takes `factor` times as long as another, or does so much less. */
  const times = (other, factor) => (isRate(unit) ? other.median / factor : other.median * factor);
  if (goal.overPeers !== undefined) {
    if (!best) throw new Error(`${work}: a goal over peers, and no peer.`);
    const value = over(best);
    const target = times(best, 1 / goal.overPeers);
    reach(`at least ${goal.overPeers} × the best peer`, value, value >= goal.overPeers, target);
  }
  if (goal.ofLimit !== undefined) {
    if (!platform) throw new Error(`${work}: a goal of the limit, and no limit.`);
    const value = over(platform);
    const target = times(platform, 1 / goal.ofLimit);
    reach(`at least ${goal.ofLimit} × ${limit}`, value, value >= goal.ofLimit, target);
  }
  if (goal.ofPeer) {
    const [name, factor] = goal.ofPeer;
    const peer = measured.find((one) => one.name === name || one.name.startsWith(`${name} `));
    if (!peer) throw new Error(`${work}: no contestant is '${name}'.`);
    const value = 1 / over(peer);
    reach(`at most ${factor} × ${name}`, value, value <= factor, times(peer, factor));
  }
  const { atMost, atLeast } = goal;
  if (atMost !== undefined) {
    reach(`at most ${shown(atMost, unit)}`, ours.median, ours.median <= atMost, atMost);
  }
  if (atLeast !== undefined) {
    reach(`at least ${shown(atLeast, unit)}`, ours.median, ours.median >= atLeast, atLeast);
  }
  return {
    work,
    engine,
    contestants: [ours, ...peers, ...others],
    // Nothing beside nothing is no ratio.
    ...(best && !Number.isNaN(over(best)) && { best: best.name, overPeers: over(best) }),
    ...(platform && { limit, ofLimit: over(platform) }),
    goals,
    ...(note && { note }),
  };
}

/**
 * A figure as people read it, with three digits and its unit.
 *
 * @param {number} value
 * @param {string} unit
 */
export function shown(value, unit) {
  if (unit === 'bytes') return `${grouped(Math.round(value))} bytes`;
  return `${digits(value)} ${unit}`;
}

/** Three digits that count, and no more. @param {number} value */
export function digits(value) {
  if (value >= 1000) return grouped(Math.round(value));
  if (value === 0) return '0';
  const decimals = Math.min(4, Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value)))));
  return value.toFixed(decimals);
}

/** @param {number} whole */
function grouped(whole) {
  return String(whole).replace(/\B(?=(\d{3})+$)/g, ',');
}

/**
 * @param {string} work
 * @param {string} name
 * @param {number[]} samples
 * @returns {Measured}
 */
function measuredOf(work, name, samples) {
  if (samples.length === 0 || !samples.every(Number.isFinite)) {
    throw new Error(`${work}: the samples of '${name}' are not numbers: ${samples}`);
  }
  return { name, median: median(samples), spread: spread(samples) };
}

/** Linear between samples. @param {number[]} samples @param {number} part */
function quantile(samples, part) {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * part;
  const below = sorted[Math.floor(at)];
  return below + (sorted[Math.ceil(at)] - below) * (at % 1);
}
