// An e-service on each of Node's servers; prints where each listens. /form reads with this package,
// /own with Node's own parser, on Express with multer.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import express from 'express';
import multer from 'multer';
import { node, server } from '../node/package.js';
import { listening, SERVERS } from '../node/servers.js';
import { HEADERS, textOf } from './answer.js';

const page = await readFile(process.argv[2]);

const answering = (read) => async (request, response) => {
  const text = await textOf(server.hashForm, () => read(request));
  // A submission into a frame is read as text.
  await node.respond(response, new Response(text, { headers: HEADERS }));
};

const text = (body, type) => (_request, response) =>
  node.respond(response, new Response(body, { headers: { 'Content-Type': type } }));

/** The body as it came, with its media type. */
async function echo(request, response) {
  const { headers, body } = node.requestOf(request);
  const type = headers.get('Content-Type');
  await node.respond(response, new Response(body, { headers: { 'Content-Type': type } }));
}

const script = '<!doctype html><body><script type="module" src="/page.js"></script>';
const routes = [
  { method: 'POST', path: '/form', handler: answering((request) => node.formDataOf(request)) },
  {
    method: 'POST',
    path: '/own',
    handler: answering((request) => node.requestOf(request).formData()),
  },
  { method: 'POST', path: '/echo', handler: echo },
  { method: 'GET', path: '/', handler: text(script, 'text/html; charset=utf-8') },
  { method: 'GET', path: '/big5', handler: text(script, 'text/html; charset=big5') },
  { method: 'GET', path: '/page.js', handler: text(page, 'text/javascript; charset=utf-8') },
];

/** Express with multer, which keeps the files: docs/node.md. */
function withMulter() {
  const app = express();
  app.use((request, response, next) => {
    response.set(HEADERS);
    if (request.method === 'OPTIONS') response.end();
    else next();
  });
  const bytes = express.raw({ type: 'multipart/form-data', limit: '32mb' });
  const keep = (request, _response, next) => {
    request.rawBody = request.body;
    next();
  };
  const options = { preservePath: true, defParamCharset: 'utf8' };
  const upload = multer({ ...options, streamHandler: (req, parser) => parser.end(req.rawBody) });
  const count = (read) => async (request) => {
    if (!Array.isArray(request.files)) throw new Error('multer has not read it');
    return read(request);
  };
  app.post('/form', bytes, keep, upload.any(), answering(count(node.formDataOf)));
  app.post('/own', multer(options).any(), answering(count(ofMulter)));
  app.use((error, _request, response, _next) => response.end(`refused: ${error.message}`));
  return listening(createServer(app));
}

/** What multer has read, as one would write it down. */
function ofMulter({ body, files }) {
  const form = new FormData();
  for (const [name, value] of Object.entries(body)) {
    for (const one of [value].flat(9)) form.append(name, String(one));
  }
  for (const { fieldname, originalname, mimetype, buffer } of files) {
    form.append(fieldname, new File([buffer], originalname, { type: mimetype }));
  }
  return form;
}

// Chromium speaks HTTP/2 over TLS only.
const { 'http2, compatibility API': _, ...overHttp1 } = SERVERS;
const started = {};
for (const [name, start] of Object.entries(overHttp1)) {
  started[name] = (await start([...routes, ...asked(['/form', '/own'])])).origin;
}
started['Express 5 with multer'] = (await withMulter()).origin;
console.log(`listening ${JSON.stringify(started)}`);

/** Routes that allow pages of another origin to send any Content-Type. */
function asked(paths) {
  const handler = (_request, response) =>
    node.respond(response, new Response(null, { headers: HEADERS }));
  return paths.map((path) => ({ method: 'OPTIONS', path, handler }));
}
