// An e-service with Hono and Postgres: log in, fill in a form, sign it, keep the evidence. Any number
// of processes on any machines may run it.

import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { Flows, failure } from 'iamsmart/flows';
import { AuthenticatedNames, EService, Sessions } from 'iamsmart/server';
import { FILL, SCOPE, signing, submission } from '../form.js';
import { environment, optionsOf } from '../registration.js';
import { openStore } from '../store.js';

const { ORIGIN, REGISTRATION, SESSION_SECRET, ARCHIVE, PAGE, PORT } = environment;
const registration = JSON.parse(readFileSync(REGISTRATION, 'utf8'));
const store = await openStore();
const names = new AuthenticatedNames(SESSION_SECRET);
const sessions = new Sessions({ store, names, owner: 'session' });
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

const app = new Hono();
app.onError((error) => failure(error));
app.get('/login', (c) => {
  const redirectUri = `${ORIGIN}/login/callback`;
  return flows.login.redirect(c.req.raw, { redirectUri, scope: SCOPE });
});
app.get('/login/callback', (c) => flows.login.returned(c.req.raw, { sessions }));
app.post('/api/fill', async (c) => {
  return c.json(await flows.fill({ ...(await sessions.require(c.req.raw)), ...FILL }));
});
app.post('/api/sign', async (c) => {
  const session = await sessions.require(c.req.raw);
  const form = await submission(c.req.raw);
  const hashCode = String(c.req.query('hashCode'));
  return c.json(await flows.sign({ ...session, ...signing(form), hashCode }));
});
app.all('/api/requests/*', async (c) => flows.serve(c.req.raw, await sessions.require(c.req.raw)));
app.post('/iamsmart/callback', (c) => flows.callback(c.req.raw));
app.use(serveStatic({ root: PAGE }));
serve({ fetch: app.fetch, port: Number(PORT), hostname: '127.0.0.1' }, () => {
  console.log(`listening on ${PORT}`);
});
