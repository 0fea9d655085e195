import type { Outcome } from './outcome.js';

/** Whose request, and until when its events are of interest. */
export interface Listener {
  /** Owner of the request. */
  owner: string;
  /** Ends the stream. */
  signal?: AbortSignal | undefined;
  /** Ends the stream when it settles: e.g. the end of the user's session. */
  ended?: Promise<unknown> | undefined;
}

/** Waits for another stage than `stage`. */
export type Waiting = (
  stage: Outcome['stage'] | undefined,
  timeoutMs: number,
  signal: AbortSignal,
) => Promise<Outcome>;

/**
 * Proxies close idle connections, most of them after a minute; and only by writing does a server
 * learn that a page is gone.
 */
const HEARTBEAT_MS = 10_000;

/**
 * Streams the stages of a request as server-sent events (HTML, server-sent events): the present one at
 * once, then each that follows, up to the last. The name of an event is its stage, and its data the
 * outcome in JSON. What else changes in a stage, as that it is undecided, is told at the next heartbeat.
 */
export function eventStream(wait: Waiting, { signal, ended }: Listener): Response {
  const aborter = new AbortController();
  const abort = () => aborter.abort();
  signal?.addEventListener('abort', abort, { once: true });
  if (signal?.aborted) abort();
  if (ended !== undefined) Promise.resolve(ended).then(abort, abort);
  const encoder = new TextEncoder();
  let stage: Outcome['stage'] | undefined;
  let told = '';
  const body = new ReadableStream({
    async pull(controller) {
      const outcome = await wait(stage, HEARTBEAT_MS, aborter.signal);
      if (aborter.signal.aborted) return controller.close();
      const text = event(outcome);
      controller.enqueue(encoder.encode(text === told ? ': still waiting\n\n' : text));
      stage = outcome.stage;
      told = text;
      if (isFinal(outcome)) controller.close();
    },
    cancel: abort,
  });
  return new Response(body, {
    headers: {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store, no-transform',
      // Proxies after nginx's fashion would keep events back.
      'X-Accel-Buffering': 'no',
    },
  });
}

/** Returns true if no other stage follows that the page waits for. */
export function isFinal({ stage }: Outcome): boolean {
  return stage !== 'pending' && stage !== 'arrived';
}

function event(outcome: Outcome): string {
  return `event: ${outcome.stage}\ndata: ${JSON.stringify(outcome)}\n\n`;
}
