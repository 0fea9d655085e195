// The types that `wrangler types` writes for a worker with the package's Durable Object.

import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { newerNode, pkg, root } from './places.js';
import { run } from './program.js';

const WORKER = `
import { Transactions } from 'iamsmart/server';
import { DurableObjectStore, TransactionObject } from 'iamsmart/server/durable-object';

export { TransactionObject };

/** Settles what is due, and reaches itself and others by the worker's environment. */
export class Transaction extends TransactionObject<Env> {
  override async settle(businessId: string): Promise<void> {
    await new DurableObjectStore(this.env.SETTLING).read(businessId);
  }
}

export default {
  async fetch(_request, env): Promise<Response> {
    const namespace: DurableObjectNamespace<TransactionObject> = env.TRANSACTIONS;
    const settling: DurableObjectNamespace<Transaction> = env.SETTLING;
    await new DurableObjectStore(settling).read('none');
    const transactions = new Transactions(new DurableObjectStore(namespace));
    return Response.json(await transactions.look('none'));
  },
} satisfies ExportedHandler<Env>;
`;

test('TransactionObject passes `wrangler types`', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'iamsmart-wrangler-'));
  try {
    await mkdir(join(folder, 'node_modules'));
    await symlink(pkg, join(folder, 'node_modules/iamsmart'));
    await writeFile(join(folder, 'index.ts'), WORKER);
    const configuration = {
      name: 'worker',
      main: 'index.ts',
      compatibility_date: '2026-01-01',
      durable_objects: {
        bindings: [
          { name: 'TRANSACTIONS', class_name: 'TransactionObject' },
          { name: 'SETTLING', class_name: 'Transaction' },
        ],
      },
      migrations: [{ tag: 'v1', new_sqlite_classes: ['TransactionObject', 'Transaction'] }],
    };
    await writeFile(join(folder, 'wrangler.jsonc'), JSON.stringify(configuration));
    const [node, ...options] = newerNode;
    const wrangler = join(root, 'node_modules/wrangler/bin/wrangler.js');
    const env = { ...process.env, WRANGLER_SEND_METRICS: 'false', CI: 'true', HOME: folder };
    await run(node, [...options, wrangler, 'types'], { cwd: folder, env });
    const types = await readFile(join(folder, 'worker-configuration.d.ts'), 'utf8');
    for (const name of ['TransactionObject', 'Transaction']) {
      assert.ok(types.includes(`DurableObjectNamespace<import("./index").${name}>`), types);
    }
    const compilerOptions = {
      ...{ target: 'es2022', lib: ['es2022'], types: [], strict: true, noEmit: true },
      ...{ module: 'es2022', moduleResolution: 'bundler', preserveSymlinks: true },
    };
    const files = ['index.ts', 'worker-configuration.d.ts'];
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    await run(process.execPath, [compiler, '--project', folder]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
