import { handled, type NodeHandler } from './handler.js';
import { incomingOf } from './http.js';
import { type RequestOptions, requestOf } from './request.js';
import { respond } from './respond.js';

/** What `callbackHandler` needs of `Flows`. */
export interface CallbackFlows {
  callback(
    request: Request,
    options?: { waitUntil?: (work: Promise<unknown>) => void },
  ): Promise<Response>;
}

/** Options of `callbackHandler`. */
export interface CallbackHandlerOptions extends Omit<RequestOptions, 'response'> {
  /** Takes the work that goes on after the answer, e.g. to await it before the process ends. */
  waitUntil?: (work: Promise<unknown>) => void;
  /** Called with what is answered with an error. Default: `console.warn` of code and message. */
  onProblem?: (error: unknown) => void;
}

/**
 * Handler of the gateway's callbacks for Node's servers, Express and Fastify:
 *
 * ```js
 * app.post('/iamsmart/callback', callbackHandler(flows)); // before express.json()
 * ```
 *
 * With Fastify, call `keepBodies(fastify)` where the route is declared. In plain `http`, call it for
 * the callback's path.
 */
export function callbackHandler(
  flows: CallbackFlows,
  { waitUntil, onProblem, ...options }: CallbackHandlerOptions = {},
): NodeHandler {
  return handled(onProblem, async (request, response) => {
    if (incomingOf(request).method !== 'POST') {
      return respond(response, new Response(null, { status: 405, headers: { Allow: 'POST' } }));
    }
    const web = requestOf(request, options);
    await respond(response, await flows.callback(web, waitUntil && { waitUntil }));
  });
}
