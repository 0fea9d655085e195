import type { Outcome } from '../flows/outcome.js';

/** Times between two connections that fail, in milliseconds: each is twice the one before. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

/**
 * Time without a byte after which a connection is taken for dead: of a computer that slept, nobody
 * tells the browser. `Flows.events` writes at least every ten seconds.
 */
const SILENCE_MS = 30_000;

/** Longest text of one event: above an outcome with several reports. */
const LONGEST_EVENT = 16 * 1024 * 1024;

/** State of the connection: 'busy' if the service asks to be called later. */
export type Connection = 'up' | 'lost' | 'busy';

/** The service does not serve this request: its answer is no stream, and asking again helps nobody. */
export interface ServiceFailure {
  /** HTTP status. */
  status: number;
  /** `code` of the answer, as `failure` gives it. */
  code?: string;
}

/** Whom the outcomes of a request are told. */
interface Follower {
  signal: AbortSignal;
  onOutcome(outcome: Outcome): void;
  onConnection(connection: Connection): void;
}

/** A connection that has to be made again. */
class Broken extends Error {
  readonly retryAfterMs: number | undefined;

  constructor(retryAfterMs?: number) {
    super('The connection is broken.');
    this.retryAfterMs = retryAfterMs;
  }
}

/** What the service refused. */
class Refused extends Error {
  readonly failure: ServiceFailure;

  constructor(failure: ServiceFailure) {
    super(`The service refused with ${failure.status}.`);
    this.failure = failure;
  }
}

/**
 * Follows a request at the address under which `Flows.serve` serves it, until it is over or the signal
 * fires, whatever happens to the connection meanwhile. Returns how it failed, if the service refuses.
 */
export async function follow(
  address: string,
  { signal, onOutcome, onConnection }: Follower,
): Promise<ServiceFailure | undefined> {
  let pauseMs = FIRST_PAUSE_MS;
  while (!signal.aborted) {
    let isRested = false;
    const onRest = () => {
      isRested = true;
    };
    try {
      for await (const outcome of outcomes(address, signal, onRest)) {
        pauseMs = FIRST_PAUSE_MS;
        onConnection('up');
        onOutcome(outcome);
        if (isFinal(outcome)) return undefined;
      }
      throw new Broken();
    } catch (error) {
      if (signal.aborted) return undefined;
      if (error instanceof Refused) return error.failure;
      const { retryAfterMs } = error as Partial<Broken>;
      // A page that rested has closed its connection itself.
      if (!isRested) onConnection(retryAfterMs === undefined ? 'lost' : 'busy');
      await rest(retryAfterMs ?? pauseMs, signal, retryAfterMs === undefined);
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    }
  }
  return undefined;
}

/** Returns true if nothing follows that a page waits for. */
export function isFinal({ stage }: Outcome): boolean {
  return stage !== 'pending' && stage !== 'arrived';
}

/**
 * One connection's outcomes. `fetch` instead of an EventSource, which hides the status, Retry-After,
 * and whether anything still arrives.
 */
async function* outcomes(
  address: string,
  signal: AbortSignal,
  onRest: () => void,
): AsyncGenerator<Outcome, void> {
  const connection = new AbortController();
  const abort = () => connection.abort();
  signal.addEventListener('abort', abort);
  let heardAt = Date.now();
  const watch = setInterval(() => {
    if (Date.now() - heardAt > SILENCE_MS) abort();
  }, 1000);
  const unwatch = hasRested(() => {
    onRest();
    abort();
  });
  try {
    const body = await opened(`${address}/events`, connection.signal);
    const reader = body.getReader();
    const decoder = new TextDecoder();
    let text = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      heardAt = Date.now();
      text += decoder.decode(value, { stream: true });
      if (text.length > LONGEST_EVENT) throw new Broken();
      // HTML, server-sent events: an empty line ends an event; of a heartbeat, a comment, nothing is
      // left.
      const events = text.split(/\r?\n\r?\n/);
      text = events.pop() ?? '';
      for (const event of events) {
        const data = event.match(/^data:.*$/gm)?.map((line) => line.replace(/^data: ?/, ''));
        if (data) yield JSON.parse(data.join('\n'));
      }
    }
  } finally {
    clearInterval(watch);
    unwatch();
    signal.removeEventListener('abort', abort);
    abort();
  }
}

async function opened(address: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
  const headers = { Accept: 'text/event-stream' };
  const response = await fetch(address, { cache: 'no-store', headers, signal });
  const { ok, status, body } = response;
  if (status === 429 || status >= 500) throw new Broken(retryAfterMs(response));
  if (!ok) throw new Refused({ status, ...(await codeOf(response)) });
  // Not the service's: the network's own page, where one has to log in first.
  const isStream = response.headers.get('Content-Type')?.startsWith('text/event-stream');
  if (!isStream || !body) throw new Broken();
  return body;
}

/** Delay that Retry-After demands (RFC 9110 §10.2.3); of a date, none. */
function retryAfterMs(response: Response): number | undefined {
  const seconds = Number(response.headers.get('Retry-After') ?? Number.NaN);
  return Number.isFinite(seconds) ? Math.max(seconds, 0) * 1000 : undefined;
}

async function codeOf(response: Response): Promise<{ code?: string }> {
  const content = await response.json().catch(() => undefined);
  return typeof content?.code === 'string' ? { code: content.code } : {};
}

/** Waits; less long if the page is back, or online again. */
function rest(ms: number, signal: AbortSignal, untilBack: boolean): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      stop();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    const stop = untilBack ? hasRested(end) : () => {};
    signal.addEventListener('abort', end);
  });
}

/**
 * Calls back when the page may have lost its connections without a word: it was kept for "back", it
 * was frozen, or the network was away. Returns a function that stops this.
 */
function hasRested(callback: () => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  for (const name of ['online', 'pagehide']) addEventListener(name, callback, { signal });
  addEventListener('pageshow', ({ persisted }) => persisted && callback(), { signal });
  document.addEventListener('resume', callback, { signal });
  return () => stop.abort();
}
