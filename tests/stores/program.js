// Programs that the tests start and kill.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/**
 * Starts a program and waits for a line of its output that matches.
 *
 * @param {string} path
 * @param {string[]} args
 * @param {RegExp} ready
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export async function started(path, args, ready, options) {
  const child = spawn(path, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const match = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`${path} ended:\n${said.join('\n')}`)));
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line);
        const match = ready.exec(line);
        if (match) resolve(match);
      });
    }
  });
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  const end = async (signal) => {
    if (isAlive()) child.kill(signal);
    await exited;
  };
  return { match, said, isAlive, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}

/** Runs a program to its end and returns its output. */
export async function run(path, args, options) {
  const child = spawn(path, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data) => {
      said += data;
    });
  }
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${path} ${args.join(' ')} ended with ${code}:\n${said}`);
  return said;
}

/** A process that answers operations at a port. */
export function hostOf(program, port) {
  return {
    ...program,
    ask: async (operation, options) => {
      const body = JSON.stringify({ operation, ...options });
      const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body });
      const answer = await response.json();
      if (!answer.error) return answer;
      throw Object.assign(new Error(answer.error), { code: answer.code });
    },
  };
}
