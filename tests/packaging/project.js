// A project whose only dependency is the packed package.

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const pkg = process.env.IAMSMART_PKG ?? join(root, 'pkg');

/** Path of a program in node_modules. */
export const tool = (name) => join(root, 'node_modules/.bin', name);

export async function packedProject() {
  const folder = await mkdtemp(join(tmpdir(), 'iamsmart-packaging-'));

  /** Runs a program in the project; an error contains its output. */
  async function run(program, args) {
    try {
      return await promisify(execFile)(program, args, { cwd: folder });
    } catch (error) {
      throw new Error(`${error.message}\n${error.stdout}`, { cause: error });
    }
  }

  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder, pkg]);
  const [packed] = JSON.parse(stdout);
  await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  // Offline, what the package depends on is what the tests have installed.
  const { dependencies } = JSON.parse(await readFile(join(pkg, 'package.json'), 'utf8'));
  const installed = Object.keys(dependencies).map((name) => join(root, 'node_modules', name));
  const packages = [`./${packed.filename}`, ...installed];
  await run('npm', ['install', '--ignore-scripts', '--offline', ...packages]);
  return {
    folder,
    packed,
    run,
    write: (name, text) => writeFile(join(folder, name), text),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
