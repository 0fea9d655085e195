// Programs started by a test, always killed at its end.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

const running = new Set();

// An interrupted test runner does not call `after`.
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

/**
 * Starts a program and waits until a line of its output matches, if one is to.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {{
 *   ready?: RegExp,
 *   from?: 'stdout' | 'stderr',
 *   env?: Record<string, string>,
 *   cwd?: string,
 *   withinMs?: number,
 * }} options `ready` is looked for in `from`. A program that is not ready within this time is killed.
 * @returns {Promise<{
 *   match: RegExpMatchArray,
 *   pid: number,
 *   output: () => string,
 *   exited: Promise<void>,
 *   stop: () => Promise<void>,
 *   kill: () => Promise<void>,
 * }>}
 */
export async function start(program, args, options) {
  const { ready, from = 'stdout', env = {}, cwd, withinMs } = options;
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
    cwd,
  });
  running.add(child);
  const lines = [];
  /** @type {Promise<void>} */
  const exited = new Promise((resolve) => {
    child.once('error', (error) => {
      lines.push(String(error));
      running.delete(child);
      resolve();
    });
    child.once('exit', () => {
      running.delete(child);
      resolve();
    });
  });
  const match = new Promise((resolve) => {
    if (!ready) resolve([]);
    for (const stream of [child.stdout, child.stderr]) {
      createInterface(stream).on('line', (line) => {
        lines.push(line);
        const match = ready && stream === child[from] && line.match(ready);
        if (match) resolve(match);
      });
    }
  });
  const late = withinMs && setTimeout(() => child.kill('SIGKILL'), withinMs);
  const outcome = await Promise.race([match, exited]);
  clearTimeout(late);
  assert.ok(outcome, `${program} ended before it was ready:\n${lines.join('\n')}`);
  return {
    match: outcome,
    pid: /** @type {number} */ (child.pid),
    output: () => lines.join('\n'),
    exited,
    async stop() {
      if (!running.has(child)) return;
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 5000);
      await exited;
      clearTimeout(late);
    },
    /** Ends it so that it can finish nothing. */
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/**
 * A port that is free now. It is below those that a system gives to sockets that ask for none (from 32,768 on
 * Linux, from 49,152 elsewhere), so that no connection takes it before the program listens on it.
 */
export async function freePort() {
  for (;;) {
    const port = randomInt(20_000, 30_000);
    const server = createServer();
    const isFree = await new Promise((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    await new Promise((resolve) => server.close(resolve));
    if (isFree) return port;
  }
}

/** Removes the folder of a program that has ended: its children may write a moment longer. @param {string} folder */
export function removed(folder) {
  return rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}
