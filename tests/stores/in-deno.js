// Run by `deno run --unstable-kv`; the argument is the package's folder.

import { runSuite } from './suite.js';

const [pkg] = Deno.args;
const { Transactions } = await import(`${pkg}/server/inline.js`);
const { DenoKvStore } = await import(`${pkg}/server/deno-kv.js`);
const kv = await Deno.openKv(':memory:');
await runSuite(Transactions, new DenoKvStore(kv));
kv.close();
