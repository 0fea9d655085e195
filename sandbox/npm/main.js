#!/usr/bin/env node
// Runs the sandbox's binary for this platform: with the same arguments, streams, signals and exit status.

import { spawn } from 'node:child_process';
import { binary, Missing } from './binary.js';

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

try {
  run(binary());
} catch (error) {
  if (!(error instanceof Missing)) throw error;
  failed(error.message);
}

/** @param {string} program */
function run(program) {
  const child = spawn(program, process.argv.slice(2), { stdio: 'inherit' });
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => failed(`${program} cannot be run: ${error.message}`));
  child.on('exit', (code, signal) => {
    if (!signal) process.exit(code ?? 1);
    // Ends as the sandbox did, for whoever asks how.
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

/** @param {string} message */
function failed(message) {
  console.error(`iamsmart-sandbox: ${message}`);
  process.exit(1);
}
