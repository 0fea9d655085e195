// An e-service on runtimes with the web's Request: Deno, Bun, workerd. /form reads with this package,
// /own with the runtime's own parser.

import { formDataOf, hashForm } from 'iamsmart/server';
import { HEADERS, textOf } from './answer.js';

async function answer(request) {
  if (request.method === 'OPTIONS') return new Response(null, { headers: HEADERS });
  const isOwn = new URL(request.url).pathname === '/own';
  const read = () => (isOwn ? request.formData() : formDataOf(request));
  return new Response(await textOf(hashForm, read), { headers: HEADERS });
}

const listening = (port) => console.log(`listening http://127.0.0.1:${port}`);
const { Bun, Deno } = globalThis;
if (Deno) {
  const onListen = ({ port }) => listening(port);
  Deno.serve({ port: 0, hostname: '127.0.0.1', onListen }, answer);
} else if (Bun) {
  listening(Bun.serve({ port: 0, hostname: '127.0.0.1', fetch: answer }).port);
}

/** For workerd; Bun would serve it at a port of its own choice. */
export default Bun ? undefined : { fetch: answer };
