// An e-service on Cloudflare Workers, Durable Objects and R2: log in, fill in a form, sign it, keep the
// evidence.

import { Flows, failure } from 'iamsmart/flows';
import { AuthenticatedNames, EService, Sessions } from 'iamsmart/server';
import { DurableObjectStore, TransactionObject } from 'iamsmart/server/durable-object';
import { FILL, SCOPE, signing, submission } from '../form.js';
import { optionsOf } from '../registration.js';

/** One for all requests of an isolate, with its content key. @type {ReturnType<typeof open>} */
let shared;

/** @param {Env} env */
function open(env) {
  const { sessionSecret, ...secrets } = JSON.parse(env.SECRETS);
  const store = new DurableObjectStore(env.TRANSACTIONS);
  const names = new AuthenticatedNames(sessionSecret);
  const flows = new Flows({
    eService: EService.fromRegistration({ ...env.REGISTRATION, ...secrets }),
    store,
    names,
    ...optionsOf(env.REGISTRATION, env.ORIGIN),
    onSettled: async (settled) => {
      const name = `${settled.businessId}.${settled.outcome}.json`;
      await env.ARCHIVE.put(name, JSON.stringify(settled));
    },
  });
  return { flows, sessions: new Sessions({ store, names, owner: 'session' }) };
}

/** @extends {TransactionObject<Env>} */
export class Transaction extends TransactionObject {
  /** @param {string} businessId */
  settle(businessId) {
    shared ??= open(this.env);
    return shared.flows.settle(businessId);
  }
}

/** @type {(request: Request, env: Env, ctx: ExecutionContext) => Promise<Response>} */
async function answer(request, env, ctx) {
  shared ??= open(env);
  const { flows, sessions } = shared;
  const session = () => sessions.require(request);
  const { pathname, searchParams } = new URL(request.url);
  if (pathname.startsWith('/api/requests')) return flows.serve(request, await session());
  switch (`${request.method} ${pathname}`) {
    case 'GET /login': {
      const redirectUri = `${env.ORIGIN}/login/callback`;
      return flows.login.redirect(request, { redirectUri, scope: SCOPE });
    }
    case 'GET /login/callback':
      return flows.login.returned(request, { sessions });
    case 'POST /api/fill':
      return Response.json(await flows.fill({ ...(await session()), ...FILL }));
    case 'POST /api/sign': {
      const asked = { ...(await session()), hashCode: String(searchParams.get('hashCode')) };
      const form = await submission(request);
      return Response.json(await flows.sign({ ...asked, ...signing(form) }));
    }
    case 'POST /iamsmart/callback':
      return flows.callback(request, { waitUntil: (work) => ctx.waitUntil(work) });
    default:
      return env.ASSETS.fetch(request);
  }
}

/** @satisfies {ExportedHandler<Env>} */
export default {
  fetch: (request, env, ctx) => answer(request, env, ctx).catch(failure),
};
