import { RequestProblem } from '../server/request-problem.js';
import { rawBody } from './body.js';
import { whenGone } from './gone.js';
import {
  headerOf,
  type Incoming,
  incomingOf,
  type NodeRequest,
  type NodeResponse,
  outgoingOf,
} from './http.js';

/** Options of `requestOf`. */
export interface RequestOptions {
  /**
   * Origin under which the public reaches this server, e.g. 'https://eservice.example.hk'. Default:
   * from the connection and the header Host.
   */
  origin?: string | undefined;
  /**
   * Reads the origin from X-Forwarded-Proto and X-Forwarded-Host, of several values the last. Only
   * behind a proxy that sets both: anyone can send them. Default: false.
   */
  trustForwarded?: boolean | undefined;
  /** The response to this request: `signal` of the Request fires if the client goes away before. */
  response?: NodeResponse | undefined;
}

const NODES = new WeakMap<Request, Incoming>();

/**
 * Returns a request of Node's as one of the web's. Its body is read as it is asked for.
 *
 * @throws RequestProblem 'request-malformed', 'body-taken', 'body-broken'
 */
export function requestOf(request: NodeRequest, options: RequestOptions = {}): Request {
  const message = incomingOf(request);
  const method = message.method ?? 'GET';
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const body = hasBody ? rawBody(request) : undefined;
  const init: RequestInit & { duplex?: 'half' } = { method, duplex: 'half' };
  if (body) init.body = 'bytes' in body ? (body.bytes as Uint8Array<ArrayBuffer>) : body.stream;
  if (options.response) init.signal = goneSignal(options.response);
  try {
    const made = new Request(urlOf(request, message, options), {
      ...init,
      headers: headersOf(message),
    });
    NODES.set(made, message);
    return made;
  } catch (cause) {
    throw new RequestProblem(
      'request-malformed',
      'The request has a target, a method or a header that cannot be used.',
      { cause },
    );
  }
}

/** Node's request behind one that `requestOf` has made. */
export function nodeRequestOf(request: object): Incoming | undefined {
  return NODES.get(request as Request);
}

function urlOf(request: NodeRequest, message: Incoming, options: RequestOptions): string {
  const { originalUrl = message.originalUrl } = request as Incoming;
  const target = originalUrl ?? message.url ?? '/';
  // RFC 9112 §3.2: a path, also one that begins with '//'; or a URL, whose host is not used.
  const { pathname, search } = target.startsWith('/')
    ? new URL(`http://localhost${target}`)
    : new URL(target);
  const { origin } = new URL(options.origin ?? originOf(message, options.trustForwarded === true));
  return `${origin}${pathname}${search}`;
}

function originOf(message: Incoming, trustForwarded: boolean): string {
  const last = (name: string) => headerOf(message, name)?.split(',').at(-1)?.trim();
  const proto = trustForwarded ? last('x-forwarded-proto') : undefined;
  const forwarded = trustForwarded ? last('x-forwarded-host') : undefined;
  const scheme = proto ?? message.scheme ?? (message.socket?.encrypted ? 'https' : 'http');
  if (scheme !== 'http' && scheme !== 'https') throw new TypeError('scheme');
  // HTTP/1.0 has no Host.
  const host = forwarded ?? message.authority ?? headerOf(message, 'host') ?? 'localhost';
  const url = new URL(`${scheme}://${host}`);
  if (url.username || url.password || url.pathname !== '/' || url.search || url.hash) {
    throw new TypeError('host');
  }
  return url.origin;
}

function headersOf({ rawHeaders }: Incoming): Headers {
  const headers = new Headers();
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const [name, value] = [rawHeaders[i], rawHeaders[i + 1]];
    // Pseudo-headers of HTTP/2 (RFC 9113 §8.3) are no headers.
    if (name && value !== undefined && !name.startsWith(':')) headers.append(name, value);
  }
  return headers;
}

/** Fires when the client goes away before it has the whole response. */
export function goneSignal(response: NodeResponse): AbortSignal {
  const controller = new AbortController();
  whenGone(outgoingOf(response), () => controller.abort());
  return controller.signal;
}
