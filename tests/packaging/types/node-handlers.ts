// Types of iamsmart/node for an e-service without Node's types; compiled, never run.

import {
  type CallbackFlows,
  callbackHandler,
  clientCertificateOf,
  type EventFlows,
  eventsHandler,
  formDataOf,
  keepBodies,
  type NodeHandler,
  type NodeRequest,
  type NodeResponse,
  RequestProblem,
  requestOf,
  respond,
} from 'iamsmart/node';
import { type EServiceConfig, hashForm } from 'iamsmart/server';
import type { Holds, Same, Untyped } from './exact.js';

export type Node = [
  Holds<Same<Untyped<typeof import('iamsmart/node')>, never>>,
  Holds<Same<ReturnType<typeof formDataOf>, Promise<FormData>>>,
  Holds<Same<ReturnType<typeof requestOf>, Request>>,
];

declare const flows: CallbackFlows & EventFlows;
export const handlers: NodeHandler[] = [
  callbackHandler(flows),
  callbackHandler(flows, { origin: 'https://eservice.example', onProblem: console.error }),
  eventsHandler(flows, { ownerOf: () => 'user', businessIdOf: async () => undefined }),
];
// @ts-expect-error: whose request it is, is required.
eventsHandler(flows, { businessIdOf: () => '' });
// @ts-expect-error: not an option.
callbackHandler(flows, { trustProxy: true });
// @ts-expect-error: Flows are required.
callbackHandler({});

export const certificate: NonNullable<EServiceConfig['clientCertificate']> = {
  of: clientCertificateOf,
};

export async function form(request: NodeRequest, response: NodeResponse): Promise<void> {
  try {
    const form = await formDataOf(request, { maxBytes: 1_000_000, maxParts: 10 });
    const { hashCode } = await hashForm(form, { formName: 'form' });
    await respond(response, Response.json(hashCode), { flush: true });
  } catch (error) {
    if (!(error instanceof RequestProblem)) throw error;
    // @ts-expect-error: not one of the statuses.
    if (error.status === 418) return;
    await respond(response, new Response(null, { status: error.status }));
  }
}

export const web = (request: NodeRequest, response: NodeResponse): Request =>
  requestOf(request, { response, trustForwarded: true });
// @ts-expect-error: a request of the web's is none of Node's.
requestOf(new Request('https://eservice.example/'));
// @ts-expect-error: an instance of Fastify is required.
keepBodies({});
