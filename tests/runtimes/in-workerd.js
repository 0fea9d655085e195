// Bundled with the condition 'workerd' and run by `workerd test`.

import { runSuite } from './suite.js';

export default {
  async test(_, env) {
    for (const name of await runSuite(env.ORIGIN)) console.log(`ok ${name}`);
  },
};
