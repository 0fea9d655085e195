// The worker with a store in Durable Objects, bundled with the condition 'workerd'.

import { Transactions } from 'iamsmart/server';
import { DurableObjectStore, TransactionObject } from 'iamsmart/server/durable-object';
import { operations } from './operations.js';

export { TransactionObject };

/** Does what the journal says, and reads and writes itself as any other would. */
export class SettlingObject extends TransactionObject {
  async settle(id) {
    const began = Date.now();
    const store = new DurableObjectStore(this.env.SETTLING);
    const read = await store.read(id);
    const body = JSON.stringify({ id, began, version: read?.version });
    const response = await this.env.JOURNAL.fetch('http://journal/', { method: 'POST', body });
    const { throws, hangs, delayMs = 0, wakeInMs, done } = await response.json();
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    if (wakeInMs !== undefined || done) {
      const { version } = read;
      const keepUntil = new Date(Date.now() + 60_000);
      const wakeAt = done ? undefined : new Date(Date.now() + wakeInMs);
      const written = await store.write(id, read.bytes, { version, keepUntil, wakeAt });
      if (!written) throw new Error('another was first');
    }
    if (hangs) await new Promise((resolve) => setTimeout(resolve, 600_000));
    if (throws) throw new Error('as ordered');
  }
}

export default {
  async fetch(request, env) {
    const { settling = false, ...asked } = await request.json();
    const store = new DurableObjectStore(settling ? env.SETTLING : env.TRANSACTIONS);
    return Response.json(await operations(Transactions, store)(asked));
  },
};
