// The sandbox and the e-service's addresses at one origin, so that pages need no CORS and every
// runtime uses one address.

import { once } from 'node:events';
import { mkdtemp, readFile } from 'node:fs/promises';
import { createServer, request as forward } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, removed, start } from '../e2e/programs.js';

/**
 * `/suite` serves the suite's files and callbacks; all other paths go to the sandbox.
 *
 * @param {Record<string, { type: string, content: string | Buffer }>} files Served below `/suite/`.
 */
export async function startFront(files) {
  const folder = await mkdtemp(join(tmpdir(), 'iamsmart-runtimes-'));
  const registration = join(folder, 'registration.json');
  const pushes = queue();
  const listen = `127.0.0.1:${await freePort()}`;
  const server = createServer(async (request, response) => {
    const name = request.url.match(/^\/suite\/(.*)/)?.[1];
    if (name === undefined) return pass(request, response, `http://${listen}`);
    if (name === 'callback') {
      const body = Buffer.concat(await request.toArray());
      pushes.add({ type: request.headers['content-type'], content: body });
      return response.end();
    }
    const file = await served(name);
    response.writeHead(file ? 200 : 404, { 'Content-Type': file?.type ?? 'text/plain' });
    response.end(file?.content);
  });
  const served = async (name) => {
    if (name === 'pushed') return pushes.next();
    if (name !== 'registration') return files[name];
    return { type: 'application/json', content: await readFile(registration) };
  };

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${server.address().port}`;
  const sandbox = await start(
    process.env.IAMSMART_SANDBOX,
    [
      ...['--listen', listen, '--gateway', origin],
      ...['--state', join(folder, 'sandbox'), '--registration', registration],
      ...['--redirect-uri', `${origin}/suite/login`, '--redirect-uri', `${origin}/suite/callback`],
    ],
    { ready: /^listening on / },
  ).catch((error) => {
    server.close();
    throw error;
  });
  return {
    origin,
    /** Number of callbacks not fetched. */
    leftOver: () => pushes.drain().length,
    async stop() {
      await sandbox.stop();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      await removed(folder);
    },
  };
}

/** A queue; `next` waits for an item. */
function queue() {
  let items = [];
  const waiting = [];
  return {
    add(item) {
      const wake = waiting.shift();
      if (wake) wake(item);
      else items.push(item);
    },
    next: async () => items.shift() ?? new Promise((resolve) => waiting.push(resolve)),
    drain() {
      const rest = items;
      items = [];
      return rest;
    },
  };
}

function pass(request, response, sandbox) {
  const { method, headers, url } = request;
  const onward = forward(sandbox + url, { method, headers }, (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  request.pipe(onward);
}
