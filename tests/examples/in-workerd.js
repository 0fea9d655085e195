// The example's worker on workerd alone, which lacks the network's static assets and buckets: both are
// folders here.

import * as example from 'example';

export class Transaction extends example.Transaction {
  constructor(ctx, env) {
    super(ctx, withFolders(env));
  }
}

export default {
  fetch: (request, env, ctx) => example.default.fetch(request, withFolders(env), ctx),
};

const TYPES = { '/index.html': 'text/html; charset=utf-8', '/page.js': 'text/javascript' };

const withFolders = (env) => ({
  ...env,
  ASSETS: assets(env.DISK),
  ARCHIVE: bucket(env.ARCHIVE_DISK),
});

const assets = (disk) => ({
  async fetch(request) {
    const { pathname } = new URL(request.url);
    const path = pathname === '/' ? '/index.html' : pathname;
    if (!TYPES[path]) return new Response(null, { status: 404 });
    const { body } = await disk.fetch(`http://disk${path}`);
    return new Response(body, { headers: { 'Content-Type': TYPES[path] } });
  },
});

const bucket = (disk) => ({
  async put(name, content) {
    const { ok, status } = await disk.fetch(`http://disk/${name}`, {
      method: 'PUT',
      body: content,
    });
    if (!ok) throw new Error(`The archive answered ${status}.`);
  },
});
