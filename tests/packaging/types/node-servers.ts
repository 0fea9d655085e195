// iamsmart/node on Node's own types; compiled, never run.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import { createServer as createHttpsServer } from 'node:https';
import {
  callbackHandler,
  clientCertificateOf,
  eventsHandler,
  formDataOf,
  requestOf,
  respond,
} from 'iamsmart/node';

declare const flows: Parameters<typeof callbackHandler>[0] & Parameters<typeof eventsHandler>[0];

const callback = callbackHandler(flows);
createServer(callback);
createHttpsServer(callback);
createHttp2Server(callback);

/** Express's request has more than Node's. */
interface Routed extends IncomingMessage {
  params: { id: string };
  session: { user?: string };
}
export const events: (request: Routed, response: ServerResponse) => Promise<void> = eventsHandler(
  flows,
  {
    ownerOf: (request: Routed) => request.session.user,
    businessIdOf: ({ params }) => params.id,
  },
);

createServer(async (request, response) => {
  const { signal } = requestOf(request, { response });
  const form = await formDataOf(request);
  const certificate = clientCertificateOf(request)?.sha256;
  await respond(response, Response.json([signal.aborted, form.get('name'), certificate]));
});
