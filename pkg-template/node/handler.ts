import { IamSmartError } from '../error.js';
import { RequestProblem } from '../server/request-problem.js';
import { type Next, type NodeRequest, type NodeResponse, outgoingOf } from './http.js';
import { respond } from './respond.js';

/** Handler for `http`, `https` and `http2`, Express 4 and 5, and Fastify. */
export type NodeHandler<Message extends NodeRequest = NodeRequest> = (
  request: Message,
  response: NodeResponse,
  next?: Next,
) => Promise<void>;

/**
 * A handler whose problems reach whoever is there for them: Express's `next`, Fastify, or else the
 * client by their status and the server's own log.
 */
export function handled<Message extends NodeRequest>(
  onProblem: ((error: unknown) => void) | undefined,
  handle: (request: Message, response: NodeResponse) => Promise<void>,
): NodeHandler<Message> {
  return async (request, response, next) => {
    try {
      await handle(request, response);
    } catch (error) {
      onProblem?.(error);
      // Fastify answers; Express 4 does not see what an asynchronous handler throws.
      if ('hijack' in response && !outgoingOf(response).headersSent) throw error;
      if (typeof next === 'function') return next(error);
      if (!onProblem) warn(error);
      const status = error instanceof RequestProblem ? error.status : 500;
      if (!outgoingOf(response).headersSent)
        await respond(response, new Response(null, { status }));
    }
  };
}

/** Only what has nothing personal in it. */
function warn(error: unknown): void {
  const { code, message } = error instanceof IamSmartError ? error : { code: 'error', message: '' };
  console.warn('iamsmart:', code, message || String((error as Error)?.name));
}
