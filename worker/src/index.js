// The demo e-service as an edge worker, between iAM Smart's API and the page.

import { env, waitUntil } from 'cloudflare:workers';
import { requireSameOrigin } from 'iamsmart/server';
import { failure, json } from './answer.js';
import { asset } from './assets.js';
import { flows, sessions } from './flows.js';
import { secured } from './headers.js';
import * as limits from './limits.js';
import { logIn, logOut, session } from './login.js';
import { fill, requests, sign, signPdf } from './transactions.js';

export { Transaction } from './flows.js';

const CALLBACK = '/iamsmart/callback';
/** Other names than businessIDs are nobody's here: the flows have some of their own. */
const REQUESTS = /^\/api\/requests(?:\/([0-9a-f-]{36})(?:\/[a-z]+)?)?$/;

/** @type {Record<string, Handler>} */
const ROUTES = {
  'GET /faults': () => Response.redirect(`${env.GATEWAY}/faults`),
  'GET /api/service': service,
  'GET /api/session': session,
  'POST /api/login': logIn,
  'POST /api/logout': logOut,
  'POST /api/fill': fill,
  'POST /api/sign': sign,
  'POST /api/sign-pdf': signPdf,
  [`POST ${CALLBACK}`]: (request) =>
    // Where callbacks have a socket with client certificates, this is not it.
    env.CALLBACKS_APART ? new Response(null, { status: 403 }) : receive(request),
};

export default {
  /** @param {Request} request */
  async fetch(request) {
    const answered = answer(request).catch((error) => refused(request, error));
    return secured(request, await answered.catch(failure));
  },
};

/** What a connection with the gateway's client certificate reaches: nothing but callbacks. */
export const callbacks = {
  /** @param {Request} request */
  async fetch(request) {
    const isCallback = request.method === 'POST' && new URL(request.url).pathname === CALLBACK;
    if (!isCallback) return secured(request, new Response(null, { status: 404 }));
    const counted = async () => limits.callbacks.count(limits.addressOf(request));
    return secured(
      request,
      await counted()
        .then(() => receive(request))
        .catch(failure),
    );
  },
};

/** @param {Request} request */
async function answer(request) {
  const { pathname } = new URL(request.url);
  const limit = pathname === CALLBACK ? limits.callbacks : limits.requests;
  limit.count(limits.addressOf(request));
  const asked = pathname.match(REQUESTS);
  const handler = asked ? requests : ROUTES[`${request.method} ${pathname}`];
  if (!handler) return asset(request);
  if (pathname.startsWith('/api/') && request.method !== 'GET') requireSameOrigin(request);
  return handler(request, asked?.[1] ?? '');
}

/**
 * A token that the gateway no longer knows ends the session.
 *
 * @param {Request} request
 * @param {unknown} error
 */
async function refused(request, error) {
  const response = failure(error);
  if (response.status === 401) response.headers.set('Set-Cookie', await sessions.close(request));
  return response;
}

/** @param {Request} request */
function receive(request) {
  return limits.bodies.during(limits.addressOf(request), () =>
    flows().callback(request, { waitUntil }),
  );
}

/**
 * Public configuration of the e-service for the page.
 *
 * @param {Request} request
 */
function service(request) {
  return json({
    gateway: env.GATEWAY,
    clientId: env.CLIENT_ID,
    redirectUri: `${new URL(request.url).origin}/`,
    scope: ['eidapi_auth', 'eidapi_formFilling', 'eidapi_sign'],
    trustAnchors: env.TRUST_ANCHORS,
    intermediates: env.INTERMEDIATES,
    timestampAnchors: env.TIMESTAMP_ANCHORS,
  });
}
