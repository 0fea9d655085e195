// What stands before an e-service that has more to do than it can: the package's own limits. A request
// that finds too many under way is refused with 503 and Retry-After, and its sender comes again.

import { once } from 'node:events';
import { Agent, createServer, request as send } from 'node:http';

const { ConcurrencyLimit } = await import(`${process.env.IAMSMART_PKG}/server/inline.js`);

/** What a user or the gateway waits for; event streams are many and idle. */
const COUNTED = /^\/(login|api\/(fill|sign)|iamsmart)/;

/**
 * Starts it before `target`.
 *
 * @param {() => string} target Origin for the next request.
 * @param {{ atOnce: number }} limits
 */
export async function startPolite(target, { atOnce }) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1024 });
  const counts = { refused: 0, passed: 0, highest: 0 };
  let limit = new ConcurrencyLimit({ perKey: atOnce, total: atOnce });
  let open = 0;
  const server = createServer((request, response) => {
    const isCounted = COUNTED.test(request.url ?? '');
    const lease = isCounted ? limit.open('all') : undefined;
    if (isCounted && !lease) {
      counts.refused += 1;
      request.resume();
      response.writeHead(503, { 'Retry-After': '1' }).end();
      return;
    }
    counts.passed += 1;
    open += isCounted ? 1 : 0;
    counts.highest = Math.max(counts.highest, open);
    response.once('close', () => {
      lease?.end();
      open -= isCounted ? 1 : 0;
    });
    const { method, headers, url } = request;
    const sent = send(target() + url, { agent, method, headers });
    request.pipe(sent);
    sent.once('error', () => response.destroy());
    sent.once('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      response.flushHeaders();
      answer.pipe(response);
    });
    response.once('close', () => sent.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${/** @type {any} */ (server.address()).port}`,
    counts,
    /** @param {number} atOnce */
    set(atOnce) {
      limit = new ConcurrencyLimit({ perKey: atOnce, total: atOnce });
    },
    stop() {
      agent.destroy();
      server.closeAllConnections();
      server.close();
    },
  };
}
