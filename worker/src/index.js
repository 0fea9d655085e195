// The demo e-service at the edge: iAM Smart's API on one side, the page on the other.

import { failure, json } from './answer.js';
import { asset } from './assets.js';
import { logIn, logOut, session } from './login.js';
import { events, receiveCallback, sign } from './signing.js';

export { Login } from './login.js';
export { Session } from './session.js';
export { Transaction } from './transaction.js';

const TRANSACTION_EVENTS = /^\/api\/transactions\/([0-9a-f-]{36})\/events$/;

export default {
  async fetch(request, env, ctx) {
    try {
      return await route(request, env, ctx);
    } catch (error) {
      return failure(error);
    }
  },
};

function route(request, env, ctx) {
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
    case 'POST /api/sign':
      return sign(request, env);
    case 'POST /iamsmart/callback':
      return receiveCallback(request, env, ctx);
    default: {
      const [, businessId] = pathname.match(TRANSACTION_EVENTS) ?? [];
      if (businessId && request.method === 'GET') return events(request, env, businessId);
      return asset(request, env);
    }
  }
}

/** What the page has to know of the e-service. None of it is secret. */
function service(request, env) {
  return json({
    gateway: env.GATEWAY,
    clientId: env.CLIENT_ID,
    redirectUri: `${new URL(request.url).origin}/`,
    scope: ['eidapi_auth', 'eidapi_sign'],
    trustAnchors: env.TRUST_ANCHORS,
    intermediates: env.INTERMEDIATES,
  });
}
