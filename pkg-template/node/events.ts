import { handled, type NodeHandler } from './handler.js';
import type { NodeRequest } from './http.js';
import { goneSignal } from './request.js';
import { respond } from './respond.js';

/** What `eventsHandler` needs of `Flows`. */
export interface EventFlows {
  events(
    businessId: string,
    of: { owner: string; signal?: AbortSignal; ended?: Promise<unknown> },
  ): Response;
}

/** Options of `eventsHandler`. */
export interface EventsHandlerOptions<Message extends NodeRequest> {
  /** Whose request it is, from the session; undefined answers 401. */
  ownerOf: (request: Message) => string | undefined | Promise<string | undefined>;
  /** Which request it is, e.g. from the path; undefined answers 404. */
  businessIdOf: (request: Message) => string | undefined | Promise<string | undefined>;
  /** Ends all streams, e.g. when the server is about to close, which waits for them. */
  ended?: Promise<unknown>;
  /** Called with what is answered with an error. Default: `console.warn` of code and message. */
  onProblem?: (error: unknown) => void;
}

/**
 * What keeps proxies and middleware from collecting events: nginx (`X-Accel-Buffering`), and npm
 * compression and other caches (RFC 9111 §5.2.2.6).
 */
const UNBUFFERED = { 'Cache-Control': 'no-store, no-transform', 'X-Accel-Buffering': 'no' };

/**
 * Handler that tells a page how a request goes, as server-sent events, for Node's servers, Express
 * and Fastify:
 *
 * ```js
 * app.get('/requests/:id/events', eventsHandler(flows, {
 *   ownerOf: (req) => req.session.userId,
 *   businessIdOf: (req) => req.params.id,
 * }));
 * ```
 */
export function eventsHandler<Message extends NodeRequest>(
  flows: EventFlows,
  { ownerOf, businessIdOf, ended, onProblem }: EventsHandlerOptions<Message>,
): NodeHandler<Message> {
  return handled(onProblem, async (request, response) => {
    const owner = await ownerOf(request);
    if (!owner) return respond(response, new Response(null, { status: 401 }));
    const businessId = await businessIdOf(request);
    if (!businessId) return respond(response, new Response(null, { status: 404 }));
    const signal = goneSignal(response);
    const answer = flows.events(businessId, { owner, signal, ...(ended && { ended }) });
    const headers = new Headers(answer.headers);
    for (const [name, value] of Object.entries(UNBUFFERED)) headers.set(name, value);
    await respond(response, new Response(answer.body, { status: answer.status, headers }), {
      flush: true,
    });
  });
}
