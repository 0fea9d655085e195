// A reverse proxy that stands before the processes of a service and spoils a share of what passes.

import { once } from 'node:events';
import { Agent, createServer, request as send } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * @typedef {'refused' | 'broken' | 'unavailable' | 'lost' | 'slow' | 'again'} Fault
 *
 * - refused: the connection is dropped before anything arrives
 * - broken: HTTP 500, and nothing arrives
 * - unavailable: HTTP 503, and nothing arrives
 * - lost: it arrives, and the connection is dropped instead of the answer
 * - slow: it arrives late
 * - again: it arrives again later, at any of the processes
 */

/** @type {Fault[]} */
const ANY = ['refused', 'broken', 'unavailable', 'lost', 'slow', 'again'];
const HOP_BY_HOP = ['connection', 'keep-alive', 'transfer-encoding', 'host'];

/**
 * Starts a proxy; `targets` are origins, of which each request takes the next.
 *
 * @param {object} options
 * @param {number} [options.port]
 * @param {(path: string) => Fault[]} [options.possible] Faults that may befall a path.
 * @param {() => number} [options.random]
 */
export async function startFaults({ port = 0, possible = () => ANY, random = Math.random } = {}) {
  const agent = new Agent({ keepAlive: true, maxSockets: 512 });
  /** @type {string[]} */
  const targets = [];
  /** @type {Record<string, number>} */
  const counts = {};
  /** @type {Set<Promise<unknown>>} */
  const later = new Set();
  let next = 0;
  const proxy = {
    /** Share of requests that are spoiled, 0 to 1. */
    rate: 0,
    targets,
    /** Faults so far. */
    counts,
    /**
     * Holds back requests before they arrive, for as long as the promise takes.
     *
     * @type {(path: string) => Promise<void> | undefined}
     */
    hold: () => undefined,
    /**
     * Holds back answers, after the request has arrived.
     *
     * @type {(path: string) => Promise<void> | undefined}
     */
    holdAnswer: () => undefined,
    /**
     * Told of every answer that came, and after how many milliseconds.
     *
     * @type {(path: string, status: number, ms: number) => void}
     */
    answered: () => {},
    origin: '',
    async stop() {
      proxy.rate = 0;
      agent.destroy();
      server.closeAllConnections();
      server.close();
      await Promise.allSettled(later);
    },
  };

  const server = createServer(async (request, response) => {
    request.on('error', () => {});
    response.on('error', () => {});
    const path = (request.url ?? '').split('?')[0];
    const fault = chosen(path);
    if (fault) counts[fault] = (counts[fault] ?? 0) + 1;
    if (fault === 'refused') return request.destroy();
    const body = Buffer.concat(await request.toArray().catch(() => []));
    if (fault === 'broken') return response.writeHead(500).end();
    if (fault === 'unavailable') return response.writeHead(503).end();
    if (fault === 'slow') await pause(50 + random() * 950);
    await proxy.hold(path);
    if (fault === 'again') {
      const repetition = pause(random() * 1500).then(() => forward(request, body, undefined));
      const noted = repetition.catch(() => {}).finally(() => later.delete(noted));
      later.add(noted);
    }
    const place = fault === 'lost' ? undefined : response;
    await forward(request, body, place).catch(() => {
      if (place && !place.headersSent) place.writeHead(502).end();
      else place?.destroy();
    });
    if (fault === 'lost') response.destroy();
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  proxy.origin = `http://127.0.0.1:${/** @type {any} */ (server.address()).port}`;
  return proxy;

  /** @param {string} path */
  function chosen(path) {
    if (random() >= proxy.rate) return undefined;
    const faults = possible(path);
    return faults[Math.floor(random() * faults.length)];
  }

  /**
   * @param {import('node:http').IncomingMessage} request
   * @param {Buffer} body
   * @param {import('node:http').ServerResponse | undefined} response Nowhere, if undefined.
   */
  async function forward(request, body, response) {
    // Where one process is all there is, a request waits for it to be back, as platforms have it.
    for (let waited = 0; targets.length === 0 && waited < 5000; waited += 50) await pause(50);
    const target = targets[next++ % targets.length];
    if (!target) throw new Error('nobody is there');
    const headers = Object.fromEntries(
      Object.entries(request.headers).filter(([name]) => !HOP_BY_HOP.includes(name)),
    );
    // The service is addressed by the proxy's name, as behind any load balancer.
    const sent = send(target + request.url, {
      agent,
      method: request.method,
      headers: { ...headers, host: request.headers.host },
    });
    // A page that has gone is told to the service.
    response?.once('close', () => sent.destroy());
    const path = (request.url ?? '').split('?')[0];
    const began = performance.now();
    sent.end(body);
    const [answer] = await once(sent, 'response');
    proxy.answered(path, answer.statusCode, performance.now() - began);
    await proxy.holdAnswer(path);
    if (!response) {
      answer.resume();
      await once(answer, 'close');
      return;
    }
    response.writeHead(answer.statusCode, answer.headers);
    response.flushHeaders();
    answer.pipe(response);
    await new Promise((resolve, reject) => {
      answer.once('end', resolve);
      answer.once('error', reject);
      answer.once('close', resolve);
    });
    if (!answer.complete) response.destroy();
  }
}
