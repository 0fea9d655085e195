/**
 * `iamsmart/node`: forms, callbacks and events on Node's own servers (`http`, `https`, `http2`),
 * Express and Fastify. Frameworks over the web's `Request` (Hono, Next.js, Workers) need none of it.
 * Does not load the WebAssembly module.
 */
export type { CallbackRequest, ClientCertificate } from '../server/callback.js';
export type { FormLimits } from '../server/form-data.js';
export { RequestProblem } from '../server/request-problem.js';
export { type CallbackFlows, type CallbackHandlerOptions, callbackHandler } from './callback.js';
export { clientCertificateOf } from './client-certificate.js';
export { type EventFlows, type EventsHandlerOptions, eventsHandler } from './events.js';
export { formDataOf } from './form-data.js';
export type { NodeHandler } from './handler.js';
export type {
  FastifyMessage,
  FastifyReply,
  Next,
  NodeMessage,
  NodeMessageResponse,
  NodeRequest,
  NodeResponse,
} from './http.js';
export { type FastifyLike, keepBodies } from './keep-bodies.js';
export { type RequestOptions, requestOf } from './request.js';
export { type RespondOptions, respond } from './respond.js';
