// An RSA-2048 signature with its chain of three and a CRL of each authority, from DER to the verdict:
// iamsmart/verify and its peers take turns in one Node, on the same bytes. Prints a table;
// `cargo xtask bench` runs it.
//
// What is measured is the processor's time, of all threads: what it would take on one core. WebCrypto
// works on threads of its own, and other programs of the machine take time that is none of ours.

import assert from 'node:assert/strict';
import { signedInput } from './verification/input.js';
import { bundleSize } from './verification/size.js';
import { forge, iamsmart, jsrsasign, pkijs } from './verification/verifiers.js';

const ROUNDS = 21;
const WARM_UP = 4;
/** Verifications in a row, in one round. */
const TIMES = 20;
/** Milliseconds. */
const GOAL = 3;

const contestants = [iamsmart, pkijs, forge, jsrsasign];

const input = signedInput();
const changed = { ...input, content: Buffer.from('another content') };
for (const { name, verify } of contestants) {
  assert.equal(await verify(input), true, `${name} refuses what is good`);
  assert.equal(await verify(changed), false, `${name} takes what was changed`);
}

const times = new Map(contestants.map(({ name }) => [name, []]));
for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
  for (let turn = 0; turn < contestants.length; turn += 1) {
    const { name, verify } = contestants[(round + turn) % contestants.length];
    const start = process.cpuUsage();
    for (let i = 0; i < TIMES; i += 1) await verify(input);
    const { user, system } = process.cpuUsage(start);
    if (round >= WARM_UP) times.get(name).push((user + system) / 1000 / TIMES);
  }
}

console.log(`RSA-2048 signature, chain of three and two CRLs in Node ${process.versions.node},`);
console.log(`V8 ${process.versions.v8}, median of ${ROUNDS} rounds of ${TIMES}`);
console.log(row(['', 'ms', 'ratio', 'Brotli KB']), '  judges');
const ours = median(times.get(iamsmart.name));
for (const { name, judges, bundle } of contestants) {
  const theirs = median(times.get(name));
  const size = (await bundleSize(bundle)) / 1000;
  const cells = [name, theirs.toFixed(2), (theirs / ours).toFixed(2), size.toFixed(1)];
  console.log(row(cells), `  ${judges}`);
}
console.log(`Goals: ${iamsmart.name} below ${GOAL} ms, and every other's ratio above 1.00.`);
console.log('Brotli: of what is used here, minified by esbuild; ours with its WebAssembly.');

/** @param {number[]} values */
function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

/** @param {string[]} cells */
function row([name, ...cells]) {
  return name.padEnd(18) + cells.map((cell) => cell.padStart(11)).join('');
}
