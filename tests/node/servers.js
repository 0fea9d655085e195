// One set of routes on each server of Node's world.

import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import express from 'express';
import express4 from 'express-4';
import Fastify from 'fastify';
import { node } from './package.js';

/**
 * @typedef {(request: any, response: any, next?: any) => unknown} Handler
 * @typedef {{ method: 'GET' | 'POST', path: string, handler: Handler }} Route
 * @typedef {{ origin: string, http2: boolean, close: () => Promise<void> }} Server
 */

/** @type {Record<string, (routes: Route[]) => Promise<Server>>} */
export const SERVERS = {
  http: async (routes) => listening(createServer(plain(routes))),
  'http2, compatibility API': async (routes) => listening(createHttp2Server(plain(routes)), true),
  'Express 5': async (routes) => listening(createServer(expressed(express(), routes))),
  'Express 4': async (routes) => listening(createServer(expressed(express4(), routes))),
  async 'Fastify 5'(routes) {
    const fastify = Fastify({ bodyLimit: 1 });
    fastify.register(async (scope) => {
      node.keepBodies(scope);
      for (const { method, path, handler } of routes) {
        // What a handler of Fastify returns is sent, so it has to wait for it.
        scope.route({
          method: [method],
          url: path,
          handler: async (request, reply) => void (await handler(request, reply)),
        });
      }
    });
    const origin = await fastify.listen({ port: 0, host: '127.0.0.1' });
    return { origin, http2: false, close: () => closed(fastify.server, () => fastify.close()) };
  },
};

function plain(routes) {
  return (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const route = routes.find(({ method, path }) => {
      const pattern = new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`);
      return method === request.method && pattern.test(pathname);
    });
    if (route) route.handler(request, response);
    else response.writeHead(404).end();
  };
}

function expressed(app, routes) {
  app.disable('x-powered-by');
  for (const { method, path, handler } of routes) app[method.toLowerCase()](path, handler);
  return app;
}

/** @returns {Promise<Server>} */
export async function listening(server, http2 = false) {
  const sessions = new Set();
  server.on('session', (session) => {
    sessions.add(session);
    session.on('error', () => {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = () =>
    closed(server, () => {
      for (const session of sessions) session.destroy();
      return new Promise((resolve) => server.close(resolve));
    });
  return { origin: `http://127.0.0.1:${server.address().port}`, http2, close };
}

async function closed(server, close) {
  const closing = close();
  server.closeAllConnections?.();
  await closing;
}
