// What a Durable Object tells of its settling, and is told to do: a server at a socket, so that it
// outlives the object's process.

import { createServer } from 'node:http';

/**
 * @typedef {object} Call
 * @property {string} id
 * @property {number} time When it told.
 * @property {number} began When it began to settle.
 * @property {string | undefined} version What the object read of itself.
 *
 * @typedef {object} Order
 * @property {boolean} [throws]
 * @property {number} [delayMs] How long it works.
 * @property {boolean} [hangs] Never ends.
 * @property {number} [wakeInMs] Writes that something is due then.
 * @property {boolean} [done] Writes that nothing is due.
 */

/** Listens at the path of a socket. */
export async function journalAt(path) {
  /** @type {Call[]} */
  const calls = [];
  /** @type {Map<string, Order[]>} */
  const orders = new Map();
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const call = { ...JSON.parse(text), time: Date.now() };
    calls.push(call);
    response.end(JSON.stringify(orders.get(call.id)?.shift() ?? { done: true }));
  });
  await new Promise((resolve) => server.listen(path, () => resolve(undefined)));
  return {
    /** Says what one settling after the other of an entry does; after them each is done. */
    order: (id, ...list) => orders.set(id, list),
    of: (id) => calls.filter((call) => call.id === id),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
