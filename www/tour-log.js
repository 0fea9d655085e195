// What passes on the wire: what the sandbox tells of its calls, and the framed page of its own.

/**
 * @typedef {'browser' | 'e-service' | 'gateway' | 'phone' | 'attacker'} Party
 * @typedef {{ headers: [name: string, value: string][], opened?: any,
 *   body?: { size: number, text: string, isWhole: boolean } | null }} Message
 * @typedef {object} Exchange A request with its response.
 * @property {string} key
 * @property {number} at Unix time in milliseconds.
 * @property {number} ms
 * @property {Party} from
 * @property {Party} to
 * @property {string} method
 * @property {string} path
 * @property {[name: string, value: string][]} query
 * @property {Message} request
 * @property {number | null} status
 * @property {Message} response
 * @property {string | null} [remark]
 */

const KEPT = 'tour-calls';

/** Maximum number of the page's own calls that are kept over a reload. */
const MAX_KEPT = 100;

export class Log extends EventTarget {
  /** In the order of their times. @type {Exchange[]} */
  exchanges = [];
  /** Calls that the sandbox does not see. @type {Exchange[]} */
  #own = JSON.parse(sessionStorage.getItem(KEPT) ?? '[]');
  isConnected = true;

  /** @param {string} gateway */
  constructor(gateway) {
    super();
    this.#insert(...this.#own);
    const events = new EventSource(`${gateway}/wire/events`);
    events.addEventListener('exchange', ({ data, lastEventId }) => {
      this.#insert({ ...JSON.parse(data), key: `s${lastEventId}` });
    });
    events.addEventListener('open', () => this.#connected(true));
    events.addEventListener('error', () => this.#connected(false));
  }

  /**
   * Adds a call that the sandbox does not see.
   *
   * @param {Omit<Exchange, 'key'>} call
   */
  add(call) {
    const own = { ...call, key: `b${call.at}-${this.#own.length}` };
    this.#own = [...this.#own, own].slice(-MAX_KEPT);
    sessionStorage.setItem(KEPT, JSON.stringify(this.#own));
    this.#insert(own);
  }

  /**
   * The newest that fits.
   *
   * @param {(exchange: Exchange) => boolean} fits
   */
  newest(fits) {
    return this.exchanges.findLast(fits);
  }

  /** @param {Exchange[]} exchanges */
  #insert(...exchanges) {
    for (const exchange of exchanges) {
      const before = this.exchanges.findLastIndex(({ at }) => at <= exchange.at);
      this.exchanges.splice(before + 1, 0, exchange);
    }
    this.dispatchEvent(new Event('change'));
  }

  /** @param {boolean} isConnected */
  #connected(isConnected) {
    this.isConnected = isConnected;
    this.dispatchEvent(new Event('change'));
  }
}

/**
 * The call's place in the lists of calls.
 *
 * @template T
 * @param {Record<string, T>} calls
 * @param {Pick<Exchange, 'from' | 'method' | 'path'>} exchange
 * @returns {T | undefined}
 */
export function entryOf(calls, { from, method, path }) {
  const name = `${from === 'attacker' ? 'attack ' : ''}${method} ${path}`;
  return calls[name] ?? Object.entries(calls).find(([pattern]) => fits(pattern, name))?.[1];
}

/**
 * @param {string} pattern
 * @param {string} name
 */
function fits(pattern, name) {
  const [start = '', end] = pattern.split('*');
  return end !== undefined && name.startsWith(start) && name.endsWith(end);
}
