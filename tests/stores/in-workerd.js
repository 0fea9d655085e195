// Bundled with the condition 'workerd' and run by `workerd test`.

import { Transactions } from 'iamsmart/server';
import { DurableObjectStore } from 'iamsmart/server/durable-object';
import { runSuite } from './suite.js';

export { TransactionObject } from 'iamsmart/server/durable-object';

export default {
  async test(_, env) {
    await runSuite(Transactions, new DurableObjectStore(env.TRANSACTIONS));
  },
};
