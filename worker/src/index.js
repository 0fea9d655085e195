// The demo e-service as an edge worker, between iAM Smart's API and the page.

import { failure, json } from './answer.js';
import { asset } from './assets.js';
import { logIn, logOut, session } from './authentication.js';
import { receiveCallback } from './callback.js';
import { fill } from './form_filling.js';
import { secured } from './headers.js';
import { countRequest } from './limits.js';
import { sign } from './signing.js';
import { events, finish } from './transactions.js';

export { TransactionObject } from 'iamsmart/server/durable-object';
export { Login } from './authentication.js';
export { Person, Session } from './session.js';

const CALLBACK = '/iamsmart/callback';
const TRANSACTION = /^\/api\/transactions\/([0-9a-f-]{36})(\/events)?$/;

/** @type {ExportedHandler<import('./service.js').Env>} */
export default {
  async fetch(request, env, ctx) {
    return secured(request, await answer(request, env, ctx));
  },
};

/**
 * What a connection with the gateway's client certificate reaches: nothing but callbacks.
 *
 * @type {ExportedHandler<import('./service.js').Env>}
 */
export const callbacks = {
  async fetch(request, env, ctx) {
    return secured(request, await answer(request, env, ctx, receive));
  },
};

/**
 * @param {Request} request
 * @param {import('./service.js').Env} env
 * @param {ExecutionContext} ctx
 * @param {typeof pages} [route]
 */
async function answer(request, env, ctx, route = pages) {
  try {
    const { pathname } = new URL(request.url);
    countRequest(request, env, pathname === CALLBACK ? 'callbacks' : 'requests');
    return await route(request, env, ctx);
  } catch (error) {
    return failure(error);
  }
}

/**
 * @param {Request} request
 * @param {import('./service.js').Env} env
 * @param {ExecutionContext} ctx
 * @returns {Response | Promise<Response>}
 */
function receive(request, env, ctx) {
  const { pathname } = new URL(request.url);
  if (request.method !== 'POST' || pathname !== CALLBACK)
    return new Response(null, { status: 404 });
  return receiveCallback(request, env, ctx);
}

/**
 * @param {Request} request
 * @param {import('./service.js').Env} env
 * @param {ExecutionContext} ctx
 * @returns {Response | Promise<Response>}
 */
function pages(request, env, ctx) {
  const { pathname } = new URL(request.url);
  switch (`${request.method} ${pathname}`) {
    case 'GET /api/service':
      return service(request, env);
    case 'GET /api/session':
      return session(request, env);
    case 'POST /api/login':
      return logIn(request, env);
    case 'POST /api/logout':
      return logOut(request, env);
    case 'POST /api/fill':
      return fill(request, env);
    case 'POST /api/sign':
      return sign(request, env);
    case `POST ${CALLBACK}`:
      // Where callbacks have a socket with client certificates, this is not it.
      if (env.CALLBACK_ORIGIN) return new Response(null, { status: 403 });
      return receiveCallback(request, env, ctx);
    default: {
      const [, businessId, ofEvents] = pathname.match(TRANSACTION) ?? [];
      if (businessId === undefined) return asset(request, env);
      if (ofEvents && request.method === 'GET') return events(request, env, businessId);
      if (request.method === 'DELETE') return finish(request, env, businessId);
      return asset(request, env);
    }
  }
}

/**
 * Public configuration of the e-service for the page.
 *
 * @param {Request} request
 * @param {import('./service.js').Env} env
 */
function service(request, env) {
  return json({
    gateway: env.GATEWAY,
    clientId: env.CLIENT_ID,
    redirectUri: `${new URL(request.url).origin}/`,
    scope: ['eidapi_auth', 'eidapi_formFilling', 'eidapi_sign'],
    trustAnchors: env.TRUST_ANCHORS,
    intermediates: env.INTERMEDIATES,
  });
}
