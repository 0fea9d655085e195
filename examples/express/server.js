// An e-service with Express 5 and SQLite: log in, fill in a form, sign it, keep the evidence. Any
// number of processes of one machine may run it.

import { readFileSync, writeFileSync } from 'node:fs';
import express from 'express';
import { Flows, failure } from 'iamsmart/flows';
import { callbackHandler, formDataOf, requestOf, respond } from 'iamsmart/node';
import { AuthenticatedNames, EService, Sessions } from 'iamsmart/server';
import { FILL, MAX_BYTES, SCOPE, signing } from '../form.js';
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
    writeFileSync(`${ARCHIVE}/${name}`, JSON.stringify(settled));
  },
});
flows.run();

const app = express();
app.get('/login', (req, res) => {
  const redirectUri = `${ORIGIN}/login/callback`;
  return respond(res, flows.login.redirect(req, { redirectUri, scope: SCOPE }));
});
app.get('/login/callback', async (req, res) => {
  await respond(res, await flows.login.returned(req, { sessions }));
});
app.post('/api/fill', async (req, res) => {
  res.json(await flows.fill({ ...(await sessions.require(req)), ...FILL }));
});
app.post('/api/sign', async (req, res) => {
  const session = await sessions.require(req);
  const form = await formDataOf(req, { maxBytes: MAX_BYTES });
  const hashCode = String(req.query.hashCode);
  res.json(await flows.sign({ ...session, ...signing(form), hashCode }));
});
app.all('/api/requests{/*path}', async (req, res) => {
  await respond(res, await flows.serve(requestOf(req), await sessions.require(req)));
});
app.post('/iamsmart/callback', callbackHandler(flows));
app.use(express.static(PAGE));
/** @type {express.ErrorRequestHandler} */
const failed = (error, _req, res, _next) => respond(res, failure(error));
app.use(failed);
app.listen(Number(PORT), '127.0.0.1', () => console.log(`listening on ${PORT}`));
