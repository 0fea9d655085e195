import { RequestProblem } from '../server/request-problem.js';
import { headerOf, type Incoming, incomingOf, type NodeRequest } from './http.js';

/** Body of a request that nobody has read, or as a middleware has kept it. */
type RawBody = { stream: ReadableStream<Uint8Array<ArrayBuffer>> } | { bytes: Uint8Array };

/** Bodies that this package reads, so that reading twice is not taken for a middleware's doing. */
const STREAMS = new WeakMap<object, ReadableStream<Uint8Array<ArrayBuffer>>>();

/**
 * The body of a request as it came.
 *
 * @throws RequestProblem 'body-taken', 'body-broken'
 */
export function rawBody(request: NodeRequest): RawBody {
  const message = incomingOf(request);
  const { body, rawBody } = { ...bodyOf(message), ...bodyOf(request) };
  for (const kept of [rawBody, body]) {
    if (kept instanceof Uint8Array) return { bytes: kept };
  }
  // Fastify hands on a stream, which a `preParsing` hook may have replaced.
  const source = isReadable(body) ? body : message;
  const stream = STREAMS.get(source);
  if (stream && !stream.locked) return { stream };
  if (stream || source.readableDidRead || source.readableEnded || source.readableEncoding) {
    throw taken(stream ? 'by this package' : reader(message, body));
  }
  if (source.destroyed) {
    throw new RequestProblem('body-broken', 'The request ended before its body did.');
  }
  const made = streamOf(source);
  STREAMS.set(source, made);
  return { stream: made };
}

function bodyOf(request: object): { body?: unknown; rawBody?: unknown } {
  const { body, rawBody } = request as Incoming;
  return { ...(body !== undefined && { body }), ...(rawBody !== undefined && { rawBody }) };
}

function isReadable(body: unknown): body is Incoming {
  const { read, on } = (body ?? {}) as Partial<Incoming>;
  return typeof read === 'function' && typeof on === 'function';
}

/** Who has read the body, from what is left of it. */
function reader(message: Incoming, body: unknown): string {
  const type = headerOf(message, 'content-type') ?? '';
  if (type.startsWith('multipart/')) {
    return 'by a reader of uploads such as multer or @fastify/multipart';
  }
  if (typeof body === 'string') return 'as text, as express.text() does';
  if (typeof body !== 'object' || body === null) return 'by a middleware or hook';
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return 'by a reader of forms such as express.urlencoded()';
  }
  return 'by a reader of JSON such as express.json(), body-parser or Fastify itself';
}

function taken(by: string): RequestProblem {
  return new RequestProblem(
    'body-taken',
    `The body of the request has already been read, ${by}. Its bytes are needed: register this route before that reader, or use express.raw({ type: '*/*' }) for it, or keep the bytes as a Buffer in req.rawBody; with Fastify, call keepBodies(fastify) where the route is declared.`,
  );
}

/**
 * A stream of Node's as one of the web's, read as it is asked for. Cancelling it leaves the
 * connection open, so that the request can be answered.
 */
function streamOf(source: Incoming): ReadableStream<Uint8Array<ArrayBuffer>> {
  let problem: RequestProblem | undefined;
  let isOver = false;
  let wake = () => {};
  // `read()` joins what has arrived, so that a body in pieces of one byte costs no more than others.
  const onReadable = () => wake();
  const onEnd = () => {
    isOver = true;
    wake();
  };
  const onLost = (cause?: unknown) => {
    if (isOver) return;
    problem ??= new RequestProblem('body-broken', 'The request ended before its body did.', {
      cause,
    });
    wake();
  };
  // Stays: an error that nobody listens for ends the process.
  const onError = (error: unknown) => onLost(error);
  const onClose = () => onLost();
  const release = () => {
    source.off('readable', onReadable);
    source.off('end', onEnd);
    source.off('close', onClose);
  };
  let begun = false;
  return new ReadableStream(
    {
      async pull(controller) {
        if (!begun) {
          begun = true;
          source.on('error', onError);
          source.on('end', onEnd);
          source.on('close', onClose);
          source.on('readable', onReadable);
          if (source.destroyed) onLost();
        }
        for (;;) {
          const woken = new Promise<void>((resolve) => {
            wake = resolve;
          });
          const chunk = source.read();
          if (chunk instanceof Uint8Array) {
            controller.enqueue(chunk as Uint8Array<ArrayBuffer>);
            return;
          }
          if (problem) {
            release();
            throw problem;
          }
          if (isOver) {
            release();
            controller.close();
            return;
          }
          await woken;
        }
      },
      cancel() {
        release();
        isOver = true;
        wake();
      },
    },
    { highWaterMark: 0 },
  );
}
