// A connection to a store that can be cut: a TCP proxy before its socket.

import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/** @param {string} path Unix socket of the store. */
export async function startCuts(path) {
  /** @type {Set<import('node:net').Socket>} */
  const open = new Set();
  const server = createServer((client) => {
    const store = connect(path);
    for (const [from, to] of [
      [client, store],
      [store, client],
    ]) {
      open.add(from);
      from.on('error', () => {});
      from.once('close', () => {
        open.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: /** @type {import('node:net').AddressInfo} */ (server.address()).port,
    /** Cuts every connection. */
    cut() {
      for (const socket of open) socket.destroy();
    },
    stop() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
