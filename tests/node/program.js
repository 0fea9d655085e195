// An e-service on each server; prints where each listens.

import { readFile } from 'node:fs/promises';
import { ABOUT } from '../e2e/canonical/about.js';
import { node, server } from './package.js';
import { SERVERS } from './servers.js';

const page = await readFile(process.argv[2]);

async function form(request, response) {
  // The page is of another server's origin.
  const headers = { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'text/plain' };
  let answer;
  try {
    const { hashCode } = await server.hashForm(await node.formDataOf(request), ABOUT);
    answer = hashCode;
  } catch (error) {
    answer = `${error.code}: ${error.message}`;
  }
  await node.respond(response, new Response(answer, { headers }));
}

const text = (body, type) => (_request, response) =>
  node.respond(response, new Response(body, { headers: { 'Content-Type': type } }));

const routes = [
  { method: 'POST', path: '/form', handler: form },
  {
    method: 'GET',
    path: '/',
    handler: text(
      '<!doctype html><body><script type="module" src="/page.js"></script>',
      'text/html; charset=utf-8',
    ),
  },
  { method: 'GET', path: '/page.js', handler: text(page, 'text/javascript') },
];
// Chromium speaks HTTP/2 over TLS only.
const { 'http2, compatibility API': _, ...overHttp1 } = SERVERS;
const started = await Promise.all(Object.values(overHttp1).map((start) => start(routes)));
console.log(`listening ${started.map(({ origin }) => origin).join(' ')}`);
