import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { newerNode } from '../stores/places.js';
import { run } from '../stores/program.js';
import { tested } from './one.js';
import { copied, root } from './service.js';

tested('worker on Durable Objects');

test('wrangler.jsonc is whole: types, and what would be deployed', async () => {
  const cwd = join(await copied('worker'), 'worker');
  const out = await mkdtemp(join(tmpdir(), 'iamsmart-wrangler-'));
  const env = { ...process.env, WRANGLER_SEND_METRICS: 'false', CI: 'true', HOME: out };
  const [node, ...options] = newerNode;
  const wrangler = [...options, join(root, 'node_modules/wrangler/bin/wrangler.js')];
  try {
    await run(node, [...wrangler, 'types'], { cwd, env });
    const types = await readFile(join(cwd, 'worker-configuration.d.ts'), 'utf8');
    assert.match(types, /DurableObjectNamespace<import\("\.\/worker"\)\.Transaction>/);
    assert.match(types, /ARCHIVE: R2Bucket;/);
    await run(node, [...wrangler, 'deploy', '--dry-run', '--outdir', out], { cwd, env });
    assert.ok((await readdir(out)).includes('worker.js'));
  } finally {
    await rm(out, { recursive: true, force: true });
  }
});
