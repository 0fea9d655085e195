import { isClosed, whenGone } from './gone.js';
import { type Incoming, type NodeResponse, type Outgoing, outgoingOf } from './http.js';

/** Headers of a connection, which HTTP/2 has none of (RFC 9113 §8.2.2). */
const CONNECTION = ['connection', 'keep-alive', 'proxy-connection', 'transfer-encoding', 'upgrade'];

/** INTERNAL_ERROR (RFC 9113 §7). */
const INTERNAL_ERROR = 2;

/**
 * Time that a client gets to end a body that nobody reads: before, closing the connection would
 * destroy the answer on its way (RFC 9112 §9.6).
 */
const LINGER_MS = 2000;

/** Options of `respond`. */
export interface RespondOptions {
  /** Hands on every chunk at once, through a middleware that compresses too. Default: false. */
  flush?: boolean;
}

/**
 * Writes a response of the web's to Node's. Waits for a client that reads slowly, and cancels the
 * body if the client goes away, which is no error. Headers that are set already stay; Set-Cookie is
 * added.
 *
 * @throws what the response's body throws; the connection is then closed, so that a part is not
 *   taken for the whole
 */
export async function respond(
  response: NodeResponse,
  answer: Response,
  { flush = false }: RespondOptions = {},
): Promise<void> {
  const outgoing = outgoingOf(response);
  const reader = answer.body?.getReader();
  const drop = (reason?: unknown) => void reader?.cancel(reason).catch(() => {});
  if (isClosed(outgoing)) return drop();
  // A socket that breaks while it is written to.
  outgoing.on('error', () => {});
  if ('hijack' in response) takeOver(response, outgoing);
  writeHead(outgoing, answer);

  let wake = () => {};
  const onDrain = () => wake();
  outgoing.on('drain', onDrain);
  const stop = whenGone(outgoing, () => {
    drop();
    // What is left to write is for nobody.
    outgoing.destroy();
    wake();
  });
  try {
    const isBodiless = outgoing.req?.method === 'HEAD' || [204, 304].includes(answer.status);
    if (isBodiless) drop();
    else if (reader) {
      if (flush) outgoing.flushHeaders?.();
      for (;;) {
        const { done, value } = await reader.read();
        if (done || isClosed(outgoing)) break;
        const drained = new Promise<void>((resolve) => {
          wake = resolve;
        });
        const isRoom = outgoing.write(value);
        if (flush) outgoing.flush?.();
        if (!isRoom && !isClosed(outgoing)) await drained;
      }
    }
    if (isClosed(outgoing)) return;
    await lingered(outgoing);
    outgoing.end();
  } catch (error) {
    if (isClosed(outgoing)) return;
    stop();
    if (outgoing.stream) outgoing.stream.close(INTERNAL_ERROR);
    else outgoing.destroy();
    throw error;
  } finally {
    stop();
    outgoing.off('drain', onDrain);
  }
}

/** Takes the response from Fastify, with the headers that its hooks have set. */
function takeOver(
  reply: { hijack(): unknown; getHeaders?(): Record<string, unknown> },
  outgoing: Outgoing,
): void {
  reply.hijack();
  for (const [name, value] of Object.entries(reply.getHeaders?.() ?? {})) {
    if (value === undefined) continue;
    outgoing.setHeader(name, Array.isArray(value) ? value.map(String) : String(value));
  }
}

function writeHead(outgoing: Outgoing, answer: Response): void {
  const isHttp2 = (outgoing.req?.httpVersionMajor ?? 1) >= 2;
  outgoing.statusCode = answer.status;
  for (const [name, value] of answer.headers) {
    if (name === 'set-cookie' || (isHttp2 && CONNECTION.includes(name))) continue;
    outgoing.setHeader(name, value);
  }
  const cookies = answer.headers.getSetCookie();
  if (cookies.length > 0) {
    const before = outgoing.getHeader('set-cookie') ?? [];
    const kept = Array.isArray(before) ? before : [String(before)];
    outgoing.setHeader('set-cookie', [...kept, ...cookies]);
  }
  if (!isHttp2 && isUnread(outgoing.req)) outgoing.setHeader('Connection', 'close');
}

/** True if the client is still sending a body. */
function isUnread(request?: Incoming): boolean {
  return request !== undefined && request.complete === false && !request.readableEnded;
}

/** Throws away what a client is still sending, for a while. */
async function lingered(outgoing: Outgoing): Promise<void> {
  const { req } = outgoing;
  if (!req || !isUnread(req) || req.destroyed) return;
  outgoing.flushHeaders?.();
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, LINGER_MS);
    const over = () => {
      clearTimeout(timer);
      resolve();
    };
    req.on('end', over);
    req.on('close', over);
    req.on('error', over);
    req.resume();
  });
}
