// An e-service with Next.js and SQLite: log in, fill in a form, sign it, keep the evidence. Any number
// of processes of one machine may run it.

import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { Flows, failure } from 'iamsmart/flows';
import { AuthenticatedNames, EService, Sessions } from 'iamsmart/server';
import { FILL, SCOPE, signing, submission } from '../form.js';
import { environment, optionsOf } from '../registration.js';
import { openStore } from '../store.js';

const { ORIGIN, REGISTRATION, SESSION_SECRET, ARCHIVE } = environment;
const LOGIN = { redirectUri: `${ORIGIN}/login/callback`, scope: SCOPE };

/** Of the process: Next gives each of its bundles an instance of this file. */
const shared = /** @type {{ eService: { flows: Flows, sessions: Sessions } }} */ (
  /** @type {unknown} */ (globalThis)
);

/** Called once in each process, before it answers. */
export async function start() {
  const registration = JSON.parse(readFileSync(REGISTRATION, 'utf8'));
  const store = await openStore();
  const names = new AuthenticatedNames(SESSION_SECRET);
  const flows = new Flows({
    eService: EService.fromRegistration(registration),
    store,
    names,
    ...optionsOf(registration, ORIGIN),
    onSettled: (settled) => {
      const name = `${settled.businessId}.${settled.outcome}.json`;
      return writeFile(`${ARCHIVE}/${name}`, JSON.stringify(settled));
    },
  });
  flows.run();
  shared.eService = { flows, sessions: new Sessions({ store, names, owner: 'session' }) };
}

/** @param {Request} request */
async function answer(request) {
  const { flows, sessions } = shared.eService;
  const session = () => sessions.require(request);
  const { pathname, searchParams } = new URL(request.url);
  if (pathname.startsWith('/api/requests')) return flows.serve(request, await session());
  switch (`${request.method} ${pathname}`) {
    case 'GET /login':
      return flows.login.redirect(request, LOGIN);
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
    default:
      return new Response(null, { status: 404 });
  }
}

/** @param {Request} request */
export const handle = (request) => answer(request).catch(failure);
