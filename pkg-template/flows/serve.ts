import { reading } from '../argument.js';
import { copied, textOf } from './arguments.js';
import type { Flows } from './flows.js';
import type { Outcome } from './outcome.js';

/** Whose requests are served, and under which path. */
export interface ServeOptions {
  /** Owner of the requests: the user of the session. */
  owner: string;
  /** Path under which requests are served, as in the request's URL. Default: '/api/requests'. */
  path?: string | undefined;
  /** Ends event streams: e.g. the end of the user's session. */
  ended?: Promise<unknown> | undefined;
}

/** What a page asks of one request: method, a space, and what follows its businessID. */
const SERVED: Record<string, string> = {
  '': 'GET',
  '/events': 'GET',
  '/evidence': 'GET',
  '/take': 'POST',
  '/withdraw': 'POST',
};

/** Serves what a page asks of its user's requests; the table is at `Flows.serve`. */
export async function served(
  flows: Flows,
  request: Request,
  options: ServeOptions,
): Promise<Response> {
  const { owner, path = '/api/requests', ended } = copied('options', options);
  textOf('path', path);
  const { pathname } = reading('request', () => new URL(request.url));
  if (pathname !== path && !pathname.startsWith(`${path}/`)) return nothing(404);
  const [, businessId = '', step = ''] =
    /^\/?([^/]*)(.*)$/s.exec(pathname.slice(path.length)) ?? [];
  const method = SERVED[step];
  if (method === undefined || (businessId === '' && step !== '')) return nothing(404);
  if (request.method !== method) return nothing(405, { Allow: method });
  switch (step) {
    case '/events':
      return flows.events(businessId, { owner, signal: request.signal, ended });
    case '/evidence':
      return evidence(await flows.outcome(businessId, { owner }));
    case '/take':
      return json(await flows.take(businessId, { owner }));
    case '/withdraw':
      return json(await flows.withdraw(businessId, { owner }));
    default:
      return json(
        businessId ? await flows.outcome(businessId, { owner }) : await flows.reclaim(owner),
      );
  }
}

function evidence(outcome: Outcome): Response {
  const settled = outcome.stage === 'settled' ? outcome.settled : undefined;
  if (settled?.outcome !== 'signed' || settled.evidence === undefined) return nothing(404);
  return new Response(settled.evidence, {
    headers: {
      'Content-Type': 'application/json',
      // A businessID may be the e-service's own; in the path it was percent-encoded (RFC 3986 §2.1).
      'Content-Disposition': 'attachment; filename="evidence.json"',
      ...PRIVATE,
    },
  });
}

/** Personal data: kept by no cache, and never taken for a document of another type. */
const PRIVATE = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' };

function json(content: unknown): Response {
  return Response.json(content, { headers: PRIVATE });
}

function nothing(status: number, headers: Record<string, string> = {}): Response {
  return new Response(null, { status, headers: { ...PRIVATE, ...headers } });
}
