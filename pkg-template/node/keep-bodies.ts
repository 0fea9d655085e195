/** What `keepBodies` needs of a Fastify instance. */
export interface FastifyLike {
  removeAllContentTypeParsers(): unknown;
  addContentTypeParser(
    type: '*',
    parser: (
      request: unknown,
      payload: unknown,
      done: (error: Error | null, body?: unknown) => void,
    ) => void,
  ): unknown;
}

/**
 * Leaves the bodies of a Fastify instance's routes as they come, of any media type. Applies to the
 * plugin it is called in, and to no route outside:
 *
 * ```js
 * fastify.register(async (scope) => {
 *   keepBodies(scope);
 *   scope.post('/sign', async (request) => { const form = await formDataOf(request); … });
 *   scope.post('/iamsmart/callback', callbackHandler(flows));
 * });
 * ```
 */
export function keepBodies(fastify: FastifyLike): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
}
