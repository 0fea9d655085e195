// The commands, run as a user runs them.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const pkg = process.env.IAMSMART_PKG ?? join(root, 'pkg');
const main = join(pkg, 'cli/main.js');

export const fixture = (name) => join(root, 'tests/fixtures', name);

/**
 * Runs a command with standard input, in Node or another runtime.
 *
 * @param {string[]} args
 * @param {{ input?: string | Uint8Array, runtime?: string[] }} [options]
 */
export async function iamsmart(args, { input = '', runtime = [process.execPath] } = {}) {
  const [program, ...before] = runtime;
  const child = spawn(program, [...before, main, ...args]);
  const read = async (stream) => Buffer.concat(await stream.toArray()).toString();
  const output = Promise.all([read(child.stdout), read(child.stderr)]);
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const [status] = await once(child, 'close');
  const [out, err] = await output;
  return { status, out, err };
}

/** Runs a command with `--json`. */
export async function data(args, options) {
  const { status, out, err } = await iamsmart([...args, '--json'], options);
  return { status, json: JSON.parse(out), err };
}
