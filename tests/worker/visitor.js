// A person without a browser: logs in, asks, answers in the app, reads the event stream.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ABOUT } from '../../www/about.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pkg = process.env.IAMSMART_PKG ?? join(root, 'pkg');
const { beginLogin, completeLogin, hashForm } = await import(
  pathToFileURL(join(pkg, 'page/inline.js'))
);

/** HKIC of each persona who signs. */
const HKIC = { chan: 'A123456(3)', wong: 'K654321(9)', lee: 'WX123452(6)' };

/** The events of a request that is not this person's. */
export const UNKNOWN = 'event: unknown\ndata: {"stage":"unknown"}\n\n';

/** The grant of a login that a person approved. */
async function grantOf(demo, persona = 'chan') {
  const { clientId, gateway, redirectUri, scope } = await (
    await fetch(`${demo.origin}/api/service`)
  ).json();
  const { url, pending } = beginLogin({
    server: { kind: 'iamsmart', gateway },
    clientId,
    redirectUri,
    scope,
    source: 'PC_Browser',
  });
  const page = await fetch(url, { headers: { Accept: 'application/json' } });
  const { requestID, events } = await page.json();
  await inApp(demo, `${requestID}/approve`, persona);
  const stream = await (await fetch(events)).text();
  const [, address] = stream.match(/^event: ?finished\ndata: ?(.*)$/m);
  return completeLogin(address, pending);
}

/** Logs in; returns the whole Set-Cookie, and the Cookie for further requests. */
export async function logIn(demo, persona = 'chan', cookie = '') {
  const body = JSON.stringify(await grantOf(demo, persona));
  const headers = { Cookie: cookie };
  const response = await fetch(`${demo.origin}/api/login`, { method: 'POST', headers, body });
  assert.equal(response.status, 200, await response.text());
  const setCookie = response.headers.get('Set-Cookie');
  return { setCookie, cookie: setCookie.split(';')[0] };
}

/** True if the e-service knows who this is. */
export async function isLoggedIn(demo, cookie) {
  const response = await get(demo, '/api/session', cookie);
  return response.status === 200 && (await response.json()).openId !== undefined;
}

/** Has the e-service request a signature. */
export async function requestSignature(demo, cookie, persona = 'chan') {
  const form = new FormData();
  form.append('hkic', HKIC[persona]);
  form.append('vehicle', 'AB 1234');
  const { hashCode } = await hashForm(form, ABOUT);
  const query = new URLSearchParams({ hashCode, source: 'PC_Browser' });
  const encoded = new Response(form);
  return fetch(`${demo.origin}/api/sign?${query}`, {
    method: 'POST',
    headers: { Cookie: cookie, 'Content-Type': encoded.headers.get('Content-Type') },
    body: await encoded.arrayBuffer(),
  });
}

/** Like `requestSignature`, and succeeds. */
export async function askToSign(demo, cookie, persona) {
  const response = await requestSignature(demo, cookie, persona);
  const asked = await response.json();
  assert.equal(response.status, 200, JSON.stringify(asked));
  return asked;
}

/** Answers in the app: 'approve', 'refuse', … */
export async function inApp(demo, path, persona = 'chan') {
  const body = JSON.stringify({ persona });
  const address = `${demo.gateway}/app/api/requests/${path}`;
  const response = await fetch(address, { method: 'POST', body });
  assert.equal(response.status, 200, await response.text());
}

/** What iAM Smart knows of the result's delivery. */
export async function deliveryOf(demo, ticketId, persona = 'chan') {
  const address = `${demo.gateway}/app/api/requests/${ticketId}?persona=${persona}`;
  return (await (await fetch(address)).json()).delivery;
}

export function get(demo, path, cookie = '') {
  return fetch(demo.origin + path, { headers: { Cookie: cookie } });
}

/** Opens an event stream and waits for its first event. */
export async function openEvents(demo, cookie, businessId) {
  const response = await get(demo, `/api/requests/${businessId}/events`, cookie);
  if (response.status !== 200) return { response };
  const reader = response.body.getReader();
  const first = Buffer.from((await reader.read()).value).toString();
  return {
    response,
    first,
    /** Text until the stream ends. */
    async rest() {
      let text = '';
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return text;
        text += Buffer.from(value).toString();
      }
    },
    close: () => reader.cancel().catch(() => {}),
  };
}

/** Adds a fault of the sandbox. */
export async function choose(demo, fault) {
  const body = JSON.stringify(fault);
  const response = await fetch(`${demo.gateway}/faults/api`, { method: 'POST', body });
  assert.equal(response.status, 201, await response.text());
}

export async function clearFaults(demo) {
  const response = await fetch(`${demo.gateway}/faults/api`, { method: 'DELETE' });
  assert.equal(response.status, 204);
}

export const codeOf = async (response) => [response.status, (await response.json()).code];
