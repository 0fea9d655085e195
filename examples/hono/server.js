// An e-service with Hono and Postgres: log in, fill in a form, sign it, keep the evidence. Any number
// of processes on any machines may run it.

import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { Flows, failure } from 'iamsmart/flows';
import { EService } from 'iamsmart/server';
import { FILL, SCOPE, signing, submission } from '../form.js';
import { optionsOf } from '../registration.js';
import { cookie, cookieIn, openSession, redirect, sessionOf } from '../session.js';
import { openStore } from '../store.js';

const { ORIGIN, REGISTRATION, ARCHIVE, PAGE, PORT } = process.env;
const registration = JSON.parse(readFileSync(REGISTRATION, 'utf8'));
const store = await openStore();
const flows = new Flows({
  eService: EService.fromRegistration(registration),
  store,
  ...optionsOf(registration, ORIGIN),
  onSettled: (settled) => {
    const name = `${settled.businessId}.${settled.outcome}.json`;
    return writeFile(`${ARCHIVE}/${name}`, JSON.stringify(settled));
  },
});
flows.run();

const app = new Hono();
app.onError((error) => failure(error));
const session = (c) => sessionOf(store, c.req.raw.headers);

app.get('/login', (c) => {
  const redirectUri = `${ORIGIN}/login/callback`;
  const userAgent = c.req.header('User-Agent');
  const { url, kept } = flows.login.begin({ redirectUri, scope: SCOPE, userAgent });
  return redirect(url, cookie('login', kept));
});
app.get('/login/callback', async (c) => {
  const user = await flows.login.complete(c.req.url, cookieIn(c.req.raw.headers, 'login'));
  return redirect('/', cookie('login'), await openSession(store, user));
});
app.post('/api/fill', async (c) => c.json(await flows.fill({ ...(await session(c)), ...FILL })));
app.post('/api/sign', async (c) => {
  const asked = { ...(await session(c)), hashCode: c.req.query('hashCode') };
  const form = await submission(c.req.raw);
  return c.json(await flows.sign({ ...asked, ...signing(form) }));
});
app.all('/api/requests/*', async (c) => flows.serve(c.req.raw, await session(c)));
app.post('/iamsmart/callback', (c) => flows.callback(c.req.raw));
app.use(serveStatic({ root: PAGE }));
serve({ fetch: app.fetch, port: Number(PORT), hostname: '127.0.0.1' }, () => {
  console.log(`listening on ${PORT}`);
});
