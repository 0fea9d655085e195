// An e-service on Cloudflare Workers and Durable Objects: log in, fill in a form, sign it, keep the
// evidence.

import { DurableObject } from 'cloudflare:workers';
import { Flows, failure } from 'iamsmart/flows';
import { EService } from 'iamsmart/server';
import { DurableObjectStore, TransactionObject } from 'iamsmart/server/durable-object';
import { FILL, SCOPE, signing, submission } from '../form.js';
import { optionsOf } from '../registration.js';
import { cookie, cookieIn, openSession, redirect, sessionOf } from '../session.js';

let shared;
/** One for all requests of an isolate, with its content key. */
const flowsOf = (env) => {
  shared ??= new Flows({
    eService: EService.fromRegistration({ ...env.REGISTRATION, ...JSON.parse(env.SECRETS) }),
    store: new DurableObjectStore(env.TRANSACTIONS),
    ...optionsOf(env.REGISTRATION, env.ORIGIN),
    onSettled: (settled) => env.ARCHIVE.get(env.ARCHIVE.idFromName('all')).keep(settled),
  });
  return shared;
};

export class Transaction extends TransactionObject {
  settle(businessId) {
    return flowsOf(this.env).settle(businessId);
  }
}

export class Archive extends DurableObject {
  keep(settled) {
    const key = `${settled.businessId}.${settled.outcome}`;
    return this.ctx.storage.put(key, JSON.stringify(settled));
  }
}

async function answer(request, env, ctx) {
  const flows = flowsOf(env);
  const store = new DurableObjectStore(env.TRANSACTIONS);
  const session = () => sessionOf(store, request.headers);
  const { pathname, searchParams } = new URL(request.url);
  if (pathname.startsWith('/api/requests')) return flows.serve(request, await session());
  switch (`${request.method} ${pathname}`) {
    case 'GET /login': {
      const redirectUri = `${env.ORIGIN}/login/callback`;
      const userAgent = request.headers.get('User-Agent');
      const { url, kept } = flows.login.begin({ redirectUri, scope: SCOPE, userAgent });
      return redirect(url, cookie('login', kept));
    }
    case 'GET /login/callback': {
      const user = await flows.login.complete(request.url, cookieIn(request.headers, 'login'));
      return redirect('/', cookie('login'), await openSession(store, user));
    }
    case 'POST /api/fill':
      return Response.json(await flows.fill({ ...(await session()), ...FILL }));
    case 'POST /api/sign': {
      const asked = { ...(await session()), hashCode: searchParams.get('hashCode') };
      const form = await submission(request);
      return Response.json(await flows.sign({ ...asked, ...signing(form) }));
    }
    case 'POST /iamsmart/callback':
      return flows.callback(request, { waitUntil: (work) => ctx.waitUntil(work) });
    default:
      return env.ASSETS.fetch(request);
  }
}

export default {
  fetch: (request, env, ctx) => answer(request, env, ctx).catch(failure),
};
