// The example's worker on workerd alone, which lacks the network's static assets, and with a way to
// look into its archive.

import * as example from 'example';

export const { Transaction } = example;

export class Archive extends example.Archive {
  async all() {
    return [...(await this.ctx.storage.list())];
  }
}

const TYPES = { '/index.html': 'text/html; charset=utf-8', '/page.js': 'text/javascript' };

export default {
  async fetch(request, env, ctx) {
    if (new URL(request.url).pathname === '/test/archive') {
      return Response.json(await env.ARCHIVE.get(env.ARCHIVE.idFromName('all')).all());
    }
    return example.default.fetch(request, { ...env, ASSETS: assets(env.DISK) }, ctx);
  },
};

const assets = (disk) => ({
  async fetch(request) {
    const { pathname } = new URL(request.url);
    const path = pathname === '/' ? '/index.html' : pathname;
    if (!TYPES[path]) return new Response(null, { status: 404 });
    const { body } = await disk.fetch(`http://disk${path}`);
    return new Response(body, { headers: { 'Content-Type': TYPES[path] } });
  },
});
