// Runs one bench in this process and sends what it measures to its parent, run.js: a process for each,
// so that no bench finds what another one has compiled, or left in memory.

import { pathToFileURL } from 'node:url';
import { endChromium } from './chromium.js';

/** @typedef {{ about: object } | { row: import('./table.js').Row } | { point: import('./table.js').Point }} Said */

const [path] = process.argv.slice(2);

/** @type {import('./table.js').Tools} */
const tools = {
  pkg: process.env.IAMSMART_PKG ?? '',
  chromium: process.env.IAMSMART_CHROMIUM,
  against: process.env.IAMSMART_AGAINST,
};

let status = 0;
try {
  await measure();
} catch (error) {
  status = 1;
  console.error(explained(error));
}
await endChromium();
// What a bench has left open does not keep the process.
process.exit(status);

async function measure() {
  const { default: bench } = await import(pathToFileURL(path).href);
  const { rows, points, ...about } = bench;
  await say({ about });
  if (rows) for await (const row of rows.call(bench, tools)) await say({ row });
  if (points) for await (const point of points.call(bench, tools)) await say({ point });
}

/** @param {Said} message */
function say(message) {
  return new Promise((resolve, reject) => {
    process.send?.(message, (error) => (error ? reject(error) : resolve(undefined)));
  });
}

/** @param {unknown} error */
function explained(error) {
  if (!(error instanceof Error)) return String(error);
  const isMissing = 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
  const hint = isMissing ? '\nIf it is a peer: `npm ci` installs them all.' : '';
  return `${error.stack}${hint}`;
}
