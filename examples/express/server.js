// An e-service with Express 5 and SQLite: log in, fill in a form, sign it, keep the evidence. Any
// number of processes of one machine may run it.

import { readFileSync, writeFileSync } from 'node:fs';
import express from 'express';
import { Flows, failure } from 'iamsmart/flows';
import { callbackHandler, formDataOf, requestOf, respond } from 'iamsmart/node';
import { EService } from 'iamsmart/server';
import { FILL, MAX_BYTES, SCOPE, signing } from '../form.js';
import { optionsOf } from '../registration.js';
import { cookie, cookieIn, openSession, sessionOf } from '../session.js';
import { openStore } from '../store.js';

const { ORIGIN, REGISTRATION, ARCHIVE, PAGE, PORT } = process.env;
const registration = JSON.parse(readFileSync(REGISTRATION, 'utf8'));
const store = await openStore();
const flows = new Flows({
  eService: EService.fromRegistration(registration),
  store,
  ...optionsOf(registration, ORIGIN),
  onSettled: (settled) => {
    const { businessId, outcome } = settled;
    writeFileSync(`${ARCHIVE}/${businessId}.${outcome}.json`, JSON.stringify(settled));
  },
});
flows.run();

const app = express();
const session = (req) => sessionOf(store, req.headers);

app.get('/login', (req, res) => {
  const redirectUri = `${ORIGIN}/login/callback`;
  const userAgent = req.get('User-Agent');
  const { url, kept } = flows.login.begin({ redirectUri, scope: SCOPE, userAgent });
  res.append('Set-Cookie', cookie('login', kept)).redirect(url);
});
app.get('/login/callback', async (req, res) => {
  const user = await flows.login.complete(ORIGIN + req.url, cookieIn(req.headers, 'login'));
  res.append('Set-Cookie', [cookie('login'), await openSession(store, user)]).redirect('/');
});
app.post('/api/fill', async (req, res) => {
  res.json(await flows.fill({ ...(await session(req)), ...FILL }));
});
app.post('/api/sign', async (req, res) => {
  const asked = { ...(await session(req)), hashCode: req.query.hashCode };
  const form = await formDataOf(req, { maxBytes: MAX_BYTES });
  res.json(await flows.sign({ ...asked, ...signing(form) }));
});
app.all('/api/requests{/*path}', async (req, res) => {
  await respond(res, await flows.serve(requestOf(req), await session(req)));
});
app.post('/iamsmart/callback', callbackHandler(flows));
app.use(express.static(PAGE));
app.use((error, _req, res, _next) => respond(res, failure(error)));
app.listen(Number(PORT), '127.0.0.1', () => console.log(`listening on ${PORT}`));
