// An e-service with Deno and Deno KV: log in, fill in a form, sign it, keep the evidence.

import { Flows, failure } from 'iamsmart/flows';
import { AuthenticatedNames, EService, Sessions } from 'iamsmart/server';
import { DenoKvStore } from 'iamsmart/server/deno-kv';
import { FILL, SCOPE, signing, submission } from '../form.js';
import { optionsOf } from '../registration.js';

const { ORIGIN, REGISTRATION, SESSION_SECRET, ARCHIVE, PAGE, STORE, PORT } = Deno.env.toObject();
const registration = JSON.parse(Deno.readTextFileSync(REGISTRATION));
const store = new DenoKvStore(await Deno.openKv(STORE));
const names = new AuthenticatedNames(SESSION_SECRET);
const sessions = new Sessions({ store, names, owner: 'session' });
const flows = new Flows({
  eService: EService.fromRegistration(registration),
  store,
  names,
  ...optionsOf(registration, ORIGIN),
  onSettled: (settled) => {
    const name = `${settled.businessId}.${settled.outcome}.json`;
    return Deno.writeTextFile(`${ARCHIVE}/${name}`, JSON.stringify(settled));
  },
});
flows.run();

/** @param {Request} request */
async function answer(request) {
  const session = () => sessions.require(request);
  const { pathname, searchParams } = new URL(request.url);
  if (pathname.startsWith('/api/requests')) return flows.serve(request, await session());
  switch (`${request.method} ${pathname}`) {
    case 'GET /login': {
      const redirectUri = `${ORIGIN}/login/callback`;
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
      return flows.callback(request);
    case 'GET /':
      return file('index.html', 'text/html');
    case 'GET /page.js':
      return file('page.js', 'text/javascript');
    default:
      return new Response(null, { status: 404 });
  }
}

/**
 * @param {string} name
 * @param {string} type
 */
async function file(name, type) {
  const headers = { 'Content-Type': `${type}; charset=utf-8` };
  return new Response(await Deno.readFile(`${PAGE}/${name}`), { headers });
}

const onListen = () => console.log(`listening on ${PORT}`);
Deno.serve({ port: Number(PORT), hostname: '127.0.0.1', onListen }, (request) =>
  answer(request).catch(failure),
);
