/**
 * Requests and responses of Node's `http`, `https` and `http2` (compatibility API), and of what is
 * built on them: declared here, so that the package does not need Node's types.
 */

/** Request: `IncomingMessage`, `Http2ServerRequest`, Express's `req`. */
export interface NodeMessage {
  readonly headers: { readonly [name: string]: string | string[] | undefined };
  readonly rawHeaders: readonly string[];
  readonly httpVersionMajor: number;
  on(event: string, listener: (...values: never[]) => void): unknown;
}

/** Request of Fastify, which holds Node's. */
export interface FastifyMessage {
  readonly raw: NodeMessage;
}

/** Request of Node's servers, of Express or of Fastify. */
export type NodeRequest = NodeMessage | FastifyMessage;

/** Response: `ServerResponse`, `Http2ServerResponse`, Express's `res`. */
export interface NodeMessageResponse {
  statusCode: number;
  readonly headersSent: boolean;
  setHeader(name: string, value: string): unknown;
  end(): unknown;
  on(event: string, listener: (...values: never[]) => void): unknown;
}

/** Reply of Fastify, which holds Node's response. */
export interface FastifyReply {
  readonly raw: NodeMessageResponse;
  hijack(): unknown;
}

/** Response of Node's servers, of Express or of Fastify. */
export type NodeResponse = NodeMessageResponse | FastifyReply;

/** `next` of Express. */
export type Next = (error?: unknown) => void;

/** What this package reads of a request beyond what it requires. */
export interface Incoming extends NodeMessage, Emitter {
  method?: string;
  url?: string;
  /** Express and Fastify: `url` as sent, where a router has shortened it. */
  originalUrl?: string;
  complete?: boolean;
  destroyed?: boolean;
  readableEnded?: boolean;
  readableDidRead?: boolean;
  readableEncoding?: string | null;
  /** HTTP/2. */
  authority?: string;
  scheme?: string;
  socket?: NodeSocket | null;
  read(): unknown;
  resume(): unknown;
  /** What a middleware has read. */
  body?: unknown;
  rawBody?: unknown;
}

/** What this package uses of a response beyond what it requires. */
export interface Outgoing extends NodeMessageResponse, Emitter {
  readonly destroyed?: boolean;
  readonly closed?: boolean;
  readonly writableEnded?: boolean;
  readonly writableFinished?: boolean;
  readonly req?: Incoming;
  /** HTTP/2. */
  readonly stream?: Emitter & { aborted?: boolean; destroyed?: boolean; close(code: number): void };
  getHeader(name: string): string | number | readonly string[] | undefined;
  setHeader(name: string, value: string | readonly string[]): unknown;
  flushHeaders?(): void;
  /** Of the middleware `compression`. */
  flush?(): void;
  write(chunk: Uint8Array): boolean;
  end(callback?: () => void): unknown;
  destroy(error?: Error): unknown;
}

/** Socket, with what a TLS socket adds. */
export interface NodeSocket {
  encrypted?: boolean;
  authorized?: boolean;
  getPeerCertificate?(): { fingerprint256?: string } | null | undefined;
}

interface Emitter {
  on(event: string, listener: (...values: never[]) => void): unknown;
  off(event: string, listener: (...values: never[]) => void): unknown;
}

/** Node's request, also out of Fastify's. */
export function incomingOf(request: NodeRequest): Incoming {
  return ('raw' in request ? request.raw : request) as Incoming;
}

/** Node's response, also out of Fastify's. */
export function outgoingOf(response: NodeResponse): Outgoing {
  return ('hijack' in response ? response.raw : response) as Outgoing;
}

/** A header's value; undefined if it is absent or stands more than once. */
export function headerOf({ headers }: NodeMessage, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}
