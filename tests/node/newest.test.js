// The suites on the newest Node.

import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { root } from './package.js';

const here = join(root, 'tests/node');
const OTHERS = ['newest.test.js'];

for (const name of await readdir(here)) {
  if (!name.endsWith('.test.js') || OTHERS.includes(name)) continue;
  test(name, async () => {
    // Else the child reports to this runner, and not by its exit status.
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    const program = join(root, 'node_modules/.bin/node');
    try {
      await promisify(execFile)(program, ['--test', join(here, name)], { env });
    } catch (error) {
      throw new Error(`${error.message}\n${error.stdout}`, { cause: error });
    }
  });
}
