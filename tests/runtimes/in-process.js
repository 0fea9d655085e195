// Node, Deno and Bun; the argument is the origin.

import { runSuite } from './suite.js';

for (const name of await runSuite(process.argv.at(-1))) console.log(`ok ${name}`);
