// What docs/node.md takes for granted.

declare module 'express' {
  const express: { (): ExpressApp; raw(options: { type: string; limit: string }): ExpressHandler };
  export default express;
}
declare module 'multer' {
  const multer: (options: {
    streamHandler(request: ExpressRequest, parser: import('node:stream').Writable): void;
  }) => { any(): ExpressHandler };
  export default multer;
}
declare const flows: import('iamsmart/flows').Flows;
/** What a request has beside its form. */
declare const asked: Omit<
  Extract<import('iamsmart/flows').SignRequest, { userAgent: string }>,
  'form' | 'source'
>;
declare const config: import('iamsmart/server').EServiceConfig;
declare const app: ExpressApp;
type Fastify = import('iamsmart/node').FastifyLike & {
  post(
    path: string,
    handler: (
      request: import('iamsmart/node').FastifyMessage,
      reply: import('iamsmart/node').FastifyReply,
    ) => unknown,
  ): void;
  register(plugin: (scope: Fastify) => Promise<void>): void;
};
declare const fastify: Fastify;
declare const GATEWAY: string;
declare const key: string;
declare const cert: string;

/** As of Express, whose types are not among the tools. */
type ExpressRequest = import('node:http').IncomingMessage & {
  get(name: string): string | undefined;
  params: Record<string, string>;
  query: Record<string, unknown>;
  body: unknown;
  rawBody: unknown;
  session: { userId: string; user: import('iamsmart/server').AccessToken };
};
type ExpressResponse = import('node:http').ServerResponse & { json(body: unknown): void };
type ExpressHandler = (
  request: ExpressRequest,
  response: ExpressResponse,
  next: (error?: unknown) => void,
) => unknown;
interface ExpressApp {
  (
    request: import('node:http').IncomingMessage,
    response: import('node:http').ServerResponse,
  ): void;
  get(path: string, handler: ExpressHandler): void;
  use(handler: ExpressHandler): void;
  post(path: string, ...handlers: ExpressHandler[]): void;
}
