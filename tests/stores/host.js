// A process with a store: host.js PACKAGE-URL CLIENT OPTIONS. Prints the port on which it listens.

import { createServer } from 'node:http';
import { opened } from './opened.js';
import { operations } from './operations.js';

const [pkg, client, options] = process.argv.slice(2);
const { Transactions } = await import(`${pkg}/server/inline.js`);
const answer = operations(Transactions, await opened(pkg, client, JSON.parse(options)));

const server = createServer(async (request, response) => {
  let text = '';
  for await (const chunk of request) text += chunk;
  response.end(JSON.stringify(await answer(JSON.parse(text))));
});
server.listen(0, '127.0.0.1', () => console.log(`port ${server.address().port}`));
