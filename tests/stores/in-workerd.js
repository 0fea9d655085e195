// The worker with a store in Durable Objects, bundled with the condition 'workerd'.

import { Transactions } from 'iamsmart/server';
import { DurableObjectStore } from 'iamsmart/server/durable-object';
import { operations } from './operations.js';

export { TransactionObject } from 'iamsmart/server/durable-object';

export default {
  async fetch(request, env) {
    const answer = operations(Transactions, new DurableObjectStore(env.TRANSACTIONS));
    return Response.json(await answer(await request.json()));
  },
};
