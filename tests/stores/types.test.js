// The types of the stores with those of the clients that they take.

import { copyFile, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { pkg, root } from './places.js';
import { run } from './program.js';

test('the clients fit by their types', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'iamsmart-clients-'));
  try {
    const modules = join(folder, 'node_modules');
    await mkdir(modules);
    await symlink(pkg, join(modules, 'iamsmart'));
    for (const name of await readdir(join(root, 'node_modules'))) {
      await symlink(join(root, 'node_modules', name), join(modules, name));
    }
    const source = fileURLToPath(new URL('types/clients.ts', import.meta.url));
    await copyFile(source, join(folder, 'clients.ts'));
    const compilerOptions = {
      ...{ target: 'es2022', module: 'nodenext', types: ['node'], strict: true, noEmit: true },
      ...{ noUncheckedIndexedAccess: true, skipLibCheck: true },
    };
    const files = ['clients.ts'];
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    await run(process.execPath, [compiler, '--project', folder]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
